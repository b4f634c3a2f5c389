"""What people say of pairs being of one origin: which word holds, and what it makes of the travels of claims."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from fogline.linking.retelling.families import families
from fogline.linking.retelling.rows import Copy, Told
from fogline.linking.retelling.ruled import MERGED, PERSON, SPLIT, cut, ruled, said_so
from fogline.linking.retelling.travel import Said, Words, origins

NAMES = "abcdef"
PAIRS = [*combinations(NAMES, 2)]
Word = tuple[str, str, str]
words = st.lists(
    st.tuples(st.sampled_from(PAIRS), st.sampled_from([MERGED, SPLIT, "open"])).map(lambda one: (*one[0], one[1])),
    max_size=14,
)


def groups(*said: Word) -> tuple[tuple[str, ...], ...]:
    """What is of one origin."""
    return ruled(said, NAMES).groups


def test_who_is_of_one_origin_with_another_is_so_with_all_of_his() -> None:
    assert groups(("a", "b", MERGED), ("b", "c", MERGED)) == (("a", "b", "c"),)


def test_a_split_pair_stays_apart_and_the_word_about_the_earliest_stands() -> None:
    at_odds = ruled([("a", "b", MERGED), ("b", "c", MERGED), ("a", "c", SPLIT)], NAMES)
    assert at_odds.groups == (("a", "b"),)
    assert at_odds.aside == {frozenset("bc")}


def test_a_word_that_is_taken_back_leaves_nothing() -> None:
    assert groups(("a", "b", MERGED), ("a", "b", "open")) == ()
    # What was set aside for its sake holds again.
    assert groups(("a", "c", SPLIT), ("a", "b", MERGED), ("b", "c", MERGED), ("a", "c", "open")) == (("a", "b", "c"),)


@given(words, st.data())
def test_only_the_newest_word_on_a_pair_counts_and_the_order_of_pairs_is_nothing(
    said: list[Word], data: st.DataObject
) -> None:
    newest = data.draw(st.permutations(list({frozenset(one[:2]): one for one in said}.values())))
    turned = [(other, one, kin) for one, other, kin in newest]
    assert ruled(said, NAMES) == ruled(newest, NAMES) == ruled(turned, NAMES)


@given(words)
def test_no_group_holds_a_split_pair_and_every_other_merge_is_in_one(said: list[Word]) -> None:
    found = ruled(said, NAMES)
    group_of = {name: group for group in found.groups for name in group}
    for one, other, kin in {frozenset(word[:2]): word for word in said}.values():
        together = one in group_of and group_of[one] == group_of.get(other)
        if kin == SPLIT:
            assert not together
        if kin == MERGED:
            assert together or frozenset((one, other)) in found.aside


def told(name: str, outlet: str | None = None) -> Told:
    """The report of a claim, a day after the one before it in NAMES."""
    day = f"2025-09-{NAMES.index(name) + 1:02}"
    return Told(name.upper(), "", NAMES.index(name), moment=day, outlet=outlet)


def said(name: str, kind: str = "captures", speaker: str | None = None) -> Said:
    """A claim in a report of its own."""
    return Said(name, name.upper(), (kind, None), (0, 10), speaker)


def roots(claims: list[Said], copies: list[Copy], words: Words) -> dict[str, str]:
    """The origin of each claim."""
    reports = {one.report: told(one.claim) for one in claims}
    return {travel.claim: travel.origin for travel in origins(claims, copies, reports, words)}


def test_merged_claims_are_of_one_origin_whatever_they_tell() -> None:
    claims = [said("a"), said("b", "loses"), said("c")]
    words = Words((frozenset("ab"),))
    assert roots(claims, [], words) == {"a": "a", "b": "a", "c": "c"}


def test_a_group_is_of_the_origin_that_one_of_it_has() -> None:
    claims = [said("a", speaker="the ministry"), said("b"), said("c", speaker="the ministry")]
    assert roots(claims, [], Words((frozenset("bc"),))) == dict.fromkeys("abc", "a")


def test_split_claims_of_one_source_are_two_origins() -> None:
    claims = [said("a", speaker="the ministry"), said("b", speaker="the ministry")]
    assert roots(claims, [], Words()) == {"a": "a", "b": "a"}
    assert roots(claims, [], Words((), frozenset({frozenset("ab")}))) == {"a": "a", "b": "b"}


def test_split_claims_do_not_meet_in_a_third() -> None:
    claims = [said(name) for name in "abc"]
    copies = [Copy("B", "A", 1.0, 1.0, (("shared words", 9.0),), ()), Copy("C", "A", 1.0, 1.0, (("x", 9.0),), ())]
    assert roots(claims, copies, Words()) == dict.fromkeys("abc", "a")
    assert roots(claims, copies, Words((), frozenset({frozenset("bc")}))) == {"a": "a", "b": "a", "c": "c"}


@given(words, st.lists(st.tuples(st.sampled_from(PAIRS), st.integers(1, 9)), max_size=10))
def test_whatever_is_found_merged_claims_are_one_and_split_ones_are_two(
    spoken: list[Word], found: list[tuple[tuple[str, str], int]]
) -> None:
    holds = ruled(spoken, NAMES)
    copies = [Copy(b.upper(), a.upper(), 1.0, 1.0, (("x", float(weight)),), ()) for (a, b), weight in found]
    root = roots([said(name) for name in NAMES], copies, Words(tuple(map(frozenset, holds.groups)), holds.split))
    assert all(len({root[name] for name in group}) == 1 for group in holds.groups)
    assert all(len({root[name] for name in pair}) > 1 for pair in holds.split)


def test_a_family_holds_no_split_pair() -> None:
    moments = {name: f"2025-09-{number:02}" for number, name in enumerate("abc", 1)}
    copies = [Copy("b", "a", 1.0, 1.0, (("x", 9.0),), ()), Copy("c", "a", 1.0, 1.0, (("x", 5.0),), ())]
    split = frozenset({frozenset("bc")})
    gone = cut(copies, moments, split)
    # The tie of which it is less sure is cut.
    assert gone == {frozenset("bc"), frozenset("ac")}
    (family,) = families([one for one in copies if {one.copy, one.origin} not in gone], moments, gone)
    assert family.members == ("a", "b")


def test_two_who_are_said_to_be_of_one_origin_are_a_family() -> None:
    (family,) = families([said_so(told("b"), told("a"))], {"A": told("a").moment, "B": told("b").moment})
    assert (family.origin, family.members) == ("A", ("A", "B"))
    assert family.parents[0].reasons[0][0] == PERSON
