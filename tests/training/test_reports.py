"""What the tagger is to learn from an annotated report, worked out by reading it."""

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from fogline.reading.scores import EVENT_KINDS
from fogline.reading.tagger import load
from fogline.runs.sides import marks
from fogline.terms.event import EventKind
from training.corpus import Report, read_report
from training.examples import Marked
from training.reports import mark_report, names, vocabulary

MODEL = load()
ENCODER: Any = SimpleNamespace(tokenizer=MODEL.tokenizer, end=MODEL.end)
GUIDE = Path(__file__).parents[2] / "training" / "corpus" / "GUIDE.md"


def report(**fields: Any) -> Report:
    raw = {"id": "t-1", "language": "en", "published": "2024-05-14", "genre": "agency", "lean": "none"}
    return read_report(raw | fields)


def marked(one: Report, *, turned: bool = False) -> tuple[Marked, list[str]]:
    found = mark_report(one, names(one, vocabulary([one])), ENCODER, marks, turned=turned)
    starts, ends = found.pieces.word_starts.tolist(), found.pieces.word_ends.tolist()
    return found, [one.text[a:b] for a, b in zip(starts, ends, strict=True)]


@pytest.fixture
def shelled() -> Report:
    found = re.search(r"```json\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return read_report(json.loads(found[1]))


def test_the_guides_example_is_learned_as_it_says(shelled: Report) -> None:
    found, words = marked(shelled)
    assert [words[at] for at in found.anchors] == ["said"]
    roles = {role: " ".join(w for w, r in zip(words, found.roles[0], strict=True) if r == role) for role in (1, 2, 3)}
    assert roles == {1: "The governor", 2: "said", 3: "shells had hit two houses in Izium overnight"}
    assert found.told is not None
    assert [words[at] for at in found.told.at] == ["hit"]
    kinds = {EVENT_KINDS[kind] for kind in np.flatnonzero(found.told.kinds[0])}
    assert kinds == {EventKind.STRIKES, EventKind.DAMAGE}
    assert [words[at] for at in np.flatnonzero(found.told.places[0] == 1)] == ["Izium"]


def test_claims_of_one_cue_are_one_attribution() -> None:
    one = report(
        text="Kyiv said that Luhy had fallen and the bridge was gone.",
        claims=[
            {"source": "Kyiv", "cue": "said", "side": "ua", "content": content, "events": [event]}
            for content, event in (
                ("Luhy had fallen", {"kind": "captures", "trigger": "fallen", "agent": "ru", "target": "ua"}),
                ("the bridge was gone", {"kind": "damage", "trigger": "gone"}),
            )
        ],
    )
    found, words = marked(one)
    assert len(found.anchors) == 1
    content = [w for w, role in zip(words, found.roles[0], strict=True) if role == 3]
    assert content == "Luhy had fallen the bridge was gone".split()


def test_without_a_cue_the_sign_before_the_content_stands_for_one() -> None:
    one = report(
        text="Head of the district: the bridge is gone.",
        claims=[
            {
                "source": "Head of the district",
                "side": "unknown",
                "content": "the bridge is gone",
                "events": [{"kind": "damage", "trigger": "gone"}],
            }
        ],
    )
    found, words = marked(one)
    assert [words[at] for at in found.anchors] == [":"]


def test_from_the_other_side_agents_and_speakers_change_places() -> None:
    one = report(
        text="Russia said its men took Luhy from Ukraine.",
        claims=[
            {
                "source": "Russia",
                "cue": "said",
                "side": "ru",
                "content": "its men took Luhy from Ukraine",
                "events": [{"kind": "captures", "trigger": "took", "agent": "ru", "target": "ua"}],
            }
        ],
    )
    (straight, _), (turned, _) = marked(one), marked(one, turned=True)
    assert straight.told is not None
    assert turned.told is not None
    assert straight.told.classes[0, :2].tolist() == [1, 2]
    assert turned.told.classes[0, :2].tolist() == [2, 1]
    assert (straight.speakers.tolist(), turned.speakers.tolist()) == ([0], [1])


def test_a_word_that_stands_for_a_place_leads_to_its_name() -> None:
    one = report(
        text="Fighting reached Luhy. On Friday the town fell.",
        claims=[
            {
                "content": "Fighting reached Luhy",
                "events": [{"kind": "fights", "trigger": "Fighting", "place": "Luhy", "place_text": "Luhy"}],
            },
            {
                "content": "On Friday the town fell",
                "events": [{"kind": "loses", "trigger": "fell", "place": "Luhy", "place_text": "the town"}],
            },
        ],
    )
    assert [one.text[slice(*name.span)] for name in names(one, vocabulary([one]))] == ["Luhy"]
    found, words = marked(one)
    assert found.told is not None
    assert [[words[at] for at in np.flatnonzero(row == 1)] for row in found.told.places] == [["Luhy"], ["Luhy"]]


def test_a_report_in_which_nothing_happens_is_learned_from_too() -> None:
    found, words = marked(report(text="The silence of Luhy speaks volumes.", claims=[], also_places=["Luhy"]))
    assert len(found.anchors) == 0
    assert found.told is not None
    assert found.told.places.shape == (0, len(words))
    assert [words[at] for at in np.flatnonzero(found.toponyms == 1)] == ["Luhy"]


@pytest.mark.parametrize(("marks_all", "label"), [(True, 0), (False, -1)])
def test_no_word_is_learned_to_be_no_name_where_nobody_looked(*, marks_all: bool, label: int) -> None:
    looked: dict[str, Any] = {"also_places": []} if marks_all else {}
    found, _ = marked(report(text="Polish jets took off.", claims=[], **looked))
    assert set(found.toponyms.tolist()) == {label}


def test_a_common_word_is_no_name_however_like_one_it_is() -> None:
    one = report(
        text="The village and the road fell.",
        claims=[
            {
                "content": "The village and the road fell",
                "events": [
                    {"kind": "captures", "trigger": "fell", "place": "Tykhe", "place_text": "The village"},
                ],
            }
        ],
    )
    assert names(one, vocabulary([one])) == []
