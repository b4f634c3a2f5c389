"""The API as an application: each address of the table, the reading of a text, and the document that describes both."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Mount, Route

from fogline.runs import exporting, verifying
from fogline.views.answers.asked import Asked
from fogline.views.api import kinship, reading, troubles
from fogline.views.api.openapi import document
from fogline.views.api.served import CSV, FORMAT, SERVED
from fogline.views.parameters import parsed
from fogline.views.published import published

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from fogline.views.api.served import Form, Served
    from fogline.views.serving import Holding

PREFIX = "/api/v1"


def routes(holding: Holding) -> list[BaseRoute]:
    """The API over `holding`, at its place under /api/v1."""
    mounted = Mount(PREFIX, application(holding))
    # By itself it lets addresses with a line break pass by.
    mounted.path_regex = re.compile(mounted.path_regex.pattern, re.DOTALL)
    return [mounted]


def application(holding: Holding) -> Starlette:
    """The API over `holding`, its addresses counted from where it is mounted."""
    app = Starlette(
        routes=[
            *(Route(served.path, _endpoint(holding, served), methods=["GET"]) for served in SERVED),
            Route(kinship.PATH, kinship.saying(holding), methods=["POST"]),
            Route(reading.PATH, reading.reading(holding), methods=["POST"]),
            Route("/openapi.json", _described, methods=["GET"]),
        ],
        exception_handlers={HTTPException: troubles.refused, Exception: troubles.fault},
    )
    app.router.redirect_slashes = False
    return app


def _endpoint(holding: Holding, served: Served) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return await run_in_threadpool(_answered, holding, served, request)
        except troubles.FORESEEN as error:
            return troubles.foreseen(error)

    return endpoint


def _answered(holding: Holding, served: Served, request: Request) -> Response:
    """The answer; without a body where whoever asks has it already."""
    given = parsed(served.parameters, [*request.path_params.items(), *request.query_params.multi_items()])
    address, form = str(request.url), _form(served, given.get(FORMAT), request)
    with holding.ledger() as database:
        _, head = verifying.head(database)
        # Where forecasts stand depends on the day.
        headers = {"etag": _tag(head, holding.today(), address, form.name if form else ""), "cache-control": "no-cache"}
        if served.forms:
            headers["vary"] = "accept"
        if _has(request, headers["etag"]):
            return Response(status_code=304, headers=headers)
        asked = Asked(holding, database, given)
        if form:
            return Response(form.write(asked), headers=headers, media_type=CSV)
        answer = published(served.query.answer(asked))
    return Response(served.write(answer, address), headers=headers, media_type=served.media)


def _form(served: Served, name: str | None, request: Request) -> Form | None:
    """The table that is asked for by its `name` or by what is accepted; None for what the address gives otherwise."""
    if name is None and served.forms:
        accepted = [one.partition(";")[0].strip().lower() for one in request.headers.get("accept", "").split(",")]
        return served.forms[0] if CSV in accepted and not {served.media, "*/*"} & set(accepted) else None
    return next((form for form in served.forms if form.name == name), None)


def _tag(*parts: str) -> str:
    """A weak tag for what these say: the ledger's newest hash, the question, and the program that answers it."""
    return f'W/"{sha256(chr(10).join((exporting.by(), *parts)).encode("utf-8", "replace")).hexdigest()[:32]}"'


def _has(request: Request, tag: str) -> bool:
    """Whether an answer with `tag` is one that whoever asks has (RFC 9110, weak comparison)."""
    given = request.headers.get("if-none-match", "")
    return tag.removeprefix("W/") in {one.strip().removeprefix("W/") for one in given.split(",")}


async def _described(request: Request) -> Response:
    body = document()
    headers = {"etag": _tag(body.decode()), "cache-control": "no-cache"}
    if _has(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=troubles.JSON)
