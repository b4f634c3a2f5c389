"""Which web addresses may be reached: how they are written, and where they lead."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

PORTS = {"http": 80, "https": 443}
MALFORMED = "is not written as web addresses are; check its host and port"
LONGEST = 8000
CREDENTIALS = re.compile(r"//[^/?#]*@")
# Left as they are in paths and queries: what may stand there, and what is percent-encoded already.
KEPT = "/%:@!$&'()*+,;=~-._"
LONGEST_NAME = 253
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
# A name whose last part is a number is read as a number by many programs ("0x7f.1", "2130706433", "017700000001").
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
LOCAL_ENDINGS = (".localhost", ".localdomain", ".local", ".internal", ".intranet", ".lan", ".home.arpa")

# From IANA's registries of special-purpose addresses (RFC 6890 and its successors); the first that holds an address
# names it. Written down here since what `ipaddress` calls global differs from one version of Python to the next.
NOT_PUBLIC = tuple(
    (ipaddress.ip_network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's inner network"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "a cloud's own services"),
        ("169.254.0.0/16", "the local link or a cloud's own services"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a reserved network"),
        ("192.0.2.0/24", "a network for examples"),
        ("192.88.99.0/24", "a reserved network"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "a network for tests"),
        ("198.51.100.0/24", "a network for examples"),
        ("203.0.113.0/24", "a network for examples"),
        ("224.0.0.0/4", "many machines at once"),
        ("240.0.0.0/4", "a reserved network"),
        ("::/127", "this machine"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "the local link"),
        ("ff00::/8", "many machines at once"),
        ("2001::/23", "a reserved network"),
        ("2001:db8::/32", "a network for examples"),
        ("3fff::/20", "a network for examples"),
    )
)
PUBLIC_6 = ipaddress.ip_network("2000::/3")
# Of these the part that begins at a bit is an IPv4 address, to which a packet may be passed on.
CARRIERS = (
    (ipaddress.ip_network("::ffff:0:0/96"), 96),
    (ipaddress.ip_network("64:ff9b::/96"), 96),
    (ipaddress.ip_network("2002::/16"), 16),
)


def normalised(address: str) -> str:
    """`address` as it is asked for and kept: host in lower case and ASCII, without default port and fragment.

    Raises ValueError, with a sentence, for what is no http or https address or holds a name and password.
    """
    address = address.strip()
    if len(address) > LONGEST:
        message = f"is longer than {LONGEST} characters, which no page's address is"
        raise ValueError(message)
    if any(character <= " " or character in "\\\x7f" for character in address):
        raise ValueError("holds a blank, a backslash or a control character; copy the address again")
    scheme = address.partition(":")[0].lower()
    if scheme not in PORTS:
        raise ValueError("is no web address; give one that begins with http:// or https://")
    if CREDENTIALS.search(address):
        raise ValueError("holds a name or password, which is not sent; give the address without it")
    try:
        parts = urlsplit(address)
        host, port = _host(parts.hostname or ""), parts.port
        path = quote(parts.path or "/", safe=KEPT)
        query = quote(parts.query, safe=KEPT + "?[]|")
    except ValueError:
        raise ValueError(MALFORMED) from None
    place = f"[{host}]" if ":" in host else host
    shown = place if port in {None, PORTS[scheme]} else f"{place}:{port}"
    return urlunsplit((scheme, shown, path, query, ""))


def led_to(address: str, target: str) -> str:
    """The normalised address that `target`, relative or not, means on the page at `address`; raises as `normalised`."""
    try:
        joined = urljoin(address, target)
    except ValueError:
        raise ValueError(MALFORMED) from None
    return normalised(joined)


def site_of(address: str) -> str:
    """Scheme, host and port of a normalised address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def without_credentials(address: str) -> str:
    """`address` with what stands before an "@" in its host cut out, so that no password is shown."""
    return CREDENTIALS.sub("//", address.strip(), count=1)


def _host(host: str) -> str:
    """`host` in ASCII; raises ValueError where it is none."""
    if ":" in host:
        if "%" in host:
            raise ValueError("a zone means a network card of this machine")
        return str(ipaddress.IPv6Address(host))
    if len(host) > LONGEST_NAME:
        raise ValueError("too long, and encoding it takes quadratic time")
    if not host.isascii():
        # Replaces Unicode's look-alikes of digits and dots too: after it, what is checked is what is asked for.
        host = host.encode("idna").decode("ascii").lower()
    host = host.removesuffix(".")
    if not all(LABEL.fullmatch(label) for label in host.split(".")):
        raise ValueError("not a name")
    return host


def is_numeric(host: str) -> bool:
    """Whether `host` is an address itself and no name."""
    return _parsed(host) is not None


def local_name(host: str) -> str | None:
    """Why the name `host`, normalised, may not be looked up, or None: it is local, or an odd way to write a number."""
    if is_numeric(host):
        return None
    if NUMBER.fullmatch(host.rpartition(".")[2]):
        return f"has the host {host}, an unusual way to write a number; give its name"
    if "." not in host or host.endswith(LOCAL_ENDINGS):
        return f"leads to {host}, a name of this machine or the local network; only public addresses are fetched"
    return None


def not_public(ip: str) -> str | None:
    """Why the numeric address `ip` may not be reached, or None where it is public."""
    parsed = _parsed(ip)
    kind = _kind(parsed) if parsed else "no address"
    return f"leads to {ip}, {kind}; only public addresses are fetched" if kind else None


def _parsed(ip: str) -> IPv4Address | IPv6Address | None:
    try:
        return ipaddress.ip_address(ip)
    except ValueError:
        return None


def _kind(ip: IPv4Address | IPv6Address) -> str | None:
    for carrier, start in CARRIERS:
        if ip in carrier:
            inner = _kind(ipaddress.IPv4Address(int(ip) >> (96 - start) & 0xFFFFFFFF))
            return f"which carries an address of {inner}" if inner else None
    for network, kind in NOT_PUBLIC:
        if ip in network:
            return kind
    scoped = getattr(ip, "scope_id", None)
    return "a reserved network" if scoped or (ip.version == PUBLIC_6.version and ip not in PUBLIC_6) else None
