"""fogline correct: corrections from the command line, and how they are shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fogline.views.export.verify_bundle import verify

if TYPE_CHECKING:
    from pathlib import Path

    from tests.views.conftest import Ask


def claims(ask: Ask, *filters: str) -> list[dict[str, str]]:
    found = ask("claims", "--json", *filters).output.splitlines()
    return [json.loads(line) for line in found]


def test_a_claim_is_corrected_and_shows_it(ask: Ask, tmp_path: Path) -> None:
    (took,) = claims(ask, "--place", "Nyva")
    folder = str(tmp_path / "gazetteer")
    done = ask(
        *("correct", took["id"], "--by", "Ada", "--place", "Luhy", "--stance", "denies", "--note", "a slip"),
        *("--kind", "enters", "--gazetteer", folder),
    )
    assert done.exit_code == 0, done.exception
    assert f"corrected: {took['id']}, says Ada" in done.output
    assert not claims(ask, "--place", "Nyva")
    shown = ask("show", took["id"]).output
    assert "Ada, " in shown
    assert "entry instead of capture" in shown
    assert "where: Luhy" in shown
    assert "a slip" in shown
    assert "all as they were written" in ask("verify").output


def test_json_says_what_was_changed_from_what_to_what_also_where_it_is_changed_again(ask: Ask, tmp_path: Path) -> None:
    (took,) = claims(ask, "--place", "Nyva")
    folder = str(tmp_path / "gazetteer")
    ask("correct", took["id"], "--by", "Ada", "--kind", "enters", "--place", "Luhy", "--gazetteer", folder)
    ask("correct", took["id"], "--by", "Bo", "--note", "see the map")
    ask("correct", took["id"], "--by", "Cy", "--kind", "holds", "--stance", "denies", "--speaker", "the staff")
    shown = json.loads(ask("show", took["id"], "--json").output)
    first, note, last = shown["corrections"]
    assert (first["by"], first["event"], first["note"]) == ("Ada", 1, None)
    assert [(one["field"], one["from"], one["to"]) for one in first["changes"] if one["field"] == "kind"] == [
        ("kind", "captures", "enters")
    ]
    (where,) = (one for one in first["changes"] if one["field"] == "place")
    assert (where["from"]["name"], where["to"]["name"]) == ("Nyva", "Luhy")
    assert (note["note"], note["changes"], note["event"]) == ("see the map", [], None)
    assert {one["field"]: one["from"] for one in last["changes"]} | {"speaker": None} == {
        "kind": "enters",
        "stance": "affirms",
        "speaker": None,
    }
    assert shown["events"][0]["kind"] == "holds"
    report = json.loads(ask("show", shown["report"]["report_id"], "--json").output)
    assert report["corrections"] == shown["corrections"]
    others = [one["id"] for one in claims(ask) if one["id"] != took["id"]]
    assert json.loads(ask("show", others[0], "--json").output)["corrections"] == []


def test_a_note_stands_beside_the_claim(ask: Ask) -> None:
    (took,) = claims(ask, "--place", "Nyva")
    assert "noted" in ask("correct", took["id"], "--by", "Ada", "--note", "see the map of the 4th").output
    assert "see the map of the 4th" in ask("show", took["id"]).output


def test_what_is_not_there_or_not_said_is_told_in_a_sentence(ask: Ask) -> None:
    (took,) = claims(ask, "--place", "Nyva")
    assert "write a note" in str(ask("correct", took["id"], "--by", "Ada").exception)
    assert "no claim" in str(ask("correct", "ffff", "--by", "Ada", "--note", "x").exception)
    assert "say who corrects" in str(ask("correct", took["id"], "--by", " ", "--note", "x").exception)


def test_a_bundle_with_a_corrected_claim_can_be_verified(ask: Ask, tmp_path: Path) -> None:
    (took,) = claims(ask, "--place", "Nyva")
    assert ask("correct", took["id"], "--by", "Ada", "--kind", "enters").exit_code == 0
    assert ask("export", "bundle", "--to", str(tmp_path / "bundle")).exit_code == 0
    assert verify(tmp_path / "bundle")[0] == []
    assert "correction" in ask("trace", took["id"], "--json").output


def test_two_claims_are_merged_and_split_and_that_is_shown(ask: Ask) -> None:
    one, other = list({claim["report"]["report_id"]: claim["id"] for claim in claims(ask)}.values())[:2]  # type: ignore[index]
    assert "merged: " in ask("correct", one, "--by", "Ada", "--merge", other, "--note", "one statement").output
    shown = ask("show", one).output
    assert f"of one origin with {other[:12]}: one statement" in " ".join(shown.split())
    assert "an analyst says so" in ask("origin", one).output
    assert "already" in str(ask("correct", other, "--by", "Ada", "--merge", one).exception)
    assert "split: " in ask("correct", other, "--by", "Ada", "--split", one).output
    assert "an analyst says so" not in ask("origin", one).output
    assert "open: " in ask("correct", one, "--by", "Ada", "--undo", other).output
    assert "all as they were written" in ask("verify").output


def test_one_thing_is_said_of_two_at_a_time(ask: Ask) -> None:
    (took,) = claims(ask, "--place", "Nyva")
    for more in (("--split", "x"), ("--kind", "enters"), ("--event", "1")):
        assert "at a time" in str(ask("correct", took["id"], "--by", "Ada", "--merge", "x", *more).exception)


def test_merging_that_is_at_odds_says_so(ask: Ask) -> None:
    a, b, c = list({claim["report"]["report_id"]: claim["id"] for claim in claims(ask)}.values())[:3]  # type: ignore[index]
    for how, one, other in (("--merge", a, b), ("--split", a, c)):
        assert "set aside" not in ask("correct", one, "--by", "Ada", how, other).output
    told = ask("correct", b, "--by", "Ada", "--merge", c).output
    assert "set aside" in told or "set aside" in ask("show", b).output
