"""A small ledger with something of everything; as a dump, it is what later versions must still open.

python -m tests.ledger.dumping > tests/ledger/version-N.sql
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fogline.ledger.keeping import Again, Arrival, keep, keep_again, keep_failures, keep_visit
from fogline.ledger.likeness import KeptCopy, Likeness, keep_comparison
from fogline.ledger.opening import open_ledger
from fogline.terms.kept import Maker, Visit
from fogline.terms.reading import Failure
from fogline.terms.snapshot import Snapshot
from tests.ledger.arrivals import MAKER, NOON, NYVA, item, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.ledger.database import Database


def fill(ledger: Database) -> None:
    """Two versions of a page, a reading made anew, a map, a copy that was found, a failure and a visit."""
    keep(ledger, [read("ministry took Luhy", "a", published="2025-09-01"), read("ministry took Nyva", "b", place=NYVA)])
    keep(ledger, [read("ministry holds Luhy", "a", published="2025-09-02")])
    last = read("Міністерство тримає Луги", "d", published="2025-09-04", place=NYVA)
    keep(ledger, [last, replace(last, item=replace(last.item, capture=replace(last.item.capture, address="d")))])
    keep_again(ledger, [Again(4, 4, replace(last, maker=Maker("read", "2")))])
    area = Snapshot("a map", "ru", "2025-09-01", b"\x01area", 100.0, ("an outline was mended",))
    shown = item("{}", "map.geojson")
    keep(
        ledger,
        [
            Arrival(
                shown,
                "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
                MAKER,
                NOON,
                snapshots=(area,),
            )
        ],
    )
    compared = [Likeness(1, ((0, 7), (1, -7)), ("luhy",), ("ministry",), (0,)), Likeness(2, ((0, 7),), (), (), ())]
    keep_comparison(ledger, 5, (compared, [KeptCopy(2, 1, 0.5, 3.0, "{}")]), MAKER, NOON)
    keep_failures(ledger, [Failure("c", "is empty")], MAKER, NOON)
    keep_visit(ledger, Visit("https://a.example/feed", NOON, '"x"', None))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        ledger = open_ledger(str(path), write=True)
        fill(ledger)
        ledger.close()
        plain = sqlite3.connect(path)
        sys.stdout.writelines(f"{line};\n" for line in dump(plain))
        plain.close()


def dump(plain: sqlite3.Connection) -> Iterator[str]:
    """The statements that make a database again; unlike `iterdump`, they know tables of words that have no content."""
    schema = plain.execute("SELECT name, type, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    virtual = [name for name, _, sql in schema if sql.startswith("CREATE VIRTUAL")]
    yield "BEGIN"
    for name, kind, sql in sorted(schema, key=lambda row: row[1] != "table"):
        if name not in virtual:
            yield str(sql)
        if kind == "table" and name not in virtual:
            columns = " || ', ' || ".join(f"quote({row[1]})" for row in plain.execute(f"PRAGMA table_info({name})"))
            for (values,) in plain.execute(f"SELECT {columns} FROM {name}"):
                yield f"INSERT INTO {name} VALUES ({values})"
    yield "PRAGMA writable_schema = ON"
    for name, _, sql in schema:
        if name in virtual:
            quoted = str(sql).replace("'", "''")
            yield f"INSERT INTO sqlite_schema VALUES ('table', '{name}', '{name}', 0, '{quoted}')"
    yield "PRAGMA writable_schema = OFF"
    for pragma in ("application_id", "user_version"):
        ((value,),) = plain.execute(f"PRAGMA {pragma}")
        yield f"PRAGMA {pragma} = {value}"
    yield "COMMIT"


if __name__ == "__main__":
    main()
