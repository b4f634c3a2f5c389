"""Fit what the odds of an agent's side are worth beside those of who tells of it, and what a loaded word tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from fogline.reading.perspective import first_named
from fogline.reading.pieces import cut
from fogline.reading.scores import AGENT, OWN
from fogline.reading.tagger import window_scores
from fogline.runs.linking import loaded_words
from fogline.runs.sides import marks
from training.reports import SIDES, Vocabulary, mark_report, names, trigger_word, vocabulary, voice_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from fogline.reading.tagger import Model
    from training.corpus import Report

STEPS = 30
RIDGE = 0.01


def fit(model: Model, reports: Sequence[Report], every: int) -> dict[str, float]:
    """The card's entry on stakes: weighed on one in `every` of `reports`, which are read, and counted on all."""
    words = vocabulary(reports)
    rows = [row for report in reports[::every] for row in _rows(model, report, words)]
    read, told = logistic(np.array([row[:2] for row in rows]), np.array([row[2] for row in rows]))
    return {"read": round(read, 3), "told": round(told, 3), "term": round(_term(reports), 3)}


def _term(reports: Sequence[Report]) -> float:
    """The log-odds by which one loaded word tells the side that a report's own voice takes."""
    counts = [1, 1]
    for report in reports:
        if report.lean in SIDES:
            for one in loaded_words(report.text):
                if one.side in SIDES:
                    counts[one.side == report.lean] += 1
    return float(np.log(counts[1] / counts[0]))


def _rows(model: Model, report: Report, words: Vocabulary) -> Iterator[tuple[float, float, bool]]:
    """Yield of each event with an agent the odds for the side named first, those told by the speaker, and the truth."""
    named_places = names(report, words)
    marked, other = (mark_report(report, named_places, model, marks, turned=turned) for turned in (False, True))
    named = marks(report.text, cut(report.text, model.tokenizer, model.end), report.language)
    near = SIDES[first_named(named)]
    odds: dict[int, tuple[float, float]] = {}
    for window, scores in window_scores(model, marked.pieces, other.pieces):
        for word in range(window.core_first, window.core_last):
            row = scores.attributes[word - window.first]
            _, first, other = row[AGENT]
            odds[word] = float(first - other), float(row[OWN])
    for claim in report.claims:
        voice = voice_of(report, claim)
        towards = (voice == near) - (voice is not None and voice != near)
        for event in claim.events:
            if event.agent:
                nearer, own = odds[trigger_word(report.text, marked.pieces, event)]
                yield nearer, towards * own, event.agent == near


def logistic(table: NDArray[np.float64], wanted: NDArray[np.bool_]) -> list[float]:
    """Weights of the columns of `table` by logistic regression without a constant (Newton's method)."""
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (wanted - likely) - RIDGE * weights
        bend = (table * (likely * (1 - likely))[:, None]).T @ table + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return [float(weight) for weight in weights]
