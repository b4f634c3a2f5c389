"""The annotated text on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from fogline.views.cli.printable import printable
from fogline.views.marks import ROLES, attributed, legend, phrases, segments

if TYPE_CHECKING:
    from fogline.terms.reading import Reading
    from fogline.terms.span import Span

# Colours that stay apart for the colour-blind, each with a second sign. Of two that meet, the latter's colour counts.
STYLES = {
    "content": "underline",
    "source": "bold bright_blue",
    "cue": "italic yellow",
    "place": "italic cyan",
    "loaded": "magenta",
}
SIGNS = {"source": ("[", "]"), "cue": ("<", ">"), "content": ("{", "}"), "place": ("‹", "›"), "loaded": ("", "°")}
# A loaded word has its sign in colour too: it must not be overlooked where it stands within another mark.
SIGNS_IN_COLOUR = {"loaded": SIGNS["loaded"]}
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def marked(reading: Reading, *, coloured: bool, numbered: bool = True) -> Text:
    """The text of `reading`, marked as its legend says; if `numbered`, a raised number is that of the statement."""
    signs = SIGNS_IN_COLOUR if coloured else SIGNS
    text = _legend(reading, coloured=coloured, numbered=numbered)
    repeated = _repeated(reading)
    for segment in segments(reading):
        roles = {role for role, _ in segment.roles}
        style = " ".join(STYLES[role] for role in STYLES if role in roles) if coloured else ""
        text.append("".join(signs[mark[0]][0] for mark in segment.opens if mark[0] in signs and mark not in repeated))
        text.append(printable(segment.text), style=style)
        text.append("".join(signs[mark[0]][1] for mark in segment.closes if mark[0] in signs and mark not in repeated))
        text.append(_raised(segment.numbers) if numbered else "")
    text.rstrip()
    return text


def _raised(numbers: tuple[int, ...]) -> str:
    """Numbers as raised digits, a run of them from the first to the last."""
    if len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}-{numbers[-1]}".translate(RAISED)
    return " ".join(map(str, numbers)).translate(RAISED)


def _repeated(reading: Reading) -> set[tuple[str, int]]:
    """Marks, by role and number, that stand where an earlier one of the same role does: they are shown once."""
    seen: set[tuple[str, tuple[Span, ...]]] = set()
    repeated = set()
    for role, number, part in phrases(reading):
        if (role, part.spans) in seen:
            repeated.add((role, number))
        seen.add((role, part.spans))
    return repeated


def _legend(reading: Reading, *, coloured: bool, numbered: bool) -> Text:
    text = Text()
    for role in legend(reading):
        before, after = (SIGNS_IN_COLOUR if coloured else SIGNS).get(role, ("", ""))
        text.append(before).append(ROLES[role], style=STYLES[role] if coloured else "").append(f"{after}  ")
    if numbered and attributed(reading.claims):
        text.append("a number leads to the table")
    return text.append("\n\n") if text else text
