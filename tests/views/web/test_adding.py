"""Add: files into the ledger by a browser of this machine."""

import re
import time
from pathlib import Path

from starlette.testclient import TestClient

from tests.views.web.conftest import Served
from tests.views.web.looking import links, words

TEXT = b"The ministry said on 3 September 2025 that its troops had taken Luhy."


def added(pages: TestClient, *files: tuple[str, bytes], **fields: str) -> str:
    """What the page of an adding says when it is over."""
    answer = pages.post("/add", files=[("files", file) for file in files], data=fields)
    assert answer.status_code == 200, answer.text
    until = time.monotonic() + 120
    while answer.headers.get("refresh"):
        assert time.monotonic() < until
        answer = pages.get(answer.url.path)
    return words(answer.text)


def test_a_file_is_read_kept_and_shown(served: Served) -> None:
    pages = served(at_home=True)
    said = added(pages, ("news.txt", TEXT))
    assert re.search(r"Done New1 Claims[1-9]", said), said
    found = links(pages.get("/search?in=reports&q=troops+September").text)
    report = next(link for link in found if link.startswith("/report/"))
    assert "news.txt" in words(pages.get(report).text)
    assert "Known already1" in added(pages, ("again.txt", TEXT))


def test_what_cannot_be_read_is_told_and_the_rest_is_kept(served: Served) -> None:
    said = added(
        served(at_home=True),
        ("empty.txt", b""),
        ("../../etc/passwd", TEXT),
        ("x.png", b"\x89PNG\r\n\x1a\n" + bytes(40)),
    )
    assert "New1" in said
    assert "Not readable2" in said
    assert "empty.txt" in said
    assert "etc" not in said


def test_what_is_sent_wrongly_is_refused(served: Served) -> None:
    pages = served(at_home=True)
    form = {"content-type": "multipart/form-data; boundary=x"}
    assert pages.post("/add", files=[("other", ("a.txt", TEXT))]).status_code == 422
    assert pages.post("/add", content=iter([b"--x--"]), headers=form).status_code == 411
    assert pages.post("/add", content=b"", headers={**form, "content-length": str(2**40)}).status_code == 413
    assert pages.post("/add", content=b"nonsense", headers=form).status_code in {400, 422}
    assert pages.post("/add", files=[("files", ("a", TEXT))], data={"map": "M"}).status_code == 422
    other = {"origin": "http://elsewhere.example"}
    assert pages.post("/add", files=[("files", ("a", TEXT))], headers=other).status_code == 403
    passed_on = {"x-forwarded-for": "203.0.113.9"}
    assert pages.post("/add", files=[("files", ("a", TEXT))], headers=passed_on).status_code == 403
    assert pages.get("/add/0000").status_code == 404


def test_others_than_this_machine_cannot_add(served: Served, ledger: str) -> None:
    before = Path(ledger).stat().st_size
    pages = served()
    assert pages.get("/add").status_code == 404
    assert pages.post("/add", files=[("files", ("a.txt", TEXT))]).status_code == 404
    assert 'href="/add"' not in pages.get("/").text
    assert Path(ledger).stat().st_size == before
