"""The charts: what is drawn of which figures, and that their tables say the same."""

from itertools import pairwise

from lxml import html

from fogline.terms.actor import Side
from fogline.views.web.drawing.area import Tick, area_chart
from fogline.views.web.drawing.axis import Days
from fogline.views.web.drawing.reliability import Bin, reliability_diagram
from fogline.views.web.drawing.timing import timing_chart
from tests.views.web.drawing.made import DISPUTED, HELD, START, Keys, course

SIDES = (Side.RU, Side.UA)
EVIL = "'><script>alert(1)</script>"


def _tree(drawn: object) -> html.HtmlElement:
    return html.fromstring(str(drawn))


def _tick(after: int = 0, shape: str = "held", row: Side | None = Side.UA, address: str | None = None) -> Tick:
    return Tick(START + after, row, shape, Side.RU, 1, address)


def _heights(chart: html.HtmlElement, name: str) -> list[float]:
    """The least and the greatest height of an area."""
    points = chart.xpath(f".//polygon[@class='{name}']/@points")[0].split()
    heights = [float(point.split(",")[1]) for point in points]
    return [min(heights), max(heights)]


def test_the_areas_share_the_chart_as_the_probabilities_do() -> None:
    chart = _tree(area_chart(course((30, (0.25, 0.25, 0.5))), [], SIDES, Keys()))
    assert [_heights(chart, f"area-{one}") for one in "acb"] == [[177, 232], [122, 177], [12, 122]]


def test_swapped_sides_turn_the_areas_over() -> None:
    one = _tree(area_chart(course((10, (0.6, 0.3, 0.1))), [], SIDES, Keys()))
    other = _tree(area_chart(course((10, (0.1, 0.3, 0.6))), [], SIDES, Keys()))
    for mine, theirs in ("ab", "ba", "cc"):
        assert _heights(one, f"area-{mine}") == [244 - at for at in reversed(_heights(other, f"area-{theirs}"))]


def test_days_without_news_are_pale_and_the_paler_the_longer() -> None:
    chart = _tree(area_chart(course((400, HELD), heard=5), [], SIDES, Keys()))
    pale = chart.xpath(".//rect[@class='unheard']")
    assert [float(one.get("opacity")) for one in pale] == [0.35, 0.55, 0.75]
    assert not _tree(area_chart(course((20, HELD), heard=20), [], SIDES, Keys())).xpath(".//rect[@class='unheard']")


def test_claims_stand_in_a_row_of_the_side_that_makes_them() -> None:
    ticks = [_tick(1), _tick(2, "denied", Side.RU), _tick(3, "gaining", None, "/claim/1")]
    chart = _tree(area_chart(course((30, HELD)), ticks, SIDES, Keys()))
    rows = chart.xpath(".//text[@class='strong']/text()")
    assert [row.strip() for row in rows] == ["Sides.ru.name", "Sides.ua.name", "Voice.reports"]
    assert chart.xpath(".//a/@href") == ["/claim/1"]
    assert chart.xpath("./svg/@role") == ["group"]
    assert [len(chart.xpath(f".//*[contains(@class, '{one}')]")) for one in ("cross", "hollow")] == [2, 2]


def test_claims_before_and_after_the_estimates_are_left_out() -> None:
    chart = _tree(area_chart(course((30, HELD)), [_tick(-1), _tick(30)], SIDES, Keys()))
    assert not chart.xpath(".//g/g")


def test_the_table_says_what_the_areas_show_and_never_that_it_is_certain() -> None:
    chart = _tree(area_chart(course((1, HELD), (1, (1.0, 0.0, 0.0)), heard=1), [], SIDES, Keys()))
    cells = [[cell.text for cell in row] for row in chart.xpath(".//tbody/tr")]
    assert cells == [
        ["2025-01-02", ">99%", "<1%", "<1%", "2025-01-02"],
        ["2025-01-01", "95%", "4%", "1%", "2025-01-01"],
    ]


def test_an_address_is_escaped() -> None:
    assert "<script" not in str(area_chart(course((30, HELD)), [_tick(1, address=EVIL)], SIDES, Keys()))


def test_where_there_is_nothing_there_is_no_chart() -> None:
    assert area_chart(course(), [], SIDES, Keys()) is None
    assert timing_chart([], 3, Keys()) is None
    assert reliability_diagram([Bin(0.5, 0.5, 0, 0.0, 1.0)], Keys()) is None


def test_one_day_is_a_chart_too() -> None:
    assert _heights(_tree(area_chart(course((1, DISPUTED)), [], SIDES, Keys())), "area-a") == [144, 232]


def test_names_of_days_do_not_collide() -> None:
    for length in (1, 20, 60, 200, 700, 3000, 20_000):
        days = Days(START, START + length, 56, 750)
        at = [(days.at(one.toordinal()), precision) for one, precision in days.marks()]
        for (one, precision), (other, _) in pairwise(at):
            assert other - one >= {"month": 145, "year": 70}[precision]
        assert all(at <= 750 for at, _ in at)


def test_a_source_that_runs_ahead_has_its_columns_on_the_right_of_the_day() -> None:
    chart = _tree(timing_chart([10, 20, 30, 30, -5], 2, Keys()))
    zero = float(chart.xpath(".//line[@class='axis']/@x1")[1])
    late = [float(x) for x in chart.xpath(".//rect[@class='bar late']/@x")]
    early = [float(x) for x in chart.xpath(".//rect[@class='bar']/@x")]
    assert max(late) < zero <= min(early)
    assert (len(late), len(early)) == (1, 3)
    assert "middle=20" in chart.xpath(".//desc/text()")[0]
    rows = [[cell.text.strip() for cell in row] for row in chart.xpath(".//tbody/tr")]
    assert sum(int(count) for _, count in rows[:-1]) == 5
    assert rows[-1] == ["chart.never", "2"]


def test_what_is_right_as_often_as_it_says_lies_on_the_line() -> None:
    bins = [Bin(one / 10, one / 10, 100, max(0.0, one / 10 - 0.1), one / 10) for one in range(1, 10)]
    chart = _tree(reliability_diagram(bins, Keys()))
    dots = [(float(one.get("cx")), float(one.get("cy"))) for one in chart.xpath(".//circle")]
    assert all(abs((x - 56) - (434 - y)) < 0.2 for x, y in dots)
    assert len(chart.xpath(".//tbody/tr")) == 9


def test_every_chart_says_what_it_shows() -> None:
    charts = [
        area_chart(course((30, HELD)), [], SIDES, Keys()),
        timing_chart([1], 0, Keys()),
        reliability_diagram([Bin(0.5, 0.5, 1, 0.4, 0.6)], Keys()),
    ]
    for chart in map(_tree, charts):
        (drawing,) = chart.xpath("./svg")
        assert drawing.get("role") == "img"
        assert all(chart.xpath(f".//*[@id='{name}']")[0].text for name in drawing.get("aria-labelledby").split())
        assert chart.xpath(".//details//table")
