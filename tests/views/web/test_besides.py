"""What places are said to be besides somebody's, and their people: on the place's page and on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fogline.ledger.opening import open_ledger
from fogline.terms.actor import Side
from fogline.terms.event import EventKind
from tests.ledger.arrivals import NYVA, put, read
from tests.views.web.looking import first, words

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from tests.views.web.conftest import Served


@pytest.fixture
def pages(served: Served, ledger: str) -> TestClient:
    """The pages over the small ledger, in which Luhy is cut off and people are evacuated, as some say."""
    database = open_ledger(ledger, write=True)
    put(database, read("ministry cut Luhy off", "cut", published="2025-09-03", kind=EventKind.ENCIRCLES))
    moved = read("governor moved people", "moved", kind=EventKind.EVACUATION, side=Side.UA, speaker="Governor")
    put(database, moved)
    put(database, read("ministry moved people", "again", kind=EventKind.EVACUATION, speaker="The ministry"))
    put(database, read("ministry fights at Nyva", "nyva-2", place=NYVA, kind=EventKind.FIGHTS))
    database.close()
    return served(ledger)


def test_a_places_page_tells_over_which_days_it_is_said_to_be_cut_off_and_by_whom(pages: TestClient) -> None:
    page = pages.get("/place/geonames:1").text
    shown = words(page)
    assert "Cut off by the Russian side 2 Sept 2025 – 2 Oct 2025" in shown
    assert "on the newest day" in shown
    claim = first(pages.get("/search?kind=encircles&q=cut").text, "/claim/")
    assert f'href="{claim}"' in page[page.index('id="states"') :]
    assert "Cut off" in page[: page.index('id="states"')], "the chart has it as a bar"


def test_peoples_numbers_are_ranges_over_origins_and_open_into_claims(pages: TestClient) -> None:
    shown = words(pages.get("/place/geonames:1").text)
    assert "Evacuation 3 2 claims, 2 origins; 2 origins name a number" in shown
    assert "never added up" in shown
    assert "Within 25 km" in shown
    assert "Where people from here are likely to go" in shown
    assert "No claim in this ledger tells of casualties" in words(pages.get("/place/geonames:2").text)


def test_the_map_marks_what_is_said_on_its_day(pages: TestClient) -> None:
    page = pages.get("/situation?day=2025-09-04").text
    assert 'class="mark signs"' in page
    assert "Cut off by the Russian side" in words(page)
    data = pages.get("/situation/spells")
    assert [row[4:] for row in data.json()["rows"]] == [[1, 0]], "of Luhy alone; fighting has no sign"
    assert pages.get("/situation/spells", headers={"if-none-match": data.headers["etag"]}).status_code == 304
    assert 'class="mark signs"' not in pages.get("/situation?day=2025-09-01").text


def test_without_such_claims_there_is_no_legend_for_them(served: Served) -> None:
    page = served().get("/situation").text
    assert "signs below" not in page
    assert 'data-besides=""' in page


def test_the_map_ends_with_the_newest_day_that_a_report_tells(served: Served, tmp_path: Path) -> None:
    where = str(tmp_path / "undated.sqlite")
    database = open_ledger(where, write=True)
    put(database, read("ministry took Luhy", "dated", published="2025-08-01"))
    put(database, read("ministry took Luhy indeed", "undated", published=None))
    database.close()
    assert 'data-last="2025-08-01"' in served(where).get("/situation").text
