"""fogline serve: it comes up, says where, and goes down quietly."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fogline.views.cli.serve import PORT
from tests.views.web.conftest import gazetteer, ledger

__all__ = ["gazetteer", "ledger"]


def serve(where: str, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-u", "-m", "fogline", "--ledger", where, "serve", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_it_says_where_it_is_and_stops_when_asked(ledger: str, gazetteer: Path) -> None:
    running = serve(ledger, "--port", "18017", "--gazetteer", str(gazetteer))
    assert running.stdout
    line = running.stdout.readline()
    assert line.startswith("Fogline is served at http://127.0.0.1:18017/"), line
    second = serve(ledger, "--port", "18017", "--gazetteer", str(gazetteer))
    _, told = second.communicate(timeout=60)
    assert second.returncode == 1
    assert "fogline: cannot listen at 127.0.0.1:18017" in told
    assert "Traceback" not in told
    running.send_signal(signal.SIGINT)
    rest, told = running.communicate(timeout=60)
    assert running.returncode == 0
    assert rest.endswith("stopped\n")
    assert "Traceback" not in told


@pytest.mark.parametrize("where", ["/nowhere/ledger.sqlite"])
def test_a_ledger_that_is_not_there_is_said_so(where: str) -> None:
    _, told = serve(where).communicate(timeout=60)
    assert "there is no ledger yet" in told
    assert PORT == 8017
