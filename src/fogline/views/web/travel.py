"""How a claim or a report travelled, as a tree: the first known statement, and who has it from whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fogline.runs.origins import ClaimTree, ReportTree, Step
    from fogline.terms.kept import KeptClaim, KeptReport

# Copies of one that are drawn; how many more there are is told.
MOST_CHILDREN = 40


@dataclass(slots=True)
class Node:
    """A report, the claim in it where a claim is followed, why it is taken for a copy, and what copies it."""

    report: KeptReport
    claim: KeptClaim | None
    share: float | None
    reasons: tuple[str, ...]
    asked: bool
    children: list[Node] = field(default_factory=list)
    hidden: int = 0


def of_claim(tree: ClaimTree, asked: str) -> Node | None:
    """A claim's travel; `asked` is the id of the one that is looked at. None where nobody else says it."""
    nodes = {
        step.name: Node(tree.claims[step.name].report, tree.claims[step.name], None, _why(step), step.name == asked)
        for step in tree.steps
    }
    return _grown(tree.steps, nodes)


def of_report(tree: ReportTree, asked: str) -> Node | None:
    """A report's family. None where it is alone in it."""
    nodes = {
        step.name: Node(tree.reports[step.name], None, step.share, _why(step), step.name == asked)
        for step in tree.steps
        if step.name in tree.reports
    }
    return _grown(tree.steps, nodes)


def _grown(steps: Iterable[Step], nodes: dict[str, Node]) -> Node | None:
    if len(nodes) < 2:  # noqa: PLR2004 - one that nobody copies
        return None
    children: dict[str, list[Node]] = defaultdict(list)
    roots = []
    for step in steps:
        if step.name in nodes and step.parent in nodes:
            children[step.parent].append(nodes[step.name])
        elif step.name in nodes:
            roots.append(nodes[step.name])
    for name, of in children.items():
        of.sort(key=lambda node: (not _leads(node), node.report.said))
        nodes[name].children, nodes[name].hidden = of[:MOST_CHILDREN], max(0, len(of) - MOST_CHILDREN)
    return roots[0] if roots else None


def _leads(node: Node) -> bool:
    return node.asked or any(map(_leads, node.children))


def _why(step: Step) -> tuple[str, ...]:
    """The reasons that speak for it; the share is told as a number."""
    return tuple(name for name, weight in step.reasons if weight > 0 and not name.startswith("share of"))
