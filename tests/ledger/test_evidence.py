"""What the Berkeley Protocol asks of digital evidence, one demand a test: of the ledger and of a bundle made from it.

Protocol on Digital Open Source Investigations, OHCHR and UC Berkeley, 2022: chapter VI, on collection and preservation.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from fogline.errors import BrokenLedger
from fogline.ledger.asking import captures, data, kept, report
from fogline.ledger.codec import digest, read
from fogline.ledger.keeping import Again, keep_again
from fogline.ledger.verifying import head, verify
from fogline.terms.capture import Capture, Facts, Item, Way
from fogline.terms.ids import report_id
from fogline.terms.kept import Question
from fogline.views.export import bundle
from fogline.views.export import verify_bundle as script
from tests.ledger.arrivals import NOON, later, put
from tests.ledger.arrivals import read as read_by_hand

if TYPE_CHECKING:
    from pathlib import Path

    from fogline.ledger.database import Database

TEXT = "ministry took Luhy"
BYTES = TEXT.encode()
ADDRESS = "https://a.example/1"
FORWARDED = Item(
    BYTES,
    Capture(ADDRESS, Way.WEB, NOON, "text/plain", "sha256:" + "0" * 64, (3, 9)),
    Facts(title="News", author="A. Author", moment="2025-09-03T08:00:00Z", forwarded_from="Channel"),
)


@pytest.fixture
def evidence(ledger: Database, tmp_path: Path) -> tuple[Database, Path]:
    """A ledger with one report, read twice, and a bundle of it."""
    arrival = replace(read_by_hand(TEXT, ADDRESS), item=FORWARDED)
    put(ledger, arrival)
    put(ledger, read_by_hand("ministry holds Luhy", "another"))
    keep_again(ledger, [Again(1, 1, later(arrival, "2"))])
    bundle.write(
        bundle.Order(ledger, ledger, Question(report=report_id(BYTES)), "2025-09-05T08:00:00Z"), tmp_path / "a"
    )
    bundle.write(bundle.Order(ledger, ledger, Question(), "2025-09-05T09:00:00Z"), tmp_path / "out")
    return ledger, tmp_path / "out"


def entries(ledger: Database) -> list[dict[str, Any]]:
    return [json.loads(str(body)) for (body,) in ledger.rows("SELECT body FROM entry ORDER BY seq")]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def of_report(folder: Path) -> dict[str, Any]:
    (found,) = (line for line in lines(folder / "reports.jsonl") if line["id"] == report_id(BYTES))
    return found


def test_identity_a_report_is_named_by_its_bytes_and_found_by_its_address(evidence: tuple[Database, Path]) -> None:
    ledger, folder = evidence
    found = report(ledger, ADDRESS)
    assert found is not None
    assert found.id == report_id(BYTES) == report_id(data(ledger, found.id) or b"")
    told = of_report(folder)
    assert told["captures"][0]["address"] == ADDRESS
    assert report_id((folder / told["file"]).read_bytes()) == found.id


def test_integrity_bytes_and_what_was_read_are_hashed_into_a_chain(evidence: tuple[Database, Path]) -> None:
    ledger, folder = evidence
    first = entries(ledger)[0]
    assert first["bytes"] == report_id(BYTES)
    assert first["read"] == digest(read(kept(ledger, 1)))
    assert list(verify(ledger, lambda _: None)) == []
    assert script.verify(folder)[0] == []


def test_integrity_what_is_in_the_ledger_cannot_be_changed_through_it(evidence: tuple[Database, Path]) -> None:
    ledger, _ = evidence
    for change in ("UPDATE blob SET id = 'x'", "DELETE FROM blob", "UPDATE entry SET body = ''"):
        with pytest.raises(BrokenLedger, match="only ever added to"):
            ledger.rows(change)


def test_time_of_capture_stands_in_the_chain_and_apart_from_the_time_of_keeping(
    evidence: tuple[Database, Path],
) -> None:
    ledger, folder = evidence
    first = entries(ledger)[0]
    assert (first["taken"], first["at"]) == (NOON, NOON)
    ((capture, _), *_) = captures(ledger, report_id(BYTES))
    assert capture.taken == NOON
    assert of_report(folder)["captures"][0]["taken"] == NOON
    assert NOON in (folder / "index.html").read_text(encoding="utf-8")


def test_provenance_what_the_source_told_besides_is_kept_with_the_capture(evidence: tuple[Database, Path]) -> None:
    ledger, folder = evidence
    ((capture, facts), *_) = captures(ledger, report_id(BYTES))
    assert (capture, facts) == (FORWARDED.capture, FORWARDED.facts)
    told = of_report(folder)["captures"][0]
    assert (told["way"], told["media_type"], told["at"]) == ("web", "text/plain", [3, 9])
    assert told["facts"]["forwarded_from"] == "Channel"


def test_custody_every_step_says_when_it_was_and_what_took_it(evidence: tuple[Database, Path]) -> None:
    ledger, folder = evidence
    steps = entries(ledger)
    assert [step["kind"] for step in steps] == ["arrival", "arrival", "reading", "handed over", "handed over"]
    assert all(step["at"] and step["by"].startswith("fogline ") for step in steps)
    assert [step["before"] for step in steps[1:]] == [line["hash"] for line in lines(folder / "entries.jsonl")][:-1]


def test_custody_the_ledger_knows_what_was_handed_over_and_when(evidence: tuple[Database, Path]) -> None:
    ledger, folder = evidence
    some, everything = entries(ledger)[-2:]
    assert some["reports"] == [report_id(BYTES)]
    assert everything["reports"] == "all"
    assert everything["at"] == "2025-09-05T09:00:00Z"
    assert everything["manifest"] == digest((folder / "manifest.json").read_bytes())
    assert lines(folder / "entries.jsonl")[-1]["hash"] == head(ledger)[1]


def test_the_original_stands_apart_from_the_working_copy(evidence: tuple[Database, Path]) -> None:
    ledger, folder = evidence
    assert data(ledger, report_id(BYTES)) == BYTES
    told = of_report(folder)
    assert (folder / told["file"]).read_bytes() == BYTES
    assert [(read["made_by"], read["current"]) for read in told["readings"]] == [("read 1", False), ("read 2", True)]
    for one in told["readings"]:
        assert json.loads((folder / one["file"]).read_bytes())["text"] == TEXT
        assert digest((folder / one["file"]).read_bytes()) == one["hash"]


def test_a_correction_leaves_what_was_before(evidence: tuple[Database, Path]) -> None:
    ledger, _ = evidence
    assert len(json.loads(read(kept(ledger, 1)))["claims"]) == 1
    assert json.loads(read(kept(ledger, 3)))["claims"] == []
