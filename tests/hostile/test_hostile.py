"""What nobody sends in good faith ends in documents or in sentences, soon, through every way in.

The same inputs, ten thousand of them and larger ones, are taken in by `benchmarks/hostile.py`.
"""

import gzip
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.hostile_cases import EXTREMES, SEEDS, case, record, taken_in

SOON_S = 5
SIZE = 2_000
TURNING = st.text("\u202e\u202d\u2066\u2069\u200b\u200d\ufeff\u2028\u0301ЛЛуu \n\x00\ud83d", max_size=12)


def pieces(words: str) -> st.SearchStrategy[str]:
    """Texts made of the signs that mean something in a format, with others that turn and hide between them."""
    return st.lists(st.sampled_from(words.split(" ")) | TURNING, max_size=30).map("".join)


HTML = pieces("<html> <body> <p> </p> <article> <table> <td <script> </script> <!-- --> <b a='1 &amp; &#0; <title>")
FEED = pieces("<item> </item> <entry> </entry> <title> </title> <![CDATA[ ]]> <!-- --> <link href='/'/> &lt;b&gt; &x;")
TABLE = pieces('" "" , ; \n \r\n 2025-02-01 2025-02 captured ru Luhy 50% 1e99 - x,y,z {} []')
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | TURNING.map(lambda text: text.replace("\ud83d", "")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(
        ["type", "coordinates", "geometry", "features", "properties", "date", "id", "messages", "text", "poll"]
    ), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@settings(max_examples=25)
@given(HTML)
def test_pages(markup: str) -> None:
    taken_in("a.html", b"<html>" + encoded(markup))
    taken_in("a.warc.gz", gzip.compress(record(encoded(markup))) * 2)


@settings(max_examples=40)
@given(FEED)
def test_feeds(markup: str) -> None:
    taken_in("a.xml", b"<rss><channel>" + encoded(markup))
    taken_in("a.xml", b'<feed xmlns="http://www.w3.org/2005/Atom">' + encoded(markup))


@settings(max_examples=60)
@given(TABLE)
def test_tables(rows: str) -> None:
    taken_in("a.csv", b"date,claimant,place,claim\n" + encoded(rows))
    taken_in("a.jsonl", b'{"date":"2025-02-01","claimant":"a","place":"b","claim":"captured"}\n' + encoded(rows))


@settings(max_examples=60)
@given(JSON, st.sampled_from(["Feature", "FeatureCollection", "Polygon", "MultiPolygon", "GeometryCollection"]))
def test_maps_and_exports(value: object, kind: str) -> None:

    written = json.dumps(value).encode()
    names = ("coordinates", "geometry", "features", "geometries")
    whole = b",".join(b'"%s":%s' % (name.encode(), written) for name in names)
    taken_in("2025-02-01.geojson", b'{"type":"%s",%s}' % (kind.encode(), whole))
    message = b'{"type":"message","id":1,"text":%s,"poll":%s,"date_unixtime":%s}' % ((written,) * 3)
    taken_in("a.json", b'{"type":"public_channel","id":1,"messages":[%s,%s]}' % (message, written))


@settings(max_examples=40)
@given(st.sampled_from(sorted(SEEDS)), st.binary(max_size=40), st.integers(0, 2_000), st.integers(0, 60))
def test_bytes_changed_anywhere(name: str, noise: bytes, at: int, length: int) -> None:
    for data in SEEDS[name]:
        taken_in(name, data[:at] + noise + data[at + length :])


@pytest.mark.parametrize("kind", EXTREMES)
def test_what_has_no_end(kind: str) -> None:
    name, data = EXTREMES[kind](SIZE)
    begun = time.process_time()
    taken_in(name, data)
    assert time.process_time() - begun < SOON_S


def test_a_case_is_made_from_its_number_alone() -> None:
    assert case(7) == case(7)
    assert case(20)[0] in EXTREMES


def test_what_is_taken_in_unchanged_holds_something() -> None:
    for name, seeds in SEEDS.items():
        for data in seeds:
            assert taken_in(name, data) or "table" in name
