"""What a form brings."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from starlette.requests import Request

# Bytes of a form; a text of the longest takes up to nine of them a letter. Seconds that it may take to come.
MOST, PATIENCE = 2_000_000, 60


async def fields(request: Request) -> dict[str, str]:
    """The fields of a form; raises HTTPException where it is too large, too slow, or none."""
    try:
        async with asyncio.timeout(PATIENCE):
            body = await _body(request)
    except TimeoutError:
        raise HTTPException(408) from None
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(415)
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=20))
    except ValueError:
        raise HTTPException(400) from None


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST:
            raise HTTPException(413)
    return bytes(body)
