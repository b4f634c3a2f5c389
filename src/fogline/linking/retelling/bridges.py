"""Copies that were never compared with their origin, inferred through a third report that has both.

A report is compared with a few others only, so that of a thousand copies some have no tie to an origin that came in
late. They have one to a report that has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fogline.linking.retelling.decide import ENOUGH, PUBLISHED, TIME, after
from fogline.linking.retelling.order import other_of, seen_from, stretched
from fogline.linking.retelling.rows import Copy, Passage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Of each report the earliest so many kin, and of a report without an origin the nearest so many, are looked at.
EARLIEST, NEAREST = 3, 8
# Of what the report shares with the third this part must be the origin's.
MOSTLY = 0.6
THROUGH = "has what another copy has"


def bridges(touching: Mapping[str, Sequence[Copy]], moments: Mapping[str, str | None]) -> list[Copy]:
    """One copy for each report that has no earlier kin but one of its kin has; earlier by the time alone."""
    earliest = {
        report: sorted({other_of(copy, report) for copy in copies}, key=lambda kin: (moments[kin] or "~", kin))[
            :EARLIEST
        ]
        for report, copies in touching.items()
    }
    pairs = {(report, other_of(copy, report)): copy for report, copies in touching.items() for copy in copies}
    found = []
    for report, copies in sorted(touching.items()):
        kin = {other_of(copy, report) for copy in copies}
        if not any(after(moments[report], moments[other]) == 1 for other in kin):
            seen = sorted((seen_from(copy, report) for copy in copies), key=lambda copy: (-copy.share, copy.origin))
            for copy in seen[:NEAREST]:
                others = [one for one in earliest[copy.origin] if one not in kin and _sooner(one, report, moments)]
                if others and (bridge := _through(copy, others[0], pairs)):
                    found.append(bridge)
                    break
    return found


def _sooner(one: str, other: str, moments: Mapping[str, str | None]) -> bool:
    """Whether `one` came out before `other`; of two at the same time one counts as the first."""
    if moments[one] is not None and moments[one] == moments[other]:
        return one < other
    return after(moments[other], moments[one]) == 1


def _through(copy: Copy, origin: str, pairs: Mapping[tuple[str, str], Copy]) -> Copy | None:
    """That `copy` has from `origin` what its own kin has from there; None where that is too little."""
    third = seen_from(pairs[copy.origin, origin], copy.origin)
    passages = tuple(
        joined for here in copy.passages for there in third.passages if (joined := _joined(here, there)) is not None
    )
    telling = sum(passage.telling for passage in passages)
    part = telling / max(1, sum(passage.telling for passage in copy.passages))
    if telling < ENOUGH or part < MOSTLY:
        return None
    of_origin = third.of_origin * min(1.0, telling / max(1, sum(passage.telling for passage in third.passages)))
    reasons = ((THROUGH, min(copy.sureness, third.sureness)),)
    return Copy(copy.copy, origin, copy.share * part, of_origin, reasons, ((PUBLISHED, TIME),), passages)


def _joined(here: Passage, there: Passage) -> Passage | None:
    """What of the passage `here`, shared with a third text, stands in the passage `there` of that text too."""
    start, end = max(here.there[0], there.here[0]), min(here.there[1], there.here[1])
    if start >= end:
        return None
    ours, theirs = stretched((start, end), here.there, here.here), stretched((start, end), there.here, there.there)
    of_here = (end - start) / (here.there[1] - here.there[0])
    return Passage(ours, theirs, round(here.words * of_here), round(here.telling * of_here))
