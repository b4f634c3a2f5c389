"""Estimates of control over a ledger as a user fills it: copies, floods, independent origins, interest, the mirror."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from fogline.errors import NotThere
from fogline.linking import theatre
from fogline.runs import control, ledgers, nowcasts
from fogline.runs.waterfall import made_of
from fogline.views.cli.main import fogline

if TYPE_CHECKING:
    from pathlib import Path

    from fogline.terms.estimate import Course

Row = tuple[str, str, str, str, str]
PLACE = "geonames:703656"
DAY = date(2025, 9, 10)
BOAST: Row = ("2025-09-03", "Russian Ministry of Defence", "ru", "Kupyansk", "captured")
FIGHTS: Row = ("2025-09-01", "Kharkiv governor", "ua", "Kupyansk", "contested")
THEATRE = theatre.load()


def course(folder: Path, rows: list[Row], until: date = DAY, *, hindsight: bool = False) -> Course:
    """The course of Kupyansk in a ledger of these rows."""
    folder.mkdir()
    columns = ("date", "claimant", "claimant_side", "place", "claim")
    lines = [
        json.dumps(
            {**dict(zip(columns, row, strict=True)), "admin1": "Kharkiv Oblast", "url": f"https://x.org/{number}"}
        )
        for number, row in enumerate(rows)
    ]
    (folder / "claims.jsonl").write_text("\n".join(lines))
    where = str(folder / "ledger.sqlite")
    done = CliRunner().invoke(fogline, ["--ledger", where, "add", str(folder / "claims.jsonl")])
    assert done.exit_code == 0, done.output
    with ledgers.opened(where, write=False) as database:
        (found,) = control.courses(
            database, THEATRE, places=[PLACE], since=date(2025, 8, 1), until=until, hindsight=hindsight
        )
    return found


def last(folder: Path, rows: list[Row]) -> tuple[float, float, float]:
    return course(folder, rows).p[-1]


def test_fifty_copies_move_nothing_and_another_origin_does(tmp_path: Path) -> None:
    once = last(tmp_path / "once", [FIGHTS, BOAST])
    often = last(tmp_path / "often", [FIGHTS, *[BOAST] * 51])
    other = last(tmp_path / "other", [FIGHTS, BOAST, ("2025-09-04", "ISW", "independent", "Kupyansk", "entered")])
    assert often == pytest.approx(once, abs=0.01)
    assert max(abs(a - b) for a, b in zip(other, once, strict=True)) > 0.05


def test_two_hundred_channels_do_not_flip_a_town(tmp_path: Path) -> None:
    held = [("2025-08-20", "General Staff", "ua", "Kupyansk", "denied_loss")]
    flood = [
        (f"2025-09-{3 + number % 5:02}", f"Channel {number}", "ru", "Kupyansk", "captured") for number in range(200)
    ]
    before, after = last(tmp_path / "before", held), last(tmp_path / "after", [*held, *flood])
    assert before[2] > 0.8
    assert after[2] > max(after[:2])


def test_an_admission_weighs_more_than_a_boast(tmp_path: Path) -> None:
    admitted: Row = ("2025-09-03", "General Staff", "ua", "Kupyansk", "lost_confirmed")
    boast, admission = last(tmp_path / "boast", [BOAST]), last(tmp_path / "admission", [admitted])
    assert admission[2] < boast[2] / 2


def test_an_announcement_moves_what_is_expected_next_more_than_what_is_so(tmp_path: Path) -> None:
    found = course(tmp_path / "l", [FIGHTS, BOAST], date(2025, 11, 20))
    on_the_day, later = found.p[date(2025, 9, 3).toordinal() - found.first][0], found.p[-1][0]
    assert later > on_the_day + 0.05


def test_news_are_dated_and_no_news_makes_less_sure(tmp_path: Path) -> None:
    found = course(tmp_path / "l", [("2025-08-20", "General Staff", "ua", "Kupyansk", "denied_loss")], date(2026, 3, 1))
    assert found.heard[date(2025, 8, 19).toordinal() - found.first] == date(2024, 7, 1).toordinal()
    assert found.heard[-1] == date(2025, 8, 20).toordinal()
    assert max(found.p[-1]) < max(found.p[date(2025, 8, 20).toordinal() - found.first])


def test_a_nowcast_does_not_know_what_comes_and_a_hindcast_does(tmp_path: Path) -> None:
    lost: Row = ("2025-09-08", "General Staff", "ua", "Kupyansk", "lost_confirmed")
    before = date(2025, 9, 5).toordinal()
    with_it, back = course(tmp_path / "with", [BOAST, lost]), course(tmp_path / "back", [BOAST, lost], hindsight=True)
    without = course(tmp_path / "without", [BOAST])
    now, alone = with_it.p[before - with_it.first], without.p[before - without.first]
    assert now == pytest.approx(alone, abs=0.01)
    assert back.p[before - back.first][2] < now[2]


def test_the_waterfall_ends_at_the_estimate_and_its_reasons_add_up(tmp_path: Path) -> None:
    rows: list[Row] = [FIGHTS, BOAST, ("2025-09-04", "Some channel", "ru", "Kupyansk", "captured")]
    estimate = last(tmp_path / "l", rows)
    with ledgers.opened(str(tmp_path / "l" / "ledger.sqlite"), write=False) as database:
        found = control.waterfall(database, THEATRE, PLACE, DAY)
        with pytest.raises(NotThere, match="nothing is heard"):
            control.waterfall(database, THEATRE, "geonames:1", DAY)
    assert found.result == pytest.approx(estimate, abs=1e-12)
    assert [step.says for step in found.steps] == ["fights", "takes", "takes"]
    first, again = (sum(reason.weight[1] for reason in step.reasons) for step in found.steps[1:])
    assert again == pytest.approx(first / 4)


def test_a_report_that_adopts_a_claim_adds_nothing(tmp_path: Path) -> None:
    claim = "The Russian Ministry of Defence said that its troops had captured the town of Kupiansk."
    estimates = []
    for name, text in (("said", claim), ("adopted", f"{claim}\n\nRussian troops have captured the town of Kupiansk.")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "report.txt").write_text(f"3 September 2025\n\n{text}\n")
        where = str(folder / "ledger.sqlite")
        assert CliRunner().invoke(fogline, ["--ledger", where, "add", str(folder / "report.txt")]).exit_code == 0
        with ledgers.opened(where, write=False) as database:
            weighed = control.weigh(database, THEATRE)
        assert [origin.symbol.kind for origin in weighed.evidence.origins] == ["takes"]
        estimates.append(weighed.told.weight.tolist())
    assert estimates[0] == estimates[1]


def test_with_the_sides_in_the_other_order_every_estimate_is_swapped_to_the_last_digit(tmp_path: Path) -> None:
    rows: list[Row] = [FIGHTS, BOAST, ("2025-09-04", "ISW", "independent", "Vovchansk", "entered")]
    course(tmp_path / "l", rows)
    swapped = theatre.load()
    swapped.__dict__["sides"] = THEATRE.sides[::-1]
    span = date(2025, 8, 1).toordinal(), DAY.toordinal()
    with ledgers.opened(str(tmp_path / "l" / "ledger.sqlite"), write=False) as database:
        for hindsight in (False, True):
            one, other = (
                list(control.estimates(control.weigh(database, of), places=None, span=span, hindsight=hindsight))
                for of in (THEATRE, swapped)
            )
            assert len(one) == 2
            assert [course.p for course in one] == [[chances[::-1] for chances in course.p] for course in other]


def test_nowcasts_that_are_kept_are_those_of_each_day(tmp_path: Path) -> None:
    rows = [FIGHTS, BOAST, ("2025-09-06", "ISW", "independent", "Kupyansk", "entered")]
    course(tmp_path / "rows", rows)
    with ledgers.opened(str(tmp_path / "rows/ledger.sqlite"), write=False) as database:
        weighed = control.weigh(database, THEATRE)
    kept = nowcasts.nowcasts(weighed, DAY.toordinal())
    assert kept is not None
    for until in range(date(2025, 9, 1).toordinal(), DAY.toordinal() + 1):
        span = (1, until)
        (plainly,) = control.estimates(weighed, places=[PLACE], span=span, hindsight=False)
        again = kept.course(PLACE, span)
        assert again is not None
        assert (again.first, list(again.heard)) == (plainly.first, list(plainly.heard))
        assert again.p == [pytest.approx(p, abs=1e-12) for p in plainly.p]
        ((on,), (heard,)) = kept.on(until)
        assert (tuple(on), heard) == (again.p[-1], again.heard[-1])
    assert kept.course(PLACE, (1, 2)) is None
    assert not kept.on(date(2020, 1, 1).toordinal())[0].any()


def test_a_waterfall_may_begin_with_the_newest_origins(tmp_path: Path) -> None:
    rows = [FIGHTS, BOAST, ("2025-09-06", "ISW", "independent", "Kupyansk", "entered")]
    course(tmp_path / "rows", rows)
    with ledgers.opened(str(tmp_path / "rows/ledger.sqlite"), write=False) as database:
        weighed = control.weigh(database, THEATRE)
    kept = nowcasts.nowcasts(weighed, DAY.toordinal() + 90)
    assert kept is not None
    whole = made_of(weighed, PLACE, DAY.toordinal())
    assert made_of(weighed, PLACE, DAY.toordinal(), active=kept.active) == whole
    newest = made_of(weighed, PLACE, DAY.toordinal(), most=1, active=kept.active)
    assert (newest.before, newest.result, newest.steps) == (2, whole.result, whole.steps[-1:])
    assert newest.start == pytest.approx(whole.steps[1].after, abs=1e-12)
