import pytest

from fogline.linking.phrases import Index, loaded_words, named_events
from fogline.linking.theatre import load

INDEX = Index(load())


def test_a_loaded_word_is_found_in_its_inflections_and_the_longest_wins() -> None:
    text = "Так называемая специальная военная операция продолжается."
    found = [text[a:b] for (a, b), _ in loaded_words(text, INDEX)]
    assert "специальная военная операция" in found
    assert not any(word != "специальная военная операция" and word in "специальная военная операция" for word in found)


def test_a_word_of_one_side_says_whose_it_is() -> None:
    text = "Since the start of the special military operation."
    ((_, word),) = loaded_words(text, INDEX)
    assert (word.side, word.kind) == ("ru", "loaded_term")
    assert word.note


def test_nothing_is_found_inside_a_word() -> None:
    assert list(loaded_words("The deliberation went on.", INDEX)) == []


def test_a_named_event_dates_what_is_told_by_it() -> None:
    text = "They captured the town at the onset of the special military operation."
    found = {event.start for _, event in named_events(text, INDEX)}
    assert found == {"2022-02-24"}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("В начале специальной военной операции город заняли.", "2022-02-24"),
        ("С начала СВО ранены двое.", "2022-02-24"),
        ("с начала полномасштабного вторжения", "2022-02-24"),
        ("Полномасштабным вторжением", "2022-02-24"),
        ("з початку повномасштабного вторгнення", "2022-02-24"),
        ("До начала войны тут жили люди.", "2022-02-24"),
        ("после начала войны в Донбассе", "2014-04-12"),
        ("після анексії Криму", "2014-02-20"),
        ("после боёв за Бахмут", "2022-08-01"),
        ("в ходе операции «Паутина»", "2025-06-01"),
        ("після подій у Бучі", "2022-04-01"),
        ("since Crimea’s reunification with Russia", "2014-02-20"),
        ("before Operation Spider’s Web", "2025-06-01"),
        ("since the start of the war in Ukraine", "2022-02-24"),
        ("since the start of the war, in Kharkiv,", "2022-02-24"),
        ("since the start of the full-scale invasion in February 2022", "2022-02-24"),
        ("С начала войны в Харькове", "2022-02-24"),
        ("с начала войны с Россией", "2022-02-24"),
        ("с начала войны в стране", "2022-02-24"),
    ],
)
def test_an_event_is_found_in_its_inflections(text: str, start: str) -> None:
    assert [event.start for _, event in named_events(text, INDEX)] == [start]


@pytest.mark.parametrize(
    "text",
    [
        "since the start of the war in Gaza",
        "since the start of the war in the Gaza Strip",
        "the full-scale invasion of Lebanon",
        "с начала войны в Газе",
        "з початку війни у Газі",
        "до начала вторжения в Ливан",
        "начальник войны",
        "Жители аннексированного Крыма",
        "Они боятся за Киев",
        "Сили наступають на Вовчанськ",
        "захисники, оборонці Бахмута",
    ],
)
def test_what_is_another_event_or_none_dates_nothing(text: str) -> None:
    assert list(named_events(text, INDEX)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Возз’єднання і возз'єднанням", ["Возз’єднання", "возз'єднанням"]),
        ("м’ясних штурмів", ["м’ясних штурмів"]),
        ("от наших бойцов", ["наших бойцов"]),
        ("страны-агрессора", ["страны-агрессора"]),
        ("країною-агресором", ["країною-агресором"]),
        ("над росією", ["росією"]),
        ("над Росією, РФ, тот же", []),
    ],
)
def test_loaded_words_are_found_as_texts_write_them(text: str, found: list[str]) -> None:
    assert [text[start:end] for (start, end), _ in loaded_words(text, INDEX)] == found
