"""What goes wrong, in one shape: {"error": {"code", "message", "where"}}."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import Response

from fogline.errors import (
    BrokenLedger,
    BrokenModel,
    Busy,
    NotInstalled,
    NotThere,
    Pending,
    SaidAlready,
    Unclear,
    Unreadable,
)

if TYPE_CHECKING:
    from starlette.requests import Request

JSON = "application/json"


class Trouble(NamedTuple):
    """A kind of trouble: the status of the answer, its code, and when it is given."""

    status: int
    code: str
    when: str


UNCLEAR = Trouble(
    400, "unclear", "What is asked cannot be meant as it is written: `where` names the parameter, or `body`."
)
NO_ENTRY = Trouble(
    401,
    "no_entry",
    "The ledger has accounts, and no token or session came along that is valid: send a token as bearer.",
)
NOT_ALLOWED = Trouble(
    403,
    "not_allowed",
    "The account may not do that, a token is wanted, or it was sent from a page of another site.",
)
NOT_THERE = Trouble(404, "not_there", "The ledger has nothing by that name or id.")
NOT_INSTALLED = Trouble(404, "not_installed", "It needs an extra that is not installed where Fogline is served.")
TOO_SLOW = Trouble(408, "too_slow", "What was sent took too long to come.")
SAID_ALREADY = Trouble(
    409, "said_already", "The newest word on the same says that already, or there is none to take back."
)
NO_ADDRESS = Trouble(404, "no_address", "The API has no such address.")
NOT_SO = Trouble(405, "not_so", "The address is not asked in this way: the header Allow says how.")
TOO_LARGE = Trouble(413, "too_large", "What was sent is larger than may be.")
NO_JSON = Trouble(415, "no_json", "What was sent is not said to be application/json.")
UNREADABLE = Trouble(422, "unreadable", "The text cannot be read; the message says why.")
FAULT = Trouble(500, "fault", "Something that nobody thought of: please report it.")
LEDGER = Trouble(503, "ledger", "The ledger or the tagger cannot be used now; the message says what its owner can do.")
BUSY = Trouble(503, "busy", "Something else is being read or worked out, or this takes too long: ask again later.")
TROUBLES = (
    *(
        UNCLEAR,
        NO_ENTRY,
        NOT_ALLOWED,
        NOT_THERE,
        NOT_INSTALLED,
        NO_ADDRESS,
        NOT_SO,
        TOO_SLOW,
        SAID_ALREADY,
        TOO_LARGE,
        NO_JSON,
    ),
    *(UNREADABLE, FAULT, LEDGER, BUSY),
)
BY_KIND = {NotThere: NOT_THERE, NotInstalled: NOT_INSTALLED, Busy: BUSY, Pending: BUSY}
BY_STATUS = {404: NO_ADDRESS, 405: NOT_SO}


class Refused(Exception):
    """A request is not heard: for which `trouble`, told how, and which part of it is `where`."""

    def __init__(self, trouble: Trouble, message: str, where: str | None = None) -> None:
        super().__init__(message)
        self.trouble, self.where = trouble, where


FORESEEN = (Refused, BrokenLedger, BrokenModel, Busy, NotInstalled, NotThere, Pending, Unclear, Unreadable)


def told(trouble: Trouble, message: str, where: str | None = None) -> Response:
    """The answer that says what went wrong."""
    # A message may repeat what was asked, and that may be letters that no encoding has.
    body = {"error": {"code": trouble.code, "message": _sound(message), "where": where and _sound(where)}}
    headers = {"retry-after": "30"} if trouble is BUSY else None
    return Response(msgspec.json.encode(body), trouble.status, headers, JSON)


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def foreseen(error: Exception) -> Response:
    """The answer for an `error` that is one of FORESEEN. The path of the ledger's file is nobody's business."""
    if isinstance(error, Refused):
        return told(error.trouble, str(error), error.where)
    if isinstance(error, SaidAlready):
        return told(SAID_ALREADY, error.reason, error.where)
    if isinstance(error, Unclear):
        return told(UNCLEAR, error.reason, error.where)
    if isinstance(error, Unreadable):
        return told(UNREADABLE, error.reason, "body")
    trouble = next((trouble for kind, trouble in BY_KIND.items() if isinstance(error, kind)), LEDGER)
    return told(trouble, error.reason if isinstance(error, BrokenLedger) else str(error))


async def refused(_request: Request, error: Exception) -> Response:
    """The answer where no address fits, or the address is not asked in this way."""
    status = error.status_code if isinstance(error, HTTPException) else FAULT.status
    trouble = BY_STATUS.get(status, FAULT)
    response = told(trouble, trouble.when)
    response.headers.update((error.headers if isinstance(error, HTTPException) else None) or {})
    return response


async def fault(_request: Request, _error: Exception) -> Response:
    """The answer for what nobody thought of; what it was is for the server's own log."""
    return told(FAULT, FAULT.when)
