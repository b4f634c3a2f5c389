"""A served ledger under load: what visitors of the pages and askers of the API wait for, at so many requests a second.

    python -m benchmarks.load LEDGER [--rate N ...] [--seconds N] [--alone N] [--seed N] [--first-view]

LEDGER as `benchmarks/million.py` makes it. `fogline serve` is started on it as a user starts it. Timed are: the first
answers, with nothing worked out yet; how long until all is (pages, map, slider); then, one after another, `alone`
requests of each kind, with the processor time that the server takes for one; then, for `seconds` at each mean `rate`,
requests that arrive at random, each sent when it arrives, whatever became of those before (an open loop: what waits in
a queue waits in the figures too). With `first-view` they are those of a first view of the map, and are sent as soon as
the map is there; else those of a whole visit, when everything is. Places, claims, reports and sources are asked for as
often as claims tell of them: a tenth of the places half of the time. Everything runs on this machine, and shares its
processors; what the asking takes is told.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import os
import random  # noqa: TID251 - seeded
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import h11

from fogline.ledger.asking import claims_numbered
from fogline.runs import ledgers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Makers = dict[str, Callable[[random.Random], str]]

HOST, PORT = "127.0.0.1", 18766
SAMPLE = 6000
PATIENCE = 30.0
# Seconds; the server closes what has waited for five.
KEPT_OPEN = 3.0
ACCEPTED = b"gzip, deflate, br"
OK, UNCHANGED = 200, 304
GZIP = b"\x1f\x8b"
PAGES, STATIC, API = "pages", "assets", "api"
LIMITS = {PAGES: 150, API: 80, STATIC: 80}
Mix = dict[str, tuple[str, float]]
# Shares of the requests; a visit begins with the map, whose files a browser that comes again has.
MIX: Mix = {
    "/situation": (PAGES, 10),
    "/situation?day=": (PAGES, 2),
    "/situation/steps": (PAGES, 4),
    "/situation/place/": (PAGES, 6),
    "/": (PAGES, 4),
    "/place/": (PAGES, 8),
    "/claim/": (PAGES, 8),
    "/report/": (PAGES, 4),
    "/source": (PAGES, 3),
    "/search?q=": (PAGES, 3),
    "/search?place=": (PAGES, 1),
    "/places, /sources": (PAGES, 2),
    "/static/": (STATIC, 20),
    "/claims": (API, 2),
    "/claims?place=": (API, 5),
    "/claims?words=": (API, 2),
    "/claims.geojson": (API, 2),
    "/claims/": (API, 4),
    "/reports/": (API, 2),
    "/places/": (API, 3),
    "/sources/": (API, 2),
    "/estimates": (API, 3),
}
# The same of a first view of the map: the page and its files, another day, a settlement's drawer, and whoever draws the
# map from the API.
FIRST_VIEW: Mix = {
    "/situation": (PAGES, 23),
    "/situation?day=": (PAGES, 2),
    "/situation/steps": (PAGES, 12),
    "/situation/place/": (PAGES, 8),
    "/": (PAGES, 5),
    "/static/": (STATIC, 40),
    "/estimates.geojson": (API, 3),
    "/head": (API, 3),
    "/claims.geojson": (API, 2),
    "/estimates": (API, 2),
}


class Sample(NamedTuple):
    """A claim of the ledger, as one that somebody looks at."""

    claim: str
    report: str
    place: str
    source: str
    word: str
    day: str


class Answer(NamedTuple):
    """What came of a request: its kind, seconds from its arrival to the end of its answer, whether it was good."""

    kind: str
    seconds: float
    good: bool


def sampled(ledger: str, seed: int) -> list[Sample]:
    """Claims of the ledger at random."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    with ledgers.opened(ledger, write=False) as database:
        ((last,),) = database.rows("SELECT max(seq) FROM claim")
        numbers = sorted(chance.sample(range(1, int(str(last)) + 1), min(SAMPLE, int(str(last)))))
        kept = claims_numbered(database, numbers)
    found = []
    for one in kept:
        place = next((event.place.id for event in one.claim.events if event.place), None)
        speaker = one.claim.speaker
        words = [word for word in one.claim.content.text.split() if len(word) > 4]  # noqa: PLR2004 - few are shorter
        if place and speaker and speaker.name and words:
            name = speaker.id or speaker.name
            found.append(Sample(one.claim.id, one.report.id, place, name, chance.choice(words), one.said[:10]))
    chance.shuffle(found)
    return found


