"""Identifiers made from content: the same bytes and the same words have the same id everywhere."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Sequence


BLOCK = 1 << 20


def report_id(data: bytes) -> str:
    """The id of a report: the SHA-256 of its bytes as they came in."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def stream_id(stream: BinaryIO) -> str:
    """The same for the bytes that `stream` gives from where it stands, which are not held."""
    digest = hashlib.sha256()
    while block := stream.read(BLOCK):
        digest.update(block)
    return f"sha256:{digest.hexdigest()}"


def claim_id(
    report: str, voice: str, spans: Sequence[Sequence[tuple[int, int]]], events: Sequence[Sequence[object]]
) -> str:
    """The id of a claim: where in which report it stands, `spans` being those of source, cue and content.

    `events` tell claims with the same words apart: of each its kind and where it stands.
    """
    canonical = json.dumps([report, voice, spans, *events], separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:24]
