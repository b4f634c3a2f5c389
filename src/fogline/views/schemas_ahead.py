"""The shapes of what looks ahead and around, in the words of JSON Schema: forecasts, chains, people, states."""

from __future__ import annotations

from fogline.runs.people import How, Sense
from fogline.runs.spells import Condition
from fogline.terms.actor import Side
from fogline.terms.claim import Voice
from fogline.terms.event import EventKind, Stance
from fogline.terms.forecast import Outcome, State
from fogline.terms.stated import Standing
from fogline.views.schema import DAY, FLAG, NUMBER, TEXT, WHOLE, both, by_name, many, maybe, one, ref, thing

TAKEN = many(ref("Taken"))
NEXT = maybe(TEXT)
INTERVAL = thing(mean=NUMBER, low=NUMBER, high=NUMBER)
FORESEEN = {
    "Interval": INTERVAL,
    "Forecast": thing(
        id=TEXT,
        claim=TEXT,
        said=DAY,
        source=maybe(thing(id=maybe(TEXT), name=maybe(TEXT), side=one(Side))),
        outlet=TEXT,
        kind=one(EventKind),
        stance=one(Stance),
        agent=maybe(one(Side)),
        target=maybe(one(Side)),
        place=maybe(ref("Place")),
        threshold=maybe(NUMBER),
        deadline=maybe(DAY),
        assumed=FLAG,
        conditional=FLAG,
        condition=maybe(TEXT),
        hedge=TEXT,
        probability=maybe(NUMBER),
        content=TEXT,
        state=one(State),
        missing=many({"enum": ["actor", "kind", "place", "deadline"]}),
        resolution=maybe(thing(outcome=one(Outcome), by=TEXT, at=TEXT, reasons=many(TEXT), claims=many(TEXT))),
        base_rate=maybe(both(ref("Interval"), days=WHOLE)),
    ),
    "Foreteller": thing(
        name=TEXT,
        forecasts=WHOLE,
        brier=NUMBER,
        log_score=NUMBER,
        skill=ref("Interval"),
        calibration=many(thing(low=NUMBER, high=NUMBER, forecasts=WHOLE, said=NUMBER, came=ref("Interval"))),
    ),
    "Foretold": thing(forecasts=WHOLE, states=by_name(WHOLE), record=maybe(ref("Foreteller"))),
    "Forecasts": thing(items=many(ref("Forecast")), next=NEXT, taken=TAKEN),
    "WholeForecast": both(ref("Forecast"), history=many(thing(outcome=one(Outcome), reason=TEXT, by=TEXT, at=TEXT))),
    "Scores": thing(
        words=many(thing(words=TEXT, forecasts=WHOLE, came=ref("Interval"))),
        sources=many(ref("Foreteller")),
        kinds_of_source=many(ref("Foreteller")),
    ),
    "Chains": thing(
        items=many(
            thing(report=ref("KeptReport"), joins=many(thing(cause=TEXT, cue=TEXT, effect=TEXT, sentence=TEXT)))
        ),
        next=NEXT,
        taken=TAKEN,
    ),
    "Chain": thing(
        steps=many(thing(number=WHOLE, text=TEXT, today=TEXT, claims=many(TEXT), odds=maybe(ref("Interval")))),
        edges=many(
            thing(
                cause=WHOLE,
                effect=WHOLE,
                sentences=many(thing(sentence=TEXT, cue=TEXT, report=TEXT, address=TEXT, said=DAY)),
            )
        ),
        ways=many(thing(way=many(WHOLE), even=NUMBER, known=WHOLE, by_rates=maybe(NUMBER), weakest=maybe(WHOLE))),
        loops=many(many(WHOLE)),
        contradictions=many(many(WHOLE)),
    ),
    "WholeChain": both(
        ref("Chain"),
        believed=many(thing(way=many(WHOLE), odds=many(NUMBER), by=many({"enum": ["reader", "even"]}), product=NUMBER)),
    ),
}
SAID = thing(claim=TEXT, said=DAY, voice=one(Voice), source=maybe(TEXT), side=maybe(one(Side)), report_id=TEXT)
PEOPLED = {
    "PeopleSaid": SAID,
    "People": thing(
        place=ref("Place"),
        since=maybe(DAY),
        until=maybe(DAY),
        residents=thing(people=maybe(WHOLE), source=maybe(TEXT), year=maybe(WHOLE)),
        around=many(thing(km=NUMBER, people=WHOLE, settlements=WHOLE, without_figure=WHOLE)),
        contested=maybe(thing(days=WHOLE, expected=NUMBER, likely=WHOLE)),
        told=many(
            thing(
                kind=one(EventKind),
                claims=WHOLE,
                low=maybe(NUMBER),
                high=maybe(NUMBER),
                origins_with_number=WHOLE,
                origins=many(
                    both(
                        ref("PeopleSaid"),
                        sense=one(Sense),
                        time=maybe(thing(start=DAY, end=DAY)),
                        agent=maybe(one(Side)),
                        target=maybe(one(Side)),
                        low=maybe(NUMBER),
                        high=maybe(NUMBER),
                        retold_low=maybe(NUMBER),
                        retold_high=maybe(NUMBER),
                        copies=many(TEXT),
                        disputed_by=many(both(ref("PeopleSaid"), how=one(How))),
                    )
                ),
            )
        ),
        not_known=many(TEXT),
    ),
    "WholePeople": both(ref("People"), taken=TAKEN),
    "Spell": thing(
        place={"anyOf": [ref("Place"), thing(id=TEXT)]},
        condition=one(Condition),
        agent=maybe(one(Side)),
        start=DAY,
        end=DAY,
        ended=FLAG,
        standing=one(Standing),
        so=ref("Stated"),
        otherwise=ref("Stated"),
    ),
    "PlaceStates": thing(items=many(ref("Spell")), taken=TAKEN),
    "States": thing(items=many(ref("Spell")), of=WHOLE),
    "Displacement": thing(
        place=ref("Place"),
        since=DAY,
        until=DAY,
        days=WHOLE,
        arrived=NUMBER,
        total=maybe(WHOLE),
        total_source=maybe(TEXT),
        destinations=many(
            thing(
                name=TEXT,
                share=NUMBER,
                low=NUMBER,
                high=NUMBER,
                people=maybe(WHOLE),
                people_low=maybe(WHOLE),
                people_high=maybe(WHOLE),
            )
        ),
        not_known=many(TEXT),
        taken=TAKEN,
    ),
}
AHEAD = FORESEEN | PEOPLED
