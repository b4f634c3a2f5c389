"""Families from copies alone."""

from fogline.linking.retelling.families import families
from fogline.linking.retelling.rows import Copy, Passage


def copy(later: str, earlier: str, *passages: tuple[int, int, int], share: float = 0.9, sure: float = 6.0) -> Copy:
    """A copy of passages: where in the later, where in the earlier, how many words; ten letters a word."""
    rows = tuple(
        Passage((here, here + 10 * words), (there, there + 10 * words), words, words) for here, there, words in passages
    )
    return Copy(later, earlier, share, share, (("shared words", 5.0),), (("published later", sure),), rows)


def found(copies: list[Copy], moments: dict[str, str | None]) -> dict[str, set[tuple[str, str]]]:
    return {
        family.origin: {(parent.copy, parent.origin) for parent in family.parents}
        for family in families(copies, moments)
    }


def days(names: str) -> dict[str, str | None]:
    return {name: f"2024-05-{day:02}" for day, name in enumerate(names, 1)}


def test_nothing_is_a_family_of_nothing() -> None:
    assert families([], {}) == []


def test_who_copies_one_half_of_a_compilation_has_nothing_from_the_other() -> None:
    """M is A and B, one after the other; N has only what M has from B."""
    copies = [
        copy("m", "a", (0, 0, 100), share=0.5),
        copy("m", "b", (1000, 0, 100), share=0.5),
        copy("n", "m", (0, 1000, 100)),
    ]
    assert found(copies, days("abmn")) == {"a": {("m", "a")}, "b": {("m", "b"), ("n", "m")}}


def test_words_that_a_copy_adds_are_its_own() -> None:
    """B has 40 words from A and 100 of its own; C has those."""
    copies = [copy("b", "a", (0, 0, 40), share=0.3), copy("c", "b", (0, 400, 100))]
    assert found(copies, days("abc")) == {"a": {("b", "a")}, "b": {("c", "b")}}


def test_the_parent_is_who_has_most_of_it() -> None:
    copies = [copy("b", "a", (0, 0, 90)), copy("c", "a", (0, 0, 70), share=0.7), copy("c", "b", (0, 0, 95), share=0.95)]
    assert found(copies, days("abc")) == {"a": {("b", "a"), ("c", "b")}}


def test_a_copy_that_was_never_compared_with_the_origin_is_tied_through_a_third() -> None:
    """B came out before C, and after A; only C was compared with both."""
    copies = [copy("c", "b", (0, 0, 60)), copy("c", "a", (0, 0, 60))]
    assert found(copies, days("abc")) == {"a": {("b", "a"), ("c", "a")}}


def test_a_report_without_a_time_that_has_more_in_common_with_all_is_the_origin() -> None:
    copies = [
        copy("b", "a", (0, 0, 90), sure=0.1),
        copy("c", "a", (0, 0, 80), sure=0.1),
        copy("c", "b", (0, 0, 20), sure=6.0),
        copy("d", "a", (0, 0, 85), sure=0.1),
        copy("d", "b", (0, 0, 25), sure=6.0),
    ]
    (family,) = families(copies, {"a": None, "b": "2024-05-01", "c": "2024-05-02", "d": "2024-05-03"})
    assert family.origin == "a"
