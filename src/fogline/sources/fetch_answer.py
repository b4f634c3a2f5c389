"""What a web server's answer means: a page, or the reason why there is none, in a sentence."""

from __future__ import annotations

import re
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GOOD = frozenset({HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION})
MOVED = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
FAULTS = range(500, 600)
REFUSALS = {
    HTTPStatus.UNAUTHORIZED: "is for those who log in",
    HTTPStatus.PAYMENT_REQUIRED: "is for those who pay",
    HTTPStatus.FORBIDDEN: "is forbidden to programs or to all",
    HTTPStatus.NOT_FOUND: "does not exist there (any more)",
    HTTPStatus.GONE: "does not exist there any more",
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: "is withheld for legal reasons",
}
BY_HAND = "open it in a browser and save it, then add the file"
CHECK = "check the address, or look for an archived copy"
ADVICE = {HTTPStatus.NOT_FOUND: CHECK, HTTPStatus.GONE: CHECK}

READABLE = re.compile(r"text/[a-z0-9.+-]+|application/([a-z0-9.+-]+\+)?(xml|json)|application/(octet-stream|geo\+json)")
MEDIA_TYPE = re.compile(r"\s*([a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,60})\s*(;|$)", re.IGNORECASE)
CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([a-z0-9_.:-]{2,40})""", re.IGNORECASE)
SECONDS = re.compile(r"\d{1,7}", re.ASCII)
# Sent back with the next question; a longer one is no mark of a version but a way to keep us busy.
LONGEST_VALIDATOR = 500


def headers_of(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by name in lower case; of a name that comes more than once the values joined by commas."""
    headers: dict[str, str] = {}
    for name, value in pairs:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1").strip()
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def refusal(status: int, headers: Mapping[str, str]) -> str:
    """Why an answer with `status` is no page, and what to do."""
    if status in BUSY:
        return f"is not to be had now, {_patience(headers.get('retry-after', ''))} ({status})"
    if status in FAULTS:
        return f"is not to be had, the site has a fault ({status}); try again later"
    if status in REFUSALS:
        return f"{REFUSALS[HTTPStatus(status)]} ({status}); {ADVICE.get(HTTPStatus(status), BY_HAND)}"
    return f"was answered with no page ({status}); {BY_HAND}"


def _patience(retry_after: str) -> str:
    if SECONDS.fullmatch(retry_after):
        return f"the site asks to wait {int(retry_after)} seconds"
    try:
        moment = parsedate_to_datetime(retry_after)
        until = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return "the site asks to wait; try again later"
    return f"the site asks to wait until {until:%Y-%m-%dT%H:%M:%SZ}"


def media_type(headers: Mapping[str, str]) -> str | None:
    """The media type told, with the character set if there is one ("text/html; charset=windows-1251"); None if none is.

    Raises ValueError, with a sentence, where it is one that holds no text.
    """
    told = headers.get("content-type", "")
    found = MEDIA_TYPE.match(told)
    if not found:
        return None
    name = found[1].lower()
    if not READABLE.fullmatch(name):
        message = f"is not a page but {name}; give the address of a page, a feed or a text"
        raise ValueError(message)
    charset = CHARSET.search(told)
    return f"{name}; charset={charset[1].lower()}" if charset else name


def too_large(size: int) -> str:
    """The sentence for a body above a limit of `size` bytes."""
    return f"is larger than {size:,} bytes; save it yourself and add the file if it is what you want"


def told_size(headers: Mapping[str, str]) -> int:
    """The size in bytes that an answer tells of itself, 0 where it tells none."""
    told = headers.get("content-length", "")
    return int(told) if re.fullmatch(r"\d{1,15}", told, re.ASCII) else 0


def validator(headers: Mapping[str, str], name: str) -> str | None:
    """The value of a header that tells versions of a page apart, None where there is none that can be sent back."""
    value = headers.get(name, "")
    return value if value and value.isprintable() and len(value) <= LONGEST_VALIDATOR else None
