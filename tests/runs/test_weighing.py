"""Contradictions, standing and what became of claims, from ledgers of both kinds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from fogline.runs import contradicting, exporting, hindsight, records, stating
from fogline.runs.standing import claims, reports
from fogline.terms.actor import Side
from fogline.terms.estimate import Course
from fogline.terms.event import EventKind
from fogline.terms.kept import Question
from fogline.terms.stated import Standing
from fogline.weighing.outcomes import HORIZON, Verdict
from tests.ledger.arrivals import LUHY, NYVA, put, read

if TYPE_CHECKING:
    from fogline.ledger.database import Database

TAKEN, HELD = (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)  # of the theatre's sides the Russian one is first
SAID = date(2025, 9, 3).toordinal()


def course(place: str, taken: int) -> Course:
    """A place that is Ukrainian until `taken` days after 3 September, and Russian from then on."""
    days = 10 + taken
    p = [HELD] * days + [TAKEN] * (HORIZON + 100 - days)
    return Course(place, SAID - 10, p, [SAID] * len(p))


def fill(ledger: Database) -> None:
    put(ledger, read("ministry took Luhy", "took", published="2025-09-03"))
    put(ledger, read("ministry took Nyva", "nyva", published="2025-09-03", place=NYVA))
    staff = read("staff holds Luhy", "holds", kind=EventKind.HOLDS, side=Side.UA, speaker="Staff")
    put(ledger, staff)


def test_who_contradicts_whom_is_found_of_the_places_asked_for(ledger: Database) -> None:
    fill(ledger)
    (found,) = contradicting.contradictions(ledger, Question())
    assert found.place == LUHY.id
    assert {row.name for row in (*found.so, *found.other)} == {"the ministry", "Staff"}
    assert contradicting.contradictions(ledger, Question(sources=("Staff",))) == [found]
    assert contradicting.contradictions(ledger, Question(places=(NYVA.id,))) == []
    assert contradicting.contradictions(ledger, Question(words="nothing")) == []


def test_claims_and_reports_are_found_by_standing(ledger: Database) -> None:
    fill(ledger)
    disputed = Question(standing=(Standing.DISPUTED,))
    assert {kept.report.capture.address for kept in claims(ledger, disputed)} == {"took", "holds"}
    assert len(list(claims(ledger, replace(disputed, limit=1)))) == 1
    single = Question(standing=(Standing.SINGLE_SIDE,))
    assert [report.capture.address for report in reports(ledger, single)] == ["nyva"]
    assert all(kept.standing is None for kept in claims(ledger, Question()))
    assert {kept.standing for kept in exporting.claims(ledger, Question())} == {*disputed.standing, *single.standing}


def test_what_is_read_anew_or_told_by_another_version_is_stated_once(ledger: Database) -> None:
    fill(ledger)
    put(ledger, read("ministry took nothing", "nyva", published="2025-09-03", place=NYVA))
    (rows,) = stating.stated(ledger, [NYVA.id])
    assert len(rows) == 1


def test_a_claim_of_the_same_source_repeats_the_first(ledger: Database) -> None:
    put(ledger, read("ministry took Luhy", "a", published="2025-09-03"))
    put(ledger, read("ministry took Luhy again", "b", published="2025-09-03"))
    (rows,) = stating.stated(ledger, [LUHY.id])
    assert [row.origin for row in rows] == [rows[0].claim, rows[0].claim]


def test_claims_are_held_against_what_is_known_of_their_places(ledger: Database) -> None:
    fill(ledger)
    known = [course("geonames:0", 0), course(LUHY.id, 20)]
    found = {one.stated.name + one.stated.place: one for one in records.outcomes(ledger, Question(), known)}
    taken = found[f"the ministry{LUHY.id}"]
    assert (taken.verdict, taken.delay) == (Verdict.SEEN, 20)
    assert found[f"Staff{LUHY.id}"].verdict is Verdict.DENIED_RIGHTLY
    assert found[f"the ministry{NYVA.id}"].verdict is Verdict.UNTOLD
    only = list(records.outcomes(ledger, Question(sources=("Staff",)), known))
    assert [one.stated.name for one in only] == ["Staff"]
    both = list(records.outcomes(ledger, Question(), [course(LUHY.id, 20), course(NYVA.id, 5)]))
    assert sorted(one.delay for one in both if one.delay is not None) == [5, 20]


def test_records_are_made_of_what_became_of_them(ledger: Database) -> None:
    fill(ledger)
    outcomes = list(records.outcomes(ledger, Question(), [course(LUHY.id, 20), course(NYVA.id, 5)]))
    (ministry,), own = records.of_source(outcomes, ["the ministry"])
    assert [one.delay for one in own] == [20, 5]
    assert (ministry.kind, ministry.side, ministry.seen[:2]) == ("ministry", Side.RU, (2, 2))
    assert 0.3 < ministry.seen.share.low < ministry.seen.share.mean < 0.95


def test_hindsight_covers_the_days_of_the_ledger(ledger: Database) -> None:
    assert list(hindsight.courses(ledger)) == []
    fill(ledger)
    for one in hindsight.courses(ledger):
        assert one.first >= SAID
        assert one.first + len(one.p) <= SAID + 1
