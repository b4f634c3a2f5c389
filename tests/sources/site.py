"""A web server on this machine for tests, and fetchers that reach it."""

import socketserver
import ssl  # noqa: TC003 - one way to import in tests
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat

import httpcore

from fogline.sources.fetch import Fetcher, Limits

TAKEN = "2024-01-02T10:00:00Z"
PUBLIC = "93.184.216.34"
PAGE = b"<html><body>Words</body></html>"

Answer = bytes | Iterable[bytes] | Callable[[dict[str, str]], bytes]


def answer(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    told = {"Content-Type": "text/html", "Content-Length": str(len(body)), "Connection": "close"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


class Site(socketserver.ThreadingTCPServer):
    """A web server that sends what stands in `answers` by path, byte for byte, and notes what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {"/": answer()}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.tls: ssl.SSLContext | None = None
        self.closing = threading.Event()
        self.address = f"http://127.0.0.1:{self.server_address[1]}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def silence(self) -> Iterator[bytes]:
        self.closing.wait(30)
        yield b""

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what many of these tests are about."""


class Handler(socketserver.StreamRequestHandler):
    server: Site

    def setup(self) -> None:
        if self.server.tls:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        super().setup()

    def finish(self) -> None:
        try:
            super().finish()
        finally:
            self.request.close()

    def handle(self) -> None:
        path = self.rfile.readline().decode().split(" ")[1]
        lines = iter(lambda: self.rfile.readline().decode().strip(), "")
        headers = dict(line.split(": ", 1) for line in lines)
        self.server.asked.append((path, headers))
        told = self.server.answers.get(path, answer(b"", "404 Not Found"))
        if callable(told):
            told = told(headers)
        for piece in (told,) if isinstance(told, bytes) else told:
            self.wfile.write(piece)


class Rerouted(httpcore.NetworkBackend):
    """Notes where connections would go, and makes all of them to one port of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connected: list[str] = []

    def connect_tcp(
        self,
        host: str,
        port: int,  # noqa: ARG002
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self.connected.append(host)
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout, local_address, socket_options)


def still() -> float:
    return 0.0


def near(limits: Limits = Limits(), clock: Callable[[], float] = still) -> Fetcher:  # noqa: B008 - frozen
    """A fetcher that may reach this machine."""
    return Fetcher("1.0", clock, private=True, limits=limits)


def far(site: Site, *answers: list[str]) -> tuple[Fetcher, Rerouted]:
    """A fetcher as users have it, whose resolver gives `answers` in turn, the last for ever; all leads to `site`."""
    turns = iter([*answers[:-1], *repeat(answers[-1], 20)])
    wire = Rerouted(site.server_address[1])
    return Fetcher("1.0", still, lambda _: next(turns), wire), wire
