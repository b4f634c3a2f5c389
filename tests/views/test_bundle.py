"""The bundle: whoever gets it can tell, without Fogline, that it is what the ledger holds."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fogline.errors import BrokenLedger, FoglineError
from fogline.ledger.opening import open_ledger
from fogline.ledger.verifying import head
from fogline.runs import exporting
from fogline.terms.kept import Question
from fogline.views.export import bundle
from fogline.views.export.bundle import Order
from fogline.views.export.verify_bundle import verify
from tests.ledger.arrivals import NOON, put, read
from tests.ledger.test_verifying import faults, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.ledger.database import Database

ALL = Question()
SCRIPT = Path(__file__).parents[2] / "scripts" / "verify_bundle.py"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    database = filled(tmp_path)
    yield database
    database.close()


def filled(folder: Path) -> Database:
    database = open_ledger(str(folder / "ledger.sqlite"), write=True)
    fill(database)
    put(database, read("Міністерство взяло =Luhy", "<b>d\u202e"))
    return database


def order(ledger: Database, question: Question = ALL, *, noted: bool = True) -> Order:
    return Order(ledger, ledger if noted else None, question, NOON)


def test_a_whole_ledger_verifies_without_fogline(ledger: Database, tmp_path: Path) -> None:
    bundle.write(order(ledger), tmp_path / "out")
    command = [sys.executable, "-I", "-S", tmp_path / "out" / "verify_bundle.py"]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.stdout.startswith("SOUND: 14 files")
    assert done.stdout.rstrip().endswith(head(ledger)[1])
    assert done.returncode == 0
    assert (tmp_path / "out" / "verify_bundle.py").read_bytes() == SCRIPT.read_bytes()


def test_it_gives_back_the_claims(ledger: Database, tmp_path: Path) -> None:
    bundle.write(order(ledger), tmp_path / "out")
    assert list(bundle.read(tmp_path / "out")) == list(exporting.claims(ledger, Question()))


def test_it_holds_what_was_asked_for_and_the_chain_of_all(ledger: Database, tmp_path: Path) -> None:
    before = head(ledger)[0]
    written = bundle.write(order(ledger, Question(words="holds")), tmp_path / "out")
    (report,) = map(json.loads, (tmp_path / "out" / "reports.jsonl").read_text().splitlines())
    assert written.claims == 1
    assert report["captures"][0]["address"] == "b"
    assert len(list((tmp_path / "out" / "bytes").rglob("*/*"))) == 1
    assert len((tmp_path / "out" / "entries.jsonl").read_text().splitlines()) == before + 1
    assert verify(tmp_path / "out")[0] == []


def test_the_chain_says_that_it_was_handed_over(ledger: Database, tmp_path: Path) -> None:
    before = head(ledger)[0]
    bundle.write(order(ledger, Question(words="holds")), tmp_path / "out")
    body = json.loads(str(ledger.rows("SELECT body FROM entry ORDER BY seq DESC LIMIT 1")[0][0]))
    (report,) = map(json.loads, (tmp_path / "out" / "reports.jsonl").read_text().splitlines())
    assert (body["seq"], body["kind"], body["at"]) == (before + 1, "handed over", NOON)
    assert body["reports"] == [report["id"]]
    assert faults(ledger) == []


def test_of_a_ledger_that_may_not_be_added_to_it_says_so(ledger: Database, tmp_path: Path) -> None:
    before = head(ledger)
    bundle.write(order(ledger, noted=False), tmp_path / "out")
    found, told = verify(tmp_path / "out")
    assert (found, head(ledger)) == ([], before)
    assert "vouches for bytes/ and readings/ alone" in told


@settings(max_examples=150)
@given(st.data())
def test_any_byte_that_is_changed_is_found_and_its_file_named(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "out")
        ledger = filled(Path(folder))
        bundle.write(order(ledger, noted=data.draw(st.booleans())), path)
        ledger.close()
        files = sorted(file for file in path.rglob("*") if file.is_file())
        file = data.draw(st.sampled_from(files))
        whole = bytearray(file.read_bytes())
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] ^= data.draw(st.integers(1, 255))
        file.write_bytes(whole)
        found, told = verify(path)
        name = file.relative_to(path).as_posix()
        assert told.startswith("NOT SOUND")
        assert any(name in fault for fault in found)


def test_a_missing_file_and_a_stray_one_are_named(ledger: Database, tmp_path: Path) -> None:
    bundle.write(order(ledger), tmp_path / "out")
    files = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]
    for number, file in enumerate(files):
        copy = tmp_path / str(number)
        shutil.copytree(tmp_path / "out", copy)
        name = file.relative_to(tmp_path / "out").as_posix()
        (copy / name).unlink()
        found, told = verify(copy)
        assert told.startswith("NOT SOUND")
        assert any(name in fault for fault in found)
    (tmp_path / "out" / "stray").touch()
    assert verify(tmp_path / "out")[0] == ["stray: is not part of the bundle"]


def test_an_entry_that_is_taken_away_or_put_in_is_found(ledger: Database, tmp_path: Path) -> None:
    bundle.write(order(ledger), tmp_path / "out")
    entries = tmp_path / "out" / "entries.jsonl"
    lines = entries.read_bytes().splitlines(keepends=True)
    for number in range(len(lines)):
        for other in (lines[:number] + lines[number + 1 :], [*lines[: number + 1], *lines[number:]]):
            entries.write_bytes(b"".join(other))
            found = "\n".join(verify(tmp_path / "out")[0])
            assert "entries.jsonl: " in found or "manifest.json: is not the one that the last entry" in found


def test_other_bytes_under_their_own_name_are_in_no_entry(ledger: Database, tmp_path: Path) -> None:
    bundle.write(order(ledger, noted=False), tmp_path / "out")
    other = open_ledger(str(tmp_path / "other.sqlite"), write=True)
    put(other, read("forged report", "f"))
    bundle.write(order(other, noted=False), tmp_path / "forged")
    other.close()
    shutil.copy(tmp_path / "out" / "entries.jsonl", tmp_path / "forged")
    assert any("is in no entry of the chain" in fault for fault in verify(tmp_path / "forged")[0])


def test_a_zip_unpacks_to_a_folder_that_verifies(ledger: Database, tmp_path: Path) -> None:
    bundle.write(order(ledger), tmp_path / "luhy.zip")
    with zipfile.ZipFile(tmp_path / "luhy.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    assert verify(tmp_path / "unpacked" / "luhy")[0] == []
    with pytest.raises(FoglineError, match="is there already"):
        bundle.write(order(ledger), tmp_path / "luhy.zip")


def test_the_same_bundle_is_the_same_bytes(ledger: Database, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        bundle.write(order(ledger, noted=False), tmp_path / name / "luhy.zip")
    assert (tmp_path / "a" / "luhy.zip").read_bytes() == (tmp_path / "b" / "luhy.zip").read_bytes()


def test_its_page_shows_where_reports_are_from_and_runs_nothing_of_theirs(ledger: Database, tmp_path: Path) -> None:
    bundle.write(order(ledger), tmp_path / "out")
    page = (tmp_path / "out" / "index.html").read_text()
    assert "from &lt;b&gt;d\\u202e" in page
    assert page.count(f"Captured {NOON}") == 3
    assert "\u202e" not in page
    assert "python3 verify_bundle.py" in page


def test_a_ledger_that_fails_on_the_way_leaves_nothing(ledger: Database, tmp_path: Path) -> None:
    class Gone:
        where = "gone"

        def writing(self) -> None:
            raise BrokenLedger("gone", "the database does not answer")

    with pytest.raises(BrokenLedger):
        bundle.write(Order(ledger, Gone(), Question(), NOON), tmp_path / "out")  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob("*.part"))
