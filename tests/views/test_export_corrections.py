"""Corrections on their way out: the form is the one that training reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from training.corpus import read_report

if TYPE_CHECKING:
    from pathlib import Path

    from tests.views.conftest import Ask


def exported(ask: Ask, tmp_path: Path, *filters: str) -> list[str]:
    path = tmp_path / "corrections.jsonl"
    done = ask("export", "corrections", "--to", str(path), *filters)
    assert done.exit_code == 0, done.exception
    return path.read_text(encoding="utf-8").splitlines()


def corrected(ask: Ask, tmp_path: Path, place: str, *change: str) -> None:
    (claim,) = [json.loads(line) for line in ask("claims", "--json", "--place", place).output.splitlines()]
    done = ask("correct", claim["id"], "--by", "Ada", *change, "--gazetteer", str(tmp_path / "gazetteer"))
    assert done.exit_code == 0, done.exception


def test_what_was_corrected_can_be_trained_on(ask: Ask, tmp_path: Path) -> None:
    assert exported(ask, tmp_path) == []
    corrected(ask, tmp_path, "Nyva", "--kind", "enters", "--agent", "ua", "--stance", "denies")
    (line,) = exported(ask, tmp_path)
    report = read_report(json.loads(line))
    assert (report.text, report.language, report.published) == ("ministry took Nyva", "en", "2025-09-04")
    (claim,) = report.claims
    assert (claim.stance, claim.evidence) == ("denies", ("video_uav",))
    assert claim.source
    assert report.text[slice(*claim.source)] == "ministry"
    (event,) = claim.events
    assert (event.kind, event.agent, event.target, event.place, event.share) == ("enters", "ua", "ru", "Nyva", 0.5)


def test_notes_teach_nothing_and_filters_hold(ask: Ask, tmp_path: Path) -> None:
    corrected(ask, tmp_path, "Nyva", "--note", "see the map")
    assert exported(ask, tmp_path) == []
    corrected(ask, tmp_path, "Nyva", "--kind", "holds")
    assert len(exported(ask, tmp_path, "--kind", "holds")) == 1
    assert exported(ask, tmp_path, "--kind", "enters") == []


def test_what_was_merged_or_split_is_pairs_of_texts(ask: Ask, tmp_path: Path) -> None:
    found = [json.loads(line) for line in ask("claims", "--json").output.splitlines()]
    one, other, third = list({claim["report"]["report_id"]: claim for claim in found}.values())[:3]
    for how, two in (("--merge", other), ("--split", third), ("--split", other)):
        assert ask("correct", one["id"], "--by", "Ada", how, two["id"]).exit_code == 0
    assert ask("correct", one["report"]["report_id"], "--by", "Ada", "--merge", third["report"]["report_id"]).output
    assert ask("correct", one["id"], "--by", "Ada", "--undo", other["id"]).exit_code == 0
    path = tmp_path / "pairs.jsonl"
    assert "2 pairs" in ask("export", "pairs", "--to", str(path)).output
    claims, reports = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    assert (claims["of"], claims["copies"], claims["found"]) == ("claim", False, False)
    assert {claims["one"]["id"], claims["other"]["id"]} == {one["id"], third["id"]}
    assert one["content"]["text"] in claims["one"]["text"]
    assert (reports["of"], reports["copies"]) == ("report", True)
    assert ask("export", "pairs", "--to", str(path), "--until", "1999").output.startswith("0 pairs")
