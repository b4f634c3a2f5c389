"""The shapes of the JSON that leaves the program, in the words of JSON Schema: what `shapes` and `kept_shapes` make."""

from __future__ import annotations

from fogline.runs.kinship import Kin
from fogline.runs.records import Verdict
from fogline.runs.spells import Condition
from fogline.terms.actor import Side
from fogline.terms.capture import Way
from fogline.terms.claim import Voice
from fogline.terms.event import Certainty, EventKind, EvidenceKind, Stance, TimeFrame
from fogline.terms.place import Precision
from fogline.terms.stated import Standing
from fogline.views.flat import CLAIM_COLUMNS, EVENT_COLUMNS, FLAGS, FLOATS, INTEGERS
from fogline.views.marks import ROLES
from fogline.views.schema import (
    DAY,
    FLAG,
    NUMBER,
    SPANS,
    TEXT,
    WHOLE,
    Schema,
    both,
    by_name,
    many,
    maybe,
    one,
    ref,
    thing,
)
from fogline.views.schemas_ahead import AHEAD


def _changes(field: str, value: Schema) -> Schema:
    return thing(**{"field": {"const": field}, "from": maybe(value), "to": value})


def _column(name: str) -> Schema:
    known = {FLOATS: NUMBER, INTEGERS: WHOLE, FLAGS: FLAG}
    return maybe(next((schema for names, schema in known.items() if name in names), TEXT))


