import copy
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from training.corpus import read_report, read_reports

CORPUS = Path(__file__).parents[2] / "training" / "corpus"


def guide_example() -> dict[str, Any]:
    found = re.search(r"```json\n(.*?)```", (CORPUS / "GUIDE.md").read_text(encoding="utf-8"), re.DOTALL)
    assert found
    example: dict[str, Any] = json.loads(found[1])
    return example


def test_the_guides_example_is_read_as_it_says() -> None:
    report = read_report(guide_example())
    (claim,) = report.claims
    assert report.text[slice(*claim.content)] == "shells had hit two houses in Izium overnight"
    assert claim.source == (0, 12)
    assert (claim.stance, claim.certainty, claim.time, claim.evidence) == ("affirms", "asserted", "present", ())
    strike, damage = claim.events
    assert (strike.kind, strike.agent, strike.target, strike.place) == ("strikes", "ru", "ua", "Izyum")
    assert report.text[slice(*strike.trigger)] == "hit"
    assert damage.count == 2


@pytest.mark.parametrize(
    ("event", "change", "told"),
    [
        (0, {"target": None}, "one side"),
        (0, {"agent": "ua"}, "agent and target"),
        (1, {"target": "ua"}, "no target"),
        (0, {"kind": "conquers"}, "conquers"),
        (0, {"trigger": "shelled"}, "shelled"),
        (0, {"place": None}, "place_text"),
        (0, {"date": "14 May"}, "date"),
        (0, {"share": 50}, "share"),
        (0, {"town": "Izyum"}, "town"),
    ],
)
def test_what_does_not_hold_is_named(event: int, change: dict[str, Any], told: str) -> None:
    raw = copy.deepcopy(guide_example())
    raw["claims"][0]["events"][event] |= change
    with pytest.raises(ValueError, match=told):
        read_report(raw)


def test_a_broken_line_is_named_with_its_file(tmp_path: Path) -> None:
    good = json.dumps(guide_example())
    (tmp_path / "a.jsonl").write_text(f"{good}\n{{\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.jsonl:2"):
        list(read_reports(tmp_path))


def test_both_sides_do_everything_about_equally_often() -> None:
    reports = list(read_reports(CORPUS))
    leans = Counter(report.lean for report in reports)
    agents = Counter(event.agent for report in reports for claim in report.claims for event in claim.events)
    for count in (leans, agents):
        assert 0.8 <= count["ru"] / count["ua"] <= 1.25
