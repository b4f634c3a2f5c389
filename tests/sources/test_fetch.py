import gzip
import ssl
import threading
import tracemalloc
import zlib
from collections.abc import Iterator
from itertools import count, repeat
from pathlib import Path

import pytest

from fogline.errors import Unreadable
from fogline.sources.fetch import Fetched, Fetcher, Limits, Unchanged, Validators
from fogline.sources.fetch_body import TooLarge, read_body
from fogline.sources.robots import rules
from fogline.terms.capture import Capture, Item, Way
from tests.sources.site import PAGE, PUBLIC, TAKEN, Rerouted, Site, answer, far, near, still

# Of news.example, made for these tests, signed by itself; valid from 2000 to 2200.
CERTIFICATE = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg5cAv021xorGNfMRH
WQ2vgMl4YreLnfBbscU5INandFGhRANCAAS4R1nyh47p9P5MymtBSYTYnlXSgZtB
yllcUDlmW4qN7zlwFoFKyw1L+HdDFKY+ifzlD8rr7AysrStLNL33wBZ9
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBSzCB8aADAgECAgEBMAoGCCqGSM49BAMCMBcxFTATBgNVBAMMDG5ld3MuZXhh
bXBsZTAgFw0wMDAxMDEwMDAwMDBaGA8yMjAwMDEwMTAwMDAwMFowFzEVMBMGA1UE
AwwMbmV3cy5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEuEdZ8oeO
6fT+TMprQUmE2J5V0oGbQcpZXFA5ZluKje85cBaBSssNS/h3QxSmPon85Q/K6+wM
rK0rSzS998AWfaMsMCowFwYDVR0RBBAwDoIMbmV3cy5leGFtcGxlMA8GA1UdEwEB
/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAKzmzOmXrH2tba8geDmta1wFp5e7
LepsO3Sf8MZML3iPAiEAg16zggAwibf9av3hSO5Wff0RKGs4mMroe+NWTISa79c=
-----END CERTIFICATE-----
"""


def refused(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(Unreadable) as error:
        fetcher.fetch(address, TAKEN)
    return error.value.reason


def test_a_page_is_fetched_with_what_its_site_tells_of_it(site: Site) -> None:
    site.answers["/a;b?c=1"] = answer(Content_Type="Text/HTML; Charset=Windows-1251", ETag='"v1"', Set_Cookie="a=b")
    address = f"{site.address}/a;b?c=1"
    fetched = near().fetch(f"{address}#part", TAKEN)
    capture = Capture(address, Way.WEB, TAKEN, "text/html; charset=windows-1251")
    assert fetched == Fetched(Item(PAGE, capture), address, Validators(address, '"v1"'))


def test_it_says_who_asks_and_keeps_no_cookies(site: Site) -> None:
    site.answers["/"] = answer(Set_Cookie="a=b; Path=/")
    fetcher = near()
    for _ in range(2):
        fetcher.fetch(site.address, TAKEN)
    for _, headers in site.asked:
        assert headers["User-Agent"].startswith("Fogline/1.0 (+")
        assert headers["Host"] == site.address.removeprefix("http://")
        assert not {"Cookie", "Authorization", "Referer"} & set(headers)


def test_a_page_that_has_not_changed_is_not_fetched_again(site: Site) -> None:
    def conditional(headers: dict[str, str]) -> bytes:
        if (
            headers.get("If-None-Match") == '"v1"'
            and headers.get("If-Modified-Since") == "Tue, 02 Jan 2024 10:00:00 GMT"
        ):
            return answer(b"", "304 Not Modified")
        return answer(ETag='"v1"', Last_Modified="Tue, 02 Jan 2024 10:00:00 GMT")

    site.answers |= {"/a": conditional, "/moved": answer(b"", "302 Found", Location="/a")}
    first = near().fetch(f"{site.address}/moved", TAKEN)
    assert isinstance(first, Fetched)
    assert (first.item.capture.address, first.final) == (f"{site.address}/moved", f"{site.address}/a")
    assert near().fetch(f"{site.address}/moved", TAKEN, first.validators) == Unchanged(
        f"{site.address}/moved", Validators(f"{site.address}/a", '"v1"', "Tue, 02 Jan 2024 10:00:00 GMT")
    )


def test_what_one_address_told_is_not_told_to_another(site: Site) -> None:
    site.answers["/b"] = lambda headers: answer(b"", "304 Not Modified") if "If-None-Match" in headers else answer()
    assert isinstance(near().fetch(f"{site.address}/b", TAKEN, Validators(f"{site.address}/a", '"v1"')), Fetched)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (answer(b"", "404 Not Found"), "does not exist there (any more) (404)"),
        (answer(b"", "410 Gone"), "does not exist there any more (410)"),
        (answer(b"", "401 Unauthorized"), "is for those who log in (401)"),
        (answer(b"", "403 Forbidden"), "is forbidden to programs or to all (403)"),
        (answer(b"", "429 Too Many Requests", Retry_After="120"), "the site asks to wait 120 seconds (429)"),
        (
            answer(b"", "503 Busy", Retry_After="Tue, 02 Jan 2024 12:00:00 GMT"),
            "the site asks to wait until 2024-01-02T12:00:00Z (503)",
        ),
        (answer(b"", "429 Slow", Retry_After="soon"), "the site asks to wait; try again later (429)"),
        (answer(b"", "500 Oops"), "the site has a fault (500)"),
        (answer(b"", "204 No Content"), "was answered with no page (204)"),
        (answer(b"", "304 Not Modified"), "was answered with no page (304)"),
        (answer(Content_Type="application/pdf"), "is not a page but application/pdf"),
        (answer(Content_Type="image/png; charset=x"), "is not a page but image/png"),
        (answer(Content_Encoding="br"), "came packed as 'br', which was not asked for"),
        (answer(Content_Encoding="gzip"), "came damaged"),
        (answer(gzip.compress(PAGE, mtime=0)[:-9], Content_Encoding="gzip"), "broke off"),
        (answer(Content_Length="500"), "broke off"),
        (answer(Content_Length="999999999999"), "is larger than 1,000,000 bytes"),
        (answer(Content_Length="1, 2"), "was not answered as web servers do"),
        (answer(b"x" * 1_000_001), "is larger than 1,000,000 bytes"),
        (answer(gzip.compress(bytes(5_000_000)), Content_Encoding="gzip"), "is larger than 1,000,000 bytes"),
        (b"SSH-2.0-OpenSSH\r\n", "was not answered as web servers do"),
        (b"", "was not answered as web servers do"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 50_000, "was not answered as web servers do"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "broke off"),
        (answer(b"", "302 Found", Location="file:///etc/passwd"), "redirects to 'file:///etc/passwd', which is no web"),
        (answer(b"", "302 Found", Location="http://a:b@c.example/"), "redirects to 'http://c.example/', which holds"),
        (answer(b"", "302 Found", Location="http://[bad"), "which is not written as web addresses are"),
        (answer(b"", "301 Moved", Location="/gone"), "/gone, which does not exist there (any more) (404)"),
    ],
)
def test_what_is_no_page_says_so_in_a_sentence(site: Site, told: bytes, reason: str) -> None:
    site.answers["/"] = told
    assert reason in refused(near(Limits(size=1_000_000)), site.address)


def test_an_endless_body_is_given_up(site: Site) -> None:
    head = answer(b"", Content_Length="")
    site.answers["/"] = (piece for pieces in ([head], repeat(bytes(65_536))) for piece in pieces)
    assert refused(near(Limits(size=300_000)), site.address).startswith("is larger than 300,000 bytes")


def test_a_server_that_says_nothing_is_left(site: Site) -> None:
    site.answers["/"] = site.silence()
    assert refused(near(Limits(step=0.1)), site.address) == "did not come in time; try again later"


@pytest.mark.parametrize(
    "begins", [b"HTTP/1.1 200 OK\r\n", answer(b"", Content_Length=""), b"HTTP/1.1 102 Wait\r\n\r\n"]
)
def test_a_server_that_drips_is_left_when_the_time_is_over(site: Site, begins: bytes) -> None:
    drops = b"HTTP/1.1 102 Wait\r\n\r\n" if b"102" in begins else b"A: b\r\n"
    site.answers["/"] = (piece for pieces in ([begins], repeat(drops)) for piece in pieces)
    ticks = count()
    fetcher = near(Limits(total=10), lambda: float(next(ticks)))
    assert refused(fetcher, site.address) == "did not come in time; try again later"


def test_a_resolver_that_does_not_answer_is_left() -> None:
    asleep = threading.Event()
    fetcher = Fetcher("1.0", still, lambda _: [str(asleep.wait(30))], limits=Limits(step=0.05))
    assert refused(fetcher, "http://news.example/") == "did not come in time; try again later"
    asleep.set()


def test_a_name_that_is_not_known_says_so() -> None:
    def unknown(_: str) -> list[str]:
        raise OSError

    assert "has a host that is not known" in refused(Fetcher("1.0", still, unknown), "http://news.example/")
    assert "has a host that is not known" in refused(Fetcher("1.0", still, lambda _: []), "http://news.example/")


def test_redirects_end(site: Site) -> None:
    def moved(to: str) -> bytes:
        return answer(b"", "302 Found", Location=to)

    site.answers |= {f"/{n}": moved(f"{n + 1}") for n in range(1, 9)} | {"/6": answer()}
    assert isinstance(near().fetch(f"{site.address}/1", TAKEN), Fetched)
    site.answers["/0"] = moved("/1")
    assert "redirects more than 5 times" in refused(near(), f"{site.address}/0")
    site.answers |= {"/x": moved("/y#1"), "/y": moved("/x")}
    assert "redirects in a circle" in refused(near(), f"{site.address}/x")


HOSTILE = [
    *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "017700000001", "0177.0.0.1", "0x7f.1", "0", "①②⑦.⓪.⓪.①"),
    *("127。0。0。1", "localhost", "LOCALHOST.", "a.localhost", "metadata.google.internal", "169.254.169.254"),
    *(
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::10.0.0.1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00::1]",
        "10.0.0.1",
    ),
    *("100.64.0.1", "224.0.0.1", "news.example@127.0.0.1", "%31%32%37.0.0.1", "127.0.0.1\\@news.example", "router"),
]


@pytest.mark.parametrize("host", HOSTILE)
@pytest.mark.parametrize("redirected", [False, True])
def test_no_form_of_a_private_address_is_reached(site: Site, host: str, redirected: bool) -> None:  # noqa: FBT001
    fetcher, wire = far(site, [PUBLIC])
    site.answers["/"] = answer(b"", "302 Found", Location=f"http://{host}/".encode().decode("latin-1"))
    refused(fetcher, "http://news.example/" if redirected else f"http://{host}/")
    assert set(wire.connected) == ({PUBLIC} if redirected else set())


@pytest.mark.parametrize("found", [["10.0.0.1"], [PUBLIC, "10.0.0.1"], ["::1"], ["fe80::1%eth0"], ["localhost"]])
def test_a_name_that_leads_to_a_private_address_is_not_followed(site: Site, found: list[str]) -> None:
    fetcher, wire = far(site, found)
    assert "only public addresses are fetched" in refused(fetcher, "http://news.example/")
    assert wire.connected == []


def test_a_name_that_is_bound_anew_does_not_lead_inside(site: Site) -> None:
    fetcher, wire = far(site, [PUBLIC], ["127.0.0.1"])
    assert "leads to 127.0.0.1, this machine" in refused(fetcher, "http://news.example/")
    assert wire.connected == [PUBLIC]
    assert site.paths() == ["/robots.txt"]


def test_a_public_name_is_asked_for_once_a_connection_and_a_number_never(site: Site) -> None:
    looked_up: list[str] = []

    def resolve(host: str) -> list[str]:
        looked_up.append(host)
        return [PUBLIC]

    fetcher = Fetcher("1.0", still, resolve, Rerouted(site.server_address[1]))
    fetcher.fetch("http://news.example/", TAKEN)
    fetcher.fetch(f"http://{PUBLIC}/", TAKEN)
    assert looked_up == ["news.example"] * 2
    assert site.asked[0][1]["Host"] == "news.example"


def test_a_host_that_takes_no_connection_says_so(site: Site) -> None:
    port = site.server_address[1]
    site.server_close()
    assert "takes no connection" in refused(near(), f"http://127.0.0.1:{port}/")


def test_the_name_is_what_a_certificate_must_be_for(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = tmp_path / "certificate.pem"
    certificate.write_text(CERTIFICATE)
    site.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    site.tls.load_cert_chain(certificate)
    assert "a certificate that does not hold (self" in refused(far(site, [PUBLIC])[0], "https://news.example/")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert isinstance(far(site, [PUBLIC])[0].fetch("https://news.example/", TAKEN), Fetched)
    assert "a certificate that does not hold (Host" in refused(far(site, [PUBLIC])[0], "https://other.example/")
    site.tls = None
    assert "does not speak https" in refused(far(site, [PUBLIC])[0], "https://news.example/")


def test_no_password_is_sent_or_shown() -> None:
    with pytest.raises(Unreadable) as error:
        near().fetch("https://me:secret@news.example/", TAKEN)
    assert str(error.value).startswith("https://news.example/: holds a name or password")


def test_what_robots_txt_asks_is_obeyed_and_asked_for_once(site: Site) -> None:
    site.answers |= {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /\n\nUser-agent: fogline\nDisallow: /closed\n"),
        "/closed/a": answer(),
        "/moved": answer(b"", "302 Found", Location="/closed/a"),
    }
    fetcher = near()
    assert isinstance(fetcher.fetch(site.address, TAKEN), Fetched)
    assert refused(fetcher, f"{site.address}/closed/a").startswith("is not for programs")
    assert "/closed/a, which is not for programs" in refused(fetcher, f"{site.address}/moved")
    assert site.paths() == ["/robots.txt", "/", "/moved"]


@pytest.mark.parametrize(
    "told",
    [
        answer(b"", "404 Not Found"),
        answer(b"", "403 Forbidden"),
        answer(b"", "302 Found", Location="file:///etc/passwd"),
        answer(b"\xff\xfe\x00Disallow: /"),
        answer(b"#" * 600_000 + b"\nUser-agent: *\nDisallow: /"),
    ],
)
def test_where_there_are_no_rules_everything_may_be_read(site: Site, told: bytes) -> None:
    site.answers["/robots.txt"] = told
    assert isinstance(near().fetch(site.address, TAKEN), Fetched)


def test_a_site_that_cannot_say_its_rules_is_left_alone(site: Site) -> None:
    site.answers["/robots.txt"] = answer(b"", "503 Busy")
    assert refused(near(), site.address).startswith("may not be read now: what the site asks of programs")
    for told in (b"", answer(b"Disallow: /", Content_Encoding="br")):
        site.answers["/robots.txt"] = told
        site.asked.clear()
        assert refused(near(), f"{site.address}/page")
        assert site.paths() == ["/robots.txt"]


def test_rules_for_a_thousand_programs_take_no_memory() -> None:
    many = "".join(f"User-agent: bot{n}\n" for n in range(12_000)) + "Disallow: /a\n" * 20_000
    allows = rules((many + "\nUser-agent: Fogline/9\nDisallow: /*aa*b*c\n").encode())
    assert allows("https://news.example/a")
    assert not allows("https://news.example/aabc")


def test_a_bomb_is_cut_off_while_it_streams() -> None:
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    fed: list[int] = []

    def bomb() -> Iterator[bytes]:
        for _ in range(1000):
            piece = packing.compress(bytes(1_000_000))
            fed.append(len(piece))
            yield piece

    with pytest.raises(TooLarge):
        read_body(bomb(), "gzip", 3_000_000)
    assert len(fed) < 100


def test_one_piece_that_unpacks_to_much_takes_no_memory() -> None:
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    piece = b"".join([*(packing.compress(bytes(1_000_000)) for _ in range(50)), packing.flush()])
    tracemalloc.start()
    with pytest.raises(TooLarge):
        read_body([piece], "gzip", 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize("size", [1, 2, 7, 10_000])
@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("X-GZip", gzip.compress(PAGE[:9], mtime=0) + gzip.compress(PAGE[9:], mtime=0)),
        ("gzip", gzip.compress(PAGE, mtime=0) + b"\0\0trailing"),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("identity", PAGE),
        ("", PAGE),
    ],
)
def test_bodies_are_unpacked_in_whatever_pieces_they_come(coding: str, packed: bytes, size: int) -> None:
    pieces = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert read_body(pieces, coding, 10_000) == PAGE


def test_a_body_that_is_made_of_nothing_is_given_up() -> None:
    with pytest.raises(ValueError, match="came damaged"):
        read_body(repeat(gzip.compress(b"", mtime=0), 5000), "gzip", 10_000_000)
    assert read_body([], "gzip", 10) == b""
