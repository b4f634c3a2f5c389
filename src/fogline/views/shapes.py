"""The one set of outward shapes: what JSON, terminal and page say of a reading."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from fogline.terms.claim import Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.terms.claim import Claim, Phrase
    from fogline.terms.reading import Reading

PRONOUNS = frozenset("he she it they who we i you him her them his their its this that these those one which".split())


def reading_shape(reading: Reading) -> dict[str, Any]:
    """The JSON object of a report. `text` is null where the file itself is the text that offsets count in."""
    report = reading.report
    return {
        "path": report.path,
        "report_id": report.id,
        "language": report.language,
        "title": report.title,
        "author": report.author,
        "outlet": report.outlet,
        "published": report.published,
        "text": None if report.verbatim else report.text,
        "notes": [*report.notes, *([reading.unread] if reading.unread else [])],
        "claims": [claim_shape(claim) for claim in reading.claims],
        "mentions": [],
        "framing": [],
    }


def reading_json(reading: Reading) -> str:
    """`reading_shape` as one line; claim by claim, for a long text has more of them than should be dicts at once."""
    bare = reading_shape(replace(reading, claims=()))
    before, after = json.dumps(bare, ensure_ascii=False).split('"claims": []')
    claims = ", ".join(json.dumps(claim_shape(claim), ensure_ascii=False) for claim in reading.claims)
    return f'{before}"claims": [{claims}]{after}'


def claim_shape(claim: Claim) -> dict[str, Any]:
    """The JSON object of a claim; what is not read yet is null."""
    source = _phrase_shape(claim.source)
    return {
        "id": claim.id,
        "voice": claim.voice.value,
        "stance": None,
        "certainty": None,
        "time_frame": None,
        "source": source and source | {"actor": None},
        "cue": _phrase_shape(claim.cue),
        "content": _phrase_shape(claim.content),
        "events": [],
        "evidence": [],
        "endorsed": None,
    }


def _phrase_shape(phrase: Phrase | None) -> dict[str, Any] | None:
    return {"text": phrase.text, "spans": [list(span) for span in phrase.spans]} if phrase else None


class Segment(NamedTuple):
    """A stretch of text with the roles that it plays: (role, number of the statement from 1), the outer first."""

    text: str
    roles: tuple[tuple[str, int], ...]
    opens: tuple[tuple[str, int], ...]
    closes: tuple[tuple[str, int], ...]


def attributed(claims: Sequence[Claim]) -> list[Claim]:
    """Those of `claims` that the report lets somebody say."""
    return [claim for claim in claims if claim.voice is Voice.ATTRIBUTED]


def narrated(claims: Sequence[Claim]) -> list[Claim]:
    """Those of `claims` that the report says itself."""
    return [claim for claim in claims if claim.voice is Voice.NARRATOR]


def segments(text: str, claims: Sequence[Claim]) -> list[Segment]:
    """Cut `text` where a source, cue or content of an attributed claim begins or ends.

    Of two that begin together the longer is the outer one.
    """
    spans = []
    for number, claim in enumerate(attributed(claims), 1):
        for role, part in (("content", claim.content), ("source", claim.source), ("cue", claim.cue)):
            spans += [(start, end, role, number) for start, end in (part.spans if part else ())]
    spans.sort(key=lambda s: (s[0], -s[1]))
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
            )
        )
    return cut


def speakers(claims: Sequence[Claim]) -> list[str]:
    """The named sources of `claims`, each once, in order; a shorter form of a name counts with the longer one.

    Pronouns name nobody by themselves and are left out.
    """
    named: list[tuple[str, frozenset[str]]] = []
    for claim in claims:
        if claim.source is None or claim.source.text.casefold() in PRONOUNS:
            continue
        words = _name_words(claim.source.text)
        for i, (longest, known) in enumerate(named):
            if words <= known or known <= words:
                named[i] = (longest, known) if len(known) >= len(words) else (claim.source.text, words)
                break
        else:
            named.append((claim.source.text, words))
    return [text for text, _ in named]


def _name_words(text: str) -> frozenset[str]:
    head = text.split(",", maxsplit=1)[0]
    words = [word.strip("\"'“”«».,()") for word in head.removesuffix("'s").removesuffix("’s").split()]
    capital = [word for word in words[1:] if word[:1].isupper()] + [word for word in words[:1] if word[:1].isupper()]
    capital = [word for word in capital if word.casefold() not in {"the", "a", "an"}]
    return frozenset(word.casefold() for word in (capital or words) if word.casefold() not in {"the", "a", "an"})


def summary(claims: Sequence[Claim]) -> str:
    """One line: how many statements there are, and whose."""
    said, own = attributed(claims), narrated(claims)
    sources, nobody = speakers(said), sum(claim.source is None for claim in said)
    line = f"{_count(len(said) + len(own), 'statement')}: {len(said)} attributed to {_count(len(sources), 'source')}"
    if nobody:
        line += f" ({nobody} to nobody named)"
    return f"{line}, {len(own)} in the report's own voice"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
