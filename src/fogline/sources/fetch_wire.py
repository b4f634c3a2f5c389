"""The wire under the fetcher: connections to checked addresses only, every step of them measured."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpcore

from fogline.errors import Unreadable
from fogline.sources.reachable import is_numeric, local_name, not_public

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Sequence

    Resolver = Callable[[str], Sequence[str]]

NO_HOST = "has a host that is not known; check the address, and the network"
TOO_SLOW = "did not come in time; try again later"


@dataclass(frozen=True, slots=True)
class Deadline:
    """When all of a fetch has to be done, and how long one step of it may take, in seconds of `clock`."""

    at: float
    step: float
    clock: Callable[[], float]

    def left(self) -> float:
        """Seconds for the next step; raises Unreadable where there are none."""
        left = min(self.step, self.at - self.clock())
        if left <= 0:
            raise Unreadable("", TOO_SLOW)
        return left


@dataclass(frozen=True, slots=True)
class CheckedBackend(httpcore.NetworkBackend):
    """Looks names up and connects, in one step: between check and connection no name can come to lead elsewhere.

    With `private` any address will do.
    """

    resolve: Resolver
    connect: httpcore.NetworkBackend
    deadline: Deadline
    private: bool

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline counts
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that takes one, all of them having been checked."""
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for ip in self._addresses(host):
            try:
                stream = self.connect.connect_tcp(ip, port, self.deadline.left(), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self.deadline)
        raise failure or Unreadable(host, NO_HOST)

    def _addresses(self, host: str) -> Sequence[str]:
        if not self.private and (reason := local_name(host)):
            raise Unreadable(host, reason)
        found = [host] if is_numeric(host) else _in_time(self.resolve, host, self.deadline)
        for reason in () if self.private else map(not_public, found):
            if reason:
                raise Unreadable(host, reason)
        return found


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every step is measured against the deadline: bytes that drip in do not put it off."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self.stream.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self.stream.write(buffer, self.deadline.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        return _TimedStream(self.stream.start_tls(ssl_context, server_hostname, self.deadline.left()), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def _in_time(resolve: Resolver, host: str, deadline: Deadline) -> Sequence[str]:
    """What `resolve` says, asked in a thread of its own since the system's resolver knows no time limit."""
    answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise Unreadable(host, TOO_SLOW) from None
    if isinstance(answer, Exception) or not answer:
        raise Unreadable(host, NO_HOST)
    return answer
