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
