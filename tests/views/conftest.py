"""A small ledger, and the commands over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from fogline.ledger.keeping import Arrival
from fogline.ledger.opening import open_ledger
from fogline.linking.index import found
from fogline.linking.layer import Entry
from fogline.terms.actor import Side
from fogline.terms.capture import Capture, Item, Way
from fogline.terms.event import EventKind
from fogline.terms.ids import report_id
from fogline.terms.place import Place, Precision
from fogline.views.cli.main import fogline
from tests.ledger.arrivals import LUHY, MAKER, NOON, NYVA, put, read
from tests.views.readings import luhy

if TYPE_CHECKING:
    from pathlib import Path

Ask = Callable[..., Result]
# Another village of the name, of which nobody claims anything.
NAMESAKE = Place("geonames:3", "Luhy", 48.1, 24.4, Precision.SETTLEMENT, "UA", 1008)


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """Where a ledger is: a report that has a little of everything, and three short ones, of 3, 4 and 5 September."""
    where = str(tmp_path / "ledger.sqlite")
    database = open_ledger(where, write=True)
    whole = luhy()
    data = whole.report.text.encode()
    put(
        database,
        Arrival(Item(data, Capture("luhy.txt", Way.FILE, NOON)), report_id(data), MAKER, NOON, whole),
    )
    put(database, read("ministry took Luhy", "took", published="2025-09-03"))
    put(
        database,
        read(
            "staff holds Luhy still",
            "holds",
            published="2025-09-05",
            kind=EventKind.HOLDS,
            side=Side.UA,
            speaker="Staff",
        ),
    )
    put(database, read("ministry took Nyva", "nyva", published="2025-09-04", place=NYVA))
    database.close()
    return where


@pytest.fixture
def ask(ledger: str, tmp_path: Path) -> Ask:
    """What runs a command over that ledger, with a gazetteer of three places."""
    folder = tmp_path / "gazetteer"
    found(folder, [Entry(LUHY, "UA.07"), Entry(NYVA, "UA.12"), Entry(NAMESAKE, "UA.25")], "three villages")

    def run(command: str, *arguments: str) -> Result:
        named = {"claims", "contradictions", "people", "reports", "place"}
        by_place = ["--gazetteer", str(folder)] if command in named else []
        return CliRunner().invoke(fogline, ["--ledger", ledger, command, *by_place, *arguments])

    return run
