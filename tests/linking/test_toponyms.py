"""Homonyms are decided by what the report says, on a world of a few places."""

import pytest

from fogline.linking.gazetteer import Gazetteer, Match
from fogline.linking.layer import Entry, Layer, Writer
from fogline.linking.toponyms import Mention, resolve
from fogline.terms.place import Place, Precision

TOWN, OBLAST, COUNTRY, AREA = Precision.SETTLEMENT, Precision.OBLAST, Precision.COUNTRY, Precision.AREA
WORLD = [
    ("France", COUNTRY, "FR", 46, 2, 67_000_000, "Франция|Франція"),
    ("United States", COUNTRY, "US", 39.8, -98.5, 330_000_000, "U.S.|США"),
    ("Ukraine", COUNTRY, "UA", 49, 32, 40_000_000, "Україна|Украина"),
    ("Russia", COUNTRY, "RU", 60, 100, 144_000_000, "Россия|Росія"),
    ("Texas", OBLAST, "US.TX", 31, -99, 0, ""),
    ("Ohio", OBLAST, "US.OH", 40, -83, 0, ""),
    ("Kharkiv Oblast", OBLAST, "UA.07", 50, 36.2, 0, "Kharkiv|Харківська область|Харьковская область"),
    ("Paris", TOWN, "FR.11", 48.85, 2.35, 2_100_000, "Париж"),
    ("Paris", TOWN, "US.TX", 33.66, -95.55, 25_000, ""),
    ("Dallas", TOWN, "US.TX", 32.78, -96.8, 1_300_000, ""),
    ("Springfield", TOWN, "US.OH", 39.9, -83.8, 59_000, ""),
    ("Springfield", TOWN, "US.IL", 39.8, -89.6, 115_000, ""),
    ("Dayton", TOWN, "US.OH", 39.76, -84.2, 140_000, ""),
    ("Kharkiv", TOWN, "UA.07", 49.98, 36.25, 1_400_000, "Харків|Харьков"),
    ("Kupyansk", TOWN, "UA.07", 49.71, 37.62, 27_000, "Куп'янськ|Купянск"),
    ("Volchansk", TOWN, "RU.71", 59.94, 60.08, 10_400, "Волчанск"),
    ("Vovchansk", TOWN, "UA.07", 50.29, 36.94, 9_000, "Вовчанськ|Волчанск"),
    ("Yekaterinburg", TOWN, "RU.71", 56.84, 60.6, 1_400_000, "Екатеринбург"),
    ("Oskol", TOWN, "UA.07", 49.6, 37.4, 2_000, "Оскол"),
    ("Oskil River", AREA, "", 49.5, 37.6, 0, "Оскол|Oskil"),
    ("Reading", TOWN, "GB.ENG", 51.45, -0.98, 318_000, ""),
]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder = tmp_path_factory.mktemp("toy") / "world"
    with Writer(folder) as writer:
        for number, (name, kind, region, lat, lon, people, names) in enumerate(WORLD):
            place = Place(f"geonames:{number}", name, lat, lon, kind, region[:2] or None, people)
            writer.add(Entry(place, region, tuple(filter(None, names.split("|")))))
        writer.finish({"made_from": "a test"})
    return Gazetteer([Layer(folder)])


def placed(text: str, gazetteer: Gazetteer, *names: str, theatre: dict[str, float] | None = None) -> list[str]:
    """What each of `names` means in `text`, as name and first-level unit or precision."""
    mentions = [Mention(name, text.index(name), text.index(name) + len(name)) for name in names]
    mentions.sort(key=lambda mention: mention.start)
    places = resolve(text, mentions, None, gazetteer=gazetteer, theatre=theatre)
    return [f"{place.name} {place.lat:g}" if place else "-" for place in places]


def test_the_larger_is_meant_where_nothing_else_is_said(gazetteer: Gazetteer) -> None:
    assert placed("They met in Paris.", gazetteer, "Paris") == ["Paris 48.85"]


@pytest.mark.parametrize("text", ["They met in Paris, Texas.", "He came to Paris (Texas) by bus."])
def test_what_contains_a_name_says_which_it_is(text: str, gazetteer: Gazetteer) -> None:
    assert placed(text, gazetteer, "Paris", "Texas") == ["Paris 33.66", "Texas 31"]


def test_a_neighbour_in_the_report_says_which_it_is(gazetteer: Gazetteer) -> None:
    assert (
        placed("From Dayton it is not far to Springfield.", gazetteer, "Dayton", "Springfield")[1] == "Springfield 39.9"
    )
    assert placed("Springfield has a new mayor.", gazetteer, "Springfield") == ["Springfield 39.8"]


def test_one_sense_a_report(gazetteer: Gazetteer) -> None:
    text = "Paris grew. Everybody in Paris, Texas, is glad."
    mentions = [Mention("Paris", 0, 5), Mention("Paris", 25, 30), Mention("Texas", 32, 37)]
    first, second, _ = resolve(text, mentions, "en", gazetteer=gazetteer)
    assert first == second
    assert first is not None
    assert first.country == "US"


