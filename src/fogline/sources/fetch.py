"""Pages and feeds from the web, politely, within limits, and never from where only this machine can reach."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fogline.errors import Unreadable
from fogline.sources.fetch_answer import (
    FAULTS,
    GOOD,
    headers_of,
    media_type,
    refusal,
    told_size,
    too_large,
    validator,
)
from fogline.sources.fetch_body import TooLarge, read_body
from fogline.sources.reachable import normalised, site_of, without_credentials
from fogline.sources.robots import LIMIT, TOKEN, no_rules, rules
from fogline.terms.capture import Capture, Item, Way

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping

    import httpcore

    from fogline.sources.fetch_wire import Resolver

DISALLOWED = "is not for programs, says the site's robots.txt; open it in a browser and save it, then add the file"
NOT_NOW = "may not be read now: what the site asks of programs (robots.txt) cannot be had ({status}); try again later"
# So begins what is told of every address that redirects to nowhere.
ASTRAY = "redirects "


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells versions of the page at `address` apart, as its site told it with an earlier capture."""

    address: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document from the web; `final` is the address that it came from after redirects."""

    item: Item
    final: str
    validators: Validators | None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The page at `address` (as asked for, normalised) is what it was when `validators` were told."""

    address: str
    validators: Validators


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for all of a fetch and for one step of it (a connection, a piece), bytes for a body unpacked."""

    total: float = 60
    step: float = 15
    size: int = 20 * 2**20


def system_resolver(host: str) -> list[str]:
    """All addresses of `host` that this machine's resolver knows; raises OSError where it knows none."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


@dataclass(slots=True)
class Fetcher:
    """Fetches http and https addresses; what a robots.txt says is kept as long as the fetcher is.

    `version` is Fogline's, `clock` gives seconds that only grow, `resolve` the addresses of a name, `connect` opens
    connections (None: the system's). With `private` addresses of this machine and the local network are allowed.
    """

    version: str
    clock: Callable[[], float]
    resolve: Resolver = system_resolver
    connect: httpcore.NetworkBackend | None = None
    private: bool = False
    limits: Limits = field(default=Limits())
    _tls: ssl.SSLContext | None = field(default=None, init=False)
    # By scheme, host and port: what it allows, or why nothing is.
    _robots: dict[str, Callable[[str], bool] | str] = field(default_factory=dict, init=False)

    def fetch(self, address: str, taken: str, earlier: Validators | None = None) -> Fetched | Unchanged:
        """The document at `address`, or Unchanged where it is still the one that `earlier` was told with.

        `taken` is the moment of capture. Raises Unreadable, with a sentence, where it cannot or must not be had.
        """
        try:
            asked = normalised(address)
        except ValueError as error:
            raise Unreadable(without_credentials(address), str(error)) from None
        with self._pool() as pool:
            return self._document(pool, asked, taken, earlier)

    def _pool(self) -> httpcore.ConnectionPool:
        """Connections of one fetch, whose time begins now."""
        import httpcore  # noqa: PLC0415 - costs 0.1 s, needed where something is fetched only

        from fogline.sources.fetch_wire import CheckedBackend, Deadline  # noqa: PLC0415

        if self._tls is None:
            self._tls = httpcore.default_ssl_context()
        deadline = Deadline(self.clock() + self.limits.total, self.limits.step, self.clock)
        backend = CheckedBackend(self.resolve, self.connect or httpcore.SyncBackend(), deadline, self.private)
        return httpcore.ConnectionPool(self._tls, network_backend=backend)

    def _document(
        self, pool: httpcore.ConnectionPool, asked: str, taken: str, earlier: Validators | None
    ) -> Fetched | Unchanged:
        from fogline.sources.fetch_walk import walk  # noqa: PLC0415 - brings httpcore

        def before(at: str) -> Mapping[str, str]:
            self._obey_robots(pool, at)
            return self._headers(earlier if earlier and earlier.address == at else None)

        def read(response: httpcore.Response, at: str) -> Fetched | Unchanged:
            headers = headers_of(response.headers)
            if response.status == 304 and earlier and earlier.address == at:  # noqa: PLR2004 - Not Modified
                return Unchanged(asked, earlier)
            if response.status not in GOOD:
                raise ValueError(refusal(response.status, headers))
            kind = media_type(headers)
            data = self._body(response, headers)
            told = Validators(at, validator(headers, "etag"), validator(headers, "last-modified"))
            capture = Capture(asked, Way.WEB, taken, kind)
            return Fetched(Item(data, capture), at, told if told.etag or told.last_modified else None)

        return walk(pool, asked, before, read)

    def _headers(self, earlier: Validators | None) -> dict[str, str]:
        agent = f"{TOKEN}/{self.version} (+reads war reporting and says who says what; in robots.txt: {TOKEN})"
        conditions = {
            "If-None-Match": earlier.etag if earlier else None,
            "If-Modified-Since": earlier.last_modified if earlier else None,
        }
        return {"User-Agent": agent} | {name: value for name, value in conditions.items() if value}

    def _body(self, response: httpcore.Response, headers: Mapping[str, str]) -> bytes:
        from fogline.sources.fetch_walk import chunks  # noqa: PLC0415 - brings httpcore

        if told_size(headers) > self.limits.size:
            raise ValueError(too_large(self.limits.size))
        try:
            return read_body(chunks(response), headers.get("content-encoding", ""), self.limits.size)
        except TooLarge:
            raise ValueError(too_large(self.limits.size)) from None

    def _obey_robots(self, pool: httpcore.ConnectionPool, address: str) -> None:
        """Raises Unreadable where the site of `address` does not want us to read it."""
        site = site_of(address)
        if site not in self._robots:
            self._robots[site] = self._asked_of_programs(pool, site)
        allows = self._robots[site]
        if isinstance(allows, str):
            raise Unreadable(address, allows)
        if not allows(address):
            raise Unreadable(address, DISALLOWED)

    def _asked_of_programs(self, pool: httpcore.ConnectionPool, site: str) -> Callable[[str], bool] | str:
        from fogline.sources.fetch_walk import chunks, walk  # noqa: PLC0415 - brings httpcore

        def read(response: httpcore.Response, _: str) -> Callable[[str], bool] | str:
            if response.status in FAULTS:
                return NOT_NOW.format(status=response.status)
            if response.status not in GOOD:
                return no_rules
            try:
                return rules(
                    read_body(chunks(response), headers_of(response.headers).get("content-encoding", ""), LIMIT)
                )
            except TooLarge as error:
                return rules(error.kept)

        try:
            return walk(pool, f"{site}/robots.txt", lambda _: self._headers(None), read)
        except Unreadable as error:
            # RFC 9309: a site that cannot be reached is not read; one that only leads astray has no rules.
            return no_rules if error.reason.startswith(ASTRAY) else error.reason
