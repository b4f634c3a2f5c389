"""The frame of a map."""

from hypothesis import given
from hypothesis import strategies as st

from fogline.terms.place import Place, Precision
from fogline.terms.terrain import Box
from fogline.views.web.drawing.frame import WIDTH, Frame, box_around, ground_box

points = st.lists(st.tuples(st.floats(20, 60), st.floats(35, 65)), min_size=1, max_size=8)


def _places(at: list[tuple[float, float]]) -> list[Place]:
    return [Place(f"geonames:{n}", "X", lat, lon, Precision.SETTLEMENT, "UA", 0) for n, (lon, lat) in enumerate(at)]


@given(points)
def test_every_place_is_in_the_frame_and_the_frame_has_the_shape_of_a_page(at: list[tuple[float, float]]) -> None:
    box = box_around(_places(at))
    assert box is not None
    frame = Frame(box)
    for lon, lat in at:
        x, y = frame.at(lon, lat)
        assert 0 < x < WIDTH
        assert 0 < y < frame.height
    assert 1.0 < WIDTH / frame.height < 1.8
    beyond = ground_box(box)
    assert beyond.west < box.west < box.east < beyond.east
    assert beyond.south < box.south < box.north < beyond.north


def test_north_is_up_and_east_is_right() -> None:
    frame = Frame(Box(36.0, 48.0, 38.0, 50.0))
    assert frame.at(36.0, 50.0) == (0, 0)
    assert frame.at(38.0, 48.0) == (WIDTH, frame.height)
    assert frame.at(37.0, 49.0)[1] > frame.at(37.0, 49.5)[1]


def test_places_that_stand_nowhere_have_no_frame() -> None:
    assert box_around([Place("name:x", "X", None, None, Precision.UNKNOWN, None, 0)]) is None
