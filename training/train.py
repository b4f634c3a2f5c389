"""Fine-tune an encoder to tell cues, and for every cue its source and its content.

    python -m training.train --corpus DIR --encoder multilingual --out build/training

DIR holds `train` and `dev` as PolNeAR lays them out. Every epoch ends in a checkpoint, from which the same command
goes on.
"""

from __future__ import annotations

import argparse
import logging
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from fogline.reading.attribution import bucket
from training import encoders, model
from training.examples import Example, Marked, examples, mark
from training.polnear import read_articles
from training.predict import score_marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training.encoders import Encoder

log = logging.getLogger("training")

LENGTH = 384
BATCH = 8
WARMUP = 0.06
HEAD_RATE = 6.0
SHIFTS = (0, 190)
ROLE_WEIGHTS = (1.0, 2.0, 2.0, 1.0)
LOSS_WEIGHTS = (8.0, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of about one length, padded. `rows` and `anchors` name the cues, `roles` a row of roles for each."""

    ids: Tensor
    mask: Tensor | None
    first: Tensor
    real: Tensor
    rows: Tensor
    anchors: Tensor
    roles: Tensor


def collate(chosen: list[Example], pad: int) -> Batch:
    """Pad `chosen` to the longest; words past a window's end have `real` false and role -1."""
    pieces, words = max(len(e.ids) for e in chosen), max(len(e.first) for e in chosen)
    ids = np.full((len(chosen), pieces), pad, np.int64)
    first = np.zeros((len(chosen), words), np.int64)
    real = np.zeros((len(chosen), words), bool)
    rows, anchors, roles = [], [], []
    for i, example in enumerate(chosen):
        ids[i, : len(example.ids)] = example.ids
        first[i, : len(example.first)] = example.first
        real[i, : len(example.first)] = True
        for anchor, row in zip(example.anchors, example.roles, strict=True):
            rows.append(i)
            anchors.append(anchor)
            roles.append(np.concatenate([row, np.full(words - len(row), -1, np.int8)]))
    mask = torch.from_numpy(ids != pad)
    return Batch(
        torch.from_numpy(ids),
        None if bool(mask.all()) else mask,
        torch.from_numpy(first),
        torch.from_numpy(real),
        torch.tensor(rows, dtype=torch.long),
        torch.tensor(np.array(anchors, np.int64)),
        torch.from_numpy(np.array(roles, np.int64).reshape(len(rows), words)),
    )


def batches(data: list[Marked], encoder: Encoder, shift: int, rng: np.random.Generator) -> Iterator[Batch]:
    """All windows of `data` once, like lengths together, in an order drawn from `rng`."""
    every = [e for marked in data for e in examples(marked, encoder, LENGTH, shift)]
    order = sorted(range(len(every)), key=lambda i: len(every[i].ids))
    groups = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    for group in rng.permutation(len(groups)):
        chosen = groups[group]
        if any(len(every[i].anchors) for i in chosen):
            yield collate([every[i] for i in chosen], encoder.pad)


@dataclass(frozen=True, slots=True)
class Outputs:
    """The heads' scores for a batch: anchor, union, and pair scores [cues, words, 4]."""

    anchor: Tensor
    union: Tensor
    pairs: Tensor


def run_heads(tagger: model.Tagger, hidden: Tensor, batch: Batch) -> Outputs:
    """Score `hidden` [rows, pieces, 384]."""
    words = hidden.gather(1, batch.first[..., None].expand(-1, -1, model.WIDTH))
    anchor, union, cue, word, unary = tagger.heads(words)
    cue = cue[batch.rows, batch.anchors]
    pairs = torch.einsum("nrd,nwrd->nwr", cue, word[batch.rows])
    steps = np.arange(words.shape[1])[None, :] - batch.anchors.numpy()[:, None]
    pairs = pairs + unary[batch.rows] + tagger.distance_bias().T[torch.from_numpy(bucket(steps))]
    return Outputs(anchor.float(), union.float(), functional.pad(pairs.float(), (1, 0)))


def task_losses(out: Outputs, batch: Batch) -> Tensor:
    """Cross-entropy of anchors, of each word's roles in any attribution, and of its role for each cue: [3]."""
    wanted = torch.zeros_like(out.anchor)
    wanted[batch.rows, batch.anchors] = 1
    anchor = functional.binary_cross_entropy_with_logits(out.anchor[batch.real], wanted[batch.real])
    any_role = torch.zeros_like(out.union)
    for role in range(1, 4):
        hits = torch.zeros(out.anchor.shape)
        hits.index_add_(0, batch.rows, (batch.roles == role).float())
        any_role[..., role - 1] = hits.clamp(max=1)
    union = functional.binary_cross_entropy_with_logits(out.union[batch.real], any_role[batch.real])
    pairs = functional.cross_entropy(
        out.pairs.flatten(0, 1), batch.roles.flatten(), torch.tensor(ROLE_WEIGHTS), ignore_index=-1
    )
    return torch.stack([anchor, union, pairs])


@dataclass(frozen=True, slots=True)
class Cycle:
    """Epochs in which the rate rises to `rate` and falls to nothing."""

    epochs: int
    rate: float


@dataclass(frozen=True, slots=True)
class Recipe:
    """Which of the encoder's layers are kept, and the cycles in which it learns.

    Of twelve layers the lower six are kept: without distillation that costs least (Sajjad et al. 2020,
    arXiv:2004.03844). The tagger's weights are the mean of those at the end of each cycle (Izmailov et al. 2018,
    arXiv:1803.05407). The heads start from nothing and learn `HEAD_RATE` times faster.
    """

    layers: tuple[int, ...]
    cycles: tuple[Cycle, ...]


RECIPES = {
    "multilingual": Recipe((0, 1, 2, 3, 4, 5), (Cycle(5, 2.0e-4),)),
    "english": Recipe((0, 1, 2, 3, 4, 5), (Cycle(4, 1.5e-4), Cycle(2, 1.0e-4))),
}


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is learned from and what is watched, in the pieces of `encoder`."""

    train: list[Marked]
    dev: list[Marked]
    encoder: Encoder


def optimiser(tagger: model.Tagger, rate: float) -> torch.optim.AdamW:
    heads = ("anchor", "union", "from_cue", "to_word", "bilinear", "unary", "distance")
    groups: dict[bool, list[nn.Parameter]] = {True: [], False: []}
    for name, parameter in tagger.named_parameters():
        if parameter.requires_grad:
            groups[name.startswith(heads)].append(parameter)
    return torch.optim.AdamW(
        [
            {"params": groups[False], "lr": rate, "scale": 1.0},
            {"params": groups[True], "lr": HEAD_RATE * rate, "scale": HEAD_RATE},
        ],
        weight_decay=0.01,
    )


def learn(tagger: model.Tagger, recipe: Recipe, corpus: Corpus, out: Path) -> None:
    """Train `tagger` in place, going on from the checkpoint in `out` if there is one; write `out`/tagger.pt."""
    saved = out / "checkpoint.pt"
    optimizer = optimiser(tagger, recipe.cycles[0].rate)
    done = 0
    if saved.exists():
        state = torch.load(saved)
        tagger.load_state_dict(state["tagger"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["epochs"]
    ends = []
    first = 0
    for number, cycle in enumerate(recipe.cycles, 1):
        ends.append(out / f"cycle-{number}.pt")
        for epoch in range(max(first, done), first + cycle.epochs):
            one_epoch(tagger, optimizer, corpus, epoch, Pace(cycle, epoch - first))
            if epoch + 1 == first + cycle.epochs:
                keep(tagger.state_dict(), ends[-1])
            keep({"tagger": tagger.state_dict(), "optimizer": optimizer.state_dict(), "epochs": epoch + 1}, saved)
            log.info("epoch %d dev %s", epoch + 1, score_marked(tagger, corpus.dev, corpus.encoder))
        first += cycle.epochs
    states = [torch.load(end) for end in ends]
    tagger.load_state_dict({name: sum(state[name] for state in states) / len(states) for name in states[0]})
    keep(tagger.state_dict(), out / "tagger.pt")
    log.info("tagger dev %s", score_marked(tagger, corpus.dev, corpus.encoder))


def keep(state: object, path: Path) -> None:
    """Write `state` so that `path` holds the old or the new, whenever the power goes."""
    fresh = path.with_suffix(".part")
    torch.save(state, fresh)
    fresh.replace(path)


@dataclass(frozen=True, slots=True)
class Pace:
    """A cycle and how many of its epochs are over."""

    cycle: Cycle
    over: int

    def rate(self, part: float) -> float:
        """The rate when `part` of the present epoch is over."""
        whole = (self.over + part) / self.cycle.epochs
        return min(whole / WARMUP, (1 - whole) / (1 - WARMUP)) * self.cycle.rate


def one_epoch(tagger: model.Tagger, optimizer: torch.optim.Optimizer, corpus: Corpus, epoch: int, pace: Pace) -> None:
    """Every window once, in an order that the epoch's number seeds."""
    torch.manual_seed(epoch)
    tagger.train()
    begun, mean = time.perf_counter(), np.zeros(3)
    shift = SHIFTS[epoch % len(SHIFTS)]
    every = list(batches(corpus.train, corpus.encoder, shift, np.random.default_rng(epoch)))
    for i, batch in enumerate(every):
        for group in optimizer.param_groups:
            group["lr"] = group["scale"] * pace.rate(i / len(every))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = run_heads(tagger, tagger.encode(batch.ids, batch.mask), batch)
        losses = task_losses(out, batch)
        (losses * torch.tensor(LOSS_WEIGHTS)).sum().backward()
        nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        mean += (losses.detach().numpy() - mean) / (i + 1)
        if i % 50 == 49:
            took = time.perf_counter() - begun
            anchor, union, pairs = mean.round(4).tolist()
            log.info(
                "epoch %d step %d/%d anchor %s union %s pairs %s %.0f s",
                *(epoch + 1, i + 1, len(every), anchor, union, pairs, took),
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--encoder", choices=("multilingual", "english"), default="multilingual")
    parser.add_argument("--out", type=Path, default=Path("build/training"))
    options = parser.parse_args()
    out = options.out / options.encoder
    out.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        handlers=[logging.FileHandler(out / "log"), logging.StreamHandler()],
    )
    articles = list(read_articles(options.corpus / "train"))
    encoder = encoders.english() if options.encoder == "english" else encoders.multilingual(a.text for a in articles)
    log.info("encoder %s", encoders.describe(encoder))
    encoder.tokenizer.save(str(out / "tokenizer.json"))
    first = {article.name: article for article in reversed(list(read_articles(options.corpus / "dev")))}
    corpus = Corpus(
        *([mark(a, encoder.tokenizer, encoder.end) for a in some] for some in (articles, first.values())), encoder
    )
    recipe = RECIPES[options.encoder]
    torch.manual_seed(0)
    learn(model.build(encoder, list(recipe.layers)), recipe, corpus, out)


if __name__ == "__main__":
    main()
