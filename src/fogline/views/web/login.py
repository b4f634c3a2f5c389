"""Login and logout."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_urlsafe
from typing import TYPE_CHECKING, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fogline.runs import accounts, ledgers
from fogline.views.web import forms
from fogline.views.web.page import Page
from fogline.views.web.tongue import Tongue

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from fogline.views.web.admission import Entry
    from fogline.views.web.service import Service
    from fogline.views.web.visitor import Visitor

# What makes an answer of a page in the reader's tongue.
Show = Callable[[Request, Callable[[Tongue], Page]], Response]
# Letters of a name and of an address to go on to.
LONGEST, LONGEST_ADDRESS = 60, 2_000
# Bytes of chance by which a browser is known before it has a session.
CHANCE = 32


class Login(NamedTuple):
    """The form: where it leads on to, the name that was given, and what was wrong."""

    to: str
    form: str
    name: str = ""
    trouble: str | None = None
    minutes: int = 0


def routes(service: Service, entry: Entry, show: Show) -> list[BaseRoute]:
    """The addresses of login and logout."""

    async def form(request: Request) -> Response:
        return asked(entry, request, show, 200)

    async def enter(request: Request) -> Response:
        sent = await forms.fields(request)
        request.state.visitor.sent(sent.get("form", ""))
        return await run_in_threadpool(_entered, service, request, show, sent)

    async def leave(request: Request) -> Response:
        visitor: Visitor = request.state.visitor
        visitor.sent((await forms.fields(request)).get("form", ""))
        await run_in_threadpool(_left, service, visitor)
        response = RedirectResponse("/", 303)
        response.delete_cookie(entry.session, secure=entry.https, httponly=True, samesite="lax")
        return response

    return [
        Route("/login", form, methods=["GET"]),
        Route("/login", enter, methods=["POST"]),
        Route("/logout", leave, methods=["POST"]),
    ]


def asked(entry: Entry, request: Request, show: Show, status: int) -> Response:
    """The form, which leads on to where one wanted to go."""
    path, query = request.url.path, request.url.query
    wanted = request.query_params.get("to", "/")
    if path != "/login":
        wanted = f"{path}?{query}" if query else path
    to = wanted if request.method in {"GET", "HEAD"} else "/"
    return _form(entry, request, show, Login(_ours(to), ""), status)


def _form(entry: Entry, request: Request, show: Show, facts: Login, status: int) -> Response:
    visitor: Visitor = request.state.visitor
    known = visitor if visitor.words else visitor._replace(words=token_urlsafe(CHANCE))
    facts = facts._replace(form=known.form)
    response = show(request, lambda tongue: Page("login.html", tongue.say("login.title"), facts, status))
    if status == 401:  # noqa: PLR2004
        response.headers["www-authenticate"] = 'Bearer realm="Fogline"'
    if not visitor.words:
        _set(entry, response, entry.before, known.words)
    return response


def _entered(service: Service, request: Request, show: Show, sent: dict[str, str]) -> Response:
    entry, at = service.entry, service.clock()
    assert entry is not None  # noqa: S101 - told to the type checker
    name, address = sent.get("name", "").strip()[:LONGEST], _address(entry, request)
    again = Login(_ours(sent.get("to", "/")), "", name)
    wait = entry.attempts.wait(name, address, at)
    if wait:
        response = _form(entry, request, show, again._replace(trouble="often", minutes=-(-wait // 60)), 429)
        response.headers["retry-after"] = str(wait)
        return response
    with service.holding.ledger() as database:
        account = accounts.known(database, name, sent.get("password", ""))
    if account is None:
        return _form(entry, request, show, again._replace(trouble="wrong"), 401)
    entry.attempts.succeeded(name, address)
    with ledgers.opened(service.holding.where, write=True) as writable:
        words = accounts.session(writable, account, at)
    response = RedirectResponse(again.to, 303)
    _set(entry, response, entry.session, words)
    return response


def _left(service: Service, visitor: Visitor) -> None:
    if visitor.account:
        with ledgers.opened(service.holding.where, write=True) as writable:
            accounts.leave(writable, visitor.words)


def _set(entry: Entry, response: Response, name: str, words: str) -> None:
    response.set_cookie(name, words, secure=entry.https, httponly=True, samesite="lax")


def _address(entry: Entry, request: Request) -> str:
    """Whose attempt it is: behind a server that speaks https, whom that one names last."""
    told = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip() if entry.https else ""
    return told[:LONGEST] or (request.client.host if request.client else "")


def _ours(to: str) -> str:
    """`to` where it is an address of these pages, otherwise the front page."""
    plain = to.isprintable() and "\\" not in to and len(to) <= LONGEST_ADDRESS
    return to if plain and to.startswith("/") and not to.startswith("//") else "/"
