from collections import Counter, defaultdict
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from fogline.errors import FoglineError
from fogline.linking.theatre import LANGUAGES, SideWord, Theatre, load
from fogline.terms.actor import Side

KINDS = set(
    "leader ministry staff command unit spokesman commander occupation_authority regional_administration mayor "
    "parliament security_service prosecutor agency broadcaster outlet correspondent channel mapper analyst "
    "international_body state aid_organisation".split()
)


def test_every_actor_has_an_id_of_its_own_a_known_kind_and_speaks_for_a_known_one(theatre: Theatre) -> None:
    ids = [alias.actor.id for alias in theatre.aliases if (alias.language, alias.form) == ("en", alias.actor.name)]
    assert len(ids) == len(set(ids)) == len(theatre.actors)
    for actor in theatre.actors.values():
        assert actor.kind in KINDS
        assert actor.speaks_for is None or actor.speaks_for in theatre.actors
        assert actor.wikidata is None or actor.wikidata.startswith("Q")


def test_who_speaks_for_a_side_is_on_it(theatre: Theatre) -> None:
    for actor in theatre.actors.values():
        if actor.speaks_for:
            assert theatre.actors[actor.speaks_for].side == actor.side


def test_both_sides_have_about_as_many_actors(theatre: Theatre) -> None:
    count = Counter(actor.side for actor in theatre.actors.values())
    few, many = sorted((count[Side.RU], count[Side.UA]))
    assert few >= 150
    assert many <= 1.15 * few


def test_no_alias_belongs_to_actors_of_two_sides(theatre: Theatre) -> None:
    sides = defaultdict(set)
    for alias in theatre.aliases:
        sides[alias.form.casefold()].add(alias.actor.side)
    assert [form for form, of in sides.items() if len(of) > 1] == []


def test_every_actor_of_a_side_has_names_in_three_languages(theatre: Theatre) -> None:
    known = {(alias.actor.id, alias.language) for alias in theatre.aliases}
    parties = [actor.id for actor in theatre.actors.values() if actor.side in theatre.sides]
    assert [(id_, language) for id_ in parties for language in LANGUAGES if (id_, language) not in known] == []


def test_cells_hold_no_stray_blanks_or_empty_names(theatre: Theatre) -> None:
    cells = chain(
        (alias.form for alias in theatre.aliases),
        (form for pair in theatre.pairs for form in pair.forms),
        (word.form for word in theatre.side_words),
        (name for names in theatre.renamed.values() for name in names),
        (name for event in theatre.calendar for _, name in event.names),
        (word.form for word in theatre.framing),
    )
    assert [cell for cell in cells if not cell or cell != cell.strip() or "  " in cell] == []


def test_named_events_are_in_the_calendar(theatre: Theatre) -> None:
    for event in theatre.calendar:
        assert date.fromisoformat(event.start) <= date.fromisoformat(event.end)
    begun = {name: event.start for event in theatre.calendar for _, name in event.names}
    assert (
        begun["onset of the special military operation"] == begun["початок повномасштабного вторгнення"] == "2022-02-24"
    )
    assert begun["Kursk incursion"] == "2024-08-06"


def test_a_phrase_dates_one_event_only(theatre: Theatre) -> None:
    events = defaultdict(set)
    for event in theatre.calendar:
        for _, name in event.names:
            events[name.casefold()].add(event.id)
    assert [name for name, ids in events.items() if len(ids) > 1] == []


def test_framing_is_given_for_both_sides_in_each_language(theatre: Theatre) -> None:
    count = Counter((word.language, word.side) for word in theatre.framing)
    assert all(count[language, side] >= 20 for language in LANGUAGES for side in theatre.sides)
    assert all(word.side is None for word in theatre.framing if word.kind == "judgement")


def test_renamed_towns_know_their_other_names(theatre: Theatre) -> None:
    assert {"Artemovsk", "Артёмовск", "Артемівськ"} <= set(theatre.renamed["Bakhmut"])


def test_an_unknown_theatre_is_refused_by_name() -> None:
    with pytest.raises(FoglineError, match="atlantis"):
        load("atlantis")


def test_tables_are_read_with_a_byte_order_mark_as_well(tmp_path: Path) -> None:
    (tmp_path / "side_words.csv").write_text("\ufefflanguage,form,side\nen,invader,ru\n", encoding="utf-8")
    assert Theatre("x", tmp_path).side_words == (SideWord("en", "invader", Side.RU),)


@pytest.mark.parametrize(
    ("table", "content", "told"),
    [
        ("side_words", b"language,form,side\nen,a,ru\nen,b\n", "line 3: 2 columns instead of 3"),
        ("side_words", b"language,form,side\nen,a,xx\n", "line 2: 'xx' is not a valid Side"),
        ("side_words", b"language,form\nen,a\n", "line 1: no column is called 'side'"),
        ("side_words", b"language,form,side\nen,,ru\n", "line 2: a cell is empty"),
        ("side_words", b"language,form,side\nen,\xff,ru\n", "line 2: not in UTF-8"),
        ("side_words", b'language,form,side\nen,"a,ru\n', "line 2: unexpected end of data"),
        ("calendar", b"id,name,start,end,source,en,ru,uk\na,a,2022-02-30,2022-03-01,,,,\n", "line 2: day is out of"),
        ("calendar", b"id,name,start,end,source,en,ru,uk\na,a,2022-03-02,2022-03-01,,,,\n", "lies before the start"),
        ("countries", b"country,weight\nUA,much\n", "line 2: could not convert"),
        ("renamed", b"place\nX\n", "line 1: no column is called 'names'"),
        ("pairs", b"language,ru\n", "line 1: expected the columns language and two sides"),
        ("pairs", b"", "line 1: expected the columns language and two sides"),
    ],
)
def test_a_broken_row_is_told_with_its_file_and_line(table: str, content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / f"{'sides' if table == 'pairs' else table}.csv"
    path.write_bytes(content)
    with pytest.raises(FoglineError) as raised:
        getattr(Theatre("x", tmp_path), table)
    assert str(raised.value).startswith(str(path))
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_table_that_is_gone_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(FoglineError, match=r"offices\.csv cannot be read"):
        _ = Theatre("x", tmp_path).offices
