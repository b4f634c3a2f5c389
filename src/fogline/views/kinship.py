"""What people have said of two being of one origin: in words, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fogline.runs.kinship import Kin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fogline.runs.kinship import Heard

WORDS = {
    Kin.MERGED: "of one origin with {other}",
    Kin.SPLIT: "not of one origin with {other}",
    Kin.OPEN: "takes back what was said of it and {other}",
}
# Letters of an id that tell it from others.
SHORT = 12


def in_words(heard: Heard) -> str:
    """A word on something and another, in a line."""
    told = WORDS[heard.said.kin].format(other=short(heard.other))
    if heard.aside:
        told += " (set aside: another word is at odds with it)"
    return f"{told}: {heard.said.note}" if heard.said.note else told


def short(identifier: str) -> str:
    """As much of an id as a person needs."""
    return identifier.removeprefix("sha256:")[:SHORT]


def kinship_shapes(heard: Iterable[Heard]) -> list[dict[str, Any]]:
    """The words on something, the oldest first."""
    return [
        {
            "other": one.other,
            "kin": one.said.kin.value,
            "by": one.said.by,
            "at": one.said.at,
            "note": one.said.note,
            "aside": one.aside,
        }
        for one in heard
    ]
