"""How fast the API answers: questions over loopback to a server process, one after another and many at once.

python benchmarks/answering.py LEDGER

Asked are names, kinds, days and words that the ledger has. Printed, a line a question: the median and the 95th
percentile of 100 answers had one after another, in milliseconds, and how long a processor of the server works at one;
then, for all of them mixed, asked by eight at once for ten seconds, the same and the answers a second. The asking takes
its share of the same processors.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random  # noqa: TID251 - seeded
import statistics
import threading
import time
from pathlib import Path

import httpx2
import uvicorn
from starlette.applications import Starlette

from fogline.views.api.app import PREFIX, routes
from fogline.views.serving import Holding

PORT = 18765
ADDRESS = f"http://127.0.0.1:{PORT}{PREFIX}"
TIMES, AT_ONCE, SECONDS = 100, 8, 10.0
SEED = 7


def serve(ledger: str) -> None:
    """Answer until ended."""
    uvicorn.run(Starlette(routes=routes(Holding(ledger))), port=PORT, log_level="error")


def questions(client: httpx2.Client) -> dict[str, list[str]]:
    """Questions by what they are about, a few of each."""
    claims = client.get("/claims", params={"limit": 200}).json()["items"]
    places = [one["place"]["id"] for one in client.get("/places", params={"limit": 200}).json()["items"]]
    sources = [one["name"] for one in client.get("/sources", params={"limit": 50}).json()["items"]]
    words = [word for claim in claims for word in claim["content"]["text"].split() if len(word) > 5]  # noqa: PLR2004
    kinds = ["captures", "holds", "repels", "strikes"]
    return {
        "newest": ["/claims"],
        "of a place": [f"/claims?place={place}" for place in places],
        "of a kind": [f"/claims?kind={kind}" for kind in kinds],
        "of a source": [f"/claims?source={source}" for source in sources],
        "with words": [f"/claims?words={word}" for word in words],
        "on a map": [f"/claims.geojson?place={place}&limit=200" for place in places],
        "a place": [f"/places/{place}" for place in places],
        "a source": [f"/sources/{source}" for source in sources],
        "a claim": [f"/claims/{claim['id']}" for claim in claims],
        "a report": [f"/reports/{claim['report']['report_id']}" for claim in claims],
        "reports": ["/reports"],
        "head": ["/head"],
    }


def timed(client: httpx2.Client, path: str) -> float:
    """Milliseconds until an answer is there; raises if it is no answer."""
    start = time.perf_counter()
    client.get(path).raise_for_status()
    return (time.perf_counter() - start) * 1000


def worked(server: int) -> float:
    """Milliseconds that processors have worked for the process numbered `server` (Linux)."""
    fields = Path(f"/proc/{server}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def told(name: str, times: list[float], work: float, more: str = "") -> None:
    """Print a line."""
    at95, each = statistics.quantiles(times, n=20)[-1], work / len(times)
    print(f"{name:14} median {statistics.median(times):6.1f} ms   95% {at95:6.1f} ms   work {each:6.1f} ms{more}")


def one_by_one(client: httpx2.Client, server: int, name: str, paths: list[str]) -> None:
    """Ask `paths` in turn."""
    before = worked(server)
    times = [timed(client, paths[number % len(paths)]) for number in range(TIMES)]
    told(name, times, worked(server) - before)


def at_once(server: int, paths: list[str]) -> None:
    """Ask `paths`, mixed, from several threads."""
    times: list[float] = []
    before = worked(server)
    end = time.perf_counter() + SECONDS

    def ask(number: int) -> None:
        chosen = random.Random(SEED + number)  # noqa: S311 - not for secrets
        with httpx2.Client(base_url=ADDRESS, timeout=60) as client:
            while time.perf_counter() < end:
                times.append(timed(client, chosen.choice(paths)))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told(f"{AT_ONCE} at once", times, worked(server) - before, f"   {len(times) / SECONDS:.0f} a second")


def main() -> None:
    """Start a server, ask it, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ledger")
    server = multiprocessing.Process(target=serve, args=(parser.parse_args().ledger,))
    server.start()
    try:
        with httpx2.Client(base_url=ADDRESS, timeout=60, transport=httpx2.HTTPTransport(retries=10)) as client:
            asked = questions(client)
            for name, paths in asked.items():
                one_by_one(client, server.pid or 0, name, paths)
        at_once(server.pid or 0, [paths[number % len(paths)] for paths in asked.values() for number in range(20)])
    finally:
        server.terminate()
        server.join()


if __name__ == "__main__":
    main()
