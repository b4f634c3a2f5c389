"""Login: who comes in, by what, and how often one may try."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from fogline.runs import accounts, ledgers
from fogline.terms.account import Role
from fogline.views.serving import Holding
from fogline.views.web.admission import Entry
from fogline.views.web.app import application
from fogline.views.web.attempts import ACCOUNT, ADDRESS, BOTH, WINDOW, Attempts
from fogline.views.web.service import Service
from tests.ledger.arrivals import NOON
from tests.views.web.looking import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from httpx import Response

WORDS = "correct horse battery"


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = datetime.fromisoformat(NOON)

    def __call__(self) -> str:
        return self.at.strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def browse(ledger: str, gazetteer: Path, clock: Clock) -> Callable[..., TestClient]:
    """What opens the pages over that ledger, which has two accounts now."""
    with ledgers.opened(ledger, write=True) as database:
        accounts.add(database, "Olha", WORDS, Role.OWNER, NOON)
        accounts.add(database, "Reader", WORDS, Role.READER, NOON)

    def opened(*, reading_open: bool = False, https: bool = False) -> TestClient:
        service = Service(Holding(ledger, gazetteer), clock, entry=Entry(reading_open, https))
        scheme = "https" if https else "http"
        return TestClient(application(service), base_url=f"{scheme}://localhost", follow_redirects=False)

    return opened


def enter(pages: TestClient, name: str, password: str = WORDS, to: str = "/") -> Response:
    """What filling in the login form brings."""
    form = pages.get("/login", params={"to": to}).text
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
    answer: Response = pages.post("/login", data={**fields, "name": name, "password": password})
    return answer


def test_whoever_logs_in_comes_back_to_the_page_that_was_asked_for(browse: Callable[..., TestClient]) -> None:
    pages = browse()
    closed = pages.get("/search?q=luhy")
    assert closed.status_code == 401
    assert 'value="/search?q=luhy"' in closed.text
    assert "Luhy" not in words(closed.text)
    answer = enter(pages, "Reader", to="/search?q=luhy")
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=luhy")
    opened = pages.get("/search?q=luhy")
    assert opened.status_code == 200
    assert "Luhy" in words(opened.text)
    assert 'action="/logout"' in opened.text
    assert "Reader" in opened.text


@pytest.mark.parametrize("to", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "x"])
def test_a_login_leads_to_no_other_site(browse: Callable[..., TestClient], to: str) -> None:
    assert enter(browse(), "Reader", to=to).headers["location"] == "/"


@pytest.mark.parametrize(("name", "password"), [("Reader", "wrong horse battery"), ("Nobody", WORDS), ("", "")])
def test_what_does_not_fit_is_refused_in_the_same_words(
    browse: Callable[..., TestClient], name: str, password: str
) -> None:
    answer = enter(browse(), name, password)
    assert answer.status_code == 401
    assert "do not belong together" in words(answer.text)
    assert "set-cookie" not in answer.headers


def test_the_cookie_of_a_session_is_kept_from_scripts_other_sites_and_plain_http(
    browse: Callable[..., TestClient],
) -> None:
    plain = enter(browse(), "Reader").headers["set-cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=lax" in plain
    assert "Secure" not in plain
    safe = enter(browse(https=True), "Reader").headers["set-cookie"]
    assert safe.startswith("__Host-fogline=")
    assert "Secure" in safe


def test_a_form_that_was_not_made_for_this_browser_is_refused(browse: Callable[..., TestClient]) -> None:
    stranger, pages = browse(), browse()
    form = re.search(r'name="form" value="([^"]*)"', stranger.get("/login").text)
    assert form
    data = {"form": form[1], "name": "Reader", "password": WORDS}
    assert pages.post("/login", data=data).status_code == 403
    enter(pages, "Reader")
    assert pages.post("/logout", data={"form": form[1]}).status_code == 403
    assert pages.post("/logout", data={"form": ""}).status_code == 403
    assert pages.get("/").status_code == 200


def test_after_a_logout_the_session_is_worth_nothing(browse: Callable[..., TestClient]) -> None:
    pages = browse()
    enter(pages, "Reader")
    session = pages.cookies["fogline"]
    form = re.search(r'name="form" value="([^"]*)"', pages.get("/").text)
    assert form
    assert pages.post("/logout", data={"form": form[1]}).status_code == 303
    assert pages.get("/").status_code == 401
    assert pages.get("/", headers={"cookie": f"fogline={session}"}).status_code == 401


def test_a_session_runs_out(browse: Callable[..., TestClient], clock: Clock) -> None:
    pages = browse()
    enter(pages, "Reader")
    clock.at += timedelta(hours=accounts.HOURS) - timedelta(seconds=1)
    assert pages.get("/").status_code == 200
    clock.at += timedelta(seconds=1)
    assert pages.get("/").status_code == 401


def test_after_too_many_attempts_one_has_to_wait(browse: Callable[..., TestClient], clock: Clock) -> None:
    pages = browse()
    for _ in range(BOTH):
        assert enter(pages, "Reader", "wrong horse battery").status_code == 401
    refused = enter(pages, "Reader")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) == WINDOW.total_seconds()
    assert enter(pages, "Olha").status_code == 303
    clock.at += WINDOW
    assert enter(pages, "Reader").status_code == 303


def test_attempts_count_by_account_and_by_address() -> None:
    attempts = Attempts()
    assert not any(attempts.wait("Olha", f"192.0.2.{one}", NOON) for one in range(ACCOUNT))
    assert attempts.wait("Olha", "192.0.2.200", NOON) > 0
    assert not any(attempts.wait(f"name {one}", "198.51.100.1", NOON) for one in range(ADDRESS))
    assert attempts.wait("Ada", "198.51.100.1", NOON) > 0
    assert attempts.wait("Ada", "198.51.100.2", NOON) == 0


def test_who_succeeds_is_not_counted() -> None:
    attempts = Attempts()
    for _ in range(3 * ADDRESS):
        assert attempts.wait("Olha", "192.0.2.1", NOON) == 0
        attempts.succeeded("Olha", "192.0.2.1")


def test_where_reading_is_open_all_read_and_none_add_without_login(browse: Callable[..., TestClient]) -> None:
    pages = browse(reading_open=True)
    opened = pages.get("/")
    assert opened.status_code == 200
    assert 'href="/login"' in opened.text
    assert 'href="/add"' not in opened.text
    assert pages.get("/add").status_code == 401
    enter(pages, "Olha")
    assert 'href="/add"' in pages.get("/").text
    assert pages.get("/add").status_code == 200


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_login_is_in_the_readers_language(browse: Callable[..., TestClient], language: str) -> None:
    said = words(browse().get("/login", params={"lang": language}).text)
    assert {"en": "Password", "uk": "Пароль", "ru": "Имя"}[language] in said
