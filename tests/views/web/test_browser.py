"""The pages in a real browser: every page, small and large, light and dark, with script and without, checked by axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fogline.views.serving import Holding
from fogline.views.web.app import application
from fogline.views.web.service import Service
from tests.ledger.arrivals import NOON
from tests.views.foretelling import foretold
from tests.views.web.browser import chromium, listening, needs_chromium, watched
from tests.views.web.hostile import annotate, fill
from tests.views.web.looking import first
from tests.views.web.payloads import payloads, some
from tests.views.web.test_displacing import AT, model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from starlette.testclient import TestClient

    from tests.views.web.test_displacing import Model

__all__ = ["model"]

pytestmark = needs_chromium
RUN = "window.pwned"
WIDTHS = (390, 1440)
# How far text goes beyond the page; a reader would have to move the page sideways.
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MANY = 60
# Claims and reports of a page of a search, and notes of a claim.
ON_A_PAGE, REPORTS_ON_A_PAGE, NOTES = 40, 20, 128


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with chromium() as found:
        yield found


@pytest.fixture
def base(ledger: str, gazetteer: Path) -> Iterator[str]:
    """Where the pages over the small ledger are."""
    with listening(application(Service(Holding(ledger, gazetteer), lambda: NOON))) as address:
        yield address


@pytest.fixture
def addresses(pages: TestClient) -> list[str]:
    """An address of each kind of page."""
    report = first(pages.get("/search?in=reports").text, "/report/")
    claim = first(pages.get("/search?q=took").text, "/claim/")
    rest = [
        "/places",
        "/place/geonames:1",
        "/sources",
        "/source?name=staff",
        "/situation",
        "/search?q=luhy",
        "/about",
        "/nothing",
    ]
    return ["/", "/?lang=uk", "/?lang=en", report, claim, *rest]


def visit(page: Page, address: str, trouble: list[str]) -> None:
    """Go there, and say what is wrong with it."""
    page.goto(address)
    assert page.evaluate(BEYOND) == 0, address
    expected = {"Failed to load resource: the server responded with a status of 404 (Not Found)"}
    assert set(trouble) <= expected, address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_and_axe_finds_nothing(
    browser: Browser, base: str, addresses: list[str], width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only where there is a browser

    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    trouble = watched(page, base)
    for address in addresses:
        visit(page, base + address, trouble)
        found = Axe().run(page)
        assert found.violations_count == 0, (address, found.generate_report())
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_displacement_fits_and_axe_finds_nothing(
    browser: Browser, base: str, model: Model, width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only where there is a browser

    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    trouble = watched(page, base)
    visit(page, base + AT, trouble)
    assert Axe().run(page).violations_count == 0
    page.fill("#total", "1100")
    page.fill("#total_source", "the mayor")
    page.click("form.send button")
    page.wait_for_selector(".shares")
    for folded in page.locator("details").all():
        folded.locator("summary").click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate(BEYOND) == 0
    assert (len(model.asked), trouble) == (1, [])
    context.close()


@pytest.fixture
def ahead(tmp_path: Path, gazetteer: Path) -> Iterator[str]:
    """Where the pages over a ledger with forecasts and a chain are."""
    where = str(tmp_path / "foretold.sqlite")
    foretold(where)
    with listening(application(Service(Holding(where, gazetteer), lambda: NOON))) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_foretold_fits_and_axe_finds_nothing(browser: Browser, ahead: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only where there is a browser

    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    trouble = watched(page, ahead)
    addresses = [f"{ahead}/forecasts?horizon=90", f"{ahead}/chains", f"{ahead}/place/geonames:1"]
    for listed, kind in (("/forecasts?place=Nyva", "/forecast/"), ("/chains", "/chain/")):
        page.goto(ahead + listed)
        addresses.append(ahead + page.get_attribute(f"main a[href^='{kind}']", "href"))
    for address in addresses:
        visit(page, address, trouble)
        found = Axe().run(page)
        assert found.violations_count == 0, (address, found.generate_report())
    context.close()


def test_a_slider_shows_at_once_what_one_would_have_to_believe(browser: Browser, ahead: str) -> None:
    page = browser.new_page()
    page.goto(ahead + "/chains")
    page.click("main a[href^='/chain/']")
    page.wait_for_selector(".ask input[type=range]")
    assert page.inner_text(".ways output") == "one in 4"
    page.fill("#s1", "20")
    assert page.inner_text(".ways output") == "one in 10"
    assert page.input_value(".ask input[type=range]") == "20"
    page.locator(".ask input[type=range]").first.fill("100")
    assert (page.input_value("#s1"), page.inner_text(".ways output")) == ("100", "50%")
    page.click("text=Back to even odds")
    assert page.input_value("#s1") == "50"
    page.close()


def test_a_readers_odds_are_worked_out_without_script_too(browser: Browser, ahead: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(ahead + "/chains")
    page.click("main a[href^='/chain/']")
    page.fill("#s2", "10")
    page.click("text=Work it out")
    assert page.inner_text(".ways output") == "one in 20"
    page.click(".leads-to summary")
    assert page.is_visible("text=If the ministry takes Luhy, the staff could leave Nyva.")
    context.close()


def test_pages_are_whole_without_script(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(base + "/")
    page.fill("#find", "luhy")
    page.press("#find", "Enter")
    page.click(".claims .what a")
    page.click(".from a")
    assert page.locator("h2:has-text('What it lets others say')").count() == 1
    context.close()


def test_the_keyboard_reaches_the_content_first(browser: Browser, base: str) -> None:
    page = browser.new_page()
    page.goto(base + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.close()


def test_none_of_all_hostile_words_runs_or_breaks_a_list(browser: Browser, tmp_path: Path, gazetteer: Path) -> None:
    where, every = str(tmp_path / "hostile.sqlite"), list(dict.fromkeys(payloads()))
    fill(where, every)
    noted = annotate(where, every, NOTES)
    addresses = [f"/search?after={number}" for number in range(0, 2 * len(every), ON_A_PAGE)]
    addresses += [f"/search?in=reports&after={number}" for number in range(0, len(every), REPORTS_ON_A_PAGE)]
    with listening(application(Service(Holding(where, gazetteer), lambda: NOON))) as base:
        context = browser.new_context(viewport={"width": 390, "height": 900})
        page = context.new_page()
        trouble = watched(page, base)
        for address in [*addresses, *(f"/claim/{claim}" for claim in noted)]:
            visit(page, base + address, trouble)
            assert page.evaluate(RUN) is None, address
        context.close()


def test_nothing_hostile_runs_or_breaks_the_page(browser: Browser, tmp_path: Path, gazetteer: Path) -> None:
    where = str(tmp_path / "hostile.sqlite")
    fill(where, some(MANY))
    with listening(application(Service(Holding(where, gazetteer), lambda: NOON))) as base:
        context = browser.new_context(viewport={"width": 390, "height": 900})
        page = context.new_page()
        trouble = watched(page, base)
        for address in ("/", "/search", "/search?in=reports", "/places", "/sources"):
            visit(page, base + address, trouble)
            assert page.evaluate(RUN) is None
        links = page.evaluate("[...document.querySelectorAll('main a')].map(a => a.pathname + a.search)")
        page.goto(base + "/search?in=reports")
        links += page.evaluate("[...document.querySelectorAll('main .what a')].map(a => a.pathname)")
        page.goto(base + "/search")
        links += page.evaluate("[...document.querySelectorAll('main .what a')].map(a => a.pathname)")
        for link in dict.fromkeys(links):
            visit(page, base + link, trouble)
            assert page.evaluate(RUN) is None, link
        context.close()
