"""What comes in, through the runs, into ledgers of both kinds; the reader here tells one claim of every report."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fogline.ledger import asking
from fogline.ledger.verifying import verify
from fogline.runs import makers, refreshing
from fogline.runs.adding import TOGETHER, Means, Tally, add
from fogline.runs.arriving import arrivals, fetcher, shown
from fogline.runs.reading import load
from fogline.terms.claim import Claim, Voice, identify, phrase
from fogline.terms.kept import Maker, Question
from fogline.terms.reading import Failure, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fogline.ledger.database import Database
    from fogline.terms.kept import KeptClaim
    from fogline.terms.reading import Outcome
    from fogline.terms.report import Report

NOON = "2025-09-04T12:00:00Z"
GAZETTEER = load().gazetteer
SQUARE = {"type": "Polygon", "coordinates": [[[37, 49], [38, 49], [38, 50], [37, 49]]]}
AREA = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": SQUARE}]}


def first_words(reports: Iterable[Report]) -> Iterator[Outcome]:
    """Reads of each report its first line, as the narrator's; of one that says so, fails."""
    for report in reports:
        if "unreadable" in report.text:
            yield Failure(report.path, "is not readable; mend it")
            continue
        line = report.text.splitlines()[0]
        claim = Claim("", Voice.NARRATOR, None, None, phrase(report.text, [(0, len(line))]))
        yield Reading(replace(report, language="en"), (identify(report.id, claim),))


def run(ledger: Database, *paths: Path, told: list[Failure] | None = None, only: int | None = None) -> Tally:
    def stopping(tally: Tally) -> None:
        if only is not None and tally.new >= only:
            raise KeyboardInterrupt

    heard = [] if told is None else told
    means = Means(first_words, GAZETTEER, lambda: NOON, heard.append, stopping)
    named = [str(path) for path in paths]
    return add(ledger, arrivals(ledger, named, shown("a map", "ru"), lambda: NOON, fetcher(private=False)), means)


def claims(ledger: Database) -> list[KeptClaim]:
    return list(asking.claims(ledger, Question()))


def contents(ledger: Database) -> list[str]:
    return sorted(claim.claim.content.text for claim in claims(ledger))


def export(*texts: str) -> bytes:
    """A chat's export from Telegram, a message a text."""
    messages = [
        {"id": number, "type": "message", "date_unixtime": "1756900800", "from": "Channel", "text": text}
        for number, text in enumerate(texts, 1)
    ]
    chat = {"name": "Channel", "type": "public_channel", "id": 7, "messages": messages}
    return json.dumps(chat, ensure_ascii=False).encode()


