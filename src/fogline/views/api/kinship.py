"""Saying that two claims, or two reports, are of one origin or not: the one thing that a program may write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from fogline.errors import Unclear
from fogline.runs import asking, kinship, ledgers
from fogline.runs.kinship import Kin, Kinship
from fogline.terms.kinship import Relative
from fogline.views.api import troubles
from fogline.views.api.troubles import Refused
from fogline.views.kinship import kinship_shapes

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from fogline.runs.ledgers import Database
    from fogline.terms.kept import KeptClaim, KeptReport
    from fogline.views.serving import Holding

PATH = "/kinship"
ABOUT = "Say that two claims, or two reports, are of one origin (merged), are not (split), or take that back (open)."
OF_REPORT = "sha256:"
# The largest body, in bytes, and how long it may be on its way, in seconds.
LARGEST, PATIENCE = 1 << 16, 20


class Sent(msgspec.Struct, forbid_unknown_fields=True):
    """What is sent: `one` and `other` are ids or the beginnings of such; those of reports begin with sha256:."""

    one: str
    other: str
    kin: Kin
    note: str = ""


def saying(holding: Holding) -> Callable[[Request], Awaitable[Response]]:
    """What keeps a person's word; whose it is the account says that the token belongs to."""

    async def endpoint(request: Request) -> Response:
        try:
            by = _account(request)
            sent = _sent(await _body(request))
            return await run_in_threadpool(_kept, holding, sent, by)
        except troubles.FORESEEN as error:
            return troubles.foreseen(error)

    return endpoint


def _account(request: Request) -> str:
    # A browser's session would come along with what another site's page sends; a token does not.
    account = getattr(getattr(request.state, "visitor", None), "account", None)
    if account is None or "authorization" not in request.headers:
        message = "send the token of an analyst's account: what is said is kept with the name"
        raise Refused(troubles.NOT_ALLOWED, message)
    return str(account.name)


async def _body(request: Request) -> bytes:
    if not request.headers.get("content-type", "").lower().startswith(troubles.JSON):
        raise Refused(troubles.NO_JSON, "send JSON with content-type: application/json", "body")
    whole = bytearray()
    try:
        with anyio.fail_after(PATIENCE):
            async for part in request.stream():
                whole += part
                if len(whole) > LARGEST:
                    raise Refused(troubles.TOO_LARGE, f"send no more than {LARGEST:,} bytes", "body")
    except TimeoutError:
        raise Refused(troubles.TOO_SLOW, f"what is sent has {PATIENCE} seconds to come", "body") from None
    except ClientDisconnect:
        raise Refused(troubles.UNCLEAR, "what was sent never came to its end", "body") from None
    return bytes(whole)


def _sent(body: bytes) -> Sent:
    try:
        return msgspec.json.decode(body, type=Sent)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unclear("body", f"the body is not what `kinship` of the document says: {error}") from None


def _kept(holding: Holding, sent: Sent, by: str) -> Response:
    with ledgers.opened(holding.where, write=True) as database:
        one, other = (_meant(database, name) for name in (sent.one, sent.other))
        given = Kinship(Relative(""), Relative(""), sent.kin, by, holding.clock(), sent.note)
        kinship.rule(database, one, other, given)
        said = kinship_shapes(kinship.history(database, one))
    return Response(msgspec.json.encode({"said": said}), 201, media_type=troubles.JSON)


def _meant(database: Database, name: str) -> KeptClaim | KeptReport:
    return asking.report(database, name) if name.startswith(OF_REPORT) else asking.claim(database, name)
