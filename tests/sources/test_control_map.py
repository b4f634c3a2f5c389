import json
from contextlib import suppress
from datetime import date
from math import cos, pi, sin

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from fogline.errors import Unreadable
from fogline.sources.control_map import snapshot
from fogline.terms.snapshot import Snapshot

SQUARE = {"type": "Polygon", "coordinates": [[[30, 50], [31, 50], [31, 51], [30, 51], [30, 50]]]}
BESIDE = {"type": "MultiPolygon", "coordinates": [[[[32, 50], [33, 50], [33, 51], [32, 51], [32, 50]]]]}


def read(document: object, name: str = "map-2025-01-31.geojson") -> Snapshot:
    return snapshot(json.dumps(document).encode(), name, "ru", "a map")


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features)}


def test_all_polygons_make_one_area() -> None:
    found = read(
        collection(feature(SQUARE), feature({"type": "GeometryCollection", "geometries": [BESIDE]}), feature(None))
    )
    assert (found.map_name, found.side, found.day, found.notes) == ("a map", "ru", "2025-01-31", ())
    area = shapely.from_wkb(found.area)
    assert area.equals(shapely.union(shapely.box(30, 50, 31, 51), shapely.box(32, 50, 33, 51)))
    # A degree is 111.19 km, at 50.5° north 0.636 of it from west to east.
    assert found.km2 == pytest.approx(2 * 111.19 * 111.19 * 0.636, rel=0.005)


@pytest.mark.parametrize(
    "name",
    [
        "20250131.json",
        "x_2025-01-31.geojson",
        "https://example.org/a/31.01.2025?v=20240101",
        "C:\\maps\\2025_01_31.json",
    ],
)
def test_the_day_from_the_file_name(name: str) -> None:
    assert read(SQUARE, name).day == "2025-01-31"


@pytest.mark.parametrize("properties", [
    {"date": "2025-01-31"}, {"Day": "31.01.2025"}, {"timestamp": 1738281600}, {"timestamp": "1738281600000"},
    {"date": 20250131}, {"date": "2025-01-31T10:00:00Z", "day": ""},
])  # fmt: skip
def test_the_day_from_the_properties(properties: dict[str, object]) -> None:
    assert read(feature(SQUARE, **properties), "area.geojson").day == "2025-01-31"
    assert read({**collection(feature(SQUARE)), **properties}, "area.geojson").day == "2025-01-31"


def test_the_name_of_the_layer_is_the_last_to_tell() -> None:
    layer = {**collection(feature(SQUARE)), "name": "map_20240708"}
    assert read(layer, "area.geojson").day == "2024-07-08"
    assert read(layer).day == "2025-01-31"


@pytest.mark.parametrize(("document", "name", "says"), [
    (feature(SQUARE, date="2025-02-01"), "20250131.json", "2025-01-31 by its file name and of 2025-02-01 by"),
    (SQUARE, "20250131-20250201.json", "is of"),
    (SQUARE, "map.json", "does not tell its day; put it"),
    (feature(SQUARE, date="3/4/2025"), "map.json", "is not read as a day"),
    ({**SQUARE, "crs": {"properties": {"name": "EPSG:3857"}}}, "20250131", "WGS 84"),
    ({"type": "Polygon", "coordinates": [[[300, 50], [1, 2], [3, 4]]]}, "20250131", "300 as a longitude"),
    ({"type": "Polygon", "coordinates": [[[30, 50], [1, -91.5], [3, 4]]]}, "20250131", "-91.5 as a latitude"),
    ({"type": "Polygon", "coordinates": [[[10**400, 50], [1, 2], [3, 4]]]}, "20250131", "a huge number as a longitude"),
    ({"type": "Polygon", "coordinates": [[[float("nan"), 50], [1, 2], [3, 4]]]}, "20250131", "longitude"),
    ({"type": "Polygon", "coordinates": [[["30", 50], [1, 2], [3, 4]]]}, "20250131", "pair of numbers"),
    ({"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]}, "20250131", "ring of 2 points"),
    ({"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [1, 2]]]}, "20250131", "without any area"),
    ({"type": "Polygon", "coordinates": None}, "20250131", "lists of rings"),
    ({"type": "Polygon", "coordinates": []}, "20250131", "holds no polygon"),
    ({"type": "Point", "coordinates": [1, 2]}, "20250131", "holds no polygon but Point"),
    (collection(), "20250131", "holds no polygon"),
    (collection(7), "20250131", "hold together"), ({"type": "Map"}, "20250131", "none that GeoJSON has"),
    ({"type": "FeatureCollection"}, "20250131", "without a list"), ([], "20250131", "not GeoJSON"),
])  # fmt: skip
def test_what_cannot_be_used_is_told_in_a_sentence(document: object, name: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(document, name)


@pytest.mark.parametrize(("data", "says"), [
    (b"", "is empty"), (b"{", "not JSON at line 1"), (b"\xff\xfe", "UTF-8"), (b"[" * 200_000, "nested"),
    (b'{"type":"GeometryCollection","geometries":[' * 400 + b"]}" * 400, "hold together"),
    (b" " * (2**26 + 1), "64 MiB"),
    (b'{"x":' + b"1" * 5000 + b"}", "not JSON"),
])  # fmt: skip
def test_bytes_that_are_no_map(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        snapshot(data, "20250131.geojson", "ua", "a map")


def test_points_and_lines_are_left_out_and_outlines_mended() -> None:
    bow = {"type": "Polygon", "coordinates": [[[30, 50], [31, 51], [31, 50], [30, 51], [30, 50]]]}
    found = read(collection(feature(bow), feature(SQUARE), feature({"type": "Point", "coordinates": [1, 2]})))
    assert found.notes == ("1 of Point left out, as they hold no area", "outlines that cross or overlap were mended")
    area = shapely.from_wkb(found.area)
    assert area.is_valid
    assert area.equals(shapely.box(30, 50, 31, 51))


def test_a_scribble_is_refused_before_it_takes_forever() -> None:
    # A star whose every edge crosses nearly every other.
    angles = [2 * pi * 500 * point / 1001 for point in range(1001)]
    points = [[30 + cos(angle), 50 + sin(angle)] for angle in angles]
    points.append(points[0])
    with pytest.raises(Unreadable, match="everywhere"):
        read({"type": "Polygon", "coordinates": [points]})


NAMES = st.sampled_from(["type", "coordinates", "date", "properties"])
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "coordinates", "date", "properties"]), inner)
    ),
    max_leaves=20,
)


@given(JSON, st.sampled_from(["Polygon", "MultiPolygon", "Feature", "GeometryCollection"]))
def test_nothing_but_unreadable_is_raised(inner: object, kind: str) -> None:
    with suppress(Unreadable):
        read({"type": kind, "coordinates": inner, "geometry": inner, "geometries": inner, "crs": inner})


RING = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)).map(list), min_size=3, max_size=12)


@given(st.lists(RING, min_size=1, max_size=3), st.dates(date(1950, 1, 1), date(2050, 1, 1)))
def test_every_area_is_valid_and_of_its_day(rings: list[list[list[int]]], day: date) -> None:
    try:
        found = read({"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}, f"{day:%Y%m%d}.json")
    except Unreadable:
        return
    area = shapely.from_wkb(found.area)
    assert area.is_valid
    assert area.geom_type in ("Polygon", "MultiPolygon")
    assert found.day == day.isoformat()