PHRASE = thing(text=TEXT, spans=SPANS)
STATEMENT = {
    "Place": thing(id=TEXT, name=TEXT, lat=maybe(NUMBER), lon=maybe(NUMBER), precision=one(Precision)),
    "Actor": thing(id=maybe(TEXT), name=maybe(TEXT), side=one(Side), confidence=maybe(NUMBER)),
    "Phrase": PHRASE,
    "Event": thing(
        kind=one(EventKind),
        agent=maybe(one(Side)),
        target=maybe(one(Side)),
        place=maybe(ref("Place")),
        time=maybe(thing(start=DAY, end=DAY, precision=TEXT)),
        share=maybe(NUMBER),
        count=maybe(NUMBER),
        spans=SPANS,
    ),
    "Claim": thing(
        id=TEXT,
        voice=one(Voice),
        stance=maybe(one(Stance)),
        certainty=maybe(one(Certainty)),
        time_frame=maybe(one(TimeFrame)),
        source=maybe(thing(text=maybe(TEXT), spans=SPANS, actor=maybe(ref("Actor")))),
        cue=maybe(ref("Phrase")),
        content=ref("Phrase"),
        events=many(ref("Event")),
        evidence=many(thing(kind=one(EvidenceKind), holder=maybe(TEXT), spans=SPANS)),
        endorsed=maybe(FLAG),
    ),
    "Mention": {
        "oneOf": [
            both(PHRASE, kind={"const": "place"}, place=maybe(ref("Place"))),
            both(PHRASE, kind={"const": "actor"}, actor=ref("Actor")),
        ]
    },
    "Framing": both(PHRASE, side=maybe(one(Side)), kind=TEXT, note=TEXT),
    "Reading": thing(
        path=TEXT,
        report_id=TEXT,
        language=maybe(TEXT),
        title=maybe(TEXT),
        author=maybe(TEXT),
        outlet=maybe(TEXT),
        published=maybe(TEXT),
        text=maybe(TEXT),
        notes=many(TEXT),
        claims=many(ref("Claim")),
        mentions=many(ref("Mention")),
        framing=many(ref("Framing")),
    ),
}
POINT = thing(type={"const": "Point"}, coordinates={"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2})
CAPTURE = thing(address=TEXT, way=one(Way), taken=TEXT, media_type=maybe(TEXT))
KEPT = {
    "KeptReport": both(
        CAPTURE,
        report_id=TEXT,
        language=maybe(TEXT),
        title=maybe(TEXT),
        author=maybe(TEXT),
        outlet=maybe(TEXT),
        published=maybe(TEXT),
        said=DAY,
        forwarded_from=maybe(TEXT),
        claims=WHOLE,
    ),
    "KeptClaim": both(
        ref("Claim"),
        said=DAY,
        copies=WHOLE,
        origin=maybe(TEXT),
        standing=maybe(one(Standing)),
        made_by=thing(stage=TEXT, version=TEXT),
        report=ref("KeptReport"),
    ),
    "Entry": thing(number=WHOLE, kind=TEXT, at=TEXT, hash=TEXT, before=TEXT),
    "Found": both(
        CAPTURE,
        within=maybe(TEXT),
        at=maybe({"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2}),
        facts=by_name({}),
        entry=ref("Entry"),
    ),
    "Taken": thing(place=ref("Place"), told=WHOLE, others=many(thing(place=ref("Place"), told=WHOLE))),
    "Saying": thing(
        said=DAY,
        voice=one(Voice),
        side=maybe(one(Side)),
        kind=one(EventKind),
        agent=maybe(one(Side)),
        stance=maybe(one(Stance)),
        time_frame=maybe(one(TimeFrame)),
        claims=WHOLE,
    ),
    "Source": thing(name=TEXT, id=maybe(TEXT), side=one(Side), claims=WHOLE, first=DAY, last=DAY),
    "ToldPlace": thing(
        place={"anyOf": [ref("Place"), thing(id=TEXT)]}, claims=WHOLE, first=maybe(DAY), last=maybe(DAY)
    ),
    "Stage": thing(
        name=TEXT,
        version=maybe(TEXT),
        consumes=many(TEXT),
        produces=many(TEXT),
        rows=by_name(WHOLE),
        stale=by_name(WHOLE),
    ),
    "Correction": thing(
        claim=TEXT,
        by=TEXT,
        at=TEXT,
        note=maybe(TEXT),
        event=maybe(WHOLE),
        changes=many(
            {
                "oneOf": [
                    _changes("kind", one(EventKind)),
                    _changes("agent", one(Side)),
                    _changes("place", ref("Place")),
                    _changes("stance", one(Stance)),
                    _changes("speaker", ref("Actor")),
                ]
            }
        ),
    ),
    "Tree": thing(
        kind={"enum": ["claim", "report"]},
        origin=TEXT,
        steps=many(thing(id=TEXT, parent=maybe(TEXT), share=maybe(NUMBER), reasons=by_name(NUMBER))),
    ),
    "Feature": thing(
        type={"const": "Feature"},
        id=TEXT,
        geometry=maybe(POINT),
        properties=thing(**{name: _column(name) for name in (*CLAIM_COLUMNS, *EVENT_COLUMNS)}),
    ),
}
CHANCES = {"type": "object", "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1}}
FIGURE = thing(claims=WHOLE, of=WHOLE, share=NUMBER, low=NUMBER, high=NUMBER)
SCORES = thing(days=WHOLE, log_loss=NUMBER, brier=NUMBER, calibration_error=NUMBER)
GROUP = thing(days=WHOLE, log_loss=NUMBER, brier=NUMBER, calibration_error=NUMBER, baselines=by_name(SCORES))
STATED_SIDE = thing(
    origins=WHOLE,
    claims=many(
        thing(
            id=TEXT,
            said=DAY,
            source_id=maybe(TEXT),
            source=maybe(TEXT),
            side=one(Side),
            kind=one(EventKind),
            agent=maybe(one(Side)),
            stance=one(Stance),
            start=maybe(DAY),
            end=maybe(DAY),
            origin=maybe(TEXT),
        )
    ),
)
WEIGHED = {
    "Stated": STATED_SIDE,
    "Estimate": thing(place=TEXT, date=DAY, p=CHANCES, heard=DAY),
    "EstimateFeature": thing(
        type={"const": "Feature"},
        id=TEXT,
        geometry=maybe(POINT),
        properties=both(
            ref("Estimate"),
            name=maybe(TEXT),
            states=many(thing(condition=one(Condition), agent=maybe(one(Side)), standing=one(Standing))),
        ),
    ),
    "Waterfall": thing(
        place=TEXT,
        date=DAY,
        start=thing(p=CHANCES, lines=many(DAY)),
        expected=maybe(thing(map=TEXT, date=DAY, side=one(Side), depth_km=NUMBER, moved_km=NUMBER, p=CHANCES)),
        origins=many(
            thing(
                date=DAY,
                source=maybe(TEXT),
                says=TEXT,
                side=maybe(one(Side)),
                told_by=TEXT,
                claim=TEXT,
                copies=WHOLE,
                reasons=many(thing(name=TEXT, weight=by_name(NUMBER))),
                p=CHANCES,
            )
        ),
        p=CHANCES,
        heard=DAY,
    ),
    "Calibration": thing(
        judge=maybe(TEXT),
        scores=SCORES,
        reliability=many(thing(chances=WHOLE, said=NUMBER, came=NUMBER)),
        baselines=by_name(SCORES),
        by_side=by_name(GROUP),
        by_kind=by_name(GROUP),
        by_month=by_name(GROUP),
    ),
    "Record": thing(
        of={"enum": ["source", "kind", "side"]},
        source_id=maybe(TEXT),
        name=maybe(TEXT),
        kind=maybe(TEXT),
        side=one(Side),
        seen=FIGURE,
        denied_what_was_so=FIGURE,
        copied=FIGURE,
        days=thing(
            seen=WHOLE, of=WHOLE, quantiles=maybe(by_name(NUMBER)), median_low=maybe(NUMBER), median_high=maybe(NUMBER)
        ),
        before=WHOLE,
        repeated=WHOLE,
        open=WHOLE,
        untold=WHOLE,
    ),
    "FollowedClaim": both(
        ref("KeptClaim"),
        became=many(thing(place=TEXT, kind=one(EventKind), verdict=one(Verdict), days=maybe(WHOLE), before=FLAG)),
    ),
    "Contradiction": thing(
        place={"anyOf": [ref("Place"), thing(id=TEXT)]},
        what=TEXT,
        agent=maybe(one(Side)),
        start=DAY,
        end=DAY,
        so=ref("Stated"),
        otherwise=ref("Stated"),
    ),
}
NEXT = maybe(TEXT)
TAKEN = many(ref("Taken"))
ANSWERS = {
    "Claims": thing(items=many(ref("KeptClaim")), next=NEXT, taken=TAKEN),
    "Reports": thing(items=many(ref("KeptReport")), next=NEXT, taken=TAKEN),
    "Places": thing(items=many(ref("ToldPlace")), taken=TAKEN),
    "Sources": thing(items=many(ref("Source")), taken=TAKEN),
    "Features": thing(type={"const": "FeatureCollection"}, features=many(ref("Feature")), next=NEXT, taken=TAKEN),
    "WholeClaim": both(
        ref("KeptClaim"),
        replaced=maybe(TEXT),
        found=many(ref("Found")),
        otherwise=many(ref("KeptClaim")),
        beside=many(ref("KeptClaim")),
        corrections=many(ref("Correction")),
    ),
    "WholeReport": both(
        ref("Reading"),
        report=ref("KeptReport"),
        replaced=maybe(TEXT),
        found=many(ref("Found")),
        corrections=many(ref("Correction")),
        text=TEXT,
        marked=many(thing(text=TEXT, marks=many(thing(role={"enum": list(ROLES)}, of=maybe(TEXT))))),
    ),
    "WholePlace": both(ref("Taken"), timeline=many(ref("Saying")), claims=many(ref("KeptClaim")), next=NEXT),
    "WholeSource": thing(
        sources=many(ref("Source")),
        reports=WHOLE,
        outlets=many(TEXT),
        kinds=by_name(WHOLE),
        places=many(ref("ToldPlace")),
        records=many(ref("Record")),
        forecasts=ref("Foretold"),
        claims=many(ref("FollowedClaim")),
        next=NEXT,
    ),
    "Origin": thing(trees=many(ref("Tree")), said=many(ref("Kinship"))),
    # `aside` where another word is at odds with it.
    "Kinship": thing(other=TEXT, kin=one(Kin), by=TEXT, at=TEXT, note=TEXT, aside=FLAG),
    "Said": thing(said=many(ref("Kinship"))),
    "Trace": thing(
        claim=ref("KeptClaim"),
        reading=thing(stage=TEXT, version=TEXT, hash=TEXT, replaced=maybe(TEXT), entry=ref("Entry")),
        bytes=thing(report_id=TEXT, size=WHOLE, entry=ref("Entry")),
        captures=many(ref("Found")),
    ),
    "Estimates": thing(items=many(ref("Estimate")), taken=TAKEN),
    "EstimateFeatures": thing(type={"const": "FeatureCollection"}, features=many(ref("EstimateFeature"))),
    "Records": thing(items=many(ref("Record"))),
    "WholeRecord": thing(records=many(ref("Record")), claims=many(ref("FollowedClaim")), next=NEXT),
    "Contradictions": thing(items=many(ref("Contradiction")), of=WHOLE, taken=TAKEN),
    "Head": thing(entries=WHOLE, hash=TEXT),
    "Stages": thing(items=many(ref("Stage"))),
    "Trouble": thing(error=thing(code=TEXT, message=TEXT, where=maybe(TEXT))),
}
SCHEMAS = STATEMENT | KEPT | WEIGHED | AHEAD | ANSWERS
