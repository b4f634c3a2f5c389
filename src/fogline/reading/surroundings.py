"""What stands around a date and changes what it means: since, by, only; will and was; the date before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fogline.reading.periods import year_of

if TYPE_CHECKING:
    from datetime import date

    from fogline.terms.event import Period
    from fogline.terms.span import Span

# What stands right before a date and turns it into a deadline or a beginning.
EDGE = (
    "(?:(?:the\\s)?(?:very\\s)?(?:end|start|beginning|middle|evening|вечер[ау]|утр[ау]|вечора|ранку|кон(?:ца|цу)|"
    "середин[аыеи]|начал[ау]|кінця|початку)\\s(?:of\\s)?)?"
)
BY = re.compile(f"\\b(?:by|before|until|till|through|ahead of|до|к|ко|на)\\s{EDGE}(?:the\\s)?$", re.IGNORECASE)
SINCE = re.compile(
    "\\b(?:since|с|со|з|із|зі|від)\\s(?:the\\s)?(?:early\\s|late\\s|mid-?|last\\s|сам\\w+\\s)?"
    "(?:(?:start|beginning|end|начал[ау]|конца|кінця|початку|середины|середини)\\s(?:of\\s)?(?:the\\s)?)?$",
    re.IGNORECASE,
)
IN = re.compile(
    "\\b(?:in|since|until|till|by|before|after|during|of|from|early|late|mid-?|last|this|next|to|and|between|for|"
    "through|over|в|во|с|со|до|к|от|после|у|з|із|від|після|на|за|and|and of)[\\s-](?:the\\s)?(?:early\\s|late\\s|"
    "mid-)?$",
    re.IGNORECASE,
)
HABIT = re.compile(
    "\\b(?:only(?: at| in)?|every|each|exclusively|mostly|только|лишь|кажд\\w+|тільки|лише|щодня|кожн\\w+|"
    "исключительно|виключно|по)\\s(?:the\\s)?$",
    re.IGNORECASE,
)
STOP = re.compile(r"[.!?;\n]\s|\n|;")
AHEAD = re.compile(
    "\\b(?:will|would|shall|(?:may|might|could)(?! have)|going to|to be|expect\\w*|plans?|planned|ought|if|unless|"
    "[’']ll|"
    "буд(?:ет|ут|ем|уть|е|емо)|если|якщо|планиру\\w+|плану\\w+|обеща\\w+|обіця\\w+|\\w{3,}тим(?:е|уть|емо)(?:ться|"
    "ся)?|"
    "(?:пад|впад)(?:[её]т|е)|(?:по)?верн(?:ут|[её]т|[её]м|уть|е|емо)|[вд]о?[зі]ьм\\w+|да(?:дут|сть|дуть|дим)|"
    "стан(?:ет|ут|е|уть)|"
    "\\w{2,}д(?:ут|[её]м|емо|уть|[её]т)|(?:за|під|роз|раз|от|до|при|по|вы|ви|вос|від|пере|пру|уда|удер|утри|сохра|"
    "законч|закінч|"
    "запуст|почи)\\w{2,}(?:ят|шат|чат|ут|ют|ять|уть|ють|ём|емо|имо|ит|ет|ёт|ить|ється|ится|ется|жим|вим|зем|тим|"
    "сим)(?:ся|сь)?)\\b",
    re.IGNORECASE,
)
PAST = re.compile("\\b(?:had|has|have|was|were|been|\\w{2,}(?:ли|ла|ло|лись|лась|лося|лося|лися))\\b", re.IGNORECASE)
# How many letters on a story of an earlier year is taken to go on, and how many years back it may lie.
STORY = 120
GENERATION = 12
LOOK_BACK = 40
LOOK_AROUND = 200


@dataclass(slots=True)
class Place:
    """Where in the text the reader is: what stands around the match, when it was published, what was dated before."""

    text: str
    published: date | None
    before: list[tuple[Span, Period]] = field(default_factory=list)

    def stands_after(self, what: re.Pattern[str], at: int) -> bool:
        """Whether such words stand right before `at`."""
        return bool(what.search(self.text[max(0, at - LOOK_BACK) : at]))

    def is_due(self, start: int, end: int) -> bool:
        """Whether the date is a deadline that was still to come."""
        return self.stands_after(BY, start) and self._gap(AHEAD, start, end) <= self._gap(PAST, start, end)

    def is_ahead(self, start: int, end: int) -> bool:
        """Whether the sentence around speaks of what is to come."""
        return self._gap(AHEAD, start, end) < self._gap(PAST, start, end)

    def _gap(self, what: re.Pattern[str], start: int, end: int) -> int:
        """How far from the date the nearest such word of its sentence stands."""
        before = self.text[max(0, start - LOOK_AROUND) : start]
        after = self.text[end : end + LOOK_AROUND]
        begin = max((stop.end() for stop in STOP.finditer(before)), default=0)
        stop = STOP.search(after)
        gaps = [len(before) - found.end() for found in what.finditer(before, begin)][-1:]
        first = what.search(after[: stop.start()] if stop else after)
        return min([*gaps, first.start() if first else LOOK_AROUND, LOOK_AROUND])

    def _is_history(self, period: Period) -> bool:
        return self.published is None or 0 < self.published.year - year_of(period) < GENERATION

    def last(self, at: int, *, same_sentence: bool) -> Period | None:
        """What was dated last; for the same sentence, only if the story goes on."""
        if not self.before:
            return None
        span, period = self.before[-1]
        if same_sentence and (at - span[1] > STORY or not self._is_history(period)):
            return None
        return period
