"""The terrain of a map, of a gazetteer of a few places."""

from pathlib import Path

from fogline.linking.gazetteer import Gazetteer
from fogline.linking.layer import Entry, Layer, Writer
from fogline.runs.terrain import terrain
from fogline.terms.place import Place, Precision
from fogline.terms.terrain import Box

DONBAS = Box(34.0, 46.5, 39.0, 49.5)
PLACES = [
    ("1", "Kharkiv", 49.98, 36.25, Precision.SETTLEMENT, "UA.07", 1_400_000),
    ("2", "Izium", 49.2, 37.3, Precision.SETTLEMENT, "UA.07", 45_000),
    ("3", "Donetsk", 48.0, 37.8, Precision.SETTLEMENT, "UA.05", 900_000),
    ("4", "A quarter of Donetsk", 48.05, 37.85, Precision.SETTLEMENT, "UA.05", 90_000),
    ("5", "Donetsk Oblast", 48.1, 37.7, Precision.OBLAST, "UA.05", 4_000_000),
    ("6", "Lyman", 48.98, 37.8, Precision.SETTLEMENT, "UA.05", 20_000),
]


def _gazetteer(folder: Path) -> Gazetteer:
    with Writer(folder) as writer:
        for number, name, lat, lon, precision, unit, people in PLACES:
            writer.add(Entry(Place(f"geonames:{number}", name, lat, lon, precision, "UA", people), unit))
        writer.finish({"made_from": "a test"})
    return Gazetteer([Layer(folder)])


def test_the_terrain_has_what_lies_in_the_box(tmp_path: Path) -> None:
    found = terrain(_gazetteer(tmp_path / "layer"), DONBAS, {"UA"})
    for lines in (found.land, found.water, found.rivers, found.borders, found.units):
        assert lines
        assert all(34.0 <= lon <= 39.0 and 46.5 <= lat <= 49.5 for line in lines for lon, lat in line)


def test_towns_are_named_once_the_largest_first_and_not_their_quarters(tmp_path: Path) -> None:
    assert [town.name for town in terrain(_gazetteer(tmp_path / "layer"), DONBAS, {"UA"}).towns] == [
        "Donetsk",
        "Izium",
        "Lyman",
    ]


def test_units_of_other_countries_are_not_drawn(tmp_path: Path) -> None:
    assert terrain(_gazetteer(tmp_path / "layer"), DONBAS, {"RU"}).units == ()


def test_without_settlements_there_are_still_land_and_water(tmp_path: Path) -> None:
    with Writer(tmp_path / "empty") as writer:
        writer.finish({"made_from": "a test"})
    found = terrain(Gazetteer([Layer(tmp_path / "empty")]), DONBAS, {"UA"})
    assert found.land
    assert (found.units, found.towns) == ((), ())
