"""Garbled names, found by sound and spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from fogline.linking.names import key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fogline.terms.actor import Actor

# Below this likeness a name stays unlinked, and a whole name's surname must be this like by itself.
LIKENESS, OF_SURNAME = 0.84, 0.7
# Names this close to the likest one count as likely.
CLOSE = 0.03
SHORTEST = 5
LENGTHS_APART = 2


class Names:
    """Names of actors as they sound, in Latin letters."""

    def __init__(self, names: Iterable[tuple[str, Actor]]) -> None:
        """Keep what `names` sound like."""
        self.actors: dict[str, dict[str, Actor]] = {}
        for name, actor in names:
            sound = key(name)
            if len(sound) >= SHORTEST:
                self.actors.setdefault(sound, {})[actor.id] = actor
        self.sounds = list(self.actors)

    def nearest(self, name: str) -> tuple[Actor, float] | None:
        """The actor whose name is most like `name`, and how like; None where none is, or several are."""
        sound = key(name)
        if len(sound) < SHORTEST:
            return None
        found = process.extract(sound, self.sounds, scorer=fuzz.ratio, score_cutoff=100 * LIKENESS, limit=None)
        scored = [(score / 100, known) for known, score, _ in found if _comparable(sound, known)]
        if not scored:
            return None
        best = max(score for score, _ in scored)
        likely = {
            id_: actor for score, known in scored if score >= best - CLOSE for id_, actor in self.actors[known].items()
        }
        return (likely.popitem()[1], best) if len(likely) == 1 else None


def alike(one: str, other: str) -> float:
    """How like two names sound, 0 to 1."""
    return fuzz.ratio(key(one), key(other)) / 100


def _comparable(sound: str, known: str) -> bool:
    words, of_known = sound.split(), known.split()
    if len(words) != len(of_known) or abs(len(sound) - len(known)) > LENGTHS_APART:
        return False
    return fuzz.ratio(words[-1], of_known[-1]) >= 100 * OF_SURNAME
