"""Teach a smaller tagger everything: attributions by a teacher's example and the corpus, events by our reports.

    python -m training.teach --from build/training/multilingual --corpus DIR --toponyms DIR --out build/training/small

--from holds what `training.train` wrote. Every round ends in a checkpoint, from which the same command goes on.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from tokenizers import Tokenizer

from fogline.runs.sides import marks
from training import encoders, model
from training.batches import collate, grouped
from training.corpus import read_reports
from training.examples import Marked, examples, fragments, mark
from training.losses import losses, words_of
from training.polnear import read_articles
from training.predict import score_marked
from training.reports import mark_report, names, vocabulary
from training.toponyms import read_toponyms
from training.train import (
    BATCH_PIECES,
    LENGTH,
    SHIFTS,
    Means,
    keep,
    optimiser,
    pace,
    set_rate,
    step,
    watch,
    watched,
)
from training.variants import pool, varied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training.batches import Batch
    from training.corpus import Report
    from training.encoders import Encoder
    from training.reports import Named
    from training.variants import Pool

log = logging.getLogger("training")

REPORTS = Path(__file__).parent / "corpus"
# Of the teacher's nine layers these are kept.
LAYERS = (0, 1, 2, 3, 4, 5)
ROUNDS = 22
PARTS = 4  # so many rounds see every article once
RATE = 1.5e-4
REPORT_PIECES = 1024
TURNED = 0.5  # how often a report is shown from the side that it does not name first


@dataclass(frozen=True, slots=True)
class Lessons:
    """What is learned from: articles and fragments of them, texts with toponyms, our reports and their names."""

    articles: list[Marked]
    fragments: list[Marked]
    toponyms: list[Marked]
    reports: list[tuple[Report, list[Named]]]
    names: Pool
    encoder: Encoder


def lessons(corpus: Path, toponyms: Path, encoder: Encoder) -> Lessons:
    """Read everything that is to be learned from."""
    articles = list(read_articles(corpus / "train"))
    rng = np.random.default_rng(0)
    parts = [fragment for article in articles for fragment in fragments(article, rng)]
    reports = list(read_reports(REPORTS))
    words = vocabulary(reports)
    ours = [(report, names(report, words)) for report in reports]
    return Lessons(
        [mark(a, encoder.tokenizer, encoder.end) for a in articles],
        [mark(a, encoder.tokenizer, encoder.end) for a in parts],
        list(read_toponyms(toponyms, encoder)),
        ours,
        pool(ours),
        encoder,
    )


def batches(lessons: Lessons, number: int, rng: np.random.Generator) -> Iterator[Batch]:
    """What is read in round `number`, in an order from `rng`: parts of the articles and toponyms, every report."""
    encoder, shift = lessons.encoder, SHIFTS[number // PARTS % len(SHIFTS)]
    some = rng.choice(len(lessons.fragments), len(lessons.fragments) // (3 * PARTS), replace=False)
    articles = [e for one in lessons.articles[number % PARTS :: PARTS] for e in examples(one, encoder, LENGTH, shift)]
    articles += [e for i in some for e in examples(lessons.fragments[i], encoder, LENGTH, 0)]
    places = [e for one in lessons.toponyms[number % PARTS :: PARTS] for e in examples(one, encoder, LENGTH, 0)]
    shown = [
        mark_report(*varied(*one, lessons.names, rng), encoder, marks, turned=bool(rng.random() < TURNED))
        for one in lessons.reports
    ]
    reports = [e for one in shown for e in examples(one, encoder, LENGTH, 0)]
    groups = grouped(articles, BATCH_PIECES) + grouped(places, BATCH_PIECES) + grouped(reports, REPORT_PIECES)
    for group in rng.permutation(len(groups)):
        yield collate(groups[group], encoder.pad)


def one_round(
    tagger: model.Tagger, teacher: model.Tagger, optimizer: torch.optim.Optimizer, lessons: Lessons, number: int
) -> None:
    """One round of lessons, in an order that its number seeds."""
    torch.manual_seed(number)
    tagger.train()
    begun, means = time.perf_counter(), Means()
    every = list(batches(lessons, number, np.random.default_rng(number)))
    for i, batch in enumerate(every):
        set_rate(optimizer, RATE * pace((number + i / len(every)) / ROUNDS))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = words_of(tagger, batch)
        told = losses(tagger, found, batch, teacher if batch.events is None else None)
        means.add(told)
        step(tagger, optimizer, told)
        if i % 100 == 99:
            log.info("round %d step %d/%d %s %.0f s", number + 1, i + 1, len(every), means, time.perf_counter() - begun)
    log.info("round %d %s %.0f s", number + 1, means, time.perf_counter() - begun)


def learn(tagger: model.Tagger, teacher: model.Tagger, lessons: Lessons, dev: list[Marked], out: Path) -> None:
    """Teach `tagger` in place, going on from the checkpoint in `out` if there is one; write `out`/tagger.pt."""
    saved = out / "checkpoint.pt"
    optimizer = optimiser(tagger, RATE)
    done = 0
    if saved.exists():
        state = torch.load(saved)
        tagger.load_state_dict(state["tagger"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["rounds"]
    for number in range(done, ROUNDS):
        one_round(tagger, teacher, optimizer, lessons, number)
        keep({"tagger": tagger.state_dict(), "optimizer": optimizer.state_dict(), "rounds": number + 1}, saved)
        if number + 1 == ROUNDS:
            log.info("round %d dev %s", number + 1, score_marked(tagger, dev, lessons.encoder))
    keep(tagger.state_dict(), out / "tagger.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="trained", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--toponyms", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("build/training/small"))
    options = parser.parse_args()
    watch(options.out)
    shutil.copy(options.trained / "tokenizer.json", options.out / "tokenizer.json")
    encoder = encoders.borders(options.trained.name, Tokenizer.from_file(str(options.trained / "tokenizer.json")))
    state = torch.load(options.trained / "tagger.pt")
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    teacher = model.shrink(state, range(layers)).eval()
    torch.manual_seed(0)
    tagger = model.shrink(state, LAYERS)
    learned = lessons(options.corpus, options.toponyms, encoder)
    log.info(
        "%d articles, %d fragments, %d texts with toponyms, %d reports",
        *map(len, (learned.articles, learned.fragments, learned.toponyms, learned.reports)),
    )
    learn(tagger, teacher, learned, watched(options.corpus / "dev", encoder), options.out)


if __name__ == "__main__":
    main()
