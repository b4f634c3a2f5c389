"""The stages of the work: in which version each is today, what it takes, what it makes; and what a ledger has of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from fogline.ledger import counting
from fogline.linking.retelling import sketch
from fogline.runs.sides import ukraine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from importlib.resources.abc import Traversable

    from fogline.ledger.database import Database

# Counted up whenever the code makes something else of the same input; the tagger and the theatre count by themselves.
TAKE, READ, TABLE, MAP, COPIES = 1, 2, 1, 1, 1


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: its name, what gives its version of today, and the names of what it takes and of what it makes."""

    name: str
    version: Callable[[], str]
    consumes: tuple[str, ...]
    produces: tuple[str, ...]


@lru_cache(maxsize=1)
def read_version() -> str:
    """The version of what reads: this code, the tagger's files and the theatre's."""
    model = _digest(files("fogline.reading").joinpath("model").iterdir())
    return f"{READ}+model.{model}+{_theatre()}"


@lru_cache(maxsize=1)
def table_version() -> str:
    """The version of what makes claims of the rows of tables: this code and the theatre's files."""
    return f"{TABLE}+{_theatre()}"


def copies_version() -> str:
    """The version of what finds copies: this code and the scheme by which texts are found alike."""
    return f"{COPIES}+{sketch.version()}"


FAILURE = "failure"
# Files of a theatre that only weighing looks at: no reading is stale for a change in them.
UNREAD = frozenset({"kinds.csv"})
# What a stage makes has the names of the ledger's tables, whose rows tell who made them.
STAGES = (
    Stage("take", lambda: str(TAKE), ("files", "addresses", "feeds"), ("capture", FAILURE)),
    Stage("read", read_version, ("capture", "gazetteer", "theatre"), ("reading", "claim", FAILURE)),
    Stage("table", table_version, ("capture", "gazetteer", "theatre"), ("reading", "claim", FAILURE)),
    Stage("map", lambda: str(MAP), ("capture",), ("snapshot", FAILURE)),
    Stage("copies", copies_version, ("reading",), ("copy",)),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a ledger has of a stage: rows of each table that it makes, and how many an earlier version has made.

    `version` and `consumes` are None and empty for a stage that this program does not have.
    """

    name: str
    version: str | None
    consumes: tuple[str, ...]
    produces: tuple[str, ...]
    rows: dict[str, int]
    stale: dict[str, int]


def standing(database: Database) -> list[Standing]:
    """What a ledger has of each stage: those of the program in their order, then others that have made something."""
    versions = {stage.name: stage.version() for stage in STAGES}
    produced = {stage.name: stage.produces for stage in STAGES}
    rows: dict[str, Counter[str]] = {name: Counter() for name in versions}
    stale: dict[str, Counter[str]] = {name: Counter() for name in versions}
    for made in counting.made(database):
        name = made.maker.name
        if name in produced and made.table not in produced[name]:
            # What a later stage has written down for an earlier one: where it found the bytes that it read.
            name = next((stage for stage, tables in produced.items() if made.table in tables), name)
        elif name in versions and versions[name] != made.maker.version and made.table != FAILURE:
            stale[name][made.table] += made.rows
        rows.setdefault(name, Counter())[made.table] += made.rows
    known = [
        Standing(
            *(stage.name, versions[stage.name], stage.consumes, stage.produces),
            dict(rows.pop(stage.name)),
            dict(stale[stage.name]),
        )
        for stage in STAGES
    ]
    return known + [Standing(name, None, (), tuple(counts), dict(counts), {}) for name, counts in rows.items()]


def _theatre() -> str:
    theatre = ukraine()
    return f"{theatre.name}.{_digest(part for part in theatre.folder.iterdir() if part.name not in UNREAD)}"


def _digest(parts: Iterable[Traversable]) -> str:
    whole = hashlib.sha256()
    for part in sorted(parts, key=lambda part: part.name):
        if part.is_file():
            whole.update(part.name.encode())
            whole.update(hashlib.sha256(part.read_bytes()).digest())
    return whole.hexdigest()[:12]
