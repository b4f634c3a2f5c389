"""The stretches of a marked text as the page needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fogline.views.card import whose
from fogline.views.marks import segments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fogline.terms.reading import Reading
    from fogline.views.card import Card
    from fogline.views.marks import Segment

STATEMENT = ("source", "cue", "content")


class Part(NamedTuple):
    """A stretch of text: its classes, what explains it, the loaded word on the card it leads to, numbers after it."""

    text: str
    classes: str
    title: str
    link: int | None
    numbers: tuple[int, ...]


def parts(reading: Reading, card: Card) -> Iterator[Part]:
    """Yield the text of `reading` in stretches."""
    words = {(word.words.casefold(), word.whose): number for number, word in enumerate(card.loaded, 1)}
    for segment in segments(reading):
        link = None
        for role, number in segment.roles:
            if role == "loaded":
                framing = reading.framing[number - 1]
                link = words[framing.phrase.text.casefold(), whose(framing)]
        classes = " ".join(dict.fromkeys(role for role, _ in segment.roles))
        yield Part(segment.text, classes, "; ".join(_titles(reading, segment)), link, segment.numbers)


def _titles(reading: Reading, segment: Segment) -> Iterator[str]:
    for wanted in STATEMENT:
        numbers = [number for role, number in segment.roles if role == wanted]
        if numbers:
            yield f"{wanted} of statement {' and '.join(map(str, numbers))}"
    for role, number in segment.roles:
        if role == "place":
            place = reading.places[number - 1].place
            yield f"place: {place.name} ({place.precision.value})" if place else "a place, not known which"
        elif role == "loaded":
            framing = reading.framing[number - 1]
            yield f"{whose(framing)}: {framing.note}" if framing.note else whose(framing)
