"""Comparing what came in with what was there: who retells whom, and the way that claims came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from fogline.ledger import likeness
from fogline.ledger.likeness import KeptCopy, Likeness
from fogline.linking.retelling.abroad import retold_abroad
from fogline.linking.retelling.marks import counted, marks, rarities
from fogline.linking.retelling.nearness import MOST_HITS, Hits
from fogline.linking.retelling.retell import retold
from fogline.linking.retelling.rows import Copy, Told
from fogline.runs import makers
from fogline.terms.capture import Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from fogline.ledger.database import Database
    from fogline.ledger.likeness import Compared
    from fogline.linking.retelling.letters import Counts
    from fogline.linking.retelling.sketch import Sketches
    from fogline.terms.reading import Reading

# Reports that are compared and kept in one step: their bands lie all over the index, so the more the fewer writes.
TOGETHER = 1024
# How rare a name or number is, is told from so many reports that were compared last.
SAMPLE = 4096
TEXT, MARKS = 0, 1
COPY = msgspec.json.Decoder(Copy)


def compare_new(database: Database, clock: Callable[[], str], tick: Callable[[int, int], None]) -> int:
    """Compare all readings that have not been compared; gives the number of copies found.

    It is kept in steps, so that a run that was stopped goes on where it was. `tick` is told how many are done, of how
    many.
    """
    wanted, done, found = likeness.left(database), 0, 0
    counts = counted(likeness.recent_marks(database, SAMPLE))
    while batch := likeness.uncompared(database, TOGETHER):
        # What a row of a table says is no text that could be copied, and what was read anew has been compared.
        new = [one for one in batch if one.capture.way is not Way.TABLE and one.marks is None]
        likenesses, copies = _compared(database, new, counts)
        likeness.keep_comparison(database, batch[-1].reading, (likenesses, copies), makers.copies(), clock())
        done, found = done + len(batch), found + len(copies)
        tick(done, wanted)
    return found


def _compared(
    database: Database, new: Sequence[Compared], counts: dict[str, int]
) -> tuple[list[Likeness], list[KeptCopy]]:
    """What is to be kept of a batch; `counts` of marks grows by it."""
    if not new:
        return [], []
    told = [_told(one, *_named(database, one)) for one in new]
    for mark, count in counted(one.marks for one in told).items():
        counts[mark] = counts.get(mark, 0) + count
    known = _Known(database, {one.arrival: one for one in told})
    texts, names = _Bands(database, TEXT), _Bands(database, MARKS)
    found = retold(told, texts, known.by_number)
    rarity = rarities(counts, max(len(told), SAMPLE))
    copies = [*found.copies, *retold_abroad(told, names, known.by_number, rarity)]
    bands = {one.arrival: (*texts.of(place), *names.of(place)) for place, one in enumerate(told)}
    likenesses = [
        Likeness(one.arrival, bands[one.arrival], one.marks, one.cited, tuple(sorted(stands)))
        for one, stands in zip(told, found.standing, strict=True)
    ]
    by_id = {one.id: one for one in known.told.values()}
    return likenesses, [kept for copy in copies if (kept := _kept(copy, by_id))]


def told_of(one: Compared) -> Told:
    """Some bytes that have been compared before, as they are compared."""
    return _told(one, one.marks or (), one.cited)


def _told(one: Compared, named: tuple[str, ...], cited: tuple[str, ...]) -> Told:
    facts = one.facts
    return Told(
        one.id,
        one.text,
        one.blob,
        one.language,
        facts.moment or one.published or facts.published,
        one.outlet or facts.outlet,
        facts.link or one.capture.address,
        facts.forwarded_from,
        cited,
        named,
        frozenset(one.standing),
    )


def _named(database: Database, one: Compared) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The marks of a report, and the names of those whom it quotes."""
    read = likeness.read_in(database, one)
    return marks(one.text, _found(read)), cited_in(read)


def cited_in(read: Reading) -> tuple[str, ...]:
    """The names of those whom a report quotes, each once, as they stand there."""
    return tuple(dict.fromkeys(claim.source.text for claim in read.claims if claim.source))


def _found(read: Reading) -> Iterable[tuple[int, str]]:
    """Where a report names places and actors, and tells of events, whatever its language."""
    for mention in read.places:
        if mention.place:
            yield mention.phrase.spans[0][0], mention.place.id
    for actor in read.actors:
        if actor.speaker.id:
            yield actor.phrase.spans[0][0], f"actor:{actor.speaker.id}"
    for claim in read.claims:
        for event in claim.events:
            yield event.spans[0][0], f"event:{event.kind}"


@dataclass(slots=True)
class _Known:
    """Reports by number: the new ones, and of those before what is asked for."""

    database: Database
    told: dict[int, Told]

    def by_number(self, number: int) -> Told:
        """The report with the number `number`."""
        if number not in self.told:
            (one,) = likeness.texts(self.database, [number])
            self.told[number] = told_of(one)
        return self.told[number]


def _kept(copy: Copy, told: dict[str, Told]) -> KeptCopy | None:
    """`copy` as it is kept; None where both are versions of one address."""
    here, there = told[copy.copy], told[copy.origin]
    if here.link is not None and here.link == there.link:
        return None
    body = msgspec.json.encode(copy).decode()
    return KeptCopy(here.arrival, there.arrival, copy.share, copy.sureness, body)


class _Bands:
    """The ledger's table of bands, asked as an index; what is new is held until it is kept."""

    def __init__(self, database: Database, kind: int) -> None:
        """Bands of one kind in `database`."""
        self.database = database
        self.kind = kind
        self.new: dict[int, list[int]] = {}
        self.texts: list[list[tuple[int, int]]] = []

    def add(self, sketches: Sketches, known: Counts) -> None:
        """Hold a batch."""
        self.texts = [[] for _ in sketches.lengths]
        for place, band in zip(sketches.text.tolist(), _signed(sketches), strict=True):
            self.texts[place].append((self.kind, band))
            numbers = self.new.setdefault(band, [])
            number = int(known[place])
            if not numbers or numbers[-1] != number:
                numbers.append(number)

    def of(self, place: int) -> list[tuple[int, int]]:
        """The bands of a text of the batch that was added."""
        return self.texts[place]

    def hits(self, sketches: Sketches) -> Hits:
        """Who has the bands of `sketches`: the first so many in the ledger, and those of the batch."""
        asked = list(self.new)
        kept = dict(zip(asked, likeness.with_bands(self.database, self.kind, asked, MOST_HITS), strict=True))
        rows: list[tuple[int, int, int, int]] = []
        columns = zip(sketches.text.tolist(), sketches.sentence.tolist(), _signed(sketches), strict=True)
        for text, sentence, band in columns:
            numbers = [*kept[band], *self.new[band]][:MOST_HITS]
            rows += [(text, sentence, number, len(numbers)) for number in numbers]
        table = np.array(rows, dtype=np.int64).reshape(-1, 4)
        return Hits(table[:, 0], table[:, 1], table[:, 2], table[:, 3])


def _signed(sketches: Sketches) -> list[int]:
    """Bands as numbers that every database holds."""
    bands: list[int] = sketches.band.view(np.int64).tolist()
    return bands
