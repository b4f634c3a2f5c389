from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fogline.ledger.asking import claim, claims, report, reports
from fogline.ledger.words import stems
from fogline.terms.actor import Side
from fogline.terms.event import EventKind, Stance
from fogline.terms.kept import Near, Question
from tests.ledger.arrivals import LUHY, NYVA, put, read

if TYPE_CHECKING:
    from fogline.ledger.database import Database


@pytest.fixture
def filled(ledger: Database) -> Database:
    put(ledger, read("ministry took Luhy", "a", published="2025-09-01"))
    put(ledger, read("staff took Nyva", "b", published="2025-09-02", place=NYVA, side=Side.UA, speaker="the staff"))
    put(ledger, read("ministry holds Nyva", "c", published="2025-09-03", place=NYVA, kind=EventKind.HOLDS))
    put(ledger, read("Міністерство повідомляє про бої під Куп'янськом", "d", published="2025-09-04"))
    return ledger


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Question(), "dcba"),
        (Question(places=(NYVA.id,)), "cb"),
        (Question(places=(NYVA.id, LUHY.id), kinds=(EventKind.CAPTURES,)), "dba"),
        (Question(kinds=(EventKind.HOLDS,)), "c"),
        (Question(side="ua"), "b"),
        (Question(sources=("the staff",)), "b"),
        (Question(since="2025-09-02", until="2025-09-04"), "cb"),
        (Question(near=Near(50.4, 30.6, 20)), "cb"),
        (Question(near=Near(50.4, 30.6, 5)), ""),
        (Question(near=Near(50.0, 34.0, 2000)), "dcba"),
        (Question(near=Near(50.5, 30.5, 0.1), kinds=(EventKind.CAPTURES,), since="2025-09-02"), "b"),
        (Question(stance=Stance.DENIES), ""),
        (Question(language="en", words="take"), ""),
        (Question(words="holding"), "c"),
        (Question(words="Купянском"), "d"),
        (Question(words='"took Nyva"'), "b"),
        (Question(words='"Nyva took"'), ""),
        (Question(words="!!"), ""),
        (Question(words="it's\" OR (x"), ""),
        (Question(limit=2), "dc"),
    ],
)
def test_claims_that_meet_what_is_asked(filled: Database, question: Question, expected: str) -> None:
    assert "".join(one.report.capture.address for one in claims(filled, question)) == expected
    if question.words is None:
        assert "".join(one.capture.address for one in reports(filled, question)) == expected


@pytest.mark.parametrize(
    "question",
    [
        Question(places=(LUHY.id,)),
        Question(kinds=(EventKind.CAPTURES,)),
        Question(kinds=(EventKind.CAPTURES,), side="ru"),
        Question(places=(NYVA.id,), kinds=(EventKind.HOLDS, EventKind.CAPTURES), since="2025-09-02"),
        Question(places=(LUHY.id,), language="en"),
    ],
)
def test_a_page_is_the_beginning_of_the_whole(filled: Database, question: Question) -> None:
    put(filled, read("ministry took Luhy again", "e", published="2025-09-04"))
    whole = list(claims(filled, question))
    assert len(whole) > 0
    for limit in range(1, len(whole) + 2):
        assert list(claims(filled, replace(question, limit=limit))) == whole[:limit]
    behind = replace(question, after=whole[0].number)
    assert list(claims(filled, replace(behind, limit=9))) == list(claims(filled, behind)) == whole[1:]


def test_a_claim_of_two_events_of_a_place_is_one(filled: Database) -> None:
    twice = read("ministry took and took Nyva", "f", published="2025-09-09", place=NYVA)
    assert twice.reading
    (one,) = twice.reading.claims
    event = replace(one.events[0], spans=((0, 8),))
    put(filled, replace(twice, reading=replace(twice.reading, claims=(replace(one, events=(*one.events, event)),))))
    found = list(claims(filled, Question(places=(NYVA.id,), limit=2)))
    assert [kept.report.capture.address for kept in found] == ["f", "c"]


