"""Feeds into the ledger, from a web server on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fogline.ledger import asking
from fogline.ledger.verifying import verify
from fogline.runs.adding import Means, add
from fogline.runs.arriving import arrivals, feeds, fetcher, followed
from fogline.terms.kept import Question
from tests.runs.test_adding import GAZETTEER, NOON, first_words
from tests.sources.site import answer

if TYPE_CHECKING:
    from fogline.ledger.database import Database
    from fogline.runs.adding import Tally
    from fogline.terms.reading import Failure
    from tests.sources.site import Site

PAGE = "<html><head><title>{0}</title></head><body><article><p>{0} is lost, says the staff.</p></article></body></html>"


def feed(*names: str) -> bytes:
    items = "".join(f"<item><title>{name}</title><link>/{name}</link><guid>{name}</guid></item>" for name in names)
    return f"<rss><channel><title>Staff</title>{items}</channel></rss>".encode()


def follow(ledger: Database, site: Site, told: list[Failure], now: str = NOON) -> Tally:
    means = Means(first_words, GAZETTEER, lambda: now, told.append, lambda _: None)
    address = f"{site.address}/feed"
    return add(ledger, followed(ledger, [address], lambda: now, fetcher(private=True)), means)


def publish(site: Site, *names: str) -> None:
    site.answers["/robots.txt"] = answer(b"", "404 Not Found")
    site.answers["/feed"] = answer(feed(*names), Content_Type="application/rss+xml", ETag=f'"{len(names)}"')
    for name in names:
        site.answers[f"/{name}"] = answer(PAGE.format(name).encode())


def test_each_item_of_a_feed_is_fetched_once(ledger: Database, site: Site) -> None:
    publish(site, "Luhy")
    told: list[Failure] = []
    assert follow(ledger, site, told).new == 1
    publish(site, "Luhy", "Nyva")
    assert follow(ledger, site, told).new == 1
    assert told == []
    assert site.paths().count("/Luhy") == 1
    titles = {report.title for report in asking.reports(ledger, Question())}
    assert titles == {"Luhy", "Nyva"}
    assert feeds(ledger) == [f"{site.address}/feed"]
    asked = [headers for path, headers in site.asked if path == "/feed"]
    assert '"1"' in {name.lower(): value for name, value in asked[1].items()}["if-none-match"]


def test_a_page_that_cannot_be_had_is_asked_for_again_for_a_day(ledger: Database, site: Site) -> None:
    publish(site, "Luhy", "Nyva")
    broken, site.answers["/Luhy"] = site.answers["/Luhy"], answer(b"", "503 Busy")
    told: list[Failure] = []
    follow(ledger, site, told, "2025-09-01T12:00:00Z")
    assert [failure.path for failure in told] == [f"{site.address}/Luhy"]
    follow(ledger, site, told, "2025-09-01T13:00:00Z")
    site.answers["/Luhy"] = broken
    assert follow(ledger, site, told, "2025-09-01T14:00:00Z").new == 1
    assert [site.paths().count(path) for path in ("/Luhy", "/Nyva")] == [3, 1]
    site.answers["/feed"], site.answers["/Kut"] = answer(feed("Kut")), answer(b"", "410 Gone")
    for day in (1, 2, 4, 5):
        follow(ledger, site, told, f"2025-09-0{day}T15:00:00Z")
    assert site.paths().count("/Kut") == 2


def test_an_address_on_this_machine_is_refused_unless_asked_for(ledger: Database, site: Site) -> None:
    told: list[Failure] = []
    means = Means(first_words, GAZETTEER, lambda: NOON, told.append, lambda _: None)
    address = f"{site.address}/"
    tally = add(ledger, arrivals(ledger, [address], None, lambda: NOON, fetcher(private=False)), means)
    assert (tally.new, tally.failed) == (0, 1)
    assert site.paths() == []
    assert told[0].path == address


def fetch_again(ledger: Database, address: str) -> Tally:
    means = Means(first_words, GAZETTEER, lambda: NOON, lambda _: None, lambda _: None)
    return add(ledger, arrivals(ledger, [address], None, lambda: NOON, fetcher(private=True)), means)


@pytest.mark.parametrize(
    ("sent", "back"),
    [
        ({"ETag": '"v1"'}, ("if-none-match", '"v1"')),
        ({"Last_Modified": "Mon, 01 Sep 2025 12:00:00 GMT"}, ("if-modified-since", "Mon, 01 Sep 2025 12:00:00 GMT")),
    ],
)
def test_of_a_known_page_it_is_asked_whether_it_has_changed(
    ledger: Database, site: Site, sent: dict[str, str], back: tuple[str, str]
) -> None:
    publish(site)
    site.answers["/page"] = answer(PAGE.format("Luhy").encode(), **sent)
    address = f"{site.address}/page"
    assert fetch_again(ledger, address).new == 1
    site.answers["/page"] = answer(b"", "304 Not Modified")
    tally = fetch_again(ledger, address)
    assert (tally.new, tally.known, tally.failed) == (0, 1, 0)
    first, second = (
        {name.lower(): value for name, value in told.items()} for path, told in site.asked if path == "/page"
    )
    assert not {"if-none-match", "if-modified-since"} & first.keys()
    assert second[back[0]].strip() == back[1]
    site.answers["/page"] = answer(PAGE.format("Nyva").encode(), ETag='"v2"')
    assert fetch_again(ledger, address).new == 1
    assert [report.title for report in asking.reports(ledger, Question())] == ["Nyva"]
    site.answers["/page"] = answer(b"", "304 Not Modified")
    assert fetch_again(ledger, address).known == 1
    assert '"v2"' in {name.lower(): value for name, value in site.asked[-1][1].items()}["if-none-match"]
    assert not list(verify(ledger, lambda _: None))


def test_marks_of_a_page_elsewhere_are_not_sent_to_the_address_that_led_there(ledger: Database, site: Site) -> None:
    publish(site)
    site.answers["/old"] = answer(b"", "301 Moved", Location="/new")
    site.answers["/new"] = answer(PAGE.format("Luhy").encode(), ETag='"new"')
    assert fetch_again(ledger, f"{site.address}/old").new == 1
    assert fetch_again(ledger, f"{site.address}/old").known == 1
    assert not any("if-none-match" in {name.lower() for name in told} for _, told in site.asked)
