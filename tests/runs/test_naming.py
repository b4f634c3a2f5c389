"""Names that a user writes, and what others say beside a claim."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from fogline.errors import NotThere
from fogline.ledger.opening import open_ledger
from fogline.linking.index import found, open_gazetteer
from fogline.linking.layer import Entry
from fogline.linking.unknown import unknown_place
from fogline.runs import asking, naming, stages
from fogline.terms.actor import Side
from fogline.terms.event import EventKind, Period, TimeFrame
from fogline.terms.kept import Maker, Question
from fogline.terms.place import Place, Precision
from tests.ledger.arrivals import LUHY, put, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fogline.ledger.database import Database
    from fogline.ledger.keeping import Arrival
    from fogline.linking.gazetteer import Gazetteer

LARGER = Place("geonames:3", "Luhy", 48.1, 24.4, Precision.SETTLEMENT, "UA", 100_000)
NOWHERE = unknown_place("Dubky")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    database = open_ledger(str(tmp_path / "ledger.sqlite"), write=True)
    yield database
    database.close()


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    folder = tmp_path / "gazetteer"
    found(folder, [Entry(LUHY, "UA.07"), Entry(LARGER, "UA.25")], "two villages")
    return open_gazetteer(folder)


def test_of_namesakes_the_one_is_taken_that_is_spoken_of(ledger: Database, gazetteer: Gazetteer) -> None:
    assert naming.place(ledger, "Luhy", lambda: gazetteer).place == LARGER
    put(ledger, read("ministry took Luhy"))
    taken = naming.place(ledger, "Luhy", lambda: gazetteer)
    assert (taken.place, taken.claims, taken.others) == (LUHY, 1, ((LARGER, 0),))


def test_a_place_that_only_the_ledger_knows_has_a_name_too(ledger: Database, gazetteer: Gazetteer) -> None:
    put(ledger, read("ministry took Dubky", place=NOWHERE))
    assert naming.place(ledger, "Dubky", lambda: gazetteer).place == NOWHERE


@pytest.mark.parametrize("name", ["Dubky", "", "?!", "geonames:1"])
def test_a_place_that_nobody_knows(ledger: Database, gazetteer: Gazetteer, name: str) -> None:
    with pytest.raises(NotThere):
        naming.place(ledger, name, lambda: gazetteer)


def test_an_actor_is_one_source_under_all_names(ledger: Database) -> None:
    put(ledger, read("ministry took Luhy", "a", speaker="Dmitry Peskov"))
    put(ledger, _known(read("Peskov says so", "b", speaker="Peskov"), "ru-peskov"))
    assert naming.source(ledger, "dmitry peskov") == ("Dmitry Peskov", "ru-peskov")
    assert naming.source(ledger, "ПЕСКОВ") == ("ru-peskov",)
    with pytest.raises(NotThere, match="like it: “Dmitry Peskov”"):
        naming.source(ledger, "dmitry")


def test_the_beginning_of_an_id_must_be_one_claims(ledger: Database) -> None:
    for number in range(20):
        put(ledger, read(f"ministry took {number} villages", str(number)))
    ids = sorted(kept.claim.id for kept in asking.claims(ledger, Question()))
    double = next(one[0] for one, other in pairwise(ids) if one[0] == other[0])
    with pytest.raises(NotThere, match="several claims"):
        asking.claim(ledger, double)
    assert asking.claim(ledger, ids[0]).claim.id == ids[0]


def test_others_are_those_of_the_same_place_and_time(ledger: Database) -> None:
    put(ledger, read("ministry took Luhy", "first", published="2025-09-03"))
    put(ledger, read("staff holds Luhy", "against", published="2025-09-10", kind=EventKind.HOLDS, side=Side.UA))
    put(ledger, read("staff struck Luhy", "beside", published="2025-09-10", kind=EventKind.STRIKES, side=Side.UA))
    put(ledger, read("ministry has it", "too", published="2025-09-05", kind=EventKind.HOLDS))
    put(ledger, _then(read("staff had it", "history", kind=EventKind.HOLDS, side=Side.UA), "2022-02-24", "2022-03-01"))
    put(ledger, _ahead(read("staff will hold it", "hope", published="2025-09-05", kind=EventKind.HOLDS, side=Side.UA)))
    late = read("staff holds it", "late", published="2025-11-10", kind=EventKind.HOLDS, side=Side.UA)
    put(ledger, _then(late, "2025-11-09", "2025-11-10"))
    hindsight = read("staff held it then", "hindsight", published="2025-12-01", kind=EventKind.HOLDS, side=Side.UA)
    put(ledger, hindsight)
    (kept,) = (one for one in asking.claims(ledger, Question()) if one.report.capture.address == "first")
    beside = asking.others(ledger, kept)
    assert [one.report.capture.address for one in beside.otherwise] == ["hindsight", "against"]
    assert [one.report.capture.address for one in beside.same] == ["hope", "too"]


def test_a_stage_that_this_program_does_not_have_is_told_of(ledger: Database) -> None:
    put(ledger, replace(read("ministry took Luhy", "a"), maker=Maker("read", stages.read_version())))
    put(ledger, replace(read("ministry took Nyva", "b"), maker=Maker("guess", "7")))
    standing = {stage.name: stage for stage in stages.standing(ledger)}
    assert standing["read"].stale == {}
    assert standing["guess"].version is None
    assert [stage.name for stage in stages.STAGES] == list(standing)[: len(stages.STAGES)]
    assert stages.read_version() == stages.read_version()


def _known(arrival: Arrival, actor: str) -> Arrival:
    assert arrival.reading
    (claim,) = arrival.reading.claims
    assert claim.speaker
    speaker = replace(claim.speaker, id=actor, confidence=1.0)
    return replace(arrival, reading=replace(arrival.reading, claims=(replace(claim, speaker=speaker),)))


def _ahead(arrival: Arrival) -> Arrival:
    assert arrival.reading
    (claim,) = arrival.reading.claims
    assert claim.manner
    manner = replace(claim.manner, time_frame=TimeFrame.FUTURE)
    return replace(arrival, reading=replace(arrival.reading, claims=(replace(claim, manner=manner),)))


def _then(arrival: Arrival, start: str, end: str) -> Arrival:
    assert arrival.reading
    (claim,) = arrival.reading.claims
    event = replace(claim.events[0], time=Period(start, end, "event"))
    return replace(arrival, reading=replace(arrival.reading, claims=(replace(claim, events=(event,)),)))
