"""What a reader finds on the pages."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.views.web.conftest import Served
from tests.views.web.hostile import fill
from tests.views.web.looking import first, links, words


def test_the_front_page_has_what_is_new_and_what_is_disputed(pages: TestClient) -> None:
    page = pages.get("/").text
    said = words(page)
    assert "Staff Ukrainian sideUkrainian side holds Luhy" in said
    disputed = said[said.index("Most disputed") :]
    assert "Luhy" in disputed[: disputed.index("By place")]
    assert "Nyva" not in disputed[: disputed.index("By place")]


def test_a_place_has_what_each_side_says_in_columns(pages: TestClient) -> None:
    said = words(pages.get("/place/geonames:1").text)
    sides = said[said.index("What each side says") :]
    russian, ukrainian = sides.index("Russian side"), sides.index("Ukrainian side 2")
    assert russian < sides.index("Russian side captures Luhy") < ukrainian < sides.index("Ukrainian side holds Luhy")
    assert "Reports themselves" in sides


def test_a_place_says_who_lives_there_and_around(pages: TestClient) -> None:
    said = words(pages.get("/place/geonames:1").text)
    assert "Here900" in said.replace(" ", "")
    assert "Within25km900" in said.replace(" ", "")


def test_of_a_name_the_place_that_is_spoken_of_is_shown(pages: TestClient) -> None:
    found = pages.get("/places?name=luhy")
    assert found.history[0].status_code == 303
    assert found.url.path == "/place/geonames:1"


def test_a_report_keeps_its_own_voice_apart(pages: TestClient) -> None:
    report = next(
        text
        for link in links(pages.get("/search?in=reports").text)
        if link.startswith("/report/") and "heroic" in (text := pages.get(link).text)
    )
    said = words(report)
    others, own = said.index("What it lets others say"), said.rindex("In the report's own voice")
    assert others < said.index("taken half of Luhy", others) < own < said.index("The special operation took", own)
    assert "heroic judgesPraises." in said
    assert "drone video" in said


def test_marks_lead_from_the_text_to_the_statements_and_back(pages: TestClient) -> None:
    for link in links(pages.get("/search?in=reports").text):
        if link.startswith("/report/"):
            page = pages.get(link).text
            inner = [found[1:] for found in links(page) if found.startswith("#")]
            assert inner
            assert all(f'id="{found}"' in page for found in inner)


def test_a_claim_says_who_says_otherwise(pages: TestClient) -> None:
    page = pages.get(first(pages.get("/search?q=took+Luhy&source=the+ministry").text, "/claim/")).text
    said = words(page)
    against = said[said.index("Who says otherwise") :]
    assert "Ukrainian side holds Luhy" in against[: against.index("How it travelled")]
    assert "Chain of custody" in said


def test_a_claim_can_be_cited_and_is_found_again(pages: TestClient) -> None:
    address = first(pages.get("/search?q=took+Luhy").text, "/claim/")
    identifier = address.rpartition("/")[2]
    said = words(pages.get(address).text)
    assert f"Fogline claim {identifier}, read from sha256:" in said
    short = pages.get(address[:-6])
    assert short.url.path == address


def test_a_source_has_its_claims(pages: TestClient) -> None:
    said = words(pages.get("/source?name=staff").text)
    assert said.startswith("Ukrainian side Staff 1 claims in 1 reports")


def test_search_finds_places_sources_claims_and_reports(pages: TestClient) -> None:
    said = words(pages.get("/search?q=luhy").text)
    assert "By that name Luhy Settlement" in said
    assert "ministry took Luhy" not in said.split("Claims")[0]
    assert "By that name Staff" in words(pages.get("/search?q=staff").text)
    reports = pages.get("/search?q=nyva&in=reports").text
    assert [link for link in links(reports) if link.startswith("/report/")]


def test_search_filters_as_the_commands_do(pages: TestClient) -> None:
    said = words(pages.get("/search?side=ua&kind=holds&since=2025-09-05&until=2025-09-05").text)
    assert "holds Luhy still"[6:] in said
    assert "Nothing in the ledger meets all of that." in words(
        pages.get("/search?side=ua&until=2025-09-01&kind=holds").text
    )


def test_a_name_that_nobody_has_is_said_so(pages: TestClient) -> None:
    assert "nobody called “Nemo”" in words(pages.get("/search?source=Nemo").text)
    missing = pages.get("/source?name=Nemo")
    assert missing.status_code == 404
    assert "Not here" in words(missing.text)


def test_whatever_is_asked_wrongly_is_no_failure_of_ours(pages: TestClient) -> None:
    for path in ("/claim/zz", "/claim/", "/report/..%2F..%2Fetc", "/place/none", "/static/../app.py", "/static/app.py"):
        assert pages.get(path).status_code == 404, path
    for query in ("after=x", "after=-1", "since=yesterday", "kind=x", "side=x", "until=9999-12-31", "q=%00", 'q="'):
        assert pages.get(f"/search?{query}").status_code == 200, query
    assert pages.post("/").status_code == 405


def test_paths_of_this_machine_are_not_shown(served: Served, tmp_path: object) -> None:
    pages = served()
    for link in links(pages.get("/search?in=reports").text):
        if link.startswith("/report/"):
            assert str(tmp_path) not in pages.get(link).text


def test_a_page_that_has_not_changed_is_not_sent_again(pages: TestClient) -> None:
    tag = pages.get("/").headers["etag"]
    again = pages.get("/", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_ledger_that_is_not_there_is_said_so(served: Served) -> None:
    answer = served("/nowhere/ledger.sqlite").get("/")
    assert answer.status_code == 503
    assert "fogline add" in words(answer.text)


def test_the_first_page_is_small(pages: TestClient) -> None:
    size = 0
    for path in ("/", *re.findall(r'(?:href|src)="(/static/[^"]+)"', pages.get("/").text)):
        with pages.stream("GET", path, headers={"accept-encoding": "gzip"}) as answer:
            size += sum(map(len, answer.iter_raw()))
    assert size < 60_000


def test_the_sliders_data_come_compressed_and_once(pages: TestClient) -> None:
    plain = pages.get("/situation/steps", headers={"accept-encoding": "identity"})
    assert len(plain.content) > 0
    for coding in ("br", "gzip"):
        given = pages.get("/situation/steps", headers={"accept-encoding": coding})
        assert given.headers["content-encoding"] == coding
        assert given.content == plain.content
        again = pages.get(
            "/situation/steps", headers={"accept-encoding": coding, "if-none-match": given.headers["etag"]}
        )
        assert (again.status_code, again.content) == (304, b"")
        assert given.headers["etag"] != plain.headers["etag"]


def test_a_place_tells_what_the_estimate_of_a_day_is_made_of(pages: TestClient) -> None:
    shown = pages.get("/place/geonames:1?day=2025-09-03").text
    assert "What the estimate is made of" in shown
    assert 'value="2025-09-03"' in shown
    assert "Russian side takes it" in shown
    assert "the side that it serves says it" in shown
    assert "Ukrainian side has it" not in shown
    assert "Ukrainian side has it" in pages.get("/place/geonames:1?day=2025-09-05").text
    assert "Nothing was known" in pages.get("/place/geonames:1?day=1999-01-01").text
    assert pages.get("/place/geonames:1?day=no").status_code == 200


def test_each_figure_of_a_record_opens_into_the_claims_behind_it(pages: TestClient) -> None:
    shown = pages.get("/source?name=Staff").text
    assert "How it has fared" in shown
    links = re.findall(r'href="(/source\?[^"]*became=[^"]*)#newest"', shown)
    assert links
    for link in links:
        behind = pages.get(link.replace("&amp;", "&")).text
        assert "Its claims:" in behind
        assert first(behind, "/claim/") == first(pages.get("/search?q=still").text, "/claim/")


@pytest.mark.parametrize(("language", "word"), [("en", "Disputed"), ("uk", "Заперечується"), ("ru", "Оспаривается")])
def test_a_claim_and_its_report_say_where_it_stands(pages: TestClient, language: str, word: str) -> None:
    (claim,) = pages.get("/search?q=still").text.split('href="/claim/')[1:2]
    shown = pages.get(f"/claim/{claim.partition(chr(34))[0]}?lang={language}").text
    assert f"<b>{word}</b>" in shown
    assert 'class="clashes"' in shown
    (report,) = re.findall(r'href="(/report/[^"]+)"', shown)[:1]
    assert word in pages.get(f"{report}?lang={language}").text


def test_the_front_page_tells_how_it_stands_and_leads_to_the_map(pages: TestClient) -> None:
    shown = pages.get("/").text
    assert "As it stands" in shown
    assert 'href="/situation"' in shown


def test_a_source_is_found_by_whatever_it_is_called(served: Served, tmp_path: Path) -> None:
    where = str(tmp_path / "odd.sqlite")
    fill(where, ["\r", "../..", "a&b=c"])
    pages = served(where)
    found = [link for link in links(pages.get("/sources").text) if link.startswith("/source?")]
    assert len(found) == 3
    assert {pages.get(link).status_code for link in found} == {200}
