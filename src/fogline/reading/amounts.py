"""How much of a place an event holds for, and how many people, things or attacks it counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fogline.reading.counted import AREA, fits, uncounted
from fogline.reading.number_words import NUMERAL, pattern, value
from fogline.reading.shares import REST, shares
from fogline.terms.event import EventKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.terms.span import Span

# Of these kinds a clause can say how much of a place they hold for.
PARTS = frozenset(
    {
        EventKind.PARTLY_CAPTURES,
        EventKind.CAPTURES,
        EventKind.RETAKES,
        EventKind.ENTERS,
        EventKind.HOLDS,
        EventKind.LOSES,
        EventKind.FIRE_CONTROL,
        EventKind.FIGHTS,
        EventKind.DAMAGE,
        EventKind.AID_NEED,
        EventKind.OTHER,
    }
)
# "5-х" and "20-ти" count; "47-й", "155-мм", "Т-72" and "50-year-old" do not.
COUNTED = pattern(f"(?<![\\w№#/.:])(?<!\\w[-–])({NUMERAL})(?:-(?:ти|х|ми|ро|ох))?(?![\\w/:])(?![-–][^\\W\\d])")
TIMES = pattern(f"(?<!\\w)({NUMERAL}) (?:times|раза?|рази|разів)(?!\\w)")
# One person or thing, told by the verb's form or by the article.
ONE = pattern(
    "(?:погиб(?:ла)?|загинула?|загинув|умерл?а?|помер(?:ла)?|ранена?|поранен(?:ий|а)|убита?|вбит(?:ий|а)|"
    "подорвал(?:ся|ась)|"
    "підірва(?:вся|лася)|скончал(?:ся|ась)|постраждала?|постраждав|пострадала?|получила?|дістала|раненого|пораненого|"
    "загиблого|разбит[ао]?|сгорел[ао]?|згорі[вл]а?|разрушен[ао]?|поврежд[её]н[ао]?|зруйнован(?:ий|а)|пошкоджен(?:ий|"
    "а)|"
    "горит|горить|сожж[её]на?|уничтожена?|подбита?|знищен(?:ий|а)|підбит(?:ий|а))(?!\\w)"
)
A_BEFORE = pattern("(?<!\\w)an? (?:[\\w-]+ ){1,4}(?:(?:of \\d+|has|had|was|is|been|of \\w+) ){0,3}$")
A_AFTER = pattern(" an? (?!third|quarter|fifth|tenth|lot|few|number)\\w")
NOT_ONE = pattern(
    "(?<!\\w)(?:колон|гарн[иі]зон|рот[аиу]?(?!\\w)|взвод|бригад|батальон|групп?[аиу]|column|convoy|brigade|garrison|"
    "group|unit|"
    "город(?!\\w)|місто|село(?!\\w)|третин|third|quarter|half|половин|ніхто|никто|nobody|не |not |no |жодн|marks|"
    "горит село)"
)
SINGLE = frozenset({EventKind.CIVILIAN_CASUALTIES, EventKind.DAMAGE, EventKind.TROOP_LOSSES})
LOOK_BACK = 60
# A number farther away than this leaves a single victim or thing its own "one".
FAR = 4
WORDS_BETWEEN = re.compile(r"\w+")
BREAKS = re.compile(r"[,;:—–]|\s-\s|\s(?:and|и|та|і|й|while|but)\s", re.IGNORECASE)
BREAK_COST = 3
BACK = 250


def share(text: str, clause: Span, trigger: Span, kind: EventKind) -> float | None:
    """How much of the place the clause speaks of, 0 to 1; None if it does not say."""
    if kind not in PARTS:
        return None
    found = list(shares(text, *clause))
    if not found and REST.search(text, *clause):
        before = list(shares(text, max(0, clause[0] - BACK), clause[0]))
        rest = 1 - sum(value for _, value in before)
        return round(rest, 2) if before and 0 < rest < 1 else None
    return _nearest(text, trigger, found)


def count(text: str, clause: Span, trigger: Span, kind: EventKind) -> float | None:
    """How many people, places, attacks or km2 the clause counts with the trigger; None if it counts none."""
    if kind is EventKind.RESTRICTED_MOVEMENT:
        return None
    found = list(_counted(text, clause, trigger, kind))
    if kind in SINGLE and _is_one(text, clause, trigger):
        found = [one for one in found if _distance(text, one[0], trigger) <= FAR]
        return _nearest(text, trigger, found) or 1.0
    return _nearest(text, trigger, found)


def _counted(text: str, clause: Span, trigger: Span, kind: EventKind) -> Iterator[tuple[Span, float]]:
    """Yield the numbers in the clause that count what events of the kind count."""
    numbers = [
        (match, is_area)
        for match in COUNTED.finditer(text, *clause)
        if fits(text, match.span(1), trigger, kind, is_area=(is_area := bool(AREA.match(text, match.end(1) + 1))))
    ]
    if not numbers:
        return
    taken = [*uncounted(text, *clause), *(span for span, _ in shares(text, *clause))]
    repeated = {m.start(1) for m in TIMES.finditer(text, *clause)}
    for match, is_area in numbers:
        begin, end = match.span(1)
        if is_area or begin in repeated or not any(begin < last and first < end for first, last in taken):
            yield (begin, end), value(match[1])


def _is_one(text: str, clause: Span, trigger: Span) -> bool:
    begin, end = max(clause[0], trigger[0] - LOOK_BACK), min(clause[1], trigger[1] + LOOK_BACK)
    before = text[begin : trigger[0]]
    if NOT_ONE.search(text, begin, end):
        return False
    return bool(ONE.match(text, trigger[0]) or A_BEFORE.search(before) or A_AFTER.match(text, trigger[1], clause[1]))


def _nearest(text: str, trigger: Span, found: list[tuple[Span, float]]) -> float | None:
    """The amount fewest words away from the trigger; a comma or an "and" between them counts as some more."""
    best = min(found, key=lambda one: _distance(text, one[0], trigger), default=None)
    return best[1] if best else None


def _distance(text: str, one: Span, trigger: Span) -> int:
    begin, end = min(one[1], trigger[1]), max(one[0], trigger[0])
    if begin >= end:
        return 0
    return len(WORDS_BETWEEN.findall(text, begin, end)) + BREAK_COST * len(BREAKS.findall(text, begin, end))
