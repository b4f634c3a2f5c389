import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.sources.feed import Feed, entries, is_feed
from fogline.sources.feed_dates import read_date

AT = "https://news.example/feeds/all.xml"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
     xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Luhy &amp;amp; around</title><link>https://news.example/</link>
<item>
  <media:title>A picture</media:title>
  <title>Shelling &lt;b&gt;continues&lt;/b&gt;</title><link>/2024/1?a=1&amp;b=2</link>
  <guid isPermaLink="false">id-1</guid><pubDate>Tue, 02 Jan 2024 01:30:00 +0300</pubDate>
  <dc:creator>A. Reporter</dc:creator>
  <description>Short</description>
  <content:encoded><![CDATA[<p onclick="x()">Long &amp; full, <a href="../map">map</a></p>
    <script>alert(1)</script>]]></content:encoded>
</item>
<item><title>Same</title><guid isPermaLink="false">id-1</guid></item>
<item><guid>https://news.example/2</guid><author>desk@news.example (The Desk)</author></item>
<item><description>Neither link nor id</description></item>
<item></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/atom/">
<title type="text">Luhy &lt;now&gt;</title>
<entry><id>tag:1</id><title type="html">A &amp;lt; B</title>
  <link rel="enclosure" href="sound.mp3"/><link href="1.html"/>
  <updated>2024-01-03T00:00:00Z</updated><published>2024-01-02T10:00:00+02:00</published>
  <author><name>A</name></author><author><name>B</name></author>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>one <b>two</b></p></div></content></entry>
<entry><id>tag:2</id><title>Two</title><summary>1 &lt; 2</summary><updated>2024-01-03T00:00:00Z</updated></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old</title></channel>
<item rdf:about="y"><title>First</title><link>https://news.example/1</link><dc:date>2024-01-02</dc:date></item></rdf:RDF>"""


def feed(text: str) -> Feed:
    return entries(text.encode(), AT)


def test_rss_is_read_entry_by_entry() -> None:
    read = feed(RSS)
    first, second, third = read.entries
    assert read.title == "Luhy & around"
    assert (first.id, first.link) == ("id-1", "https://news.example/2024/1?a=1&b=2")
    assert (first.title, first.author) == ("Shelling continues", "A. Reporter")
    assert (first.published, first.moment) == ("2024-01-02", "2024-01-01T22:30:00Z")
    assert first.summary == '<p>Long &amp; full, <a href="https://news.example/map">map</a></p>'
    assert (second.id, second.link, second.author) == ("https://news.example/2", "https://news.example/2", "The Desk")
    assert third.id.startswith("sha256:")
    assert (third.link, third.title, third.summary) == (None, None, "Neither link nor id")


def test_atom_is_read_entry_by_entry() -> None:
    read = feed(ATOM)
    first, second = read.entries
    assert read.title == "Luhy <now>"
    assert (first.id, first.link, first.title) == ("tag:1", "https://news.example/atom/1.html", "A < B")
    assert (first.published, first.moment) == ("2024-01-02", "2024-01-02T08:00:00Z")
    assert (first.author, first.summary) == ("A, B", "<div><p>one <b>two</b></p></div>")
    assert (second.link, second.summary, second.moment) == (None, "1 &lt; 2", "2024-01-03T00:00:00Z")


def test_rss_1_is_read() -> None:
    (entry,) = feed(RDF).entries
    assert (entry.id, entry.title, entry.published, entry.moment) == (
        "https://news.example/1",
        "First",
        "2024-01-02",
        None,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "koi8-r"])
