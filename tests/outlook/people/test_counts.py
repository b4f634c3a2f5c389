"""Counts as ranges over independent origins, and who disputes whom."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from fogline.outlook.people.contested import contested
from fogline.outlook.people.counts import Dispute, How, Sense, Tally, Told, tallies
from fogline.terms.actor import Side
from fogline.terms.claim import Manner
from fogline.terms.estimate import Course
from fogline.terms.event import Certainty, Event, EventKind, Period, Stance, TimeFrame

MAY = Period("2025-05-01", "2025-06-01", "month")
KINDS = st.sampled_from((EventKind.DISPLACEMENT, EventKind.ENCIRCLES, EventKind.AID_NEED))


@dataclass
class Put:
    """How a claim is put, with what is usual."""

    kind: EventKind = EventKind.DISPLACEMENT
    agent: Side | None = None
    count: float | None = None
    stance: Stance = Stance.AFFIRMS
    frame: TimeFrame = TimeFrame.PRESENT
    time: Period | None = None
    said: str = "2025-05-10"
    speaker: str | None = None


def told(claim: str, origin: str, put: Put) -> Told:
    event = Event(put.kind, put.agent, None, None, put.time, None, put.count, ((0, 1),))
    manner = Manner(put.stance, Certainty.ASSERTED, put.frame, endorsed=False)
    return Told(claim, origin, event, manner, put.said, put.speaker, f"report of {claim}")


def only(*claims: Told) -> Tally:
    (found,) = tallies(claims)
    return found


def test_fifty_copies_are_one_origin_and_widen_no_range() -> None:
    copies = [told(f"c{number}", "a", Put(count=7000)) for number in range(50)]
    found = only(told("a", "a", Put(count=700)), told("b", "b", Put(count=900)), *copies)
    assert found.claims == 52
    assert [origin.first.claim for origin in found.origins] == ["b", "a"]
    assert found.counts == (700, 900)
    assert found.counted == 2
    assert found.origins[1].counts == (700, 700)
    assert found.origins[1].retold == (700, 7000)


def test_what_its_own_source_says_later_belongs_to_an_origins_range() -> None:
    first = told("a", "a", Put(count=12, speaker="mayor"))
    later = told("b", "a", Put(count=15, speaker="mayor", said="2025-05-12"))
    assert only(first, later).counts == (12, 15)


def test_what_is_denied_or_still_to_come_is_in_no_range() -> None:
    found = only(
        told("a", "a", Put(count=10)),
        told("b", "b", Put(count=5000, frame=TimeFrame.FUTURE)),
        told("c", "c", Put(count=90, stance=Stance.DENIES)),
        told("d", "d", Put(count=3, frame=TimeFrame.PAST)),
    )
    assert found.counts == (10, 10)
    assert {origin.first.claim: origin.sense for origin in found.origins} == {
        "a": Sense.SO,
        "b": Sense.EXPECTED,
        "c": Sense.DENIED,
        "d": Sense.UNDATED,
    }


def test_a_number_of_those_cut_off_is_none_of_civilians() -> None:
    assert only(told("a", "a", Put(EventKind.ENCIRCLES, count=5000))).counts is None


def test_who_denies_it_and_who_blames_another_side_disputes_it() -> None:
    hurt = EventKind.CIVILIAN_CASUALTIES
    found = only(
        told("a", "a", Put(hurt, Side.RU, 4)),
        told("b", "b", Put(hurt, Side.UA, 4, said="2025-05-12")),
        told("c", "c", Put(hurt, Side.RU, stance=Stance.DENIES, said="2025-05-13")),
    )
    disputes = {origin.first.claim: origin.disputes for origin in found.origins}
    assert disputes["a"] == (Dispute("c", How.DENIES), Dispute("b", How.BLAMES))
    assert disputes["b"] == (Dispute("a", How.BLAMES),)


def test_a_denial_that_names_nobody_denies_what_a_side_is_blamed_for_and_not_whose_troops_are_cut_off() -> None:
    for kind, disputes in ((EventKind.DAMAGE, [(Dispute("b", How.DENIES),)]), (EventKind.ENCIRCLES, [()])):
        found = only(told("a", "a", Put(kind, Side.RU)), told("b", "b", Put(kind, stance=Stance.DENIES)))
        assert [origin.disputes for origin in found.origins if origin.sense is Sense.SO] == disputes


def test_claims_of_other_days_dispute_nothing() -> None:
    then = told("a", "a", Put(time=Period("2024-01-01", "2024-02-01", "month")))
    now = told("b", "b", Put(stance=Stance.DENIES, time=MAY))
    assert [origin.disputes for origin in only(then, now).origins] == [(), ()]


@given(st.lists(st.tuples(st.integers(0, 5), KINDS, st.none() | st.integers(0, 9)), max_size=20))
def test_nothing_is_lost_or_counted_twice(rows: list[tuple[int, EventKind, int | None]]) -> None:
    claims = [
        told(f"{n}", f"{n}" if not tree else f"tree {tree}", Put(kind, count=count))
        for n, (tree, kind, count) in enumerate(rows)
    ]
    found = tallies(claims)
    names = [name for tally in found for origin in tally.origins for name in (origin.first.claim, *origin.copies)]
    assert sorted(names) == sorted(one.claim for one in claims)
    for tally in found:
        spans = [origin.counts for origin in tally.origins if origin.counts]
        if tally.counts:
            assert tally.counts == (min(low for low, _ in spans), max(high for _, high in spans))


def test_days_are_contested_by_their_chances() -> None:
    found = contested(Course("a", 700000, [(0.9, 0.1, 0.0), (0.2, 0.6, 0.2), (0.0, 0.3, 0.7)], [700000] * 3))
    assert (found.days, round(found.expected, 9), found.likely) == (3, 1.0, 1)
