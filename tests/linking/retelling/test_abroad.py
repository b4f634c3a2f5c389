"""The same report in three languages."""

from itertools import combinations

import pytest

from fogline.linking.retelling.abroad import retold_abroad
from fogline.linking.retelling.marks import counted, marks, of_marks, rarities
from fogline.linking.retelling.nearness import Nearness
from fogline.linking.retelling.rows import Told

ENGLISH = (
    "The governor of Kharkiv region, Oleh Syniehubov, said on 21 May that a guided bomb had hit a school in Zolochiv "
    "at 03:40. According to him, 2 guards were wounded and 117 windows broken. In Vovchansk 14 people were taken out, "
    "the police of the Chuhuiv district reported, and the road to Bilyi Kolodiaz stays closed until 25 May."
)
UKRAINIAN = (
    "Начальник Харківської області Олег Синєгубов повідомив, що 21 травня о 03:40 керована бомба влучила у школу в "
    "Золочеві. За його словами, 2 сторожі поранені, вибито 117 вікон. З Вовчанська вивезли 14 людей, повідомила "
    "поліція Чугуївського району, а дорога до Білого Колодязя закрита до 25 травня."
)
RUSSIAN = (
    "Глава Харьковской области Олег Синегубов сообщил, что 21 мая в 03:40 управляемая бомба попала в школу в Золочеве. "
    "По его словам, ранены 2 сторожа, выбито 117 окон. Из Волчанска вывезли 14 человек, сообщила полиция Чугуевского "
    "района, а дорога на Белый Колодезь закрыта до 25 мая."
)
SAME_DAY = (
    "Губернатор Харківської області Олег Синєгубов 21 травня відвідав лікарню у Чугуєві. Там лікують 31 пораненого, "
    "серед них 4 дітей. Нове відділення на 60 ліжок відкриють у Лозовій до кінця літа, сказав Синєгубов."
)


def told(name: str, text: str, language: str, arrival: int, day: int = 21) -> Told:
    return Told(name, text, arrival, language, f"2024-05-{day:02}", marks=marks(text))


REPORTS = [
    told("en", ENGLISH, "en", 0, 22),
    told("uk", UKRAINIAN, "uk", 1),
    told("ru", RUSSIAN, "ru", 2, 23),
    told("visit", SAME_DAY, "uk", 3),
]
RARITY = rarities(counted(report.marks for report in REPORTS), 1_000)


def test_a_translation_retells_the_earlier_report() -> None:
    copies = retold_abroad(REPORTS, Nearness(), REPORTS.__getitem__, RARITY)
    assert {(copy.copy, copy.origin) for copy in copies} == {("en", "uk"), ("ru", "uk"), ("ru", "en")}
    assert all(copy.share > 0.7 and not copy.passages for copy in copies)


def test_a_translation_that_comes_the_next_day_is_found() -> None:
    index = Nearness()
    retold_abroad(REPORTS[:1], index, REPORTS.__getitem__, RARITY)
    copies = retold_abroad(REPORTS[1:2], index, REPORTS.__getitem__, RARITY)
    assert [(copy.copy, copy.origin) for copy in copies] == [("en", "uk")]


@pytest.mark.parametrize("other", [one.id for one in REPORTS[:3]])
def test_the_same_man_on_the_same_day_elsewhere_is_another_report(other: str) -> None:
    one = next(report for report in REPORTS if report.id == other)
    reasons, _ = of_marks(one.marks, REPORTS[3].marks, RARITY, apart=False)
    assert sum(weight for _, weight in reasons) < 0 or not reasons


def test_names_in_three_languages_are_mostly_one_mark() -> None:
    for one, two in combinations(REPORTS[:3], 2):
        assert len(set(one.marks) & set(two.marks)) >= 11


@pytest.mark.parametrize(
    ("written", "mark"), [("12,500", "12500"), ("12 500", "12500"), ("3,5", "3.5"), ("3.5", "3.5")]
)
def test_numbers_are_one_however_they_are_written(written: str, mark: str) -> None:
    assert marks(f"about {written} people") == (f"number:{mark}",)


def test_what_reading_found_takes_its_place() -> None:
    assert marks("In 2024 they took it", [(8, "event:captures")]) == ("number:2024", "event:captures")
