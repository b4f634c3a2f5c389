"""Reports that retell others, as a user meets them."""

from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline.linking.retelling.families import Family, families
from fogline.linking.retelling.nearness import Nearness
from fogline.linking.retelling.retell import retold
from fogline.linking.retelling.rows import Copy, Told

Finder = Callable[[Sequence[Told]], list[Copy]]
Grouper = Callable[..., list[Family]]

LUHY = (
    "Russian forces entered the northern outskirts of the town of Luhy on Saturday, the Defence Ministry said.\n\n"
    "Residents reported heavy shelling through the night and left by the only bridge that still stands. The mayor "
    "called for buses and said that the pumping station no longer works.\n\n"
    "Ukraine's General Staff denied the report and said that its brigades hold the bridge, the school and the mill. "
    "Neither account could be checked, as telephone lines to the town were cut on Friday evening."
)
LUHY_RU = (
    "Вечером в субботу жители посёлка Верхние Луги сообщили о сильном обстреле северной окраины. По словам главы "
    "администрации, насосная станция больше не работает, а единственный мост повреждён. Автобусы для эвакуации обещали "
    "прислать утром, но дорога простреливается, и водители ждут в соседнем селе. Связи с посёлком нет с пятницы."
)
LUHY_UK = (
    "Увечері в суботу жителі селища Верхні Луги повідомили про сильний обстріл північної околиці. За словами голови "
    "громади, насосна станція більше не працює, а єдиний міст пошкоджено. Автобуси для евакуації обіцяли прислати "
    "вранці, але дорога прострілюється, і водії чекають у сусідньому селі. Зв'язку з селищем немає з п'ятниці."
)
BRIDGE = (
    "The railway bridge over the Sosna was closed to trains on Monday after cracks were found in two of its piers. "
    "Repairs will take until the end of August, the railway company told the regional council, and passengers are to "
    "change to buses at the station of Dobrava. Freight goes by the southern line."
)


def told(name: str, text: str, arrival: int, **facts: object) -> Told:
    return Told(name, text, arrival, **facts)  # type: ignore[arg-type]


def edges(copies: Sequence[Copy]) -> set[tuple[str, str]]:
    return {(copy.copy, copy.origin) for copy in copies}


@pytest.mark.parametrize("text", [LUHY, LUHY_RU, LUHY_UK], ids=["en", "ru", "uk"])
def test_another_headline_a_new_lead_and_cut_paragraphs_are_still_a_copy(text: str, copies_among: Finder) -> None:
    body = text.split(". ", 1)[1]
    other = (
        f"НОЧЬ В ЛУГАХ\n\nWhat is known this morning, hour by hour, from those who got away in time.\n\n{body[:-40]}"
    )
    reports = [
        told("first", text, 0, moment="2024-05-04T20:00:00Z"),
        told("later", other, 1, moment="2024-05-05T06:00:00Z"),
        told("bridge", BRIDGE, 2, moment="2024-05-05T07:00:00Z"),
    ]
    assert edges(copies_among(reports)) == {("later", "first")}


def test_a_paragraph_pasted_into_another_article_is_found_where_it_stands(copies_among: Finder) -> None:
    pasted = LUHY.split("\n\n")[1]
    reports = [
        told("luhy", LUHY, 0, moment="2024-05-04"),
        told("both", f"{BRIDGE}\n\n{pasted}", 1, moment="2024-05-06"),
    ]
    (copy,) = copies_among(reports)
    assert (copy.copy, copy.origin) == ("both", "luhy")
    here, there = copy.passages[0].here, copy.passages[0].there
    assert reports[1].text[slice(*here)] == LUHY[slice(*there)] == pasted.rstrip(".")
    assert copy.share == pytest.approx(0.35, abs=0.1)


def test_words_changed_here_and_there_hide_nothing(copies_among: Finder) -> None:
    edited = (
        LUHY.replace("Russian forces", "Troops")
        .replace("heavy shelling", "shelling")
        .replace("still stands", "is left")
    )
    reports = [told("first", LUHY, 0, moment="2024-05-04"), told("edited", edited, 1, moment="2024-05-05")]
    assert edges(copies_among(reports)) == {("edited", "first")}


def test_one_statement_quoted_by_many_makes_none_a_copy(copies_among: Finder) -> None:
    statement = (
        "“Our units hold all their positions in the town and the enemy has nowhere crossed the river,” the staff said."
    )
    texts = [LUHY, BRIDGE, "Prices of bread rose again in the region, traders at the market of Dobrava told our paper."]
    reports = [told(f"r{place}", f"{text}\n\n{statement}", place) for place, text in enumerate(texts)]
    assert copies_among(reports) == []


def test_a_signature_and_a_daily_formula_tie_no_posts_together(copies_among: Finder) -> None:
    towns = "Luhy Dobrava Verbove Kamin Sosnivka Stavky Hirne Ozerne".split()
    formula = "The general staff counted {} attacks on the positions of our troops near {} in the past day of fighting."
    posts = [
        told(
            f"day-{day}",
            f"{formula.format(11 + 7 * day, town)} {town} was shelled {day + 2} times.\n\nSubscribe to our channel and "
            "send us your news at any hour of the day.",
            day,
            moment=f"2024-05-{day + 1:02}",
        )
        for day, town in enumerate(towns)
    ]
    assert copies_among(posts) == []


