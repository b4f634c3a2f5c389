"""fogline correct: a person's word on what a claim tells, or on whether two have what they say from one origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fogline.errors import Unclear
from fogline.runs import asking, correcting, gazetteer, kinship, naming
from fogline.runs.sides import ukraine
from fogline.terms.actor import Side
from fogline.terms.correction import Change, Correction
from fogline.terms.event import EventKind, Stance
from fogline.terms.kinship import Kin, Kinship, Relative
from fogline.views.cli.gazetteer import folder_option
from fogline.views.cli.ledger import ledger
from fogline.views.cli.printable import printable
from fogline.views.cli.progress import telling
from fogline.views.clock import now

if TYPE_CHECKING:
    from pathlib import Path

    from fogline.runs.gazetteer import Gazetteer
    from fogline.runs.ledgers import Database
    from fogline.terms.place import Place

KINS = {"merge": Kin.MERGED, "split": Kin.SPLIT, "undo": Kin.OPEN}


@click.command()
@click.argument("identifier", metavar="ID")
@click.option("--by", required=True, metavar="NAME", help="Who corrects.")
@click.option("--kind", type=click.Choice([one.value for one in EventKind]), help="What happens.")
@click.option("--agent", type=click.Choice([side.value for side in ukraine().sides]), help="The side that does it.")
@click.option("--place", metavar="NAME", help="Where: a name in any of the languages, or a place's id.")
@click.option("--stance", type=click.Choice([one.value for one in Stance]), help="Whether it is affirmed or denied.")
@click.option("--speaker", metavar="NAME", help="Who says so: an actor's id or a name.")
@click.option("--event", type=click.IntRange(min=1), help="Which of the claim's events; needed where it has several.")
@click.option("--merge", metavar="OTHER", help="The two are of one origin: another claim, or report, by its id.")
@click.option("--split", metavar="OTHER", help="They are not, whatever was found.")
@click.option("--undo", metavar="OTHER", help="Take back what was said of the two; what is found counts again.")
@click.option("--note", default="", help="A note, with a correction or by itself.")
@folder_option("--gazetteer")
def correct(
    identifier: str, *, by: str, event: int | None, note: str, folder: Path | None, **given: str | None
) -> None:
    """Correct what a claim tells, add a note to it, or say that two claims or reports are copies, or are not.

    ID is that of a claim or, with --merge, --split and --undo, of a report, or the beginning of one.

    The report and what was read of it stay; the correction is kept in the ledger's chain with its author, counts in
    place of what was read, and holds when the report is read again. `fogline show` lists it.
    """
    others = {kin: other for name, kin in KINS.items() if (other := given.pop(name))}
    if others:
        if len(others) > 1 or event or any(given.values()):
            raise Unclear("kin", "say one thing of two at a time: --merge, --split or --undo, and a note")
        _rule(identifier, *others.popitem(), (by, note))
        return
    with ledger(write=True, make=False) as database:
        kept = asking.claim(database, identifier)
        change = Change(
            EventKind(given["kind"]) if given["kind"] else None,
            Side(given["agent"]) if given["agent"] else None,
            _place(database, given["place"], folder) if given["place"] else None,
            Stance(given["stance"]) if given["stance"] else None,
            correcting.speaker(given["speaker"]) if given["speaker"] else None,
        )
        correcting.correct(database, kept, Correction("", "", (), by, now(), note, change=change), event)
    done = "corrected" if change.is_any else "noted"
    click.echo(f"{done}: {kept.claim.id}, says {printable(by)}")


def _rule(identifier: str, kin: Kin, other: str, said: tuple[str, str]) -> None:
    by, note = said
    with ledger(write=True, make=False) as database:
        one, two = (asking.claim_or_report(database, name) for name in (identifier, other))
        kept = kinship.rule(database, one, two, Kinship(Relative(""), Relative(""), kin, by, now(), note))
        aside = any(heard.aside and heard.said == kept for heard in kinship.history(database, one))
    click.echo(f"{kin}: {kept.one.id} and {kept.other.id}, says {printable(by)}")
    if aside:
        click.echo("set aside: it is at odds with what was said of these and others (`fogline show` lists it)")


def _place(database: Database, name: str, folder: Path | None) -> Place:
    def opened() -> Gazetteer:
        with telling() as tell:
            return gazetteer.open_gazetteer(folder, tell)

    return naming.place(database, name, opened).place
