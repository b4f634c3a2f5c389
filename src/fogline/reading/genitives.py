"""Deeds named by a noun, and whose they are by the genitive that follows.

A noun made of a verb that needs an object takes that object in the genitive ("the encirclement of Ukrainian troops",
"оточення міста"), one made of a verb of motion its subject ("the advance of Ukrainian troops"; Grimshaw 1990, Argument
Structure): the one is the doing of the other side, the other of the side named. Nouns that are followed by either
("attack", "обстрел", "удари") are left to the tagger.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from fogline.reading.perspective import FAR, NEAR
from fogline.terms.event import BOTH_SIDES, EventKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.reading.events import FoundEvent
    from fogline.reading.pieces import Pieces
    from fogline.reading.tagger import Tagged

DEED = re.compile(
    r"(?:encircle|envelop|entrap)ment|surrounding|isolation|block(?:age|ade|ing)|siege|besieging|shelling|bombardment"
    r"|bombing|destruction|elimination|annihilation|defeat|rout|routing|dislodge?ment|expulsion"
    r"|(?:окружени|блокировани|уничтожени|ликвидаци|вытеснени|выбивани|рассеивани|пленени|подавлени|изгнани)\w{1,2}"
    r"|(?:оточенн|блокуванн|знищенн|ліквідаці|витісненн|вибиванн|розсіюванн|полоненн|придушенн|вигнанн)\w{1,2}"
    r"|(?:блокад|осад|облог|зачистк)\w{1,2}|(?:разгром|розгром)\w{0,2}",
    re.IGNORECASE,
)
GOING = re.compile(
    r"advance|encroachment|offensive|push|breakthrough|incursion|retreat|withdrawal|pull-?out|pullback|departure|flight"
    r"|(?:продвижени|наступлени|отступлени|вторжени|бегств)\w{1,2}|(?:отход|прорыв|натиск)\w{0,2}"
    r"|(?:просуванн|вторгненн)\w{1,2}|(?:наступ|відступ|прорив|натиск)\w{0,2}|відх[оі]д\w{0,2}|втеч\w{1,2}",
    re.IGNORECASE,
)
# Words in the case that names the doer ("окружение силами РФ"), and words that begin another phrase.
DOING = re.compile(r"(?:[аяыи]ми|[^\W\d_][оеє]ю|[иь]?[её]й|ой|[оеє]м)$")
ANOTHER = frozenset("by with from in at near and on в во у на под и с із з під біля і й та за по от від".split())
# So many words may stand between.
MOST = 3
# Log-odds of what the words leave no doubt of.
SURE = 30.0
# What bodies of troops do by moving.
MOVES = frozenset(
    {EventKind.ADVANCES, EventKind.ENTERS, EventKind.ENCIRCLES, EventKind.LOSES, EventKind.WITHDRAWS, EventKind.FIGHTS}
)


def with_genitives(found: Tagged, text: str, pieces: Pieces) -> Tagged:
    """`found` with the agents that a side in the genitive after an event's noun leaves no doubt of."""
    return replace(found, events=tuple(_read(event, text, pieces) for event in found.events))


def _read(event: FoundEvent, text: str, pieces: Pieces) -> FoundEvent:
    words = [text[start:end] for start, end in zip(*_bounds(pieces, event.trigger, MOST + 4), strict=True)]
    deed, going = DEED.fullmatch(words[0]), GOING.fullmatch(words[0])
    told = (deed and BOTH_SIDES.intersection(event.kinds)) or (going and MOVES.intersection(event.kinds))
    side = _in_genitive(words, event.trigger, pieces) if told else None
    if side is None:
        return event
    agent = 1 - side if deed else side
    return replace(event, agent=agent, target=1 - agent, nearer=-SURE if agent else SURE, own=0.0)


def _in_genitive(words: Sequence[str], noun: int, pieces: Pieces) -> int | None:
    """The side in the genitive after the first of `words`, 0 that named first, 1 the other; None where there is none.

    `noun` is the number of that first word in the text.
    """
    if words[0].isascii() and words[1:2] != ["of"]:
        return None
    for at in range(2 if words[0].isascii() else 1, min(len(words), MOST + 3)):
        flag = int(pieces.sides[pieces.word_first[noun + at]])
        if flag in {NEAR, FAR}:
            return None if _does(words[at], words[at + 1 : at + 2]) else int(flag == FAR)
        if not words[at].islower() or words[at] in ANOTHER or _in_doing_case(words[at]):
            return None
    return None


def _does(side: str, following: Sequence[str]) -> bool:
    """Whether the name of a side stands in the case of the doer; Russian adjectives have one form for two cases."""
    if side.islower() and side.endswith("ой") and " " not in side:
        return any(map(_in_doing_case, following))
    return _in_doing_case(side)


def _in_doing_case(words: str) -> bool:
    return DOING.search(words) is not None


def _bounds(pieces: Pieces, word: int, count: int) -> tuple[list[int], list[int]]:
    return pieces.word_starts[word : word + count].tolist(), pieces.word_ends[word : word + count].tolist()
