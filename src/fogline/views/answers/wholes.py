"""One claim, one report, one source, one tree: each as a JSON object with all that the ledger has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fogline.runs import asking as runs
from fogline.runs import corrected
from fogline.runs.origins import ClaimTree
from fogline.terms.claim import Voice
from fogline.views.correction_shapes import correction_shape
from fogline.views.kept_shapes import found_shape, kept_claim_shape, kept_report_shape, source_shape, told_place_shape
from fogline.views.marks import numbered, segments
from fogline.views.records import outcome_shape
from fogline.views.shapes import reading_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fogline.runs.ledgers import Database
    from fogline.runs.looked import Looked
    from fogline.runs.origins import ReportTree
    from fogline.runs.records import Became
    from fogline.terms.kept import KeptClaim, KeptReport, Question
    from fogline.terms.reading import Reading

# Places of a source that are listed, those of which most is claimed.
PLACES = 12
# Names of a source that are listed: an actor's own, and those of bodies called alike.
NAMES = 10


def whole_claim(database: Database, kept: KeptClaim, looked: Looked | None = None) -> dict[str, Any]:
    """A claim with its standing, where its report was found, and who says otherwise or the same."""
    beside = runs.others(database, kept, looked)
    (kept,) = runs.with_standing(database, [kept], looked)
    return kept_claim_shape(kept) | {
        "replaced": runs.replaced(database, kept.report),
        "found": [found_shape(found) for found in runs.found(database, kept.report)],
        "otherwise": [kept_claim_shape(other) for other in beside.otherwise],
        "beside": [kept_claim_shape(other) for other in beside.same],
        "corrections": [correction_shape(one) for one in corrected.of_claim(database, kept)],
    }


def whole_report(database: Database, kept: KeptReport, reading: Reading) -> dict[str, Any]:
    """A report as it is read, with where it was found; `reading` is the one that counts."""
    return (
        reading_shape(reading)
        | {"report": kept_report_shape(kept), "replaced": runs.replaced(database, kept)}
        | {"found": [found_shape(found) for found in runs.found(database, kept)]}
        | {"corrections": [correction_shape(one) for one in corrected.of_report(database, kept)]}
    )


def marked(reading: Reading) -> list[dict[str, Any]]:
    """The text of `reading` in stretches, each with what it is part of: joined they are the text."""
    ids = {number: claim.id for number, claim in numbered(reading.claims) if claim.voice is Voice.ATTRIBUTED}
    return [
        {"text": one.text, "marks": [_mark(reading, ids, role, number) for role, number in one.roles]}
        for one in segments(reading)
    ]


def _mark(reading: Reading, ids: dict[int, str], role: str, number: int) -> dict[str, Any]:
    if role == "place":
        place = reading.places[number - 1].place
        return {"role": role, "of": place and place.id}
    if role == "loaded":
        return {"role": role, "of": reading.framing[number - 1].kind}
    return {"role": role, "of": ids[number]}


def whole_source(database: Database, question: Question) -> dict[str, Any]:
    """The source that `question` asks about, without its claims: its names, how much it says, of what, of where."""
    return {
        "sources": [source_shape(one) for one in runs.sources(database, question, NAMES)],
        "outlets": list(question.outlets),
        "reports": runs.count_reports(database, question),
        "kinds": {one.kind.value: one.claims for one in runs.kinds(database, question)},
        "places": [
            told_place_shape(runs.place(database, one.id), one) for one in runs.places(database, question, PLACES)
        ],
    }


def followed(found: Iterable[KeptClaim], behind: Iterable[Became]) -> Iterator[dict[str, Any]]:
    """Yield the claims that were found, each with what `became` of its statements, as far as that is in `behind`."""
    became: dict[int, list[dict[str, Any]]] = {}
    for one in behind:
        became.setdefault(one.claim, []).append(outcome_shape(one))
    for kept in found:
        yield kept_claim_shape(kept) | {"became": became.get(kept.number, [])}


def whole_tree(tree: ClaimTree | ReportTree) -> dict[str, Any]:
    """A tree of origins, its first known statement at the root."""
    kind = "claim" if isinstance(tree, ClaimTree) else "report"
    steps = [
        {"id": step.name, "parent": step.parent, "share": step.share, "reasons": dict(step.reasons)}
        for step in tree.steps
    ]
    return {"kind": kind, "origin": tree.steps[0].name, "steps": steps}