@pytest.mark.parametrize(
    ("text", "name", "meant"),
    [
        ("Shelling went on in Kharkiv region.", "Kharkiv", "Kharkiv Oblast 50"),
        ("Shelling went on in Kharkiv.", "Kharkiv", "Kharkiv 49.98"),
        ("Обстрелы в Харьковской области.", "Харьковской", "Kharkiv Oblast 50"),
        ("Обстріли у Харківській області.", "Харківській", "Kharkiv Oblast 50"),
        ("Обстрелы в Харьковской области.", "Харьковской области", "Kharkiv Oblast 50"),
        ("Переправились через реку Оскол.", "Оскол", "Oskil River 49.5"),
        ("Бої за село Оскол тривають.", "Оскол", "Oskol 49.6"),
    ],
)
def test_the_word_beside_a_name_says_what_kind_it_is(text: str, name: str, meant: str, gazetteer: Gazetteer) -> None:
    assert placed(text, gazetteer, name) == [meant]


def test_the_theatre_is_a_mild_prior(gazetteer: Gazetteer) -> None:
    theatre = {"UA": 1.0}
    assert placed("Бои у Волчанска.", gazetteer, "Волчанска") == ["Volchansk 59.94"]
    assert placed("Бои у Волчанска.", gazetteer, "Волчанска", theatre=theatre) == ["Vovchansk 50.29"]


def test_what_the_report_names_overrules_the_theatre(gazetteer: Gazetteer) -> None:
    text = "Россия: дорогу от Екатеринбурга до Волчанска открыли."
    names = "Россия", "Екатеринбурга", "Волчанска"
    assert placed(text, gazetteer, *names, theatre={"UA": 1.0})[2] == "Volchansk 59.94"


def test_a_name_nobody_knows_stays_unplaced(gazetteer: Gazetteer) -> None:
    assert placed("Nowhereville lies by Dayton.", gazetteer, "Nowhereville", "Dayton")[0] == "-"


def test_a_part_of_a_name_places_it_only_where_the_report_is_about_that_place(gazetteer: Gazetteer) -> None:
    near = "Dayton and Springfield lie in Ohio; Springfield Fairgrounds are closed."
    mentions = [
        *(Mention(name, near.index(name), near.index(name) + len(name)) for name in ("Dayton", "Ohio")),
        Mention("Springfield Fairgrounds", 36, 59),
    ]
    place = resolve(near, mentions, "en", gazetteer=gazetteer)[2]
    assert place is not None
    assert place.lat == pytest.approx(39.9)
    assert placed("Reading Festival is on in France.", gazetteer, "Reading Festival", "France")[0] == "-"


def pointed(text: str, name: str) -> Mention:
    return Mention(name, text.index(name), text.index(name) + len(name))


@pytest.mark.parametrize("theatre", [None, {"UA": 1.0}])
def test_names_of_the_sides_support_no_homonym(theatre: dict[str, float] | None, gazetteer: Gazetteer) -> None:
    found = []
    for side in ("Россия", "Украина"):
        text = f"{side} сообщила о боях у Волчанска."
        mentions = [pointed(text, side), pointed(text, "Волчанска")]
        named, town = resolve(text, mentions, "ru", gazetteer=gazetteer, theatre=theatre, sides={0})
        assert named is not None
        assert named.precision is COUNTRY
        found.append(town)
    assert found[0] == found[1]


def test_a_side_that_is_also_named_as_a_place_supports_the_others(gazetteer: Gazetteer) -> None:
    text = "Украина: в стране, Украина, бои у Волчанска."
    mentions = [Mention("Украина", 0, 7), Mention("Украина", 19, 26), pointed(text, "Волчанска")]
    town = resolve(text, mentions, "ru", gazetteer=gazetteer, sides=[0])[2]
    assert town is not None
    assert town.country == "UA"


class Counting(Gazetteer):
    """Knows no name, and counts how often it is asked."""

    asked = 0

    def lookup(self, surface: str, language: str | None = None) -> list[Match]:
        assert surface or language
        self.asked += 1
        return []


@pytest.mark.parametrize("words", [6, 7, 2_000])
def test_a_name_of_many_words_is_looked_up_a_few_times(words: int) -> None:
    gazetteer = Counting([])
    surface = " ".join(f"Slovo{number}" for number in range(words))
    assert resolve(surface, [Mention(surface, 0, len(surface))], "en", gazetteer=gazetteer) == [None]
    assert 6 < gazetteer.asked < 50


def test_a_long_list_of_names_takes_no_time_that_grows_with_its_square(gazetteer: Gazetteer) -> None:
    text = "Paris, Springfield; " * 5_000
    mentions = [
        Mention(name, 20 * at + start, 20 * at + start + len(name))
        for at in range(5_000)
        for start, name in ((0, "Paris"), (7, "Springfield"))
    ]
    assert len(resolve(text, mentions, "en", gazetteer=gazetteer)) == len(mentions) == 10_000