def addresses(samples: list[Sample], assets: list[str], steps: str) -> Makers:
    """By kind of request, what gives an address of it."""

    def of(make: Callable[[Sample], str]) -> Callable[[random.Random], str]:
        return lambda chance: make(chance.choice(samples))

    api = "/api/v1"
    return {
        "/situation": lambda _: "/situation",
        "/situation?day=": of(lambda one: f"/situation?day={one.day}"),
        "/situation/steps": lambda _: steps,
        "/situation/place/": of(lambda one: f"/situation/place/{one.place}"),
        "/": lambda _: "/",
        "/place/": of(lambda one: f"/place/{one.place}"),
        "/claim/": of(lambda one: f"/claim/{one.claim}"),
        "/report/": of(lambda one: f"/report/{one.report.removeprefix('sha256:')}"),
        "/source": of(lambda one: f"/source?name={quote(one.source)}"),
        "/search?q=": of(lambda one: f"/search?q={quote(one.word)}"),
        "/search?place=": of(lambda one: f"/search?place={one.place}"),
        "/places, /sources": lambda chance: chance.choice(("/places", "/sources")),
        "/static/": lambda chance: chance.choice(assets),
        "/estimates.geojson": lambda _: f"{api}/estimates.geojson",
        "/head": lambda _: f"{api}/head",
        "/claims": lambda _: f"{api}/claims",
        "/claims?place=": of(lambda one: f"{api}/claims?place={one.place}"),
        "/claims?words=": of(lambda one: f"{api}/claims?words={quote(one.word)}"),
        "/claims.geojson": of(lambda one: f"{api}/claims.geojson?place={one.place}"),
        "/claims/": of(lambda one: f"{api}/claims/{one.claim}"),
        "/reports/": of(lambda one: f"{api}/reports/{one.report}"),
        "/places/": of(lambda one: f"{api}/places/{one.place}"),
        "/sources/": of(lambda one: f"{api}/sources/{quote(one.source)}"),
        "/estimates": of(lambda one: f"{api}/estimates?place={one.place}&since=2025"),
    }


