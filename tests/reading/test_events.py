"""Events off scores that are written by hand."""

import numpy as np

from fogline.reading.events import FoundEvent, Thresholds, find_events, names_of, sure_names
from fogline.reading.pairs import BUCKETS, Pairs
from fogline.reading.scores import (
    AGENT,
    ATTRIBUTES,
    CERTAINTIES,
    CERTAINTY,
    CLAUSE,
    DENIES,
    EVENT_KINDS,
    LINKS,
    PLACE,
    SPEAKERS,
    Scores,
)
from fogline.terms.event import Certainty, EventKind

WORDS = 12
PLAIN = Thresholds(0.0, 0.0, 0.0)


def scores(triggers: dict[int, list[EventKind]], places: list[int], clause: range) -> Scores:
    """Scores in which `triggers` tell of their kinds, names of places begin at `places`, `clause` is everybody's."""
    trigger = np.full((WORDS, len(EVENT_KINDS)), -5.0, np.float32)
    for word, kinds in triggers.items():
        for kind in kinds:
            trigger[word, EVENT_KINDS.index(kind)] = 3.0
    toponym = np.full((WORDS, 2), -5.0, np.float32)
    toponym[places, 0] = 3.0
    unary = np.full((WORDS, LINKS), -4.0, np.float32)
    unary[list(clause), CLAUSE] = 4.0
    nothing = np.zeros((WORDS, LINKS, 2), np.float32)
    event = Pairs(nothing, nothing, unary, np.zeros((LINKS, 2 * BUCKETS + 1), np.float32))
    none = np.zeros((WORDS, 3, 2), np.float32)
    cue = Pairs(none, none, none[..., 0], np.zeros((3, 2 * BUCKETS + 1), np.float32))
    attributes = np.zeros((WORDS, ATTRIBUTES), np.float32)
    attributes[:, DENIES] = -1
    return Scores(
        np.zeros(WORDS, np.float32),
        cue,
        np.zeros((WORDS, SPEAKERS), np.float32),
        toponym,
        trigger,
        attributes,
        event,
    )


def found(given: Scores, core: tuple[int, int] = (0, WORDS), first: int = 0) -> list[FoundEvent]:
    return list(find_events(given, core, first, PLAIN))


def test_a_word_may_tell_of_two_kinds() -> None:
    (event,) = found(scores({4: [EventKind.STRIKES, EventKind.DAMAGE]}, [], range(2, 8)))
    assert event.kinds == (EventKind.STRIKES, EventKind.DAMAGE)
    assert event.clause == (2, 8)


def test_neighbours_that_tell_of_one_kind_are_one_event() -> None:
    given = scores({4: [EventKind.CAPTURES], 5: [EventKind.CAPTURES]}, [], range(3, 8))
    given.trigger[5] += 1
    (event,) = found(given)
    assert event.trigger == 5


def test_of_the_names_in_the_clause_the_likeliest_comes_first_and_one_outside_is_left_out() -> None:
    given = scores({4: [EventKind.CAPTURES]}, [1, 3, 7, 11], range(3, 12))
    given.event.unary[[1, 3, 7, 11], PLACE] = [5.0, 3.0, -2.0, 4.0]
    (event,) = found(given)
    assert event.places == (11, 3)


def test_of_a_place_in_a_region_both_are_taken_the_nearer_first() -> None:
    given = scores({4: [EventKind.CAPTURES]}, [6, 8], range(3, 12))
    given.event.unary[[6, 8], PLACE] = [-1.0, 4.0]
    (event,) = found(given)
    assert event.places == (6, 8)


def test_without_a_name_in_the_clause_the_likeliest_elsewhere_is_taken() -> None:
    given = scores({4: [EventKind.CAPTURES]}, [1, 9], range(3, 7))
    given.event.unary[[1, 9], PLACE] = [1.0, 2.0]
    (event,) = found(given)
    assert event.places == (9,)


def test_only_triggers_of_the_core_count_and_words_are_the_texts() -> None:
    given = scores({2: [EventKind.HOLDS], 8: [EventKind.LOSES]}, [], range(7, 10))
    (event,) = found(given, (5, WORDS), first=100)
    assert (event.kinds, event.trigger, event.clause) == ((EventKind.LOSES,), 108, (107, 110))


def test_how_it_is_put_is_read_at_the_trigger() -> None:
    given = scores({4: [EventKind.CAPTURES]}, [], range(3, 8))
    given.attributes[4, AGENT] = [0.0, 0.0, 2.0]
    given.attributes[4, DENIES] = 1.0
    given.attributes[4, CERTAINTY.start + CERTAINTIES.index(Certainty.HEDGED)] = 5.0
    (event,) = found(given)
    assert (event.agent, event.denies, event.certainty) == (1, True, Certainty.HEDGED)


def test_a_clause_goes_on_over_a_small_gap_and_stops_at_a_large_one() -> None:
    given = scores({4: [EventKind.CAPTURES]}, [], range(3, 5))
    given.event.unary[6, CLAUSE] = 4.0
    given.event.unary[10, CLAUSE] = 4.0
    (event,) = found(given)
    assert event.clause == (3, 7)


def test_names_of_several_words_are_one() -> None:
    odds = np.full((6, 2), -3.0, np.float32)
    odds[1, 0] = 2.0
    odds[2, 1] = 2.0
    odds[3, 0] = 2.0
    assert names_of(odds) == ((1, 3), (3, 4))
    assert sure_names(odds) == {1, 3}