def test_one_can_go_on_behind_the_last(filled: Database) -> None:
    first = list(claims(filled, Question(limit=3)))
    rest = list(claims(filled, Question(after=first[-1].number)))
    assert [one.report.capture.address for one in rest] == ["a"]


YEARS = [
    "2019",
    "2021-03",
    *(f"20{year}-{month:02}-1{month % 7}" for year in (21, 22, 24, 25) for month in range(1, 13)),
]


@pytest.mark.parametrize(
    "question",
    [
        Question(places=(NYVA.id,)),
        Question(places=(LUHY.id,), since="2021-03-15", until="2024-11-02"),
        Question(kinds=(EventKind.HOLDS,)),
        Question(near=Near(50.4, 30.6, 20), until="2021-05"),
        Question(kinds=(EventKind.FIGHTS,)),
    ],
)
def test_the_newest_are_the_first_of_all_however_far_apart(ledger: Database, question: Question) -> None:
    kinds, places = (EventKind.CAPTURES, EventKind.HOLDS), (NYVA, LUHY, NYVA)
    for number, day in enumerate(YEARS):
        place, kind = places[number % 3], kinds[number % 2]
        put(ledger, read(f"ministry on {day}", str(number), published=day, place=place, kind=kind))
    found, numbers = [one.number for one in claims(ledger, question)], [one.number for one in reports(ledger, question)]
    for limit in (1, 7, 100):
        assert [one.number for one in claims(ledger, replace(question, limit=limit))] == found[:limit]
        assert [one.number for one in reports(ledger, replace(question, limit=limit))] == numbers[:limit]
    for place, number in enumerate(found[:-1], 1):
        (following, *_) = claims(ledger, replace(question, after=number, limit=2))
        assert following.number == found[place]


def test_a_claim_and_a_report_are_found_by_the_beginning_of_their_ids(filled: Database) -> None:
    some = next(iter(claims(filled, Question(side="ua"))))
    assert claim(filled, some.claim.id[:10]) == some
    assert report(filled, some.report.id[:20]) == some.report
    assert report(filled, some.report.id.removeprefix("sha256:")[:12]) == some.report
    assert report(filled, "b") == some.report
    assert claim(filled, "nothing") is None


def test_the_other_side_of_the_date_line_is_near(ledger: Database) -> None:
    put(ledger, read("ministry took Vaygach", "a", place=replace(NYVA, lat=0.0, lon=-179.9)))
    assert [one.report.capture.address for one in claims(ledger, Question(near=Near(0, 179.9, 50)))] == ["a"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Купянском", "Куп'янськ"), ("Куп’янську", "Купянск"), ("захватили", "захватит"), ("captured", "Capturing")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_words_are_found_in_the_order_of_days_however_far_apart_these_are(ledger: Database) -> None:
    days = ["2023-01-05", "2025-09-01", "2025-08-20", "2025-06-01", "2024", "2025-09-01", "2022-02"]
    for number, day in enumerate(days):
        put(ledger, read(f"ministry took Luhy {number}", f"at {number}", published=day))
    newest = [5, 1, 2, 3, 4, 0, 6]
    for limit in range(1, len(days) + 2):
        question = Question(words="took", limit=limit)
        expected = [f"at {number}" for number in newest][:limit]
        assert [one.report.capture.address for one in claims(ledger, question)] == expected
        assert [one.capture.address for one in reports(ledger, question)] == expected
        assert list(claims(ledger, replace(question, words="never"))) == []
    second = next(claims(ledger, Question(words="took", limit=1)))
    behind = Question(words="took", limit=3, after=second.number)
    assert [one.report.capture.address for one in claims(ledger, behind)] == ["at 1", "at 2", "at 3"]
    within = Question(words="took", since="2025-08-01", until="2025-09-01", limit=3)
    assert [one.report.capture.address for one in claims(ledger, within)] == ["at 2"]
