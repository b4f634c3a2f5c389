"""Merging and splitting: who says so is kept, and it holds wherever origins count."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fogline.errors import BrokenLedger, SaidAlready, Unclear
from fogline.ledger import asking
from fogline.ledger.keeping import Again, keep_again
from fogline.ledger.verifying import verify
from fogline.runs import evidence, kinship, priors, stating
from fogline.runs.copies import compare_new
from fogline.runs.correcting import held
from fogline.runs.kinship import Kin, Kinship
from fogline.runs.origins import claim_trees, report_trees, travels
from fogline.runs.sides import ukraine
from fogline.terms.claim import identify, phrase
from fogline.terms.event import EventKind
from fogline.terms.kept import KeptClaim, KeptReport, Maker, Question
from fogline.terms.kinship import Relative
from tests.ledger.arrivals import LUHY, NOON, NYVA, put, read
from tests.ledger.conftest import ledger, where

if TYPE_CHECKING:
    from fogline.ledger.database import Database
    from fogline.ledger.keeping import Arrival

__all__ = ["ledger", "where"]

# The second is word for word the first in a longer text; the third has nothing in common with either.
LONG = "The villagers saw them come along the river road at dawn with two lorries and a tank that stopped at the mill"
FIRST = read(f"Ministry {LONG}", "first.txt", published="2025-09-01", speaker="the ministry")
COPY = read(f"Agency {LONG} and then some more of it", "copy.txt", published="2025-09-02", speaker="an agency")
APART = read("Governor Luhy is ours since the morning hours", "apart.txt", published="2025-09-03", speaker="a governor")
ALL = (FIRST, COPY, APART)


@pytest.fixture
def kept(ledger: Database) -> Database:
    """A ledger with the three, compared."""
    for arrival in ALL:
        put(ledger, arrival)
    compare_new(ledger, lambda: NOON, lambda _done, _of: None)
    return ledger


def report(database: Database, arrival: Arrival) -> KeptReport:
    """The report of an arrival."""
    found = asking.report(database, arrival.id)
    assert found
    return found


def claim(database: Database, arrival: Arrival) -> KeptClaim:
    """The one claim of an arrival."""
    (found,) = asking.claims(database, Question(report=arrival.id))
    return found


def say(
    database: Database, kin: Kin, one: KeptClaim | KeptReport, other: KeptClaim | KeptReport, note: str = ""
) -> None:
    """Say something of two."""
    nobody = Relative("")
    kinship.rule(database, one, other, Kinship(nobody, nobody, kin, "Ada", NOON, note))


def families(database: Database) -> list[list[str]]:
    """The addresses of the reports of each family, the origin first."""
    trees = [tree for arrival in ALL for tree in report_trees(database, report(database, arrival))]
    found = [[tree.reports[step.name].capture.address for step in tree.steps] for tree in trees]
    return [one for place, one in enumerate(found) if one not in found[:place]]


def ways(database: Database) -> list[set[str]]:
    """The addresses of the claims of each origin, by every way in which they are counted."""
    claims = [claim(database, arrival) for arrival in ALL]
    address = {one.claim.id: one.report.capture.address for one in claims}
    numbers = {one.number: address[one.claim.id] for one in claims}
    by_travel = {address[one.claim[:-2]]: address[one.origin[:-2]] for one in travels(database, claims)}
    (rows,) = stating.stated(database, [LUHY.id])
    by_standing = {numbers[row.claim]: numbers[row.origin] for row in rows}
    trees = [claim_trees(database, one) for one in claims]
    by_tree = {address[one.claim.id]: address[tree.steps[0].name] for one, (tree,) in zip(claims, trees, strict=True)}
    assert by_travel == by_standing == by_tree
    found = [{one for one, first in by_travel.items() if first == origin} for origin in sorted(set(by_travel.values()))]
    assert weighed(database) == sorted(len(group) for group in found)
    return found


def weighed(database: Database) -> list[int]:
    """How many claims each origin of the evidence on control has."""
    return sorted(1 + one.copies for one in evidence.gather(database, ukraine(), priors.load().factors).origins)


def test_what_is_found_without_anybodys_word(kept: Database) -> None:
    assert families(kept) == [["first.txt", "copy.txt"], ["apart.txt"]]
    assert ways(kept) == [{"apart.txt"}, {"first.txt", "copy.txt"}]


def test_merged_reports_are_a_family_and_what_both_say_is_of_one_origin(kept: Database) -> None:
    say(kept, Kin.MERGED, report(kept, APART), report(kept, FIRST))
    assert families(kept) == [["first.txt", "copy.txt", "apart.txt"]]
    assert ways(kept) == [{"first.txt", "copy.txt", "apart.txt"}]
    assert claim(kept, FIRST).copies == 2
    assert claim(kept, APART).origin == FIRST.id


def test_split_reports_are_no_family_and_what_both_say_is_of_two_origins(kept: Database) -> None:
    say(kept, Kin.SPLIT, report(kept, FIRST), report(kept, COPY))
    assert families(kept) == [["first.txt"], ["copy.txt"], ["apart.txt"]]
    assert ways(kept) == [{"apart.txt"}, {"copy.txt"}, {"first.txt"}]
    assert claim(kept, FIRST).copies == 0
    assert claim(kept, COPY).origin is None


def test_merged_and_split_claims_count_so_everywhere(kept: Database) -> None:
    say(kept, Kin.MERGED, claim(kept, APART), claim(kept, COPY))
    assert ways(kept) == [{"first.txt", "copy.txt", "apart.txt"}]
    say(kept, Kin.SPLIT, claim(kept, FIRST), claim(kept, APART))
    # What people say stands before what is found: the copy goes with whom it was merged with.
    assert ways(kept) == [{"copy.txt", "apart.txt"}, {"first.txt"}]
    assert families(kept) == [["first.txt", "copy.txt"], ["apart.txt"]]


def test_claims_of_two_kinds_are_merged_too(ledger: Database) -> None:
    one = read("Ministry took Luhy", "one.txt", published="2025-09-01", speaker="a")
    other = read("Agency entered Luhy", "other.txt", published="2025-09-02", kind=EventKind.ENTERS, speaker="b")
    for arrival in (one, other):
        put(ledger, arrival)
    say(ledger, Kin.MERGED, claim(ledger, one), claim(ledger, other))
    (rows,) = stating.stated(ledger, [LUHY.id])
    assert len({row.origin for row in rows}) == 1
    assert weighed(ledger) == [2]


def test_claims_that_tell_of_two_places_are_merged_place_by_place(ledger: Database) -> None:
    for name, speaker, day in (("one.txt", "a", "01"), ("other.txt", "b", "02")):
        arrival = read(f"{speaker} took Luhy and Nyva", name, published=f"2025-09-{day}", speaker=speaker)
        (old,) = arrival.reading.claims
        both = identify(arrival.id, replace(old, events=(*old.events, replace(old.events[0], place=NYVA))))
        put(ledger, replace(arrival, reading=replace(arrival.reading, claims=(both,))))
    first, second = asking.claims(ledger, Question())
    say(ledger, Kin.MERGED, first, second)
    for rows in stating.stated(ledger, [LUHY.id, NYVA.id]):
        assert len({row.origin for row in rows}) == 1
    assert weighed(ledger) == [2, 2]


def test_a_word_is_taken_back_by_a_further_one(kept: Database) -> None:
    say(kept, Kin.SPLIT, report(kept, FIRST), report(kept, COPY), "both stood at the mill")
    say(kept, Kin.OPEN, report(kept, COPY), report(kept, FIRST))
    assert families(kept) == [["first.txt", "copy.txt"], ["apart.txt"]]
    heard = kinship.history(kept, report(kept, COPY))
    assert [(one.said.kin, one.said.by, one.said.at, one.said.note, one.other) for one in heard] == [
        (Kin.SPLIT, "Ada", NOON, "both stood at the mill", FIRST.id),
        (Kin.OPEN, "Ada", NOON, "", FIRST.id),
    ]


def test_of_words_at_odds_one_is_said_to_be_set_aside(kept: Database) -> None:
    first, copy, apart = (report(kept, arrival) for arrival in ALL)
    say(kept, Kin.MERGED, copy, apart)
    say(kept, Kin.MERGED, first, copy)
    say(kept, Kin.SPLIT, first, apart)
    assert families(kept) == [["first.txt", "copy.txt"], ["apart.txt"]]
    assert [(one.other, one.aside) for one in kinship.history(kept, copy)] == [(APART.id, True), (FIRST.id, False)]


def test_the_newest_word_holds_after_reports_are_read_and_compared_again(kept: Database) -> None:
    say(kept, Kin.SPLIT, claim(kept, FIRST), claim(kept, COPY))
    say(kept, Kin.MERGED, claim(kept, FIRST), claim(kept, APART), "the same statement")
    for number, arrival in enumerate(ALL, 1):
        reread(kept, number, arrival, 2)
    compare_new(kept, lambda: NOON, lambda _done, _of: None)
    assert {one.maker.version for one in asking.claims(kept, Question())} == {"2"}
    assert ways(kept) == [{"copy.txt"}, {"first.txt", "apart.txt"}]
    (_, merged) = kinship.history(kept, claim(kept, FIRST))
    assert merged.said.note == "the same statement"
    # Nobody has to say it again for the claims as they are now, and who takes it back means the same two.
    say(kept, Kin.OPEN, claim(kept, FIRST), claim(kept, APART))
    assert ways(kept) == [{"apart.txt"}, {"copy.txt"}, {"first.txt"}]


def reread(database: Database, blob: int, arrival: Arrival, shift: int, version: str = "2") -> None:
    """An arrival read by a later stage, by which its claim's words begin some letters later."""
    assert arrival.reading
    text = arrival.reading.report.text
    (old,) = arrival.reading.claims
    content = phrase(text, [(old.content.spans[0][0] + shift, len(text))])
    found = identify(arrival.id, replace(old, content=content, events=(replace(old.events[0], spans=content.spans),)))
    reading = held(database, arrival.id, replace(arrival.reading, claims=(found,)))
    again = replace(arrival, maker=Maker("read", version), reading=reading)
    keep_again(database, [Again(blob, report(database, arrival).number, again)])