def test_a_feed_is_read_in_the_encoding_that_it_declares(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><rss><channel><title>Сводка за день</title></channel></rss>'
    assert entries(text.encode(encoding), AT).title == "Сводка за день"
    assert is_feed(text.encode(encoding))


def test_a_declared_encoding_that_is_none_for_texts_is_passed_over() -> None:
    for encoding in ("punycode", "idna", "rot13", "zlib", "no-such", "utf-7"):
        text = f'<?xml version="1.0" encoding="{encoding}"?><rss><channel><title>Day</title></channel></rss>'
        assert entries(text.encode(), AT).title == "Day"


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    read = feed(
        "<rss><channel><title>War & peace&nbsp;now &unknown;</title><item><dc:creator>A</dc:creator>"
        "<link>https://news.example/?a=1&b=2</link><title>One <br> two</title></item><item><title>cut"
    )
    assert read.title == "War & peace now &unknown;"
    assert read.entries[0].link == "https://news.example/?a=1&b=2"
    assert read.entries[0].author == "A"


def test_no_link_but_to_the_web_is_kept() -> None:
    read = feed(
        "<rss><channel><item><title>a</title><link>javascript:alert(1)</link></item>"
        "<item><title>b</title><link>http://[bad</link></item></channel></rss>"
    )
    assert [entry.link for entry in read.entries] == [None, None]


@pytest.mark.parametrize(
    ("told", "published", "moment"),
    [
        ("Tue, 02 Jan 2024 10:00:00 GMT", "2024-01-02", "2024-01-02T10:00:00Z"),
        ("2 Jan 24 10:00 EST", "2024-01-02", "2024-01-02T15:00:00Z"),
        ("Tue, 02 Jan 2024 10:00:00 MSK", "2024-01-02", "2024-01-02T07:00:00Z"),
        ("Tue, 02 Jan 2024 10:00:00", "2024-01-02", None),
        ("Tue, 02 Jan 2024 10:00:00 XYZ", "2024-01-02", None),
        ("02 Jan 2024", "2024-01-02", None),
        ("Вт, 02 янв 2024 10:00:00 +0300", "2024-01-02", "2024-01-02T07:00:00Z"),
        ("2 січня 2024 10:00 +0200", "2024-01-02", "2024-01-02T08:00:00Z"),
        ("2024-01-02", "2024-01-02", None),
        ("20240102T100000Z", "2024-01-02", "2024-01-02T10:00:00Z"),
        ("2024-01-02T10:00:00.123456789+02:00", "2024-01-02", "2024-01-02T08:00:00Z"),
        ("2024-01-02 23:30 -0500", "2024-01-02", "2024-01-03T04:30:00Z"),
        ("2024-01-02T24:00:00Z", "2024-01-02", "2024-01-03T00:00:00Z"),
        ("02.01.2024 10:00", "2024-01-02", None),
        ("0001-01-01T00:00:00+14:00", None, None),
        ("2024-02-30", None, None),
        ("yesterday", None, None),
        ("", None, None),
    ],
)
def test_dates_of_every_form(told: str, published: str | None, moment: str | None) -> None:
    assert read_date(told) == (published, moment)


def test_a_page_that_is_no_feed_names_those_that_it_announces() -> None:
    page = (
        "<!doctype html><html><head><link rel='alternate' type='application/rss+xml' href='/rss'>"
        "<link rel=alternate type=application/atom+xml href=atom.xml><link rel=alternate hreflang=uk href=/uk></head>"
    )
    with pytest.raises(ValueError, match=r"is no feed but a web page; it announces https://news\.example/rss, http"):
        feed(page)
    with pytest.raises(ValueError, match="announces none"):
        feed("<html><body>Hello")
    with pytest.raises(ValueError, match="is no feed, neither RSS nor Atom"):
        feed("Hello")


def test_a_feed_is_known_by_its_first_element() -> None:
    assert all(
        is_feed(text.encode()) for text in (RSS, ATOM, RDF, "<!-- <html> --><!DOCTYPE rss [<!ENTITY a 'b'>]>\n<rss>")
    )
    others = (
        "",
        "<",
        "<html>",
        "<feedback>",
        "<rssx/>",
        "<rdf:RDF xmlns='http://xmlns.com/foaf/0.1/'/>",
        "<!--",
        "<?",
        "<!",
    )
    assert not any(is_feed(text.encode()) for text in others)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMBS = [
    f'<!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]><rss><channel><title>a&l11;</title></channel></rss>',
    f'<!-- <a --><!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]><rss><channel><title>a&l11;</title></channel></rss>',
    '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>a&x;</title></channel></rss>',
    '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd"><rss><channel><title>a&x;</title></channel></rss>',
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_entities_of_a_feeds_own_are_not_expanded(bomb: str) -> None:
    title = feed(bomb).title
    assert title in {"a&l11;", "a&x;"}


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "&",
        "<a ",
        "<b>",
        "<!--",
        "</",
        "<![CDATA[",
        "<zz>x</zz>",
        "<q a='",
        "<p>x</p>",
        "&a;",
        "<item>",
        "<?",
        "a=b ",
    ],
)
def test_what_was_made_to_take_long_does_not(piece: str) -> None:
    filling = piece * (60_000 // len(piece))
    start = time.process_time()
    for text in (
        filling,
        filling.replace("&", "&amp;").replace("<", "&lt;"),
        f"<![CDATA[{filling}]]>",
        f"<![CDATA[<p {filling}",
    ):
        feed(f"<rss><channel><item><title>{text}</title><description>{text}</description></item></channel></rss>")
        is_feed(text.encode())
    assert time.process_time() - start < 5


PIECES = st.sampled_from(
    "<rss> <channel> <item> </item> <entry> <feed> <title> </title> <link href='a'/> <![CDATA[ ]]> & &amp; &#0; "
    "&lt;b&gt; <!-- --> <!DOCTYPE <?xml ?> xmlns='x' 2024-01-02 <guid> <pubDate> \x00 \ufffe Сводка".split(" ")
)


@given(st.lists(PIECES, max_size=40), st.sampled_from(["utf-8", "utf-16", "cp1251"]))
def test_any_bytes_are_a_feed_or_say_that_they_are_none(pieces: list[str], encoding: str) -> None:
    data = " ".join(["<rss><channel>", *pieces]).encode(encoding, "replace")
    try:
        assert isinstance(entries(data, AT), Feed)
    except ValueError as error:
        assert str(error).startswith(("is ", "holds "))


@given(st.binary(max_size=200))
def test_bytes_from_anywhere_do_no_harm(data: bytes) -> None:
    is_feed(data)
    try:
        entries(data, AT)
    except ValueError as error:
        assert str(error).startswith("is ")
