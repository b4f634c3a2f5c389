"""Claims for the web of data: schema.org's Claim, as JSON-LD.

No ClaimReview is written: it says how a claim was rated, and nothing here has rated one.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from fogline.terms.claim import Voice
from fogline.views.export.whole import Written, whole_file
from fogline.views.shapes import LINE_BREAKS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from fogline.terms.event import Event
    from fogline.terms.kept import KeptClaim, KeptReport

# What schema.org has no words for stands under names of our own.
CONTEXT = ["https://schema.org", {"fogline": "urn:fogline:"}]
WEB = ("http://", "https://")


def write(claims: Iterable[KeptClaim], path: Path) -> Written:
    """Write `claims` as one graph, a claim a line."""
    written = 0
    with whole_file(path) as stream:
        stream.write('{"@context":' + msgspec.json.encode(CONTEXT).decode() + ',"@graph":[')
        for kept in claims:
            stream.write(",\n" if written else "\n")
            stream.write(msgspec.json.encode(shape(kept)).decode().translate(LINE_BREAKS))
            written += 1
        stream.write("\n]}\n")
    return Written(written, 0)


def shape(kept: KeptClaim) -> dict[str, Any]:
    """The JSON-LD of one claim; what is not known is left out."""
    claim, report = kept.claim, kept.report
    manner = claim.manner
    return _known(
        {
            "@type": "Claim",
            "@id": f"urn:fogline:claim:{claim.id}",
            "text": claim.content.text,
            "inLanguage": report.language,
            "datePublished": report.published,
            "author": _author(kept),
            "appearance": _work(report),
            "about": [_event(event) for event in claim.events] or None,
            "fogline:voice": claim.voice.value,
            "fogline:stance": manner and manner.stance.value,
            "fogline:certainty": manner and manner.certainty.value,
            "fogline:time_frame": manner and manner.time_frame.value,
            "fogline:endorsed": manner and manner.endorsed,
            "fogline:standing": kept.standing,
            "fogline:evidence": [evidence.kind.value for evidence in claim.evidence] or None,
        }
    )


def _author(kept: KeptClaim) -> dict[str, Any] | None:
    """Who says it, without a type: whether a person or a body is not always known."""
    claim, speaker = kept.claim, kept.claim.speaker
    if claim.voice is Voice.NARRATOR:
        return _known({"name": kept.report.author or kept.report.outlet}) or None
    name = (speaker and speaker.name) or (claim.source and claim.source.text)
    told = {"name": name, "identifier": speaker and speaker.id, "fogline:side": speaker and speaker.side.value}
    return _known(told) or None


def _work(report: KeptReport) -> dict[str, Any]:
    address = report.capture.address
    return _known(
        {
            "@type": "CreativeWork",
            "@id": f"urn:fogline:report:{report.id}",
            "identifier": report.id,
            "url": address if address.startswith(WEB) else None,
            "name": report.title,
            "author": {"name": report.author} if report.author else None,
            "publisher": {"name": report.outlet} if report.outlet else None,
            "datePublished": report.published,
            "inLanguage": report.language,
            "encodingFormat": report.capture.media_type,
            "fogline:address": address,
            "fogline:taken": report.capture.taken,
        }
    )


def _event(event: Event) -> dict[str, Any]:
    place, time = event.place, event.time
    located = place is not None and place.lat is not None and place.lon is not None
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon} if place and located else None
    where = place and _known({"@type": "Place", "name": place.name, "identifier": place.id, "geo": geo})
    last = time and (date.fromisoformat(time.end) - timedelta(days=1)).isoformat()
    return _known(
        {
            "@type": "Event",
            "name": event.kind.value,
            "location": where,
            "startDate": time and time.start,
            "endDate": last,
            "fogline:agent": event.agent and event.agent.value,
            "fogline:target": event.target and event.target.value,
            "fogline:share": event.share,
            "fogline:count": event.count,
        }
    )


def _known(shape: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in shape.items() if value is not None}
