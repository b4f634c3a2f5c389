from dataclasses import replace

import pytest

from fogline.terms.actor import Side
from fogline.terms.event import Certainty, Event, EventKind, Period, TimeFrame
from fogline.terms.place import Place, Precision
from fogline.views.words import KINDS, period_words, told
from tests.views.readings import DENIAL, LUHY, NEWS

TEXT = "In Luhy the bridge is closed."
OBLAST = Place("geonames:2", "Luhy Oblast", 49.5, 37.5, Precision.OBLAST, "UA", 0)


def of(kind: EventKind, agent: Side | None = None, target: Side | None = None, place: Place | None = LUHY) -> Event:
    return Event(kind, agent, target, place, None, None, None, ((8, 28),))


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (of(EventKind.CAPTURES, Side.RU, Side.UA), "Russian side captures Luhy"),
        (of(EventKind.CAPTURES), "capture of Luhy"),
        (of(EventKind.CAPTURES, Side.UA, place=None), "Ukrainian side captures"),
        (of(EventKind.ENCIRCLES, Side.UA, Side.RU), "Ukrainian side encircles troops at Luhy"),
        (of(EventKind.RESTRICTED_MOVEMENT, None, Side.UA), "restricted movement of Ukrainian side at Luhy"),
        (of(EventKind.DAMAGE, Side.RU), "damage at Luhy, blamed on Russian side"),
        (of(EventKind.FIGHTS, place=OBLAST), "fighting in Luhy Oblast"),
        (of(EventKind.OTHER), "“the bridge is closed” at Luhy"),
        (replace(of(EventKind.PARTLY_CAPTURES, Side.RU), share=0.5), "Russian side captures a part of Luhy (half)"),
        (replace(of(EventKind.HOLDS, Side.RU), share=0.7), "Russian side holds Luhy (70%)"),
        (replace(of(EventKind.TROOP_LOSSES), count=1200.0), "troop losses at Luhy (1,200)"),
        (replace(of(EventKind.STRIKES, place=None), place_spans=((3, 7),)), "strikes on Luhy"),
    ],
)
def test_an_event_in_words(event: Event, words: str) -> None:
    assert str(told(event, NEWS, TEXT)) == words


def test_how_it_is_put_comes_after_it() -> None:
    manner = replace(DENIAL, certainty=Certainty.HEDGED, time_frame=TimeFrame.FUTURE)
    assert str(told(of(EventKind.CAPTURES, Side.RU), manner, TEXT)) == (
        "Russian side captures Luhy, hedged, future, denied"
    )


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_has_words_and_swapped_sides_give_swapped_words(kind: EventKind) -> None:
    assert kind in KINDS
    one, other = (str(told(of(kind, *sides), NEWS, TEXT)) for sides in ((Side.RU, Side.UA), (Side.UA, Side.RU)))
    assert one.replace("Russian", "?").replace("Ukrainian", "Russian").replace("?", "Ukrainian") == other


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2024-05-03", "2024-05-04", "day", "on 3 May 2024"),
        ("2022-12-01", "2023-01-01", "month", "in December 2022"),
        ("2023-06-01", "2023-09-01", "season", "in summer 2023"),
        ("2022-12-01", "2023-03-01", "season", "in winter 2022/23"),
        ("2022-01-01", "2023-01-01", "year", "in 2022"),
        ("2022-02-24", "2022-04-08", "event", "from 24 February 2022 to 7 April 2022"),
        ("2024-02-27", "2024-03-02", "day", "from 27 February 2024 to 1 March 2024"),
    ],
)
def test_a_period_in_words(start: str, end: str, precision: str, words: str) -> None:
    assert period_words(Period(start, end, precision)) == words
