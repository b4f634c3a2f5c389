"""Who may come in where: what each address needs, and what stands before them all where a ledger has accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route, compile_path

from fogline.errors import BrokenLedger
from fogline.runs import accounts
from fogline.views.web.attempts import Attempts
from fogline.views.web.visitor import Visitor, admitted

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from starlette.responses import Response
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from fogline.terms.account import Account
    from fogline.views.web.service import Service

API = "/api/"


class Need(IntEnum):
    """What an address asks of whoever comes, the least first."""

    NOTHING = 0
    READING = 1  # an account, unless reading is open
    ADDING = 2  # an analyst's account: adding and correcting


# Every address there is; one that is missing here stops the start. Others lead nowhere, and need what reading needs.
NEEDS = {
    "/": Need.READING,
    "/places": Need.READING,
    "/place/{part:path}": Need.READING,
    "/place/{part:path}/displacement": Need.READING,  # to start it where there are accounts: one of them
    "/report/{part}": Need.READING,
    "/claim/{part}": Need.READING,
    "/claim/{part}/correct": Need.ADDING,
    "/claim/{part}/kin": Need.ADDING,
    "/report/{part}/kin": Need.ADDING,
    "/situation": Need.READING,
    "/situation/place/{part:path}": Need.READING,
    "/situation/steps": Need.READING,
    "/situation/spells": Need.READING,
    "/sources": Need.READING,
    "/source": Need.READING,
    "/forecasts": Need.READING,
    "/forecast/{part}": Need.READING,
    "/forecast/{part}/resolve": Need.ADDING,
    "/chains": Need.READING,
    "/chain/{part}": Need.READING,
    "/search": Need.READING,
    "/about": Need.READING,
    "/read": Need.READING,
    "/add": Need.ADDING,
    "/add/{part}": Need.ADDING,
    "/login": Need.NOTHING,
    "/logout": Need.NOTHING,
    "/static/{name}": Need.NOTHING,
    "/api/v1/claims": Need.READING,
    "/api/v1/claims.geojson": Need.READING,
    "/api/v1/claims.atom": Need.READING,
    "/api/v1/claims/{id}": Need.READING,
    "/api/v1/claims/{id}/origin": Need.READING,
    "/api/v1/claims/{id}/trace": Need.READING,
    "/api/v1/reports": Need.READING,
    "/api/v1/reports/{id}": Need.READING,
    "/api/v1/reports/{id}/origin": Need.READING,
    "/api/v1/places": Need.READING,
    "/api/v1/places/{name:path}": Need.READING,
    "/api/v1/places/{name:path}/people": Need.READING,
    "/api/v1/places/{name:path}/displacement": Need.READING,
    "/api/v1/places/{name:path}/states": Need.READING,
    "/api/v1/sources": Need.READING,
    "/api/v1/sources/{name:path}": Need.READING,
    "/api/v1/estimates": Need.READING,
    "/api/v1/estimates.geojson": Need.READING,
    "/api/v1/waterfall": Need.READING,
    "/api/v1/calibration": Need.READING,
    "/api/v1/contradictions": Need.READING,
    "/api/v1/records": Need.READING,
    "/api/v1/records/{name:path}": Need.READING,
    "/api/v1/states": Need.READING,
    "/api/v1/forecasts": Need.READING,
    "/api/v1/forecasts/{id}": Need.READING,
    "/api/v1/scores": Need.READING,
    "/api/v1/chains": Need.READING,
    "/api/v1/chains/{id}": Need.READING,
    "/api/v1/head": Need.READING,
    "/api/v1/stages": Need.READING,
    "/api/v1/read": Need.READING,
    "/api/v1/kinship": Need.ADDING,
    "/api/v1/openapi.json": Need.READING,
}
PATTERNS = [(compile_path(path)[0], need) for path, need in NEEDS.items()]
# What the API says to who may not ask, by status.
TOLD = {
    401: ("no_entry", "Asking needs an account: send `Authorization: Bearer TOKEN` with a token that has not run out."),
    403: ("not_allowed", "This account may not do that."),
    503: ("ledger", "The ledger cannot be used now."),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """How a ledger with accounts is entered: whether all may read, and whether browsers come by https."""

    reading_open: bool = False
    https: bool = False
    attempts: Attempts = field(default_factory=Attempts)

    @property
    def session(self) -> str:
        """The name of the cookie with a session; that of one for https cannot be set by other hosts or plain http."""
        return "__Host-fogline" if self.https else "fogline"

    @property
    def before(self) -> str:
        """The name of the cookie by which a browser is known before it has a session."""
        return f"{self.session}-form"


def addresses(routes: Sequence[BaseRoute], before: str = "") -> Iterator[str]:
    """The address of each of `routes`, as NEEDS writes it."""
    for route in routes:
        if isinstance(route, Mount):
            yield from addresses(route.routes, before + route.path)
        elif isinstance(route, Route):
            yield before + route.path


def declared(routes: Sequence[BaseRoute]) -> None:
    """Raise LookupError where an address does not say what it needs."""
    lacking = set(addresses(routes)) - set(NEEDS)
    if lacking:
        message = f"not in the table of what addresses need: {', '.join(sorted(lacking))}"
        raise LookupError(message)


def refusal(status: int) -> Response:
    """The API's answer to who may not ask: in its one shape of what goes wrong."""
    code, message = TOLD[status]
    body = {"error": {"code": code, "message": message, "where": None}}
    headers = {"www-authenticate": 'Bearer realm="Fogline"'} if status == 401 else None  # noqa: PLR2004
    return JSONResponse(body, status, headers)


