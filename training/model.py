"""The tagger as a torch module: an encoder, what it finds in words, and scorers of pairs of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from fogline.reading.pairs import BUCKETS
from fogline.reading.scores import ATTRIBUTES, EVENT_KINDS, LINKS, SPEAKERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.encoders import Encoder

WIDTH = 384
HEADS = 12
INNER = 1536
LINK = 96
ROLES = 3
DISTANCE_SCALE = 10.0  # lets steps of the optimiser's size move a bias by whole log-odds
DROPOUT = 0.1
UNSEEN = 0.05  # of the pieces learned from, so many are blank: a text must be understood from what is around a word too
RARE = -4.0  # where the odds of what few words are begin


class Layer(nn.Module):
    """One post-norm transformer layer (Vaswani et al. 2017)."""

    def __init__(self) -> None:
        super().__init__()
        self.joint = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.output_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        rows, length, _ = x.shape
        query, key, value = self.joint(x).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.output(mixed.transpose(1, 2).reshape(rows, length, WIDTH))
        x = self.attention_norm(x + functional.dropout(mixed, DROPOUT, self.training))
        risen = self.down(functional.gelu(self.up(x)))
        return self.output_norm(x + functional.dropout(risen, DROPOUT, self.training))


@dataclass(frozen=True, slots=True)
class Pairs:
    """One end's vectors of pairs [..., roles, 96], the other end's, and what a word has by itself [..., roles]."""

    head: Tensor
    word: Tensor
    unary: Tensor


@dataclass(frozen=True, slots=True)
class Found:
    """What the heads say of words: log-odds, one row a word."""

    anchor: Tensor
    union: Tensor
    speaker: Tensor
    toponym: Tensor
    trigger: Tensor
    attributes: Tensor
    cue: Pairs
    event: Pairs


class Biaffine(nn.Module):
    """Scores pairs of words in each of several roles (Dozat and Manning 2017, arXiv:1611.01734).

    A bias is learned for each bucket of the signed distance between the two.
    """

    def __init__(self, roles: int) -> None:
        super().__init__()
        self.roles = roles
        self.head = nn.Linear(WIDTH, roles * LINK)
        self.word = nn.Linear(WIDTH, roles * LINK)
        self.bilinear = nn.Parameter(torch.eye(LINK).repeat(roles, 1, 1))
        self.unary = nn.Linear(WIDTH, roles)
        self.distance = nn.Parameter(torch.zeros(roles, 2 * BUCKETS + 1))

    def forward(self, x: Tensor) -> Pairs:
        shape = (*x.shape[:-1], self.roles, LINK)
        head = functional.gelu(self.head(x)).view(shape)
        head = torch.einsum("...rd,rde->...re", head, self.bilinear.to(head.dtype))
        return Pairs(head, functional.gelu(self.word(x)).view(shape), self.unary(x))

    def distance_bias(self) -> Tensor:
        """What each bucket of distance adds to each role's score, [roles, 65]."""
        return DISTANCE_SCALE * self.distance


class Tagger(nn.Module):
    """Reads windows; says of every word what begins there, and of pairs of words how they belong together.

    Word vectors stay as the package gives them: languages that the training text does not hold keep their place beside
    English.
    """

    def __init__(self, pieces: int, layers: int) -> None:
        super().__init__()
        self.word = nn.Embedding(pieces, WIDTH)
        self.word.weight.requires_grad = False
        self.position = nn.Parameter(torch.zeros(512, WIDTH))
        self.sides = nn.Parameter(torch.zeros(4, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(layers)])
        self.anchor = nn.Linear(WIDTH, 1)
        self.union = nn.Linear(WIDTH, ROLES)
        self.cue = Biaffine(ROLES)
        self.toponym = nn.Linear(WIDTH, 2)
        self.told = nn.Linear(WIDTH, WIDTH)
        self.speaker = nn.Linear(WIDTH, SPEAKERS)
        self.trigger = nn.Linear(WIDTH, len(EVENT_KINDS))
        self.attributes = nn.Linear(WIDTH, ATTRIBUTES)
        self.event = Biaffine(LINKS)
        for head in (self.anchor, self.toponym, self.trigger):
            nn.init.constant_(head.bias, RARE)

    def encode(self, ids: Tensor, sides: Tensor, mask: Tensor | None) -> Tensor:
        """[rows, length] piece ids and sides to [rows, length, 384]; `mask` is true where a piece is real."""
        words = self.word(ids)
        if self.training:
            words = words * (torch.rand(ids.shape) >= UNSEEN)[..., None]
        x = self.norm(words + self.position[: ids.shape[1]] + self.sides[sides])
        x = functional.dropout(x, DROPOUT, self.training)
        wide = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, wide)
        return x

    def heads(self, x: Tensor) -> Found:
        """What is found in words [..., 384]."""
        x = functional.dropout(x, DROPOUT, self.training)
        told = functional.dropout(functional.gelu(self.told(x)), DROPOUT, self.training)
        return Found(
            self.anchor(x)[..., 0],
            self.union(x),
            self.speaker(told),
            self.toponym(x),
            self.trigger(told),
            self.attributes(told),
            self.cue(x),
            self.event(x),
        )


def shrink(state: dict[str, Tensor], keep: Sequence[int]) -> Tagger:
    """A tagger with those layers of another one that `keep` names; `state` is the other's."""
    tagger = Tagger(len(state["word.weight"]), len(keep))
    kept = {name: tensor for name, tensor in state.items() if not name.startswith("layers.")}
    for new, old in enumerate(keep):
        prefix = f"layers.{old}."
        kept |= {f"layers.{new}.{n.removeprefix(prefix)}": t for n, t in state.items() if n.startswith(prefix)}
    tagger.load_state_dict(kept, strict=False)
    return tagger


def build(encoder: Encoder, keep: list[int]) -> Tagger:
    """A tagger that starts from `encoder`, with those of its layers that `keep` names."""
    weights = {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in encoder.weights.items()}
    tagger = Tagger(len(weights["word"]), len(keep))
    state = {
        "word.weight": weights["word"],
        "position": weights["position"],
        "norm.weight": weights["norm.weight"],
        "norm.bias": weights["norm.bias"],
    }
    for new, old in enumerate(keep):
        for part in ("weight", "bias"):
            state[f"layers.{new}.joint.{part}"] = torch.cat(
                [weights[f"{old}.{name}.{part}"] for name in ("query", "key", "value")]
            )
            for name in ("output", "attention_norm", "up", "down", "output_norm"):
                state[f"layers.{new}.{name}.{part}"] = weights[f"{old}.{name}.{part}"]
    tagger.load_state_dict(state, strict=False)
    return tagger
