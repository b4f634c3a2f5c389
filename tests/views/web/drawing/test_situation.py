"""The map of a day and the lists beside it."""

import re
from dataclasses import replace
from datetime import date
from importlib.resources import files
from itertools import combinations

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined
from lxml import html

from fogline.terms.actor import Side
from fogline.terms.terrain import Box, Terrain, Town
from fogline.views.web.drawing.frame import Frame
from fogline.views.web.drawing.looks import Said
from fogline.views.web.drawing.situation import (
    Drawer,
    Evidence,
    Situation,
    SituationPage,
    stand,
    standings,
)
from fogline.views.web.drawing.svg import percent
from fogline.views.web.drawing.terrain import labels
from tests.views.web.drawing.made import (
    CONTESTED,
    DISPUTED,
    HELD,
    LOST,
    START,
    Keys,
    Made,
    course,
    day,
    escaped,
    known,
    shown,
    spot,
)

EVIL = "<script>alert(1)</script>\" onload='x'"
TERRAIN = Terrain(
    Box(35.0, 48.0, 39.0, 50.0),
    (((35.0, 48.0), (39.0, 48.0), (39.0, 50.0), (35.0, 50.0), (35.0, 48.0)),),
    *((), (), (((36.0, 48.0), (36.5, 50.0)),), ()),
    (
        Town("geonames:9", EVIL, 37.2, 49.2, 5000),
        *(Town(f"geonames:{at}", f"Beside {at}", 37.2, 49.2, 400) for at in range(3)),
    ),
)


def _drawn(*spots: Made, after: int = 0) -> html.HtmlElement:
    return html.fromstring(f"<svg>{shown(*spots, on=day(after), terrain=TERRAIN).drawn}</svg>")


def _fill(*spots: Made, after: int = 0) -> list[str]:
    return [one.get("class") for one in _drawn(*spots, after=after).xpath(".//circle")]


def _page(found: Situation, template: str = "situation.html", page: object = None) -> str:
    base = "{% block head %}{% endblock %}{% block content %}{% endblock %}"
    folder = str(files("fogline.views.web").joinpath("templates"))
    loader = ChoiceLoader([DictLoader({"base.html": base}), FileSystemLoader(folder)])
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    environment.filters.update(own=lambda text: text, percent=percent)
    tongue = Keys()
    given = page or SituationPage(found, ("A", "B"), "/situation/steps", "/situation/place/")
    context = {"page": given, "t": tongue, "say": tongue.say, "asset": lambda name: f"/static/{name}"}
    return environment.get_template(template).render(frame={"path": "/situation"}, title="", **context)


def test_a_disputed_place_is_striped_and_a_sure_one_is_not() -> None:
    places = [spot(course((1, p), place=f"geonames:{at}")) for at, p in enumerate([HELD, LOST, DISPUTED, CONTESTED])]
    assert [_fill(one) for one in places] == [["fill a"], ["fill b"], ["fill disputed"], ["fill contested"]]
    style = files("fogline.views.web").joinpath("static/map.css").read_text("utf-8")
    for striped in ("disputed", "contested"):
        assert f".mark .fill.{striped} {{ fill: url(#stripes-{striped});" in style
        assert _drawn(places[2]).xpath(f".//pattern[@id='stripes-{striped}']")


def test_old_news_fades() -> None:
    classes = [
        _drawn(spot(course((200, HELD))), after=after).xpath('.//g[starts-with(@class, "mark f")]')[0].get("class")
        for after in (0, 150)
    ]
    assert classes == ["mark f0", "mark f2"]


def test_what_is_claimed_stands_apart_from_what_is_assessed() -> None:
    claimed = spot(course((1, HELD)), [Said(START, 1, 1)])
    drawing = _drawn(claimed)
    assert [one.get("class") for one in drawing.xpath(".//circle")] == ["fill a"]
    assert [one.get("class") for one in drawing.xpath('.//path[starts-with(@class, "arc")]')] == ["arc b"]


def test_doubtful_places_lie_above_sure_ones() -> None:
    sure = [spot(course((1, HELD), place=f"geonames:{at}")) for at in range(3)]
    assert _fill(sure[0], spot(course((1, DISPUTED), place="geonames:9")), *sure[1:])[-1] == "fill disputed"


def test_the_lists_name_what_became_disputed_what_changed_and_what_is_doubtful() -> None:
    became = spot(course((60, HELD), (10, DISPUTED), place="geonames:1"))
    changed = spot(course((60, HELD), (10, LOST), place="geonames:2"))
    long_so = spot(course((70, (0.34, 0.33, 0.33)), place="geonames:3"))
    found = shown(became, changed, long_so, spot(course((70, HELD), place="geonames:4")), on=day(65))
    assert [one.now.spot for one in found.disputed] == [became.spot]
    assert [one.now.spot for one in found.changed] == [changed.spot]
    assert [one.spot for one in found.doubtful] == [long_so.spot, became.spot]
    assert found.places == 4


