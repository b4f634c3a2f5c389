"""Write a trained tagger as what the product runs: an 8-bit ONNX graph, 4-bit word vectors, tokenizer and card.

    python -m training.export --from build/training/small --to src/fogline/reading/model --languages en ru uk

The graph is put together from ONNX Runtime's fused operators by hand: a traced graph of the same network runs at
about half the speed.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from fogline.reading.tagger import OUTPUTS
from training import model
from training.encoders import BORDERS, borders
from training.predict import LENGTH, OVERLAP

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAIRS = ("cue", "event")
FUSED = "com.microsoft"
EPSILON = 1e-12


class Graph:
    """Nodes and constants as they are added; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, array: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], output, domain=domain, **attributes))
        return output

    def product(self, x: str, name: str, weight: NDArray[np.float32], bias: NDArray[np.float32] | None) -> str:
        """x times `weight` [in, out], each column in 8 bits with a scale of its own, x in 8 bits as it comes."""
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / 127
        whole = np.clip(np.rint(weight / scale), -127, 127).astype(np.int8)
        inputs = [
            x,
            self.constant(f"{name}.weight", whole),
            self.constant(f"{name}.scale", scale.astype(np.float32)),
            "",
        ]
        if bias is not None:
            inputs.append(self.constant(f"{name}.bias", bias))
        return self.node("DynamicQuantizeMatMul", inputs, name, FUSED)

    def normed(self, x: str, added: str, name: str, state: dict[str, NDArray[np.float32]], bias: str) -> str:
        """Layer norm of x + added + bias."""
        scale = self.constant(f"{name}.gamma", state[f"{name}.weight"])
        shift = self.constant(f"{name}.beta", state[f"{name}.bias"])
        offset = self.constant(f"{name}.offset", state[bias])
        return self.node("SkipLayerNormalization", [x, added, scale, shift, offset], name, FUSED, epsilon=EPSILON)


def build(state: dict[str, NDArray[np.float32]], layers: int) -> onnx.ModelProto:
    """The graph: `vectors` [rows, pieces, 384] in, none of them padding, and `words`, flat indices of first pieces.

    `sides` [rows, pieces] says of each piece what it tells of the sides. Out come, a row a word, what `Scores` holds;
    the ends of pairs as [n, roles * 96].
    """
    g = Graph()
    shape = g.node("Shape", ["vectors"], "length", start=1, end=2)
    zero, axes = g.constant("zero", np.array([0], np.int64)), g.constant("axes", np.array([0], np.int64))
    places = g.node("Slice", [g.constant("position", state["position"]), zero, shape, axes], "places")
    told = g.node("Gather", [g.constant("of_sides", state["sides"]), "sides"], "told_sides", axis=0)
    x = g.node("Add", [g.node("Add", ["vectors", told], "sided"), places], "placed")
    scale, shift = g.constant("norm.gamma", state["norm.weight"]), g.constant("norm.beta", state["norm.bias"])
    x = g.node("LayerNormalization", [x, scale, shift], "embedded", axis=-1, epsilon=EPSILON)
    for i in range(layers):
        x = _layer(g, x, f"layers.{i}", state)
    flat = g.node("Reshape", [x, g.constant("flat.shape", np.array([-1, model.WIDTH], np.int64))], "flat")
    chosen = g.node("Gather", [flat, "words"], "chosen", axis=0)
    _heads(g, chosen, state)
    graph = helper.make_graph(
        g.nodes,
        "tagger",
        [
            helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["rows", "pieces", model.WIDTH]),
            helper.make_tensor_value_info("sides", TensorProto.INT64, ["rows", "pieces"]),
            helper.make_tensor_value_info("words", TensorProto.INT64, ["n"]),
        ],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", None]) for name in OUTPUTS],
        g.constants,
    )
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="fogline")


def _layer(g: Graph, x: str, name: str, state: dict[str, NDArray[np.float32]]) -> str:
    joint = g.product(x, f"{name}.joint", state[f"{name}.joint.weight"].T, state[f"{name}.joint.bias"])
    three = [f"{name}.{part}" for part in ("query", "key", "value")]
    g.nodes.append(helper.make_node("Split", [joint], three, f"{name}.split", axis=-1, num_outputs=3))
    mixed = g.node("MultiHeadAttention", three, f"{name}.mixed", FUSED, num_heads=model.HEADS)
    mixed = g.product(mixed, f"{name}.output", state[f"{name}.output.weight"].T, None)
    x = g.normed(x, mixed, f"{name}.attention_norm", state, f"{name}.output.bias")
    risen = g.product(x, f"{name}.up", state[f"{name}.up.weight"].T, None)
    bias = g.constant(f"{name}.up.bias", state[f"{name}.up.bias"])
    risen = g.node("BiasGelu", [risen, bias], f"{name}.gelu", FUSED)
    fallen = g.product(risen, f"{name}.down", state[f"{name}.down.weight"].T, None)
    return g.normed(x, fallen, f"{name}.output_norm", state, f"{name}.down.bias")


