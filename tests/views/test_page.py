import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import fogline
from fogline.errors import FoglineError
from fogline.terms.claim import make_claim, phrase
from fogline.terms.reading import Reading
from fogline.terms.report import Report
from fogline.views.export.page import report_section, writer

HOSTILE = "<script>alert(1)</script> said \"><img src=x onerror=alert(2)> the {{ 7 * 7 }} town & 'all' is lost"
MARKED = make_claim("r", phrase(HOSTILE, [(0, 25)]), phrase(HOSTILE, [(26, 30)]), phrase(HOSTILE, [(31, len(HOSTILE))]))


class Tags(HTMLParser):
    """Collects tags and text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(markup: str) -> Tags:
    tags = Tags()
    tags.feed(markup)
    return tags


def test_nothing_of_a_report_becomes_markup() -> None:
    report = Report("<b>.txt", "sha256:1", HOSTILE, verbatim=True, title=HOSTILE, outlet=HOSTILE, notes=(HOSTILE,))
    tags = parsed(report_section(Reading(report, (MARKED,)), 1))
    assert {tag for tag, _ in tags.tags} <= set(
        "article header h1 p span a div table caption thead tr th tbody td".split()
    )
    assert not any(name.startswith("on") for _, attributes in tags.tags for name in attributes)
    assert tags.text.count("{{ 7 * 7 }}") >= 5


def test_the_page_asks_for_nothing_from_anywhere(tmp_path: Path) -> None:
    with writer(tmp_path / "out.html") as write:
        write(fogline.read("The road is cut, the ministry said.").reading)
        write(fogline.read("The road is open, the mayor said.").reading)
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert not re.search(r"""(src|href)=["'](?!#)""", page)
    assert not any(tag in {"script", "link", "img", "iframe"} for tag, _ in parsed(page).tags)
    targets = {str(attributes["id"]) for _, attributes in parsed(page).tags if "id" in attributes}
    links = {str(attributes["href"])[1:] for tag, attributes in parsed(page).tags if tag == "a"}
    assert links <= targets
    assert len(links) == 4


def test_an_interrupted_page_leaves_nothing_half_written(tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    target.write_text("the old page")

    def interrupted() -> None:
        with writer(target):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert target.read_text() == "the old page"
    assert list(tmp_path.iterdir()) == [target]


def test_a_page_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(FoglineError, match="cannot be written"), writer(tmp_path / "no" / "out.html"):
        pass


def test_a_notebook_gets_the_marked_text() -> None:
    result = fogline.read("The road is cut, the ministry said.")
    assert "<style>" in result._repr_html_()
    assert '<span class="source ' in result._repr_html_()
    assert repr(result).startswith("<fogline: 1 statement: 1 attributed to 1 source")
    assert result.as_dict()["claims"][0]["voice"] == "attributed"
