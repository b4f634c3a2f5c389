import re
from dataclasses import replace

import pytest

from fogline.terms.event import EvidenceKind
from fogline.terms.reading import Framing, PlaceMention, Reading
from fogline.terms.speaker import Speaker
from fogline.views.cli.marked import marked
from fogline.views.cli.terminal import WIDTH, printer
from tests.views.readings import ADOPTED, LUHY, RU, Draft, luhy


def shown(capsys: pytest.CaptureFixture[str], reading: Reading | None = None) -> str:
    printer()(reading or luhy())
    return capsys.readouterr().out


def flat(text: str) -> str:
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", text).split())


def test_the_card_comes_first_then_the_text_then_the_tables(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys)
    order = [f"\n│ {name} " for name in ("who speaks", "Luhy", "report adopts", "forecasts, ifs", "nobody named")]
    order += ["[Moscow's ministry] <said>¹ {its troops had taken half of ‹Luhy›}", " cue  ", "\n 4  the flag"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert all(len(line) <= WIDTH for line in text.splitlines())


def test_a_denial_a_share_a_garbled_name_and_an_adoption_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    text = flat(shown(capsys))
    assert "Ukrainian side says Russian side retakes, denied #2" in text
    assert "Russian side captures a part (half) #1" in text
    assert "Ivan Petrenko #2 (written “Petrenk”; 80% sure)" in text
    assert "report adopts the report itself Russian side enters Luhy #4" in text
    assert "in 1 of 2 statements in the report's own voice" in text


def test_places_and_loaded_words_are_marked_without_colour_and_the_legend_says_how(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = flat(shown(capsys))
    assert "[source] <cue> {content} ‹place› loaded word° a number leads to the table" in text
    assert "the heroic° liberation of ‹Luhy› has not happened" in text
    assert "The special operation° took ‹Luhy› in 2022." in text


def test_in_colour_places_have_a_style_and_loaded_words_also_their_sign() -> None:
    text = marked(luhy(), coloured=True)
    assert not set(text.plain) & set("[]<>{}‹›")
    styles = {text.plain[span.start : span.end]: str(span.style) for span in text.spans}
    assert "cyan" in styles["Luhy"]
    assert "magenta" in styles["special operation"]
    assert "loaded word°" in text.plain
    assert "The special operation° took Luhy" in text.plain


def test_a_report_that_names_places_only_has_them_marked(capsys: pytest.CaptureFixture[str]) -> None:
    draft = Draft("It rains in Luhy.")
    draft.place("Luhy", LUHY)
    text = flat(shown(capsys, draft.reading()))
    assert "‹place› It rains in ‹Luhy›." in text
    assert "leads to the table" not in text


def test_evidence_without_words_has_no_quotation_marks(capsys: pytest.CaptureFixture[str]) -> None:
    draft = Draft("It fell.")
    draft.own("It fell", ADOPTED, draft.shown(EvidenceKind.MAP, None, "Kyiv"))
    assert "shown or cited map, of Kyiv #1" in flat(shown(capsys, draft.reading()))


def test_statements_that_share_a_cue_are_numbered_as_a_run(capsys: pytest.CaptureFixture[str]) -> None:
    draft = Draft("He said that it fell, burned and emptied.")
    for content in ("it fell", "burned", "emptied"):
        draft.said("He", "said", content)
    assert "[He] <said>¹⁻³ that {it fell}, {burned} and {emptied}." in shown(capsys, draft.reading())


def test_no_control_character_of_a_report_reaches_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    bad = "\x1b[2J\x07\x9b"
    draft = Draft(f"{bad}Who said {bad}what {bad}")
    draft.said(f"{bad}Who", "said", f"{bad}what", Speaker(f"{bad}Name", RU, "a", 0.5), ADOPTED)
    draft.place(f"{bad}what", None)
    draft.loaded(f"{bad}what", None, "judgement", bad)
    reading = draft.reading(f"{bad}path", f"{bad}title")
    text = shown(capsys, reading)
    assert not set(text) & set("\x1b\x07\x9b")
    assert reading.places == (PlaceMention(draft.words(f"{bad}what"), None),)
    assert isinstance(reading.framing[0], Framing)


def test_a_report_without_statements_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    silent = Draft("Nothing.").reading()
    assert "no statements found" in shown(capsys, silent)
    assert "the text is in French" in shown(capsys, replace(silent, unread="the text is in French"))
