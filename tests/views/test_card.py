from fogline.terms.event import EventKind, EvidenceKind
from fogline.views.card import card
from tests.views.readings import LUHY, NEWS, RU, Draft, luhy


def test_who_speaks_by_side() -> None:
    camps = card(luhy()).camps
    assert [(camp.side, camp.statements) for camp in camps] == [("Russian side", 1), ("Ukrainian side", 1)]
    assert camps[1].sources[0].name == "Ivan Petrenko"


def test_what_each_side_says_of_a_place_and_what_it_denies() -> None:
    (place,) = card(luhy()).places
    assert place.place == "Luhy"
    assert {voiced.voice: [str(line.told) for line in voiced.lines] for voiced in place.voices} == {
        "Russian side": ["Russian side captures a part (half)"],
        "Ukrainian side": ["Russian side retakes, denied"],
        "the report itself": ["Russian side enters", "Russian side captures, in 2022, past"],
        "nobody named": ["Russian side captures, in March 2031, conditional, future"],
    }


def test_the_same_said_twice_is_one_line_with_both_numbers() -> None:
    draft = Draft("He said Luhy fell. She said Luhy is lost. It is silent.")
    for source, content in (("He", "Luhy fell"), ("She", "Luhy is lost")):
        draft.said(source, "said", content, None, NEWS, draft.event(EventKind.CAPTURES, content, RU, LUHY))
    (place,) = card(draft.reading()).places
    assert [line.numbers for voiced in place.voices for line in voiced.lines] == [(1, 2)]


def test_evidence_with_its_holder_what_is_adopted_and_what_nobody_stands_for() -> None:
    sheet = card(luhy())
    (shown,) = sheet.evidence
    assert (shown.kind, shown.holder, shown.words, shown.numbers) == (
        *("drone video", "Moscow's ministry", "drone footage"),
        (1,),
    )
    assert [(one.who, one.number) for one in sheet.adopted] == [("the report itself", 4)]
    assert [one.content for one in sheet.nobody] == ["Unless reserves come, Luhy may fall in March 2031"]


def test_a_holder_is_words_of_the_report_and_evidence_may_have_no_words() -> None:
    draft = Draft("It fell.")
    draft.own("It fell", NEWS, draft.shown(EvidenceKind.MAP, None), draft.shown(EvidenceKind.PHOTO, "It", "ru"))
    assert [(shown.holder, shown.words) for shown in card(draft.reading()).evidence] == [(None, None), ("ru", "It")]


def test_a_forecast_is_on_the_card_with_its_condition() -> None:
    (ahead,) = card(luhy()).ahead
    assert list(map(str, ahead.told)) == ["Russian side captures Luhy, in March 2031, conditional, future"]
    assert ahead.content.startswith("Unless reserves come")


def test_loaded_words_tell_whose_they_are_and_in_whose_voice() -> None:
    sheet = card(luhy())
    heroic, operation = sheet.loaded
    assert (heroic.whose, heroic.times, heroic.own) == ("words that judge", 1, 0)
    assert (operation.whose, operation.times, operation.own) == ("Russian side's words", 1, 1)
    assert (sheet.own.statements, sheet.own.loaded) == (2, 1)


def test_what_there_is_nothing_of_is_named() -> None:
    draft = Draft("It fell.")
    draft.own("It fell", NEWS, draft.event(EventKind.LOSES, "fell"))
    sheet = card(draft.reading())
    assert {"sources", "evidence", "forecasts and ifs"} <= set(sheet.missing)
    assert "events" not in sheet.missing
    assert sheet.places[0].place is None
