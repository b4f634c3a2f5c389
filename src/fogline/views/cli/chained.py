"""A chain of "if" as trees on the terminal, with what one would have to believe, and its sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.text import Text
from rich.tree import Tree

from fogline.runs import chains as runs
from fogline.views.cli.printable import line
from fogline.views.cli.terminal import output

if TYPE_CHECKING:
    from fogline.runs.chains import Chain, Edge, Step, Sum

# Odds below this are told as one in so many.
FEW = 0.5


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


def print_chain(found: Chain) -> None:
    """Print a chain for a person."""
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
