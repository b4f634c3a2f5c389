"""The names of the world's places: which of them a surface form may name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fogline.linking.layer import checksum, hashed, rough_hash
from fogline.linking.names import CYRILLIC, key, lemmas
from fogline.linking.settled import settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.linking.layer import Layer
    from fogline.linking.settled import Settled
    from fogline.terms.place import Place
    from fogline.terms.terrain import Box


class Quality(IntEnum):
    """How a surface form was brought to a name, the surer first.

    As spelt; but for script, signs and transliteration; as an inflected form; as Russian for a Ukrainian name.
    """

    EXACT = 0
    FOLDED = 1
    INFLECTED = 2
    ROUGH = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a surface form may name. `region` is the place's first-level unit, as in "UA.07" or "US.TX"."""

    place: Place
    quality: Quality
    region: str = ""


class Gazetteer:
    """Places by name, from one or several layers; a later layer's account of a place replaces an earlier one's."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = tuple(reversed(layers))

    @property
    def about(self) -> list[dict[str, Any]]:
        """What each layer says of itself, the base first."""
        return [layer.about for layer in reversed(self._layers)]

    @cached_property
    def settled(self) -> Settled:
        """Every settlement that has a point, with how many live there."""
        return settled(tuple(reversed(self._layers)))

    def places(self, settled: Settled, rows: Sequence[int]) -> list[Place]:
        """The places in `rows` of what `settled` gave."""
        layers = tuple(reversed(self._layers))
        return [layers[int(settled.layer[row])].place(int(settled.owner[row]))[0] for row in rows]

    def lookup(self, surface: str, language: str | None = None) -> list[Match]:
        """The places that `surface` may name, the surest matches first, the more populous before the less.

        `language` is "ru", "uk", "en" or another, or None; only words in Cyrillic are taken for inflected.
        """
        folded = key(surface)
        if not folded:
            return []
        found: dict[str, Match] = {}
        self._gather(found, [folded], Quality.FOLDED, checksum(surface))
        if CYRILLIC.search(surface.casefold()):
            forms = list(dict.fromkeys([folded, *map(key, lemmas(surface))]))
            self._gather(found, forms[1:], Quality.INFLECTED)
            if not found:
                self._gather(found, forms, Quality.ROUGH)
        elif not found and language != "en":
            self._gather(found, [folded], Quality.ROUGH)
        return sorted(found.values(), key=lambda match: (match.quality, -match.place.population, match.place.id))

    def called(self, place: Place, language: str) -> str:
        """What `place` is called in a language, "uk" or "ru"; its main name where that is not known."""
        numbers = [hashed(key(place.name))]
        for layer in self._layers:
            for owner, _ in layer.find(numbers)[0]:
                if layer.place(owner)[0].id == place.id:
                    names = layer.spoken(owner)
                    if said := names.get(language) or (names["uk"] if language in names else ""):
                        return said
        return place.name

    def settlements(self, box: Box) -> list[Match]:
        """The settlements that stand in `box`, each once."""
        found: dict[str, Match] = {}
        for layer in self._layers:
            for owner in layer.settlements_in(box):
                place, region = layer.place(owner)
                found.setdefault(place.id, Match(place, Quality.EXACT, region))
        return list(found.values())

    def _gather(self, found: dict[str, Match], forms: list[str], quality: Quality, spelt: int | None = None) -> None:
        if not forms:
            return
        numbers = [rough_hash(form) if quality is Quality.ROUGH else hashed(form) for form in forms]
        for layer in self._layers:
            mine: dict[int, Quality] = {}
            for hits in layer.find(numbers):
                for owner, spelling in hits:
                    as_spelt = spelt is not None and spelling == spelt
                    mine[owner] = min(mine.get(owner, quality), Quality.EXACT if as_spelt else quality)
            for owner, reached in mine.items():
                place, region = layer.place(owner)
                known = found.get(place.id)
                if known is None:
                    found[place.id] = Match(place, reached, region)
                elif reached < known.quality:
                    found[place.id] = Match(known.place, reached, known.region)
