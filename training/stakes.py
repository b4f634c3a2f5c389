"""Count how often an event is the doing of the side that tells of it, and fit what that is worth beside the tagger."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from fogline.reading.perspective import first_named
from fogline.reading.pieces import cut
from fogline.reading.scores import AGENT
from fogline.reading.tagger import window_scores
from fogline.runs.linking import loaded_words
from fogline.runs.sides import marks
from training.reports import SIDES, Vocabulary, mark_report, names, trigger_word, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from fogline.reading.tagger import Model
    from training.corpus import Claim, Event, Report

STEPS = 30
RIDGE = 0.01


def fit(model: Model, reports: Sequence[Report], every: int) -> dict[str, Any]:
    """The card's entry on stakes: counted on all `reports`, weighed on one in `every` of them, which are read."""
    own = _own(reports)
    words = vocabulary(reports)
    rows = [row for report in reports[::every] for row in _rows(model, report, words, own)]
    table = np.array([row[:2] for row in rows])
    read, told = logistic(table, np.array([row[2] for row in rows]))
    kinds = {kind for kind, _ in own}
    counted = {kind: [round(own.get((kind, denied), 0.0), 3) for denied in (False, True)] for kind in sorted(kinds)}
    return {"own": counted, "read": round(read, 3), "told": round(told, 3), "term": round(_term(reports), 3)}


def _voice(report: Report, claim: Claim) -> str | None:
    side = claim.side or report.lean
    return side if side in SIDES else None


def _told(report: Report) -> Iterator[tuple[str | None, Claim, Event]]:
    for claim in report.claims:
        for event in claim.events:
            if event.agent:
                yield _voice(report, claim), claim, event


def _own(reports: Sequence[Report]) -> dict[tuple[str, bool], float]:
    counts: dict[tuple[str, bool], list[int]] = defaultdict(lambda: [1, 1])
    for report in reports:
        for voice, claim, event in _told(report):
            if voice:
                counts[event.kind, claim.stance == "denies"][event.agent == voice] += 1
    return {key: float(np.log(ours / theirs)) for key, (theirs, ours) in counts.items()}


def _term(reports: Sequence[Report]) -> float:
    """The log-odds by which one loaded word tells the side that a report's own voice takes."""
    counts = [1, 1]
    for report in reports:
        if report.lean in SIDES:
            for one in loaded_words(report.text):
                if one.side in SIDES:
                    counts[one.side == report.lean] += 1
    return float(np.log(counts[1] / counts[0]))


def _rows(
    model: Model, report: Report, words: Vocabulary, own: dict[tuple[str, bool], float]
) -> Iterator[tuple[float, float, bool]]:
    marked = mark_report(report, names(report, words), model, marks, turned=False)
    named = marks(report.text, cut(report.text, model.tokenizer, model.end), report.language)
    near = SIDES[first_named(named)]
    nearer: dict[int, float] = {}
    for window, scores in window_scores(model, marked.pieces):
        for word in range(window.core_first, window.core_last):
            _, first, other = scores.attributes[word - window.first, AGENT]
            nearer[word] = float(first - other)
    for voice, claim, event in _told(report):
        towards = (voice == near) - (voice is not None and voice != near)
        stake = towards * own.get((event.kind, claim.stance == "denies"), 0.0)
        yield nearer[trigger_word(report.text, marked.pieces, event)], stake, event.agent == near


def logistic(table: NDArray[np.float64], wanted: NDArray[np.bool_]) -> list[float]:
    """Weights of the columns of `table` by logistic regression without a constant (Newton's method)."""
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (wanted - likely) - RIDGE * weights
        bend = (table * (likely * (1 - likely))[:, None]).T @ table + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return [float(weight) for weight in weights]
