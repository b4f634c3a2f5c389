"""fogline correct: a person's word on what a claim tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fogline.runs import asking, correcting, gazetteer, naming
from fogline.runs.sides import ukraine
from fogline.terms.actor import Side
from fogline.terms.correction import Change, Correction
from fogline.terms.event import EventKind, Stance
from fogline.views.cli.clock import now
from fogline.views.cli.gazetteer import folder_option
from fogline.views.cli.ledger import ledger
from fogline.views.cli.printable import printable
from fogline.views.cli.progress import telling

if TYPE_CHECKING:
    from pathlib import Path

    from fogline.runs.gazetteer import Gazetteer
    from fogline.runs.ledgers import Database
    from fogline.terms.place import Place


@click.command()
@click.argument("identifier", metavar="CLAIM")
@click.option("--by", required=True, metavar="NAME", help="Who corrects.")
@click.option("--kind", type=click.Choice([one.value for one in EventKind]), help="What happens.")
@click.option("--agent", type=click.Choice([side.value for side in ukraine().sides]), help="The side that does it.")
@click.option("--place", metavar="NAME", help="Where: a name in any of the languages, or a place's id.")
@click.option("--stance", type=click.Choice([one.value for one in Stance]), help="Whether it is affirmed or denied.")
@click.option("--speaker", metavar="NAME", help="Who says so: an actor's id or a name.")
@click.option("--event", type=click.IntRange(min=1), help="Which of the claim's events; needed where it has several.")
@click.option("--note", default="", help="A note, with a correction or by itself.")
@folder_option("--gazetteer")
def correct(
    identifier: str, *, by: str, event: int | None, note: str, folder: Path | None, **given: str | None
) -> None:
    """Correct what a claim tells, or add a note to it.

    The report and what was read of it stay; the correction is kept in the ledger's chain with its author, counts in
    place of what was read, and holds when the report is read again. `fogline show` lists it.
    """
    with ledger(write=True) as database:
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


def _place(database: Database, name: str, folder: Path | None) -> Place:
    def opened() -> Gazetteer:
        with telling() as tell:
            return gazetteer.open_gazetteer(folder, tell)

    return naming.place(database, name, opened).place
