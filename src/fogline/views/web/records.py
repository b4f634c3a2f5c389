"""How a source has fared: its figures with intervals, how early or late it speaks, and the claims behind each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fogline.errors import Pending
from fogline.runs import naming
from fogline.runs.records import HORIZON, Verdict
from fogline.views import knowing
from fogline.views.web.drawing.timing import timing_chart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from fogline.runs.records import Became, Record
    from fogline.views.web.page import Asked

# What is asked whether it was seen.
FOLLOWED = frozenset({Verdict.SEEN, Verdict.NOT_SEEN, Verdict.OPEN})


@dataclass(frozen=True, slots=True)
class Fared:
    """The records of a source, one for each side that it stands on, the chart of their days, and the horizon in days.

    `counts` are the statements of which each verdict became, `behind` the claims behind the verdict that is asked for.
    """

    records: tuple[Record, ...]
    timing: Markup | None
    horizon: int
    counts: dict[str, int]
    verdict: Verdict | None
    behind: frozenset[int]


def fared(asked: Asked, name: str) -> Fared:
    """How the source called `name` has fared; raises NotThere."""
    speakers, outlets = naming.voices(asked.database, name, knowing.names(asked.service.holding, asked.database))
    records, became = _found(asked, (*speakers, *outlets))
    verdict = _verdict(asked.query.get("became", ""))
    behind = frozenset(one.claim for one in became if one.verdict is verdict)
    counts = {one.value: sum(found.verdict is one for found in became) for one in Verdict}
    return Fared(records, _timing(asked, became), HORIZON, counts, verdict, behind)


def _found(asked: Asked, names: Sequence[str]) -> tuple[tuple[Record, ...], list[Became]]:
    """Records and what is behind them; nothing while they are being worked out."""
    try:
        return knowing.fared(asked.service.holding, asked.database).of(names)
    except Pending:
        return (), []


def _verdict(written: str) -> Verdict | None:
    return Verdict(written) if written in set(Verdict) else None


def _timing(asked: Asked, became: Sequence[Became]) -> Markup | None:
    seen = [one.delay for one in became if one.verdict in FOLLOWED and not one.before and one.delay is not None]
    within = [delay for delay in seen if delay <= HORIZON]
    return timing_chart(within, sum(one.verdict is Verdict.NOT_SEEN for one in became), asked.tongue)
