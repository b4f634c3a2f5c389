"""Read: a text or an address, read at once and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from threading import BoundedSemaphore, Thread
from typing import TYPE_CHECKING

from fogline.runs import arriving
from fogline.runs import reading as runs
from fogline.terms.reading import Failure
from fogline.views.web.article import Article, article
from fogline.views.web.page import Asked, Page

if TYPE_CHECKING:
    from fogline.terms.reading import Outcome

# Letters of a text, of an address; texts that are read at the same time.
MOST, LONGEST = 200_000, 2_000
TURNS = BoundedSemaphore(2)
# Seconds that a reader waits for a turn.
PATIENCE = 20
NAME = "text"


@dataclass(frozen=True, slots=True)
class Read:
    """What was sent, and what was read of it; `trouble` names what stood in the way, `detail` is in its own words."""

    text: str
    address: str
    most: int
    article: Article | None = None
    trouble: str | None = None
    detail: str = ""


def read(asked: Asked) -> Page:
    """The form, and, where something was sent, what stands in it."""
    title = asked.tongue.say("nav.read")
    sent = asked.sent
    if sent is None:
        # While somebody pastes, what reads gets ready.
        Thread(target=asked.service.holding.reader, daemon=True).start()
        return Page("read.html", title, Read("", "", MOST))
    text, address = sent.get("text", ""), sent.get("address", "").strip()
    trouble = _trouble(text, address)
    if trouble:
        return Page("read.html", title, Read(text[:MOST], address[:LONGEST], MOST, trouble=trouble), 422)
    if not TURNS.acquire(timeout=PATIENCE):
        return Page("read.html", title, Read(text, address, MOST, trouble="busy"), 503)
    try:
        outcome = _outcome(asked, text, address)
    finally:
        TURNS.release()
    if isinstance(outcome, Failure):
        return Page("read.html", title, Read(text, address, MOST, trouble="unread", detail=outcome.reason), 422)
    return Page("read.html", title, Read(text, address, MOST, article(outcome, asked.telling)))


def _trouble(text: str, address: str) -> str | None:
    if not text.strip() and not address:
        return "nothing"
    if len(text) > MOST or len(address) > LONGEST:
        return "long"
    if address and not address.startswith(arriving.ADDRESSES):
        return "address_wrong"
    return None


def _outcome(asked: Asked, text: str, address: str) -> Outcome:
    reader = asked.service.holding.reader()
    if not address:
        return runs.read_text(reader, text, NAME)
    fetch = arriving.fetcher(private=False)
    items = arriving.arrivals(None, [address], None, asked.service.clock, fetch)
    return next(runs.read_items(reader, islice(items, 1)), Failure(address, runs.NO_REPORT))
