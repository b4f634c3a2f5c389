import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.linking import sides
from fogline.linking.offices import Rules, side_of
from fogline.linking.theatre import Theatre, load
from fogline.linking.tokens import cut
from fogline.terms.actor import Side

THEATRE = load()
FORMS = [form for pair in THEATRE.pairs for form in pair.forms]
WORDS = [word.form for word in THEATRE.side_words]
FILLERS = ["the", "town", "и", "сказал", ",", "біля", "42", "-", "—", "«", "повідомили"]
# Between two forms stands a filler, so that they don't become a third.
SENTENCES = st.lists(
    st.tuples(st.sampled_from(FORMS + WORDS), st.sampled_from(["the", "сказал", ",", "42"])), max_size=8
)


def _found(text: str, named: sides.Index, language: str | None = None) -> list[tuple[str, Side]]:
    words = cut(text)
    return [(" ".join(words[name.first : name.last]), name.side) for name in sides.find(words, named, language)]


def mirrored(index: sides.Index, name: sides.Named) -> str | None:
    """What stands in the place of `name` in the mirrored text; None where its words have no mirror."""
    return None if name.row is None else index.pairs[name.row].forms[name.side == THEATRE.sides[0]]


def test_a_form_and_every_one_of_its_mirrors_are_shown_as_one_pair(named: sides.Index) -> None:
    shown = dict[tuple[str, str], tuple[str, str]]()
    for pair, stands_for in zip(named.pairs, named.shown, strict=True):
        for form in pair.forms:
            assert shown.setdefault((pair.language, form), stands_for) == stands_for


def test_every_row_is_found_as_both_sides(theatre: Theatre, named: sides.Index) -> None:
    for pair in theatre.pairs:
        for form, side in zip(pair.forms, theatre.sides, strict=True):
            assert _found(form, named, pair.language) == [(" ".join(cut(form)), side)]


def test_every_other_word_is_found_for_whom_it_denotes(theatre: Theatre, named: sides.Index) -> None:
    for word in theatre.side_words:
        assert _found(word.form, named, word.language) == [(" ".join(cut(word.form)), word.side)]


@given(SENTENCES, st.sampled_from([None, "en", "ru", "uk"]))
def test_exchanging_the_columns_exchanges_what_is_found(
    theatre: Theatre, swapped: Theatre, parts: list[tuple[str, str]], language: str | None
) -> None:
    words = cut(" ".join(f"{form} {filler}" for form, filler in parts))
    first, second = theatre.sides
    other = {first: second, second: first}
    here = list(sides.find(words, sides.Index(theatre), language))
    there = list(sides.find(words, sides.Index(swapped), language))
    assert [(*name[:2], other[name.side], name.row) for name in here] == [tuple(name) for name in there]


@given(st.lists(st.tuples(st.sampled_from(FORMS), st.sampled_from(["the", "сказал", ",", "42"])), max_size=8))
def test_a_mirrored_text_names_the_other_side_wherever_the_text_names_one(
    theatre: Theatre, named: sides.Index, parts: list[tuple[str, str]]
) -> None:
    words = cut(" ".join(f"{form} {filler}" for form, filler in parts))
    here = list(sides.find(words, named))
    mirror = list(words)
    for name in reversed(here):
        other = mirrored(named, name)
        assert other is not None
        mirror[name.first : name.last] = cut(other)
    there = list(sides.find(mirror, named))
    assert len(there) == len(here)
    assert all({one.side, other.side} == set(theatre.sides) for one, other in zip(here, there, strict=True))


@given(st.lists(st.sampled_from(FILLERS)))
def test_words_that_name_nobody_are_passed_over(named: sides.Index, words: list[str]) -> None:
    assert list(sides.find(words, named)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia's army near Kyiv", [("Russia", Side.RU), ("Kyiv", Side.UA)]),
        ("RUSSIAN TROOPS", [("RUSSIAN", Side.RU)]),
        ("Российские и украинские военные", [("Российские", Side.RU), ("украинские", Side.UA)]),
        ("Armed Forces of the Russian Federation", [("Armed Forces of the Russian Federation", Side.RU)]),
        ("ВС РФ и ВСУ", [("ВС РФ", Side.RU), ("ВСУ", Side.UA)]),
        ("військами рф", [("рф", Side.RU)]),
        ("Окупанти обстріляли", [("Окупанти", Side.RU)]),
        ("российско‑украинская граница", [("российско -", Side.RU), ("украинская", Side.UA)]),
        ("the rf and afu of a radio", []),
    ],
)
def test_sides_are_found_as_texts_write_them(named: sides.Index, text: str, expected: list[tuple[str, Side]]) -> None:
    assert _found(text, named) == expected


def test_the_first_row_that_holds_a_form_is_its_partners(named: sides.Index) -> None:
    (russia,) = sides.find(["Ukraine"], named, "en")
    (federation,) = sides.find(["Russian", "Federation"], named, "en")
    assert mirrored(named, russia) == "Russia"
    assert mirrored(named, federation) == "Ukraine"
    (genitive,) = sides.find(["Украины"], named, "ru")
    assert mirrored(named, genitive) == "России"


@pytest.fixture(scope="module")
def rules(theatre: Theatre) -> Rules:
    return Rules(theatre)


@pytest.mark.parametrize(
    ("phrase", "side"),
    [
        ("a Ukrainian military spokesman", Side.UA),
        ("the head of the Kharkiv regional military administration", Side.UA),
        ("глава ОВА", Side.UA),
        ("губернатору Белгородской области", Side.RU),
        ("мэр Харькова", Side.UA),
        ("the Kharkiv Regional Prosecutor's Office", Side.UA),
        ("Moscow-installed officials", Side.RU),
        ("the military-civilian administration", Side.RU),
        ("начальник обласної військової адміністрації", Side.UA),
        ("Ukrainian occupation authorities", Side.UA),
        ("the UN mission in Ukraine", Side.INDEPENDENT),
        ("Ukraine's ambassador to the UN", Side.UA),
        ("британская разведка", Side.INDEPENDENT),
        ("residents of Russian-held Tokmak", Side.UNKNOWN),
        ("жители украинского села", Side.UNKNOWN),
        ("Moscow and Kyiv", Side.UNKNOWN),
        ("Київ та Москва", Side.UNKNOWN),
        ("Ukraine's envoy to Russia", Side.UA),
        ("a spokesman", None),
        ("начальник управления", None),
        ("", None),
    ],
)
def test_a_phrase_tells_the_side_of_an_unknown_body_or_leaves_it_open(
    rules: Rules, phrase: str, side: Side | None
) -> None:
    assert side_of(cut(phrase), rules) is side