class Admission:
    """Lets in who has an account that is enough; the others get what `refuse` makes of 401, 403 or 503."""

    def __init__(
        self, app: ASGIApp, *, service: Service, refuse: Callable[[Request, int], Awaitable[Response]]
    ) -> None:
        self.app = app
        self.service = service
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        entry = self.service.entry
        if scope["type"] != "http" or entry is None:
            await self.app(scope, receive, send)
            return

        async def kept_private(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if not headers.get("cache-control", "").startswith("public"):
                    headers["cache-control"] = "private, no-cache"
                    headers.add_vary_header("cookie, authorization")
            await send(message)

        request = Request(scope)
        try:
            account, words = await run_in_threadpool(self._known, entry, request)
        except BrokenLedger:
            request.state.visitor = Visitor(reads=False, enters=True)
            await (await self.refuse(request, 503))(scope, receive, kept_private)
            return
        request.state.visitor = admitted(account, words, reading_open=entry.reading_open)
        status = _status(request, entry, account)
        answer = self.app if status is None else await self.refuse(request, status)
        await answer(scope, receive, kept_private)

    def _known(self, entry: Entry, request: Request) -> tuple[Account | None, str]:
        """Whose session or token comes along, and the words by which the browser is known."""
        at, before = self.service.clock(), request.cookies.get(entry.before, "")
        given = _bearer(request)
        words = request.cookies.get(entry.session)
        if given is None and not words:
            return None, before
        with self.service.holding.ledger() as database:
            if given is not None:
                return accounts.of_token(database, given, at), before
            account = accounts.of_session(database, words or "", at)
        return account, (words or "") if account else before


def _bearer(request: Request) -> str | None:
    """The token that a program sends to the API, which counts before any cookie; None where it sends none."""
    header = request.headers.get("authorization")
    if header is None or not request.url.path.startswith(API):
        return None
    scheme, _, words = header.partition(" ")
    return words.strip() if scheme.lower() == "bearer" else ""


def _status(request: Request, entry: Entry, account: Account | None) -> int | None:
    """With which status a request is refused, if it is."""
    path = request.scope["path"]
    need = max((need for pattern, need in PATTERNS if pattern.match(path)), default=Need.READING)
    if account is None:
        open_to_all = need is Need.NOTHING or (need is Need.READING and entry.reading_open)
        return None if open_to_all and _bearer(request) is None else 401
    return 403 if need is Need.ADDING and not request.state.visitor.adds else None
