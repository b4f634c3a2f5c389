"""Claims that repeat a claim."""

import pytest

from fogline.linking.retelling.rows import Copy, Passage, Told
from fogline.linking.retelling.travel import Said, Travel, origins

CAPTURED = ("captures", "affirms", "ru", "geonames:1", "present")
DENIED = ("captures", "denies", "ru", "geonames:1", "present")


def report(name: str, day: int, **facts: object) -> Told:
    return Told(name, "", day, moment=f"2024-05-{day:02}", **facts)  # type: ignore[arg-type]


def travels(claims: list[Said], reports: list[Told], copies: tuple[Copy, ...] = ()) -> dict[str, Travel]:
    return {travel.claim: travel for travel in origins(claims, copies, {one.id: one for one in reports})}


def copied(copy: str, origin: str, here: tuple[int, int], there: tuple[int, int]) -> Copy:
    return Copy(
        copy, origin, 0.9, 0.9, (("shared words", 5.0),), (("published later", 6.0),), (Passage(here, there, 30, 30),)
    )


def test_who_says_the_same_on_his_own_is_another_origin() -> None:
    claims = [Said("one", "a", CAPTURED, (0, 50), "Rudenko"), Said("two", "b", CAPTURED, (0, 50), "Harna")]
    found = travels(claims, [report("a", 1), report("b", 2)])
    assert {claim: (travel.origin, travel.parent) for claim, travel in found.items()} == {
        "one": ("one", None),
        "two": ("two", None),
    }


def test_a_claim_in_a_copied_passage_came_with_it() -> None:
    claims = [
        Said("first", "a", CAPTURED, (100, 200), "Rudenko"),
        Said("again", "b", CAPTURED, (10, 110)),
        Said("own", "b", CAPTURED, (400, 480), "Harna"),
    ]
    found = travels(claims, [report("a", 1), report("b", 2)], (copied("b", "a", (0, 150), (90, 240)),))
    assert found["again"].parent == found["again"].origin == "first"
    assert dict(found["again"].reasons) == {"stands in a copied passage": 6.0}
    assert found["own"].origin == "own"


def test_a_claim_without_events_travels_with_its_words() -> None:
    claims = [
        Said("this", "a", None, (100, 160)),
        Said("that", "a", None, (170, 230)),
        Said("copy", "b", None, (80, 140)),
    ]
    found = travels(claims, [report("a", 1), report("b", 2)], (copied("b", "a", (0, 150), (90, 240)),))
    assert found["copy"].parent == "that"


@pytest.mark.parametrize("speaker", ["Міноборони РФ", "Минобороны РФ"])
def test_the_same_source_is_one_origin_wherever_it_is_quoted(speaker: str) -> None:
    claims = [Said(f"c{day}", f"r{day}", CAPTURED, (0, 50), speaker) for day in (1, 2, 3)]
    found = travels(claims, [report(f"r{day}", day) for day in (1, 2, 3)])
    assert {travel.origin for travel in found.values()} == {"c1"}


def test_the_same_source_long_after_says_it_anew() -> None:
    claims = [Said(f"c{day}", f"r{day}", CAPTURED, (0, 50), "Rudenko") for day in (1, 20)]
    assert travels(claims, [report(f"r{day}", day) for day in (1, 20)])["c20"].parent is None


def test_days_of_the_claims_count_before_those_of_the_reports() -> None:
    claims = [
        Said("spring", "r1", CAPTURED, (0, 50), "Rudenko", "2024-03-01", "2024-04-01"),
        Said("autumn", "r2", CAPTURED, (0, 50), "Rudenko", "2024-09-01", "2024-10-01"),
    ]
    assert travels(claims, [report("r1", 1), report("r2", 2)])["autumn"].parent is None


def test_a_denial_repeats_no_assertion() -> None:
    claims = [Said("yes", "a", CAPTURED, (0, 50), "Rudenko"), Said("no", "b", DENIED, (0, 50), "Rudenko")]
    assert travels(claims, [report("a", 1), report("b", 2)])["no"].origin == "no"


def test_who_names_an_outlet_has_it_from_there() -> None:
    claims = [Said("first", "a", CAPTURED, (0, 50)), Said("citing", "b", CAPTURED, (0, 50))]
    reports = [report("a", 1, outlet="Північ"), report("b", 2, cited=("Pivnich",))]
    assert dict(travels(claims, reports)["citing"].reasons) == {"names its outlet": 2.0}


def test_a_retelling_in_another_language_carries_its_claims() -> None:
    claims = [
        Said("en", "a", CAPTURED, (0, 50)),
        Said("uk", "b", CAPTURED, (0, 50)),
        Said("other", "b", DENIED, (60, 90)),
    ]
    copy = Copy("b", "a", 0.8, 0.8, (("names the same in the same order", 9.0),), (("published later", 6.0),))
    found = travels(claims, [report("a", 1), report("b", 2)], (copy,))
    assert (found["uk"].origin, found["other"].origin) == ("en", "other")


def test_a_claim_travels_from_report_to_report() -> None:
    claims = [Said(name, name, CAPTURED, (0, 100)) for name in "abc"]
    copies = (copied("b", "a", (0, 100), (0, 100)), copied("c", "b", (0, 100), (0, 100)))
    found = travels(claims, [report(name, day) for day, name in enumerate("abc", 1)], copies)
    assert [found[name].parent for name in "abc"] == [None, "a", "b"]
    assert {travel.origin for travel in found.values()} == {"a"}


def test_copies_in_a_circle_leave_one_origin() -> None:
    claims = [Said(name, name, CAPTURED, (0, 100)) for name in "ab"]
    circle = (copied("b", "a", (0, 100), (0, 100)), copied("a", "b", (0, 100), (0, 100)))
    found = travels(claims, [report("a", 1), report("b", 2)], circle)
    assert len({travel.origin for travel in found.values()}) == 1
    assert sum(travel.parent is None for travel in found.values()) == 1
