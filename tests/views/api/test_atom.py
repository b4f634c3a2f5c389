"""Feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from fogline.views.api.atom import atom

if TYPE_CHECKING:
    from starlette.testclient import TestClient

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def texts(feed: bytes, path: str) -> list[str]:
    return [str(found) for found in etree.fromstring(feed).xpath(path, namespaces=ATOM)]


@pytest.mark.parametrize(
    ("asked", "title", "entries"),
    [
        ("?place=geonames:2", "Fogline · place: Nyva", ["Russian side captures Nyva (half; 3), on 2 September 2025"]),
        ("?place=Nyva", "Fogline · place: Nyva", ["Russian side captures Nyva (half; 3), on 2 September 2025"]),
        ("?source=staff", "Fogline · source: staff", ["Ukrainian side holds Luhy (half; 3), on 2 September 2025"]),
        ("?words=nothing", "Fogline · words: nothing", []),
    ],
)
def test_a_place_a_source_and_a_search_have_feeds(
    client: TestClient, asked: str, title: str, entries: list[str]
) -> None:
    answer = client.get(f"/claims.atom{asked}")
    assert answer.headers["content-type"] == "application/atom+xml"
    assert texts(answer.content, "/a:feed/a:title/text()") == [title]
    assert texts(answer.content, "//a:entry/a:title/text()") == entries
    assert texts(answer.content, "/a:feed/a:link/@href") == [f"http://testserver/api/v1/claims.atom{asked}"]


def test_an_entry_says_who_when_and_leads_to_the_claim(client: TestClient) -> None:
    feed = client.get("/claims.atom?source=staff").content
    (claim,) = client.get("/claims?source=staff").json()["items"]
    assert texts(feed, "//a:entry/a:author/a:name/text()") == ["Staff (Ukrainian side)"]
    assert texts(feed, "//a:entry/a:updated/text()") == ["2025-09-05T00:00:00Z"]
    assert texts(feed, "//a:entry/a:link/@href") == [f"http://testserver/claim/{claim['id']}"]
    assert claim["id"] in texts(feed, "//a:entry/a:id/text()")[0]


def test_no_letter_of_a_report_breaks_a_feed() -> None:
    nasty = "a\x00b\x0c<script>&\ud800\ufffe\u202e"
    entry = {"id": "1", "title": nasty, "summary": nasty, "by": nasty, "said": "2025-09-05", "report": nasty}
    feed = atom({"title": nasty, "updated": "2025-09-05", "entries": [entry]}, "http://here/claims.atom")
    (title,) = texts(feed, "//a:entry/a:title/text()")
    assert title.startswith("a\ufffdb\ufffd<script>&")
