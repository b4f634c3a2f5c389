import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from fogline.reading.attribution import Attribution, Decoding, attributions, best_path
from fogline.reading.pairs import BUCKETS, Pairs, bucket
from fogline.reading.scores import ATTRIBUTES, EVENT_KINDS, LINKS, SPEAKERS, Scores

NUMBERS = st.integers(-20, 20).map(lambda n: n / 4)
PLAIN = Decoding(0.0, 1.0)


@given(arrays.arrays(np.float32, (2, 5, 4), elements=NUMBERS), st.sampled_from([0.0, 0.5, 2.0]))
def test_the_best_path_is_the_best_of_all_paths(scores: np.ndarray, cost: float) -> None:
    def worth(row: int, path: tuple[int, ...]) -> float:
        changes = sum(a != b for a, b in itertools.pairwise(path))
        return float(sum(scores[row, i, role] for i, role in enumerate(path)) - cost * changes)

    found = best_path(scores, cost)
    for row in range(len(scores)):
        best = max(worth(row, path) for path in itertools.product(range(4), repeat=5))
        assert worth(row, tuple(found[row].tolist())) == best


def test_buckets_are_symmetric_grow_with_distance_and_stay_in_the_table() -> None:
    steps = bucket(np.arange(-2000, 2001))
    assert (np.diff(steps) >= 0).all()
    assert (steps + steps[::-1] == 2 * BUCKETS).all()
    assert steps.min() == 0
    assert steps.max() == 2 * BUCKETS
    assert len(set(bucket(np.arange(-8, 9)).tolist())) == 17


def scores_of(roles: list[str], anchors: dict[int, float]) -> Scores:
    """Scores that say plainly which word plays which role for every cue: s, c, x (content) or a dot."""
    count = len(roles)
    anchor = np.full(count, -5.0, np.float32)
    for word, odds in anchors.items():
        anchor[word] = odds
    unary = np.full((count, 3), -4.0, np.float32)
    for word, role in enumerate(roles):
        if role in "scx":
            unary[word, "scx".index(role)] = 4.0
    zero = np.zeros((count, 3, 2), np.float32)
    cue = Pairs(zero, zero, unary, np.zeros((3, 2 * BUCKETS + 1), np.float32))
    single = (np.zeros((count, width), np.float32) for width in (SPEAKERS, 2, len(EVENT_KINDS), ATTRIBUTES))
    nothing = np.zeros((count, LINKS, 2), np.float32)
    event = Pairs(nothing, nothing, nothing[..., 0], np.zeros((LINKS, 2 * BUCKETS + 1), np.float32))
    return Scores(anchor, cue, *single, event)


def read(roles: str, anchors: dict[int, float], core: tuple[int, int] | None = None) -> list[Attribution]:
    scores = scores_of(list(roles), anchors)
    return attributions([(scores, core or (0, len(roles)))], PLAIN)[0]


def test_a_cue_takes_its_source_and_its_content_in_pieces() -> None:
    (found,) = read("xxx.sscc.xxxx", {6: 3.0})
    assert found.source == (4, 5)
    assert found.cue == (6, 7)
    assert found.content == (0, 1, 2, 9, 10, 11, 12)


def test_of_two_beginnings_of_one_cue_the_surer_stays() -> None:
    (found,) = read("sscc.xxxx", {2: 1.0, 3: 3.0})
    assert found.anchor == 3


def test_a_cue_outside_the_core_is_left_to_the_next_window() -> None:
    assert read("sscc.xxxx", {2: 3.0}, (4, 9)) == []


def test_a_cue_without_content_is_none() -> None:
    assert read("sscc.....", {2: 3.0}) == []


def test_a_word_far_from_the_cue_may_be_kept_out_by_its_distance() -> None:
    scores = scores_of(list("sscc.xxxx..ss"), {2: 3.0})
    scores.cue.distance[0, bucket(np.array([9, 10]))] = -20.0
    ((found,),) = attributions([(scores, (0, 13))], PLAIN)
    assert found.source == (0, 1)


def test_of_a_source_in_two_places_the_surer_stays() -> None:
    scores = scores_of(list("s...sscc.xxxx"), {6: 3.0})
    ((found,),) = attributions([(scores, (0, 13))], PLAIN)
    assert found.source == (4, 5)


def test_whose_side_speaks_is_read_at_the_cue() -> None:
    scores = scores_of(list("sscc.xxxx"), {2: 3.0})
    scores.speaker[2] = [0.0, 4.0, 0.0, 0.0]
    ((found,),) = attributions([(scores, (0, 9))], PLAIN)
    assert found.speaker == (0.0, 4.0, 0.0, 0.0)


def test_windows_read_together_give_what_they_give_alone() -> None:
    made = [(scores_of(list("sscc.xxxx"), {2: 3.0}), (0, 9)), (scores_of(list("xx.s.cc"), {5: 1.0}), (0, 7))]
    assert attributions(made, PLAIN) == [attributions([one], PLAIN)[0] for one in made]
    assert attributions([], PLAIN) == []
