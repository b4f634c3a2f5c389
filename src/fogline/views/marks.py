"""Where a report's text is marked, and which number each of its statements has."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from fogline.terms.claim import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fogline.terms.claim import Claim, Phrase
    from fogline.terms.reading import Reading


# What a text is marked with, and what a person is told that it is.
ROLES = {"source": "source", "cue": "cue", "content": "content", "place": "place", "loaded": "loaded word"}

NARRATED = "narrated"


class Segment(NamedTuple):
    """A stretch of text with the roles that it plays, the outer first: (role, number from 1).

    The number is that of the statement for a source, cue or content, of the mention for a place, and of the framing
    for a loaded word. `numbers` are those of the statements that are to be numbered where the stretch ends.
    """

    text: str
    roles: tuple[tuple[str, int], ...]
    opens: tuple[tuple[str, int], ...]
    closes: tuple[tuple[str, int], ...]
    numbers: tuple[int, ...]


def attributed(claims: Sequence[Claim]) -> list[Claim]:
    """Those of `claims` that the report lets somebody say."""
    return [claim for claim in claims if claim.voice is Voice.ATTRIBUTED]


def narrated(claims: Sequence[Claim]) -> list[Claim]:
    """Those of `claims` that the report says itself."""
    return [claim for claim in claims if claim.voice is Voice.NARRATOR]


def numbered(claims: Sequence[Claim]) -> Iterator[tuple[int, Claim]]:
    """Yield `claims` in their order, each with its number: from 1 the attributed ones, then the report's own."""
    said, own = 0, len(attributed(claims))
    for claim in claims:
        if claim.voice is Voice.ATTRIBUTED:
            said += 1
            yield said, claim
        else:
            own += 1
            yield own, claim


def segments(reading: Reading, *, own: bool = False) -> list[Segment]:
    """Cut the text where a source, cue or content of an attributed claim, a place or a loaded word begins or ends.

    Of two that begin together the longer is the outer one. With `own` it is also cut where the report speaks itself.
    """
    text = reading.report.text
    spans = sorted(
        ((start, end, role, number) for role, number, part in phrases(reading, own=own) for start, end in part.spans),
        key=lambda s: (s[0], -s[1]),
    )
    ends = _ends(reading, own=own)
    edges = sorted({0, len(text), *(s[0] for s in spans), *(s[1] for s in spans)})
    cut: list[Segment] = []
    active: list[tuple[int, int, str, int]] = []
    coming = iter([*spans, (len(text) + 1, 0, "", 0)])
    following = next(coming)
    for start, end in pairwise(edges):
        while following[0] <= start:
            active.append(following)
            following = next(coming)
        active = [span for span in active if span[1] > start]
        cut.append(
            Segment(
                text[start:end],
                tuple((s[2], s[3]) for s in active),
                tuple((s[2], s[3]) for s in active if s[0] == start),
                tuple((s[2], s[3]) for s in reversed(active) if s[1] == end),
                tuple(ends.get(end, ())),
            )
        )
    return cut


def phrases(reading: Reading, *, own: bool = False) -> Iterator[tuple[str, int, Phrase]]:
    """Yield what is marked in the text of `reading`: its role, its number, and where it stands.

    With `own` what the report says itself is marked too, in the role NARRATED.
    """
    for number, claim in numbered(reading.claims):
        if own and claim.voice is Voice.NARRATOR:
            yield NARRATED, number, claim.content
    for number, claim in enumerate(attributed(reading.claims), 1):
        for role, part in (("content", claim.content), ("source", claim.source), ("cue", claim.cue)):
            if part:
                yield role, number, part
    for number, mention in enumerate(reading.places, 1):
        yield "place", number, mention.phrase
    for number, framing in enumerate(reading.framing, 1):
        yield "loaded", number, framing.phrase


def legend(reading: Reading) -> list[str]:
    """The roles that the marks in the text of `reading` have."""
    found = {role for role, _, _ in phrases(reading)}
    return [role for role in ROLES if role in found]


def _ends(reading: Reading, *, own: bool) -> dict[int, list[int]]:
    """The statements that are numbered at an offset: after the cue, or after the content where there is none."""
    ends: dict[int, list[int]] = {}
    for number, claim in numbered(reading.claims):
        if claim.voice is Voice.NARRATOR and not own:
            continue
        end = claim.cue.spans[0][1] if claim.cue else claim.content.spans[-1][1]
        ends.setdefault(end, []).append(number)
    return ends
