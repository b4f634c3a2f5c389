"""Read PolNeAR (Newell, Margolin, Ruths 2018): articles and their attributions in brat's stand-off format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NONE, SOURCE, CUE, CONTENT = range(4)
ROLE_OF_TYPE = {"Source": SOURCE, "Cue": CUE, "Content": CONTENT}


@dataclass(frozen=True, slots=True)
class Article:
    """A text and one annotator's attributions: for each, (role, start, end) in code points."""

    name: str
    text: str
    attributions: tuple[tuple[tuple[int, int, int], ...], ...]


def read_articles(folder: Path) -> Iterator[Article]:
    """Yield every article once for each annotator who marked it."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        stem = re.sub(r"([\[\]*?])", r"[\1]", path.stem)
        for marked in sorted((folder / "attributions").glob(f"{stem}_*.ann")):
            yield Article(path.stem, text, tuple(_attributions(marked.read_text(encoding="utf-8"))))


def _attributions(annotation: str) -> Iterator[tuple[tuple[int, int, int], ...]]:
    spans: dict[str, list[tuple[int, int, int]]] = {}
    events = []
    for line in annotation.splitlines():
        identifier, _, rest = line.partition("\t")
        head, _, _ = rest.partition("\t")
        kind, _, offsets = head.partition(" ")
        if identifier.startswith("T") and kind in ROLE_OF_TYPE:
            pairs = [tuple(map(int, pair.split())) for pair in offsets.split(";")]
            spans[identifier] = [(ROLE_OF_TYPE[kind], start, end) for start, end in pairs]
        elif identifier.startswith("E"):
            events.append([member.partition(":")[2] for member in head.split()[1:]])
    for members in events:
        found = tuple(span for member in members for span in spans.get(member, ()))
        if any(role == CUE for role, _, _ in found):
            yield found
