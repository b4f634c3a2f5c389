"""Chains of "if": the list of those in the ledger, and one drawn, with what one would have to believe."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from fogline.errors import NotThere
from fogline.runs import asking as runs
from fogline.runs import chains as chaining
from fogline.terms.kept import KeptClaim
from fogline.views.web.chained import Chained, chained
from fogline.views.web.drawing.graph import Graph, graph
from fogline.views.web.page import Asked, Moved, Page, chain_address
from fogline.views.web.shown import own

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from fogline.runs.chains import Belief, Chain, Edge, Step, Sum
    from fogline.runs.ledgers import Database
    from fogline.terms.actor import Side
    from fogline.terms.event import Event
    from fogline.terms.kept import KeptReport
    from fogline.views.serving import Holding
    from fogline.views.web.telling import Line, Told

A_PAGE, LINES = 20, 3
# What a step is asked about in the query, before its number.
ASKED = "s"
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Chains:
    """The reports that join conditions to consequences; `after` is where the next page goes on."""

    rows: list[Chained]
    every: int
    after: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as its page shows it: what it tells of in words, None where it can't be followed.

    `sides` are those who say that it has happened (None: reports themselves), `lines` the newest claims that do.
    `given` is what the reader gives it, in per cent.
    """

    step: Step
    told: Told | None
    sides: tuple[Side | None, ...]
    lines: list[Line]
    given: int

    @property
    def state(self) -> str:
        """Whether somebody says that it has happened (`so`), nobody does (`open`), or it is `unfollowed`."""
        return "unfollowed" if self.step.event is None else "so" if self.step.so else "open"


class Item(NamedTuple):
    """A step of a strand and the edge that leads to it, if any; `again` where it stands in full elsewhere."""

    edge: Edge | None
    shown: Shown
    again: bool


class Way(NamedTuple):
    """A way through: what it comes to at even odds and by base rates, and with what the reader gives each step."""

    sum: Sum
    belief: Belief


@dataclass(frozen=True, slots=True)
class ChainPage:
    """A chain: its strands, in the order in which they are read, its picture, and what belief in it asks for.

    `asked` is whether the reader has set odds; `pairs` are steps that cannot both be so, `knots` those from which two
    such lead away.
    """

    kept: KeptReport
    title: Markup
    strands: list[list[Item]]
    shown: dict[int, Shown]
    graph: Graph
    ways: list[Way]
    loops: list[tuple[int, ...]]
    pairs: tuple[tuple[int, int], ...]
    knots: list[tuple[int, int, int]]
    asked: bool
    others: bool


def chains(asked: Asked) -> Page:
    """The list of chains, the newest first."""
    rows = asked.service.once(asked.database, chained)
    written = asked.query.get("after", "")
    first = int(written) if written.isdecimal() and len(written) < len(str(WHOLE)) * 3 else 0
    after = first + A_PAGE if len(rows) > first + A_PAGE else None
    facts = Chains(rows[first : first + A_PAGE], len(rows), after)
    return Page("chains.html", asked.tongue.say("chains.title"), facts)


def chain(asked: Asked) -> Page | Moved:
    """The chain of a report or a claim, by its id; the beginning of an id leads to it. Raises NotThere."""
    if not runs.HEX.fullmatch(asked.part):
        message = f"no report or claim has an id that begins with {asked.part!r}"
        raise NotThere(message)
    of_report = len(asked.part) > 24  # noqa: PLR2004 - letters of a claim's id
    found = runs.claim_or_report(asked.database, f"sha256:{asked.part}" if of_report else asked.part)
    whole = found.claim.id if isinstance(found, KeptClaim) else found.id
    if whole.removeprefix("sha256:") != asked.part:
        return Moved(chain_address(whole))
    made = asked.service.holding.once(asked.database, _made, asked.service.holding, whole)
    kept = found.report if isinstance(found, KeptClaim) else found
    return Page("chain.html", asked.tongue.say("chains.title"), _facts(asked, made, kept))


def _made(database: Database, holding: Holding, identifier: str) -> Chain:
    @cache
    def read(words: str) -> tuple[Event, ...]:
        return chaining.events_of(holding.reader(), words)

    return chaining.chain(database, identifier, read)


def _facts(asked: Asked, made: Chain, kept: KeptReport) -> ChainPage:
    given = _given(made, asked.query)
    shown = {step.number: _shown(asked, step, given.get(step.number, WHOLE // 2)) for step in made.steps}
    beliefs = chaining.believed(made, {number: odds / WHOLE for number, odds in given.items()})
    states = {number: one.state for number, one in shown.items()}
    told_by = {told.report for edge in made.edges for told in edge.told}
    return ChainPage(
        kept,
        own(kept.title) if kept.title else asked.tongue.say("chains.title"),
        _strands(made, shown),
        shown,
        graph([(edge.cause, edge.effect) for edge in made.edges], made.opposed, states),
        [Way(*both) for both in zip(chaining.sums(made), beliefs, strict=True)],
        chaining.loops(made),
        made.opposed,
        _knots(made),
        bool(given),
        len(told_by) > 1,
    )


def _knots(made: Chain) -> list[tuple[int, int, int]]:
    """The contradictions, each pair from the first step that leads to both."""
    first = {(one, other): (step, one, other) for step, one, other in reversed(chaining.contradictions(made))}
    return list(first.values())[::-1]


def _given(made: Chain, query: Mapping[str, str]) -> dict[int, int]:
    """The odds in per cent that a reader gives to steps."""
    found = {}
    for step in made.steps:
        written = query.get(f"{ASKED}{step.number}", "").strip()
        if written.isdecimal() and len(written) <= len(str(WHOLE)) and int(written) <= WHOLE:
            found[step.number] = int(written)
    return found


def _shown(asked: Asked, step: Step, given: int) -> Shown:
    told = asked.telling.event(step.event, None, "") if step.event else None
    sides = dict.fromkeys(kept.claim.speaker.side if kept.claim.speaker else None for kept in step.so)
    return Shown(step, told, tuple(sides), asked.telling.lines(step.so[:LINES], asked.text_of()), given)


def _strands(made: Chain, shown: Mapping[int, Shown]) -> list[list[Item]]:
    """Ways down the graph: each step stands in full once; where several lead on from one, each but the first begins a
    strand of its own with that one again.
    """
    after: dict[int, list[Edge]] = {}
    for edge in made.edges:
        after.setdefault(edge.cause, []).append(edge)
    led_to = {edge.effect for edge in made.edges}
    # The report's own first step before what others say leads to its steps.
    first = sorted(made.steps, key=lambda one: (one is not made.steps[0], one.number in led_to))
    waiting: list[tuple[int, Edge | None]] = [(one.number, None) for one in first]
    drawn: set[int] = set()
    strands = []
    while waiting:
        number, branch = waiting.pop(0)
        if branch is None and number in drawn:
            continue
        strand = [Item(None, shown[number], number in drawn)]
        drawn.add(number)
        following = branch or next(iter(after.get(number, ())), None)
        branches: list[tuple[int, Edge | None]] = []
        if branch is None:
            branches += [(number, edge) for edge in after.get(number, ())[1:]]
        while following:
            number = following.effect
            again = number in drawn
            strand.append(Item(following, shown[number], again))
            if again:
                break
            drawn.add(number)
            following = next(iter(after.get(number, ())), None)
            branches += [(number, edge) for edge in after.get(number, ())[1:]]
        waiting = [*branches, *waiting]
        strands.append(strand)
    return strands
