"""The chain: each entry holds hashes of what came in with it and the hash of the entry before.

Whoever has the last hash can tell whether anything before it was changed, taken away or put in between.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version
from operator import itemgetter
from typing import TYPE_CHECKING

from fogline.ledger.codec import canonical, digest
from fogline.ledger.tables import BY_NAME, ENTRY, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.ledger.database import Database, Row
    from fogline.terms.kept import Maker

# What stands before the first entry.
BEGINNING = "0" * 64


@dataclass(slots=True)
class Chapter:
    """Entries that one transaction adds: their rows by the name of their table, put to the database together.

    `number` and `hash` are those of the last entry, `numbers` the last that each table gave, `makers` those of stages.
    """

    database: Database
    number: int
    hash: str
    numbers: dict[str, int] = field(default_factory=dict)
    makers: dict[Maker, int] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    words: dict[str, list[tuple[int, Sequence[str]]]] = field(default_factory=dict)

    def write(self) -> None:
        """Put all rows so far to the database, so that they can be asked for."""
        for name, rows in self.rows.items():
            if len(BY_NAME[name].key) > 1:
                # Such rows lie in the order of their key; added so, each page is touched once.
                rows.sort(key=itemgetter(0))
            self.database.add(BY_NAME[name], rows)
        for name, words in self.words.items():
            self.database.add_words(name, words)
        self.rows, self.words = {}, {}


@dataclass(slots=True)
class Draft:
    """An entry that is being written."""

    chapter: Chapter
    kind: str
    seq: int
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def number(self, table: Table) -> int:
        """The next free number of `table`."""
        numbers = self.chapter.numbers
        if table.name not in numbers:
            numbers[table.name] = newest(self.chapter.database, table)
        numbers[table.name] += 1
        return numbers[table.name]

    def put(self, table: Table, *values: object) -> None:
        """Append a row; the entry's own number is its last value."""
        self.rows.setdefault(table.name, []).append((*values, self.seq))  # type: ignore[arg-type]

    def find(self, table: str, number: int, stems: Sequence[str]) -> None:
        """Make the reading or claim `number` findable by its stems."""
        self.chapter.words.setdefault(table, []).append((number, stems))


@contextmanager
def chapter(database: Database) -> Iterator[Chapter]:
    """One transaction: all entries that are begun and ended within it are there as a whole or, if it raises, not."""
    with database.writing():
        last = database.rows("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1")
        seq, before = last[0] if last else (0, BEGINNING)
        begun = Chapter(database, int(str(seq)), str(before))
        yield begun
        begun.write()


def newest(database: Database, table: Table) -> int:
    """The last number that `table` gave, 0 where it is empty."""
    return int(str(database.rows(f"SELECT coalesce(max(seq), 0) FROM {table.name}")[0][0]))  # noqa: S608 - our names


def begin(chapter: Chapter, kind: str) -> Draft:
    """An entry of `kind` behind the last one; it counts once it has come to its end."""
    return Draft(chapter, kind, chapter.number + 1)


def end(draft: Draft, at: str, about: dict[str, object]) -> None:
    """Add the entry with all its rows. `at` is the moment, `about` what it tells besides."""
    chapter = draft.chapter
    hashes = {name: rows_hash(rows) for name, rows in sorted(draft.rows.items())}
    head = {"seq": draft.seq, "before": chapter.hash, "kind": draft.kind, "at": at, "by": by()}
    body = canonical({**head, **about, "rows": hashes})
    chapter.number, chapter.hash = draft.seq, digest(body)
    for name, rows in draft.rows.items():
        chapter.rows.setdefault(name, []).extend(rows)
    chapter.rows.setdefault(ENTRY.name, []).append((draft.seq, body.decode(), chapter.hash))


@lru_cache(maxsize=1)
def by() -> str:
    """What writes entries: this program in its version."""
    return f"fogline {version('fogline')}"


def rows_hash(rows: Sequence[Row]) -> str:
    """The hash of rows as they stand in a table, in the order in which they came."""
    return digest(canonical(rows))
