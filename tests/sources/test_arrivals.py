"""Every way in ends in the same stream of documents, each with the bytes that came and how they came."""

import gzip
import hashlib
import json
from io import BytesIO
from pathlib import Path

import pytest

from fogline.errors import Unreadable
from fogline.sources.arrivals import Arrived, from_address, from_feed, from_file, from_paths, from_stream
from fogline.sources.contents import area, claims, report
from fogline.sources.fetch import Unchanged, Validators
from fogline.terms.actor import Side
from fogline.terms.capture import Capture, Facts, Item, Way
from fogline.terms.event import EventKind
from fogline.terms.reading import Failure
from fogline.terms.report import Report
from tests.sources.site import TAKEN, Site, answer, near
from tests.sources.test_containers import EXPORT, record

WORDS = "The staff says Luhy is lost, and the bridge over the river is gone since Monday night. "
PAGE = f"<html><head><title>Luhy</title></head><body><article><p>{WORDS * 3}</p></article></body></html>".encode()
TABLE = b"date,claimant,claimant_side,place,claim\n2025-02-01,the staff,ua,Luhy,captured\n?,,,,\n"
LINES = b'{"date": "2025-02-01", "claimant": "the staff", "place": "Luhy", "claim": "captured"}\n'
SQUARE = {"type": "Polygon", "coordinates": [[[37, 49], [38, 49], [38, 50], [37, 49]]]}
FEED = f"""<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Staff</title>
<item><title>Луги</title><link>/1</link><guid>g1</guid><dc:creator>A. Reporter</dc:creator>
<description>&lt;p&gt;{WORDS}&lt;/p&gt;</description></item>
<!-- <item> --><item><title>Two</title><link>/2</link><guid>g2</guid></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Staff</title>
<entry><id>g1</id><title>A &lt; B</title><summary>{WORDS}</summary></entry></feed>"""


def items(data: bytes, address: str = "/data/some.file", told: Facts = Facts()) -> list[Item]:  # noqa: B008 - frozen
    found = list(from_stream(BytesIO(data), Capture(address, Way.FILE, TAKEN, within="sha256:0"), told))
    assert all(isinstance(one, Item) for one in found), found
    return [one for one in found if isinstance(one, Item)]


def failure(data: bytes, address: str = "/data/some.file") -> str:
    (found,) = from_stream(BytesIO(data), Capture(address, Way.FILE, TAKEN))
    assert isinstance(found, Failure)
    return found.reason


def read(item: Item) -> Report:
    found = report(item)
    assert isinstance(found, Report), found
    return found


@pytest.mark.parametrize(
    ("data", "way", "count"),
    [
        (b"Luhy is lost.", Way.FILE, 1),
        (b"", Way.FILE, 1),
        (PAGE, Way.FILE, 1),
        (json.dumps(EXPORT).encode(), Way.TELEGRAM, 2),
        (record(PAGE) * 2, Way.WARC, 2),
        (gzip.compress(record(PAGE)), Way.WARC, 1),
        (FEED.encode(), Way.FEED, 2),
        (FEED.encode("utf-16"), Way.FEED, 2),
        (ATOM.encode(), Way.FEED, 1),
        (TABLE, Way.TABLE, 1),
        (LINES, Way.TABLE, 1),
    ],
)
def test_what_a_file_is_shows_in_its_bytes(data: bytes, way: Way, count: int) -> None:
    found = items(data)
    assert [item.capture.way for item in found] == [way] * count
    for item in found:
        if item.capture.at:
            assert data[slice(*item.capture.at)] == item.data
            assert item.capture.within == "sha256:0"
        elif way is not Way.WARC:
            assert item.data == data
            assert item.capture.within is None


def test_a_file_is_named_by_its_absolute_path_and_its_own_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = json.dumps(EXPORT).encode()
    Path("result.json").write_bytes(data)
    Path("a.txt").write_bytes(b"Luhy is lost.")
    (plain,) = (one for one in from_file(Path("a.txt"), with_id=True))
    assert isinstance(plain, Item)
    assert (plain.capture.address, plain.capture.within) == (str(tmp_path / "a.txt"), None)
    first, second = (one for one in from_file(Path("result.json"), with_id=True) if isinstance(one, Item))
    assert first.capture.within == second.capture.within == f"sha256:{hashlib.sha256(data).hexdigest()}"
    untold = next(from_file(Path("result.json")))
    assert isinstance(untold, Item)
    assert untold.capture.within is None


def test_of_a_folder_every_file_arrives_and_failures_stand_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "b.csv").write_text("name,village\nA,Luhy\n")
    (tmp_path / "c.html").write_bytes(PAGE)
    (tmp_path / "d.geojson").write_text(json.dumps(SQUARE))
    found = list(from_paths([tmp_path, tmp_path / "gone"]))
    assert [type(one) for one in found] == [Item, Failure, Item, Failure, Failure]
    table, land, gone = (one.reason for one in found if isinstance(one, Failure))
    assert "date, claimant, place, claim are missing" in table or "is not a table that Fogline knows" in table
    assert "name the map, and the side" in land
    assert "does not exist" in gone


