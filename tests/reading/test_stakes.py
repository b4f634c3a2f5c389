"""Whose deed an event is, where the clause does not say."""

from hypothesis import given
from hypothesis import strategies as st

from fogline.reading.events import FoundEvent
from fogline.reading.stakes import Stakes, agent, leaning
from fogline.terms.event import Certainty, EventKind, TimeFrame

STAKES = Stakes({(EventKind.REPELS, False): 3.0, (EventKind.STRIKES, False): -2.0}, read=1.0, told=1.0, term=2.0)


def event(kind: EventKind, nearer: float, someone: int | None = 0) -> FoundEvent:
    return FoundEvent(
        trigger=0,
        kinds=(kind,),
        agent=someone,
        nearer=nearer,
        target=None,
        denies=False,
        certainty=Certainty.ASSERTED,
        time_frame=TimeFrame.PRESENT,
        endorsed=False,
        evidence=(),
        places=(),
        clause=(0, 1),
    )


def test_a_speaker_tells_of_its_own_sides_defence_and_of_the_others_shelling() -> None:
    assert agent(event(EventKind.REPELS, 0.1), -1, STAKES) == 1
    assert agent(event(EventKind.STRIKES, -0.1), -1, STAKES) == 0


def test_what_the_clause_says_plainly_stands() -> None:
    assert agent(event(EventKind.REPELS, 5.0), -1, STAKES) == 0


def test_nobodys_deed_stays_nobodys() -> None:
    assert agent(event(EventKind.REPELS, 5.0, None), 1, STAKES) is None


def test_a_report_leans_to_the_side_whose_deeds_it_tells_as_its_own() -> None:
    told = [event(EventKind.REPELS, 2.0), event(EventKind.STRIKES, -2.0)]
    assert leaning(told, 0, STAKES) > 0.5
    assert leaning([], 0, STAKES) == 0
    assert leaning([], -2, STAKES) < -0.5


EVENTS = st.lists(
    st.builds(event, st.sampled_from([EventKind.REPELS, EventKind.STRIKES, EventKind.OTHER]), st.floats(-5, 5)),
    max_size=6,
)


@given(EVENTS, st.integers(-3, 3))
def test_mirrored_events_lean_the_other_way(told: list[FoundEvent], terms: int) -> None:
    mirrored = [event(one.kinds[0], -one.nearer) for one in told]
    assert abs(leaning(told, terms, STAKES) + leaning(mirrored, -terms, STAKES)) < 1e-9
