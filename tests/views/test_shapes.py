import json

from fogline.terms.actor import Side
from fogline.terms.claim import Claim, Voice, phrase
from fogline.terms.reading import Reading
from fogline.terms.report import Report
from fogline.terms.speaker import Speaker
from fogline.views.shapes import claim_shape, reading_json, reading_shape
from tests.views.readings import TEXT, Draft, luhy

BODY = Speaker("the committee", Side.UNKNOWN)


def test_a_claim_has_every_field_of_the_design_and_no_other() -> None:
    said = reading_shape(luhy())["claims"][0]
    assert said.pop("id")
    ends = {
        words: [[TEXT.index(words), TEXT.index(words) + len(words)]] for words in ("taken", "drone footage", "said")
    }
    assert said == {
        "voice": "attributed",
        "stance": "affirms",
        "certainty": "asserted",
        "time_frame": "present",
        "source": {
            "text": "Moscow's ministry",
            "spans": [[0, 17]],
            "actor": {
                "id": "ru-mod",
                "name": "Ministry of Defence of the Russian Federation",
                "side": "ru",
                "confidence": 1.0,
            },
        },
        "cue": {"text": "said", "spans": ends["said"]},
        "content": {"text": "its troops had taken half of Luhy", "spans": [[23, 56]]},
        "events": [
            {
                "kind": "partly_captures",
                "agent": "ru",
                "target": "ua",
                "place": {"id": "geonames:1", "name": "Luhy", "lat": 49.5, "lon": 37.5, "precision": "settlement"},
                "time": None,
                "share": 0.5,
                "count": None,
                "spans": ends["taken"],
            }
        ],
        "evidence": [{"kind": "video_uav", "holder": "Moscow's ministry", "spans": ends["drone footage"]}],
        "endorsed": False,
    }


def test_the_reports_own_claim_has_no_source_and_its_period_ends_before_the_end() -> None:
    own = reading_shape(luhy())["claims"][-1]
    assert (own["voice"], own["source"], own["cue"], own["time_frame"]) == ("narrator", None, None, "past")
    assert own["events"][0]["time"] == {"start": "2022-01-01", "end": "2023-01-01", "precision": "year"}


def test_what_is_not_known_is_null() -> None:
    text = "The committee said so."
    content = phrase(text, [(19, 21)])
    bare = claim_shape(Claim("", Voice.ATTRIBUTED, phrase(text, [(0, 13)]), None, content, BODY))
    assert [bare[name] for name in ("stance", "certainty", "time_frame", "endorsed")] == [None] * 4
    assert bare["source"]["actor"] == {"id": None, "name": "the committee", "side": "unknown", "confidence": None}
    sided = Claim("", Voice.ATTRIBUTED, None, None, content, Speaker("", Side.UA))
    assert claim_shape(sided)["source"] == {
        "text": None,
        "spans": [],
        "actor": {"id": None, "name": None, "side": "ua", "confidence": None},
    }
    assert claim_shape(Claim("", Voice.ATTRIBUTED, None, None, content, Speaker("", Side.UNKNOWN)))["source"] is None


def test_mentions_come_as_they_stand_and_an_unknown_place_is_null() -> None:
    mentions = reading_shape(luhy())["mentions"]
    assert [mention["text"] for mention in mentions] == ["Luhy", "Petrenk", "Kyiv", "Luhy", "Luhy", "Luhy", "Luhy"]
    assert [mention["spans"] for mention in mentions] == sorted(mention["spans"] for mention in mentions)
    assert mentions[0]["place"]["id"] == "geonames:1"
    assert mentions[1]["actor"] == {"id": "ua-petrenko", "name": "Ivan Petrenko", "side": "ua", "confidence": 0.8}
    assert mentions[2]["place"] is None


def test_framing_has_side_kind_and_note() -> None:
    heroic, operation = reading_shape(luhy())["framing"]
    assert (heroic["text"], heroic["side"], heroic["kind"]) == ("heroic", None, "judgement")
    assert (operation["side"], operation["note"]) == ("ru", "Moscow's name for the war.")
    assert TEXT[slice(*operation["spans"][0])] == "special operation"


def test_the_text_is_given_only_where_the_file_is_not_the_text() -> None:
    plain = reading_shape(Reading(Report("a.txt", "sha256:1", TEXT, verbatim=True), ()))
    page = reading_shape(Reading(Report("a.html", "sha256:1", TEXT, verbatim=False), ()))
    assert (plain["text"], page["text"]) == (None, TEXT)


def test_the_line_of_json_is_the_shape_even_if_the_text_looks_like_json() -> None:
    assert json.loads(reading_json(luhy())) == reading_shape(luhy())
    reading = Reading(Report('"claims": []}', "sha256:1", '"claims": [], "', verbatim=False), ())
    assert json.loads(reading_json(reading)) == reading_shape(reading)
    assert json.loads(reading_json(Draft("}").reading("}"))) == reading_shape(Draft("}").reading("}"))