def test_a_document_is_read_from_its_bytes_capture_and_facts_alone() -> None:
    (page,) = items(record(PAGE))
    assert (read(page).title, read(page).verbatim) == ("Luhy", False)
    assert read(items(b"Luhy is lost.")[0]).verbatim
    (message, picture) = items(json.dumps(EXPORT).encode())
    assert (read(message).text, read(message).outlet) == ("The staff says Luhy is lost.", "North front")
    assert report(picture) is None
    empty = report(items(b" ")[0])
    assert isinstance(empty, Failure)
    assert "is empty" in empty.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "koi8-r"])
def test_an_entry_of_a_feed_is_read_in_the_feeds_encoding(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>{FEED}'.encode(encoding)
    first, second = items(data, "/data/feed.xml")
    assert (read(first).text, read(second).text) == (f"Луги\n\n{WORDS.strip()}", "Two")
    assert (read(first).author, read(first).outlet) == ("A. Reporter", "Staff")
    assert first.capture.address == "/data/feed.xml#g1"
    (entry,) = items(ATOM.encode())
    assert read(entry).text == f"A < B\n\n{WORDS.strip()}"


def test_a_table_is_one_document_and_its_rows_are_claims() -> None:
    (item,) = items(TABLE, "/data/claims.csv")
    assert report(item) is None
    row, broken = claims(item)
    assert isinstance(row, tuple)
    assert TABLE[slice(*row[0].capture.at or ())] == row[0].data
    assert row[0].capture.within == f"sha256:{hashlib.sha256(TABLE).hexdigest()}"
    assert (row[1].place, row[1].kind) == ("Luhy", EventKind.CAPTURES)
    assert isinstance(broken, Failure)
    assert "line 3" in broken.reason


@pytest.mark.parametrize(
    ("data", "address", "reason"),
    [
        (b"date,claimant,place\n", "/a.csv", "for structured claims claim is missing in its columns"),
        (b'{"date": 1, "claimant": 2, "place": 3}\n', "/a.jsonl", "claim is missing in its columns"),
        (b"{oops\n", "/a.jsonl", "is not JSON"),
        (b"", "https://news.example/a.csv?day=1", "is empty"),
    ],
)
def test_an_unknown_table_is_told_what_is_missing(data: bytes, address: str, reason: str) -> None:
    assert reason in failure(data, address)
    assert [item.capture.way for item in items(data, "/a.txt")] == [Way.FILE]


def test_a_map_is_of_the_name_and_side_that_are_told_with_it() -> None:
    told = Facts(outlet="Some map", side=Side.RU)
    (item,) = items(json.dumps(SQUARE).encode(), "/maps/2025-02-01.geojson", told)
    shown = area(item)
    assert not isinstance(shown, Failure)
    assert (shown.map_name, shown.side, shown.day) == ("Some map", "ru", "2025-02-01")
    (dayless,) = items(json.dumps(SQUARE).encode(), "/maps/a.geojson", told)
    assert isinstance(area(dayless), Failure)


def test_an_address_brings_a_page_or_what_the_file_there_holds(site: Site) -> None:
    site.answers |= {"/page": answer(PAGE, ETag='"v1"'), "/feed": answer(FEED.encode(), Content_Type="text/xml")}
    page = from_address(near(), f"{site.address}/page", TAKEN)
    assert isinstance(page, Arrived)
    assert page.validators == Validators(f"{site.address}/page", '"v1"')
    (item,) = page.items
    assert isinstance(item, Item)
    assert (item.data, item.capture.way, item.capture.address) == (PAGE, Way.WEB, f"{site.address}/page")
    feed = from_address(near(), f"{site.address}/feed", TAKEN)
    assert isinstance(feed, Arrived)
    assert [one.capture.way for one in feed.items if isinstance(one, Item)] == [Way.FEED] * 2
    with pytest.raises(Unreadable, match="is no web address"):
        from_address(near(), "ftp://news.example/", TAKEN)


def test_a_feed_is_followed_page_by_page_and_each_is_fetched_once(site: Site) -> None:
    site.answers |= {"/feed": answer(FEED.encode(), Content_Type="text/xml", ETag='"v1"'), "/1": answer(PAGE)}
    followed = from_feed(near(), f"{site.address}/feed", TAKEN, lambda _: False)
    assert isinstance(followed, Arrived)
    page, gone, entry = followed.items
    assert isinstance(page, Item)
    assert (page.capture.address, page.capture.way, page.facts.author) == (f"{site.address}/1", Way.WEB, "A. Reporter")
    assert read(page).outlet == "Staff"
    assert isinstance(gone, Failure)
    assert "(404)" in gone.reason
    assert isinstance(entry, Item)
    assert (entry.capture.address, entry.capture.way) == (f"{site.address}/feed#g2", Way.FEED)
    known = {page.capture.address, f"{site.address}/2"}
    site.asked.clear()
    again = from_feed(near(), f"{site.address}/feed", TAKEN, known.__contains__)
    assert isinstance(again, Arrived)
    assert list(again.items) == []
    assert site.paths() == ["/robots.txt", "/feed"]


def test_a_feed_that_has_not_changed_is_not_read(site: Site) -> None:
    site.answers["/feed"] = answer(b"", "304 Not Modified")
    earlier = Validators(f"{site.address}/feed", '"v1"')
    found = from_feed(near(), f"{site.address}/feed", TAKEN, lambda _: False, earlier)
    assert found == Unchanged(f"{site.address}/feed", earlier)
