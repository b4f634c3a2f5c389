"""fogline origin: where a report or a claim was first seen, and the way it went from there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from fogline.runs import asking
from fogline.runs.origins import ClaimTree, ReportTree, claim_trees, report_trees
from fogline.terms.kept import KeptClaim
from fogline.views.answers.wholes import whole_tree
from fogline.views.cli.ledger import ledger
from fogline.views.cli.printable import line

if TYPE_CHECKING:
    from fogline.runs.origins import Step
    from fogline.terms.kept import KeptReport

SHORT = 12


@click.command()
@click.argument("identifier", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a tree, one a line.")
def origin(identifier: str, *, as_json: bool) -> None:
    """Draw the way that a claim or a report came: the first known statement, and who repeats it, by what it shows.

    ID is that of a claim, or of a report's bytes, or the beginning of one, or the address of a report.
    """
    with ledger() as database:
        found = asking.claim_or_report(database, identifier)
        trees: list[ClaimTree] | list[ReportTree]
        if isinstance(found, KeptClaim):
            trees, asked = claim_trees(database, found), found.claim.id
        else:
            trees, asked = report_trees(database, found), found.id
    console = Console()
    for tree in trees:
        if as_json:
            click.echo(json.dumps(whole_tree(tree), ensure_ascii=False))
        else:
            console.print(_drawn(tree, asked))


def _drawn(tree: ClaimTree | ReportTree, asked: str) -> Tree:
    labels = {step.name: _label(tree, step, asked) for step in tree.steps}
    first = tree.steps[0]
    root = Tree(labels[first.name])
    drawn = {first.name: root}
    waiting = list(tree.steps[1:])
    while waiting:
        ready = [step for step in waiting if step.parent in drawn]
        for step in ready:
            drawn[step.name] = drawn[step.parent or first.name].add(labels[step.name])
        if not ready:  # a parent beyond what is shown
            break
        waiting = [step for step in waiting if step.name not in drawn]
    return root


def _label(tree: ClaimTree | ReportTree, step: Step, asked: str) -> Text:
    if isinstance(tree, ClaimTree):
        told = _of_claim(tree.claims[step.name])
    else:
        report = tree.reports.get(step.name)
        told = _of_report(report) if report else Text(step.name[: SHORT + 7])
    if step.name == asked:
        told.stylize("bold")
        told.append("  ← asked for", "bold")
    why = [name for name, weight in step.reasons if weight > 0]
    if step.share is not None:
        why.insert(0, f"{step.share:.0%} of it")
    if why:
        told.append("\n").append("; ".join(why), "dim")
    return told


def _of_report(report: KeptReport) -> Text:
    who = report.outlet or report.facts.forwarded_from or report.capture.address
    label = Text(report.said, "cyan").append(" ").append(line(who))
    if report.title:
        label.append(": ").append(line(report.title, "italic"))
    return label.append(f"  {report.id.removeprefix('sha256:')[:SHORT]}", "dim")


def _of_claim(kept: KeptClaim) -> Text:
    speaker = kept.claim.speaker
    who = kept.claim.source.text if kept.claim.source else speaker.name if speaker else "the report itself"
    where = kept.report.outlet or kept.report.capture.address
    label = Text(kept.said, "cyan").append(" ").append(line(who)).append(" in ").append(line(where))
    label.append(": ").append(line(kept.claim.content.text, "italic"))
    return label.append(f"  {kept.claim.id[:SHORT]}", "dim")
