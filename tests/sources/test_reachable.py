import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fogline.sources.reachable import local_name, normalised, not_public, without_credentials


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("HTTP://News.Example:80/A?b=C#d", "http://news.example/A?b=C"),
        ("https://news.example:443", "https://news.example/"),
        ("https://news.example:8443/", "https://news.example:8443/"),
        ("https://news.example./a", "https://news.example/a"),
        (" https://news.example/a ", "https://news.example/a"),
        ("https://новости.example/сводка", "https://xn--b1amnebsh.example/%D1%81%D0%B2%D0%BE%D0%B4%D0%BA%D0%B0"),
        ("https://news.example/a%20b;c=1?q=%D1%81", "https://news.example/a%20b;c=1?q=%D1%81"),
        ("http://[2606:4700:0::1111]/", "http://[2606:4700::1111]/"),
    ],
)
def test_an_address_is_kept_in_one_form(written: str, kept: str) -> None:
    assert normalised(written) == kept


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("ftp://news.example/", "is no web address"),
        ("file:///etc/passwd", "is no web address"),
        ("news.example/a", "is no web address"),
        ("https://me:secret@news.example/", "holds a name or password"),
        ("https://news.example\\@127.0.0.1/", "holds a blank, a backslash"),
        ("https://news.example/a\r\nHost: other", "holds a blank, a backslash"),
        ("https://news.example:99999/", "check its host and port"),
        ("https://news..example/", "check its host and port"),
        ("https://%31%32%37.0.0.1/", "check its host and port"),
        ("http://[fe80::1%25eth0]/", "check its host and port"),
        ("http://", "check its host and port"),
        ("https://news.example/\ud800", "check its host and port"),
        ("https://" + "a" * 9000, "is longer than 8000 characters"),
    ],
)
def test_what_is_no_address_to_ask_for_says_why(written: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        normalised(written)


def test_no_password_is_shown() -> None:
    assert without_credentials("https://me:secret@news.example/a@b") == "https://news.example/a@b"


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://", "http://a.example/", "//"]))
def test_any_text_is_an_address_or_refused_and_kept_as_it_is_kept(text: str, before: str) -> None:
    try:
        kept = normalised(before + text)
    except ValueError as error:
        assert str(error).startswith(("is ", "holds "))
    else:
        assert kept.isascii()
        assert normalised(kept) == kept


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST", "localhost.", "a.localhost", "localhost.localdomain", "printer.local", "router"),
        *("metadata.google.internal", "nas.lan", "box.home.arpa"),
        *("2130706433", "0x7f000001", "017700000001", "127.1", "127.0.1", "0x7f.1", "0177.0.0.1", "127.0.0.0x1"),
        *("1.2.3.4.5", "134744072", "0", "0x"),
    ],
)
def test_local_names_and_odd_numbers_are_not_looked_up(host: str) -> None:
    assert local_name(normalised(f"http://{host}/").split("/")[2])


@pytest.mark.parametrize(
    "host", ["news.example", "xn--b1amarcd.example", "1.2.3.4", "2606:4700::1111", "4chan.example"]
)
def test_other_names_are(host: str) -> None:
    assert local_name(host) is None


@pytest.mark.parametrize("written", ["①②⑦.⓪.⓪.①", "127。0。0。1", "１２７.0.0.1", "ⓛocalhost", "127.0.0.1."])
def test_look_alikes_are_seen_through(written: str) -> None:
    host = normalised(f"http://{written}/").split("/")[2]
    assert local_name(host) or not_public(host)


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),  # noqa: S104
        *("100.64.0.1", "100.100.100.200", "169.254.169.254", "168.63.129.16", "192.0.0.192", "198.18.0.1"),
        *("192.0.2.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1"),
        *("2002:7f00:1::", "2002:a00:1::1", "2001::1", "3fff::1", "fec0::1", "100::1", "5f00::1", "localhost", ""),
    ],
)
def test_addresses_that_are_not_public_are_refused(ip: str) -> None:
    assert not_public(ip)


@pytest.mark.parametrize(
    "ip",
    ["93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"],
)
def test_public_addresses_may_be_reached(ip: str) -> None:
    assert not_public(ip) is None


@given(st.ip_addresses())
def test_nothing_that_python_knows_as_not_global_is_reached(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if not ip.is_global or ip.is_multicast:
        assert not_public(str(ip))


@given(st.ip_addresses(v=4))
def test_an_address_carried_in_another_is_judged_as_itself(ip: ipaddress.IPv4Address) -> None:
    carried = [f"::ffff:{ip}", f"64:ff9b::{ip}", str(ipaddress.IPv6Address((0x2002 << 112) | (int(ip) << 80)))]
    assert {bool(not_public(each)) for each in carried} == {bool(not_public(str(ip)))}
