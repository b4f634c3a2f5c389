"""A page: what its template gets, in which tongue, within which frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from fogline.runs import asking as runs
from fogline.runs.sides import ukraine
from fogline.terms.actor import Side
from fogline.views.web.drawing.leaflet import leaflet_files
from fogline.views.web.drawing.svg import percent
from fogline.views.web.shown import link, own, plain, where
from fogline.views.web.tongue import tongues
from fogline.views.web.visitor import NOBODY
from fogline.views.words import clipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markupsafe import Markup
    from starlette.datastructures import QueryParams

    from fogline.runs.ledgers import Database
    from fogline.views.web.service import Service, State
    from fogline.views.web.telling import Telling
    from fogline.views.web.tongue import Tongue
    from fogline.views.web.visitor import Visitor

# Letters of a name or title.
LONGEST = 300
NAV = ("front", "situation", "places", "sources", "forecasts", "search", "read", "about")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is asked: over which ledger, in which tongue, with which part of its address and query.

    `sent` are the fields of a form that was sent, None where none was; `headers` what the browser says besides.
    """

    service: Service
    database: Database
    tongue: Tongue
    telling: Telling
    query: QueryParams
    part: str
    sent: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    visitor: Visitor = NOBODY

    def text_of(self) -> Callable[[int], str]:
        """What gives the text of the reading with a number."""
        return lru_cache(maxsize=16)(partial(runs.text, self.database))


class Page(NamedTuple):
    """A page to be written: its template, its title and what stands in it; `headers` go along."""

    template: str
    title: Markup | str
    facts: object
    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})


class Moved(NamedTuple):
    """Another address at which the page is."""

    to: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page. `languages` are (code, name, address of this page in it, whether it is this).

    `pending` is whether what follows from all claims together is still being worked out.
    """

    path: str
    languages: tuple[tuple[str, str, str, bool], ...]
    nav: tuple[str, ...]
    state: State | None
    visitor: Visitor
    pending: bool


@lru_cache(maxsize=1)
def assets() -> dict[str, bytes]:
    """The files that pages load, by name."""
    folder = files("fogline.views.web").joinpath("static")
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()} | leaflet_files()


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with what all of them use."""
    made = Environment(
        loader=PackageLoader("fogline.views.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(percent=percent, own=own, where=where, link=link, clip=clip, cap=cap)
    made.globals.update(asset=asset, camp=camp, reason=reason)
    made.globals.update(place_address=place_address, source_address=source_address, more=more)
    made.globals.update(report_address=report_address, claim_address=claim_address)
    made.globals.update(forecast_address=forecast_address, chain_address=chain_address)
    return made


def _seen(value: object) -> object:
    """Whatever a template writes that is no markup of ours loses what a reader cannot see."""
    return plain(value) if type(value) is str else value


def written(page: Page, frame: Frame, telling: Telling) -> str:
    """The HTML of a page."""
    tongue = telling.tongue
    said = {"t": tongue, "say": tongue.say, "count": tongue.count, "place_name": telling.place_name}
    return environment().get_template(page.template).render(page=page.facts, title=page.title, frame=frame, **said)


def frame(
    path: str, query: QueryParams, tongue: Tongue, state: State | None, visitor: Visitor, *, pending: bool
) -> Frame:
    """What stands around the page at `path`."""
    kept = [(name, value) for name, value in query.multi_items() if name != "lang"]
    languages = tuple(
        (one.code, one.name, f"{path}?{urlencode([*kept, ('lang', one.code)], errors='replace')}", one is tongue)
        for one in tongues().values()
    )
    nav = (*NAV[:-1], "add", NAV[-1]) if visitor.adds else NAV
    return Frame(path, languages, nav if visitor.reads else (), state, visitor, pending)


def clip(text: str) -> str:
    """`text` as a name or title on a line, no longer than a page can bear."""
    return clipped(text, LONGEST)


def cap(words: Markup) -> Markup:
    """Words of ours as they begin a line."""
    return words[:1].upper() + words[1:]


def camp(side: Side | str | None) -> str:
    """The class of a side, which colours it: by the order of the theatre's sides, never by its name."""
    if side is None:
        return "r"
    order = {**dict(zip(ukraine().sides, "ab", strict=True)), Side.INDEPENDENT: "i", Side.UNKNOWN: "u"}
    return order[Side(side)]


def reason(tongue: Tongue, name: str) -> Markup:
    """A reason for a copy in a tongue, or, of one that it has no words for, as it is named."""
    key = f"reasons.{name.replace(' ', '_')}"
    return tongue.say(key) if key in tongue.words else own(name)


def asset(name: str) -> str:
    """The address of a file that pages load; it changes with the file, which then may be kept for good."""
    return f"/static/{name}?v={sha256(assets()[name]).hexdigest()[:12]}"


def place_address(identifier: str) -> str:
    """Where a place is shown."""
    return f"/place/{quote(identifier, safe=':', errors='replace')}"


def source_address(name: str) -> str:
    """Where a source is shown, by its id or its name."""
    return f"/source?{urlencode({'name': name}, errors='replace')}"


def report_address(identifier: str) -> str:
    """Where a report is shown, for good."""
    return f"/report/{identifier.removeprefix('sha256:')}"


def claim_address(identifier: str) -> str:
    """Where a claim is shown, for good."""
    return f"/claim/{identifier}"


def forecast_address(identifier: str) -> str:
    """Where a forecast is shown, for good."""
    return f"/forecast/{identifier}"


def chain_address(identifier: str) -> str:
    """Where the chain of a report or a claim is shown, for good."""
    return f"/chain/{identifier.removeprefix('sha256:')}"


def more(path: str, query: Mapping[str, str], **changed: object) -> str:
    """The address of a page with other values in its query; None takes one away."""
    values = {**query, **{name: str(value) for name, value in changed.items() if value is not None}}
    gone = {name for name, value in changed.items() if value is None}
    return f"{path}?{urlencode({n: v for n, v in values.items() if n not in gone}, errors='replace')}"
