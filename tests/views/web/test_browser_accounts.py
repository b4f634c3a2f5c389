"""Login, correcting and logout in a real browser, checked by axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.views.web.browser import chromium, listening, needs_chromium, watched
from tests.views.web.test_admission import WORDS, Served, everyone
from tests.views.web.test_browser import BEYOND, WIDTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = needs_chromium
__all__ = ["everyone"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with chromium() as found:
        yield found


def looked_at(page: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only where there is a browser

    assert page.evaluate(BEYOND) == 0, page.url
    found = Axe().run(page)
    assert found.violations_count == 0, (page.url, found.generate_report())


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_an_analyst_logs_in_corrects_and_leaves(
    browser: Browser, everyone: Served, width: int, *, scripted: bool
) -> None:
    with listening(everyone.app(reading_open=False)) as base:
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripted)
        page = context.new_page()
        trouble = watched(page, base)
        look = looked_at if scripted else lambda _: None
        page.goto(f"{base}/claim/{everyone.claim}")
        look(page)
        page.fill("#name", "analyst")
        page.fill("#password", WORDS)
        page.click("main button")
        assert page.url == f"{base}/claim/{everyone.claim}"
        look(page)
        page.click(f"a[href='/claim/{everyone.claim}/correct']")
        look(page)
        page.fill("#note", "seen on the map")
        page.select_option("#stance", "denies")
        page.click("main button[type=submit]")
        assert page.url == f"{base}/claim/{everyone.claim}"
        assert page.locator("text=seen on the map").count() == 1
        look(page)
        page.click(".out button")
        assert page.locator("#password").count() == 1
        assert not [one for one in trouble if "401" not in one]
        context.close()
