"""Dates in three languages, worked out with a calendar; the reports are of Wednesday 15 May 2024."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.reading.date_forms import FORMS, matches
from fogline.reading.times import Dated, find, nearest

PUBLISHED = "2024-05-15"

DAYS = {
    "The village fell on 14 May 2024.": "2024-05-14",
    "The village fell on May 14.": "2024-05-14",
    "The village fell on March 3, 2023.": "2023-03-03",
    "Село взяли 14 травня.": "2024-05-14",
    "Село взяли 14.05.2024.": "2024-05-14",
    "Посёлок взят 2024-05-14.": "2024-05-14",
    "Посёлок взяли девятого мая.": "2024-05-09",
    "On Tuesday a missile hit the depot.": "2024-05-14",
    "В понедельник ракета попала в склад.": "2024-05-13",
    "У п'ятницю ракета влучила у склад.": "2024-05-10",
    "A shell hit the school yesterday.": "2024-05-14",
    "Позавчера снаряд попал в школу.": "2024-05-13",
    "Drones hit the depot overnight.": "2024-05-15",
    "За добу збито п'ять дронів.": "2024-05-15",
    "За сутки сбито пять дронов.": "2024-05-15",
    "Минулої доби збито п'ять дронів.": "2024-05-15",
    "The bridge was hit this morning.": "2024-05-15",
    "The bridge was hit three days ago.": "2024-05-12",
    "Мост взорвали два дня назад.": "2024-05-13",
    "Міст підірвали три дні тому.": "2024-05-12",
    "We will take it by Friday.": "2024-05-17",
    "Місто візьмуть до п'ятниці.": "2024-05-17",
    "Завтра привезут воду.": "2024-05-16",
    "Two years ago today they left.": "2022-05-15",
    "On 8 October we went in.": "2023-10-08",
}

MONTHS = {
    "В сентябре 2022 года город вернули.": "2022-09",
    "Місто втратили в лютому.": "2024-02",
    "The town was lost in November.": "2023-11",
    "It will be rebuilt by the end of December.": "2024-12",
    "Hostilities on 17–19 January cut off water.": "2024-01",
    "Минулого місяця тут було тихо.": "2024-04",
    "Last week the shelling stopped.": "2024-05",
    "Торік у червні тут було тихо.": "2023-06",
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_days(text: str, day: str) -> None:
    (dated,) = find(text, PUBLISHED)
    assert (dated.period.start, dated.period.precision) == (day, "day")


@pytest.mark.parametrize(("text", "month"), MONTHS.items())
def test_months(text: str, month: str) -> None:
    (dated,) = find(text, PUBLISHED)
    assert (dated.period.start[:7], dated.period.precision) == (month, "month")


@pytest.mark.parametrize(
    ("text", "start", "precision"),
    [
        ("Battles raged in the summer of 2023.", "2023-06-01", "season"),
        ("Влітку 2023 року тривали бої.", "2023-06-01", "season"),
        ("Прошлой осенью шли бои.", "2023-09-01", "season"),
        ("In 2022 it was quiet.", "2022-01-01", "year"),
        ("Торік тут було тихо.", "2023-01-01", "year"),
        ("У 2014 році місто звільнили.", "2014-01-01", "year"),
    ],
)
def test_seasons_and_years(text: str, start: str, precision: str) -> None:
    (dated,) = find(text, PUBLISHED)
    assert (dated.period.start, dated.period.precision) == (start, precision)


@pytest.mark.parametrize(
    "text",
    [
        "Captured in February 2022, it was given up in September of that year.",
        "Его взяли в феврале 2022 года и оставили в сентябре того же года.",
        "Його взяли в лютому 2022 року й залишили у вересні того ж року.",
    ],
)
@pytest.mark.parametrize("published", [PUBLISHED, None])
def test_that_year_is_the_one_named_before(text: str, published: str | None) -> None:
    first, second = find(text, published)
    assert first.period.start == "2022-02-01"
    assert second.period.start == "2022-09-01"


@pytest.mark.parametrize(
    "text",
    [
        "A man of 47 was wounded.",
        "The 72nd Brigade holds the line 24/7.",
        "Shelling began at 14:30.",
        "It controls 70 percent of the town.",
        "They may march on the town.",
        "The 2014 war veterans came.",
        "Ходят только ночью.",
        "Четверо ранены, четверть города цела.",
    ],
)
def test_no_dates(text: str) -> None:
    assert find(text, PUBLISHED) == ()


@pytest.mark.parametrize("text", ["On Tuesday it fell.", "Вчора місто впало.", "В мае он пал.", "A week ago it fell."])
def test_what_cannot_be_resolved_is_left_out(text: str) -> None:
    assert find(text, None) == ()


def test_the_date_of_saying_lies_outside_the_clause() -> None:
    text = "He said on Monday that the village had been taken on 3 May"
    clause = text.index("the village"), len(text)
    at = text.index("taken")
    period = nearest(find(text, PUBLISHED), clause, (at, at + 5))
    assert period is not None
    assert period.start == "2024-05-03"
    assert nearest(find(text, PUBLISHED), (clause[0], at + 5), (at, at + 5)) is None


WORDS = st.sampled_from(
    "in since by until 14 31 May may сентября травня 2022 2024 2024-02-30 31.02.2023 того года of that year last next "
    "summer зимой восени Tuesday п'ятниці 999 years later ago тому 30th the on за сутки через неделю . , -".split()
)
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=25).map(" ".join))
WHEN = st.one_of(st.none(), st.dates().map(date.isoformat), st.text(max_size=12))


def holds_what_it_says(dated: Dated) -> bool:
    start, end = date.fromisoformat(dated.period.start), date.fromisoformat(dated.period.end)
    lengths = {"day": (1, 1), "month": (28, 31), "season": (90, 92), "year": (365, 366)}
    shortest, longest = lengths[dated.period.precision]
    return shortest <= (end - start).days <= longest


@given(TEXTS, WHEN)
def test_any_text_gives_dates_in_order_and_inside_it(text: str, published: str | None) -> None:
    found = find(text, published)
    edges = [edge for dated in found for edge in dated.span]
    assert edges == sorted(edges)
    assert all(0 <= dated.span[0] < dated.span[1] <= len(text) for dated in found)
    assert all(holds_what_it_says(dated) for dated in found)


def by_every_form(text: str) -> set[tuple[int, int, str]]:
    return {(*match.span(), form.pattern.pattern) for form in FORMS for match in form.pattern.finditer(text)}


def at_openings(text: str) -> set[tuple[int, int, str]]:
    return {(*match.span(), match.re.pattern) for match, _ in matches(text)}


@pytest.mark.parametrize("text", [*DAYS, *MONTHS])
def test_no_date_begins_with_a_word_that_its_form_does_not_name(text: str) -> None:
    assert at_openings(text) == by_every_form(text)


@given(TEXTS)
def test_trying_forms_at_their_openings_finds_what_trying_them_everywhere_finds(text: str) -> None:
    assert at_openings(text) == by_every_form(text)


def test_a_date_does_not_begin_inside_a_word() -> None:
    assert find("Позаминулоріч тут було тихо.", PUBLISHED) == ()
