"""Inputs that nobody sends in good faith, each made from its number alone, and what must hold of all of them."""

import gzip
import io
import json
import struct
import zipfile
from collections.abc import Callable

import numpy as np

from fogline.sources.arrivals import from_stream
from fogline.sources.contents import area, claims, report
from fogline.terms.actor import Side
from fogline.terms.capture import Capture, Facts, Item, Way
from fogline.terms.reading import Failure
from fogline.terms.report import Report

SEED = 20250201
TAKEN = "2025-02-01T00:00:00Z"
TOLD = Facts(outlet="A map", side=Side.RU)
WORDS = "Штаб сообщает, что Луги взяты. The staff says Luhy is lost. Міст зруйновано. "
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>Luhy</title><meta name="author" content="A. B.">
<meta property="article:published_time" content="2025-02-01T10:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Luhy</h1><p>{WORDS * 3}</p><table><tr><td>1</td></tr></table><p>{WORDS * 3}</p></article></body></html>"""
MESSAGE = {
    "id": 2, "type": "message", "date": "2025-02-01T01:30:00", "date_unixtime": "1738366200", "from": "Front",
    "reply_to_message_id": 1, "text": [WORDS, {"type": "bold", "text": "Luhy"}], "photo": "x", "forwarded_from": "B",
    "poll": {"question": "Q", "answers": [{"text": "a", "voters": 1}]}, "file": "v.mp4", "duration_seconds": 30,
}  # fmt: skip
EXPORT = {"name": "Front", "type": "public_channel", "id": 77, "messages": [MESSAGE, MESSAGE | {"id": 3}]}
FULL = {"about": "x", "chats": {"about": "y", "list": [EXPORT, EXPORT | {"id": 8}]}}
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>S</title>
<item><title>Luhy</title><link>https://news.example/1</link><guid>1</guid>
<pubDate>Sat, 01 Feb 2025 10:00:00 +0200</pubDate>
<description><![CDATA[<p>{WORDS}</p>]]></description></item><item><title>B &amp; C</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>S</title>
<entry><id>1</id><title type="html">A &lt; B</title>
<link href="/1"/><updated>2025-02-01T10:00:00Z</updated><content type="xhtml"><div>{WORDS}</div></content></entry>
</feed>"""
CSV = f"""date,claimant,claimant_side,place,admin1,claim,share,evidence,url
2025-02-01,the staff,ua,Luhy,"Some, oblast",captured,,video,https://news.example/1
2025-02/2025-03,"the ""other"" staff",ru,Brid,,partly_captured,50%,,{WORDS}
"""
GED_NAMES = "id,date_start,date_end,side_a,side_b,type_of_violence,where_coordinates,latitude,longitude,best"
GED = f"""{GED_NAMES},deaths_civilians
1,2025-02-01,2025-02-03,A,B,1,Luhy,49.1,37.5,4,0
2,2025-02-01 00:00:00.000,2025-02-01,A,B,3,Brid,49.2,37.6,4,4
"""
VIINA = """event_id,date,source,url,text,asciiname,ADM1_NAME,longitude,latitude,t_control_b,a_rus_b
1,20250201,outlet,https://news.example/1,words,Luhy,Oblast,37.5,49.1,1,1
"""
LINES = '{"date": "2025-02-01", "claimant": "the staff", "place": "Luhy", "claim": "captured", "share": 0.5}\n' * 3
RING = [[37, 49], [38, 49], [38, 50], [37.5, 49.2], [37, 50], [37, 49]]
MAP = {"type": "FeatureCollection", "name": "map_20250201", "features": [
    {"type": "Feature", "properties": {"date": "2025-02-01"}, "geometry": {"type": "Polygon", "coordinates": [RING]}},
    {"type": "Feature", "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": [[RING], [RING[::-1]]]}},
]}  # fmt: skip


def record(payload: bytes, *told: str) -> bytes:
    """A WARC record of a server's answer."""
    lines = "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *told])
    block = lines.encode() + b"\r\n\r\n" + payload
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2025-02-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"WARC-Target-URI: https://news.example/1\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def zipped(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of `files`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _seeds() -> dict[str, list[bytes]]:
    page, packed = PAGE.encode(), gzip.compress(PAGE.encode(), mtime=0)
    warc = record(page) + record(packed, "Content-Encoding: gzip")
    members = gzip.compress(record(page), mtime=0) * 3
    package = {"datapackage.json": b'{"wacz_version": "1.1.1"}', "archive/a.warc.gz": members, "archive/b.warc": warc}
    return {
        "page.html": [page, PAGE.replace("utf-8", "windows-1251").encode("cp1251"), PAGE.encode("utf-16")],
        "result.json": [json.dumps(value, indent=1, ensure_ascii=False).encode() for value in (EXPORT, FULL)],
        "a.warc": [warc, members, record(b"5\r\nabcde\r\n0\r\n\r\n", "Transfer-Encoding: chunked")],
        "a.wacz": [zipped(package), zipped(package, zipfile.ZIP_STORED)],
        "feed.xml": [RSS.encode(), ATOM.encode(), RSS.replace('"utf-8"', '"utf-16"').encode("utf-16")],
        "table.csv": [CSV.encode(), GED.encode(), VIINA.encode(), CSV.encode("cp1251", "replace")],
        "table.jsonl": [LINES.encode()],
        "map_20250201.geojson": [json.dumps(MAP).encode()],
        "plain.txt": [WORDS.encode(), WORDS.encode("koi8_u", "replace"), WORDS.encode("utf-16")],
    }


