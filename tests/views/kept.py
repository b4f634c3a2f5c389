"""Claims of a ledger as hypothesis makes them up, for laws that hold for all of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from fogline.terms.actor import Side
from fogline.terms.capture import Capture, Facts, Way
from fogline.terms.claim import Claim, Manner, Phrase, Voice
from fogline.terms.event import Certainty, Event, EventKind, Evidence, EvidenceKind, Period, Stance, TimeFrame
from fogline.terms.kept import KeptClaim, KeptReport, Maker
from fogline.terms.place import Place, Precision
from fogline.terms.speaker import Speaker

# Words as reports have them, and letters that spreadsheets, terminals and line readers trip over.
NASTY = [
    "=1+1",
    "+7",
    "-1",
    "@x",
    "'",
    "\\",
    "\\u202e",
    '"',
    ",",
    "\n",
    "\r\n",
    "\u202e",
    "\u200b",
    "\u2028",
    "\x85",
    "\0",
]
words = st.lists(st.sampled_from(NASTY) | st.text(max_size=6), max_size=4).map("".join)
days = st.dates(date(2014, 1, 1), date(2030, 1, 1))
spans = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda pair: ((pair[0], pair[0] + pair[1]),))
phrases = st.builds(Phrase, words, spans)
places = st.builds(
    Place,
    st.sampled_from(["geonames:1", "katottg:UA63040000000028473", "name:Luhy"]),
    words,
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
    st.sampled_from(Precision),
    st.sampled_from(["UA", "RU", "PL", "XX", None]),
    st.integers(0, 10**7),
)
periods = st.builds(
    lambda first, length, precision: Period(first.isoformat(), (first + timedelta(days=length)).isoformat(), precision),
    days,
    st.integers(1, 400),
    st.sampled_from(["day", "month", "season", "year", "event"]),
)
sides = st.none() | st.sampled_from(Side)
amounts = st.none() | st.floats(0, 10**9)
events = st.builds(
    Event,
    st.sampled_from(EventKind),
    sides,
    sides,
    st.none() | places,
    st.none() | periods,
    st.none() | st.floats(0, 1),
    amounts,
    spans,
)
manners = st.builds(
    Manner, st.sampled_from(Stance), st.sampled_from(Certainty), st.sampled_from(TimeFrame), st.booleans()
)
claims = st.builds(
    Claim,
    st.text("0123456789abcdef", min_size=24, max_size=24),
    st.sampled_from(Voice),
    st.none() | phrases,
    st.none() | phrases,
    phrases,
    st.none() | st.builds(Speaker, words, st.sampled_from(Side), st.none() | words, st.none() | st.floats(0, 1)),
    st.none() | manners,
    st.lists(events, max_size=3).map(tuple),
    st.lists(st.builds(Evidence, st.sampled_from(EvidenceKind), st.none() | words, spans), max_size=2).map(tuple),
)
captures = st.builds(Capture, words, st.sampled_from(Way), st.just("2025-09-04T12:00:00Z"), st.none() | words)
said = st.none() | words
reports = st.builds(
    KeptReport,
    st.integers(1, 9),
    st.text("0123456789abcdef", min_size=64, max_size=64).map("sha256:".__add__),
    captures,
    st.builds(Facts, said, said, said),
    st.none() | st.sampled_from(["en", "ru", "uk"]),
    said,
    said,
    said,
    st.none() | days.map(date.isoformat),
    days.map(date.isoformat),
    st.integers(0, 9),
)


def _numbered(kept: list[KeptClaim]) -> list[KeptClaim]:
    return [KeptClaim(n, one.claim, one.report, one.said, one.maker) for n, one in enumerate(kept, 1)]


kept_claims = st.builds(
    KeptClaim, st.just(0), claims, reports, days.map(date.isoformat), st.builds(Maker, words, words)
)
# A set of claims as a ledger gives it out: each with a number of its own.
sets = st.lists(kept_claims, max_size=4).map(_numbered)
