"""Files that hold many documents are read document by document."""

import json
from io import BytesIO
from pathlib import Path

import pytest

from fogline.errors import Unreadable
from fogline.sources.containers import from_file, from_stream
from fogline.terms.reading import Failure
from fogline.terms.report import Report

EXPORT = {
    "name": "North front",
    "type": "public_channel",
    "id": 77,
    "messages": [
        {"id": 1, "type": "service", "date": "2025-01-31T10:00:00", "action": "create_channel"},
        {
            "id": 2,
            "type": "message",
            "date": "2025-02-01T01:30:00",
            "date_unixtime": "1738366200",
            "from": "North front",
            "text": ["The staff says ", {"type": "bold", "text": "Luhy"}, " is lost."],
        },
        {
            "id": 3,
            "type": "message",
            "date": "2025-02-01T02:00:00",
            "date_unixtime": "1738368000",
            "text": "",
            "photo": "x",
        },
    ],
}
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
PAGE = (
    b"<html><head><title>Luhy</title></head><body><article><p>The staff says Luhy is lost.</p></article></body></html>"
)


def record(payload: bytes) -> bytes:
    block = ANSWER + payload
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2025-02-01T00:00:00Z\r\n"
        "WARC-Target-URI: https://news.example/luhy\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def read(data: bytes) -> list[Report | Failure]:
    return list(from_stream(BytesIO(data), "some.file", "2025-02-02T00:00:00Z"))


def test_each_message_with_words_is_a_report() -> None:
    (message,) = read(json.dumps(EXPORT, indent=1).encode())
    assert isinstance(message, Report)
    assert (message.path, message.text) == ("telegram:channel77/2", "The staff says Luhy is lost.")
    assert (message.outlet, message.published) == ("North front", "2025-01-31")


def test_each_page_of_an_archive_is_a_report() -> None:
    (page,) = read(record(PAGE))
    assert isinstance(page, Report)
    assert page.path == "https://news.example/luhy"
    assert "Luhy is lost" in page.text


def test_what_a_broken_export_holds_is_read_and_the_break_told() -> None:
    whole = json.dumps(EXPORT).encode()
    message, failure = read(whole[: whole.index(b'{"id": 3')] + b'{"id": 3, "ty')
    assert isinstance(message, Report)
    assert isinstance(failure, Failure)
    assert "breaks off at byte" in failure.reason


def test_any_other_file_is_one_report(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"messages": "of a kind"}')
    (found,) = from_file(tmp_path / "a.json")
    assert isinstance(found, Report)
    assert found.verbatim
    with pytest.raises(Unreadable, match="does not exist"):
        list(from_file(tmp_path / "gone.txt"))


def test_a_page_is_what_the_server_called_one_however_it_begins() -> None:
    words = b"The staff says Luhy is lost, and the bridge over the river is gone since Monday night. "
    (page,) = read(record(b"<div class=x><article><p>" + 5 * words + b"</p></article></div>"))
    assert isinstance(page, Report)
    assert page.text.startswith("The staff says Luhy is lost")
    assert not page.verbatim


def test_one_odd_page_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def odd(data: bytes, *_: object, **__: object) -> Report:
        if b"odd" in data:
            raise RecursionError
        return Report("", "", "words", verbatim=True)

    monkeypatch.setattr("fogline.sources.contents.take", odd)
    first, second = read(record(b"<p>odd</p>") + record(PAGE))
    assert isinstance(first, Failure)
    assert "we did not foresee" in first.reason
    assert isinstance(second, Report)


def test_an_export_without_words_says_so() -> None:
    (failure,) = read(json.dumps(EXPORT | {"messages": EXPORT["messages"][:1]}).encode())
    assert isinstance(failure, Failure)
    assert "holds no message" in failure.reason


def test_tables_and_maps_are_for_a_ledger_and_say_so() -> None:
    for table in (
        b"date,claimant,place,claim\n2025-02-01,the staff,Luhy,captured\n",
        b'{"date": "2025-02-01", "claimant": "the staff", "place": "Luhy", "claim": "captured"}\n',
    ):
        (failure,) = read(table)
        assert isinstance(failure, Failure)
        assert failure.reason == "is a table of claims and no report; add it to a ledger with fogline add"
    (failure,) = read(b'{"type": "FeatureCollection", "features": []}')
    assert isinstance(failure, Failure)
    assert "is a map" in failure.reason
    (other,) = read(b"name,village\nA,Luhy\n")
    assert isinstance(other, Report)


def test_each_entry_of_a_saved_feed_is_a_report() -> None:
    (entry,) = read(
        b"<rss><channel><title>Staff</title><item><title>Luhy</title><pubDate>Sat, 01 Feb 2025 10:00:00 GMT</pubDate>"
        b"<description>&lt;p&gt;The staff says Luhy is lost.&lt;/p&gt;&lt;p&gt;The bridge too.</description></item>"
    )
    assert isinstance(entry, Report)
    assert (entry.text, entry.outlet) == ("Luhy\n\nThe staff says Luhy is lost.\nThe bridge too.", "Staff")
    assert (entry.title, entry.published) == ("Luhy", "2025-02-01")
