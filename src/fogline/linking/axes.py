"""Adjectives that stand for a place: an axis of the front, a region told with another."""

from __future__ import annotations

import re

AXIS = re.compile(r"\s*(направлени\w*|напрям\w*)$", re.IGNORECASE)
ADJECTIVE = re.compile(
    r"(ском|ського|ському|ським|ський|ськім|ский|ского|скому|ским|цком|цький|цького|цькому|цким|цкий)$"
)
# What the noun may end in where its adjective has nothing but -sk-.
ENDINGS = ("", "ск", "ськ", "а", "ы", "и", "е", "ка", "ец", "ець", "ль", "ов", "ів")
FEMININE = re.compile(r"[сц]ь?к(?:ой|ая|ую|ої|ій|а|у)$")
REGIONS = re.compile(r"(област\w*)", re.IGNORECASE)
# A region's noun stands at most so many letters behind its adjective.
REACH = 40


def settlements(surface: str) -> list[str]:
    """The names that an axis called `surface` may come from, the likelier first; none where it is no axis."""
    if not AXIS.search(surface):
        return []
    adjective = AXIS.sub("", surface)
    stem = ADJECTIVE.sub("", adjective)
    soft = adjective[len(stem) : len(stem) + 1] == "ц"
    return [stem + ("ц" + ending[1:] if soft and ending[:1] == "с" else ending) for ending in ENDINGS]


def region(text: str, start: int, end: int) -> str | None:
    """The full name of the region whose adjective stands at [start, end), its noun further on; None if it is none."""
    adjective = text[start:end].split(" ", maxsplit=1)[0]
    if not FEMININE.search(adjective):
        return None
    noun = REGIONS.search(text, end - len(text[start:end]) + len(adjective), end + REACH)
    between = text[start + len(adjective) : noun.start()] if noun else "."
    return None if any(sign in between for sign in ".!?;:\n") else f"{adjective} области"
