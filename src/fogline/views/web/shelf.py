"""Answers that are ready: what was answered to a question is not made again while the ledger stays as it is."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers

from fogline.errors import BrokenLedger

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from fogline.views.web.service import Service

# Bytes of all answers that are kept, those asked for last, and of the largest.
MOST, LARGEST = 96 << 20, 8 << 20
# What an answer depends on besides its address.
ASKED_WITH = ("host", "accept", "accept-encoding", "accept-language", "cookie")
OK = 200
# Jobs change while the ledger stays; files are kept elsewhere.
NEVER, WORKED_OUT = ("/add", "/static/", "/login", "/logout"), "/displacement"

Key = tuple[object, ...]


class Answer(NamedTuple):
    """An answer that is good for whoever asks the same."""

    headers: list[tuple[bytes, bytes]]
    body: bytes

    @property
    def size(self) -> int:
        """How many bytes it takes, about."""
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers) + 500


@dataclass
class Kept:
    """Answers by what was asked, all over one `state`; threads may share it."""

    state: object = None
    _answers: OrderedDict[Key, Answer] = field(default_factory=OrderedDict)
    _size: int = 0
    _lock: Any = field(default_factory=Lock, repr=False)

    def find(self, state: object, key: Key) -> Answer | None:
        """The answer to `key` over `state`; whatever was answered over another is let go of."""
        with self._lock:
            if state != self.state:
                self.state, self._size = state, 0
                self._answers.clear()
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def keep(self, state: object, key: Key, answer: Answer) -> None:
        """Keep an answer over `state`, unless there is another one by now."""
        with self._lock:
            if state != self.state or key in self._answers or answer.size > LARGEST:
                return
            self._answers[key] = answer
            self._size += answer.size
            while self._size > MOST:
                _, gone = self._answers.popitem(last=False)
                self._size -= gone.size


class Shelf:
    """Gives answers that are ready to who asks without an account; all others, and all that is new, `app` answers."""

    def __init__(self, app: ASGIApp, *, service: Service) -> None:
        self.app = app
        self.service = service
        self.kept = Kept()
        self._under_way: dict[tuple[object, Key], asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not self._may_keep(scope):
            await self.app(scope, receive, send)
            return
        try:
            state = await run_in_threadpool(self.service.stands)
        except BrokenLedger:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        key = (scope["path"], scope["query_string"], *(headers.get(name) for name in ASKED_WITH))
        found = self.kept.find(state, key)
        if found is None and (state, key) in self._under_way:
            # Whoever asks the same meanwhile waits for the one answer.
            await self._under_way[state, key].wait()
            found = self.kept.find(state, key)
        if found is not None:
            await _sent(found, headers, send)
            return
        made = self._under_way[state, key] = asyncio.Event()
        noted: list[Message] = []
        try:
            await self.app(scope, receive, _noting(noted, send))
            answer = _whole(noted)
            if answer is not None:
                self.kept.keep(state, key, answer)
        finally:
            made.set()
            if self._under_way.get((state, key)) is made:
                del self._under_way[state, key]

    def _may_keep(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(NEVER):
            return False
        if scope["path"].startswith("/place/") and scope["path"].endswith(WORKED_OUT):
            return False
        # With accounts, a page names who looks at it, and a form in it is for one browser.
        return self.service.entry is None


def _noting(noted: list[Message], send: Send) -> Callable[[Message], Any]:
    async def noting(message: Message) -> None:
        noted.append(message)
        await send(message)

    return noting


def _whole(noted: list[Message]) -> Answer | None:
    """The answer that was sent; None where it is not one to be kept."""
    if len(noted) != 2 or noted[0].get("status") != OK or noted[1].get("more_body"):  # noqa: PLR2004 - start and body
        return None
    headers = [(bytes(name), bytes(value)) for name, value in noted[0]["headers"]]
    if any(name.lower() == b"set-cookie" for name, _ in headers):
        return None
    return Answer(headers, noted[1].get("body", b""))


async def _sent(answer: Answer, asked: Headers, send: Send) -> None:
    """Send an answer, or only that it is the one that whoever asks has (RFC 9110, weak comparison)."""
    tag = next((value.decode("latin-1") for name, value in answer.headers if name.lower() == b"etag"), None)
    has = {one.strip().removeprefix("W/") for one in asked.get("if-none-match", "").split(",")}
    if tag is not None and tag.removeprefix("W/") in has:
        left = (b"content-length", b"content-encoding", b"content-type")
        headers = [(name, value) for name, value in answer.headers if name.lower() not in left]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": OK, "headers": answer.headers})
    await send({"type": "http.response.body", "body": answer.body})