class Line:
    """A connection that is kept; answers come one after another."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.parser = h11.Connection(h11.CLIENT)

    @classmethod
    async def opened(cls) -> Line:
        """A new one."""
        return cls(*await asyncio.open_connection(HOST, PORT))

    async def got(self, path: str) -> tuple[int, bytes]:
        """Status and body of the answer at `path`."""
        headers = [("host", f"{HOST}:{PORT}"), ("accept-encoding", ACCEPTED), ("accept-language", "en")]
        self.writer.write(self.parser.send(h11.Request(method="GET", target=path, headers=headers)) or b"")
        self.writer.write(self.parser.send(h11.EndOfMessage()) or b"")
        status, body = 0, bytearray()
        while True:
            event = self.parser.next_event()
            if event is h11.NEED_DATA:
                self.parser.receive_data(await self.reader.read(1 << 18))
            elif isinstance(event, h11.Response):
                status = event.status_code
            elif isinstance(event, h11.Data):
                body += event.data
            elif isinstance(event, h11.EndOfMessage):
                break
            else:
                raise ConnectionError
        if self.parser.our_state is h11.MUST_CLOSE or self.parser.their_state is h11.MUST_CLOSE:
            raise ConnectionError
        self.parser.start_next_cycle()
        return status, bytes(body)

    def close(self) -> None:
        """Let go of it."""
        self.writer.close()


class Lines:
    """Connections that wait for their next request."""

    def __init__(self) -> None:
        self.idle: list[tuple[Line, float]] = []

    async def ask(self, kind: str, path: str, arrived: float) -> Answer:
        """Ask at `path`, on a connection that waits or a new one."""
        try:
            async with asyncio.timeout(PATIENCE):
                line = self._waiting() or await Line.opened()
                status, _ = await line.got(path)
        except (OSError, TimeoutError, h11.RemoteProtocolError):
            return Answer(kind, time.perf_counter() - arrived, good=False)
        self.idle.append((line, time.perf_counter()))
        return Answer(kind, time.perf_counter() - arrived, status in {OK, UNCHANGED})

    def _waiting(self) -> Line | None:
        """The one that waits for the shortest time, unless the server is about to close it."""
        while self.idle:
            line, since = self.idle.pop()
            if time.perf_counter() - since < KEPT_OPEN:
                return line
            line.close()
        return None


async def load(make: Makers, mix: Mix, rate: float, seconds: float, seed: int) -> list[Answer]:
    """Requests of a mix at random moments; gives what came of all."""
    chance, lines, asked = random.Random(seed), Lines(), set[asyncio.Task[Answer]]()  # noqa: S311
    kinds, shares = list(mix), [share for _, share in mix.values()]
    found: list[Answer] = []
    begun = time.perf_counter()
    at = 0.0
    while (at := at + chance.expovariate(rate)) < seconds:
        (kind,) = chance.choices(kinds, shares)
        path = make[kind](chance)
        await asyncio.sleep(max(0.0, begun + at - time.perf_counter()))
        task = asyncio.create_task(lines.ask(kind, path, begun + at))
        asked.add(task)
        task.add_done_callback(lambda done: (asked.discard(done), found.append(done.result())))  # type: ignore[func-returns-value]
    await asyncio.gather(*asked)
    return found


def worked(server: int) -> float:
    """Milliseconds that processors have worked for the process `server` and those that it has started (Linux)."""
    return sum(map(_worked, _tree(server))) * 1000 / os.sysconf("SC_CLK_TCK")


def peak(server: int) -> float:
    """The most memory that these have had, in MB, all together; what they share is counted in each."""
    found = 0
    for number in _tree(server):
        status = Path(f"/proc/{number}/status").read_text(encoding="ascii")
        found += int(next(iter(re.findall(r"VmHWM:\s+(\d+)", status)), 0))
    return found / 1024


def _tree(process: int) -> Iterator[int]:
    yield process
    for child in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split():
        yield from _tree(int(child))


def _worked(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def told(name: str, answers: list[Answer], more: str = "") -> None:
    """Print a line."""
    times = [one.seconds * 1000 for one in answers]
    at95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    errors = sum(not one.good for one in answers)
    print(
        f"{name:20} {len(times):6}  median {statistics.median(times):7.1f}  95% {at95:7.1f}  errors {errors}{more}",
        flush=True,
    )


async def first(path: str) -> tuple[float, bytes]:
    """Seconds until the first answer at `path`, and its body."""
    begun = time.perf_counter()
    while True:
        try:
            line = await Line.opened()
            break
        except OSError:
            await asyncio.sleep(0.02)
    _, body = await line.got(path)
    line.close()
    return time.perf_counter() - begun, gzip.decompress(body) if body[:2] == GZIP else body


async def warmed(server: int, *, wholly: bool) -> None:
    """Wait until the map is there, then `wholly` until all is that follows from the ledger; print how long it took."""
    begun = time.perf_counter()
    await _until(lambda page: b"data-steps" in page)
    _since(begun, "the map", server)
    await _until(lambda answer: b'"features"' in answer, "/api/v1/estimates.geojson")
    _since(begun, "the map from the API", server)
    if wholly:
        await _until(lambda page: b'class="demo"' not in page)
        _since(begun, "everything", server)


async def _until(there: Callable[[bytes], bool], path: str = "/situation") -> None:
    while not there((await first(path))[1]):
        await asyncio.sleep(1)


def _since(begun: float, what: str, server: int) -> None:
    wall, work = time.perf_counter() - begun, worked(server) / 1000
    print(f"{what} is there after {wall:.0f} s, work {work:.0f} s, peak {peak(server):.0f} MB", flush=True)


async def alone(make: Makers, mix: Mix, times: int, seed: int, server: int) -> None:
    """Requests of each kind, one after another."""
    chance, lines = random.Random(seed + 1), Lines()  # noqa: S311
    for kind in mix:
        before = worked(server)
        found = [await lines.ask(kind, make[kind](chance), time.perf_counter()) for _ in range(times)]
        told(kind, found, f"  work {(worked(server) - before) / times:.1f}")


async def measure(asked: argparse.Namespace, server: int) -> None:
    """Everything, of the server with a number."""
    for path in ("/", "/situation"):
        seconds, _ = await first(path)
        print(f"first answer at {path}: {seconds:.2f} s")
    mix = FIRST_VIEW if asked.first_view else MIX
    await warmed(server, wholly=not asked.first_view)
    _, page = await first("/situation")
    text = page.decode(errors="replace")
    assets = sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', text)))
    steps = next(iter(re.findall(r'data-steps="([^"]+)"', text)), "").replace("&amp;", "&")
    make = addresses(sampled(asked.ledger, asked.seed), assets, steps)
    if asked.alone:
        await alone(make, mix, asked.alone, asked.seed, server)
    for rate in asked.rate if asked.seconds else ():
        print(f"at {rate:.0f} a second", flush=True)
        await at_rate(make, mix, rate, asked, server)
    print(f"peak {peak(server):.0f} MB")


async def at_rate(make: Makers, mix: Mix, rate: float, asked: argparse.Namespace, server: int) -> None:
    """Requests of a mix at a mean rate; print what came of them."""
    before, own, begun = worked(server), time.process_time(), time.perf_counter()
    answers = await load(make, mix, rate, asked.seconds, asked.seed)
    wall = time.perf_counter() - begun
    by_kind, by_group = defaultdict(list), defaultdict(list)
    for one in answers:
        by_kind[one.kind].append(one)
        by_group[mix[one.kind][0]].append(one)
    for kind in mix:
        if by_kind[kind]:
            told(kind, by_kind[kind])
    for group, limit in LIMITS.items():
        told(group, by_group[group], f"  wanted {limit}")
    work, asking = (worked(server) - before) / len(answers), (time.process_time() - own) * 1000 / len(answers)
    print(f"{len(answers) / wall:.0f} a second, work {work:.2f} ms each, asking {asking:.2f} ms each", flush=True)


def main() -> None:
    """Start a server, ask it, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ledger")
    parser.add_argument("--rate", type=float, nargs="+", default=[200.0])
    parser.add_argument("--first-view", action="store_true")
    for name, value in (("seconds", 60.0), ("alone", 60), ("seed", 7)):
        parser.add_argument(f"--{name}", type=type(value), default=value)
    asked = parser.parse_args()
    command = [sys.executable, "-m", "fogline", "--ledger", asked.ledger, "serve", "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            asyncio.run(measure(asked, server.pid))
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
