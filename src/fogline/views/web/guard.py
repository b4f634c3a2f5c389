"""What stands between a browser and the pages: what a page may load, and whose forms are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from fogline.views.web.tiles import Tiles

# Nothing from any other host, no script or style that stands in a page, no frame around it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{tiles}; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # To no other site; with "no-referrer" browsers hide from us too whose page sends a form (Fetch, Origin header).
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
HOME = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Every answer carries HEADERS; what another site's page sends is refused (OWASP: verifying origin headers).

    The policy lets images come from where `tiles` are, if there are any.

    Where only this machine is served (`at_home`), so is what asks for another name: a site has led it here whose
    own name it is (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, *, at_home: bool, tiles: Tiles | None = None) -> None:
        self.app = app
        self.at_home = at_home
        policy = POLICY.format(tiles=f" {tiles.origin}" if tiles else "")
        self.headers = {"content-security-policy": policy, **HEADERS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._refusal(scope, Headers(scope=scope)) or self.app
        await answer(scope, receive, guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if self.at_home and urlsplit(f"//{headers.get('host', '')}").hostname not in HOME:
            return _refused(scope, 400, "unclear", "this machine is not called so")
        if scope["method"] not in SAFE and not _is_ours(headers):
            return _refused(scope, 403, "not_allowed", "sent from a page of another site")
        return None


def _refused(scope: Scope, status: int, code: str, message: str) -> Response:
    """The refusal as text; of the API in its one shape of what goes wrong."""
    if not scope["path"].startswith("/api/"):
        return PlainTextResponse(message, status)
    return JSONResponse({"error": {"code": code, "message": message, "where": None}}, status)


def _is_ours(headers: Headers) -> bool:
    """Whether a form or script of our own pages sent it, or no browser at all."""
    site = headers.get("sec-fetch-site")
    if site not in {None, "same-origin", "none"}:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")
