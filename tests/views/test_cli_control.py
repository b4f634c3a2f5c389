"""fogline control and fogline calibrate as a user runs them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from fogline.views.cli.main import fogline

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    ("2025-08-20", "General Staff of the Armed Forces of Ukraine", "ua", "denied_loss"),
    ("2025-09-03", "Russian Ministry of Defence", "ru", "captured"),
    ("2025-09-20", "Ukrainian brigade spokesperson", "ua", "lost_confirmed"),
]
# Kupyansk lies in it.
SQUARE = [[37.4, 49.5], [37.9, 49.5], [37.9, 49.9], [37.4, 49.9], [37.4, 49.5]]


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("control")
    names = ("date", "claimant", "claimant_side", "claim")
    rows = [json.dumps({**dict(zip(names, row, strict=True)), "place": "Kupyansk", "url": row[0]}) for row in ROWS]
    (folder / "claims.jsonl").write_text("\n".join(rows))
    area = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}
    (folder / "map-2025-10-01.geojson").write_text(json.dumps(area))
    ledger = folder / "ledger.sqlite"
    for more in (["claims.jsonl"], ["map-2025-10-01.geojson", "--map", "Ours", "--side", "ru"]):
        done = CliRunner().invoke(fogline, ["--ledger", str(ledger), "add", str(folder / more[0]), *more[1:]])
        assert done.exit_code == 0, done.output
    return ledger


def run(where: Path, *arguments: str, exit_code: int = 0) -> str:
    done = CliRunner().invoke(fogline, ["--ledger", str(where), *arguments])
    assert done.exit_code == exit_code, done.output
    return done.output


def test_a_row_a_place_and_day_whose_chances_sum_to_one(where: Path) -> None:
    printed = run(where, "control", "--nowcast", "--since", "2025-08-10", "--until", "2025-10-05", "--json")
    rows = [json.loads(line) for line in printed.splitlines()]
    assert [rows[0]["date"], rows[-1]["date"], len(rows)] == ["2025-08-10", "2025-10-05", 57]
    assert all(sum(row["p"].values()) == pytest.approx(1) for row in rows)
    assert rows[-1]["heard"] == "2025-10-01"
    assert rows[-1]["p"]["ru"] > 0.9 > rows[20]["p"]["ru"]


def test_the_course_of_a_place_is_printed_for_a_person(where: Path) -> None:
    printed = run(where, "control", "--place", "Kupyansk", "--since", "2025-09", "--until", "2025-10-05")
    assert "2025-10-05" in printed
    assert "█" in printed
    assert "the most doubtful first" in run(where, "control", "--until", "2025-09-10")


def test_an_estimate_opens_into_its_origins(where: Path) -> None:
    printed = run(where, "control", "--explain", "Kupyansk", "2025-09-10")
    assert "start" in printed
    assert "Ministry" in printed or "ru-mod" in printed
    assert "result" in printed
    assert "2025-09-20" not in printed
    (told,) = map(json.loads, run(where, "control", "--explain", "Kupyansk", "2025-09-10", "--json").splitlines())
    assert [one["says"] for one in told["origins"]] == ["holds", "takes"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--explain", "Kupyansk", "soon"], "is no date"),
        (["--place", "geonames:1"], "geonames:1"),
        (["--since", "2025-09-02", "--until", "2025-09-01"], "lies after the last day"),
        (["--explain", "Kupyansk", "2014-01-01"], "nothing is heard"),
    ],
)
def test_what_cannot_be_shown_is_told_in_a_sentence(where: Path, arguments: list[str], told: str) -> None:
    done = CliRunner().invoke(fogline, ["--ledger", str(where), "control", *arguments])
    assert done.exit_code != 0
    assert told in done.output + str(done.exception)


def test_nowcasts_are_judged_by_a_map_and_by_hindsight(where: Path) -> None:
    (found,) = map(json.loads, run(where, "calibrate", "--map", "Ours", "--json", "--until", "2025-12").splitlines())
    assert found["scores"]["days"] == 1
    assert set(found["baselines"]) == {"constant", "last claim", "vote", "persistence"}
    assert list(found["by_month"]) == ["2025-09"]
    (last,) = found["by_kind"].values()
    assert list(found["by_kind"]) == ["unit"]
    assert last["baselines"].keys() == found["baselines"].keys()
    printed = run(where, "calibrate", "--until", "2025-12")
    assert "judged by hindsight" in printed
    assert "how often it came to be so" in printed
    assert "best simple rule" in printed
    assert "Ukrainian side" in run(where, "calibrate", "--map", "Ours", "--until", "2025-12")
