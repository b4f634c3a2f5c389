"""What a server sent, made the document again: digests compared, chunks joined, packing undone."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib

from fogline.sources.warc_parts import GZIP, GZIP_WINDOW

# Ten times the largest page that people read.
LIMIT = 64 * 2**20
# More than one is met where servers join packed pieces, more than these in bombs only.
MEMBERS = 16
CODINGS = 3
SIZE_LINE = 1024
CHUNKS = 1_000_000
SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(;.*)?\r?")
# Nothing packed begins so, but by a chance of one in a million.
MARKUP = re.compile(rb"(\xef\xbb\xbf)?\s{0,1000}<[!?A-Za-z][\t\n\r -~]{8}")
ALGORITHMS = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})


CHANGED = "does not unpack; its bytes were changed"
CUT = "breaks off before its packed content ends"
TOO_LARGE = f"is larger than {LIMIT // 2**20} MiB"


class Unusable(Exception):
    """One record cannot be used; says why. Those after it can."""


def agrees(digest: str | None, *candidates: bytes) -> bool:
    """Whether `digest`, as records write it ("sha1:" and base 32, 16 or 64), is that of one of `candidates`.

    True as well without a digest and for an algorithm that we do not know: there is nothing to compare then.
    """
    name, _, value = (digest or "").partition(":")
    algorithm = name.strip().lower().replace("-", "")
    value = value.strip().rstrip("=")
    if algorithm not in ALGORITHMS or not value:
        return True
    for candidate in dict.fromkeys(candidates):
        found = hashlib.new(algorithm, candidate, usedforsecurity=False).digest()
        if value.upper() in {base64.b32encode(found).decode().rstrip("="), found.hex().upper()}:
            return True
        if value.translate({ord("-"): "+", ord("_"): "/"}) == base64.b64encode(found).decode().rstrip("="):
            return True
    return False


def joined(payload: bytes) -> bytes:
    """The document of a payload in chunks; the payload itself where a crawler has joined them and left the header.

    Raises Unusable where the chunks break off.
    """
    pieces: list[bytes] = []
    at = 0
    for _ in range(CHUNKS):
        start = payload.find(b"\n", at, at + SIZE_LINE) + 1
        told = SIZE.fullmatch(payload, at, start - 1) if start else None
        if not told and not pieces:
            return payload
        end = start + int(told[1], 16) if told else len(payload) + 1
        if end > len(payload):
            raise Unusable("breaks off between its chunks")
        if end == start:
            return b"".join(pieces)
        pieces.append(payload[start:end])
        if payload[end : end + 2] != b"\r\n":
            raise Unusable("has chunks that do not end where they say")
        at = end + 2
    reason = f"is in more than {CHUNKS} chunks"
    raise Unusable(reason)


def unpacked(payload: bytes, encoding: str) -> bytes:
    """`payload` with the codings of a Content-Encoding header undone, the last first.

    A payload that a crawler has unpacked and left the header on is returned as it is, and so is one with a coding that
    does not exist. Raises Unusable where it is damaged, becomes too large, or has a coding that cannot be undone here.
    """
    names = [name for part in encoding.lower().split(",") if (name := part.strip()) in UNDO]
    if len(names) > CODINGS:
        reason = f"is packed more than {CODINGS} times over"
        raise Unusable(reason)
    for name in reversed(names):
        if MARKUP.match(payload):
            break
        payload = UNDO[name](payload)
    return payload


def _gunzip(payload: bytes) -> bytes:
    if not payload.startswith(GZIP):
        return payload
    pieces: list[bytes] = []
    room = LIMIT
    for _ in range(MEMBERS):
        piece, payload = _inflate(payload, GZIP_WINDOW, room)
        pieces.append(piece)
        room -= len(piece)
        if not payload.startswith(GZIP):
            return b"".join(pieces)
    raise Unusable("is packed in more pieces than servers send")


def _undeflate(payload: bytes) -> bytes:
    """With the header of zlib, as the standard has it, or bare, as some servers send it."""
    has_header = payload[:1] and payload[0] & 15 == zlib.DEFLATED and int.from_bytes(payload[:2]) % 31 == 0
    return _inflate(payload, zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS, LIMIT)[0] if payload else payload


def _inflate(payload: bytes, window: int, room: int) -> tuple[bytes, bytes]:
    """What `payload` unpacks to, no more than `room`, and what stands after it."""
    unpacking = zlib.decompressobj(window)
    try:
        data = unpacking.decompress(payload, room + 1)
    except zlib.error:
        raise Unusable(CHANGED) from None
    if len(data) > room:
        raise Unusable(TOO_LARGE)
    if not unpacking.eof:
        raise Unusable(CUT)
    return data, unpacking.unused_data


def _unbrotli(payload: bytes) -> bytes:
    try:
        import brotli  # noqa: PLC0415 - needed for few pages
    except ImportError:
        raise Unusable("is packed with br; install the Python package brotli to read it") from None
    unpacking = brotli.Decompressor()
    try:
        data: bytes = unpacking.process(payload, output_buffer_limit=LIMIT) if payload else b""
    except brotli.error:
        raise Unusable(CHANGED) from None
    if len(data) > LIMIT or (len(data) == LIMIT and not unpacking.is_finished()):
        raise Unusable(TOO_LARGE)
    if payload and not unpacking.is_finished():
        raise Unusable(CUT)
    return data


def _cannot(payload: bytes) -> bytes:
    if payload:
        raise Unusable("is packed in a way that cannot be undone here (zstd, compress or a dictionary)")
    return payload


UNDO = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    **dict.fromkeys(("zstd", "compress", "x-compress", "dcb", "dcz"), _cannot),
}
