"""Pairs of texts that people have merged or split: JSON lines to fit the finding of copies to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fogline.terms.kept import KeptClaim
from fogline.views.export.whole import Written, whole_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from fogline.runs.pairs import Paired
    from fogline.terms.kept import KeptReport


def write(found: Iterable[Paired], path: Path) -> Written:
    """Write pairs, a line each; nothing is left out."""
    written = 0
    with whole_file(path) as stream:
        for pair in found:
            stream.write(json.dumps(_line(pair), ensure_ascii=False) + "\n")
            written += 1
    return Written(written, 0)


def _line(pair: Paired) -> dict[str, Any]:
    one, other = (_half(kept, text) for kept, text in zip(pair.kept, pair.texts, strict=True))
    of = "claim" if isinstance(pair.kept[0], KeptClaim) else "report"
    return {"of": of, "copies": pair.copies, "found": pair.found, "one": one, "other": other}


def _half(kept: KeptClaim | KeptReport, text: str) -> dict[str, Any]:
    report = kept.report if isinstance(kept, KeptClaim) else kept
    return {
        "id": kept.claim.id if isinstance(kept, KeptClaim) else kept.id,
        "report_id": report.id,
        "language": report.language,
        "outlet": report.outlet,
        "published": report.facts.moment or report.published,
        "forwarded_from": report.facts.forwarded_from,
        "text": text,
    }
