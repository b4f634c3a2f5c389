"""The card of a report on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import ROUNDED
from rich.console import Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from fogline.views.card import by_who
from fogline.views.cli.printable import event, line, numbers
from fogline.views.speakers import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from fogline.views.card import Camp, Card, LoadedWord, PlaceSaid, Shown, Stated
    from fogline.views.speakers import Source


def card_panel(card: Card) -> Panel:
    """The card in a frame; what it has nothing of stands in its last line."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=14)
    grid.add_column(ratio=1)
    rows = [(name, list(lines)) for name, lines in _rows(card)]
    rows += [("none found", [line(", ".join(card.missing))])] if card.missing else []
    for name, lines in rows:
        if lines:
            grid.add_row()
            grid.add_row(line(name, "bold"), Group(*lines))
    return Panel(Group(line(card.summary, "bold"), grid), box=ROUNDED, padding=(0, 1))


def _rows(card: Card) -> Iterator[tuple[str, Iterable[RenderableType]]]:
    yield "who speaks", (text for camp in card.camps for text in _camp(camp))
    for said in card.places:
        yield said.place or "no place named", _place(said)
    yield "shown or cited", map(_shown, card.evidence)
    yield "report adopts", _stated(card.adopted, content=False)
    yield "forecasts, ifs", _stated(card.ahead, content=True)
    yield "loaded words", _loaded(card)
    yield "nobody named", _stated(card.nobody, content=True)


def _below(text: Text) -> Padding:
    """`text`, with all its lines set in."""
    return Padding(text, (0, 0, 0, 2))


def _camp(camp: Camp) -> Iterator[RenderableType]:
    yield line(camp.side, "bold").append(f": {counted(camp.statements, 'statement')}", style="not bold")
    yield from (_below(_source(source)) for source in camp.sources)


def _source(source: Source) -> Text:
    words = line(source.name).append(" ").append(numbers(source.numbers))
    notes = [f"written {', '.join(f'“{word}”' for word in source.written)}"] if source.written else []
    if source.confidence is not None and source.confidence < 1:
        notes.append(f"{source.confidence:.0%} sure")
    return words.append(" ").append(line(f"({'; '.join(notes)})")) if notes else words


def _place(said: PlaceSaid) -> Iterator[RenderableType]:
    for voiced in said.voices:
        yield line(voiced.voice, "bold").append(" says", style="not bold")
        yield from (_below(event(one.told).append(" ").append(numbers(one.numbers))) for one in voiced.lines)


def _shown(shown: Shown) -> Text:
    whose = f", of {shown.holder}" if shown.holder else ""
    words = line(shown.kind + whose, "bold")
    if shown.words:
        words.append(" ").append(line(f"“{shown.words}”", "not bold"))
    return words.append(" ").append(numbers(shown.numbers))


def _stated(stated: Iterable[Stated], *, content: bool) -> Iterator[RenderableType]:
    for who, together in by_who(stated):
        yield line(who, "bold")
        for one in together:
            words = Text("\n").join(event(told) for told in one.told)
            if content or not one.told:
                words.append("\n" if one.told else "").append(line(f"“{one.content}”"))
            yield _below(words.append(" ").append(numbers([one.number])))


def _loaded(card: Card) -> Iterator[RenderableType]:
    if not card.loaded:
        return
    own = card.own
    yield Text(f"in {own.loaded} of {counted(own.statements, 'statement')} in the report's own voice")
    by_whose: dict[str, list[LoadedWord]] = {}
    for word in card.loaded:
        by_whose.setdefault(word.whose, []).append(word)
    for whose, words in by_whose.items():
        yield line(f"{whose}:", "bold").append(" ").append(line(", ".join(map(_word, words)), "not bold"))


def _word(word: LoadedWord) -> str:
    times = f" x{word.times}" if word.times > 1 else ""
    return word.words + times + (" (others' words)" if not word.own else "")
