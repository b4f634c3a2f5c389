"""fogline chain: the conditions and consequences of a report as a graph, with what stands behind each step."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text
from rich.tree import Tree

from fogline.runs import chains as runs
from fogline.views.cli.asking import print_json
from fogline.views.cli.gazetteer import folder_option
from fogline.views.cli.ledger import ledger
from fogline.views.cli.printable import line
from fogline.views.cli.progress import telling
from fogline.views.cli.terminal import output
from fogline.views.forecast_shapes import interval_shape

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fogline.runs.chains import Chain, Edge, Step, Sum
    from fogline.terms.event import Event

# Odds below this are told as one in so many.
FEW = 0.5


@click.command()
@click.argument("identifier", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object.")
@folder_option("--gazetteer")
def chain(identifier: str, *, as_json: bool, folder: Path | None) -> None:
    """Draw what a report says would follow from what.

    Steps in its words, joined as its sentences join them, with where each stands today, and what one would have to
    believe. ID is that of a report or a claim, its beginning, or a report's address; of a claim, the steps that hang
    together with it are drawn. Other reports that speak of the same step go on with it.
    """
    with ledger() as database:
        found = runs.chain(database, identifier, _events(folder))
    if as_json:
        print_json([chain_shape(found)])
    else:
        _print(found)


def chain_shape(found: Chain) -> dict[str, Any]:
    """The JSON object of a chain."""
    return {
        "steps": [
            {"number": one.number, "text": one.text, "today": one.today, "odds": one.odds and interval_shape(one.odds)}
            for one in found.steps
        ],
        "edges": [
            {"cause": one.cause, "effect": one.effect, "sentences": [told._asdict() for told in one.told]}
            for one in found.edges
        ],
        "ways": [one._asdict() for one in runs.sums(found)],
        "loops": [list(one) for one in runs.loops(found)],
        "contradictions": [list(one) for one in runs.contradictions(found)],
    }


def _events(folder: Path | None) -> Callable[[str], tuple[Event, ...]]:
    """What reads the words of an if-part by themselves; the tagger is loaded with the first of them."""

    @cache
    def read(words: str) -> tuple[Event, ...]:
        return runs.events_of(reader(), words)

    @lru_cache(maxsize=1)
    def reader() -> runs.Reader:
        with telling() as tell:
            return runs.load(folder, tell)

    return read


@dataclass(slots=True)
class _Drawing:
    """A graph being drawn as trees; a step is drawn once, later named by its number."""

    steps: dict[int, Step]
    after: dict[int, list[Edge]]
    cues: dict[tuple[int, int], int]
    drawn: set[int] = field(default_factory=set)

    def grow(self, tree: Tree, number: int, above: tuple[int, ...]) -> None:
        """Hang what follows from step `number` below `tree`."""
        self.drawn.add(number)
        for edge in self.after.get(number, []):
            label = Text(f"{edge.told[0].cue.strip()!r} [{self.cues[edge.cause, edge.effect]}] ", "dim")
            label.append(" ".join(f"({len(edge.told)} sentences)" for _ in edge.told[1:2]), "dim")
            if edge.effect in above:
                tree.add(label.append(f"↺ back to step {edge.effect}: a loop", "bold"))
            elif edge.effect in self.drawn:
                tree.add(label.append(f"→ step {edge.effect}, above"))
            else:
                branch = tree.add(label.append("→\n").append(_label(self.steps[edge.effect])))
                self.grow(branch, edge.effect, (*above, edge.effect))


def _print(found: Chain) -> None:
    console = output()
    after: dict[int, list[Edge]] = {}
    for edge in found.edges:
        after.setdefault(edge.cause, []).append(edge)
    cues = {(edge.cause, edge.effect): at for at, edge in enumerate(found.edges, 1)}
    drawing = _Drawing({step.number: step for step in found.steps}, after, cues)
    led_to = {edge.effect for edge in found.edges}
    roots = [step.number for step in found.steps if step.number not in led_to]
    for number in [*roots, *(step.number for step in found.steps)]:
        if number not in drawing.drawn and after.get(number):
            tree = Tree(_label(drawing.steps[number]))
            drawing.grow(tree, number, (number,))
            console.print(tree)
            console.print()
    for step, one, other in runs.contradictions(found):
        console.print(line(f"contradiction: from step {step} follow both step {one} and step {other}", "bold"))
    for way in runs.sums(found):
        console.print(_sum(way))
    console.print()
    for at, edge in enumerate(found.edges, 1):
        for told in edge.told:
            console.print(line(f"[{at}] “{' '.join(told.sentence.split())}” ({told.address}, {told.said})", "dim"))


def _label(step: Step) -> Text:
    label = Text(f"{step.number} ", "bold cyan").append(line(step.text, "bold"))
    label.append("\n").append(line(step.today))
    if step.odds:
        odds = step.odds
        chances = f"base rate in 30 days: {odds.mean:.1%} ({odds.low:.1%} to {odds.high:.1%})"
        label.append("\n").append(line(chances, "dim"))
    return label


def _sum(way: Sum) -> Text:
    steps = " → ".join(map(str, way.way))
    told = f"{steps}: {len(way.way)} steps at even odds are one in {round(1 / way.even):,}"
    if way.by_rates is None or way.weakest is None:
        return line(f"{told}; no step has a base rate in the ledger")
    many = f"{1 / way.by_rates:,.0f}" if way.by_rates < FEW else f"{1 / way.by_rates:.2f}"
    which = "all have" if way.known == len(way.way) else f"{way.known} of them have"
    return line(f"{told}; {which} a base rate, together one in {many}; the weakest is step {way.weakest}")
