from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fogline.errors import BrokenLedger
from fogline.ledger.asking import captures, claims, data, reading, report, reports
from fogline.ledger.keeping import Again, Known, keep_again, keep_failures, keep_visit, known, visits
from fogline.ledger.opening import open_ledger
from fogline.terms.kept import Question, Visit
from fogline.terms.reading import Failure
from tests.ledger.arrivals import MAKER, NOON, item, later, put, read

if TYPE_CHECKING:
    from fogline.ledger.database import Database
    from fogline.ledger.keeping import Arrival

EVERYTHING = Question()


def counts(ledger: Database) -> dict[str, int]:
    return {
        table: int(str(ledger.rows(f"SELECT count(*) FROM {table}")[0][0]))
        for table in ("entry", "blob", "capture", "reading", "claim", "event", "failure")
    }


def test_what_was_kept_comes_back_as_it_was(ledger: Database) -> None:
    arrival = read("ministry took Luhy \N{PILE OF POO} «ось» \u202eabc\u200b")
    assert put(ledger, arrival) is Known.NEW
    (kept,) = reports(ledger, EVERYTHING)
    assert reading(ledger, kept.number) == arrival.reading
    assert data(ledger, arrival.id) == arrival.item.data
    assert captures(ledger, arrival.id) == [(arrival.item.capture, arrival.item.facts)]
    (found,) = claims(ledger, EVERYTHING)
    assert arrival.reading is not None
    assert found.claim == arrival.reading.claims[0]
    assert (found.said, found.maker, found.report.id) == ("2025-09-03", MAKER, arrival.id)


def test_the_same_bytes_again_change_nothing(ledger: Database) -> None:
    arrival = read("ministry took Luhy")
    put(ledger, arrival)
    before = counts(ledger)
    assert put(ledger, arrival) is Known.HERE
    assert counts(ledger) == before


def test_a_copy_of_a_file_is_one_report_found_twice(ledger: Database) -> None:
    put(ledger, read("ministry took Luhy", "a.txt"))
    assert put(ledger, read("ministry took Luhy", "b.txt")) is Known.ELSEWHERE
    (kept,) = reports(ledger, EVERYTHING)
    assert [capture.address for capture, _ in captures(ledger, kept.id)] == ["a.txt", "b.txt"]
    assert counts(ledger)["claim"] == 1


def test_a_changed_page_is_a_new_version_and_the_old_one_stays(ledger: Database) -> None:
    old, new = read("ministry took Luhy", "page"), read("ministry held Luhy", "page")
    put(ledger, old)
    put(ledger, new)
    assert [one.id for one in reports(ledger, EVERYTHING)] == [new.id]
    assert [one.claim.content.text for one in claims(ledger, EVERYTHING)] == ["held Luhy"]
    assert data(ledger, old.id) == old.item.data
    assert counts(ledger)["reading"] == 2
    found = report(ledger, old.id)
    assert found is not None
    assert reading(ledger, found.number) == old.reading


def test_a_page_that_goes_back_to_its_old_words_counts_again(ledger: Database) -> None:
    old, new = read("ministry took Luhy", "page"), read("ministry held Luhy", "page")
    for arrival in (old, new, old):
        assert put(ledger, arrival) is Known.NEW
    assert [one.claim.content.text for one in claims(ledger, EVERYTHING)] == ["took Luhy"]


def test_words_that_stand_elsewhere_too_outlive_a_changed_page(ledger: Database) -> None:
    for arrival in (read("ministry took Luhy", "a"), read("ministry took Luhy", "b"), read("ministry held Luhy", "a")):
        put(ledger, arrival)
    assert {one.claim.content.text for one in claims(ledger, EVERYTHING)} == {"took Luhy", "held Luhy"}


def test_reading_anew_takes_the_place_of_the_old_reading(ledger: Database) -> None:
    arrival = read("ministry took Luhy")
    put(ledger, arrival)
    (kept,) = reports(ledger, EVERYTHING)
    keep_again(ledger, [Again(1, kept.number, later(arrival, "2"))])
    keep_again(ledger, [Again(1, kept.number, later(arrival, "2"))])
    (anew,) = reports(ledger, EVERYTHING)
    assert anew.number != kept.number
    assert anew.claims == 0
    assert not list(claims(ledger, EVERYTHING))
    assert reading(ledger, kept.number) == arrival.reading
    assert counts(ledger)["reading"] == 2


def test_bytes_that_could_not_be_read_are_kept(ledger: Database) -> None:
    broken = replace(read("ministry took Luhy"), reading=None, failure="is broken")
    put(ledger, broken)
    assert known(ledger, "luhy.txt", broken.id) is Known.HERE
    assert data(ledger, broken.id) == broken.item.data
    assert ledger.rows("SELECT address, reason, blob FROM failure") == [("luhy.txt", "is broken", 1)]


def test_a_failure_is_noted_once(ledger: Database) -> None:
    for reason in ("is empty", "is empty", "is gone"):
        keep_failures(ledger, [Failure("a.txt", reason)], MAKER, NOON)
    assert ledger.rows("SELECT reason FROM failure ORDER BY seq") == [("is empty",), ("is gone",)]
    assert counts(ledger)["entry"] == 2


def test_nothing_is_half_kept(ledger: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    put(ledger, read("ministry took Luhy"))
    before = counts(ledger)
    add = type(ledger).add

    def stopped(self: Database, table: object, rows: object) -> None:
        if getattr(table, "name", "") == "event":
            raise KeyboardInterrupt
        add(self, table, rows)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(type(ledger), "add", stopped)
        with pytest.raises(KeyboardInterrupt):
            put(ledger, read("ministry held Luhy", "b.txt"))
    assert counts(ledger) == before
    assert put(ledger, read("ministry held Luhy", "b.txt")) is Known.NEW


@pytest.mark.parametrize("change", ["UPDATE claim SET said = '2020-01-01'", "DELETE FROM claim"])
def test_rows_cannot_be_changed(ledger: Database, change: str) -> None:
    put(ledger, read("ministry took Luhy"))
    with pytest.raises(BrokenLedger, match="only ever added to"):
        ledger.rows(change)


def test_two_writers_take_turns(ledger: Database, where: str) -> None:
    other = open_ledger(where, write=True)
    for number in range(4):
        put((ledger, other)[number % 2], read(f"ministry took {number}", f"{number}.txt"))
    other.close()
    assert counts(ledger)["entry"] == 4


def test_a_reader_sees_what_is_there_and_cannot_write(ledger: Database, where: str) -> None:
    put(ledger, read("ministry took Luhy"))
    reader = open_ledger(where, write=False)
    assert len(list(reports(reader, EVERYTHING))) == 1
    with pytest.raises(BrokenLedger):
        put(reader, read("ministry held Luhy", "b.txt"))
    reader.close()


def test_a_ledger_that_is_not_there_is_told(tmp_path: object) -> None:
    with pytest.raises(BrokenLedger, match="there is no ledger yet"):
        open_ledger(f"{tmp_path}/none.sqlite", write=False)


def test_of_a_feed_the_newest_visit_counts(ledger: Database) -> None:
    for etag in ('"x"', '"y"'):
        keep_visit(ledger, Visit("https://a.example/", NOON, etag, None))
    assert visits(ledger) == [Visit("https://a.example/", NOON, '"y"', None)]


def test_a_report_without_a_date_counts_from_when_it_was_taken(ledger: Database) -> None:
    undated: Arrival = replace(read("ministry took Luhy", published=None), item=item("ministry took Luhy"))
    put(ledger, undated)
    assert next(iter(reports(ledger, EVERYTHING))).said == "2025-09-04"
