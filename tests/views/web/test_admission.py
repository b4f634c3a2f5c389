"""Every address, asked without login, with each role, with a forged and with an expired session: one table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import anyio
import pytest
from argon2 import PasswordHasher
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from fogline.errors import BrokenLedger
from fogline.runs import accounts, asking, ledgers
from fogline.terms.account import Role
from fogline.terms.kept import Question
from fogline.views.api import kinship, reading
from fogline.views.api.app import routes
from fogline.views.serving import Holding
from fogline.views.web import adding, forms
from fogline.views.web.admission import NEEDS, Entry, Need, addresses, declared
from fogline.views.web.app import application
from fogline.views.web.service import Service
from tests.ledger.arrivals import LUHY, NOON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.applications import Starlette
    from starlette.types import Message

WORDS = "correct horse battery"
EARLIER = f"{int(NOON[:4]) - 1}{NOON[4:]}"
ROLES = [role.value for role in Role]
NOBODY = ("without login", "forged", "tampered", "expired", "ended", "of a removed account")
# The status by what an address needs and who asks; None is whatever the address itself answers, but no refusal.
CLOSED: dict[Need, dict[str, int | None]] = {
    Need.NOTHING: dict.fromkeys([*NOBODY, *ROLES]),
    Need.READING: dict.fromkeys(NOBODY, 401) | dict.fromkeys(ROLES),
    Need.ADDING: dict.fromkeys(NOBODY, 401) | {"reader": 403, "analyst": None, "owner": None},
}
OPEN = CLOSED | {Need.READING: dict.fromkeys([*NOBODY, *ROLES])}


class Served:
    """The application over a ledger with an account of each role, and a session and token for each."""

    def __init__(self, where: str, gazetteer: Path) -> None:
        self.sessions, self.tokens = dict.fromkeys(NOBODY, ""), dict.fromkeys(NOBODY, "")
        with ledgers.opened(where, write=True) as database:
            self.claim = next(iter(asking.claims(database, Question(limit=1)))).claim.id
            for role in reversed(Role):
                accounts.add(database, role.value, WORDS, role, NOON)
                account = accounts.known(database, role.value, WORDS)
                assert account
                self.sessions[role] = accounts.session(database, account, NOON)
                self.tokens[role] = accounts.token(database, role.value, "a bot", NOON)
            accounts.add(database, "gone", WORDS, Role.OWNER, NOON)
            gone = accounts.known(database, "gone", WORDS)
            assert gone
            self.sessions["of a removed account"] = accounts.session(database, gone, NOON)
            self.tokens["of a removed account"] = accounts.token(database, "gone", "a bot", NOON)
            accounts.remove_account(database, "gone")
            self.sessions["ended"] = accounts.session(database, account, NOON)
            accounts.leave(database, self.sessions["ended"])
            self.tokens["ended"] = accounts.token(database, role.value, "taken back", NOON)
            accounts.take_back(database, role.value, "taken back")
            # The last one made: whatever has run out by then is forgotten when another comes in.
            self.sessions["expired"] = accounts.session(database, account, EARLIER)
            self.tokens["expired"] = accounts.token(database, role.value, "old", EARLIER)
        self.sessions["forged"] = self.tokens["forged"] = "A" * 43
        for given in (self.sessions, self.tokens):
            first = given["owner"][0]
            given["tampered"] = ("B" if first == "A" else "A") + given["owner"][1:]
        self.holding, self.gazetteer = Holding(where, gazetteer), gazetteer

    def app(self, *, reading_open: bool) -> Starlette:
        service = Service(self.holding, lambda: NOON, entry=Entry(reading_open))
        return application(service, routes(self.holding))

    def browser(self, who: str, *, reading_open: bool = False) -> TestClient:
        words = self.sessions[who]
        headers = {"cookie": f"fogline={words}"} if words else {}
        app = self.app(reading_open=reading_open)
        return TestClient(app, base_url="http://localhost", headers=headers, follow_redirects=False)


@pytest.fixture
def everyone(ledger: str, gazetteer: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    # As many hashes as here take longer than all that is asked.
    monkeypatch.setattr(accounts, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    return Served(ledger, gazetteer)


def asked(app: Starlette, claim: str) -> Iterator[tuple[str, str, str]]:
    """Each address of `app` as NEEDS has it, a way to ask it, and the path with something put in."""
    values = {"name": LUHY.id, "id": claim, "part": claim}
    for route, prefix in flat(app.routes, ""):
        path = re.sub(r"{(\w+)(?::\w+)?}", lambda found: values[found[1]], prefix + route.path)
        for method in sorted(route.methods or ()):
            yield prefix + route.path, method, path


def flat(some: object, prefix: str) -> Iterator[tuple[Route, str]]:
    for route in some:  # type: ignore[attr-defined]
        if isinstance(route, Mount):
            yield from flat(route.routes, prefix + route.path)
        else:
            assert isinstance(route, Route)
            yield route, prefix


@pytest.mark.parametrize("who", [*NOBODY, *ROLES])
@pytest.mark.parametrize("reading_open", [False, True])
def test_every_address_lets_in_whom_it_should(everyone: Served, who: str, *, reading_open: bool) -> None:
    table = OPEN if reading_open else CLOSED
    browser = everyone.browser(who, reading_open=reading_open)
    app = everyone.app(reading_open=reading_open)
    seen = set()
    for address, method, path in asked(app, everyone.claim):
        seen.add(address)
        expected = table[NEEDS[address]][who]
        answer = browser.request(method, path)
        if expected is None:
            # A form of which nothing was sent is refused for that: 415, or, as not made for this browser, 403.
            assert answer.status_code not in {401, 500}, (method, path)
            assert answer.status_code != 403 or method == "POST", (method, path)
        else:
            assert answer.status_code == expected, (method, path)
            assert "luhy" not in answer.text.lower().replace(path.lower(), "")
        if not address.startswith("/static"):
            assert answer.headers["cache-control"] == "private, no-cache", (method, path)
    assert seen == set(NEEDS)


@pytest.mark.parametrize("who", [*NOBODY, *ROLES])
@pytest.mark.parametrize("reading_open", [False, True])
def test_a_token_lets_a_program_ask_the_api(everyone: Served, who: str, *, reading_open: bool) -> None:
    client = TestClient(everyone.app(reading_open=reading_open), base_url="http://localhost")
    words = everyone.tokens[who]
    headers = {"authorization": f"Bearer {words}"} if words else {}
    answer = client.get("/api/v1/claims", headers=headers)
    # What is sent and not valid is refused even where all may read: the program should know.
    wanted = 200 if who in ROLES or (reading_open and who == "without login") else 401
    assert answer.status_code == wanted
    if wanted == 401:
        assert answer.json()["error"]["code"] == "no_entry"
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert client.get("/add", headers=headers).status_code == 401  # a token opens no page


@pytest.mark.parametrize("who", [*NOBODY, *ROLES])
def test_every_address_of_the_api_takes_tokens_by_the_same_table(everyone: Served, who: str) -> None:
    app = everyone.app(reading_open=False)
    client = TestClient(app, base_url="http://localhost", follow_redirects=False)
    words = everyone.tokens[who]
    headers = {"authorization": f"Bearer {words}"} if words else {}
    for address, method, path in asked(app, everyone.claim):
        if address.startswith("/api/"):
            answer, expected = client.request(method, path, headers=headers), CLOSED[NEEDS[address]][who]
            assert answer.status_code not in {401, 403, 500} if expected is None else answer.status_code == expected, (
                path
            )


# Forms that change nothing, or that whoever is not known yet sends: what each answers to an empty one.
WITHOUT_FORM = {"/read": 422, "/api/v1/read": 415, "/api/v1/kinship": 403}


def test_every_address_that_is_sent_to_takes_forms_of_its_own_pages_only(everyone: Served) -> None:
    app, browser = everyone.app(reading_open=False), everyone.browser("owner")
    form = {"content-type": "application/x-www-form-urlencoded"}
    multipart = {"content-type": "multipart/form-data; boundary=x"}
    elsewhere = [
        {"origin": "http://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ]
    sent_to = {(address, path) for address, method, path in asked(app, everyone.claim) if method == "POST"}
    assert {"/add", "/login", "/logout", "/claim/{part}/correct", "/claim/{part}/kin"} <= {one for one, _ in sent_to}
    for address, path in sorted(sent_to):
        kind, body = (multipart, b"--x--\r\n") if address == "/add" else (form, b"")
        assert browser.post(path, content=body, headers=kind).status_code == WITHOUT_FORM.get(address, 403), address
        foreign = b"form=" + b"0" * 64
        if address not in WITHOUT_FORM and kind is form:
            assert browser.post(path, content=foreign, headers=kind).status_code == 403, address
        for headers in elsewhere:
            assert browser.post(path, content=body, headers=kind | headers).status_code == 403, (address, headers)


@pytest.mark.parametrize("header", ["Basic b2xoYTpwYXNz", "Bearer", "Bearer ", "", "Bearer \xff"])
def test_other_credentials_let_nobody_in(everyone: Served, header: str) -> None:
    client = TestClient(everyone.app(reading_open=False), base_url="http://localhost")
    assert client.get("/api/v1/head", headers={"authorization": header.encode("latin-1")}).status_code == 401


def test_a_session_is_no_token_nor_a_token_a_session(everyone: Served) -> None:
    client = TestClient(everyone.app(reading_open=False), base_url="http://localhost")
    session, token = everyone.sessions["owner"], everyone.tokens["owner"]
    assert client.get("/api/v1/head", headers={"authorization": f"Bearer {session}"}).status_code == 401
    assert client.get("/", headers={"cookie": f"fogline={token}"}).status_code == 401


def test_an_address_that_does_not_say_what_it_needs_stops_the_start() -> None:
    async def nothing(_: object) -> None: ...

    with pytest.raises(LookupError, match=r"/new/\{part\}"):
        declared([Mount("/new", routes=[Route("/{part}", nothing)])])
    assert list(addresses([Mount("/new", routes=[Route("/{part}", nothing)])])) == ["/new/{part}"]


def raw(app: Starlette, method: str, path: str, headers: dict[str, str]) -> int:
    """The status of the answer to a request as it may come over the wire, of whose body nothing ever comes."""
    told: list[Message] = []

    async def never() -> Message:
        await anyio.sleep_forever()
        raise AssertionError

    async def tell(message: Message) -> None:
        told.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": b"",
        "http_version": "1.1",
        "headers": [(name.encode(), value.encode()) for name, value in ({"host": "localhost"} | headers).items()],
        "client": ("192.0.2.1", 1),
        "server": ("localhost", 80),
    }
    anyio.run(app, scope, never, tell)
    return int(told[0]["status"])


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2fapp.py",
        "/static//etc/passwd",
        "/static/..%5capp.py",
        "/add/../../etc/passwd",
        "/add/%2e%2e%2fledger.sqlite",
        "/report/..%2f..%2fetc%2fpasswd",
        "/api/v1/../../add",
        "/login/../add",
        "/static/../add",
        "//add",
        "/ADD",
        "/nothing",
    ],
)
def test_no_path_leads_out_of_what_is_served_or_around_the_login(everyone: Served, path: str) -> None:
    app, session = everyone.app(reading_open=False), everyone.sessions["owner"]
    assert raw(app, "GET", path, {}) in {401, 404}
    assert raw(app, "GET", path, {"cookie": f"fogline={session}"}) == 404


@pytest.mark.parametrize("path", ["/add\n", "/add/", "/add/x\n", "/a%64d"])
def test_other_ways_to_write_an_address_need_the_same(everyone: Served, path: str) -> None:
    session = everyone.sessions["reader"]
    app = everyone.app(reading_open=True)
    assert raw(app, "GET", path, {}) in {401, 404, 307}
    assert raw(app, "GET", path, {"cookie": f"fogline={session}"}) in {403, 404, 307}


def test_a_ledger_that_is_gone_lets_nobody_in(everyone: Served, ledger: str, tmp_path: Path) -> None:
    browser = everyone.browser("owner")
    assert browser.get("/").status_code == 200
    (tmp_path / "ledger.sqlite").rename(tmp_path / "elsewhere.sqlite")
    with pytest.raises(BrokenLedger), ledgers.opened(ledger, write=False):
        pass
    assert browser.get("/").status_code == 503
    assert browser.get("/api/v1/head").status_code == 503


FORM = re.compile(r'name="form" value="([^"]*)"')


def test_an_analyst_adds_from_elsewhere_only_by_a_form_of_these_pages(everyone: Served) -> None:
    browser = everyone.browser("analyst")
    form = FORM.search(browser.get("/add").text)
    assert form
    files = [("files", ("empty.txt", b""))]
    assert browser.post("/add", files=files).status_code == 403
    assert browser.post("/add", files=files, data={"form": "0" * 64}).status_code == 403
    other = everyone.browser("owner").post("/add", files=files, data={"form": form[1]})
    assert other.status_code == 403
    assert browser.post("/add", files=files, data={"form": form[1]}).status_code == 303
    elsewhere = {"origin": "http://elsewhere.example"}
    assert browser.post("/add", files=files, data={"form": form[1]}, headers=elsewhere).status_code == 403


def test_what_is_too_large_is_refused_before_it_has_come(everyone: Served) -> None:
    multipart = {"content-type": "multipart/form-data; boundary=x", "content-length": str(adding.MOST + 1)}
    assert everyone.browser("analyst").post("/add", content=b"", headers=multipart).status_code == 413
    assert everyone.browser("reader").post("/add", content=b"", headers=multipart).status_code == 403
    assert everyone.browser("without login").post("/add", content=b"", headers=multipart).status_code == 401
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert everyone.browser("reader").post("/read", content=b"x" * (forms.MOST + 1), headers=form).status_code == 413
    assert everyone.browser("without login").post("/login", content=b"x" * (forms.MOST + 1)).status_code == 413
    analyst = everyone.browser("analyst")
    for path in (f"/claim/{everyone.claim}/correct", f"/claim/{everyone.claim}/kin", "/logout"):
        assert analyst.post(path, content=b"x" * (forms.MOST + 1), headers=form).status_code == 413, path
    token = {"authorization": f"Bearer {everyone.tokens['analyst']}", "content-type": "application/json"}
    for path, most in (("/api/v1/read", reading.LARGEST), ("/api/v1/kinship", kinship.LARGEST)):
        assert analyst.post(path, content=b"x" * (most + 1), headers=token).status_code == 413, path


# As /claim/{part}/kin, so /report/{part}/kin.
SLOW = [
    ("/add", "multipart/form-data; boundary=x"),
    ("/read", "application/x-www-form-urlencoded"),
    ("/login", "application/x-www-form-urlencoded"),
    ("/logout", "application/x-www-form-urlencoded"),
    ("/claim/CLAIM/correct", "application/x-www-form-urlencoded"),
    ("/claim/CLAIM/kin", "application/x-www-form-urlencoded"),
    ("/forecast/CLAIM/resolve", "application/x-www-form-urlencoded"),
    ("/place/CLAIM/displacement", "application/x-www-form-urlencoded"),
    ("/api/v1/kinship", "application/json"),
    ("/api/v1/read", "application/json"),
]


@pytest.mark.parametrize(("path", "kind"), SLOW)
def test_what_comes_too_slowly_is_refused(
    everyone: Served, monkeypatch: pytest.MonkeyPatch, path: str, kind: str
) -> None:
    monkeypatch.setattr(adding, "PATIENCE", 0)
    monkeypatch.setattr(forms, "PATIENCE", 0)
    session = everyone.sessions["analyst"]
    monkeypatch.setattr(kinship, "PATIENCE", 0)
    monkeypatch.setattr(reading, "PATIENCE", 0)
    headers = {"cookie": f"fogline={session}", "content-type": kind, "content-length": "1000"}
    if path.startswith("/api/"):
        headers = headers | {"authorization": f"Bearer {everyone.tokens['analyst']}"}
    status = raw(everyone.app(reading_open=False), "POST", path.replace("CLAIM", everyone.claim), headers)
    assert status == {"/api/v1/read": 503}.get(path, 408)


def test_the_table_of_slow_requests_lacks_no_address(everyone: Served) -> None:
    written = (path.replace("/place/CLAIM", "/place/{part:path}").replace("CLAIM", "{part}") for path, _ in SLOW)
    timed = {*written, "/report/{part}/kin"}
    app = everyone.app(reading_open=False)
    assert {address for address, method, _ in asked(app, everyone.claim) if method == "POST"} <= timed
