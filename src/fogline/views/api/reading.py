"""Reading a text that is sent, without keeping it."""

from __future__ import annotations

from threading import Event, Lock
from typing import TYPE_CHECKING

import anyio
import msgspec
from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from fogline.errors import Unclear, Unreadable
from fogline.runs import reading as runs
from fogline.terms.reading import Failure
from fogline.views.api import troubles
from fogline.views.api.troubles import Refused
from fogline.views.shapes import reading_shape

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from fogline.views.serving import Holding

PATH = "/read"
ABOUT = "Read a text as `fogline read --json` does. Nothing of it is kept."
# The largest body, in bytes.
LARGEST = 1 << 20
# How long a text may be on its way, wait for others and be read, in seconds; and how many may be at once.
PATIENCE = 60
AT_ONCE = 4
NAME = "text"


class Sent(msgspec.Struct, forbid_unknown_fields=True):
    """What is sent."""

    text: str


def reading(holding: Holding) -> Callable[[Request], Awaitable[Response]]:
    """What answers a text with its reading; one is read at a time, whatever the number of those who ask."""
    turn, places = Lock(), anyio.CapacityLimiter(AT_ONCE)

    async def read(request: Request) -> Response:
        _look(request, places)
        gone = Event()
        try:
            with anyio.fail_after(PATIENCE):
                text = _text(await _body(request))
                return await run_sync(_read, (holding, turn, gone), text, limiter=places, abandon_on_cancel=True)
        except TimeoutError:
            gone.set()
            message = f"the text was not read within {PATIENCE} seconds: send less at once, or ask again later"
            raise Refused(troubles.BUSY, message) from None
        except ClientDisconnect:
            raise Refused(troubles.UNCLEAR, "the text never came to its end", "body") from None

    async def endpoint(request: Request) -> Response:
        try:
            return await read(request)
        except troubles.FORESEEN as error:
            return troubles.foreseen(error)

    return endpoint


def _look(request: Request, places: anyio.CapacityLimiter) -> None:
    """Raise Refused where it need not be listened to."""
    if not request.headers.get("content-type", "").lower().startswith(troubles.JSON):
        raise Refused(troubles.NO_JSON, 'send {"text": "..."} with content-type: application/json', "body")
    if places.available_tokens < 1:
        raise Refused(troubles.BUSY, troubles.BUSY.when)


async def _body(request: Request) -> bytes:
    whole = bytearray()
    async for part in request.stream():
        whole += part
        if len(whole) > LARGEST:
            raise Refused(troubles.TOO_LARGE, f"send no more than {LARGEST:,} bytes", "body")
    return bytes(whole)


def _text(body: bytes) -> str:
    try:
        return msgspec.json.decode(body, type=Sent).text
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unclear("body", f'the body is not {{"text": "..."}} in JSON and UTF-8: {error}') from None


def _read(at: tuple[Holding, Lock, Event], text: str) -> Response:
    holding, turn, gone = at
    with turn:
        if gone.is_set():
            return Response()
        outcome = runs.read_text(holding.reader(), text, NAME)
    if isinstance(outcome, Failure):
        raise Unreadable(outcome.path, outcome.reason)
    return Response(msgspec.json.encode(reading_shape(outcome)), media_type=troubles.JSON)
