"""Fine-tune an encoder to tell cues, and for every cue its source and its content.

    python -m training.train --corpus DIR --encoder multilingual --out build/training

DIR holds `train` and `dev` as PolNeAR lays them out. Every epoch ends in a checkpoint, from which the same command
goes on. What comes out is the teacher of `training.teach`.
"""

from __future__ import annotations

import argparse
import logging
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn

from training import encoders, model
from training.batches import Batch, collate, grouped
from training.examples import Marked, examples, fragments, mark
from training.losses import WEIGHTS, losses, words_of
from training.polnear import read_articles
from training.predict import score_marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torch import Tensor

    from training.encoders import Encoder

log = logging.getLogger("training")

LENGTH = 384
BATCH_PIECES = 8 * LENGTH
FRAGMENT_EPOCHS = 3  # over so many epochs every fragment is seen once
WARMUP = 0.06
HEAD_RATE = 6.0
SHIFTS = (0, 190)
ENCODER = ("word", "position", "norm", "layers")


def batches(corpus: Corpus, shift: int, rng: np.random.Generator) -> Iterator[Batch]:
    """All windows of the articles once and a part of the fragments, like lengths together, in an order from `rng`."""
    encoder = corpus.encoder
    some = rng.choice(len(corpus.fragments), len(corpus.fragments) // FRAGMENT_EPOCHS, replace=False)
    every = [e for marked in corpus.train for e in examples(marked, encoder, LENGTH, shift)]
    every += [e for i in some for e in examples(corpus.fragments[i], encoder, LENGTH, 0)]
    groups = grouped(every, BATCH_PIECES)
    for group in rng.permutation(len(groups)):
        if any(len(example.anchors) for example in groups[group]):
            yield collate(groups[group], encoder.pad)


@dataclass(frozen=True, slots=True)
class Recipe:
    """Which of the encoder's layers are kept, how many epochs they learn, and the highest rate.

    Of twelve layers the lower nine are kept: without distillation dropping the upper ones costs least (Sajjad et al.
    2020, arXiv:2004.03844). The heads start from nothing and learn `HEAD_RATE` times faster.
    """

    layers: tuple[int, ...]
    epochs: int
    rate: float


RECIPES = {"multilingual": Recipe(tuple(range(9)), 4, 2.0e-4), "english": Recipe(tuple(range(6)), 4, 1.5e-4)}


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is learned from and what is watched, in the pieces of `encoder`."""

    train: list[Marked]
    fragments: list[Marked]
    dev: list[Marked]
    encoder: Encoder


def optimiser(tagger: model.Tagger, rate: float) -> torch.optim.AdamW:
    """What trains `tagger`: the encoder at `rate`, the heads `HEAD_RATE` times faster."""
    groups: dict[bool, list[nn.Parameter]] = {True: [], False: []}
    for name, parameter in tagger.named_parameters():
        if parameter.requires_grad:
            groups[name.split(".")[0] in ENCODER].append(parameter)
    return torch.optim.AdamW(
        [
            {"params": groups[True], "lr": rate, "scale": 1.0},
            {"params": groups[False], "lr": HEAD_RATE * rate, "scale": HEAD_RATE},
        ],
        weight_decay=0.01,
    )


def step(tagger: model.Tagger, optimizer: torch.optim.Optimizer, told: dict[str, Tensor]) -> None:
    """One step against the weighted sum of the losses `told`."""
    torch.stack([WEIGHTS[task] * loss for task, loss in told.items()]).sum().backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()


class Means:
    """The running means of losses by task, for the log."""

    def __init__(self) -> None:
        self.sums: dict[str, float] = defaultdict(float)
        self.counts: dict[str, int] = defaultdict(int)

    def add(self, told: dict[str, Tensor]) -> None:
        for task, loss in told.items():
            self.sums[task] += float(loss.detach())
            self.counts[task] += 1

    def __str__(self) -> str:
        return " ".join(f"{task} {total / self.counts[task]:.4f}" for task, total in self.sums.items())


def learn(tagger: model.Tagger, recipe: Recipe, corpus: Corpus, out: Path) -> None:
    """Train `tagger` in place, going on from the checkpoint in `out` if there is one; write `out`/tagger.pt."""
    saved = out / "checkpoint.pt"
    optimizer = optimiser(tagger, recipe.rate)
    done = 0
    if saved.exists():
        state = torch.load(saved)
        tagger.load_state_dict(state["tagger"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["epochs"]
    for epoch in range(done, recipe.epochs):
        one_epoch(tagger, optimizer, corpus, epoch, recipe)
        keep({"tagger": tagger.state_dict(), "optimizer": optimizer.state_dict(), "epochs": epoch + 1}, saved)
        log.info("epoch %d dev %s", epoch + 1, score_marked(tagger, corpus.dev, corpus.encoder))
    keep(tagger.state_dict(), out / "tagger.pt")


def keep(state: object, path: Path) -> None:
    """Write `state` so that `path` holds the old or the new, whenever the power goes."""
    fresh = path.with_suffix(".part")
    torch.save(state, fresh)
    fresh.replace(path)


def pace(whole: float) -> float:
    """The part of the highest rate after `whole` of the training: it rises at first and falls to nothing at the end."""
    return min(whole / WARMUP, (1 - whole) / (1 - WARMUP))


def set_rate(optimizer: torch.optim.Optimizer, rate: float) -> None:
    """Let the encoder learn at `rate` and the heads at their multiple of it."""
    for group in optimizer.param_groups:
        group["lr"] = group["scale"] * rate


def one_epoch(
    tagger: model.Tagger, optimizer: torch.optim.Optimizer, corpus: Corpus, epoch: int, recipe: Recipe
) -> None:
    """Every window once, in an order that the epoch's number seeds."""
    torch.manual_seed(epoch)
    tagger.train()
    begun, means = time.perf_counter(), Means()
    every = list(batches(corpus, SHIFTS[epoch % len(SHIFTS)], np.random.default_rng(epoch)))
    for i, batch in enumerate(every):
        set_rate(optimizer, recipe.rate * pace((epoch + i / len(every)) / recipe.epochs))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = words_of(tagger, batch)
        told = losses(tagger, found, batch)
        step(tagger, optimizer, told)
        means.add(told)
        if i % 50 == 49:
            log.info("epoch %d step %d/%d %s %.0f s", epoch + 1, i + 1, len(every), means, time.perf_counter() - begun)


def watch(out: Path) -> None:
    """Log to `out`/log and to the terminal."""
    out.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        handlers=[logging.FileHandler(out / "log"), logging.StreamHandler()],
    )


