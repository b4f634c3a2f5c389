"""Claimed events as a table that humanitarian tools know: CSV with HXL hashtags in its second row."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from fogline.views.cells import cell
from fogline.views.export.whole import Written, whole_file
from fogline.views.flat import claim_row, event_row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from fogline.terms.kept import KeptClaim

TAGS = {
    "claim_id": "#event+claim+id",
    "event": "#event+claim+num",
    "kind": "#event+type",
    "agent": "#group+code+first",
    "target": "#group+code+second",
    "stance": "#status+stance",
    "certainty": "#status+certainty",
    "time_frame": "#status+time_frame",
    "place_id": "#loc+code",
    "place": "#loc+name",
    "place_precision": "#loc+type",
    "country": "#country+code+v_iso2",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "start": "#date+start",
    "end": "#date+end+excluded",
    "time_precision": "#date+type",
    "share": "#indicator+share+num",
    "count": "#indicator+count+num",
    "source": "#meta+source+text",
    "side": "#meta+source+side",
    "content": "#description",
    "said": "#date+reported",
    "outlet": "#org+name",
    "title": "#meta+report+name",
    "address": "#meta+report+url",
    "report_id": "#meta+report+id",
}


def write(claims: Iterable[KeptClaim], path: Path) -> Written:
    """Write a row for each event of `claims`."""
    written = left = 0
    with whole_file(path) as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerows([TAGS, TAGS.values()])
        for kept in claims:
            said, events = claim_row(kept), kept.claim.events
            for number, event in enumerate(events):
                row = {**said, **event_row(number, event)}
                out.writerow([cell(row[column]) for column in TAGS])
            written, left = (written + 1, left) if events else (written, left + 1)
    return Written(written, left)
