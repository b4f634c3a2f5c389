"""The slider of the situation: what its data weigh, how long they take, and how many steps a second a browser draws.

    python benchmarks/slider.py [--settlements N] [--days N] [--seed N] [--browser PATH] [--width PX] [--height PX]

Settlements stand at random on a plane that a front crosses; estimates go over as it comes near, news comes more often
there. The page is served on loopback to a headless browser, which draws every step one after the other, each in an
animation frame of its own, and then tells how long the frames took. Printed, one `name: value` a line; without a
browser the last lines are left out.
"""

import argparse
import gzip
import json
import shutil
import subprocess
import tempfile
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import Event, Thread
from time import perf_counter

import brotli
import numpy as np

from fogline.terms.place import Place, Precision
from fogline.terms.terrain import Town
from fogline.views.web.drawing.frame import Frame, box_around
from fogline.views.web.drawing.known import Known, sayings_of
from fogline.views.web.drawing.leaflet import leaflet_files
from fogline.views.web.drawing.looks import Said
from fogline.views.web.drawing.situation import Spot, ground_of, situation
from fogline.views.web.drawing.steps import looks_over, steps, stretch

UNTIL = date(2025, 11, 30)
LIMIT = 120
# In tenths of a degree from the front: where there is much news, and where claims are made.
BUSY, CLAIMED = 3, 4
KINDS = {"js": "text/javascript", "css": "text/css", "html": "text/html"}

PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/leaflet.css">
<link rel="stylesheet" href="/map.css"><style>:root {{ --a-fill: #d9752e; --b-fill: #3d8bcb; --ink: #1b1b19;
--quiet: #5d5a53; --sans: sans-serif }} body {{ margin: 0 }} #map {{ width: {width}px; height: {height}px }}</style>
<div id="map"></div><script src="/leaflet.js"></script><script type="module" src="/measure.js"></script>"""

MEASURE = """import {{ read }} from "./steps.js"; import {{ Settlements }} from "./settlements.js";
const bytes = await (await fetch("/steps")).arrayBuffer();
const begun = performance.now(); const data = read(bytes); const unpacked = performance.now() - begun;
const bounds = L.latLngBounds([[{south}, {west}], [{north}, {east}]]);
const map = L.map("map", {{ zoomSnap: 0.25, zoomAnimation: false, attributionControl: false }}).fitBounds(bounds);
const settlements = new Settlements(map, data, bounds, {units});
const frames = [], drawing = []; let step = 0, before = 0;
function frame(now) {{
  if (before) frames.push(now - before);
  before = now;
  const from = performance.now(); settlements.show(step); drawing.push(performance.now() - from);
  if (++step < data.steps) requestAnimationFrame(frame);
  else fetch("/told", {{ method: "POST", body: JSON.stringify({{ unpacked, frames, drawing }}) }});
}}
requestAnimationFrame(frame);"""


def spots(count: int, days: int, seed: int) -> tuple[list[Spot], Known]:
    """Made settlements, their estimates and what is said of them."""
    rng = np.random.default_rng(seed)
    first = UNTIL.toordinal() - days + 1
    time = np.arange(days)
    found, told = [], []
    every, last = np.empty((days, count, 3), np.float32), np.empty((days, count), np.int32)
    for number in range(count):
        lon, lat = rng.uniform(33, 40), rng.uniform(46, 51)
        near = (lon - 37.5 + 0.001 * time + 0.4 * np.sin(3 * lat)) * 5 + rng.normal(0, 0.4)
        share, both = 1 / (1 + np.exp(-near)), 0.75 * np.exp(-near * near / 2)
        every[:, number] = np.stack([share * (1 - both), both, (1 - share) * (1 - both)], -1)
        news = rng.random(days) < np.where(np.abs(near) < BUSY, 0.06, 0.003)
        last[:, number] = first + np.maximum.accumulate(np.where(news, time, -400))
        said = [
            Said(int(first + day), int(rng.integers(2)), int(rng.random() < 1 - share[day]))
            for day in np.flatnonzero(news & (np.abs(near) < CLAIMED)).tolist()
        ]
        place = Place(f"geonames:{number}", f"Settlement {number}", lat, lon, Precision.SETTLEMENT, "UA", 100)
        found.append(Spot(place, place.name, ""))
        told.append((number, said))
    nothing = np.zeros((count, 3)), np.zeros(count, np.int64)

    def on(day: int) -> tuple[np.ndarray, np.ndarray]:
        at = day - first
        return (every[at].astype(np.float64), last[at].astype(np.int64)) if 0 <= at < days else nothing

    return found, Known(count, first, UNTIL.toordinal(), on, sayings_of(told))


def drawn(data: bytes, frame: Frame, browser: str, size: tuple[int, int]) -> dict[str, list[float]]:
    """What the browser tells of drawing all steps of `data`."""
    static = files("fogline.views.web").joinpath("static")
    box = frame.box
    measure = MEASURE.format(south=box.south, west=box.west, north=box.north, east=box.east, units=frame.width)
    bodies = {
        "/": ("html", PAGE.format(width=size[0], height=size[1]).encode()),
        "/measure.js": ("js", measure.encode()),
        "/steps": ("bin", data),
    }
    for name in ("map.css", "steps.js", "settlements.js"):
        bodies[f"/{name}"] = (name.rpartition(".")[2], static.joinpath(name).read_bytes())
    for name, body in leaflet_files().items():
        bodies[f"/{name}"] = (name.rpartition(".")[2], body)
    told: dict[str, list[float]] = {}
    done = Event()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = bodies.get(self.path, ("html", b""))
            self.send_response(200)
            self.send_header("content-type", KINDS.get(kind, "application/octet-stream"))
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            told.update(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(204)
            self.end_headers()
            done.set()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the overridden one
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless=new", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={profile}"]
        window = [f"--window-size={size[0]},{size[1]}", f"http://127.0.0.1:{server.server_port}/"]
        process = subprocess.Popen([browser, *options, "--remote-debugging-port=0", *window], stderr=subprocess.DEVNULL)
        try:
            if not done.wait(LIMIT):
                message = f"the browser told nothing within {LIMIT} seconds"
                raise SystemExit(message)
        finally:
            process.terminate()
            process.wait()
            server.shutdown()
    return told


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, value in (("settlements", 30_000), ("days", 1_500), ("seed", 1), ("width", 1100), ("height", 700)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--browser", default=shutil.which("chromium"))
    asked = parser.parse_args()
    made, known = spots(asked.settlements, asked.days, asked.seed)
    over = stretch(date.fromordinal(UNTIL.toordinal() - asked.days + 1), UNTIL, len(made))
    box = box_around(spot.place for spot in made)
    assert box is not None  # noqa: S101 - settlements stand somewhere
    towns = [Town(f"t{n}", f"Town {n}", 33 + 7 * (n % 20) / 20, 46 + 5 * n / 400, 1000) for n in range(400)]
    begun = perf_counter()
    data = steps(looks_over(known, over), made, towns, Frame(box), over)
    print(f"steps: {over.steps}")
    print(f"seconds: {perf_counter() - begun:.2f}")
    print(f"bytes: {len(data)}")
    print(f"gzip: {len(gzip.compress(data, 6))}")
    print(f"brotli: {len(brotli.compress(data, quality=5))}")
    begun = perf_counter()
    shown = situation(known, made, UNTIL, ground_of((spot.place for spot in made), None))
    print(f"page_seconds: {perf_counter() - begun:.2f}")
    print(f"page_map_gzip: {len(gzip.compress(str(shown.drawn).encode(), 6))}")
    if asked.browser:
        told = drawn(data, Frame(box), asked.browser, (asked.width, asked.height))
        for name, values in (("frame", told["frames"]), ("drawing", told["drawing"])):
            print(f"{name}_ms_median: {np.median(values):.1f}")
            print(f"{name}_ms_95: {np.percentile(values, 95):.1f}")
        print(f"steps_a_second: {1000 / np.mean(told['frames']):.1f}")
        print(f"unpacked_ms: {float(told['unpacked']):.0f}")  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
