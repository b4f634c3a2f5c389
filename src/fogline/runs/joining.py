"""Where reports join a condition to a consequence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.ledger import asking
from fogline.reading.conditions import joins
from fogline.reading.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fogline.ledger.database import Database
    from fogline.reading.conditions import Join
    from fogline.terms.kept import KeptReport
    from fogline.terms.reading import Reading


class Joined(NamedTuple):
    """What is said to lead to what, and by which words, each as it stands in the `sentence`."""

    cause: str
    cue: str
    effect: str
    sentence: str


def joined(reading: Reading) -> Iterator[tuple[Join, str]]:
    """Yield each join of a reading with the sentence that it stands in."""
    text, language = reading.report.text, reading.report.language
    if not language:
        return
    said = [span for claim in reading.claims for part in (claim.source, claim.cue) if part for span in part.spans]
    bounds = list(sentences(text, language))
    for join in joins(text, bounds, said):
        begin = max((start for start, _ in bounds if start <= min(join.cue[0], join.effect[0])), default=0)
        yield join, text[begin : next(stop for start, stop in bounds if start == begin)]


def of_reports(database: Database, reports: Iterable[KeptReport]) -> Iterator[tuple[KeptReport, list[Joined]]]:
    """Yield each report with all that it joins; with nothing where it joins nothing."""
    for report in reports:
        reading = asking.reading(database, report.number)
        text = reading.report.text
        yield (
            report,
            [
                Joined(text[slice(*join.cause)], text[slice(*join.cue)], text[slice(*join.effect)], sentence)
                for join, sentence in joined(reading)
            ],
        )
