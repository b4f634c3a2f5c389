"""What may be asked of claims and reports: one table of filters for the commands, the API and the pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fogline.errors import Unclear
from fogline.runs import naming
from fogline.terms.actor import Side
from fogline.terms.event import EventKind, Stance, TimeFrame
from fogline.terms.kept import Near, Question
from fogline.terms.stated import Standing
from fogline.views.parameters import DATE, DISTANCE, TEXT, Parameter, day_after, first_day, kilometres, one_of, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fogline.runs.ledgers import Database
    from fogline.terms.place import Place

POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*", re.ASCII)


def _chosen(name: str, about: str, choices: type[StrEnum], example: str, *, many: bool = False) -> Parameter:
    schema = {"type": "string", "enum": [choice.value for choice in choices]}
    return Parameter(name, about, one_of(choices), schema, example, name.upper(), choices, many)


class Wanted(StrEnum):
    """A standing that is asked for, or any: then it is worked out and all are given."""

    SINGLE_SIDE = Standing.SINGLE_SIDE.value
    DISPUTED = Standing.DISPUTED.value
    CORROBORATED = Standing.CORROBORATED.value
    UNREPORTED = Standing.UNREPORTED.value
    ANY = "any"


SINCE = Parameter(
    "since", "Said on this day, or in this month or year, or after it.", first_day, DATE, "2025-09-03", "DATE"
)
UNTIL = Parameter("until", "Said on this day, or in this month or year, or before it.", day_after, DATE, "2025", "DATE")
PLACE = "Of this place: its name in any language, or an id (geonames:703656)."
NEAR = "Near this place, or point (49.71,37.62): within so many kilometres as `within` says."
KINDS = "With an event of this kind: captures, holds, loses, fights, strikes ...; may be given several times."
STANDING = "Where it stands beside all other claims of the place, which is worked out; may be given several times."
WORDS = 'With all of these words, in any form; "as a phrase" in quotation marks.'
FILTERS = (
    Parameter("place", PLACE, text, TEXT, "Kupiansk", "NAME"),
    Parameter("near", NEAR, text, TEXT, "49.71,37.62", "PLACE"),
    Parameter("within", "How near, in kilometres.", kilometres, DISTANCE, "20", "KM"),
    _chosen("kind", KINDS, EventKind, "holds", many=True),
    _chosen("side", "Said by this side.", Side, "ua"),
    Parameter("source", "Said by this source: a name of it, or an id.", text, TEXT, "General Staff", "NAME"),
    Parameter("language", "In a report in this language: en, ru, uk.", text, TEXT, "uk", "CODE"),
    SINCE,
    UNTIL,
    _chosen("stance", "Said to be so, or said not to be so.", Stance, "denies"),
    _chosen("time_frame", "History, the news, or not yet so.", TimeFrame, "present"),
    _chosen("standing", STANDING, Wanted, "disputed", many=True),
    Parameter("words", WORDS, text, TEXT, "bridge", "WORDS"),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted, each filter as its `parse` gives it."""

    place: str | None = None
    near: str | None = None
    within: float | None = None
    kind: tuple[EventKind, ...] = ()
    side: Side | None = None
    source: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    stance: Stance | None = None
    time_frame: TimeFrame | None = None
    standing: tuple[Wanted, ...] = ()
    words: str | None = None

    def question(self, database: Database, placed: Callable[[str], Place]) -> Question:
        """The question to the ledger; `placed` says which place a name stands for.

        Raises NotThere for a name that is not known, Unclear for filters that do not go together.
        """
        if (self.near is None) != (self.within is None):
            message = "near and within go together: near “Luhy”, within 20"
            raise Unclear("within" if self.within is None else "near", message)
        return Question(
            places=(placed(self.place).id,) if self.place else (),
            near=self._near(placed),
            kinds=self.kind,
            side=self.side,
            sources=naming.source(database, self.source) if self.source else (),
            language=self.language,
            since=self.since,
            until=self.until,
            stance=self.stance,
            time_frame=self.time_frame,
            standing=tuple(Standing) if Wanted.ANY in self.standing else tuple(map(Standing, self.standing)),
            words=self.words,
        )

    def _near(self, placed: Callable[[str], Place]) -> Near | None:
        if self.near is None or self.within is None:
            return None
        point = POINT.fullmatch(self.near)
        if point:
            lat, lon = float(point[1]), float(point[2])
            if abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004 - degrees
                raise Unclear("near", f"near {self.near}: latitude, then longitude, in degrees: 49.71,37.62")
            return Near(lat, lon, self.within)
        place = placed(self.near)
        if place.lat is None or place.lon is None:
            raise Unclear("near", f"near {self.near}: nobody knows where {place.name} is; give a point, 49.71,37.62")
        return Near(place.lat, place.lon, self.within)
