"""What the tagger gets wrong in a batch, task by task."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from fogline.reading.pairs import bucket
from fogline.reading.scores import AGENT, CERTAINTY, CLAUSE, DENIES, ENDORSED, EVIDENCE, OWN, PLACE, TARGET, TIME
from training import model

if TYPE_CHECKING:
    from training.batches import Anchored, Batch, Events

ROLE_WEIGHTS = (1.0, 2.0, 2.0, 1.0)
# How much each task counts; set so that none drowns another, not searched for.
WEIGHTS = {
    "anchor": 8.0,
    "union": 1.0,
    "pairs": 2.0,
    "speaker": 0.5,
    "toponym": 4.0,
    "trigger": 8.0,
    "classes": 4.0,
    "flags": 1.0,
    "own": 2.0,
    "places": 6.0,
    "clauses": 2.0,
}


def words_of(tagger: model.Tagger, batch: Batch) -> model.Found:
    """What `tagger` finds in the words of `batch`."""
    hidden = tagger.encode(batch.ids, batch.sides, batch.mask)
    return tagger.heads(hidden.gather(1, batch.first[..., None].expand(-1, -1, model.WIDTH)))


def linked(pairs: model.Pairs, scorer: model.Biaffine, anchored: Anchored) -> Tensor:
    """Scores [anchors, words, roles] of every word for every anchor."""
    head = pairs.head[anchored.rows, anchored.at]
    counts = torch.bincount(anchored.rows, minlength=len(pairs.word)).tolist()
    parts = zip(head.split(counts), pairs.word, strict=True)
    scores = torch.cat([torch.einsum("nrd,wrd->nwr", ours, words) for ours, words in parts])
    steps = np.arange(anchored.table.shape[1])[None, :] - anchored.at.numpy()[:, None]
    bias = scorer.distance_bias().T[torch.from_numpy(bucket(steps))]
    return (scores + pairs.unary[anchored.rows] + bias).float()


def losses(
    tagger: model.Tagger, found: model.Found, batch: Batch, teacher: model.Tagger | None = None
) -> dict[str, Tensor]:
    """The loss of every task that `batch` is marked for.

    With a `teacher`, that of attributions is also how far `tagger` is from what the teacher finds: odds of cues, and
    roles of words (Hinton et al. 2015, arXiv:1503.02531).
    """
    told = {}
    if batch.cues is not None:
        told |= _attribution(tagger, found, batch, batch.cues, teacher)
    if (batch.toponyms >= 0).any():
        known = batch.toponyms >= 0
        wanted = torch.stack([batch.toponyms[known] == 1, batch.toponyms[known] == 2], -1).float()
        told["toponym"] = _binary(found.toponym[known], wanted)
    if batch.events is not None:
        told |= _events(tagger, found, batch, batch.events)
    return told


def _binary(scores: Tensor, wanted: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(scores.float(), wanted)


def _attribution(
    tagger: model.Tagger, found: model.Found, batch: Batch, cues: Anchored, teacher: model.Tagger | None
) -> dict[str, Tensor]:
    begins = torch.zeros(batch.real.shape)
    begins[cues.rows, cues.at] = 1
    anchors = found.anchor[batch.real]
    told = {"anchor": _binary(anchors, begins[batch.real])}
    theirs = None
    if teacher:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            theirs = words_of(teacher, batch)
        told["anchor"] = told["anchor"] + _binary(anchors, theirs.anchor[batch.real].float().sigmoid())
    if not len(cues.at):
        return told
    any_role = torch.zeros(found.union.shape)
    for role in range(1, 4):
        hits = torch.zeros(batch.real.shape)
        hits.index_add_(0, cues.rows, (cues.table == role).float())
        any_role[..., role - 1] = hits.clamp(max=1)
    told["union"] = _binary(found.union[batch.real], any_role[batch.real])
    pairs = functional.pad(linked(found.cue, tagger.cue, cues), (1, 0))
    told["pairs"] = functional.cross_entropy(
        pairs.flatten(0, 1), cues.table.flatten(), torch.tensor(ROLE_WEIGHTS), ignore_index=-1
    )
    if teacher and theirs:
        with torch.no_grad():
            roles = functional.pad(linked(theirs.cue, teacher.cue, cues), (1, 0)).softmax(-1)
        apart = -(roles * pairs.log_softmax(-1)).sum(-1)
        told["pairs"] = told["pairs"] + apart[cues.table >= 0].mean()
    if (batch.speakers >= 0).any():
        spoken = found.speaker[cues.rows, cues.at].float()
        told["speaker"] = functional.cross_entropy(spoken, batch.speakers, ignore_index=-1)
    return told


def _events(tagger: model.Tagger, found: model.Found, batch: Batch, events: Events) -> dict[str, Tensor]:
    rows, at = events.clauses.rows, events.clauses.at
    wanted = torch.zeros(found.trigger.shape)
    wanted[rows, at] = events.kinds.float()
    told = {"trigger": found.trigger.shape[-1] * _binary(found.trigger[batch.real], wanted[batch.real])}
    if not len(at):
        return told
    attributes = found.attributes[rows, at].float()
    parts = (AGENT, TARGET, CERTAINTY, TIME)
    told["classes"] = torch.stack(
        [functional.cross_entropy(attributes[:, part], events.classes[:, i]) for i, part in enumerate(parts)]
    ).sum()
    flags = torch.cat([attributes[:, [DENIES, ENDORSED]], attributes[:, EVIDENCE]], -1)
    told["flags"] = flags.shape[-1] * _binary(flags, events.flags.float())
    if (told_of := events.own >= 0).any():
        told["own"] = _binary(attributes[told_of, OWN], events.own[told_of].float())
    scores = linked(found.event, tagger.event, events.clauses)
    real = events.clauses.table >= 0
    told["clauses"] = _binary(scores[..., CLAUSE][real], events.clauses.table[real].float())
    if (known := events.places >= 0).any():
        told["places"] = _binary(scores[..., PLACE][known], events.places[known].float())
    return told
