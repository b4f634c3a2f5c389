"""fogline account: the accounts of a ledger, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner, Result

from fogline.runs import accounts, ledgers
from fogline.views.cli.main import fogline

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "correct horse battery"
TWICE = f"{WORDS}\n{WORDS}\n"


def run(folder: Path, *arguments: str, typed: str = "") -> Result:
    where = str(folder / "ledger.sqlite")
    return CliRunner().invoke(fogline, ["--ledger", where, "account", *arguments], input=typed)


def test_accounts_are_made_listed_changed_and_removed(tmp_path: Path) -> None:
    made = run(tmp_path, "add", "Olha", "--role", "owner", typed=TWICE)
    assert made.exit_code == 0, made.output
    assert WORDS not in made.output
    assert run(tmp_path, "add", "Ada", typed=TWICE).exit_code == 0
    assert run(tmp_path, "role", "Ada", "analyst").exit_code == 0
    assert [line.split()[:2] for line in run(tmp_path, "list").output.splitlines()] == [
        ["analyst", "Ada"],
        ["owner", "Olha"],
    ]
    assert run(tmp_path, "password", "Ada", typed="another long one\n" * 2).exit_code == 0
    with ledgers.opened(str(tmp_path / "ledger.sqlite"), write=False) as database:
        assert accounts.known(database, "Ada", "another long one")
    assert run(tmp_path, "remove", "Ada").exit_code == 0
    assert "Ada" not in run(tmp_path, "list").output


def test_a_token_is_printed_once_and_can_be_ended(tmp_path: Path) -> None:
    run(tmp_path, "add", "Olha", "--role", "owner", typed=TWICE)
    token = run(tmp_path, "token", "Olha", "a bot").output.strip()
    assert len(token) >= 43
    listed = run(tmp_path, "list").output
    assert "a bot" in listed
    assert token not in listed
    assert run(tmp_path, "token", "Olha", "a bot", "--end").output == "1 ended\n"
    assert "a bot" not in run(tmp_path, "list").output


def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path: Path) -> None:
    first = run(tmp_path, "add", "Ada", typed=TWICE)
    assert first.exit_code == 1
    assert "the first account has to be an owner's" in str(first.exception)
    run(tmp_path, "add", "Olha", "--role", "owner", typed=TWICE)
    assert "the only owner" in str(run(tmp_path, "remove", "Olha").exception)
    assert "no token 'a bot'" in str(run(tmp_path, "token", "Olha", "a bot", "--end").exception)
    assert run(tmp_path, "add", "Ada", typed=f"{WORDS}\nother\n").exit_code == 1
