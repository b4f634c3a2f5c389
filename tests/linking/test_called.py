"""What the gazetteer knows of a place besides its names: what it is called in a language, and who lives around."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fogline.linking.gazetteer import Gazetteer
from fogline.linking.layer import Entry, Layer, Writer
from fogline.terms.place import Place, Precision

if TYPE_CHECKING:
    from pathlib import Path

TOWN = Place("geonames:1", "Kupyansk", 49.70, 37.60, Precision.SETTLEMENT, "UA", 27_000)
NAMESAKE = Place("geonames:2", "Kupyansk", 50.00, 30.00, Precision.SETTLEMENT, "UA", 10)
# Some 7 and 21 km to the north of the town.
NEAR = Place("geonames:3", "Verkhnie", 49.763, 37.60, Precision.SETTLEMENT, "UA", 500)
FARTHER = Place("katottg:4", "Bila Hora", 49.889, 37.60, Precision.SETTLEMENT, "UA", 40)
REGION = Place("area:5", "Kharkiv Oblast", 49.70, 37.60, Precision.OBLAST, "UA", 2_700_000)
NOWHERE = Place("name:6", "Nowhere", None, None, Precision.UNKNOWN, None, 0)


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    """Five places and one that stands nowhere; a second layer tells the town's number of people anew."""
    with Writer(tmp_path / "base") as writer:
        writer.add(Entry(TOWN, "UA.07", ("Куп'янськ", "Купянск")))
        writer.add(Entry(NAMESAKE, "UA.13", ("Купянське",)))
        writer.add(Entry(NEAR, "UA.07"))
        writer.add(Entry(FARTHER, "UA.07", ("Біла Гора",)))
        writer.add(Entry(REGION, "UA.07", ("Харківська область", "Харьковская область")))
        writer.add(Entry(NOWHERE, ""))
        writer.finish({"made_from": "six places"})
    with Writer(tmp_path / "dump") as writer:
        writer.add(Entry(Place(TOWN.id, TOWN.name, 49.70, 37.60, Precision.SETTLEMENT, "UA", 26_000), "UA.07"))
        writer.finish({"made_from": "one place"})
    return Gazetteer([Layer(tmp_path / "base"), Layer(tmp_path / "dump")])


def test_a_place_is_called_in_the_language(gazetteer: Gazetteer) -> None:
    assert gazetteer.called(TOWN, "uk") == "Куп'янськ"
    assert gazetteer.called(TOWN, "ru") == "Купянск"
    assert gazetteer.called(NAMESAKE, "uk") == "Купянське"
    assert gazetteer.called(REGION, "ru") == "Харьковская область"


def test_what_is_not_known_in_it_is_called_as_its_people_do_or_by_its_main_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.called(FARTHER, "ru") == "Біла Гора"
    assert gazetteer.called(NEAR, "uk") == "Verkhnie"
    assert gazetteer.called(TOWN, "de") == "Kupyansk"
    assert gazetteer.called(NOWHERE, "uk") == "Nowhere"
