"""Nouns to bytes and back without loss: canonical JSON, packed where it is long."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace
from typing import NamedTuple

import msgspec

from fogline.terms.claim import Claim
from fogline.terms.reading import Reading

ENCODER = msgspec.json.Encoder()
CLAIM = msgspec.json.Decoder(Claim)
READING = msgspec.json.Decoder(Reading)


def digest(data: bytes) -> str:
    """The SHA-256 of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def canonical(noun: object) -> bytes:
    """JSON of `noun`: the same noun gives the same bytes everywhere."""
    return ENCODER.encode(noun)


def pack(data: bytes) -> bytes:
    """`data`, smaller."""
    return zlib.compress(data)


def unpack(data: bytes) -> bytes:
    """What `pack` was given; raises zlib.error where it is damaged."""
    return zlib.decompress(data)


class Kept(NamedTuple):
    """A reading as it is kept: its text, JSON of what it holds besides, and of each of its claims."""

    text: str
    rest: bytes
    claims: list[bytes]


def kept(reading: Reading) -> Kept:
    """`reading` as it is kept."""
    rest = canonical(replace(reading, report=replace(reading.report, text=""), claims=()))
    return Kept(reading.report.text, rest, [canonical(claim) for claim in reading.claims])


def read(kept: Kept) -> bytes:
    """What was read, as one JSON document: the bytes whose hash stands in the chain."""
    claims = b",".join(kept.claims)
    return b'{"text":%b,"reading":%b,"claims":[%b]}' % (canonical(kept.text), kept.rest, claims)


def reading(kept: Kept) -> Reading:
    """The reading that was kept; raises ValueError where it is damaged."""
    bare = READING.decode(kept.rest)
    return replace(bare, report=replace(bare.report, text=kept.text), claims=tuple(map(CLAIM.decode, kept.claims)))
