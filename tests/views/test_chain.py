"""fogline chain, over reports that the tagger reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.testclient import TestClient

from fogline.views.api.app import routes
from fogline.views.cli.main import fogline
from fogline.views.serving import Holding

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

FIRST = (
    "Fighting went on near Kupiansk on Monday. If Ukrainian commanders help the garrison, it may require a march of "
    "reserves from the south. This step could lead to a weaker defence of the southern heights. Any weakening of the "
    "defence there could embolden Russian forces to advance on Lyman."
)
SECOND = (
    "Fighting went on near Kupiansk on Tuesday. If Russian forces advance on Lyman, thousands of residents will leave "
    "their homes. Thousands of residents leaving their homes could lead to a weaker defence of the southern heights."
)


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger of two reports that speak of one step."""
    folder = tmp_path_factory.mktemp("chain")
    for name, text in (("first", FIRST), ("second", SECOND), ("plain", "Snow fell on Kupiansk on Monday evening.")):
        (folder / f"{name}.txt").write_text(text)
    runner = CliRunner()
    paths = [str(folder / f"{name}.txt") for name in ("first", "second", "plain")]
    assert runner.invoke(fogline, ["--ledger", str(folder / "ledger.sqlite"), "add", *paths]).exit_code == 0
    return folder


def ask(where: Path, name: str, *options: str) -> Result:
    arguments = ["--ledger", str(where / "ledger.sqlite"), "chain", str(where / f"{name}.txt"), *options]
    return CliRunner().invoke(fogline, arguments)


def test_the_steps_of_a_report_make_one_chain_with_its_arithmetic(where: Path) -> None:
    found = json.loads(ask(where, "first", "--json").stdout)
    own = [edge for edge in found["edges"] if any("first" in told["address"] for told in edge["sentences"])]
    assert [(edge["cause"], edge["effect"]) for edge in own] == [(1, 2), (2, 3), (3, 4)]
    assert found["steps"][0]["text"] == "Ukrainian commanders help the garrison"
    assert all(told["sentence"] in FIRST + SECOND for edge in found["edges"] for told in edge["sentences"])


def test_another_report_goes_on_with_a_step_and_the_loop_is_shown(where: Path) -> None:
    found = json.loads(ask(where, "first", "--json").stdout)
    assert {told["address"].rsplit("/")[-1] for edge in found["edges"] for told in edge["sentences"]} == {
        "first.txt",
        "second.txt",
    }
    assert found["loops"] == [[3, 4, 5]]
    assert "a loop" in ask(where, "first").stdout


def test_a_person_sees_steps_sentences_and_odds(where: Path) -> None:
    shown = " ".join(ask(where, "second").stdout.split())
    assert "one in" in shown
    assert "“If Russian forces advance on Lyman, thousands of residents will leave their homes.”" in shown


def test_the_api_has_the_same_chain_and_what_a_readers_odds_come_to(where: Path) -> None:
    app = Starlette(routes=routes(Holding(str(where / "ledger.sqlite"))))
    client = TestClient(app, "http://testserver/api/v1")
    listed = client.get("/chains").json()["items"]
    by_name = {one["report"]["address"]: one for one in listed}
    assert set(by_name) == {"first.txt", "second.txt"}
    assert by_name["first.txt"]["joins"][0]["cue"] == "If"
    assert all(one["sentence"] in FIRST for one in by_name["first.txt"]["joins"])
    first = by_name["first.txt"]["report"]["report_id"]
    found = client.get(f"/chains/{first}?odds=1=0.2&odds=2=1").json()
    told = json.loads(ask(where, "first", "--json").stdout)
    assert [found[name] for name in ("steps", "ways", "loops")] == [told[name] for name in ("steps", "ways", "loops")]
    one = found["believed"][0]
    assert (one["odds"][:2], one["by"][:3]) == ([0.2, 1.0], ["reader", "reader", "even"])
    assert one["product"] == pytest.approx(0.2 * 0.5 ** (len(one["way"]) - 2))
    assert client.get(f"/chains/{first}?odds=99=0.2").json()["error"]["where"] == "odds"


def test_a_report_that_joins_nothing_has_no_chain(where: Path) -> None:
    refused = ask(where, "plain")
    assert refused.exit_code == 1
    assert "joins no condition to a consequence" in str(refused.exception)
