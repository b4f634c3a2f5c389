"""The ways out: what comes out is what went in, and nothing in it runs or hides."""

from __future__ import annotations

import csv
import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from fogline.errors import FoglineError, Unreadable
from fogline.ledger.asking import claims
from fogline.ledger.opening import open_ledger
from fogline.terms.actor import Side
from fogline.terms.event import EventKind, Period, Stance, TimeFrame
from fogline.terms.kept import KeptClaim, Question
from fogline.terms.place import Precision
from fogline.views.cells import FORMULA, cell, restored
from fogline.views.export import acled, geojson, hapi, hxl, jsonld, parquet
from fogline.views.export.formats import FORMATS
from fogline.views.export.whole import whole_file, whole_folder
from fogline.views.flat import CLAIM_COLUMNS, EVENT_COLUMNS
from tests.ledger.arrivals import LUHY, put, read
from tests.views.kept import sets, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.ledger.database import Database


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    database = open_ledger(str(tmp_path / "ledger.sqlite"), write=True)
    put(database, read("ministry took Luhy", "https://a.example/1"))
    put(database, read("staff holds Luhy", "b", kind=EventKind.HOLDS, side=Side.UA, speaker="the staff"))
    yield database
    database.close()


def kept(ledger: Database, kind: EventKind = EventKind.CAPTURES) -> KeptClaim:
    (found,) = claims(ledger, Question(kinds=(kind,)))
    return found


def changed(one: KeptClaim, **event: Any) -> KeptClaim:
    """The claim with its one event changed."""
    return replace(one, claim=replace(one.claim, events=(replace(one.claim.events[0], **event),)))


def put_so(one: KeptClaim, **manner: Any) -> KeptClaim:
    """The claim, put in another manner."""
    assert one.claim.manner
    return replace(one, claim=replace(one.claim, manner=replace(one.claim.manner, **manner)))


def undenied(_: KeptClaim) -> list[str]:
    return []


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@given(words)
def test_a_cell_gives_back_its_words_and_neither_runs_nor_hides(text: str) -> None:
    shown = cell(text)
    assert restored(shown) == text
    assert not set("\u202e\u200b\u2028\r\n\0") & set(shown)
    assert shown.lstrip()[:1] not in FORMULA


def test_numbers_are_no_formulas() -> None:
    assert [cell(value) for value in (-58.3, 0.0, 3, None, True)] == ["-58.3", "0.0", "3", "", "true"]


@given(sets)
def test_acled_and_the_file_beside_it_give_back_every_claim(kept: list[KeptClaim]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "out.csv")
        written = acled.write(kept, path, undenied)
        assert written.claims == len(kept)
        assert list(acled.read(path)) == kept


@given(sets)
def test_geojson_gives_back_every_claim_that_names_a_place(kept: list[KeptClaim]) -> None:
    placed = [one for one in kept if any(event.place for event in one.claim.events)]
    with TemporaryDirectory() as folder:
        path = Path(folder, "out.geojson")
        assert geojson.write(kept, path) == (len(placed), len(kept) - len(placed))
        assert list(geojson.read(path)) == placed


@given(sets)
def test_parquet_gives_back_every_claim(kept: list[KeptClaim]) -> None:
    pytest.importorskip("pyarrow", reason="an extra")
    with TemporaryDirectory() as folder:
        path = Path(folder, "out")
        parquet.write(kept, path)
        assert list(parquet.read(path)) == kept


