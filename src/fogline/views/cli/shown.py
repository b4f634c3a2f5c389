"""A claim, or a report, of a ledger on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import ROUNDED
from rich.console import Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table

from fogline.runs import asking as runs
from fogline.runs import correcting, kinship
from fogline.terms.claim import Voice, phrase
from fogline.terms.place import Precision
from fogline.views.card import REPORT, events_of
from fogline.views.cli.claims import texts
from fogline.views.cli.listed import claims_table, outlet, short
from fogline.views.cli.marked import marked
from fogline.views.cli.printable import event, line
from fogline.views.cli.terminal import in_colour, output, printer
from fogline.views.corrections import changes
from fogline.views.excerpt import excerpt
from fogline.views.kinship import in_words
from fogline.views.speakers import counted, name_of, side_of, unnamed
from fogline.views.words import EVIDENCE, STANDINGS, side_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, RenderableType
    from rich.text import Text

    from fogline.runs.ledgers import Database
    from fogline.terms.capture import Facts
    from fogline.terms.correction import Correction
    from fogline.terms.counted import Found
    from fogline.terms.kept import KeptClaim, KeptReport
    from fogline.terms.place import Place

# Claims of others that are shown beside one.
BESIDE = 8


def print_claim(database: Database, kept: KeptClaim) -> None:
    """Print a claim with all that the ledger has of it."""
    console = output()
    (kept,) = runs.with_standing(database, [kept])
    reading = runs.reading(database, kept.report.number)
    console.print(_head(kept, reading.report.text))
    console.print()
    here = excerpt(reading, kept.claim)
    console.print(Padding(marked(here, coloured=in_colour(console), numbered=False), (0, 2)))
    console.print()
    console.print(_facts(database, kept, reading.report.text))
    console.print()
    _print_others(console, database, kept)


def print_report(database: Database, kept: KeptReport) -> None:
    """Print a report as `fogline read` does, and where it was found."""
    printer()(runs.reading(database, kept.number))
    grid = _grid()
    for name, told in [*_found_rows(database, kept), *_kin_rows(database, kept), *_waiting_rows(database, kept)]:
        grid.add_row(line(name, "bold"), told)
    output().print(grid)


def _head(kept: KeptClaim, text: str) -> Panel:
    claim = kept.claim
    lines = [event(told) for told in events_of(claim, text)] or [line(f"“{claim.content.text}”")]
    if claim.voice is Voice.NARRATOR:
        by = line(f"{REPORT} says so", "italic")
    elif unnamed(claim):
        by = line(f"nobody named says so ({side_name(side_of(claim))})")
    else:
        by = line(f"{name_of(claim)} ({side_name(side_of(claim))}) says so")
    by.append(f", {kept.said}")
    return Panel(Group(*lines, by), title=f"claim {kept.claim.id}", title_align="left", box=ROUNDED, padding=(0, 1))


def _facts(database: Database, kept: KeptClaim, text: str) -> Table:
    grid = _grid()
    rows = [
        *_standing_rows(kept),
        *_said_rows(kept),
        *_event_rows(kept),
        *_evidence_rows(kept, text),
        *_copy_rows(kept),
        *_correction_rows(correcting.history(database, kept)),
        *_kin_rows(database, kept),
    ]
    for name, told in [*rows, *_found_rows(database, kept.report)]:
        grid.add_row(line(name, "bold"), told)
    return grid


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=10)
    grid.add_column(ratio=1, overflow="fold")
    return grid


def _kin_rows(database: Database, kept: KeptClaim | KeptReport) -> Iterator[tuple[str, RenderableType]]:
    for one in kinship.history(database, kept):
        yield one.said.kin.value, line(f"{one.said.by}, {one.said.at[:10]}: {in_words(one)}")


def _waiting_rows(database: Database, kept: KeptReport) -> Iterator[tuple[str, RenderableType]]:
    for _, told in _correction_rows(correcting.waiting(database, kept)):
        yield "waiting", told.append(" (of words that are no claim any more)")


def _correction_rows(corrections: Iterable[Correction]) -> Iterator[tuple[str, Text]]:
    for one in corrections:
        told = "; ".join(filter(None, [*changes(one), one.note]))
        yield "corrected" if one.change.is_any else "note", line(f"{one.by}, {one.at[:10]}: {told}")


def _standing_rows(kept: KeptClaim) -> Iterator[tuple[str, RenderableType]]:
    if kept.standing:
        yield "standing", line(f"{STANDINGS[kept.standing]} ({kept.standing.value})")


def _said_rows(kept: KeptClaim) -> Iterator[tuple[str, RenderableType]]:
    claim, speaker, manner = kept.claim, kept.claim.speaker, kept.claim.manner
    if claim.source:
        yield "source", line(f"“{claim.source.text}”")
    if speaker and speaker.id:
        unsure = speaker.confidence is not None and speaker.confidence < 1
        sure = f", {speaker.confidence:.0%} sure" if unsure else ""
        yield "taken for", line(f"{speaker.name} ({speaker.id}{sure})")
    if claim.cue:
        yield "cue", line(f"“{claim.cue.text}”")
    if manner:
        adopted = ["the report itself adopts it"] if manner.endorsed else []
        yield (
            "put as",
            line(", ".join([manner.stance.value, manner.certainty.value, manner.time_frame.value, *adopted])),
        )


def _event_rows(kept: KeptClaim) -> Iterator[tuple[str, RenderableType]]:
    places = {event.place.id: event.place for event in kept.claim.events if event.place}
    for place in places.values():
        at = f" {place.lat:.4f},{place.lon:.4f}" if place.lat is not None and place.lon is not None else ""
        yield "place", line(f"{place.name}{at} ({_precision(place)}, {place.id})")


def _precision(place: Place) -> str:
    return "in no gazetteer" if place.precision is Precision.UNKNOWN else place.precision.value


def _evidence_rows(kept: KeptClaim, text: str) -> Iterator[tuple[str, RenderableType]]:
    for one in kept.claim.evidence:
        words = f" “{phrase(text, one.spans).text}”" if one.spans else ""
        holder = f", of {one.holder}" if one.holder else ""
        yield "evidence", line(f"{EVIDENCE[one.kind]}{holder}{words}")


def _copy_rows(kept: KeptClaim) -> Iterator[tuple[str, RenderableType]]:
    if kept.origin:
        yield "its report", line(f"retells {kept.origin} (see `fogline origin`)")
    if kept.copies:
        yield "retold", line(f"by {counted(kept.copies, 'report')} (see `fogline origin`)")


def _found_rows(database: Database, report: KeptReport) -> Iterator[tuple[str, RenderableType]]:
    about = " · ".join(fact for fact in (report.title, outlet(report), report.published, report.language) if fact)
    yield "report", line(about or report.capture.address)
    yield "bytes", line(f"{report.id} (show {short(report)})")
    for found in runs.found(database, report):
        yield "found", _found(found)
    why = runs.replaced(database, report)
    if why:
        yield "replaced", line(f"this reading counts no more: {why}", "bold")


def _found(found: Found) -> Text:
    capture = found.capture
    told = line(capture.address).append("\n")
    besides = "; ".join(_besides(found.facts))
    if besides:
        told.append(line(besides)).append("\n")
    within = f", within {capture.within}" if capture.within else ""
    return told.append(line(f"{capture.way.value}, taken {capture.taken}{within}; entry {found.entry.number}", "dim"))


def _besides(facts: Facts) -> Iterator[str]:
    """What a container tells of a document and its text does not."""
    named = (("forwarded from", facts.forwarded_from), ("in reply to", facts.reply_to), ("edited", facts.edited))
    yield from (f"{what} {told}" for what, told in named if told)
    if facts.attachments:
        yield f"with {', '.join(facts.attachments)}"


def _print_others(console: Console, database: Database, kept: KeptClaim) -> None:
    beside = runs.others(database, kept)
    if kept.claim.events and any(event.place for event in kept.claim.events):
        _print_some(console, database, "who says otherwise of that place and time", beside.otherwise)
        _print_some(console, database, f"who else speaks of it, within {runs.AROUND} days", beside.same)


def _print_some(console: Console, database: Database, what: str, claims: Sequence[KeptClaim]) -> None:
    more = f", the newest {BESIDE} of them" if len(claims) > BESIDE else ""
    many = f"{counted(len(claims), 'claim')}{more}" if claims else "nobody in this ledger"
    console.print(line(what, "bold").append(f": {many}", style="not bold"))
    if not claims:
        console.print()
    else:
        console.print(claims_table(claims[:BESIDE], texts(database), console))
