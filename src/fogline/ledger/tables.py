"""The tables, in neutral terms: what each column holds, and which keys and indexes there are.

Every row of `CHAINED` names the entry of the chain that it came in with, whose hash covers it. Rows are only ever
added; the databases themselves refuse anything else, but for the rows of `CHANGING`, which no hash covers.
"""

from __future__ import annotations

from typing import NamedTuple


class Table(NamedTuple):
    """A table: `columns` are names and kinds (int, real, text, bytes), `key` numbers rows in the order they came.

    Rows of one that `changes` may be changed and taken away.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    changes: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(name for name, _ in self.columns)


def _columns(line: str) -> tuple[tuple[str, str], ...]:
    pairs = (word.partition(":") for word in line.split())
    return tuple((name, kind or "text") for name, _, kind in pairs)


ENTRY = Table("entry", _columns("seq:int body hash"), ("seq",))

# Which stage, in which version, made a row.
STAGE = Table("stage", _columns("seq:int name version entry:int"), ("seq",), unique=(("name", "version"),))

# Bytes as they came in, packed; `id` is the SHA-256 of the bytes themselves.
BLOB = Table("blob", _columns("seq:int id size:int packed:bytes entry:int"), ("seq",), unique=(("id",),))

# Where a report's bytes were found. One report may have been found in several places, and a place hold several in turn.
CAPTURE = Table(
    "capture",
    _columns("seq:int blob:int address way taken media_type within start:int stop:int facts made:int entry:int"),
    ("seq",),
    indexes=(("address", "seq"), ("blob",)),
)

# What was read from a report's bytes. `rest` is JSON of everything that has no column; `hash` is that of the whole.
READING = Table(
    "reading",
    _columns(
        "seq:int blob:int path language title author outlet published said text:bytes rest:bytes hash made:int"
        " entry:int"
    ),
    ("seq",),
    indexes=(("blob",), ("said", "seq"), ("made",)),
)

# `body` is JSON of the claim; the other columns are drawn from it, to be asked by.
CLAIM = Table(
    "claim",
    _columns(
        "seq:int reading:int number:int id voice stance certainty time_frame speaker speaker_id side said body made:int"
        " entry:int"
    ),
    ("seq",),
    indexes=(
        ("id",),
        ("reading",),
        ("said", "seq"),
        ("speaker_id", "said"),
        # All that counting the claims of each source looks at.
        ("speaker", "speaker_id", "side", "said", "reading"),
        ("side", "said"),
    ),
)

EVENT = Table(
    "event",
    _columns("claim:int number:int kind agent target place cell:int lat:real lon:real start stop said entry:int"),
    ("claim", "number"),
    indexes=(("place", "said", "kind"), ("cell", "said", "kind"), ("kind", "said")),
)

# Readings that others have taken the place of: the same bytes read anew, or a later version of the same address.
SUPERSEDED = Table(
    "superseded", _columns("seq:int reading:int by_reading:int why entry:int"), ("seq",), unique=(("reading",),)
)

SNAPSHOT = Table(
    "snapshot",
    _columns("seq:int blob:int map_name side day km2:real area:bytes notes made:int entry:int"),
    ("seq",),
    unique=(("blob", "made"),),
    indexes=(("map_name", "day"),),
)

# What could not be taken in or read. `blob` is null where not even the bytes came.
FAILURE = Table(
    "failure",
    _columns("seq:int address blob:int reason at made:int entry:int"),
    ("seq",),
    indexes=(("address",), ("blob",)),
)

# When a feed was asked for, and what its server said that helps to ask it again.
VISIT = Table("visit", _columns("seq:int address at etag modified entry:int"), ("seq",), indexes=(("address", "seq"),))

# By which bytes that are alike are found: hashes of what their text holds, of a kind (see `likeness`).
BAND = Table("band", _columns("kind:int hash:int blob:int entry:int"), ("kind", "hash", "blob"), indexes=(("entry",),))

# What else a comparison needs to know of bytes once compared: names and numbers in them, and standing sentences.
LIKENESS = Table("likeness", _columns("seq:int blob:int marks cited standing entry:int"), ("seq",), unique=(("blob",),))

# That the text of some bytes retells that of others: what they share, and by what it shows.
COPY = Table(
    "copy",
    _columns("seq:int blob:int of_blob:int share:real sureness:real body made:int entry:int"),
    ("seq",),
    unique=(("blob", "of_blob"),),
    indexes=(("of_blob",),),
)

# Up to which reading all have been compared.
COMPARED = Table("compared", _columns("seq:int until_reading:int made:int entry:int"), ("seq",))

# A person's word on what became of a forecast; the newest one on it counts.
RULING = Table(
    "ruling", _columns("seq:int forecast outcome reason person at entry:int"), ("seq",), indexes=(("forecast", "seq"),)
)

# A person's word on what a claim tells; `body` is JSON of the correction.
CORRECTION = Table(
    "correction",
    _columns("seq:int report claim person at body entry:int"),
    ("seq",),
    indexes=(("report", "seq"),),
)

# A person's word on whether two reports or claims, by their ids, are of one origin; `body` is JSON of it.
KINSHIP = Table("kinship", _columns("seq:int one other person at body entry:int"), ("seq",))

CHAINED = (
    STAGE,
    BLOB,
    CAPTURE,
    READING,
    CLAIM,
    EVENT,
    SUPERSEDED,
    SNAPSHOT,
    FAILURE,
    VISIT,
    BAND,
    LIKENESS,
    COPY,
    COMPARED,
    RULING,
    CORRECTION,
    KINSHIP,
)
TABLES = (ENTRY, *CHAINED)

# Who may come in; `password` is a hash with how it was made.
ACCOUNT = Table("account", _columns("seq:int name password role made"), ("seq",), unique=(("name",),), changes=True)

# What lets an account in, known by its SHA-256: a session, or, with a label, a token.
PASS = Table("pass", _columns("hash account:int label made until"), ("hash",), indexes=(("account",),), changes=True)

CHANGING = (ACCOUNT, PASS)
BY_NAME = {table.name: table for table in TABLES}

# Tables of words, searched in full: a row's number is that of the reading or claim whose words it has.
WORDS = ("reading_words", "claim_words")
