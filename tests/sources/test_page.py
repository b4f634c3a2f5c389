import pytest

from fogline.errors import Unreadable
from fogline.sources.page import is_page, read_page
from fogline.sources.take import take

BODY = """
<nav><a href="/">Home</a><a href="/war">War</a></nav>
<article><h1>{title}</h1><p class="byline">By <a rel="author">Olha Marchenko</a></p>
<p>{first}</p><p>{second}</p><p>{second} {first}</p></article>
<footer>Cookies and so on. Subscribe to our newsletter.</footer>
"""
PAGE = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="{charset}"><title>{title} | The Sosna Courier</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Sosna Courier">
<meta name="author" content="Olha Marchenko"><meta property="article:published_time" content="2025-09-03T10:00:00Z">
</head><body>{body}</body></html>"""
ENGLISH = (
    "The bridge stands, said the mayor of the town on Wednesday, after a night of shelling.",
    "Nobody was hurt, according to the rescue service, which sent two engines to the river bank.",
)
RUSSIAN = (
    "Мост стоит, заявил в среду глава посёлка после ночного обстрела, о котором сообщили жители.",
    "Никто не пострадал, сообщила служба спасения, отправившая к реке две машины и лодку.",
)


def page(title: str, words: tuple[str, str], charset: str = "utf-8") -> bytes:
    body = BODY.format(title=title, first=words[0], second=words[1])
    return PAGE.format(title=title, body=body, charset=charset, lang="en").encode(charset)


def test_main_text_title_author_date_and_outlet_are_taken_out() -> None:
    report = take(page("The bridge stands", ENGLISH), "bridge.html")
    assert (report.title, report.author) == ("The bridge stands", "Olha Marchenko")
    assert (report.outlet, report.published) == ("The Sosna Courier", "2025-09-03")
    assert ENGLISH[0] in report.text
    assert "newsletter" not in report.text
    assert not report.verbatim


def test_the_declared_encoding_is_believed() -> None:
    assert RUSSIAN[0] in take(page("Мост стоит", RUSSIAN, "windows-1251"), "most.html").text


def test_a_page_without_an_article_says_so() -> None:
    with pytest.raises(Unreadable, match=r"empty\.html: no article"):
        take(b"<!doctype html><html><body><script>start()</script></body></html>", "empty.html")


def test_a_text_that_speaks_of_html_is_a_text() -> None:
    report = take(b"The <b>mayor</b> said: <html> is not a town.", "note.txt")
    assert report.verbatim
    assert report.text.startswith("The <b>")


def test_comments_without_end_are_told_from_a_page_at_once() -> None:
    assert not is_page(b"<!-- -->" * 500 + b"<p>")
    assert is_page(b"<!-- saved --> <!-- twice -->\n<!DOCTYPE html><html>")


def test_the_charset_that_a_server_named_is_used_where_the_page_names_none() -> None:
    page = "<html><body><article><p>Місто Лугі втрачено, повідомив штаб.</p></article></body></html>"
    assert "Місто Лугі втрачено" in read_page(page.encode("koi8-u"), "koi8-u")[0]


def test_a_page_that_calls_its_letters_wide_is_read_by_what_they_are() -> None:
    page = '<html><meta charset="utf-16"><body><article><p>The staff says Luhy is lost.</p></article></body></html>'
    assert "Luhy is lost" in read_page(page.encode(), None)[0]


def test_of_a_page_too_large_to_tell_apart_all_words_are_read() -> None:
    for filling in ("<p>Luhy</p>" * 31_000, f"<p {' '.join(f'a{n}=1' for n in range(9_000))}>Luhy</p>"):
        text, about, notes = read_page(f"<html><title>Day</title><script>no()</script>{filling}".encode(), None)
        assert (text[:8], about) == ("Day\nLuhy", {})
        assert "all words of the page were read" in notes[0]


def test_a_page_that_no_reader_could_read_says_so() -> None:
    with pytest.raises(ValueError, match="300,000 elements"):
        read_page(b"<html>" + b"<p>Luhy" * 400_000, None)
