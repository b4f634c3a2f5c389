"""Where people from a place are likely to go: the form, the working-out, and what comes of it."""

from __future__ import annotations

import importlib.util
import re
import time
from multiprocessing import get_context
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from fogline.errors import FoglineError, NotInstalled, NotThere
from fogline.ledger.opening import open_ledger
from fogline.runs import accounts, displacement, ledgers
from fogline.runs.displacement import Closed, Destination, Displacement, NowhereToGo, Slow, Ways
from fogline.terms.account import Role
from fogline.terms.event import EventKind
from fogline.views.serving import Holding
from fogline.views.web.admission import Entry
from fogline.views.web.app import application
from fogline.views.web.service import Service
from tests.ledger.arrivals import LUHY, NOON, NYVA, put, read
from tests.views.conftest import NAMESAKE
from tests.views.web.looking import links, words
from tests.views.web.test_login import WORDS, enter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.views.web.conftest import Served

AT = "/place/geonames:1/displacement"
SPAN = {"since": "2025-09-03", "until": "2025-09-05"}
FOUND = Displacement(
    (
        Destination("Nyva (geonames:2)", 0.7, 0.5, 0.85, NYVA),
        Destination("Luhy (geonames:3)", 0.3, 0.15, 0.5, NAMESAKE),
        Destination("Luhy (geonames:3)", 0, 0, 0, NAMESAKE),
    ),
    3,
    0.4,
    10,
    9,
    Ways(7, (Closed(NYVA, NAMESAKE, 2),), (Slow(NYVA, 0.5),)),
)


