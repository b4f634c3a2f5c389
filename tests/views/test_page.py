import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from fogline.errors import FoglineError
from fogline.terms.event import EventKind, EvidenceKind
from fogline.terms.reading import Reading
from fogline.terms.speaker import Speaker
from fogline.views.export.page import report_section, writer
from fogline.views.notebook import ReadText
from tests.views.readings import ADOPTED, NEWS, RU, Draft, luhy

HOSTILE = "<script>alert(1)</script> said \"><img src=x onerror=alert(2)> the {{ 7 * 7 }} town & 'all' is lost"


def hostile() -> Reading:
    draft = Draft(HOSTILE)
    event = draft.event(EventKind.OTHER, HOSTILE[31:], RU)
    shown = draft.shown(EvidenceKind.PHOTO, HOSTILE[31:], HOSTILE)
    draft.said(HOSTILE[:25], "said", HOSTILE[31:], Speaker(HOSTILE, RU, "a", 0.5), ADOPTED, event, shown)
    draft.place(HOSTILE[31:50], None)
    draft.loaded(HOSTILE[31:50], None, "judgement", HOSTILE)
    reading = draft.reading("<b>.txt", HOSTILE)
    return replace(reading, report=replace(reading.report, outlet=HOSTILE, notes=(HOSTILE,)))


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
    tags = parsed(report_section(hostile(), 1))
    assert not {tag for tag, _ in tags.tags} & {"script", "img", "style", "iframe", "link"}
    assert not any(name.startswith("on") for _, attributes in tags.tags for name in attributes)
    assert tags.text.count("{{ 7 * 7 }}") >= 8


def test_the_page_asks_for_nothing_from_anywhere(tmp_path: Path) -> None:
    with writer(tmp_path / "out.html") as write:
        write(luhy())
        write(luhy())
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert not re.search(r"""(src|href)=["'](?!#)""", page)
    assert not any(tag in {"script", "link", "img", "iframe"} for tag, _ in parsed(page).tags)
    targets = [str(attributes["id"]) for _, attributes in parsed(page).tags if "id" in attributes]
    assert len(targets) == len(set(targets))
    links = {str(attributes["href"])[1:] for tag, attributes in parsed(page).tags if tag == "a"}
    assert links <= set(targets)
    assert {"r1s1", "r2s1", "r1t3", "r2w2"} <= links


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
    result = ReadText(luhy())
    assert "<style>" in result._repr_html_()
    assert '<span class="source"' in result._repr_html_()
    assert "What is said of each place" in result._repr_html_()
    assert repr(result).startswith("<fogline: 5 statements: 3 attributed to 2 sources")
    assert result.as_dict()["claims"][0]["voice"] == "attributed"


def section() -> tuple[str, list[tuple[str, dict[str, str | None]]]]:
    tags = parsed(report_section(luhy(), 1))
    return " ".join(tags.text.split()), tags.tags


def test_the_card_stands_before_the_text_and_tells_denials_and_forecasts() -> None:
    text, _ = section()
    assert text.index("Who speaks") < text.index("Forecasts and ifs") < text.index("Moscow's ministry said")
    assert "Ukrainian side says Russian side retakes, denied" in text
    assert "Russian side captures Luhy, in March 2031, conditional, future" in text
    assert "Ivan Petrenko (80% sure)" in text
    assert "adopted by the report" in text


def test_a_loaded_word_explains_itself_and_leads_to_the_card() -> None:
    text, tags = section()
    (word,) = [a for tag, a in tags if tag == "a" and a.get("href") == "#r1w2"]
    assert word["title"] == "Russian side's words: Moscow's name for the war."
    assert "Russian side's words. Moscow's name for the war." in text


def test_evidence_without_words_has_no_quotation_marks() -> None:
    draft = Draft("It fell.")
    draft.own("It fell", NEWS, draft.shown(EvidenceKind.MAP, None, "Kyiv"))
    tags = parsed(report_section(draft.reading(), 1))
    assert "map, of Kyiv 1" in " ".join(tags.text.split())
    assert "q" not in {tag for tag, _ in tags.tags}


def test_places_are_marked_and_an_unknown_one_says_so() -> None:
    titles = [str(a["title"]) for _, a in section()[1] if "place" in str(a.get("class")) and "title" in a]
    assert sum("place: Luhy (settlement)" in title for title in titles) == 5
    assert sum("a place, not known which" in title for title in titles) == 1
