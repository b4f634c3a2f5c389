"""Choose on development sets from which log-odds on something is found; the numbers go into the model's card.

    python -m training.choose --corpus DIR --reports FILE --model src/fogline/reading/model

On DIR/dev: when a word begins a cue, and what a change of role costs; the grid's best by the roles' F1 and a quarter
of the relations' F1. On FILE, annotated reports, a line each: when a word tells of an event, and when a name is its
place; about the grid's best by the events' F1. What a speaker's own side is worth (`training/stakes.py`) is fitted on
the reports that we write. The scores are the exported model's own.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter
from dataclasses import replace
from itertools import product, starmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fogline.linking.index import open_gazetteer
from fogline.linking.names import key
from fogline.reading.attribution import Decoding
from fogline.reading.events import Thresholds
from fogline.reading.read import Part
from fogline.reading.tagger import decode, load, window_scores
from fogline.runs.parts import Reader, read_parts
from training.corpus import read_reports
from training.examples import mark
from training.polnear import read_articles
from training.predict import score
from training.stakes import fit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.reading.tagger import Model
    from fogline.runs.parts import Found

log = logging.getLogger("training")

CUE_ODDS = (-1.0, -0.75, -0.5, -0.25, 0.0)
CHANGE_COSTS = (0.0, 0.4, 0.8, 1.2)
OURS = Path(__file__).parent / "corpus"
EVERY = 8  # of our reports so many are read once to weigh what they say of stakes
WEIGHT_OF_RELATION = 0.25
TRIGGER_ODDS = (-1.5, -1.0, -0.5, 0.0)
PLACE_ODDS = (-3.0, -1.0)
CLAUSE_ODDS = (-3.0, -1.0, 0.0)
# So much of the events' F1 is noise on a set of some three hundred; within it the lowest odds on a trigger are taken,
# since a claim that was missed costs a reader more than one to be passed over.
NOISE = 0.01


def of_cues(model: Model, corpus: Path) -> Decoding:
    """The decoding that suits the articles of `corpus`/dev best."""
    first = {article.name: article for article in reversed(list(read_articles(corpus / "dev")))}
    texts = []
    for article in first.values():
        marked = mark(article, model.tokenizer, model.end)
        texts.append((marked, window_scores(model, marked.pieces)))
    worth = {}
    for decoding in (Decoding(odds, cost) for odds in CUE_ODDS for cost in CHANGE_COSTS):
        figures = score((marked, [a for found in decode(judged, decoding) for a in found]) for marked, judged in texts)
        worth[decoding] = figures["role"] + WEIGHT_OF_RELATION * figures["relation"]
        log.info("%s %s", decoding, figures)
    return max(worth, key=worth.__getitem__)


def of_events(reader: Reader, reports: list[dict[str, Any]]) -> Thresholds:
    """The thresholds that suit the annotated `reports` best."""
    parts = [Part(one["id"], one["language"], one["published"], 0, one["text"]) for one in reports]
    gold = [Counter(_wanted(one)) for one in reports]
    worth = {}
    for thresholds in starmap(Thresholds, product(TRIGGER_ODDS, PLACE_ODDS, CLAUSE_ODDS)):
        found = read_parts(replace(reader, model=replace(reader.model, thresholds=thresholds)), parts)
        guess = [Counter(_guessed(one)) for one in found]
        hits = sum((a & b).total() for a, b in zip(gold, guess, strict=True))
        worth[thresholds] = 2 * hits / sum(one.total() for one in (*gold, *guess))
        log.info("%s %.4f", thresholds, worth[thresholds])
    best = max(worth.values())
    return min((one for one in worth if worth[one] >= best - NOISE), key=lambda one: (one.trigger_odds, -worth[one]))


def _wanted(report: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    for claim in report["claims"]:
        for event in claim["events"]:
            yield event["kind"], key(event["place"] or ""), event["agent"], claim["stance"]


def _guessed(found: Found) -> Iterator[tuple[object, ...]]:
    for claim in found.claims:
        for event in claim.events:
            place = key(event.place.name) if event.place else ""
            yield event.kind.value, place, event.agent and event.agent.value, claim.manner and claim.manner.stance.value


def note(folder: Path, chosen: dict[str, Any]) -> None:
    """Put what was chosen into the card of the model in `folder`."""
    path = folder / "card.json"
    card = json.loads(path.read_text(encoding="utf-8")) | chosen
    path.write_text(json.dumps(card) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    cues = of_cues(load(options.model), options.corpus)
    note(options.model, {"cue_odds": cues.cue_odds, "change_cost": cues.change_cost})
    stakes = fit(load(options.model), list(read_reports(OURS)), EVERY)
    log.info("stakes %s", stakes)
    note(options.model, {"stakes": stakes})
    reports = [json.loads(line) for line in options.reports.read_text(encoding="utf-8").splitlines()]
    events = of_events(Reader(load(options.model), open_gazetteer()), reports)
    note(options.model, {"trigger_odds": events.trigger_odds, "place_odds": events.place_odds})
    note(options.model, {"clause_odds": events.clause_odds})


if __name__ == "__main__":
    main()
