"""A script's answer from Debian's chromium, where that is installed."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import Event, Thread
from typing import Any

import pytest

from fogline.views.web.drawing.leaflet import leaflet_files

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium: apt-get install chromium")
LIMIT = 90
KINDS = {"js": "text/javascript", "css": "text/css", "": "text/html"}
PAGE = b"""<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/leaflet.css">
<link rel="stylesheet" href="/map.css"><link rel="stylesheet" href="/colours.css"><div id="map"></div>
<script src="/leaflet.js"></script><script type="module" src="/asked.js"></script>"""
COLOURS = b""":root { --a-fill: #ff0000; --b-fill: #0000ff; --c-fill: #808080; --earth: #ffffff; --ink: #000000;
--quiet: #404040; --sans: sans-serif } #map { width: 400px; height: 300px }"""


def answered(script: str, bodies: Mapping[str, bytes]) -> Any:
    """What the module `script` hands to `tell`, beside `bodies` by their addresses and the pages' own files."""
    static = files("fogline.views.web").joinpath("static")
    told: list[Any] = []
    done = Event()
    tell = 'const tell = (what) => fetch("/told", { method: "POST", body: JSON.stringify(what) });\n'
    served = {f"/{file.name}": file.read_bytes() for file in static.iterdir()}
    served |= {f"/{name}": body for name, body in leaflet_files().items()}
    served |= {"/": PAGE, "/colours.css": COLOURS, "/asked.js": (tell + script).encode(), **bodies}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = served.get(self.path, b"")
            self.send_response(200)
            self.send_header("content-type", KINDS.get(self.path.rpartition(".")[2].strip("/"), "text/plain"))
            self.send_header("content-security-policy", "default-src 'self'; img-src 'self' data:")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(204)
            self.end_headers()
            done.set()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the overridden one
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
        address = f"http://127.0.0.1:{server.server_port}/"
        command = [str(CHROMIUM), *options, "--remote-debugging-port=0", address]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            assert done.wait(LIMIT), "the script told nothing"
        finally:
            process.terminate()
            process.wait()
            server.shutdown()
            server.server_close()
    return told[0]
