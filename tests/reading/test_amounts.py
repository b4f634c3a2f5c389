"""How much of a place, and how many: each text marks the trigger with [brackets]."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.reading import amounts
from fogline.terms.event import EventKind
from fogline.terms.span import Span


def marked(text: str) -> tuple[str, Span, Span]:
    """The text without its brackets, the whole of it as clause, and the trigger."""
    begin, end = text.index("["), text.index("]") - 1
    bare = text.replace("[", "").replace("]", "")
    return bare, (0, len(bare)), (begin, end)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("The army [regained] control over half of the territory", 0.5),
        ("They [control] a third of the town", 0.33),
        ("Two thirds of the village are [theirs]", 0.67),
        ("A quarter of the town is [taken]", 0.25),
        ("They [hold] four fifths of it", 0.8),
        ("They [hold] 70 percent of the town", 0.7),
        ("They [hold] 70% of the town", 0.7),
        ("They [control] up to 90 per cent of the town", 0.9),
        ("They [control] most of the town", None),
        ("They [control] the western quarter", None),
        ("Армия [контролирует] половину города", 0.5),
        ("Наши [держат] две трети посёлка", 0.67),
        ("Город [взят] на 60 процентов", 0.6),
        ("Ворог [контролює] третину села", 0.33),
        ("Військо [зайняло] 80 відсотків міста", 0.8),
        ("[Наше] три чверті міста", 0.75),
        ("[Взяли] чотири п’ятих міста", 0.8),
    ],
)
def test_shares(text: str, share: float | None) -> None:
    bare, clause, trigger = marked(text)
    assert amounts.share(bare, clause, trigger, EventKind.PARTLY_CAPTURES) == share


def test_a_share_of_people_is_none() -> None:
    bare, clause, trigger = marked("Half of the residents have no [water]")
    assert amounts.share(bare, clause, trigger, EventKind.AID_NEED) is None


def test_the_rest_is_what_the_share_before_leaves() -> None:
    text = "They hold 80 percent of the town. The rest is contested."
    begin = text.index("The rest")
    at = text.index("contested")
    assert amounts.share(text, (begin, len(text)), (at, at + 9), EventKind.FIGHTS) == pytest.approx(0.2)


def test_kinds_without_parts_have_no_share() -> None:
    bare, clause, trigger = marked("Half of the town was [shelled]")
    assert amounts.share(bare, clause, trigger, EventKind.STRIKES) is None


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("The enemy [lost] up to 1,216 men", "troop_losses", 1216),
        ("The 72nd Brigade [lost] twelve men on 14 May", "troop_losses", 12),
        ("Three people were killed and twelve [wounded]", "civilian_casualties", 12),
        ("Three people were [killed] and twelve wounded", "civilian_casualties", 3),
        ("More than two dozen people were [wounded]", "civilian_casualties", 24),
        ("A woman was [killed] in the yard", "civilian_casualties", 1),
        ("Troops [advanced] 3 km and took 12 square kilometres", "advances", 12),
        ("Troops [advanced] by 400 metres", "advances", None),
        ("A Su-34 [dropped] four bombs on the town", "strikes", 4),
        ("They have [liberated] five villages", "captures", 5),
        ("Four battalions [left] the town", "withdraws", None),
        ("A man aged 62 and two boys were [wounded]", "civilian_casualties", 2),
        ("Враг [потерял] 1 800 человек", "troop_losses", 1800),
        ("[Вывезли] 1,5 тысячи жителей", "evacuation", 1500),
        ("[Вывезли] больше полутора тысяч жителей", "evacuation", 1500),
        ("[Ранены] сорок два человека", "civilian_casualties", 42),
        ("В больнице [погиб] рыбак", "civilian_casualties", 1),
        ("[Отбиты] две атаки 30-й бригады", "repels", 2),
        ("[Сожжены] два Т-72", "troop_losses", 2),
        ("ВСУ дважды [атаковали] село", "fights", 2),
        ("[Виїхали] 27 тис. жителів", "displacement", 27000),
        ("За добу [відбито] дев’ять штурмів", "repels", 9),
        ("Ворог [скинув] 19 бомб калібру 250 мм", "strikes", 19),
        ("[Евакуювали] півсотні людей", "evacuation", 50),
        ("[Звільнено] шість сіл за три дні", "captures", 6),
        ("Без [світла] 70 відсотків містян", "aid_need", None),
        ("About a hundred and fifty thousand people have [left]", "displacement", 150_000),
    ],
)
def test_counts(text: str, kind: str, count: float | None) -> None:
    bare, clause, trigger = marked(text)
    assert amounts.count(bare, clause, trigger, EventKind(kind)) == count


def test_offsets_count_from_the_beginning_of_the_text() -> None:
    text = "Nine men left. Two houses burned. Five fled."
    begin, end = text.index("Two"), text.index(" Five")
    at = text.index("burned")
    assert amounts.count(text, (begin, end), (at, at + 6), EventKind.DAMAGE) == 2


PARTS = (
    "половину third half 70 % percent 400 две трети the rest of 1,5 тысячи hundred of people сто три тис. - 12".split()
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PARTS)).map(" ".join)), st.sampled_from(EventKind), st.data())
def test_any_text_gives_a_share_within_bounds_and_a_count_that_is_none_or_not_negative(
    text: str, kind: EventKind, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(text)))
    share = amounts.share(text, (0, len(text)), (at, at), kind)
    count = amounts.count(text, (0, len(text)), (at, at), kind)
    assert share is None or 0 <= share <= 1
    assert count is None or count >= 0
