"""The application: which address is answered by which page."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from fogline.errors import BrokenLedger, NotThere, Pending
from fogline.views.web import (
    about,
    adding,
    besides,
    chains,
    claim,
    correcting,
    displacing,
    forecast,
    forecasts,
    forms,
    front,
    kinship,
    login,
    place,
    reading,
    report,
    search,
    situation,
    source,
)
from fogline.views.web.admission import API, Admission, declared, refusal
from fogline.views.web.guard import Guard
from fogline.views.web.page import Asked, Moved, Page, assets, frame, written
from fogline.views.web.shelf import Shelf
from fogline.views.web.telling import Telling
from fogline.views.web.tongue import Tongue, chosen
from fogline.views.web.visitor import visitor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from fogline.views.web.service import Service, State

    Made = Page | Moved | Response

TONGUE = "tongue"
YEAR = 365 * 24 * 3600
# Of gzip: the levels above take twice as long for one part in a hundred.
PACKED = 5
TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}

PAGES = {
    "/": front.front,
    "/places": place.places,
    "/place/{part:path}": place.place,
    "/report/{part}": report.report,
    "/claim/{part}": claim.claim,
    "/sources": source.sources,
    "/source": source.source,
    "/forecasts": forecasts.forecasts,
    "/forecast/{part}": forecast.forecast,
    "/chains": chains.chains,
    "/chain/{part}": chains.chain,
    "/search": search.search,
    "/about": about.about,
    "/situation": situation.page,
    "/situation/place/{part:path}": situation.drawer,
}
FORMS = {"/read": reading.read, "/place/{part:path}/displacement": displacing.displacement}


def application(service: Service, beside: Sequence[BaseRoute] = ()) -> Starlette:
    """The pages over `service`, and what is served `beside` them; to this machine alone only under its own names."""
    routes: list[BaseRoute] = [*beside]
    # Forms first: a place's address takes whatever begins so.
    routes += [Route(path, _endpoint(service, make), methods=["GET", "POST"]) for path, make in FORMS.items()]
    routes += [Route(path, _endpoint(service, make), methods=["GET"]) for path, make in PAGES.items()]
    if service.at_home or service.entry:
        routes.append(Route("/add", _adding(service), methods=["POST"]))
        routes.append(Route("/add", _endpoint(service, adding.add), methods=["GET"]))
        routes.append(Route("/add/{part}", _endpoint(service, adding.job), methods=["GET"]))
    routes.append(Route("/situation/steps", _endpoint(service, situation.steps), methods=["GET"]))
    routes.append(Route("/situation/spells", _endpoint(service, besides.data), methods=["GET"]))
    routes.append(Route("/static/{name}", _static, methods=["GET"]))
    if service.entry:
        correct = _endpoint(service, correcting.correct)
        routes.append(Route("/claim/{part}/correct", correct, methods=["GET", "POST"]))
        resolve = _endpoint(service, forecast.resolve)
        routes.append(Route("/forecast/{part}/resolve", resolve, methods=["GET", "POST"]))
        rule = _endpoint(service, kinship.rule)
        routes += [Route(path, rule, methods=["GET", "POST"]) for path in ("/claim/{part}/kin", "/report/{part}/kin")]
        routes += login.routes(service, service.entry, partial(_shown, service))
    declared(routes)
    middleware = [
        Middleware(Guard, at_home=service.at_home, tiles=service.tiles),
        Middleware(Admission, service=service, refuse=partial(_unadmitted, service)),
        Middleware(Shelf, service=service),
        Middleware(GZipMiddleware, minimum_size=800, compresslevel=PACKED),
    ]
    handlers: dict[object, object] = {HTTPException: partial(_refused, service), Exception: partial(_broken, service)}
    whole = partial(_lasting, service)
    return Starlette(routes=routes, middleware=middleware, exception_handlers=handlers, lifespan=whole)  # type: ignore[arg-type]


@asynccontextmanager
async def _lasting(service: Service, _app: Starlette) -> AsyncIterator[None]:
    yield
    service.workings.stop()


def _endpoint(service: Service, make: Callable[[Asked], Made]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        sent = await forms.fields(request) if request.method == "POST" else None
        return await run_in_threadpool(answer, service, request, make, sent)

    return endpoint


def _adding(service: Service) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return RedirectResponse((await adding.taken(service, request)).to, 303)

    return endpoint


def answer(
    service: Service,
    request: Request,
    make: Callable[[Asked], Made],
    sent: Mapping[str, str] | None = None,
) -> Response:
    """The answer to a request for the page that `make` makes."""
    tongue, state = _tongue(request), None
    telling = Telling(tongue, partial(service.place_name, tongue.code))
    try:
        with service.holding.ledger() as database:
            state = service.state(database)
            part = request.path_params.get("part", "")
            known = visitor(service, request)
            asked = Asked(service, database, tongue, telling, request.query_params, part, sent, request.headers, known)
            made = make(asked)
    except NotThere as error:
        made = trouble(tongue, 404, str(error))
    except Pending:
        made = Page("pending.html", tongue.say("pending.title"), None, 503, situation.AGAIN)
    except BrokenLedger as error:
        made = trouble(tongue, 503, error.reason)
    if isinstance(made, Response):
        return made
    if isinstance(made, Moved):
        return RedirectResponse(made.to, 303)
    return respond(service, request, made, tongue, state)


def respond(service: Service, request: Request, page: Page, tongue: Tongue, state: State | None) -> Response:
    """`page` as an answer; 304 where the browser has it already."""
    known = visitor(service, request)
    around = frame(request.url.path, request.query_params, tongue, state, known, pending=service.pending(state))
    body = written(page, around, Telling(tongue, partial(service.place_name, tongue.code))).encode("utf-8", "replace")
    tag = f'W/"{sha256(body).hexdigest()[:20]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "accept-language, cookie"}
    headers |= {"content-language": tongue.code, **page.headers}
    has = page.status == 200 and request.headers.get("if-none-match") == tag  # noqa: PLR2004
    response = Response(status_code=304, headers=headers) if has else HTMLResponse(body, page.status, headers)
    if request.query_params.get("lang") == tongue.code:
        response.set_cookie(TONGUE, tongue.code, max_age=YEAR, samesite="lax", httponly=True)
    return response


def trouble(tongue: Tongue, status: int, detail: str = "") -> Page:
    """The page that says what is wrong."""
    known = f"trouble.{status}" if f"trouble.{status}.title" in tongue.words else "trouble.other"
    return Page(
        "trouble.html", tongue.say(f"{known}.title"), {"key": known, "detail": detail, "status": status}, status
    )


def _tongue(request: Request) -> Tongue:
    header = request.headers.get("accept-language", "")
    return chosen(request.query_params.get("lang"), request.cookies.get(TONGUE), header)


def _state(service: Service) -> State | None:
    """What the frame says of the ledger, as far as it can be read."""
    try:
        with service.holding.ledger() as database:
            return service.state(database)
    except BrokenLedger:
        return None


def _shown(service: Service, request: Request, make: Callable[[Tongue], Page]) -> Response:
    """A page that asks nothing of the ledger; who may not read is not told how far it reaches either."""
    tongue = _tongue(request)
    return respond(service, request, make(tongue), tongue, _state(service) if visitor(service, request).reads else None)


async def _unadmitted(service: Service, request: Request, status: int) -> Response:
    """The answer to who may not come in."""
    if request.url.path.startswith(API):
        return refusal(status)
    if status == 401 and service.entry:  # noqa: PLR2004
        return await run_in_threadpool(login.asked, service.entry, request, partial(_shown, service), status)
    return await run_in_threadpool(_shown, service, request, lambda tongue: trouble(tongue, status))


async def _refused(service: Service, request: Request, error: HTTPException) -> Response:
    response = await run_in_threadpool(_shown, service, request, lambda tongue: trouble(tongue, error.status_code))
    response.headers.update(error.headers or {})
    return response


async def _broken(service: Service, request: Request, _error: Exception) -> Response:
    """What nobody foresaw; the server's log has it."""
    tongue = _tongue(request)
    return respond(service, request, trouble(tongue, 500), tongue, None)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    body = assets().get(name)
    if body is None:
        raise HTTPException(404)
    kind = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return Response(body, media_type=kind, headers={"cache-control": f"public, max-age={YEAR}, immutable"})
