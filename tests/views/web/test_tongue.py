"""The pages speak several languages, and one more is one more file."""

import re
from datetime import date

import pytest
from babel import Locale
from starlette.testclient import TestClient

from fogline.terms.actor import Side
from fogline.terms.capture import Way
from fogline.terms.claim import Voice
from fogline.terms.event import Certainty, EventKind, EvidenceKind, TimeFrame
from fogline.terms.place import Precision
from fogline.views.web.tongue import chosen, tongues
from tests.views.web.looking import words

FORMS = {"zero", "one", "two", "few", "many", "other"}
ALL = tongues()


def test_every_tongue_says_the_same() -> None:
    for tongue in ALL.values():
        assert set(tongue.words) == set(ALL["en"].words), tongue.code


def test_every_tongue_puts_in_the_same_values() -> None:
    for tongue in ALL.values():
        for key, said in tongue.words.items():
            assert set(re.findall(r"{(\w+)}", said)) == set(re.findall(r"{(\w+)}", ALL["en"].words[key])), (
                tongue.code,
                key,
            )


def test_every_tongue_has_every_form_that_it_counts_in() -> None:
    counted = {key.rpartition(".")[0] for key in ALL["en"].words if key.rpartition(".")[2] == "one"}
    assert counted
    for tongue in ALL.values():
        needed = {Locale.parse(tongue.code).plural_form(number) for number in range(200)}
        assert needed <= FORMS
        for key in counted:
            assert {f"{key}.{form}" for form in needed} <= set(tongue.words), (tongue.code, key)


def test_everything_that_can_be_read_has_a_name() -> None:
    needed = [f"kinds.{kind}.{form}" for kind in EventKind for form in ("label", "acts", "acts_at", "noun", "noun_at")]
    needed += [f"sides.{side}.name" for side in Side] + [f"evidence.{kind}" for kind in EvidenceKind]
    needed += [f"precision.{one}" for one in Precision] + [f"way.{way}" for way in Way]
    needed += [f"manner.certainty.{one}" for one in Certainty if one is not Certainty.ASSERTED]
    needed += [f"manner.time_frame.{one}" for one in TimeFrame if one is not TimeFrame.PRESENT]
    assert len(Voice) == 2
    for tongue in ALL.values():
        assert set(needed) <= set(tongue.words)


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "spoken"),
    [
        (None, None, "", "en"),
        (None, None, "de, uk;q=0.8, ru;q=0.9", "ru"),
        (None, None, "uk-UA,uk;q=0.9", "uk"),
        (None, "uk", "ru", "uk"),
        ("ru", "uk", "en", "ru"),
        ("xx", None, "*;q=x", "en"),
    ],
)
def test_the_reader_chooses_then_the_browser(asked: str, kept: str, accepted: str, spoken: str) -> None:
    assert chosen(asked, kept, accepted).code == spoken


def test_a_choice_is_kept(pages: TestClient) -> None:
    assert "Найновіші твердження" in words(pages.get("/?lang=uk").text)
    assert "Найновіші твердження" in words(pages.get("/").text)
    assert 'lang="uk"' in pages.get("/about").text


def test_numbers_take_their_nouns_with_them() -> None:
    assert [str(ALL["uk"].count("claim.n", n)) for n in (1, 3, 5, 21)] == [
        "1 твердження",
        "3 твердження",
        "5 тверджень",
        "21 твердження",
    ]
    assert str(ALL["en"].count("claim.n", 1)) == "1 claim"


def test_days_are_written_as_the_language_writes_them() -> None:
    assert ALL["en"].day("2025-11-20") == "20 Nov 2025"
    assert ALL["uk"].span(date(2025, 11, 1), "month").startswith("листопад 2025")