def watched(folder: Path, encoder: Encoder) -> list[Marked]:
    """The articles of `folder`, each as its first annotator marked it."""
    first = {article.name: article for article in reversed(list(read_articles(folder)))}
    return [mark(article, encoder.tokenizer, encoder.end) for article in first.values()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--encoder", choices=("multilingual", "english"), default="multilingual")
    parser.add_argument("--out", type=Path, default=Path("build/training"))
    options = parser.parse_args()
    out = options.out / options.encoder
    watch(out)
    articles = list(read_articles(options.corpus / "train"))
    encoder = encoders.english() if options.encoder == "english" else encoders.multilingual(a.text for a in articles)
    log.info("encoder %s", encoders.describe(encoder))
    encoder.tokenizer.save(str(out / "tokenizer.json"))
    rng = np.random.default_rng(0)
    parts = [fragment for article in articles for fragment in fragments(article, rng)]
    log.info("%d articles, %d fragments", len(articles), len(parts))
    train, pieces = ([mark(a, encoder.tokenizer, encoder.end) for a in some] for some in (articles, parts))
    corpus = Corpus(train, pieces, watched(options.corpus / "dev", encoder), encoder)
    recipe = RECIPES[options.encoder]
    torch.manual_seed(0)
    learn(model.build(encoder, list(recipe.layers)), recipe, corpus, out)


if __name__ == "__main__":
    main()