def test_without_pyarrow_parquet_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FoglineError, match=r'pip install "fogline\[parquet\]"'):
        parquet.write([], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@given(sets)
def test_every_table_has_its_columns_in_every_row(kept: list[KeptClaim]) -> None:
    with TemporaryDirectory() as folder:
        for name, write in (("hxl", hxl.write), ("hapi", hapi.write)):
            path = Path(folder, name)
            write(kept, path)
            with path.open(encoding="utf-8", newline="") as stream:
                rows = list(csv.reader(stream))
            assert {len(row) for row in rows} == {len(rows[0])}
        jsonld.write(kept, Path(folder, "jsonld"))
        assert len(json.loads(Path(folder, "jsonld").read_bytes())["@graph"]) == len(kept)


def test_acled_has_its_31_columns_in_their_order(ledger: Database, tmp_path: Path) -> None:
    acled.write([kept(ledger)], tmp_path / "out.csv", undenied)
    (row,) = table(tmp_path / "out.csv")
    assert len(row) == 31
    assert [*row][:7] == "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type".split()
    assert [*row][-6:] == "source source_scale notes fatalities tags timestamp".split()
    told = {
        "event_date": "2025-09-02",
        "time_precision": "1",
        "event_type": "Battles",
        "actor1": "Russian side",
        "inter1": "External/Other forces",
        "iso": "804",
        "country": "Ukraine",
        "location": "Luhy",
        "latitude": "49.5",
        "geo_precision": "1",
        "fatalities": "",
        "civilian_targeting": "",
        "notes": "claimed by ministry: took Luhy",
    }
    assert {name: row[name] for name in told} == told


@pytest.mark.parametrize(
    ("kind", "agent", "coded"),
    [
        (EventKind.CAPTURES, Side.RU, ("Battles", "Non-state actor overtakes territory")),
        (EventKind.CAPTURES, Side.UA, ("Battles", "Government regains territory")),
        (EventKind.LOSES, Side.UA, ("Battles", "Non-state actor overtakes territory")),
        (EventKind.LOSES, Side.RU, ("Battles", "Government regains territory")),
        (EventKind.CAPTURES, None, ("Battles", "")),
        (EventKind.FIGHTS, Side.UA, ("Battles", "Armed clash")),
        (EventKind.STRIKES, Side.RU, ("Explosions/Remote violence", "")),
        (EventKind.ENCIRCLES, Side.RU, ("Strategic developments", "Other")),
    ],
)
def test_kinds_of_event_as_acled_types_them(
    ledger: Database, tmp_path: Path, kind: EventKind, agent: Side | None, coded: tuple[str, str]
) -> None:
    acled.write([changed(kept(ledger), kind=kind, agent=agent)], tmp_path / "out.csv", undenied)
    (row,) = table(tmp_path / "out.csv")
    assert (row["event_type"], row["sub_event_type"]) == coded


def test_what_is_denied_foretold_or_not_on_the_map_is_no_row_of_acled(ledger: Database, tmp_path: Path) -> None:
    one = kept(ledger)
    for other in (
        put_so(one, stance=Stance.DENIES),
        put_so(one, time_frame=TimeFrame.FUTURE),
        changed(one, kind=EventKind.CIVILIAN_CASUALTIES),
        changed(one, place=None),
        changed(one, place=replace(LUHY, precision=Precision.COUNTRY)),
    ):
        assert acled.write([other], tmp_path / "out.csv", undenied).left == 1
        assert table(tmp_path / "out.csv") == []
        assert list(acled.read(tmp_path / "out.csv")) == [other]


def test_a_table_that_was_changed_is_not_read_as_if_it_were_ours(ledger: Database, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    acled.write(claims(ledger, Question()), path, undenied)
    whole = path.read_text()
    for other in (whole.replace(",49.5,", ",49.6,"), whole.replace("Battles", "Protests"), whole + "x" + "," * 30):
        path.write_text(other)
        with pytest.raises(Unreadable, match="export it again"):
            list(acled.read(path))


def test_hxl_has_its_hashtags_in_the_second_row(ledger: Database, tmp_path: Path) -> None:
    hxl.write(claims(ledger, Question()), tmp_path / "out.csv")
    tags, *rows = table(tmp_path / "out.csv")
    assert all(tag.startswith("#") for tag in tags.values())
    assert (tags["kind"], tags["latitude"], tags["start"]) == ("#event+type", "#geo+lat", "#date+start")
    assert {row["kind"] for row in rows} == {"captures", "holds"}


def test_hapi_counts_an_event_once_however_many_claims_tell_of_it(ledger: Database, tmp_path: Path) -> None:
    one = changed(kept(ledger), place=replace(LUHY, id="katottg:UA63040000000028473"))
    other = changed(one, time=Period("2025-09-05", "2025-09-06", "day"))
    undated = changed(one, time=Period("2025-01-01", "2026-01-01", "year"))
    hapi.write([one, one, other, undated], tmp_path / "out.csv")
    (row,) = table(tmp_path / "out.csv")
    told = {
        "event_type": "political_violence",
        "events": "2",
        "fatalities": "",
        "location_code": "UKR",
        "admin1_code": "UA63",
        "admin2_code": "UA6304",
        "reference_period_start": "2025-09-01",
        "reference_period_end": "2025-09-30",
    }
    assert {name: row[name] for name in told} == told


def test_jsonld_says_who_claims_it_where_it_appears_and_rates_nothing(ledger: Database, tmp_path: Path) -> None:
    jsonld.write([kept(ledger)], tmp_path / "out.jsonld")
    text = (tmp_path / "out.jsonld").read_text()
    (claim,) = json.loads(text)["@graph"]
    assert claim["author"] == {"name": "the ministry", "fogline:side": "ru"}
    assert claim["appearance"]["url"] == "https://a.example/1"
    assert claim["about"][0]["endDate"] == "2025-09-02"
    assert "Rating" not in text


def test_a_feature_has_its_place_longitude_first(ledger: Database, tmp_path: Path) -> None:
    nowhere = changed(kept(ledger), place=replace(LUHY, lat=None, lon=None))
    geojson.write([kept(ledger), nowhere], tmp_path / "out.geojson")
    here, there = json.loads((tmp_path / "out.geojson").read_bytes())["features"]
    assert here["geometry"] == {"type": "Point", "coordinates": [37.5, 49.5]}
    assert there["geometry"] is None
    assert here["properties"]["source"] == "ministry"


@pytest.mark.parametrize("write", [whole_file, whole_folder])
def test_what_is_interrupted_leaves_nothing_behind(tmp_path: Path, write: Any) -> None:
    with pytest.raises(KeyboardInterrupt), write(tmp_path / "out"):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").touch()
    with pytest.raises(FoglineError, match="is there already"), whole_folder(tmp_path / "out"):
        pass
    assert (tmp_path / "out" / "mine").exists()


def test_an_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")
    with pytest.raises(KeyboardInterrupt), whole_file(tmp_path / "out") as stream:
        stream.write("new")
        raise KeyboardInterrupt
    assert (tmp_path / "out").read_text() == "old"


def test_every_format_and_column_is_documented() -> None:
    described = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    for name in FORMATS:
        assert f"`{name}`" in described
        assert f"## {name}" in described or name == "json"
    for column in (*CLAIM_COLUMNS, *EVENT_COLUMNS):
        assert re.search(rf"\b{column}\b", described.split("## parquet")[1]), column
