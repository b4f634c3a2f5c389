"""What a ledger's control maps let expect: a line that comes nearer, its mirror image, what a user is told of it."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from fogline.linking import theatre
from fogline.runs import control, ledgers
from fogline.views.cli.main import fogline
from tests.runs.test_control import BOAST, FIGHTS, PLACE, THEATRE, course

if TYPE_CHECKING:
    from pathlib import Path

    from fogline.ledger.database import Database

# Where the line stands in the east of the town, degrees of longitude, at the beginning of each month of 2025.
COMING = (38.5, 38.5, 38.4, 38.3, 38.2, 38.1, 37.9, 37.75, 37.66)
STANDING = (38.5, 38.5, 38.4, 38.3, 38.2, 38.1, 37.9, 37.66, 37.66)
DAY = date(2025, 9, 28)


def filled(folder: Path, edges: tuple[float, ...]) -> str:
    """A ledger with claims about the town and a map whose line stands at each of `edges` in turn."""
    course(folder, [FIGHTS, BOAST])
    maps = folder / "maps"
    maps.mkdir()
    for month, edge in enumerate(edges, start=1):
        ring = [[edge, 49.0], [39.5, 49.0], [39.5, 50.4], [edge, 50.4], [edge, 49.0]]
        outline = {"type": "Polygon", "coordinates": [ring]}
        shown = {"type": "Feature", "properties": {"month": month}, "geometry": outline}
        (maps / f"map-2025-{month:02d}-01.geojson").write_text(json.dumps(shown))
    where = str(folder / "ledger.sqlite")
    done = CliRunner().invoke(fogline, ["--ledger", where, "add", str(maps), "--map", "Some Map", "--side", "ru"])
    assert done.exit_code == 0, done.output
    return where


def held(database: Database, of: theatre.Theatre, *, hindsight: bool) -> list[tuple[float, float, float]]:
    """The estimates of the town through the year."""
    span = date(2025, 1, 1).toordinal(), DAY.toordinal()
    (found,) = control.estimates(control.weigh(database, of), places=[PLACE], span=span, hindsight=hindsight)
    return found.p


def test_a_line_that_comes_nearer_makes_it_likelier_that_the_place_is_lost(tmp_path: Path) -> None:
    chances = []
    for name, edges in (("coming", COMING), ("standing", STANDING)):
        with ledgers.opened(filled(tmp_path / name, edges), write=False) as database:
            chances.append(held(database, THEATRE, hindsight=False)[-1])
            expected = control.waterfall(database, THEATRE, PLACE, DAY).expected
        assert expected is not None
        assert (expected.map_name, date.fromordinal(expected.day)) == ("Some Map", date(2025, 9, 1))
        assert expected.depth == pytest.approx(-(37.66 - 37.616) * 72, abs=0.6)
    assert chances[0][2] < chances[1][2]


def test_with_maps_too_sides_in_the_other_order_swap_every_estimate_to_the_last_digit(tmp_path: Path) -> None:
    swapped = theatre.load()
    swapped.__dict__["sides"] = THEATRE.sides[::-1]
    with ledgers.opened(filled(tmp_path / "l", COMING), write=False) as database:
        for hindsight in (False, True):
            one, other = (held(database, of, hindsight=hindsight) for of in (THEATRE, swapped))
            assert one == [chances[::-1] for chances in other]
        mine, theirs = (control.waterfall(database, of, PLACE, DAY).expected for of in (THEATRE, swapped))
    assert mine is not None
    assert theirs is not None
    assert mine.chances == theirs.chances[::-1]
    assert mine.side != theirs.side


def test_a_user_is_told_what_the_line_lets_expect(tmp_path: Path) -> None:
    where = filled(tmp_path / "l", COMING)
    asked = ["--ledger", where, "control", "--explain", "Kupiansk", DAY.isoformat()]
    said = " ".join(CliRunner().invoke(fogline, asked).stdout.split())
    assert "by the line alone" in said
    assert "km in a month" in said
    made = json.loads(CliRunner().invoke(fogline, [*asked, "--json"]).stdout)["expected"]
    assert made["side"] == "ru"
    assert made["moved_km"] > 0 > made["depth_km"]
    assert sum(made["p"].values()) == pytest.approx(1)