def _heads(g: Graph, x: str, state: dict[str, NDArray[np.float32]]) -> None:
    """The heads in full precision: they are small, and what they give is compared with thresholds."""
    _activated(g, x, "told", state, "told.hidden")
    for name in ("anchor", "toponym"):
        _linear(g, x, name, state, name)
    for name in ("speaker", "trigger", "attributes"):
        _linear(g, "told.hidden", name, state, name)
    for scorer in PAIRS:
        _linear(g, x, f"{scorer}.unary", state, f"{scorer}.unary")
        _activated(g, x, f"{scorer}.head", state, f"{scorer}.linked")
        _activated(g, x, f"{scorer}.word", state, f"{scorer}.word")
        roles = len(state[f"{scorer}.bilinear"])
        blocks = np.zeros((roles * model.LINK, roles * model.LINK), np.float32)
        for role in range(roles):
            part = slice(role * model.LINK, (role + 1) * model.LINK)
            blocks[part, part] = state[f"{scorer}.bilinear"][role]
        g.node("MatMul", [f"{scorer}.linked", g.constant(f"{scorer}.bilinear", blocks)], f"{scorer}.head")


def _linear(g: Graph, x: str, name: str, state: dict[str, NDArray[np.float32]], output: str) -> None:
    product = g.node("MatMul", [x, g.constant(f"{name}.weight", state[f"{name}.weight"].T)], f"{name}.product")
    g.node("Add", [product, g.constant(f"{name}.bias", state[f"{name}.bias"])], output)


def _activated(g: Graph, x: str, name: str, state: dict[str, NDArray[np.float32]], output: str) -> None:
    product = g.node("MatMul", [x, g.constant(f"{name}.weight", state[f"{name}.weight"].T)], f"{name}.product")
    g.node("BiasGelu", [product, g.constant(f"{name}.bias", state[f"{name}.bias"])], output, FUSED)


def pack(vectors: NDArray[np.float32]) -> NDArray[np.uint8]:
    """[n, 384] floats to [n, 12, 18] bytes: blocks of 32 in 4 bits with a scale; exact where they came so."""
    blocks = vectors.reshape(len(vectors), -1, 32)
    peak = np.take_along_axis(blocks, np.abs(blocks).argmax(-1)[..., None], -1)
    scale = (peak / -8).astype(np.float16)
    safe = np.where(scale == 0, 1, scale).astype(np.float32)
    nibbles = (np.clip(np.rint(blocks / safe), -8, 7) + 8).astype(np.uint8)
    packed = nibbles[..., :16] | nibbles[..., 16:] << 4
    return np.concatenate([scale.view(np.uint8).reshape(*scale.shape[:2], 2), packed], -1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="trained", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--languages", nargs="+", required=True)
    parser.add_argument("--encoder", choices=sorted(BORDERS), default="multilingual")
    options = parser.parse_args()
    saved = torch.load(options.trained / "tagger.pt")
    state = {name: tensor.float().numpy() for name, tensor in saved.items()}
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    tokenizer = Tokenizer.from_file(str(options.trained / "tokenizer.json"))
    encoder = borders(options.encoder, tokenizer)
    options.to.mkdir(parents=True, exist_ok=True)
    onnx.save(build(state, layers), options.to / "tagger.onnx")
    np.save(options.to / "vectors.npy", pack(state["word.weight"]))
    tokenizer.save(str(options.to / "tokenizer.json"), pretty=False)
    card = {
        "name": f"{options.encoder}-{layers}",
        "languages": options.languages,
        "begin": encoder.begin,
        "end": encoder.end,
        "length": LENGTH,
        "overlap": OVERLAP,
        "cue_odds": 0.0,
        "change_cost": 0.8,
        "trigger_odds": 0.0,
        "place_odds": 0.0,
        "clause_odds": 0.0,
        "stakes": {"read": 1.0, "told": 1.0, "term": 1.0},
        "distance": {
            name: np.round(model.DISTANCE_SCALE * state[f"{name}.distance"].astype(np.float64), 3).tolist()
            for name in PAIRS
        },
    }
    (options.to / "card.json").write_text(json.dumps(card) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
