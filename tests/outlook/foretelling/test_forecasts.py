"""What a claim about the future leaves open, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fogline.outlook.foretelling import resolution
from fogline.outlook.foretelling.forecasts import Wording, forecasts
from fogline.outlook.foretelling.rates import Rate, chance, spells
from fogline.outlook.foretelling.record import Settled, meanings, probabilities, records
from fogline.outlook.foretelling.resolution import by_claims, by_course, by_person, state
from fogline.terms.actor import Side
from fogline.terms.estimate import Course
from fogline.terms.event import EventKind, Period, Stance
from fogline.terms.forecast import Outcome, Resolution, Ruling, State
from tests.outlook.foretelling.foretelling import FORECAST, SHALL, claim

PLAIN = Wording("flat", None, None)
SIDES = (Side.RU, Side.UA)
SOON = Period("2025-09-10", "2025-09-11", "day")


def outcome(found: Resolution | None) -> Outcome | None:
    return found.outcome if found else None


def test_a_claim_with_all_its_parts_is_no_vague_forecast() -> None:
    (found,) = forecasts(claim(1, "2025-09-01", manner=SHALL, time=SOON), PLAIN, {})
    assert (found.missing, found.deadline, found.assumed) == ((), "2025-09-10", False)


def test_what_a_text_leaves_out_is_named() -> None:
    bare = claim(1, "2025-09-01", agent=None, place=None, manner=SHALL)
    (found,) = forecasts(bare, PLAIN, {})
    assert found.missing == ("actor", "place", "deadline")
    assert state(found, None, "2030-01-01") is State.VAGUE


def test_a_horizon_of_the_user_is_shown_as_assumed() -> None:
    (found,) = forecasts(claim(1, "2025-09-01", manner=SHALL), PLAIN, {EventKind.CAPTURES: 30})
    assert (found.missing, found.deadline, found.assumed) == ((), "2025-10-01", True)


def test_the_news_is_no_forecast_and_a_past_day_no_deadline() -> None:
    assert not list(forecasts(claim(1, "2025-09-01"), PLAIN, {}))
    (found,) = forecasts(claim(1, "2025-10-01", manner=SHALL, time=SOON), PLAIN, {})
    assert found.missing == ("deadline",)


def test_a_forecast_is_due_the_day_after_its_deadline() -> None:
    assert [state(FORECAST, None, day) for day in ("2025-09-10", "2025-09-11")] == [State.OPEN, State.DUE]


FIRST = 739495  # 2025-09-01
# Something is heard of the place on the last day, after the deadline.
HEARD = [*[FIRST] * 11, FIRST + 11]


@pytest.mark.parametrize(
    ("holds", "kind", "side", "expected"),
    [
        (0.95, EventKind.CAPTURES, Side.RU, Outcome.CAME),
        (0.05, EventKind.CAPTURES, Side.RU, Outcome.DID_NOT),
        (0.5, EventKind.CAPTURES, Side.RU, None),
        (0.95, EventKind.HOLDS, Side.RU, Outcome.CAME),
        (0.95, EventKind.LOSES, Side.RU, Outcome.DID_NOT),
        (0.95, EventKind.CAPTURES, Side.UA, Outcome.DID_NOT),
        (0.95, EventKind.STRIKES, Side.RU, None),
    ],
)
def test_control_is_resolved_in_hindsight(holds: float, kind: EventKind, side: Side, expected: Outcome | None) -> None:
    rest = 1 - holds
    course = Course("geonames:1", FIRST, [(holds, 0.0, rest)] * 12, HEARD)
    found = by_course(replace(FORECAST, kind=kind, agent=side), course, SIDES, "2025-10-01")
    assert outcome(found) is expected
    assert found is None or "in hindsight" in found.reasons[0]


def test_who_foretold_that_it_will_not_be_so_is_right_where_it_is_not() -> None:
    course = Course("geonames:1", FIRST, [(0.02, 0.0, 0.98)] * 12, HEARD)
    denied = replace(FORECAST, stance=Stance.DENIES)
    assert outcome(by_course(denied, course, SIDES, "2025-10-01")) is Outcome.CAME


@pytest.mark.parametrize(
    ("holds", "kind", "expected"),
    [
        (0.05, EventKind.CAPTURES, None),
        (0.95, EventKind.HOLDS, None),
        (0.95, EventKind.LOSES, None),
        (0.95, EventKind.CAPTURES, Outcome.CAME),
        (0.05, EventKind.HOLDS, Outcome.DID_NOT),
    ],
)
def test_without_news_since_the_deadline_only_a_change_is_known(
    holds: float, kind: EventKind, expected: Outcome | None
) -> None:
    silent = Course("geonames:1", FIRST, [(holds, 0.0, 1 - holds)] * 12, [FIRST] * 12)
    assert outcome(by_course(replace(FORECAST, kind=kind), silent, SIDES, "2025-10-01")) is expected


def test_what_hung_on_a_condition_did_not_fail_because_it_did_not_come() -> None:
    hung = replace(FORECAST, conditional=True)
    failed, came = (Resolution(one, "claims", "2025-10-01", ("so",)) for one in (Outcome.DID_NOT, Outcome.CAME))
    assert resolution.settled(hung, failed) is None
    assert resolution.settled(hung, came) is came
    assert resolution.settled(FORECAST, failed) is failed


def test_half_a_course_resolves_nothing() -> None:
    course = Course("geonames:1", FIRST, [(0.02, 0.0, 0.98)] * 5, [FIRST] * 5)
    assert by_course(FORECAST, course, SIDES, "2025-10-01") is None


def test_its_own_side_alone_does_not_make_it_so_but_the_other_does() -> None:
    own = claim(2, "2025-09-05")
    assert by_claims(FORECAST, [own], "2025-10-01") is None
    other = claim(3, "2025-09-06", by=Side.UA)
    found = by_claims(FORECAST, [own, other], "2025-09-07")
    assert outcome(found) is Outcome.CAME
    assert found is not None
    assert len(found.reasons) == 2


def test_what_others_say_too_late_does_not_count() -> None:
    assert by_claims(FORECAST, [claim(3, "2025-10-20", by=Side.UA)], "2025-11-01") is None


def test_silence_counts_where_others_still_told_of_the_place() -> None:
    heard = [claim(n, f"2025-09-0{n}", EventKind.STRIKES) for n in (3, 4, 5)]
    assert outcome(by_claims(FORECAST, heard, "2025-10-01")) is Outcome.DID_NOT
    assert by_claims(FORECAST, heard, "2025-09-12") is None
    assert by_claims(FORECAST, heard[:2], "2025-10-01") is None


def test_a_person_may_open_what_was_resolved() -> None:
    said = Ruling("f-1", Outcome.VOID, "the plan was withdrawn", "an editor", "2025-10-01T00:00:00Z")
    found = by_person(said)
    assert found is not None
    assert (found.by, found.reasons) == ("an editor", ("the plan was withdrawn",))
    assert by_person(replace(said, outcome=Outcome.OPEN)) is None


def test_the_same_told_for_days_is_one_happening() -> None:
    assert spells([1, 2, 3, 30, 31]) == 2
    assert spells([]) == 0


def test_a_base_rate_grows_with_the_days_and_narrows_with_what_is_known() -> None:
    few, many = Rate(3, 1000.0), Rate(300, 100_000.0)
    assert chance(few, 10).mean < chance(few, 100).mean < 1
    assert chance(many, 30).high - chance(many, 30).low < chance(few, 30).high - chance(few, 30).low
    assert chance(many, 30).mean == pytest.approx(1 - 2.718281828 ** (-300.5 * 30 / 100_000), abs=1e-3)


def settled(words: str, came: str, source: str = "a") -> list[Settled]:
    """A forecast for each letter of `came`: + came true, - did not."""
    return [Settled(source, "ru", words, None, 0.3, one == "+") for one in came]


def test_words_mean_what_they_turned_out_to_mean() -> None:
    known = settled("likely", "+" * 15 + "-" * 5) + settled("possible", "+" * 4 + "-" * 16)
    likely, possible = meanings(known)
    assert likely.came.mean == pytest.approx(0.73, abs=0.03)
    assert possible.came.mean == pytest.approx(0.25, abs=0.03)


def test_no_forecast_is_judged_by_a_meaning_that_it_made_itself() -> None:
    alone = settled("likely", "+") + settled("flat", "-" * 20)
    assert probabilities(alone)[0] < 0.1


def test_a_given_probability_stands() -> None:
    (found,) = probabilities([Settled("a", "ru", "likely", 0.7, 0.3, came=True)])
    assert found == 0.7


def test_a_record_is_kept_for_each_source_and_kind_of_source() -> None:
    known = settled("likely", "++-", "a") + settled("likely", "-", "b")
    assert [(one.name, one.scores.forecasts) for one in records(known)] == [("a", 3), ("b", 1)]
    assert [(one.name, one.scores.forecasts) for one in records(known, by_group=True)] == [("ru", 4)]
    assert records([]) == []