def test_a_folder_of_everything_comes_in_once(ledger: Database, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Luhy is taken.")
    (tmp_path / "b.txt").write_text("unreadable")
    (tmp_path / "result.json").write_bytes(export("Nyva holds.", "", "Nyva is lost."))
    (tmp_path / "claims.csv").write_text(
        "date,claimant,claimant_side,place,claim\n2025-02-01,the staff,ua,Kupiansk,captured\n?,,,,\n"
    )
    (tmp_path / "map_20250201.geojson").write_text(json.dumps(AREA))
    told: list[Failure] = []
    tally = run(ledger, tmp_path, told=told)
    assert (tally.new, tally.claims, tally.maps, tally.wordless, tally.failed) == (4, 4, 1, 1, 2)
    assert sorted(failure.path.rsplit("/", 1)[-1] for failure in told) == ["b.txt", "claims.csv#2"]
    assert contents(ledger) == ["Kupiansk ... captured", "Luhy is taken.", "Nyva holds.", "Nyva is lost."]
    assert ledger.rows("SELECT map_name, side, day FROM snapshot") == [("a map", "ru", "2025-02-01")]
    again = run(ledger, tmp_path)
    assert (again.new, again.maps, again.wordless) == (0, 0, 0)
    assert not list(verify(ledger, lambda _: None))


def test_the_next_day_only_what_is_new_is_read(ledger: Database, tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_bytes(export("Nyva holds."))
    run(ledger, path)
    path.write_bytes(export("Nyva holds.", "Nyva is lost."))
    tally = run(ledger, path)
    assert (tally.new, tally.known) == (1, 1)


def test_an_edited_message_is_a_new_version(ledger: Database, tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_bytes(export("Nyva holds."))
    run(ledger, path)
    path.write_bytes(export("Nyva is lost."))
    assert run(ledger, path).new == 1
    assert contents(ledger) == ["Nyva is lost."]


def test_what_was_read_before_an_interruption_is_kept_and_the_rest_comes_next(ledger: Database, tmp_path: Path) -> None:
    count = TOGETHER + 50
    for number in range(count):
        (tmp_path / f"{number:03}.txt").write_text(f"Luhy {number} is taken.")
    with pytest.raises(KeyboardInterrupt):
        run(ledger, tmp_path, only=TOGETHER)
    assert TOGETHER <= len(claims(ledger)) < count
    run(ledger, tmp_path)
    assert len(claims(ledger)) == count
    assert not list(verify(ledger, lambda _: None))


def test_a_row_becomes_a_claim_of_its_claimant_about_its_place(ledger: Database, tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text(
        "date,claimant,claimant_side,place,admin1,claim,share,evidence\n"
        "2025-09-03,Russian Ministry of Defence,ru,Yampil,Donetsk Oblast,partly_captured,0.5,geolocated_footage\n"
    )
    run(ledger, tmp_path)
    (kept,) = claims(ledger)
    (event,) = kept.claim.events
    assert kept.said == "2025-09-03"
    assert kept.claim.source is not None
    assert kept.claim.source.text == "Russian Ministry of Defence"
    assert kept.claim.speaker is not None
    assert (kept.claim.speaker.side, event.kind, event.share) == ("ru", "partly_captures", 0.5)
    assert event.place is not None
    assert event.place.name == "Yampil"
    assert [one.kind for one in kept.claim.evidence] == ["geolocated"]
    assert kept.claim.content.text == "Yampil ... partly_captured"


def test_a_number_of_geonames_tells_towns_of_one_name_apart(ledger: Database, tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text(
        "date,claimant,place,claim,geonameid\n2025-09-03,the staff,Yampil,captured,688505\n"
    )
    run(ledger, tmp_path)
    place = claims(ledger)[0].claim.events[0].place
    assert place is not None
    assert place.id == "geonames:688505"


def test_a_place_of_an_event_table_is_known_without_the_word_for_its_sort(ledger: Database, tmp_path: Path) -> None:
    head = "id,date_start,date_end,side_a,side_b,type_of_violence,where_coordinates,latitude,longitude,best\n"
    rows = (
        "1,2023-05-01,2023-05-01,Government of Russia,Government of Ukraine,1,Kupiansk town,49.71,37.61,3\n"
        "2,2023-05-02,2023-05-02,Government of Russia,Government of Ukraine,1,Kupiansk town,47.10,30.00,3\n"
    )
    (tmp_path / "ged.csv").write_text(head + rows)
    run(ledger, tmp_path)
    ids = sorted(place.id for kept in claims(ledger) if (place := kept.claim.events[0].place))
    assert ids == ["geonames:703656", "name:kupiansk@47.10,30.00"]


def test_a_later_stage_reads_again_what_an_older_one_has_read(
    ledger: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Luhy is taken.")
    (tmp_path / "b.txt").write_text("unreadable")
    (tmp_path / "claims.csv").write_text("date,claimant,place,claim\n2025-02-01,the staff,Kupiansk,captured\n")
    run(ledger, tmp_path)
    old = {claim.number for claim in claims(ledger)}
    assert refreshing.stale(ledger) == 0
    monkeypatch.setattr(makers, "read", lambda: Maker("read", "later"))
    monkeypatch.setattr(makers, "table", lambda: Maker("table", "later"))
    assert refreshing.stale(ledger) == 3
    told: list[Failure] = []
    means = Means(first_words, GAZETTEER, lambda: NOON, told.append, lambda _: None)
    assert refreshing.refresh(ledger, means, lambda *_: None) == (3, 1)
    assert refreshing.stale(ledger) == 0
    assert len(claims(ledger)) == 2
    assert old.isdisjoint(claim.number for claim in claims(ledger))
    assert {claim.maker.version for claim in claims(ledger)} == {"later"}
    assert not list(verify(ledger, lambda _: None))
