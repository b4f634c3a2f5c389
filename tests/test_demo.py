"""The demonstration set holds together: its list, its marks, its sides, and every document can be read."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from fogline.sources import contents
from fogline.sources.arrivals import from_file
from fogline.terms.actor import Side
from fogline.terms.capture import Facts, Item, Way
from fogline.terms.snapshot import Snapshot

DEMO = Path(__file__).parents[1] / "examples" / "demo"
MARKS = {
    "en": "Written for demonstration",
    "ru": "Написано для демонстрации",
    "uk": "Написано для демонстрації",
}
LARGEST = 400_000


def listed() -> list[dict[str, str]]:
    with (DEMO / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


LISTED = listed()
FILES = [row["file"] for row in LISTED]


def items(name: str) -> list[Item]:
    """The documents in a file of the set: of a table its rows."""
    told = Facts(outlet="Demo Map", side=Side.RU) if name.startswith("maps/") else Facts()
    found = []
    for item in from_file(DEMO / name, told):
        assert isinstance(item, Item), item
        if item.capture.way is not Way.TABLE:
            found.append(item)
            continue
        for row in contents.claims(item):
            assert isinstance(row, tuple), row
            found.append(row[0])
    return found


def test_the_manifest_lists_what_is_there() -> None:
    there = [path for folder in ("reports", "maps") for path in (DEMO / folder).rglob("*") if path.is_file()]
    assert sorted(FILES) == sorted(path.relative_to(DEMO).as_posix() for path in there)
    assert {row["demo"] for row in LISTED} == {"true"}


@pytest.mark.parametrize("row", LISTED, ids=FILES)
def test_every_document_can_be_read_and_says_what_it_was_written_for(row: dict[str, str]) -> None:
    found = items(row["file"])
    assert len(found) == int(row["documents"])
    mark = MARKS[row["language"] or "en"]
    for item in found:
        if item.capture.way is Way.MAP:
            assert isinstance(contents.area(item), Snapshot)
            assert mark.encode() in item.data
        elif item.capture.way is Way.TABLE:
            assert mark.encode() in item.data
        else:
            text = getattr(contents.report(item), "text", "")
            assert text.rstrip().endswith((mark, f"{mark}.")), text


@pytest.mark.parametrize("row", LISTED, ids=FILES)
def test_every_document_tells_its_day_and_outlet_as_the_manifest_does(row: dict[str, str]) -> None:
    first, _, last = row["published"].partition("/")
    for item in items(row["file"]):
        report = contents.report(item)
        published = getattr(report, "published", None) or item.facts.published
        if row["kind"] in {"text", "map"}:
            continue
        assert published is not None
        assert first <= published <= (last or first)
        if row["kind"] == "page":
            assert getattr(report, "outlet", None) == row["outlet"]


def test_sides_have_their_say_in_even_numbers() -> None:
    documents, pages, rows = Counter[str](), Counter[str](), Counter[str]()
    for row in LISTED:
        documents[row["point_of_view"]] += int(row["documents"])
        pages[row["point_of_view"]] += row["kind"] in {"page", "text"}
    with (DEMO / "reports" / "claims.csv").open(encoding="utf-8", newline="") as stream:
        rows.update(row["claimant_side"] for row in csv.DictReader(stream))
    for counted in (documents, pages, rows):
        assert abs(counted["ru"] - counted["ua"]) <= 0.2 * min(counted["ru"], counted["ua"]), counted


def test_every_document_has_its_source_named() -> None:
    sources = (DEMO / "SOURCES.md").read_text(encoding="utf-8")
    for name in FILES:
        named = name.removeprefix("reports/")
        assert f"`{named}`" in sources or name.startswith("maps/"), name


def test_the_set_stays_small() -> None:
    assert sum(path.stat().st_size for path in DEMO.rglob("*") if path.is_file()) < LARGEST
