"""From an address through its redirects to an answer, every failure on the way told in a sentence."""

from __future__ import annotations

import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import httpcore

from fogline.errors import Unreadable
from fogline.sources.fetch_answer import MOVED, headers_of
from fogline.sources.fetch_body import CODINGS, CUT
from fogline.sources.fetch_wire import TOO_SLOW
from fogline.sources.reachable import PORTS, led_to, without_credentials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

T = TypeVar("T")

REDIRECTS = 5
NO_CONNECTION = "has a host that takes no connection; check the address, or try again later"
NO_SERVER = "was not answered as web servers do; check the address, or try again later"
CIRCLE = "redirects in a circle, as sites do that want cookies; open it in a browser and save it, then add the file"
TOO_MANY = f"redirects more than {REDIRECTS} times; give the address where it ends"


def walk(
    pool: httpcore.ConnectionPool,
    start: str,
    before: Callable[[str], Mapping[str, str]],
    read: Callable[[httpcore.Response, str], T],
) -> T:
    """What `read` makes of the answer at the end of the redirects from `start`, which is normalised.

    `before` is asked at every address on the way for headers to send, and raises where it must not be asked for.
    Raises Unreadable where there is no answer, and for each ValueError of `read`.
    """
    seen = [start]
    while len(seen) <= REDIRECTS + 1:
        at = seen[-1]
        try:
            with _failures_told(), _asked(pool, at, before(at)) as response:
                target = headers_of(response.headers).get("location")
                if response.status not in MOVED or not target:
                    return read(response, at)
            following = _joined(at, target)
        except Unreadable as error:
            reason = error.reason if at == start else f"redirects to {at}, which {error.reason}"
            raise Unreadable(start, reason) from None
        if following in seen:
            raise Unreadable(start, CIRCLE)
        seen.append(following)
    raise Unreadable(start, TOO_MANY)


def chunks(response: httpcore.Response) -> Iterator[bytes]:
    """The body of `response` as it comes; raises ValueError, with a sentence, where it breaks off."""
    try:
        yield from response.iter_stream()
    except (httpcore.RemoteProtocolError, httpcore.NetworkError):
        raise ValueError(CUT) from None


@contextmanager
def _asked(pool: httpcore.ConnectionPool, address: str, more: Mapping[str, str]) -> Iterator[httpcore.Response]:
    parts = urlsplit(address)
    headers = {
        "Host": parts.netloc,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/*;q=0.8,*/*;q=0.1",
        "Accept-Encoding": CODINGS,
        **more,
    }
    # Built from its parts: given an address in one string, httpcore drops what follows a semicolon in its path.
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    url = httpcore.URL(
        scheme=parts.scheme, host=parts.hostname or "", port=parts.port or PORTS[parts.scheme], target=target
    )
    pairs = [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers.items()]
    with pool.stream("GET", url, headers=pairs) as response:
        yield response


def _joined(at: str, target: str) -> str:
    try:
        # Headers are bytes; addresses in them that are not ASCII are UTF-8.
        target = target.encode("latin-1").decode("utf-8", "replace")
        return led_to(at, target)
    except ValueError as error:
        reason = f"redirects to {without_credentials(target)[:200]!r}, which {error}"
        raise Unreadable(at, reason) from None


@contextmanager
def _failures_told() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise Unreadable("", str(error)) from None
    except httpcore.TimeoutException:
        raise Unreadable("", TOO_SLOW) from None
    except httpcore.ConnectError as error:
        raise Unreadable("", _no_connection(error)) from None
    except (httpcore.ProtocolError, httpcore.NetworkError):
        raise Unreadable("", NO_SERVER) from None


def _no_connection(error: httpcore.ConnectError) -> str:
    # httpcore raises it anew without its cause, but leaves its context.
    cause = error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"has a certificate that does not hold ({cause.verify_message}); do not rely on what it shows"
    if isinstance(cause, ssl.SSLError):
        return "has a host that does not speak https as it should; check the address"
    return NO_CONNECTION
