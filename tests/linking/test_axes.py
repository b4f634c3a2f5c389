import pytest

from fogline.linking.axes import region, settlements
from fogline.linking.unknown import unknown_place
from fogline.terms.place import Precision


@pytest.mark.parametrize(
    ("surface", "town"),
    [
        ("Лиманском направлении", "Лиман"),
        ("Ореховском направлении", "Орехов"),
        ("Куп'янському напрямку", "Куп'янськ"),
        ("Покровському напрямку", "Покровськ"),
    ],
)
def test_an_axis_leads_to_the_town_it_is_named_after(surface: str, town: str) -> None:
    assert town in settlements(surface)


def test_a_town_is_no_axis() -> None:
    assert settlements("Лиман") == []


def test_a_region_told_with_another_is_found_by_the_noun_further_on() -> None:
    text = "общин Донецкой и Харьковской областей. Волынская земля"
    assert region(text, 6, 14) == "Донецкой области"
    assert region(text, 17, 36) == "Харьковской области"
    assert region(text, 39, 48) is None


def test_a_place_that_nobody_knows_keeps_its_name_in_latin_letters() -> None:
    place = unknown_place("Никанорівка")
    assert (place.name, place.lat, place.precision) == ("Nykanorivka", None, Precision.UNKNOWN)
    assert unknown_place("Nykanorivka").id == place.id
    assert unknown_place("Никанорівки").id == place.id
