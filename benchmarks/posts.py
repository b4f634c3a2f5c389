"""Short posts with what would have been read from them, made up: as many as one likes, the same for the same seed."""

from __future__ import annotations

import random  # noqa: TID251 - seeded
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from fogline.ledger.keeping import Arrival
from fogline.terms.actor import Side
from fogline.terms.capture import Capture, Facts, Item, Way
from fogline.terms.claim import Claim, Manner, Voice, identify, phrase
from fogline.terms.event import Certainty, Event, EventKind, Evidence, EvidenceKind, Period, Stance, TimeFrame
from fogline.terms.ids import report_id
from fogline.terms.kept import Maker
from fogline.terms.place import Place, Precision
from fogline.terms.reading import PlaceMention, Reading
from fogline.terms.report import Report
from fogline.terms.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAKER = Maker("read", "1")
WORDS, PLACES, SPEAKERS, CHANNELS = 20_000, 3_000, 400, 200
SYLLABLES = {"en": "ka lo ner ti sha bru en mi ol da ver st", "uk": "ка ло нів ти ша бру ів мі ол да вер ст"}
SENTENCE = 12
FIRST, DAYS = date(2023, 1, 1), 1096
# Fingerprints of a post's passages.
BANDS = 18


class Post(NamedTuple):
    """A post as it is stored for a run."""

    item: Item
    reading: Reading
    bands: tuple[int, ...]


DECODER = msgspec.json.Decoder(Post)


class World(NamedTuple):
    """What posts are about: words by language, places and speakers, and how the frequent ones outweigh the rare."""

    words: dict[str, list[str]]
    places: list[Place]
    speakers: list[Speaker]
    weights: dict[int, list[float]]


def world(seed: int) -> World:
    """The world of posts with this `seed`."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    words = {
        language: ["".join(chance.choices(syllables.split(), k=chance.randint(1, 5))) for _ in range(WORDS)]
        for language, syllables in SYLLABLES.items()
    }
    places = [
        Place(
            f"geonames:{700_000 + number}",
            words["en"][number].title(),
            chance.uniform(45, 52),
            chance.uniform(23, 40),
            Precision.SETTLEMENT,
            "UA",
            chance.randint(0, 90_000),
        )
        for number in range(PLACES)
    ]
    sides = list(Side)
    speakers = [
        Speaker(f"{words['en'][number]} {number}", chance.choice(sides), f"actor:{number}" if number % 2 else None)
        for number in range(SPEAKERS)
    ]
    weights = {count: list(accumulate(1 / (rank + 10) for rank in range(count))) for count in (WORDS, PLACES, SPEAKERS)}
    return World(words, places, speakers, weights)


def posts(seed: int, count: int, claims: int, made: World | None = None) -> Iterator[Post]:
    """`count` posts of `claims` claims each, with an event in each claim, over three years of the world `made`.

    Where none is given it is the world of the same seed.
    """
    made = made or world(seed)
    chance = random.Random(seed + 1)  # noqa: S311
    for number in range(count):
        day = FIRST + timedelta(days=DAYS * number // count)
        yield _post(made, chance, (number, day.isoformat()), claims)


def arrival(post: Post) -> Arrival:
    """`post` as it comes in."""
    capture = post.item.capture
    return Arrival(post.item, post.reading.report.id, MAKER, capture.taken, post.reading)


def stored(path: Path) -> Iterator[Post]:
    """Posts from a file with one a line."""
    with path.open("rb") as lines:
        for line in lines:
            yield DECODER.decode(line)


def _drawn(made: World, chance: random.Random, language: str, count: int) -> list[str]:
    return chance.choices(made.words[language], cum_weights=made.weights[WORDS], k=count)


def _post(made: World, chance: random.Random, at: tuple[int, str], claims: int) -> Post:
    number, day = at
    language = chance.choice(("en", "uk"))
    sentences = [" ".join(_drawn(made, chance, language, SENTENCE)) for _ in range(claims + 1)]
    text = ". ".join([*sentences, str(number)])
    data = text.encode()
    identifier = report_id(data)
    address = f"channel {number % CHANNELS}/{number}.txt"
    starts = accumulate((len(sentence) + 2 for sentence in sentences), initial=0)
    told = [_claim(made, chance, text, (start, day)) for start, _ in zip(starts, range(claims), strict=False)]
    report = Report(address, identifier, text, verbatim=True, language=language, published=day)
    places = tuple(
        PlaceMention(claim.content, event.place) for claim in told for event in claim.events if event.place is not None
    )
    capture = Capture(address, Way.FILE, f"{day}T12:00:00Z")
    facts = Facts(outlet=f"Channel {number % CHANNELS}", published=day, moment=f"{day}T11:00:00Z")
    reading = Reading(report, tuple(identify(identifier, claim) for claim in told), places=places)
    bands = tuple(chance.getrandbits(64) - (1 << 63) for _ in range(BANDS))
    return Post(Item(data, capture, facts), reading, bands)


def _claim(made: World, chance: random.Random, text: str, at: tuple[int, str]) -> Claim:
    """A claim of one sentence that begins at `at`: its first word is the source, the rest the content."""
    start, day = at
    first = text.index(" ", start)
    content = phrase(text, [(first + 1, text.index(".", first))])
    (place,) = chance.choices(made.places, cum_weights=made.weights[len(made.places)])
    (speaker,) = chance.choices(made.speakers, cum_weights=made.weights[SPEAKERS])
    kind = chance.choice(list(EventKind))
    event = Event(kind, speaker.side, None, place, Period(day, day, "day"), None, None, content.spans)
    manner = Manner(chance.choice(list(Stance)), Certainty.ASSERTED, chance.choice(list(TimeFrame)), endorsed=False)
    evidence = (Evidence(EvidenceKind.PHOTO, None, content.spans),)
    source = phrase(text, [(start, first)])
    return Claim("", Voice.ATTRIBUTED, source, None, content, speaker, manner, (event,), evidence)
