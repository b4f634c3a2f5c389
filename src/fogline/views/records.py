"""Records of sources as JSON objects and as rows, and the claims behind a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fogline.runs.records import HORIZON, QUANTILES, Verdict
from fogline.views.speakers import counted

if TYPE_CHECKING:
    from fogline.runs.records import Became, Figure, Outcome, Record
    from fogline.views.rows import Cell

MEASURES = ("seen", "denied_what_was_so", "copied")
RECORD = (
    "of source_id name kind side "
    + " ".join(f"{name} {name}_of {name}_share {name}_low {name}_high" for name in MEASURES)
    + " waits waits_of "
    + " ".join(f"days_{share:.0%}".removesuffix("%") for share in QUANTILES)
    + " median_low median_high before repeated open untold"
).split()
# What became of a statement, in a few words.
VERDICTS = {
    Verdict.SEEN: "seen",
    Verdict.NOT_SEEN: f"not seen within {HORIZON} days",
    Verdict.OPEN: "not seen yet",
    Verdict.DENIED_WHAT_WAS_SO: "denies what was so",
    Verdict.DENIED_RIGHTLY: "denied rightly",
    Verdict.COPIED: "copied",
    Verdict.REPEATED: "says it again",
    Verdict.UNTOLD: "nothing to hold it against",
}


def level(record: Record) -> str:
    """What a record is of: a `source`, all of a `kind` on a side, or a `side`."""
    if record.source is not None:
        return "source"
    return "side" if record.of_side else "kind"


def figures(record: Record) -> tuple[tuple[str, Figure], ...]:
    """The figures of a record by name."""
    return tuple(zip(MEASURES, (record.seen, record.denied, record.copied), strict=True))


def record_shape(record: Record) -> dict[str, Any]:
    """The JSON object of a record."""
    wait = record.wait
    return {
        "of": level(record),
        "source_id": record.source,
        "name": record.name,
        "kind": record.kind,
        "side": record.side,
        **{
            name: {
                "claims": one.hits,
                "of": one.of,
                "share": one.share.mean,
                "low": one.share.low,
                "high": one.share.high,
            }
            for name, one in figures(record)
        },
        "days": {
            "seen": wait.seen,
            "of": wait.of,
            "quantiles": dict(zip(map(str, QUANTILES), wait.days, strict=True)) if wait.days else None,
            "median_low": wait.low,
            "median_high": wait.high,
        },
        "before": record.before,
        "repeated": record.repeated,
        "open": record.open,
        "untold": record.untold,
    }


def record_row(record: Record) -> list[Cell]:
    """The row of a record, as the columns RECORD have it."""
    wait = record.wait
    return [
        *(level(record), record.source, record.name, record.kind, record.side),
        *(cell for _, one in figures(record) for cell in (one.hits, one.of, *one.share)),
        *(wait.seen, wait.of, *(wait.days or [None] * len(QUANTILES)), wait.low, wait.high),
        *(record.before, record.repeated, record.open, record.untold),
    ]


def figure_words(figure: Figure) -> str:
    """How many of how many, as a person reads it."""
    return f"{figure.hits} of {figure.of}" if figure.of else "–"


def share_words(figure: Figure) -> str:
    """The share that a figure makes likely, with the interval that holds it in nine of ten cases."""
    share = figure.share
    return f"{share.mean:.0%} ({share.low * 100:.0f} to {max(share.high, 0.01):.0%})"


def days_words(record: Record) -> tuple[str, str]:
    """The median of the days until what was claimed is seen, with its interval; and the days of eight in ten."""
    wait = record.wait
    if wait.days is None:
        return "–", ""
    low, high = ("?" if day is None else f"{day:.0f}" for day in (wait.low, wait.high))
    median = f"{wait.days[2]:.0f} ({low} to {high})" if (low, high) != ("?", "?") else f"{wait.days[2]:.0f}"
    return median, f"{wait.days[0]:.0f} to {wait.days[-1]:.0f}"


def outcome_words(outcome: Became | Outcome) -> str:
    """What became of a statement, as a person reads it."""
    if outcome.before:
        return "so before anything is known of the place"
    if outcome.delay is None or outcome.verdict is Verdict.NOT_SEEN:
        return VERDICTS[outcome.verdict]
    if outcome.delay > 0:
        return f"seen {counted(outcome.delay, 'day')} later"
    return f"so for {counted(-outcome.delay, 'day')} already" if outcome.delay else "seen on the same day"


def outcome_shape(outcome: Became) -> dict[str, Any]:
    """The JSON object of what became of a statement."""
    return {
        "place": outcome.place,
        "kind": outcome.kind,
        "verdict": outcome.verdict,
        "days": outcome.delay,
        "before": outcome.before,
    }
