"""The side of a body that is not a known actor, by what the phrase that names it says."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from fogline.linking import sides
from fogline.linking.tokens import cut, plain
from fogline.terms.actor import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fogline.linking.theatre import Theatre

CIVILIAN, FOREIGN = "civilian", "foreign"
AND = frozenset({"and", "и", "і", "й", "та"})
GAP = r"(?:\S+ ){0,4}"


class Rules:
    """The offices of a theatre, as one expression a side and use."""

    def __init__(self, theatre: Theatre) -> None:
        """Compile the offices of `theatre`."""
        self.named = sides.Index(theatre)
        offices = theatre.offices
        self.civilian = expression(office.pattern for office in offices if office.kind == CIVILIAN)
        self.foreign = expression(office.pattern for office in offices if office.kind == FOREIGN)
        self.office = {
            side: expression(o.pattern for o in offices if o.side == side and o.kind not in {CIVILIAN, FOREIGN})
            for side in theatre.sides
        }


def side_of(words: Sequence[str], rules: Rules, language: str | None = None) -> Side | None:
    """The side of who is named by `words`; None where they are silent or tell of both.

    Civilians are on no known side wherever they live, nor are both sides that speak together, and Side.UNKNOWN says
    that the words decide so. Otherwise what is said first counts, a side or a foreign body ("Ukraine's envoy to the
    UN", "the UN mission in Ukraine"); offices and words without a mirror where neither is.
    """
    if civilians_at(words, rules) is not None:
        return Side.UNKNOWN
    joined = "".join(f"{plain(word)} " for word in words)
    found = list(sides.find(words, rules.named, language))
    if any(_joined(words, one, other) for one, other in pairwise(found)):
        return Side.UNKNOWN
    named = next((name for name in found if name.row is not None), None)
    foreign = rules.foreign.search(joined)
    if foreign and (named is None or joined.count(" ", 0, foreign.start()) < named.first):
        return Side.INDEPENDENT
    if named:
        return named.side
    told = {side for side, office in rules.office.items() if office.search(joined)}
    told |= {name.side for name in found[:1]} if not told else set()
    return told.pop() if len(told) == 1 else None


def _joined(words: Sequence[str], one: sides.Named, other: sides.Named) -> bool:
    """Whether the two sides speak together: "Moscow and Kyiv"."""
    between = [word.casefold() for word in words[one.last : other.first]]
    return one.side != other.side and len(between) == 1 and between[0] in AND


def civilians_at(words: Sequence[str], rules: Rules) -> int | None:
    """Which of `words` is the first that tells of civilians, None if none does."""
    joined = "".join(f"{plain(word)} " for word in words)
    found = rules.civilian.search(joined)
    return joined.count(" ", 0, found.start()) if found else None


def expression(patterns: Iterable[str]) -> re.Pattern[str]:
    """What finds any of `patterns` in words that are joined by spaces, one behind the last too."""
    forms = sorted(map(_expression, patterns))
    return re.compile(rf"(?<!\S)(?:{'|'.join(forms) or '(?!)'})")


def _expression(pattern: str) -> str:
    parts = []
    for word in pattern.replace("…", " … ").replace("*", "* ").split():
        stem, open_end = (word[:-1], r"\S*") if word.endswith("*") else (word, "")
        if word == "…":
            parts.append(GAP)
            continue
        pieces = cut(stem)
        parts.append("".join(f"{_either_case(piece)} " for piece in pieces).rstrip() + open_end + " ")
    return "".join(parts)


def _either_case(word: str) -> str:
    first = word[0]
    return (f"[{first}{first.upper()}]" if first.islower() else re.escape(first)) + re.escape(word[1:])
