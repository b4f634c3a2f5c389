"""Whose deed an event is, and who speaks, where the words name no side."""

from hypothesis import given
from hypothesis import strategies as st

from fogline.reading.events import FoundEvent
from fogline.reading.stakes import Stakes, agent, heard, narrator
from fogline.terms.event import Certainty, EventKind, TimeFrame

STAKES = Stakes(read=1.0, told=1.0, term=2.0)
NOBODY = (0.0, 0.0, 0.0, 0.0)


def event(nearer: float, own: float, someone: int | None = 0) -> FoundEvent:
    return FoundEvent(
        trigger=0,
        kinds=(EventKind.ADVANCES,),
        agent=someone,
        nearer=nearer,
        own=own,
        target=None,
        denies=False,
        certainty=Certainty.ASSERTED,
        time_frame=TimeFrame.PRESENT,
        endorsed=False,
        evidence=(),
        places=(),
        clause=(0, 1),
    )


def test_our_men_are_the_speakers_and_the_enemy_the_others() -> None:
    assert agent(event(0.1, own=3.0), -1, STAKES) == 1
    assert agent(event(-0.1, own=-3.0), -1, STAKES) == 0


def test_what_the_clause_says_plainly_stands() -> None:
    assert agent(event(5.0, own=3.0), -1, STAKES) == 0


def test_nobodys_deed_stays_nobodys() -> None:
    assert agent(event(5.0, 5.0, None), 1, STAKES) is None


def test_who_tells_of_a_sides_deeds_as_his_own_is_of_that_side() -> None:
    voices = heard(NOBODY, [event(4.0, own=4.0), event(-3.0, own=-3.0)], STAKES)
    assert voices.index(max(voices)) == 0


def test_who_is_plainly_of_one_side_stays_so_whatever_he_tells() -> None:
    voices = heard((0.0, 9.0, 0.0, 0.0), [event(4.0, own=4.0)], STAKES)
    assert voices.index(max(voices)) == 1


def test_loaded_words_tell_the_reports_side() -> None:
    near, far, neither = heard(narrator(-2, STAKES), [], STAKES)
    assert far > max(near, neither)
    near, far, _ = heard(narrator(0, STAKES), [], STAKES)
    assert near == far


ODDS = st.floats(-5, 5)
EVENTS = st.lists(st.builds(event, ODDS, ODDS), max_size=6)


@given(EVENTS, st.integers(-3, 3))
def test_mirrored_events_are_heard_from_the_other_side(told: list[FoundEvent], terms: int) -> None:
    mirrored = [event(-one.nearer, one.own) for one in told]
    near, far, neither = heard(narrator(terms, STAKES), told, STAKES)
    others = heard(narrator(-terms, STAKES), mirrored, STAKES)
    assert all(abs(a - b) < 1e-9 for a, b in zip((far, near, neither), others, strict=True))