def test_what_was_said_of_a_claim_that_is_none_any_more_waits(kept: Database) -> None:
    say(kept, Kin.SPLIT, claim(kept, FIRST), claim(kept, COPY))
    reread(kept, 1, FIRST, 90)
    # Another claim stands at the end of it; of that nobody has said anything.
    assert not kinship.history(kept, claim(kept, FIRST))
    reread(kept, 1, FIRST, 0, "3")
    assert ways(kept) == [{"apart.txt"}, {"copy.txt"}, {"first.txt"}]


def test_what_is_said_is_chained_and_touches_nothing_else(kept: Database) -> None:
    before = [asking.data(kept, arrival.id) for arrival in ALL], list(asking.claims(kept, Question()))
    say(kept, Kin.SPLIT, report(kept, FIRST), report(kept, COPY))
    assert before[0] == [asking.data(kept, arrival.id) for arrival in ALL]
    assert [one.claim for one in before[1]] == [one.claim for one in asking.claims(kept, Question())]
    assert not list(verify(kept, lambda _: None))
    with pytest.raises(BrokenLedger), kept.writing():
        kept.change("DELETE FROM kinship", ())


def test_what_cannot_be_meant_is_refused(kept: Database) -> None:
    with pytest.raises(Unclear, match="two reports or two claims"):
        say(kept, Kin.MERGED, report(kept, FIRST), claim(kept, FIRST))
    with pytest.raises(Unclear, match="the same twice"):
        say(kept, Kin.MERGED, report(kept, FIRST), report(kept, FIRST))
    with pytest.raises(SaidAlready, match="nobody has said"):
        say(kept, Kin.OPEN, report(kept, FIRST), report(kept, COPY))
    say(kept, Kin.SPLIT, report(kept, FIRST), report(kept, COPY))
    with pytest.raises(SaidAlready, match="split already"):
        say(kept, Kin.SPLIT, report(kept, COPY), report(kept, FIRST))
    assert len(kinship.history(kept, report(kept, FIRST))) == 1


def test_two_claims_that_are_read_as_one_later_stop_nothing(ledger: Database) -> None:
    arrival = read("Ministry says the troops of the enemy left Luhy and the road to Nyva", "first.txt")
    assert arrival.reading
    (whole,) = arrival.reading.claims
    content = phrase(arrival.reading.report.text, [(16, whole.content.spans[0][1])])
    part = identify(arrival.id, replace(whole, content=content))
    put(ledger, replace(arrival, reading=replace(arrival.reading, claims=(whole, part))))
    say(ledger, Kin.SPLIT, *asking.claims(ledger, Question()))
    report_ = report(ledger, arrival)
    again = replace(arrival, maker=Maker("read", "2"), reading=replace(arrival.reading, claims=(whole,)))
    keep_again(ledger, [Again(1, report_.number, again)])
    assert kinship.rulings(ledger).claims.split == frozenset()
    assert not kinship.newest(ledger)
    assert not kinship.history(ledger, claim(ledger, arrival))