SEEDS = _seeds()
# Signs that mean something in one of the formats, and some that turn or hide what stands beside them.
TOKENS = [
    *(b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&", b"&amp;", b"&#0;", b"&#x10FFFF;", b"<item>"),
    *(b"{", b"}", b"[", b"]", b'"', b"\\", b"\\u0000", b"\\ud800", b"\\x0B", b":", b",", b"null", b"true", b"NaN"),
    *(b"1e999", b"-1", b"0", b"9" * 400, b"\r\n", b"\n", b"\r", b"\t", b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf"),
    *(b"\x1f\x8b\x08\x00", b"WARC/1.0\r\n", b"Content-Length: 5\r\n", b"PK\x03\x04", b"PK\x05\x06", b"%00", b"'"),
    *(sign.encode() for sign in "\u202e\u202d\u2066\u2069\u200b\u200d\ufeff\u2028\u0301\U000e0041\U0001f3f4"),
]


def mutated(data: bytes, chance: np.random.Generator) -> bytes:
    """`data` with up to twelve pieces changed, cut out, put in, doubled or exchanged with those of another seed."""
    others = SEEDS[list(SEEDS)[int(chance.integers(len(SEEDS)))]]
    for _ in range(int(chance.integers(1, 13))):
        at, end = sorted(int(place) for place in chance.integers(0, len(data) + 1, 2))
        near = min(end, at + int(chance.integers(1, 9)))
        token = TOKENS[int(chance.integers(len(TOKENS)))]
        other = others[int(chance.integers(len(others)))]
        instead, to = (
            (chance.bytes(near - at), near),
            (token, at),
            (token, near),
            (token * int(chance.integers(2, 400)), at),
            (b"", near),
            (b"", end),
            (data[at : min(end, at + 20_000)] * 2, end),
            (other[: int(chance.integers(len(other) + 1))], at),
        )[int(chance.integers(8))]
        data = data[:at] + instead + data[to:]
    return data


def _zeros(head: bytes, size: int, tail: bytes = b"") -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6, mtime=0) as packed:
        packed.write(head)
        for _ in range(size >> 20):
            packed.write(bytes(1 << 20))
        packed.write(tail)
    return out.getvalue()


def _laughs(count: int) -> bytes:
    told = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE rss [<!ENTITY l0 "lol">{told}]><rss><channel>{"<item>&l9;</item>" * count}'.encode()


def _star(count: int) -> bytes:
    """A ring whose edges all cross."""
    ring = [[37 + (n % 2), 48 + n / count] for n in range(count)]
    return json.dumps(MAP | {"features": [{"type": "Polygon", "coordinates": [[*ring, ring[0]]]}]}).encode()


def _rings(count: int) -> bytes:
    return json.dumps({"type": "MultiPolygon", "coordinates": [[RING]] * count}).encode()


def _many_zip(count: int) -> bytes:
    return zipped({"datapackage.json": b'{"wacz_version": "1"}', **{f"archive/{n}.warc": b"" for n in range(count)}})


def _lying_zip(size: int) -> bytes:
    whole = bytearray(zipped({"archive/a.warc.gz": _zeros(b"WARC/1.0\r\n", 1 << 20)}))
    struct.pack_into("<L", whole, whole.rfind(b"PK\x01\x02") + 24, size)
    return bytes(whole)


JSON_LD = b'<html><script type="application/ld+json">'
BIG_RECORD = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/\r\nContent-Length: %d\r\n\r\n"
# By a size from 1,000 to 1,000,000 each: nesting, lines and tables without end, bombs, and what takes its square.
EXTREMES: dict[str, Callable[[int], tuple[str, bytes]]] = {
    "deep page": lambda n: ("a.html", b"<html><body>" + b"<div>" * n + WORDS.encode()),
    "deep lists": lambda n: ("a.html", b"<html><body>" + b"<ul><li>" * n + WORDS.encode()),
    "open bold": lambda n: ("a.html", b"<html><body>" + b"<p><b>" * n + WORDS.encode()),
    "many paragraphs": lambda n: ("a.html", b"<html><body>" + b"<p>Luhy is lost.</p>" * n),
    "many cells": lambda n: ("a.html", b"<html><body><table>" + b"<tr><td>x" * n),
    "many links": lambda n: ("a.html", b"<html><body>" + b"<a href=/a>Luhy</a>" * n),
    "many attributes": lambda n: ("a.html", b"<html><body><p " + b" ".join(b"a%d=1" % k for k in range(n)) + b">x"),
    "long word": lambda n: ("a.html", b"<html><body><p>" + b"x" * n + b"</p>"),
    "long comment": lambda n: ("a.html", b"<html><body><!--" + b"-" * n),
    "many metas": lambda n: ("a.html", b"<html><head>" + b"<meta name=date content=2025-01-01>" * n),
    "json-ld": lambda n: ("a.html", JSON_LD + b'{"a":' * n + b"</script>" + PAGE.encode()),
    "long line": lambda n: ("a.txt", WORDS.encode() * (n // 50)),
    "one sign": lambda n: ("a.txt", b"x" * n),
    "overrides": lambda n: ("a.txt", "\u202e\u200b\u2066a".encode() * n),
    "marks": lambda n: ("a.txt", b"a" + "\u0301".encode() * n),
    "bytes": lambda n: ("a.txt", b"\xff\xc0" * n),
    "deep json": lambda n: ("a.json", b'{"id":1,"name":"a","type":"public_channel","messages":[' + b"[" * n),
    "deep message": lambda n: ("a.json", json.dumps(EXPORT).encode().replace(b'"x"', b"[" * n + b"]" * n)),
    "long message": lambda n: ("a.json", json.dumps(EXPORT | {"messages": [MESSAGE | {"text": "ы" * n}]}).encode()),
    "many parts": lambda n: ("a.json", json.dumps(EXPORT | {"messages": [MESSAGE | {"text": ["a"] * n}]}).encode()),
    "many empty": lambda n: ("a.json", b'{"id":1,"type":"public_channel","messages":[' + b"{}," * n + b"{}]}"),
    "deep feed": lambda n: ("a.xml", b"<rss><channel>" + b"<a>" * n),
    "deep entry": lambda n: ("a.xml", b"<rss><channel><item><description>" + b"<a>" * n),
    "deep markup": lambda n: ("a.xml", b"<rss><channel><item><description>" + b"&lt;b&gt;" * n),
    "many entries": lambda n: ("a.xml", b"<rss><channel>" + b"<item><title>a</title></item>" * n),
    "open entries": lambda n: ("a.xml", b"<rss><channel>" + b"<item><title>" * n),
    "laughs": lambda n: ("a.xml", _laughs(n // 1000)),
    "wide row": lambda n: ("a.csv", b"date,claimant,place,claim" + b",x" * n + b"\n" + b"," * n),
    "long cell": lambda n: ("a.csv", CSV.encode() + b'2025-02-01,"' + b"x" * n),
    "open quotes": lambda n: ("a.csv", CSV.encode() + b'"a\n' * n),
    "many rows": lambda n: ("a.csv", CSV.encode() + b"2025-02-01,a,ua,b,,captured,,,\n" * (n // 10)),
    "wide object": lambda n: ("a.jsonl", b"{" + b",".join(b'"a%d":1' % k for k in range(n)) + b"}\n"),
    "deep object": lambda n: ("a.jsonl", LINES.encode() + b'{"date":' + b"[" * n + b"\n"),
    "long number": lambda n: ("a.jsonl", LINES.encode() + b'{"date":' + b"9" * n + b"}\n"),
    "deep map": lambda n: ("a.geojson", b'{"type":"GeometryCollection","geometries":[' * n),
    "deep ring": lambda n: ("a.geojson", b'{"type":"Polygon","coordinates":' + b"[" * n + b"]" * n + b"}"),
    "star": lambda n: ("2025-02-01.geojson", _star(n // 100)),
    "many rings": lambda n: ("2025-02-01.geojson", _rings(n // 20)),
    "gzip bomb": lambda n: ("a.warc.gz", _zeros(BIG_RECORD % (n * 1000), n * 200)),
    "blank bomb": lambda n: ("a.warc.gz", gzip.compress(b"WARC/1.0\r\n" + b"\r\n" * n * 20)),
    "answer bomb": lambda n: ("a.warc", record(_zeros(b"<html>", n * 100), "Content-Encoding: gzip")),
    "twice packed": lambda n: ("a.warc", record(gzip.compress(_zeros(b"", n * 100)), "Content-Encoding: gzip, gzip")),
    "empty members": lambda n: ("a.warc.gz", gzip.compress(record(b"x")) + gzip.compress(b"") * (n // 10)),
    "magic": lambda n: ("a.warc.gz", gzip.compress(record(b"x"))[:-4] + b"\x1f\x8b\x08\x00" * n),
    "long header": lambda n: ("a.warc", b"WARC/1.0\r\n" + b"a" * n),
    "many headers": lambda n: ("a.warc", b"WARC/1.0\r\n" + b"a: b\r\n" * n),
    "zip bomb": lambda n: ("a.wacz", zipped({"archive/a.warc.gz": _zeros(b"WARC/1.0\r\n", n * 100)})),
    "plain zip bomb": lambda n: ("a.wacz", zipped({"archive/a.warc": BIG_RECORD % (n * 100) + bytes(n * 100)})),
    "lying zip": lambda n: ("a.wacz", _lying_zip(n)),
    "many in zip": lambda n: ("a.wacz", _many_zip(n // 100)),
}  # fmt: skip


def case(number: int) -> tuple[str, str, bytes]:
    """What the case is, the name of its file, and its bytes: one of twenty is an extreme, the others are mutations."""
    chance = np.random.default_rng((SEED, number))
    if number % 20 == 0:
        kind = list(EXTREMES)[number // 20 % len(EXTREMES)]
        name, data = EXTREMES[kind](int(10 ** chance.uniform(3, 6)))
        return kind, name, data
    name = list(SEEDS)[int(chance.integers(len(SEEDS)))]
    data = SEEDS[name][int(chance.integers(len(SEEDS[name])))]
    return f"changed {name}", name, mutated(data, chance)


class Broken(Exception):
    """A promise about what comes of an input was not held."""


def taken_in(name: str, data: bytes) -> int:
    """How much came of an input; raises Broken, and whatever is not caught on the way."""
    count = 0
    for one in from_stream(io.BytesIO(data), Capture(f"/data/{name}", Way.FILE, TAKEN), TOLD):
        for result in _all_in(one):
            count += 1
            if isinstance(result, Failure) and (not result.reason or "did not foresee" in result.reason):
                raise Broken(result.reason)
            if isinstance(result, Report):
                result.text.encode()
        if isinstance(one, Item):
            if one.capture.at and data[slice(*one.capture.at)] != one.data:
                raise Broken("a document is not what stands in its place")
            str(one.facts).encode()
    return count


def _all_in(one: Item | Failure) -> list[object]:
    if isinstance(one, Failure):
        return [one]
    if one.capture.way is Way.TABLE:
        return [row for row in claims(one) if isinstance(row, Failure)]
    return [area(one) if one.capture.way is Way.MAP else report(one)]
