"""WARC files: what is taken out of them, and that damage and malice end in a sentence."""

import gzip
import hashlib
import io
import tracemalloc
import zlib
from base64 import b32encode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from fogline.sources.warc import is_warc, pages
from fogline.sources.warc_payload import LIMIT, Unusable, joined, unpacked
from fogline.terms.capture import Capture, Facts, Item, Way
from fogline.terms.reading import Failure

NOW = "2026-01-01T00:00:00Z"
MADE = "2024-05-01T12:00:00Z"
PAGE = "<html><body><p>Обстріл тривав до ранку.</p></body></html>".encode()
HTML = ("Content-Type", "text/html")


def read(data, within=None):
    return list(pages(io.BytesIO(data), "a.warc", NOW, within))


def only_failure(found):
    assert [type(one) for one in found] == [Failure], found
    assert found[0].path == "a.warc"
    return found[0].reason


def written(*records, packed=True):
    """An archive as warcio writes it; a record is (type, address, HTTP headers or a media type, payload)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for kind, address, told, payload in records:
        http = None if isinstance(told, str) else StatusAndHeaders("200 OK", told, protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                address,
                kind,
                payload=io.BytesIO(payload),
                length=len(payload),
                http_headers=http,
                warc_content_type=told if http is None else "",
                warc_headers_dict={"WARC-Date": MADE, "WARC-Record-ID": "<urn:x>"},
            )
        )
    return out.getvalue()


def response(payload=PAGE, *told, address="https://x.org/a", packed=True):
    return written(("response", address, [*told] or [HTML], payload), packed=packed)


def by_hand(block, *fields, kind="response", address="https://x.org/a", length=None):
    lines = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {address}", f"WARC-Date: {MADE}", *fields]
    lines += [f"Content-Length: {len(block) if length is None else length}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def answer(payload=PAGE, *lines, status="HTTP/1.1 200 OK"):
    return "\r\n".join([status, *(lines or ["Content-Type: text/html"])]).encode() + b"\r\n\r\n" + payload


def test_knows_archives_by_their_first_bytes():
    assert is_warc(response()[:100])
    assert is_warc(response(packed=False))
    assert not is_warc(b"WARC/")
    assert not is_warc(gzip.compress(PAGE))
    assert not is_warc(b"\x1f\x8b\x08 but not gzip at all")
    assert not is_warc(b"")


def test_a_page_is_taken_with_its_address_and_time():
    (item,) = read(response(), within="sha256:1")
    capture = Capture("https://x.org/a", Way.WARC, MADE, "text/html", "sha256:1")
    assert item == Item(PAGE, capture, Facts(link="https://x.org/a"))


def test_in_a_plain_file_the_place_of_the_bytes_is_known():
    data = b"".join(by_hand(answer(page)) for page in (b"<html>1", b"<html>2 and more", b"<html>"))
    items = read(data)
    assert [data[slice(*item.capture.at)] for item in items] == [item.data for item in items]
    assert len(items) == 3


def test_only_pages_and_texts_that_were_given_are_taken_in_order():
    data = written(
        ("warcinfo", None, "application/warc-fields", b"software: x\r\n"),
        ("request", "https://x.org/a", "application/http", b"GET /a HTTP/1.1\r\n\r\n"),
        ("response", "https://x.org/1", [("content-type", "Text/HTML; Charset=UTF-8")], PAGE),
        ("response", "https://x.org/2", [("Content-Type", "image/png")], b"\x89PNG"),
        ("response", "https://x.org/3", [("Content-Type", "text/plain")], b"words"),
        ("revisit", "https://x.org/1", [HTML], b""),
        ("metadata", "https://x.org/1", "text/plain", b"outlinks"),
        ("resource", "https://x.org/4", "application/xhtml+xml", PAGE),
        ("resource", "urn:text:https://x.org/1", "text/plain", b"words that a crawler made of a page"),
        ("resource", "metadata://x/wget.log", "text/plain", b"log"),
    )
    taken = [(item.capture.address[-1], item.capture.media_type) for item in read(data)]
    assert taken == [("1", "text/html; charset=utf-8"), ("3", "text/plain"), ("4", "application/xhtml+xml")]


@pytest.mark.parametrize(
    "status", ["HTTP/1.1 404 Not Found", "HTTP/1.1 301 Moved", "HTTP/1.1 206 Part", "HTTP/1.1", ""]
)
def test_other_answers_are_passed_over(status):
    assert read(by_hand(answer(status=status))) == []


def test_other_versions_of_http_are_answers_too():
    assert read(by_hand(answer(status="HTTP/2 200")))[0].data == PAGE


def test_without_a_content_type_pages_are_known_by_their_bytes():
    (item,) = read(by_hand(answer(PAGE, "Server: x")) + by_hand(answer(b"\x89PNG", "Server: x")))
    assert (item.data, item.capture.media_type) == (PAGE, None)


def test_a_character_set_that_only_the_header_names_is_kept_and_the_bytes_are_untouched():
    letters = "<html>Обстріл".encode("cp1251")
    (item,) = read(response(letters, ("Content-Type", 'text/html; charset="Windows-1251"')))
    assert (item.data, item.capture.media_type) == (letters, "text/html; charset=windows-1251")


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("2024-05-01T12:00:00.25Z", "2024-05-01T12:00:00.250000Z"),
        ("2024-05-01T15:00:00+03:00", MADE),
        ("2024-05-01T12:00:00", MADE),
        ("0001-01-01T00:00:00+12:00", NOW),
        ("2024-13-45T12:00:00Z", NOW),
        ("yesterday", NOW),
    ],
)
def test_the_record_tells_when_it_was_made(told, meant):
    (item,) = read(by_hand(answer()).replace(MADE.encode(), told.encode()))
    assert item.capture.taken == meant


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
        ("deflate", zlib.compress),
        ("Deflate", lambda data: zlib.compress(data)[2:-4]),
        ("deflate, gzip", lambda data: gzip.compress(zlib.compress(data))),
        ("gzip", bytes),
        ("br", bytes),
        ("utf-8", bytes),
    ],
)
def test_packing_and_chunks_are_undone(coding, pack, packed):
    sent = pack(PAGE)
    chunked = b"".join(b"%x;x=y\r\n%b\r\n" % (len(part), part) for part in (sent[:7], sent[7:])) + b"0\r\n\r\n"
    told = (HTML, ("Content-Encoding", coding))
    for data in (response(sent, *told, packed=packed), response(chunked, *told, ("Transfer-Encoding", "chunked"))):
        assert [item.data for item in read(data)] == [PAGE]


def test_brotli_is_undone():
    brotli = pytest.importorskip("brotli")
    told = (HTML, ("Content-Encoding", "br"))
    assert read(response(brotli.compress(PAGE), *told))[0].data == PAGE
    assert "breaks off" in only_failure(read(response(brotli.compress(PAGE)[:-3], *told)))
    assert "larger than 64 MiB" in only_failure(read(response(brotli.compress(b"a" * (LIMIT + 1)), *told)))
    assert len(unpacked(brotli.compress(bytes(LIMIT)), "br")) == LIMIT


def test_chunks_that_a_crawler_has_joined_stay_as_they_are():
    assert read(response(PAGE, HTML, ("Transfer-Encoding", "chunked")))[0].data == PAGE


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=6))
def test_joining_undoes_chunking(pieces):
    sent = b"".join(b"%X\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    assert joined(sent) == b"".join(pieces)


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "gzip, deflate", "zstd", "br"]))
def test_whatever_a_payload_holds_a_sentence_is_the_worst(payload, coding):
    try:
        assert isinstance(unpacked(joined(payload), coding), bytes)
    except Unusable as error:
        assert str(error)


def sha1(data):
    return "sha1:" + b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


@pytest.mark.parametrize(
    "digest",
    [
        sha1(PAGE),
        sha1(PAGE).lower(),
        "sha-256:" + hashlib.sha256(PAGE).hexdigest(),
        "sha256:" + b32encode(hashlib.sha256(PAGE).digest()).decode(),
        "SHA-512:" + b64encode(hashlib.sha512(PAGE).digest()).decode(),
        "blake9:an algorithm that nobody knows",
        "no algorithm",
        "sha1:",
    ],
)
def test_a_digest_may_be_written_in_each_of_the_ways_that_crawlers_use(digest):
    assert len(read(by_hand(answer(), f"WARC-Payload-Digest: {digest}"))) == 1


def test_a_digest_may_be_that_of_the_payload_as_sent_or_as_meant():
    sent = gzip.compress(PAGE)
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(sent), sent)
    block = answer(chunked, "Content-Type: text/html", "Content-Encoding: gzip", "Transfer-Encoding: chunked")
    for taken_of in (chunked, sent, PAGE):
        assert read(by_hand(block, f"WARC-Payload-Digest: {sha1(taken_of)}"))[0].data == PAGE


@pytest.mark.parametrize("field", ["WARC-Payload-Digest", "WARC-Block-Digest"])
@pytest.mark.parametrize("digest", [sha1(b"other"), "sha256:" + hashlib.sha256(b"other").hexdigest(), "sha1:\u0411=="])
def test_changed_bytes_are_named_and_the_next_record_is_read(field, digest):
    failure, item = read(by_hand(answer(), f"{field}: {digest}") + by_hand(answer(), address="https://x.org/b"))
    assert "the record of https://x.org/a at byte 0 does not agree with its digest" in failure.reason
    assert item.capture.address == "https://x.org/b"


def test_a_record_cut_into_segments_or_without_an_address_is_named():
    assert "one piece" in only_failure(read(by_hand(answer(), "WARC-Segment-Number: 1")))
    assert "names no address" in only_failure(read(by_hand(answer(), "WARC-Record-ID: <urn:x>", address="")))


def test_what_is_named_cannot_write_on_the_terminal():
    reason = only_failure(
        read(by_hand(answer(), f"WARC-Block-Digest: {sha1(b'')}", address="https://x\x1b[2J" + "y" * 9999))
    )
    assert "\x1b" not in reason
    assert len(reason) < 500


def test_files_put_one_after_another_are_one():
    one, two = response(address="https://x.org/1"), response(address="https://x.org/2")
    assert [item.capture.address[-1] for item in read(one + two + one)] == ["1", "2", "1"]
    in_one_member = gzip.compress(by_hand(answer()) + by_hand(answer()))
    assert len(read(in_one_member + response())) == 3
    assert len(read(by_hand(answer()) + response(packed=False))) == 2


def test_a_stream_that_gives_a_byte_at_a_time_is_read_the_same():
    class Slow(io.BytesIO):
        def read(self, _=-1):
            return super().read(1)

    data = response() * 3
    assert list(pages(Slow(data), "a.warc", NOW, None)) == read(data)


# Damage


@given(st.data())
def test_what_is_whole_before_a_cut_is_taken_then_one_failure(data):
    packed = data.draw(st.booleans())
    records = [response(address=f"https://x.org/{n}", packed=packed) for n in range(3)]
    whole = b"".join(records)
    cut = data.draw(st.integers(1, len(whole) - 1))
    found = read(whole[:cut])
    ends = [sum(map(len, records[: n + 1])) for n in range(3)]
    # The blank lines after the last record may be missing; nothing tells how many there were.
    complete = sum(end - (0 if packed else 4) <= cut for end in ends)
    assert [one.capture.address[-1] for one in found[:complete]] == [*"012"][:complete]
    at_seam = any(end - (0 if packed else 4) <= cut <= end for end in ends)
    assert [type(one) for one in found[complete:]] == ([] if at_seam else [Failure])


@given(st.integers(0, 10_000), st.integers(1, 255), st.booleans())
def test_a_changed_byte_never_gives_other_words(at, change, packed):
    data = bytearray(response(packed=packed) * 2)
    data[at % len(data)] ^= change
    for one in read(bytes(data)):
        assert isinstance(one, Failure) or one.data == PAGE


@given(st.binary(max_size=300), st.booleans())
def test_noise_is_a_failure(noise, packed):
    for data in (b"WARC/1.0\r\n" + noise, response(packed=packed) + noise):
        found = read(gzip.compress(data) if packed else data)
        assert all(isinstance(one, Failure | Item) for one in found)


@pytest.mark.parametrize("length", [5, 10_000, -1, "", "1_0", "9" * 5000, "ten"])
def test_in_gzip_a_wrong_length_costs_its_own_record_only(length):
    data = gzip.compress(by_hand(answer(), length=length)) + response()
    failure, item = read(data)
    assert "the record at byte 0" in failure.reason
    assert item.data == PAGE


@pytest.mark.parametrize("length", [5, 10_000, -1, "", "1_0", "9" * 5000, "ten"])
def test_in_a_plain_file_reading_ends_at_a_wrong_length(length):
    """What follows may be the words of the page, which could forge a record."""
    first = by_hand(answer())
    item, failure = read(first + by_hand(answer(), length=length) + by_hand(answer()))
    assert item.data == PAGE
    assert f"the record at byte {len(first)}" in failure.reason
    assert "nothing after it" in failure.reason


def test_a_damaged_packing_is_named_and_the_next_record_is_read():
    told = (HTML, ("Content-Encoding", "gzip"))
    for sent in (gzip.compress(PAGE)[:-9], gzip.compress(PAGE)[:12] + b"\xff" * 40):
        failure, item = read(response(sent, *told) + response())
        assert "https://x.org/a" in failure.reason
        assert item.data == PAGE
    broken = response(b"5\r\nabcde\r\n99\r\nend", HTML, ("Transfer-Encoding", "chunked"))
    assert "breaks off between its chunks" in only_failure(read(broken))
    assert "cannot be undone" in only_failure(read(response(b"(\xb5/\xfd", HTML, ("Content-Encoding", "zstd"))))


@pytest.mark.parametrize("place", [0, 1, 12, 60, -9, -4])
def test_behind_a_damaged_member_reading_goes_on_and_what_is_left_out_is_told(place):
    members = [response(address=f"https://x.org/{n}") for n in range(4)]
    harmed = bytearray(members[1])
    harmed[place] ^= 0xFF
    found = read(members[0] + bytes(harmed) + members[2] + members[3])
    assert [one.capture.address[-1] for one in found if isinstance(one, Item)] == ["0", "2", "3"]
    (failure,) = (one for one in found if isinstance(one, Failure))
    assert f"at byte {len(members[0])} " in failure.reason
    assert f"up to byte {len(members[0] + members[1])} is left out" in failure.reason


def test_a_stream_that_cannot_go_back_goes_on_with_what_it_has_not_given_out_yet():
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    data = response() + response()[:-4] + b"1234" + response() + response()
    found = list(pages(Pipe(data), "a.warc.gz", NOW, None))
    assert [type(one) for one in found] == [Item, Failure, Item, Item]


def test_what_only_looks_like_a_member_is_not_taken_for_one():
    harmed = response()[:-8] + gzip.compress(b"no record") + b"\x1f\x8b\x08\x00" * 300
    failure, item = read(harmed + response())
    assert isinstance(failure, Failure)
    assert item.data == PAGE


def test_magic_without_end_ends():
    data = response()[:-8] + b"\x1f\x8b\x08\x00" * 200_000 + response()
    (failure,) = read(data)
    assert "nothing after it can be" in failure.reason


@pytest.mark.parametrize("data", [b"", b"\r\n" * 20, gzip.compress(b"") * 20])
def test_an_empty_file_holds_nothing(data):
    assert read(data) == []


def test_what_is_no_archive_is_named():
    assert "does not begin as WARC records do" in only_failure(read(PAGE))
    assert "blank lines without end" in only_failure(read(b"\n" * 100_000))


# Bombs


def read_and_weigh(data):
    """What is read, and the most memory that it took."""
    tracemalloc.start()
    try:
        return read(data), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def zeros(head, size):
    """A gzip member of `head` and `size` times the letter a, made without holding them."""
    packing = zlib.compressobj(9, wbits=31)
    parts = [packing.compress(head)]
    parts += [packing.compress(b"a" * 2**20) for _ in range(size // 2**20)]
    return b"".join(parts) + packing.flush()


def test_a_payload_over_the_limit_is_a_failure():
    bomb = response(zeros(b"", LIMIT + 2**20), HTML, ("Content-Encoding", "gzip"))
    (failure, item), peak = read_and_weigh(bomb + response())
    assert "larger than 64 MiB" in failure.reason
    assert item.data == PAGE
    assert peak < 3 * LIMIT


def test_a_record_over_the_limit_is_not_held():
    size = LIMIT + 2**20
    header = by_hand(b"", length=size + len(answer(b""))).rstrip() + b"\r\n\r\n" + answer(b"")
    (failure, item), peak = read_and_weigh(header + b"a" * size + b"\r\n\r\n" + response(packed=False))
    assert "larger than 64 MiB" in failure.reason
    assert item.data == PAGE
    assert peak < 2**23


@pytest.mark.parametrize(
    "head",
    [
        b"WARC/1.0\r\nWARC-Type: response\r\nX: ",
        b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 999999999999\r\n\r\n",
        by_hand(b"", length=999_999_999_999).rstrip() + b"\r\n\r\nHTTP/1.1 200 OK\r\nX: ",
    ],
    ids=["endless header", "endless record", "endless header of an answer"],
)
def test_a_bomb_ends_soon_and_takes_no_memory(head):
    found, peak = read_and_weigh(zeros(head, 80 * 2**20))
    assert "unpacks to more than 200 times" in only_failure(found)
    assert peak < 2**23


def test_an_endless_header_is_a_failure():
    failure, item = read(gzip.compress(b"WARC/1.0\r\nX: " + b"y" * 2**20 + b"\r\n\r\n") + response())
    assert "header of more than 256 KiB" in failure.reason
    assert item.data == PAGE
    failure, item = read(by_hand(answer(PAGE, "X: y" * 2**20)) + response(packed=False))
    assert "header of more than 256 KiB" in failure.reason
    assert item.data == PAGE
