"""WACZ files: pages out of a zip, and that zips made to harm end in a sentence."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from fogline.sources.wacz import is_wacz, wacz_pages
from fogline.terms.reading import Failure

NOW = "2026-01-01T00:00:00Z"
PAGE = b"<html><p>words</p></html>"


def warc(address):
    out = io.BytesIO()
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer = WARCWriter(out)
    record = writer.create_warc_record(
        address,
        "response",
        payload=io.BytesIO(PAGE),
        length=len(PAGE),
        http_headers=http,
        warc_headers_dict={"WARC-Date": NOW, "WARC-Record-ID": "<urn:x>"},
    )
    writer.write_record(record)
    return out.getvalue()


def zipped(entries, method=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


WACZ = {
    "archive/data.warc.gz": warc("https://x.org/1"),
    "archive/more.warc.gz": warc("https://x.org/2"),
    "indexes/index.cdx.gz": b"",
    "pages/pages.jsonl": b"{}",
    "datapackage.json": b'{"wacz_version": "1.1.1"}',
}


def read(data):
    return list(wacz_pages(io.BytesIO(data), "a.wacz", NOW, "sha256:1"))


def only_failure(found):
    assert [type(one) for one in found] == [Failure], found
    return f"{found[0].path}: {found[0].reason}"


def test_knows_wacz_by_its_first_entries_and_takes_no_other_zip_for_one():
    for first in WACZ:
        assert is_wacz(zipped({first: WACZ[first]})[:200])
    assert is_wacz(zipped({"archive/": b"", "notes.txt": b"x" * 99, **WACZ})[:700])
    assert not is_wacz(zipped({"word/document.xml": b"<xml/>", "notes.warc.gz": b""}))
    assert not is_wacz(zipped({"datapackage.json": b'{"profile": "tabular-data-package"}'}))
    assert not is_wacz(zipped({}))
    assert not is_wacz(b"PK\x03\x04")
    assert not is_wacz(warc("https://x.org"))


def test_knows_a_wacz_that_was_written_without_going_back():
    """Sizes then stand behind the entries."""

    class Pipe(io.RawIOBase):
        data = b""

        def writable(self):
            return True

        def write(self, data):
            self.data += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        archive.writestr("readme.txt", b"some words")
        archive.writestr("pages/pages.jsonl", b"{}")
    assert is_wacz(pipe.data)
    assert not is_wacz(pipe.data[:80])


@given(st.binary(max_size=120))
def test_noise_is_no_wacz_and_no_crash(noise):
    assert not is_wacz(b"PK\x03\x04" + noise)
    only_failure(read(b"PK\x03\x04" + noise))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_pages_of_all_its_archives_are_taken(method):
    items = read(zipped(WACZ, method))
    assert [(item.data, item.capture.address) for item in items] == [
        (PAGE, "https://x.org/1"),
        (PAGE, "https://x.org/2"),
    ]
    assert {(item.capture.within, item.capture.at) for item in items} == {("sha256:1", None)}


def test_an_entry_that_is_damaged_is_named_and_the_next_is_read():
    whole = warc("https://x.org/1")
    failure, item = read(zipped({**WACZ, "archive/data.warc.gz": whole[:-20]}))
    assert failure.path == "a.wacz/archive/data.warc.gz"
    assert "breaks off" in failure.reason
    assert item.capture.address == "https://x.org/2"
    changed = zipped(WACZ).replace(whole, whole[:-1] + b"\x01", 1)
    failure, item = read(changed)
    assert failure.path == "a.wacz/archive/data.warc.gz"
    assert item.capture.address == "https://x.org/2"


@pytest.mark.parametrize("name", ["../../etc/x.warc.gz", "archive/../../x.warc", "/archive/x.warc.gz"])
def test_a_name_that_leads_out_is_refused_and_the_rest_read(name):
    failure, one, two = read(zipped({name: warc("https://x.org/0"), **WACZ}))
    assert "leads out of the archive" in failure.reason
    assert [one.capture.address, two.capture.address] == ["https://x.org/1", "https://x.org/2"]


def test_a_name_cannot_write_on_the_terminal():
    assert "\x1b" not in only_failure(read(zipped({"archive/\x1b[2J.warc": b"no archive"})))


def test_a_zip_without_archives_is_named():
    assert "no WARC file in a folder named archive" in only_failure(read(zipped({"pages/pages.jsonl": b"{}"})))


def test_what_cannot_seek_or_is_no_zip_is_named():
    assert "its list of entries cannot be read" in only_failure(read(zipped(WACZ)[:-30]))
    assert "its list of entries cannot be read" in only_failure(read(PAGE))


# Malice


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = zipped({"archive/x.warc": b"\n" * (65 * 2**20)}, zipfile.ZIP_DEFLATED)
    assert "more than 200 times" in only_failure(read(bomb))


def test_other_packings_and_locked_entries_are_refused():
    assert "pack it again" in only_failure(read(zipped({"archive/x.warc": b"x"}, zipfile.ZIP_LZMA)))
    locked = bytearray(zipped({"archive/x.warc": b"x"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "damaged or locked" in only_failure(read(bytes(locked)))


def test_entries_that_share_their_bytes_are_refused():
    data = zipped({"archive/x.warc": b"x" * 5000})
    start = data.index(b"PK\x01\x02")
    entry, end = data[start : data.index(b"PK\x05\x06")], bytearray(data[data.index(b"PK\x05\x06") :])
    struct.pack_into("<HHL", end, 8, 3, 3, 3 * len(entry))
    assert "one in another" in only_failure(read(data[:start] + entry * 3 + bytes(end)))


def test_a_list_of_entries_without_end_is_not_read():
    data = bytearray(zipped(WACZ))
    struct.pack_into("<L", data, len(data) - 10, 2**30)
    assert "more entries than any WACZ" in only_failure(read(bytes(data)))


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_changed_byte_never_gives_other_words(at, change):
    data = bytearray(zipped(WACZ))
    data[at % len(data)] ^= change
    for one in read(bytes(data)):
        assert isinstance(one, Failure) or one.data == PAGE
