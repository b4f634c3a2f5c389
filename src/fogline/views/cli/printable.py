"""Words of a report as a terminal may have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from fogline.views.words import DENIED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.views.words import Told


def printable(text: str) -> str:
    """No control character of a report reaches the terminal; line breaks of all kinds are line breaks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c if c in "\n\t" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in lines)


def line(text: str, style: str = "") -> Text:
    """`text` on one line."""
    return Text(" ".join(printable(text).split()), style=style)


def event(told: Told) -> Text:
    """An event in words, a denial in bold and reversed."""
    words = line(told.what)
    for how in told.how:
        words.append(", ").append(line(how, "bold reverse" if how == DENIED else "italic"))
    return words


def numbers(of: Sequence[int]) -> Text:
    """Numbers of statements, as the tables have them; three and more in a row as the first and the last."""
    runs: list[list[int]] = []
    for number in of:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [f"#{run[0]}-{run[-1]}" if len(run) > 2 else " ".join(f"#{n}" for n in run) for run in runs]  # noqa: PLR2004
    return Text(" ".join(shown), style="dim")
