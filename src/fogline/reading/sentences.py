"""Where sentences begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sentencex import segment

from fogline.reading.pieces import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator


def sentences(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence, without the blanks around it, in order."""
    for begin, end in paragraphs(text):
        at = begin
        for sentence in segment(language, text[begin:end]):
            inner = sentence.strip()
            if inner:
                start = at + sentence.index(inner)
                yield start, start + len(inner)
            at += len(sentence)
