"""Reports that were written for demonstration are marked, on every page."""

from pathlib import Path

from fogline.ledger.opening import open_ledger
from tests.ledger.arrivals import put, read
from tests.views.web.conftest import Served
from tests.views.web.looking import first

BANNER = 'class="demo"'


def filled(where: Path, *texts: str) -> str:
    database = open_ledger(str(where), write=True)
    for number, text in enumerate(texts):
        put(database, read(text, f"{number}.txt"))
    database.close()
    return str(where)


def test_every_page_says_that_all_is_invented(tmp_path: Path, served: Served) -> None:
    pages = served(
        filled(tmp_path / "a", "ministry took Luhy. Written for demonstration.", "x y. Написано для демонстрації")
    )
    for path in ("/", "/places", "/place/geonames:1", "/search", "/about", "/read", "/nothing/at/all"):
        said = pages.get(path).text
        assert BANNER in said, path
    assert "the reports in this ledger are not real" in pages.get("/").text
    assert "this report is not real" in pages.get(first(pages.get("/search?in=reports").text, "/report/")).text
    assert "this report is not real" in pages.get(first(pages.get("/search").text, "/claim/")).text


def test_of_some_it_says_how_many(tmp_path: Path, served: Served) -> None:
    where = filled(tmp_path / "b", "ministry took Luhy. Written for demonstration.", "ministry took Luhy", "a b", "c d")
    assert "1 of the 4 reports" in served(where).get("/").text


def test_whoever_only_speaks_of_it_is_not_marked(tmp_path: Path, served: Served) -> None:
    where = filled(tmp_path / "c", "ministry said: “Written for demonstration.” It took Luhy")
    assert BANNER not in served(where).get("/").text
