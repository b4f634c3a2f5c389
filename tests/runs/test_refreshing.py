"""Reading again keeps all that people have said: of claims as they are, of claims put otherwise, and of none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fogline.ledger import asking
from fogline.ledger.verifying import verify
from fogline.runs import correcting, kinship, makers, refreshing, stating
from fogline.runs.adding import Means, add
from fogline.runs.arriving import arrivals, fetcher, shown
from fogline.runs.correcting import Change, Correction
from fogline.runs.kinship import Kin, Kinship
from fogline.runs.reading import load
from fogline.terms.actor import Side
from fogline.terms.claim import Claim, Voice, identify, phrase
from fogline.terms.event import Event, EventKind, Stance
from fogline.terms.kept import KeptClaim, KeptReport, Maker, Question
from fogline.terms.kinship import Relative
from fogline.terms.reading import Reading
from fogline.terms.speaker import Speaker
from tests.ledger.arrivals import LUHY, NEWS, NOON, NYVA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fogline.ledger.database import Database
    from fogline.terms.report import Report

TEXTS = {
    "one.txt": "Ministry says that its troops took the village of Luhy this morning",
    "two.txt": "Governor says that the enemy has entered Luhy from the south",
    "six.txt": "Nobody knows what became of the mill, an officer told us at noon",
}
GAZETTEER = load().gazetteer


class Reader:
    """Reads one claim of each report: from the letter `start` of it to `end` letters before its last, or none."""

    def __init__(self) -> None:
        self.start, self.end, self.finds = 14, 0, True

    def __call__(self, reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            content = phrase(report.text, [(self.start, len(report.text) - self.end)])
            source = phrase(report.text, [(0, report.text.index(" "))])
            event = Event(EventKind.CAPTURES, Side.RU, Side.UA, LUHY, None, None, None, content.spans)
            speaker = Speaker(source.text, Side.RU)
            claim = Claim("", Voice.ATTRIBUTED, source, None, content, speaker, NEWS, (event,))
            claims = (identify(report.id, claim),) if self.finds else ()
            yield Reading(replace(report, language="en"), claims)


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def corrected(ledger: Database, reader: Reader, tmp_path: Path) -> Database:
    """Three reports, of whose claims people have corrected, noted, merged and split what can be."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    add(
        ledger,
        arrivals(ledger, [str(tmp_path)], shown("a map", "ru"), lambda: NOON, fetcher(private=False)),
        means(reader),
    )
    one, two, six = (claim(ledger, name) for name in TEXTS)
    say(ledger, one, "the other village", kind=EventKind.ENTERS, place=NYVA, stance=Stance.DENIES)
    say(ledger, claim(ledger, "one.txt"), speaker=Speaker("Staff", Side.UA, "ua-staff"))
    say(ledger, two, "only a note")
    rule(ledger, Kin.MERGED, claim(ledger, "one.txt"), two)
    rule(ledger, Kin.SPLIT, two, six)
    rule(ledger, Kin.SPLIT, two.report, six.report)
    return ledger


def means(reader: Reader) -> Means:
    return Means(reader, GAZETTEER, lambda: NOON, lambda _: None, lambda _: None)  # type: ignore[arg-type]


def claim(database: Database, name: str) -> KeptClaim:
    """The one claim of a file's report."""
    (found,) = (one for one in asking.claims(database, Question()) if one.report.capture.address.endswith(name))
    return found


def say(database: Database, kept: KeptClaim, note: str = "", **change: object) -> None:
    given = Correction("", "", (), "Ada", NOON, note, change=Change(**change))  # type: ignore[arg-type]
    correcting.correct(database, kept, given, None)


def rule(database: Database, kin: Kin, one: KeptClaim | KeptReport, other: KeptClaim | KeptReport) -> None:
    kinship.rule(database, one, other, Kinship(Relative(""), Relative(""), kin, "Ada", NOON))


def refresh(database: Database, reader: Reader, monkeypatch: pytest.MonkeyPatch, version: str = "later") -> None:
    """Read all again, by a stage of another version."""
    monkeypatch.setattr(makers, "read", lambda: Maker("read", version))
    assert refreshing.refresh(database, means(reader), lambda *_: None) == (3, 0)
    assert not list(verify(database, lambda _: None))


def all_holds(database: Database) -> None:
    """Everything that people have said is to be seen in what the ledger tells."""
    one, two, six = (claim(database, name) for name in TEXTS)
    (event,) = one.claim.events
    assert (event.kind, event.place) == (EventKind.ENTERS, NYVA)
    assert one.claim.speaker == Speaker("Staff", Side.UA, "ua-staff")
    assert one.claim.manner
    assert one.claim.manner.stance is Stance.DENIES
    assert [found.note for found in correcting.history(database, one)] == ["the other village", ""]
    assert [found.note for found in correcting.history(database, two)] == ["only a note"]
    assert [(heard.said.kin, heard.other) for heard in kinship.history(database, two)] == [
        (Kin.MERGED, one.claim.id),
        (Kin.SPLIT, six.claim.id),
    ]
    assert list(map(set, kinship.rulings(database).claims.groups)) == [{one.claim.id, two.claim.id}]
    assert [heard.said.kin for heard in kinship.history(database, two.report)] == [Kin.SPLIT]
    (rows,) = stating.stated(database, [LUHY.id])
    assert len({row.origin for row in rows}) == len(rows) == 2


def test_what_people_said_holds_when_the_same_is_read_again(
    corrected: Database, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_holds(corrected)
    refresh(corrected, reader, monkeypatch)
    assert {one.maker.version for one in asking.claims(corrected, Question())} == {"later"}
    all_holds(corrected)


@pytest.mark.parametrize(("start", "end"), [(18, 0), (14, 9), (9, 3)])
def test_what_people_said_holds_when_a_claim_begins_or_ends_elsewhere(
    corrected: Database, reader: Reader, monkeypatch: pytest.MonkeyPatch, start: int, end: int
) -> None:
    before = claim(corrected, "one.txt").claim
    reader.start, reader.end = start, end
    refresh(corrected, reader, monkeypatch)
    after = claim(corrected, "one.txt").claim
    assert (after.id, after.content.spans) != (before.id, before.content.spans)
    all_holds(corrected)
    # And once more, by way of a third wording, as it was first.
    reader.start, reader.end = 14, 0
    refresh(corrected, reader, monkeypatch, "still later")
    all_holds(corrected)


def test_what_people_said_of_a_claim_that_is_none_any_more_is_kept_and_said_to_wait(
    corrected: Database, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = claim(corrected, "one.txt").report
    reader.finds = False
    refresh(corrected, reader, monkeypatch)
    assert not list(asking.claims(corrected, Question()))
    now = asking.report(corrected, report.id)
    assert now
    assert [one.note for one in correcting.waiting(corrected, now)] == ["the other village", ""]
    reader.finds = True
    refresh(corrected, reader, monkeypatch, "still later")
    found = asking.report(corrected, report.id)
    assert found
    assert not correcting.waiting(corrected, found)
    all_holds(corrected)
