"""Choose on `dev` from which log-odds on a word begins a cue and what a change of role costs.

    python -m training.choose --corpus DIR --model src/fogline/reading/model

The grid's best by the roles' F1 and half the relations' F1; the scores are the exported model's own. Both numbers
go into the model's card.
"""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path

from fogline.reading.attribution import Decoding
from fogline.reading.tagger import decode, load, window_scores
from training.examples import mark
from training.polnear import read_articles
from training.predict import score

log = logging.getLogger("training")

CUE_ODDS = (-1.0, -0.75, -0.5, -0.25, 0.0)
CHANGE_COSTS = (0.0, 0.4, 0.8, 1.2)
WEIGHT_OF_RELATION = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    model = load(options.model)
    first = {article.name: article for article in reversed(list(read_articles(options.corpus / "dev")))}
    texts = []
    for article in first.values():
        marked = mark(article, model.tokenizer, model.end)
        texts.append((marked, window_scores(model, marked.pieces)))
    worth = {}
    for decoding in (Decoding(odds, cost) for odds in CUE_ODDS for cost in CHANGE_COSTS):
        figures = score((marked, [a for found in decode(judged, decoding) for a in found]) for marked, judged in texts)
        worth[decoding] = figures["role"] + WEIGHT_OF_RELATION * figures["relation"]
        log.info("%s %s", decoding, figures)
    best = max(worth, key=worth.__getitem__)
    path = options.model / "card.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(
        json.dumps(card | {"cue_odds": best.cue_odds, "change_cost": best.change_cost}) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
