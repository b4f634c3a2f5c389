"""The tagger as a torch module: encoder, a cue detector, and a scorer of (cue, word) pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from fogline.reading.attribution import BUCKETS

if TYPE_CHECKING:
    from training.encoders import Encoder

WIDTH = 384
HEADS = 12
INNER = 1536
LINK = 96
ROLES = 3
DISTANCE_SCALE = 10.0  # lets steps of the optimiser's size move a bias by whole log-odds
DROPOUT = 0.1


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


class Tagger(nn.Module):
    """Reads windows; gives an anchor score a word, three role scores a word, and scores for pairs.

    The pair scorer is the deep biaffine one of Dozat and Manning (2017, arXiv:1611.01734) with a bias learned for each
    bucket of the signed distance in words. Word vectors stay as the package gives them: languages that the training
    text does not hold keep their place beside English.
    """

    def __init__(self, pieces: int, layers: int) -> None:
        super().__init__()
        self.word = nn.Embedding(pieces, WIDTH)
        self.word.weight.requires_grad = False
        self.position = nn.Parameter(torch.zeros(512, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(layers)])
        self.anchor = nn.Linear(WIDTH, 1)
        self.union = nn.Linear(WIDTH, ROLES)
        self.from_cue = nn.Linear(WIDTH, ROLES * LINK)
        self.to_word = nn.Linear(WIDTH, ROLES * LINK)
        self.bilinear = nn.Parameter(torch.eye(LINK).repeat(ROLES, 1, 1))
        self.unary = nn.Linear(WIDTH, ROLES)
        self.distance = nn.Parameter(torch.zeros(ROLES, 2 * BUCKETS + 1))

    def distance_bias(self) -> Tensor:
        """What each bucket of distance adds to each role's score, [3, 65]."""
        return DISTANCE_SCALE * self.distance

    def encode(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """[rows, length] piece ids to [rows, length, 384]; `mask` is true where a piece is real."""
        x = self.norm(self.word(ids) + self.position[: ids.shape[1]])
        x = functional.dropout(x, DROPOUT, self.training)
        wide = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, wide)
        return x

    def heads(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Anchor and union scores, cue-side and word-side link vectors [..., 3, 96], unary scores [..., 3]."""
        shape = (*x.shape[:-1], ROLES, LINK)
        dropped = functional.dropout(x, DROPOUT, self.training)
        cue = functional.gelu(self.from_cue(dropped)).view(shape)
        cue = torch.einsum("...rd,rde->...re", cue, self.bilinear.to(cue.dtype))
        word = functional.gelu(self.to_word(dropped)).view(shape)
        return self.anchor(dropped)[..., 0], self.union(dropped), cue, word, self.unary(dropped)


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
