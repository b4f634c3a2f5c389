"""Events of if-parts, the events made by hand."""

from __future__ import annotations

from dataclasses import replace

from fogline.reading.hanging import without_if_parts
from fogline.reading.sentences import sentences
from fogline.reading.tagger import Tagged
from fogline.terms.event import Certainty, EventKind, TimeFrame
from tests.reading.test_claims import Given


def test_what_an_if_part_tells_of_is_not_claimed_but_what_was_so_is() -> None:
    given = Given("If they retake the mill, the guards will leave it. Once the guards left it, the town was quiet.")
    clause = given.text[:-1]
    retake = given.tells(EventKind.RETAKES, "retake", clause)
    leave = given.tells(EventKind.WITHDRAWS, "leave", clause)
    left = given.tells(EventKind.WITHDRAWS, "left", clause)
    hanging = {"certainty": Certainty.CONDITIONAL, "time_frame": TimeFrame.FUTURE}
    events = (replace(retake, **hanging), replace(leave, **hanging), replace(left, time_frame=TimeFrame.PAST))  # type: ignore[arg-type]
    tagged = Tagged((), events, (), frozenset())
    found = without_if_parts(tagged, given.text, given.pieces, list(sentences(given.text, "en")))
    assert found.events == events[1:]