class Model:
    """Stands in for the run: counts what it is asked, waits where it is told to, and gives or raises what it has."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.gives: Displacement | FoglineError = FOUND
        self.go = Event()
        self.go.set()

    def __call__(self, place: object, *_rest: object) -> Displacement:
        self.asked.append(place)
        assert self.go.wait(60)
        if isinstance(self.gives, FoglineError):
            raise self.gives
        return self.gives


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Model:
    """The model is installed, and quick."""
    made = Model()
    monkeypatch.setattr(displacement, "needed", lambda: None)
    monkeypatch.setattr(displacement, "of_place", made)
    return made


def over(pages: TestClient, **fields: str) -> str:
    """What the page says when the working-out that the form begins is over."""
    answer = pages.post(AT, data=SPAN | fields)
    assert answer.status_code == 200, answer.text
    until = time.monotonic() + 60
    while answer.headers.get("refresh"):
        assert time.monotonic() < until
        answer = pages.get(str(answer.url))
    return answer.text


def test_without_the_extra_the_page_says_how_to_get_it(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking() -> None:
        raise NotInstalled

    monkeypatch.setattr(displacement, "needed", lacking)
    shown = words(pages.get(AT).text)
    assert "pip install 'fogline[displacement]'" in shown
    assert "fogline displacement geonames:1" in shown
    assert "<form class" not in pages.get(AT).text
    assert "pip install" in words(pages.post(AT, data=SPAN).text)


def test_the_places_page_leads_to_it(pages: TestClient) -> None:
    assert AT in links(pages.get("/place/geonames:1").text)
    assert pages.get("/place/geonames:77/displacement").status_code == 404


def test_shares_are_shown_with_their_spread_and_no_number_of_people(pages: TestClient, model: Model) -> None:
    page = over(pages)
    shown = words(page)
    assert "Nyva70% 50% to 85%" in shown
    assert "Of those who left have arrived40%" in shown
    assert "9 of 10" in shown
    assert "1 of 7" in shown
    assert "Nyva – Luhy 2 days" in shown
    assert "50% of the days" in shown
    assert "it recommends nothing" in shown
    assert "people (" not in shown
    assert page.count('class="share"') == 2, "what is next to nothing stands in the table alone"
    assert model.asked == [LUHY]


def test_what_was_worked_out_has_an_address_of_its_own(pages: TestClient, model: Model) -> None:
    over(pages)
    there = pages.get(AT, params=SPAN)
    assert "Nyva70%" in words(there.text)
    assert "refresh" not in there.headers
    over(pages)
    assert "70% від 50% до 85%" in words(pages.get(AT, params={**SPAN, "lang": "uk"}).text)
    assert len(model.asked) == 1
    over(pages, seed="2")
    assert len(model.asked) == 2


def test_a_total_is_parted_and_shown_with_its_source(pages: TestClient, model: Model) -> None:
    shown = words(over(pages, total="1000", total_source="the mayor <b>"))
    assert "700 people (500 to 850)" in shown
    assert "total of 1,000, which is from: the mayor <b>" in shown
    assert pages.post(AT, data={**SPAN, "total": "1000"}).status_code == 422
    assert "go together" in words(pages.post(AT, data={**SPAN, "total_source": "x"}).text)
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "yesterday"},
        {"since": "2025-09-05", "until": "2025-09-04"},
        {"since": "1999-01-01"},
        {"until": "2199-01-01"},
        {"seed": "0"},
        {"total": "-3", "total_source": "x"},
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_begins(pages: TestClient, model: Model, wrong: dict[str, str]) -> None:
    answer = pages.post(AT, data=SPAN | wrong)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'role="alert"' in pages.get(AT, params=SPAN | wrong).text
    assert not model.asked


def test_one_is_worked_on_at_a_time_and_the_page_looks_again(pages: TestClient, model: Model) -> None:
    model.go.clear()
    answer = pages.post(AT, data=SPAN)
    assert answer.headers["refresh"] == "3"
    assert "Being worked out" in words(answer.text)
    other = pages.post(AT, data=SPAN | {"seed": "2"})
    assert other.status_code == 503
    assert "Another one is being worked out" in words(other.text)
    assert pages.post(AT, data=SPAN).status_code == 200, "who asks for the same looks on"
    model.go.set()
    assert "Nyva70%" in words(over(pages))
    assert len(model.asked) == 1


def test_what_came_before_newer_claims_says_so(served: Served, ledger: str, model: Model) -> None:
    pages = served()
    over(pages)
    database = open_ledger(ledger, write=True)
    put(database, read("ministry fights at Nyva", "nyva-2", place=NYVA, kind=EventKind.FIGHTS))
    database.close()
    shown = words(pages.get(AT, params=SPAN).text)
    assert "Claims have come to the ledger since" in shown
    assert "Nyva70%" in shown
    assert "Claims have come" not in words(over(pages))
    assert len(model.asked) == 2


def test_what_cannot_be_worked_out_is_told(pages: TestClient, model: Model) -> None:
    model.gives = NotThere("never contested")
    assert "On none of these days" in words(over(pages))
    model.gives = NowhereToGo("no town")
    assert "No town within 300 km" in words(over(pages))
    model.gives = FoglineError("the roads are gone")
    assert "could not be worked out: the roads are gone" in words(over(pages))
    model.gives = FOUND._replace(destinations=())
    assert "nobody has arrived by the last day" in words(over(pages))


def test_the_form_is_filled_in_with_days_that_the_ledger_knows(pages: TestClient, model: Model) -> None:
    page = pages.get(AT).text
    days = dict(re.findall(r'name="(since|until)" type="date" value="([^"]+)"', page))
    (least, most) = re.findall(r'min="([\d-]+)" max="([\d-]+)" required', page)[0]
    assert least <= days["since"] <= days["until"] <= most
    assert not model.asked


def test_where_there_are_accounts_one_of_them_starts_it(ledger: str, gazetteer: Path, model: Model) -> None:
    with ledgers.opened(ledger, write=True) as database:
        accounts.add(database, "Olha", WORDS, Role.OWNER, NOON)
        accounts.add(database, "Reader", WORDS, Role.READER, NOON)
    service = Service(Holding(ledger, gazetteer), lambda: NOON, entry=Entry(reading_open=True))
    pages = TestClient(application(service), base_url="http://localhost")
    assert "Log in to have it worked out" in words(pages.get(AT).text)
    assert pages.post(AT, data=SPAN).status_code == 403
    enter(pages, "Reader")
    assert pages.post(AT, data=SPAN).status_code == 403, "a form that was not made for this browser"
    form = re.findall(r'name="form" value="(\w+)"', pages.get(AT).text)[-1]
    assert "Nyva70%" in words(over(pages, form=form))
    assert len(model.asked) == 1


def test_it_ends_with_the_server(pages: TestClient, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = Event()

    def long(*_asked: object) -> Displacement:
        process = get_context("spawn").Process(target=time.sleep, args=(600,))
        process.start()
        begun.set()
        process.join()
        raise FoglineError(str(process.exitcode))

    monkeypatch.setattr(displacement, "of_place", long)
    with pages:
        pages.post(AT, data=SPAN)
        assert begun.wait(60)
    assert "could not be worked out: -15" in words(pages.get(AT, params=SPAN).text)
    assert not model.asked


@pytest.mark.skipif(importlib.util.find_spec("flee") is None, reason="the extra is not installed")
def test_the_model_itself_is_asked(pages: TestClient) -> None:
    assert "No town within 300 km" in words(over(pages)), "the gazetteer has three villages, far from one another"
