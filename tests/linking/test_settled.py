"""Where people live, over several layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.linking.gazetteer import Gazetteer
from fogline.linking.layer import Entry, Layer, Writer
from fogline.terms.place import Place, Precision

if TYPE_CHECKING:
    from pathlib import Path


def layer(folder: Path, *places: Place) -> Layer:
    with Writer(folder) as writer:
        for place in places:
            writer.add(Entry(place, "UA.07"))
        writer.finish({"made_from": "test"})
    return Layer(folder)


def place(number: int, people: int, precision: Precision = Precision.SETTLEMENT, lat: float | None = 50.0) -> Place:
    return Place(f"geonames:{number}", f"Place {number}", lat, lat and 36.0, precision, "UA", people)


def test_only_settlements_with_a_point_are_where_people_live(tmp_path: Path) -> None:
    known = layer(tmp_path / "a", place(1, 900), place(2, 5, Precision.OBLAST), place(3, 7, lat=None), place(4, 0))
    found = Gazetteer([known]).settled
    assert found.people.tolist() == [900, 0]
    assert found.lat.tolist() == [50.0, 50.0]


def test_a_later_layers_account_of_a_place_counts_and_nobody_twice(tmp_path: Path) -> None:
    before, after = (
        layer(tmp_path / "a", place(1, 900), place(2, 30)),
        layer(tmp_path / "b", place(1, 700), place(5, 1)),
    )
    gazetteer = Gazetteer([before, after])
    found = gazetteer.settled
    named = gazetteer.places(found, range(len(found.people)))
    assert {one.id: one.population for one in named} == {"geonames:1": 700, "geonames:5": 1, "geonames:2": 30}
    assert sorted(found.people.tolist()) == [1, 30, 700]
