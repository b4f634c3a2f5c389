"""Hostile words in every field: no page has an element, attribute or address that our templates do not write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree, html
from starlette.testclient import TestClient

from fogline.errors import Unclear
from fogline.linking.index import found
from fogline.linking.layer import Entry as Known
from fogline.runs import accounts, ledgers
from fogline.terms.account import Role
from fogline.terms.kept import Question
from fogline.views.api.app import routes
from fogline.views.export import bundle
from fogline.views.serving import Holding
from fogline.views.web.admission import Entry
from fogline.views.web.app import application
from fogline.views.web.service import Service
from fogline.views.web.shown import HEAPS, UNSEEN
from tests.ledger.arrivals import LUHY, NOON
from tests.views.web.hostile import annotate, fill
from tests.views.web.looking import links
from tests.views.web.payloads import payloads, some

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ELEMENTS = set(
    "html head meta title link script body a header div span nav ul li p form label input button svg circle path rect "
    "line text g aside main article section h1 h2 h3 dl dt dd q bdi ol blockquote code time footer table thead tbody "
    "tr th td caption figure figcaption select option textarea b details summary desc polygon polyline i "
    "defs pattern output dialog".split()
)
SCRIPTS = re.compile(r"/static/\w+\.js\?v=\w+")
# Of those pages of which there are as many as payloads, every so many-th is looked at in full.
SAMPLE = 10
# Notes of one claim.
TOGETHER = 64
MINE = "ministry"


@pytest.fixture(scope="module")
def every() -> list[str]:
    """All payloads, each once."""
    return list(dict.fromkeys(payloads()))


@pytest.fixture(scope="module")
def where(every: list[str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger in which every word is hostile."""
    where = str(tmp_path_factory.mktemp("hostile") / "hostile.sqlite")
    fill(where, every)
    return where


@pytest.fixture(scope="module")
def noted(where: str, every: list[str]) -> list[str]:
    """The ids of the claims with all payloads as notes and as names of those who wrote them."""
    return annotate(where, every, TOGETHER)


