"""The dates of feeds, in every form that they are met in: the day as printed, and the moment if the zone is known."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_tz

LONGEST = 100
ISO = re.compile(
    r"(?P<y>\d{4})-?(?P<m>\d\d)-?(?P<d>\d\d)"
    r"(?:(?:\s*T\s*|\s+)(?P<H>\d\d):?(?P<M>\d\d)(?::?(?P<S>\d\d)(?:[.,]\d+)?)?\s*(?P<zone>.*))?",
    re.ASCII,
)
DOTTED = re.compile(
    r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})(?:,?\s+(?P<H>\d\d?):(?P<M>\d\d)(?::(?P<S>\d\d))?\s*(?P<zone>.*))?",
    re.ASCII,
)
OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d\d):?(\d\d)", re.ASCII)
# Hours of the zone names that are met and mean one thing only.
ZONES = {"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "MSK": 3, "EET": 2, "EEST": 3, "CET": 1, "CEST": 2}
ZONES |= {"EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
# How the names of months begin in Russian and in Ukrainian.
OTHER_MONTHS = (
    "янв фев мар апр ма июн июл авг сен окт ноя дек".split(),
    "січ лют бер кві тра чер лип сер вер жов лис гру".split(),
)
WORD = re.compile(r"[^\W\d_]+\.?")


def read_date(told: str) -> tuple[str | None, str | None]:
    """The ISO date and the ISO 8601 moment in UTC of a date as a feed prints it, each None where it is not told.

    The date is the day where it was printed. A time of day without a zone that we know is no moment.
    """
    told = " ".join(told[:LONGEST].split())
    form = ISO.fullmatch(told) or DOTTED.fullmatch(told)
    try:
        if form:
            year, month, day = int(form["y"]), int(form["m"]), int(form["d"])
            time = (int(form["H"]), int(form["M"]), int(form["S"] or 0)) if form["H"] else None
            return _told((year, month, day), time, form["zone"] or "")
        return _from_mail(told)
    except (ValueError, OverflowError):
        return None, None


def _from_mail(told: str) -> tuple[str | None, str | None]:
    """As mails have it ("Tue, 02 Jan 2024 10:00:00 +0200"), day names and seconds left out or not."""
    english = WORD.sub(_in_english, told).replace(" г.", "").replace(" р.", "").strip()
    timed = ":" in english
    parsed = parsedate_tz(english if timed else f"{english} 00:00")
    if not parsed:
        return None, None
    year, month, day, hour, minute, second = parsed[:6]
    if not timed:
        return _told((year, month, day), None, "")
    return _told((year, month, day), (hour, minute, second), english.rpartition(" ")[2])


def _in_english(word: re.Match[str]) -> str:
    lower = word[0].lower()
    for months in OTHER_MONTHS:
        for number, beginning in enumerate(months):
            if lower.startswith(beginning):
                return MONTHS[number]
    return word[0] if word[0].isascii() else ""


def _told(day: tuple[int, int, int], time: tuple[int, int, int] | None, zone: str) -> tuple[str, str | None]:
    published = date(*day).isoformat()
    offset = _offset(zone)
    if time is None or offset is None:
        return published, None
    hour, minute, second = time
    # A leap second, and midnight written as 24:00, are the moment after.
    start = datetime(*day, tzinfo=UTC) + timedelta(hours=hour, minutes=minute, seconds=second)
    return published, f"{(start - offset).replace(tzinfo=None).isoformat()}Z"


def _offset(zone: str) -> timedelta | None:
    zone = zone.strip("() ").upper()
    found = OFFSET.fullmatch(zone)
    if found:
        ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return ahead if found[1] == "+" else -ahead
    return timedelta(hours=ZONES[zone]) if zone in ZONES else None
