"""What an answer rests on: the claims that it shows or names, and the sentences that it quotes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def claims(shape: object) -> Iterator[str]:
    """Yield the ids of all claims that an answer shows or names."""
    for one in _objects(shape):
        if "voice" in one and "content" in one:
            yield one["id"]
        if one.get("kind") == "claim":
            yield from (step["id"] for step in one["steps"])
        # The claim that a piece of an estimate, a forecast, or what is told of people is from.
        if isinstance(one.get("claim"), str) and {"told_by", "hedge", "report_id"} & one.keys():
            yield one["claim"]
        if "outcome" in one or "today" in one:
            yield from one.get("claims", ())
        if "disputed_by" in one:
            yield from one["copies"]
        if "origins" in one and isinstance(one.get("claims"), list):
            yield from (claim["id"] for claim in one["claims"])


def sentences(shape: object) -> Iterator[dict[str, Any]]:
    """Yield the sentences that join the steps of chains, which are no claims of their reports."""
    for one in _objects(shape):
        for told in one.get("sentences", ()):
            yield _sentence(told["sentence"], told["said"], told["report"], told["address"])
        for told in one.get("joins", ()):
            report = one["report"]
            yield _sentence(told["sentence"], report["said"], report["report_id"], report["address"])


def _sentence(sentence: str, said: str, report: str, address: str) -> dict[str, Any]:
    return {"claim": None, "sentence": sentence, "said": said, "report_id": report, "address": address}


def _objects(shape: object) -> Iterator[dict[str, Any]]:
    """Yield every object in an answer, those that hold others before them."""
    if isinstance(shape, dict):
        yield shape
        for value in shape.values():
            yield from _objects(value)
    elif isinstance(shape, list):
        for value in shape:
            yield from _objects(value)
