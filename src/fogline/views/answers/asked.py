"""A question on its way: what was given with it, what it is asked of, and which page of the answer is wanted."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from fogline.errors import Unclear
from fogline.runs import naming
from fogline.views.filters import FILTERS, Filters
from fogline.views.kept_shapes import taken_shape
from fogline.views.parameters import LONGEST, Parameter, text, up_to

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fogline.runs.ledgers import Database
    from fogline.runs.naming import Taken
    from fogline.terms.kept import Question
    from fogline.terms.place import Place
    from fogline.views.serving import Holding

# How many things a page of an answer has unless fewer or more are asked for, and the most that it has.
SOME, MOST = 50, 1000
# A number of the ledger, and what tells that it belongs to a question.
NUMBER, MARK = 8, 8


def cursor(written: str) -> bytes:
    """The bytes of a cursor as an answer gave it."""
    try:
        found = base64.b64decode(written + "==", altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        found = b""
    if len(found) != NUMBER + MARK or not 0 < int.from_bytes(found[:NUMBER]) < 1 << 63:
        message = f"{written[:LONGEST]!r} is no cursor: give what `next` of an answer has, as it stands there"
        raise ValueError(message)
    return found


LIMIT = Parameter(
    "limit",
    f"No more than so many, {MOST:,} at most.",
    up_to(MOST),
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": SOME},
    "20",
    default=SOME,
)
CURSOR = Parameter(
    "cursor",
    "Where to go on: what `next` of the answer before has. What is added to the ledger meanwhile moves nothing.",
    cursor,
    {"type": "string", "pattern": "^[A-Za-z0-9_-]{22}$"},
    "AAAAAAAABNKZ8Xm2QkD3Rg",
)
PAGED = (LIMIT, CURSOR)


def name(called: str, about: str, example: str) -> Parameter:
    """A parameter that names the one thing that is asked for."""
    schema = {"type": "string", "minLength": 1, "maxLength": LONGEST}
    return Parameter(called, about, text, schema, example, required=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was `given`, its parameters' values by their names, with the open ledger it is asked of.

    `taken` gathers what names of places were taken for.
    """

    holding: Holding
    database: Database
    given: Mapping[str, Any]
    taken: list[Taken] = field(default_factory=list)

    def placed(self, name: str) -> Place:
        """The place called `name`, which is noted, or whose id it is; raises NotThere."""
        known = naming.by_id(self.database, name)
        if known:
            return known
        found = naming.place(self.database, name, self.holding.gazetteer)
        self.taken.append(found)
        return found.place

    def question(self) -> Question:
        """What is asked of claims or reports, without where to go on."""
        names = {one.name for one in FILTERS} & self.given.keys()
        wanted = Filters(**{one: self.given[one] for one in names})
        return replace(wanted.question(self.database, self.placed), limit=self.given.get("limit"))

    def page(self, kind: str, question: Question) -> Question:
        """`question`, asked of a `kind` of things, from where to go on; raises Unclear for a cursor of another one."""
        given: bytes | None = self.given.get("cursor")
        if given is None:
            return question
        if given[NUMBER:] != _mark(kind, question):
            reason = "cursor belongs to another question, or a name in it now means another place: ask without it"
            raise Unclear("cursor", reason)
        return replace(question, after=int.from_bytes(given[:NUMBER]))

    def names(self) -> list[dict[str, Any]]:
        """What the names of places were taken for, and what else they may name."""
        return [taken_shape(one) for one in self.taken]


def following(kind: str, question: Question, number: int) -> str:
    """The cursor to go on with behind the thing that has `number` in the ledger."""
    return base64.urlsafe_b64encode(number.to_bytes(NUMBER) + _mark(kind, question)).decode().rstrip("=")


def _mark(kind: str, question: Question) -> bytes:
    """What is the same for all pages of an answer, however many things each has."""
    asked = msgspec.json.encode([kind, replace(question, limit=None, after=None)])
    return sha256(asked).digest()[:MARK]


class Query(NamedTuple):
    """Something that can be asked: its name, what it is about, with which parameters, and what answers it.

    `answer` gives a JSON object and raises NotThere, Unclear, BrokenLedger; `shape` is the name of its JSON Schema.
    """

    name: str
    about: str
    parameters: tuple[Parameter, ...]
    answer: Callable[[Asked], dict[str, Any]]
    shape: str
