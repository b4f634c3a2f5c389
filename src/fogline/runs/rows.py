"""A row of a table as a reading: one claim of one event, linked to the place and the speaker that it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fogline.linking import actors
from fogline.linking.toponyms import Mention, resolve
from fogline.linking.unknown import unknown_place
from fogline.reading import language
from fogline.runs.sides import cast, ukraine
from fogline.sources.table_forms import CLAIMS
from fogline.terms.actor import Side
from fogline.terms.claim import Claim, Manner, Voice, identify, phrase
from fogline.terms.event import Certainty, Event, Evidence, EvidenceKind, TimeFrame
from fogline.terms.ids import report_id
from fogline.terms.place import Place, Precision
from fogline.terms.reading import PlaceMention, Reading
from fogline.terms.report import Report
from fogline.terms.speaker import Speaker

if TYPE_CHECKING:
    from fogline.linking.gazetteer import Gazetteer
    from fogline.terms.capture import Item
    from fogline.terms.claim import Phrase
    from fogline.terms.structured import StructuredClaim

CHARSET = re.compile(r"charset=([\w-]+)")
# "Vovche (Donetsk)": what stands in brackets tells which one is meant.
BRACKETS = re.compile(r"(?P<name>[^()]+)\((?P<region>[^()]+)\)")
# "Kupiansk town": event tables write what a place is behind its name.
SORTED = re.compile(r"(?P<name>.+?) (?:city|town|village|settlement)", re.IGNORECASE)
# What tables call their evidence, beside the names that we have for it.
EVIDENCE = {
    "geolocated_footage": EvidenceKind.GEOLOCATED,
    "flag_video": EvidenceKind.FLAG,
    "video": EvidenceKind.VIDEO_GROUND,
}
NUMBERED = "geonameid"
# Degrees within which the place that a table puts on the map is the one of that name.
SAME = 0.25


def reading(item: Item, told: StructuredClaim, gazetteer: Gazetteer) -> Reading:
    """What the row `item` tells, `told`, as a reading of its bytes."""
    charset = CHARSET.search(item.capture.media_type or "")
    text = item.data.decode(charset[1] if charset else "utf-8", "replace").rstrip("\r\n")
    place = _place(told, gazetteer)
    content = _content(text, told)
    manner = Manner(told.stance, Certainty.ASSERTED, TimeFrame.PRESENT, endorsed=False)
    kind = _evidence(told.evidence)
    evidence = (Evidence(kind, None, (_span(text, told.evidence or "") or content.spans[0],)),) if kind else ()
    event = Event(told.kind, told.agent, None, place, told.date, told.share, told.count, content.spans)
    claim = Claim(
        "", Voice.ATTRIBUTED, _words(text, told.claimant), None, content, _speaker(told), manner, (event,), evidence
    )
    report = Report(
        item.capture.address,
        report_id(item.data),
        text,
        verbatim=True,
        language=told.language or (language.detect(told.text) if told.text else None),
        published=told.date.start,
    )
    named = _words(text, told.place)
    mentions = (PlaceMention(named, place),) if named and place else ()
    return Reading(report, (identify(report.id, claim),), places=mentions)


def _content(text: str, told: StructuredClaim) -> Phrase:
    """What the row says: its sentence where it has one, else the cells of what is claimed of which place."""
    sentence = _span(text, told.text or "")
    if sentence:
        return phrase(text, [sentence])
    said = (told.kind, told.stance)
    word = next((word for word, (kind, stance, _) in CLAIMS.items() if (kind, stance) == said), "")
    claimed, place = (_cell(text, words) if words else None for words in (word, told.place))
    return phrase(text, sorted([claimed, place]) if claimed and place else [(0, len(text))])


def _cell(text: str, words: str) -> tuple[int, int] | None:
    """Where `words` fill a cell of a row: between its delimiters or quotation marks."""
    found = re.search(rf"(?<![^\",;\t]){re.escape(words)}(?![^\",;\t])", text)
    return found.span() if found else None


def _span(text: str, words: str) -> tuple[int, int] | None:
    at = text.find(words) if words else -1
    return (at, at + len(words)) if at >= 0 else None


def _words(text: str, words: str | None) -> Phrase | None:
    span = _span(text, words or "")
    return phrase(text, [span]) if span else None


def _evidence(told: str | None) -> EvidenceKind | None:
    if told is None:
        return None
    return EVIDENCE.get(told) or next((kind for kind in EvidenceKind if kind == told), None)


def _speaker(told: StructuredClaim) -> Speaker | None:
    """Who claims it: an actor of the theatre where the name is one, with the side that the table tells."""
    if told.claimant is None:
        return None
    found = actors.link(told.claimant, cast())
    side = told.claimant_side or (found[0].side if found else Side.UNKNOWN)
    if found and found[0].side == side:
        return Speaker(told.claimant, side, found[0].id, found[1])
    return Speaker(told.claimant, side)


def _place(told: StructuredClaim, gazetteer: Gazetteer) -> Place | None:
    """The place of the name, in the region named beside it and near the point that the table gives."""
    if not told.place:
        return None
    inside = BRACKETS.fullmatch(told.place.strip())
    name = (inside["name"] if inside else told.place).strip()
    region = told.admin1 or (inside["region"].strip() if inside else None)
    numbered = _numbered(name, told, gazetteer)
    if numbered:
        return numbered
    if told.lat is not None and told.lon is not None:
        return _at(name, told.lat, told.lon, gazetteer)
    text = f"{name}, {region}" if region else name
    mentions = [Mention(name, 0, len(name))]
    if region:
        mentions.append(Mention(region, len(name) + 2, len(text)))
    found = resolve(
        text, mentions, language.detect(text), gazetteer=gazetteer, theatre=ukraine().countries, sides=set()
    )
    return found[0] or unknown_place(name)


def _numbered(name: str, told: StructuredClaim, gazetteer: Gazetteer) -> Place | None:
    """The place of that name whose GeoNames number stands in a column called after it."""
    number = next((value for column, value in told.others if column.casefold() == NUMBERED and value), None)
    found = gazetteer.lookup(name, None) if number else ()
    return next((match.place for match in found if match.place.id == f"geonames:{number}"), None)


def _at(name: str, lat: float, lon: float, gazetteer: Gazetteer) -> Place:
    """The place of that name, or of what it is without the word for its sort, near the point; else one at the point."""
    sort = SORTED.fullmatch(name)
    bare = sort["name"] if sort else name
    near = _near(name, lat, lon, gazetteer) or _near(bare, lat, lon, gazetteer)
    if near:
        return min(near, key=lambda place: (abs((place.lat or 0) - lat) + abs((place.lon or 0) - lon), place.id))
    unknown = unknown_place(bare)
    # The same name elsewhere is another place.
    return Place(f"{unknown.id}@{lat:.2f},{lon:.2f}", unknown.name, lat, lon, Precision.SETTLEMENT, None, 0)


def _near(name: str, lat: float, lon: float, gazetteer: Gazetteer) -> list[Place]:
    return [
        match.place
        for match in gazetteer.lookup(name, None)
        if match.place.lat is not None
        and match.place.lon is not None
        and abs(match.place.lat - lat) < SAME
        and abs(match.place.lon - lon) < SAME
    ]