@pytest.fixture(scope="module")
def hostile(where: str, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The pages and the API over that ledger."""
    folder = tmp_path_factory.mktemp("gazetteer")
    found(folder, [Known(LUHY, "UA.07")], "a village")
    holding = Holding(where, folder)
    app = application(Service(holding, lambda: NOON, at_home=False), routes(holding))
    return TestClient(app, base_url="http://localhost")


def faults(page: str) -> list[str]:
    """What a page has that our templates do not write."""
    tree = html.fromstring(page)
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            found.append("a comment")
        elif element.tag.casefold() not in ELEMENTS:
            found.append(f"<{element.tag}>")
        for name, value in element.attrib.items():
            address = str(value).strip().casefold()
            if str(name).startswith("on") or name in {"style", "srcdoc", "srcset", "formaction"}:
                found.append(f"{name} on <{element.tag}>")
            if name in {"href", "src", "action"} and not address.startswith(("/", "#", "http://", "https://")):
                found.append(f"{name} {address[:40]}")
            if name in {"href", "src", "action"} and address.startswith("//"):
                found.append(f"{name} {address[:40]}")
        if element.tag == "script" and not (SCRIPTS.fullmatch(element.get("src", "")) and not element.text):
            found.append("a script")
    shown = " ".join(tree.itertext())
    found += ["what cannot be seen"] * bool(UNSEEN.search(shown)) + ["a heap of marks"] * bool(HEAPS.search(shown))
    return found


def test_there_are_enough_of_them() -> None:
    assert len(set(payloads())) >= 2000


def test_a_fault_is_found_where_there_is_one() -> None:
    for page in (
        "<p onclick=x>",
        "<p style='x'>",
        "<script>x</script>",
        "<a href='javascript:x'>x</a>",
        "<iframe></iframe>",
        "<a href=//x>x</a>",
        "<p>\u202ex",
    ):
        assert faults(f"<html><body>{page}</body></html>"), page


def sound(pages: TestClient, address: str) -> str:
    """The page at an address, which is there and has nothing that our templates do not write."""
    page = pages.get(address)
    assert page.status_code == 200, address
    assert not faults(page.text), address
    return page.text


def all_of(pages: TestClient, address: str) -> Iterator[dict[str, Any]]:
    """Yield everything that the API lists at an address, page by page."""
    more = ""
    while more is not None:
        answer = pages.get(f"/api/v1/{address}", params={"limit": 1000} | ({"cursor": more} if more else {}))
        assert answer.status_code == 200
        assert answer.headers["content-type"] in {"application/json", "application/geo+json"}
        assert answer.headers["x-content-type-options"] == "nosniff"
        yield from answer.json().get("items", answer.json().get("features", []))
        more = answer.json().get("next")


def test_no_title_text_name_or_source_gets_onto_a_page_as_markup(hostile: TestClient, every: list[str]) -> None:
    deeper: dict[str, None] = {}
    for address in ["/", "/?lang=uk", "/places", "/sources", "/situation", "/about", "/forecasts", "/chains"]:
        deeper |= dict.fromkeys(links(sound(hostile, address)))
    for number in range(0, 2 * len(every), 40):
        sound(hostile, f"/search?after={number}")
        sound(hostile, f"/search?in=reports&after={number // 2}")
    reports = [f"/report/{one['report_id'].removeprefix('sha256:')}" for one in all_of(hostile, "reports")]
    claims = [f"/claim/{one['id']}" for one in all_of(hostile, "claims")]
    assert len(reports) == len(every)
    for number, (address, claim) in enumerate(zip(reports, claims[::2], strict=True)):
        deeper |= dict.fromkeys(links(sound(hostile, address))[:8] if number % (8 * SAMPLE) == 0 else ())
        if number % SAMPLE == 0:
            sound(hostile, claim)
    for address in deeper:
        if address.startswith("/") and hostile.get(address).status_code == 200:
            sound(hostile, address)


def test_no_note_or_name_of_who_wrote_it_gets_onto_a_page_as_markup(hostile: TestClient, noted: list[str]) -> None:
    for claim in noted:
        assert "chain" in sound(hostile, f"/claim/{claim}")
        said = hostile.get(f"/api/v1/claims/{claim}/origin")
        assert said.headers["content-type"] == "application/json"
        assert all(one["note"] is not None for one in said.json()["said"])


def test_feeds_and_lists_for_programs_hold_it_as_words(hostile: TestClient, every: list[str]) -> None:
    for address in ("claims", "reports", "claims.geojson"):
        assert len(list(all_of(hostile, address))) >= len(every)
    feed = hostile.get("/api/v1/claims.atom", params={"limit": 1000})
    tree = etree.fromstring(feed.content, etree.XMLParser(resolve_entities=False, no_network=True))
    tags = {etree.QName(element).localname for element in tree.iter() if isinstance(element.tag, str)}
    assert tags <= {
        "feed",
        "entry",
        "id",
        "title",
        "updated",
        "link",
        "author",
        "name",
        "summary",
        "content",
        "generator",
    }
    assert not [element for element in tree.iter() if element.get("type", "text") in {"html", "xhtml"}]
    assert all(link.get("href", "").startswith("http") for link in tree.iter("{*}link"))


def test_a_place_that_is_asked_for_is_words_only(hostile: TestClient, every: list[str]) -> None:
    for payload in every:
        sent = {"place": payload.encode("utf-8", "replace").decode()[:300]}
        page = hostile.get("/search", params=sent)
        assert page.status_code == 200, payload
        assert not faults(page.text), payload


def test_what_leaves_as_html_has_nothing_that_a_harmless_report_has_not(where: str, tmp_path: Path) -> None:
    harmless = str(tmp_path / "harmless.sqlite")
    fill(harmless, [MINE, "governor", "=1+1"])
    assert shape(exported(where, tmp_path / "hostile")) <= shape(exported(harmless, tmp_path / "harmless"))


def exported(where: str, folder: Path) -> list[str]:
    """The pages of a bundle of a whole ledger."""
    with ledgers.opened(where, write=False) as database:
        bundle.write(bundle.Order(database, None, Question(), NOON), folder)
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))]


def shape(pages: list[str]) -> set[tuple[str, str]]:
    """Which elements there are with which attributes; of addresses how they begin."""
    found = set()
    for page in pages:
        for element in html.fromstring(page).iter():
            for name, value in [("", ""), *element.attrib.items()]:
                begins = str(value).partition(":")[0][:8] if name in {"href", "src", "action"} else ""
                found.add((str(element.tag), f"{name} {begins}"))
    return found


@pytest.mark.parametrize(
    "name", ["<script>window.pwned=1</script>", '"><img src=x onerror=window.pwned=1>', "{{ 7*7 }}", "W" * 60]
)
def test_the_name_of_an_account_is_words_only(ledger: str, gazetteer: Path, name: str) -> None:
    with ledgers.opened(ledger, write=True) as database:
        accounts.add(database, name, "correct horse battery", Role.OWNER, NOON)
        account = accounts.known(database, name, "correct horse battery")
        assert account
        session = accounts.session(database, account, NOON)
    service = Service(Holding(ledger, gazetteer), lambda: NOON, entry=Entry())
    pages = TestClient(application(service), base_url="http://localhost", headers={"cookie": f"fogline={session}"})
    assert name[:40] in html.fromstring(sound(pages, "/about")).text_content()


def test_names_that_no_line_can_hold_are_no_accounts(ledger: str, every: list[str]) -> None:
    with ledgers.opened(ledger, write=True) as database:
        for name in every:
            if not name.isprintable() or len(name) > 200 or UNSEEN.search(name):
                with pytest.raises(Unclear):
                    accounts.add(database, name, "too short", Role.OWNER, NOON)


@pytest.mark.parametrize("field", ["q", "source", "since", "kind", "lang", "after"])
def test_what_is_asked_is_shown_as_words_only(pages: TestClient, field: str) -> None:
    for payload in some(40):
        page = pages.get("/search", params={field: payload.encode("utf-8", "replace").decode()})
        assert page.status_code == 200, payload
        assert not faults(page.text), payload
