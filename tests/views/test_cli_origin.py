"""fogline origin as a user runs it, over a ledger that copies came into."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from fogline.views.cli.main import fogline

if TYPE_CHECKING:
    from pathlib import Path

FIRST = (
    "The staff said on Monday that the village of Kupiansk had been lost after two days of fighting near the bridge. "
    "Its spokesman added that the last soldiers had crossed the river at night, without losses, in eleven boats. "
    "Residents who had stayed behind were led to the school, where the Red Cross keeps beds and water for forty people."
)
COPY = "From our desk. " + FIRST[: FIRST.index("Residents")]
OTHER = "The mayor of Lviv opened a market hall. Three hundred people came, and the sun shone the whole day long."


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("origin")
    texts = {"first": FIRST, "copy": COPY, "other": OTHER}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    paths = [str(folder / f"{name}.txt") for name in texts]
    done = CliRunner().invoke(fogline, ["--ledger", str(folder / "l.sqlite"), "add", *paths])
    assert done.exit_code == 0, done.output
    assert "1 copy found" in done.output
    return folder


def run(ledger: Path, *arguments: str) -> str:
    done = CliRunner().invoke(fogline, ["--ledger", str(ledger / "l.sqlite"), "origin", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_copy_hangs_under_its_origin(ledger: Path) -> None:
    drawn = run(ledger, str(ledger / "copy.txt")).splitlines()
    assert "first.txt" in " ".join(drawn[:2])
    asked = next(place for place, line in enumerate(drawn) if "asked for" in line)
    assert any("└──" in line for line in drawn[: asked + 1])
    assert "shared words" in " ".join(drawn)


def test_a_report_of_its_own_has_no_tree(ledger: Path) -> None:
    (tree,) = map(json.loads, run(ledger, str(ledger / "other.txt"), "--json").splitlines())
    assert tree["kind"] == "report"
    assert [step["parent"] for step in tree["steps"]] == [None]


def test_the_claim_in_a_copy_comes_from_the_claim_in_its_origin(ledger: Path) -> None:
    claims = CliRunner().invoke(
        fogline, ["--ledger", str(ledger / "l.sqlite"), "claims", "--place", "Kupiansk", "--kind", "loses", "--json"]
    )
    found = {json.loads(line)["report"]["address"][-9:]: json.loads(line)["id"] for line in claims.output.splitlines()}
    tree, *_ = map(json.loads, run(ledger, found["/copy.txt"], "--json").splitlines())
    assert tree["origin"] == found["first.txt"]
    parents = {step["id"]: step["parent"] for step in tree["steps"]}
    assert parents[found["/copy.txt"]] == found["first.txt"]


def test_whoever_is_named_but_came_later_is_not_said_to_name(tmp_path: Path) -> None:
    message = {"id": 1, "type": "message", "text": FIRST}
    late = {**message, "from": "The desk", "date_unixtime": "1756900800"}
    early = {**message, "from": "Ivan", "date_unixtime": "1756814400", "forwarded_from": "The desk"}
    for number, one in enumerate((late, early)):
        chat = {"name": one["from"], "type": "public_channel", "id": number + 7, "messages": [one]}
        (tmp_path / f"{number}.json").write_text(json.dumps(chat))
    done = CliRunner().invoke(
        fogline, ["--ledger", str(tmp_path / "l.sqlite"), "add", *map(str, tmp_path.glob("*.json"))]
    )
    assert "1 copy found" in done.output
    (tree,) = map(json.loads, run(tmp_path, "telegram:channel7/1", "--json").splitlines())
    assert [step["parent"] is None for step in tree["steps"]] == [True, False]
    assert "shared words" in tree["steps"][1]["reasons"]
    assert "forwards it" not in tree["steps"][1]["reasons"]


def test_what_is_not_there_is_told(ledger: Path) -> None:
    done = CliRunner().invoke(
        fogline, ["--ledger", str(ledger / "l.sqlite"), "origin", "nothing"], standalone_mode=False
    )
    assert "no claim or report" in str(done.exception)