def test_fifty_copies_make_one_family_with_one_origin(families_among: Grouper) -> None:
    first = told("origin", LUHY, 50, moment="2024-05-04T20:00:00Z")
    copies = [
        told(
            f"copy-{place:02}", f"Channel {place} writes:\n\n{LUHY}", place, moment=f"2024-05-05T{place % 24:02}:30:00Z"
        )
        for place in range(50)
    ]
    (family,) = families_among([*copies, first], 10)
    assert family.origin == "origin"
    assert len(family.members) == 51
    assert {copy.copy for copy in family.parents} == {report.id for report in copies}


def test_a_chain_is_told_from_copies_of_the_first(families_among: Grouper) -> None:
    second = (
        "The agency adds that two of the buses came back empty in the evening and wait at the mill.\n\n" + LUHY[:420]
    )
    third = second[:300] + " Elsewhere nothing was heard of all this until the next day."
    reports = [
        told("a", LUHY, 0, moment="2024-05-04T20:00:00Z"),
        told("b", second, 1, moment="2024-05-04T22:00:00Z"),
        told("c", third, 2, moment="2024-05-05T01:00:00Z"),
    ]
    (family,) = [family for family in families_among(reports) if family.origin == "a"]
    assert edges(family.parents) == {("b", "a"), ("c", "b")}


def test_a_report_put_together_from_two_is_in_both_families(families_among: Grouper) -> None:
    reports = [
        told("luhy", LUHY, 0, moment="2024-05-04T20:00:00Z"),
        told("bridge", BRIDGE, 1, moment="2024-05-04T21:00:00Z"),
        told("both", f"{LUHY}\n\n{BRIDGE}", 2, moment="2024-05-05T08:00:00Z"),
    ]
    found = {family.origin: family.members for family in families_among(reports)}
    assert found == {"luhy": ("luhy", "both"), "bridge": ("bridge", "both")}


@pytest.mark.parametrize("naming", [{"cited": ("Північ",)}, {"forwarded_from": "Північ"}])
def test_without_times_whoever_names_the_other_had_it_from_there(
    naming: dict[str, object], copies_among: Finder
) -> None:
    reports = [told("named", LUHY_UK, 1, outlet="https://t.me/s/pivnich"), told("naming", LUHY_UK, 0, **naming)]
    assert edges(copies_among(reports)) == {("naming", "named")}


def test_without_any_sign_the_longer_is_the_origin(copies_among: Finder) -> None:
    reports = [told("short", LUHY[:300], 0), told("long", LUHY, 1)]
    assert edges(copies_among(reports)) == {("short", "long")}


def test_every_reason_adds_up(copies_among: Finder) -> None:
    reports = [told("first", LUHY, 0, moment="2024-05-04"), told("later", LUHY[:400], 1, moment="2024-05-05")]
    (copy,) = copies_among(reports)
    assert copy.sureness == pytest.approx(sum(weight for _, weight in copy.reasons))
    assert dict(copy.direction)["published later"] > 0


@pytest.mark.parametrize("text", ["", "Луги.", "a b", "\ud800", "…", "x" * 100_000])
def test_texts_without_words_are_copies_of_nothing(text: str, copies_among: Finder) -> None:
    assert copies_among([told("odd", text, 0), told("luhy", LUHY, 1)]) == []


REPORTS = [
    told("a", LUHY, 0, moment="2024-05-04T20:00:00Z"),
    told("b", LUHY[:500], 0, moment="2024-05-05T02:00:00Z"),
    told("c", f"{BRIDGE}\n\n{LUHY[120:420]}", 0, moment="2024-05-06T02:00:00Z"),
    told("d", BRIDGE, 0, moment="2024-05-03"),
    told("e", LUHY_UK, 0, moment="2024-05-03"),
]


@pytest.mark.parametrize("order", list(permutations(range(5)))[::7])
def test_the_order_of_arrival_changes_no_family(order: tuple[int, ...], families_among: Grouper) -> None:
    arrived = [
        Told(REPORTS[place].id, REPORTS[place].text, arrival, moment=REPORTS[place].moment)
        for arrival, place in enumerate(order)
    ]
    found = {family.origin: set(family.members) for family in families_among(arrived, 2)}
    assert found == {"a": {"a", "b", "c"}, "d": {"d", "c"}}


WORDS = "".join(Path(__file__).read_text(encoding="utf-8")).split()[:400]


@settings(max_examples=25)
@given(st.lists(st.permutations(WORDS[:80]), min_size=2, max_size=5))
def test_the_same_words_in_another_order_are_another_text(texts: list[list[str]]) -> None:
    """Same topic, same words: what unrelated reports share are no runs of words."""
    distinct = list(dict.fromkeys(" ".join(text) for text in texts))
    reports = [Told(f"r{place}", text, place) for place, text in enumerate(distinct)]
    apart = [one for one in retold(reports, Nearness(), reports.__getitem__).copies if one.share < 0.3]
    assert apart == []


@settings(max_examples=25)
@given(st.integers(0, 5), st.integers(6, 30), st.booleans())
def test_families_do_not_hang_on_the_order_of_copies(first: int, last: int, backwards: bool) -> None:  # noqa: FBT001
    sentences = LUHY.split(". ")
    reports = [
        Told("a", LUHY, 0, moment="2024-05-04"),
        Told("b", ". ".join(sentences[:4]), 1, moment="2024-05-05"),
        Told("c", " ".join(LUHY.split()[first * 3 : last * 3]), 2),
    ]
    copies = retold(reports, Nearness(), reports.__getitem__).copies
    moments = {report.id: report.moment for report in reports}
    assert families(copies[:: -1 if backwards else 1], moments) == families(copies, moments)
