"""Hostile words in every field: no page has an element, attribute or address that our templates do not write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import html

from fogline.views.web.shown import HEAPS, UNSEEN
from tests.views.web.hostile import fill
from tests.views.web.looking import links
from tests.views.web.payloads import payloads, some

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from tests.views.web.conftest import Served

ELEMENTS = set(
    "html head meta title link script body a header div span nav ul li p form label input button svg circle path rect "
    "line text g aside main article section h1 h2 h3 dl dt dd q bdi ol blockquote code time footer table thead tbody "
    "tr th td caption figure figcaption select option textarea b details summary desc polygon polyline i "
    "defs pattern output dialog".split()
)
SCRIPTS = re.compile(r"/static/\w+\.js\?v=\w+")
MANY = 300


@pytest.fixture
def hostile(tmp_path: Path, served: Served) -> TestClient:
    """The pages over a ledger in which every word is hostile."""
    where = str(tmp_path / "hostile.sqlite")
    fill(where, some(MANY))
    return served(where)


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


def test_nothing_hostile_gets_onto_a_page(hostile: TestClient) -> None:
    addresses = ["/", "/?lang=uk", "/places", "/sources", "/search", "/search?in=reports"]
    addresses += [f"/search?after={n}" for n in range(20, 2 * MANY, 40)]
    addresses += [f"/search?in=reports&after={n}" for n in range(10, MANY, 20)]
    deeper = dict.fromkeys(addresses)
    for address in addresses:
        page = hostile.get(address)
        assert page.status_code == 200, address
        deeper |= dict.fromkeys(link for link in links(page.text) if link.startswith("/") and "/search" not in link)
    assert len(deeper) > MANY
    for number, address in enumerate(deeper):
        if number % 3 and address.startswith(("/report", "/claim")):
            continue
        page = hostile.get(address)
        assert page.status_code == 200, address
        assert not faults(page.text), address


@pytest.mark.parametrize("field", ["q", "place", "source", "since", "kind", "lang", "after"])
def test_what_is_asked_is_shown_as_words_only(pages: TestClient, field: str) -> None:
    for payload in some(40):
        page = pages.get("/search", params={field: payload.encode("utf-8", "replace").decode()})
        assert page.status_code == 200, payload
        assert not faults(page.text), payload