def test_a_day_beyond_the_estimates_becomes_the_nearest_that_has_some() -> None:
    found = shown(spot(course((10, HELD))), on=date(2030, 1, 1))
    assert (found.first, found.day, found.last) == (day(0), day(9), day(9))


def test_a_ledger_without_estimates_has_a_page_that_says_so() -> None:
    found = shown(on=day(0))
    assert found.drawn is None
    assert "map.nothing" in _page(found)


def test_places_without_coordinates_are_listed_and_not_drawn() -> None:
    nowhere = spot(course((1, DISPUTED)))
    nowhere = nowhere._replace(spot=nowhere.spot._replace(place=replace(nowhere.spot.place, lat=None, lon=None)))
    found = shown(nowhere, spot(course((1, HELD), place="geonames:2")), on=day(0))
    assert [one.spot for one in found.doubtful] == [nowhere.spot]
    assert str(found.drawn).count("<circle") == 1


def test_names_are_escaped_on_the_map_in_the_list_and_in_the_drawer() -> None:
    one = spot(course((1, DISPUTED)), name=EVIL)
    found = shown(one, on=day(0), terrain=TERRAIN)
    evidence = [Evidence("2025-01-01", EVIL, Side.UA, EVIL, "/claim/1")]
    (standing,) = standings([one.spot], stand(known(one), START), [0])
    drawer = Drawer(one.spot, day(0), standing, ("A", "B"), evidence)
    for page in (_page(found), _page(found, "situation_place.html", drawer)):
        assert "<script>alert" not in page
        assert escaped(EVIL) in page


def test_names_stand_apart_and_those_without_room_are_not_written() -> None:
    close = [Town(f"geonames:{at}", "Bakhmut", 37.0 + at / 50, 49.0, 100 - at) for at in range(12)]
    frame = Frame(Box(36.0, 48.0, 38.0, 50.0))
    for size in ("wide", "narrow"):
        placed = labels(close, frame, [], size)
        assert 1 < len(placed) < 8
        for one, other in combinations(placed, 2):
            assert (
                one.span[2] <= other.span[0]
                or other.span[2] <= one.span[0]
                or one.span[3] <= other.span[1]
                or (other.span[3] <= one.span[1])
            )


def test_a_name_keeps_clear_of_marks_where_it_can() -> None:
    frame = Frame(Box(36.0, 48.0, 38.0, 50.0))
    x, y = frame.at(37.0, 49.0)
    town = Town("geonames:1", "Bakhmut", 37.0, 49.0, 100)
    (alone,), (beside,) = labels([town], frame, [], "wide"), labels([town], frame, [(x + 60, y)], "wide")
    assert beside.x < x < alone.x


def test_the_page_can_be_read_without_script() -> None:
    page = html.fromstring(_page(shown(spot(course((40, HELD), (5, DISPUTED))), on=day(42), terrain=TERRAIN)))
    field = page.xpath('.//form[@method="get"]//input[@type="date" and @name="day"]')[0]
    assert (field.get("value"), field.get("min"), field.get("max")) == ("2025-02-12", "2025-01-01", "2025-02-14")
    assert page.xpath('.//form//button[@type="submit"]')
    assert [one.get("href") for one in page.xpath('.//ol[@class="standings"]//a')] == ["/place/geonames:1"] * 2
    drawing = page.xpath('.//svg[@class="theatre"]')[0]
    assert all(page.xpath(f".//*[@id='{name}']") for name in drawing.get("aria-labelledby").split())


def test_the_legend_says_from_where_a_state_is_told_and_when_news_is_old() -> None:
    page = _page(shown(spot(course((1, HELD))), on=day(0), terrain=TERRAIN))
    assert "map.key_disputed clear=60" in page
    assert "map.key_old old=30 older=365" in page


def test_nothing_comes_from_another_host_and_nothing_runs_inline() -> None:
    page = _page(shown(spot(course((1, HELD))), on=day(0), terrain=TERRAIN))
    static = files("fogline.views.web").joinpath("static")
    scripts = [file.read_text("utf-8") for file in static.iterdir() if file.name.endswith((".js", ".css"))]
    for text in (page, *scripts):
        assert set(re.findall(r"(?:https?:)?//[a-z][\w.-]+\.[a-z]+[^\s\"']*", text)) <= {"http://www.w3.org/2000/svg"}
    for one in html.fromstring(page).iter("*"):
        assert not [name for name in one.attrib if name.startswith("on") or name == "style"]
        assert one.tag != "script" or (one.get("src") and not one.text)
