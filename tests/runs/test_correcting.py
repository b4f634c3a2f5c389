"""Corrections: kept with their author, in place of what was read, also when it is read again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fogline.errors import BrokenLedger, Unclear
from fogline.ledger import asking
from fogline.ledger.keeping import Again, keep_again
from fogline.ledger.verifying import head, verify
from fogline.runs import correcting
from fogline.runs.correcting import Change, Correction, correct, held
from fogline.terms.actor import Side
from fogline.terms.claim import identify, phrase
from fogline.terms.event import EventKind, Stance
from fogline.terms.kept import Maker, Question
from fogline.terms.speaker import Speaker
from tests.ledger.arrivals import LUHY, NOON, NYVA, put, read
from tests.ledger.conftest import ledger, where

if TYPE_CHECKING:
    from fogline.ledger.database import Database
    from fogline.terms.kept import KeptClaim

__all__ = ["ledger", "where"]

TOOK = read("ministry took Luhy", "took")


def only(database: Database) -> KeptClaim:
    """The one claim of the ledger that counts."""
    (found,) = asking.claims(database, Question())
    return found


def say(database: Database, note: str = "", event: int | None = None, **change: object) -> None:
    """Correct the one claim."""
    given = Correction("", "", (), "Ada", NOON, note, change=Change(**change))  # type: ignore[arg-type]
    correct(database, only(database), given, event)


def test_a_correction_counts_in_place_of_what_was_read(ledger: Database) -> None:
    put(ledger, TOOK)
    before = only(ledger)
    say(ledger, "the other village", kind=EventKind.ENTERS, place=NYVA, agent=Side.UA, stance=Stance.DENIES)
    say(ledger, speaker=Speaker("Staff", Side.UA, "ua-staff"))
    after = only(ledger)
    (event,) = after.claim.events
    assert after.claim.id == before.claim.id
    assert (event.kind, event.agent, event.target, event.place) == (EventKind.ENTERS, Side.UA, Side.RU, NYVA)
    assert after.claim.manner
    assert after.claim.manner.stance is Stance.DENIES
    assert after.claim.speaker == Speaker("Staff", Side.UA, "ua-staff")
    assert after.said == before.said
    # It is found by what it tells now, and by that alone.
    assert [one.number for one in asking.claims(ledger, Question(places=(NYVA.id,)))] == [after.number]
    assert not list(asking.claims(ledger, Question(places=(LUHY.id,))))


def test_who_corrected_what_and_why_is_its_history(ledger: Database) -> None:
    put(ledger, TOOK)
    say(ledger, "seen on the map", kind=EventKind.ENTERS)
    say(ledger, "asked them")
    first, second = correcting.history(ledger, only(ledger))
    assert (first.by, first.at, first.note, first.change.kind) == ("Ada", NOON, "seen on the map", EventKind.ENTERS)
    assert first.event
    assert first.event.kind is EventKind.CAPTURES
    assert (second.note, second.change.is_any) == ("asked them", False)


def test_neither_the_report_nor_what_was_read_of_it_changes(ledger: Database) -> None:
    put(ledger, TOOK)
    before = only(ledger)
    old, entries = asking.kept(ledger, before.report.number), head(ledger)[0]
    say(ledger, kind=EventKind.ENTERS)
    assert asking.kept(ledger, before.report.number) == old
    assert asking.data(ledger, TOOK.id) == TOOK.item.data
    assert head(ledger)[0] == entries + 1  # correction and new reading are one entry
    assert not list(verify(ledger, lambda _: None))
    with pytest.raises(BrokenLedger), ledger.writing():
        ledger.change("UPDATE correction SET person = 'somebody else'", ())


def test_a_note_leaves_everything_as_it_was_read(ledger: Database) -> None:
    put(ledger, TOOK)
    before = only(ledger)
    say(ledger, "this may be an old picture")
    assert only(ledger) == before


def reread(database: Database, content_from: int = 9, kind: EventKind = EventKind.CAPTURES) -> None:
    """The report read by a later stage, which finds the content to begin elsewhere."""
    old = only(database)
    arrival = replace(TOOK, maker=Maker("read", "2"))
    assert arrival.reading
    text = arrival.reading.report.text
    (claim,) = arrival.reading.claims
    content = phrase(text, [(content_from, len(text))])
    event = replace(claim.events[0], kind=kind, spans=content.spans)
    found = identify(TOOK.id, replace(claim, content=content, events=(event,)))
    reading = held(database, TOOK.id, replace(arrival.reading, claims=(found,)))
    keep_again(database, [Again(1, old.report.number, replace(arrival, reading=reading))])


def test_corrections_hold_when_the_report_is_read_again(ledger: Database) -> None:
    put(ledger, TOOK)
    say(ledger, place=NYVA)
    say(ledger, kind=EventKind.ENTERS)
    reread(ledger)
    assert only(ledger).maker == Maker("read", "2")
    assert [(one.kind, one.place) for one in only(ledger).claim.events] == [(EventKind.ENTERS, NYVA)]
    reread(ledger, content_from=12)  # somewhat other words, and so another id
    assert [(one.kind, one.place) for one in only(ledger).claim.events] == [(EventKind.ENTERS, NYVA)]
    assert len(correcting.history(ledger, only(ledger))) == 2


def test_a_correction_of_words_that_are_no_claim_any_more_waits(ledger: Database) -> None:
    put(ledger, TOOK)
    say(ledger, place=NYVA)
    reread(ledger, content_from=17)
    assert [one.place for one in only(ledger).claim.events] == [LUHY]
    assert not correcting.history(ledger, only(ledger))
    reread(ledger)
    assert [one.place for one in only(ledger).claim.events] == [NYVA]


def test_of_two_corrections_at_once_the_second_has_to_look_again(ledger: Database) -> None:
    put(ledger, TOOK)
    seen = only(ledger)
    say(ledger, place=NYVA)
    given = Correction("", "", (), "Olha", NOON, change=Change(kind=EventKind.ENTERS))
    with pytest.raises(Unclear, match="meanwhile"):
        correct(ledger, seen, given, None)
    assert [one.kind for one in only(ledger).claim.events] == [EventKind.CAPTURES]


@pytest.mark.parametrize(
    ("where_", "event", "change"),
    [
        ("note", None, {}),
        ("event", 2, {"place": NYVA}),
        ("agent", None, {"agent": Side.INDEPENDENT}),
    ],
)
def test_what_cannot_be_meant_is_refused(
    ledger: Database, where_: str, event: int | None, change: dict[str, object]
) -> None:
    put(ledger, TOOK)
    with pytest.raises(Unclear) as told:
        say(ledger, "", event, **change)
    assert told.value.where == where_
    assert not correcting.history(ledger, only(ledger))


def test_sides_swapped_give_corrections_swapped(ledger: Database) -> None:
    put(ledger, TOOK)
    for side, other in ((Side.UA, Side.RU), (Side.RU, Side.UA)):
        say(ledger, agent=side)
        (event,) = only(ledger).claim.events
        assert (event.agent, event.target) == (side, other)
