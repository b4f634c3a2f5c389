"""A ledger as large as a long war makes it: claims over the settlements of Ukraine, and control maps.

    python -m benchmarks.million LEDGER [--claims N] [--settlements N] [--seed N]

Posts of four claims each, over three years. The settlements are the gazetteer's that have a point, the most populous
first, and made villages around them; a tenth of all have half of the claims, and one has nearly a hundredth. Two maps
are drawn each quarter, of a front that wanders.
"""

from __future__ import annotations

import argparse
import math
import random  # noqa: TID251 - seeded
import time
from datetime import timedelta
from itertools import accumulate, islice
from typing import TYPE_CHECKING

import numpy as np
import shapely

from benchmarks.posts import DAYS, FIRST, World, arrival, posts, world
from fogline.ledger.keeping import Arrival, keep
from fogline.ledger.opening import open_ledger
from fogline.runs.adding import TOGETHER, rarely_collected
from fogline.runs.gazetteer import open_gazetteer
from fogline.terms.capture import Capture, Facts, Item, Way
from fogline.terms.ids import report_id
from fogline.terms.kept import Maker
from fogline.terms.place import Place, Precision
from fogline.terms.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

A_POST = 4
# With these, of 30,000 places a tenth have half of all claims, and the first nearly one in a hundred.
HEAD, EVERYWHERE = 10, 0.000142
MAPS, APART = ("Map One", "Map Two"), 91
MAPPED = Maker("map", "1")


def made_world(seed: int, settlements: int) -> World:
    """The world of posts, with the most populous settlements of Ukraine for its places."""
    gazetteer = open_gazetteer(None, lambda *_: None)
    known = gazetteer.settled
    inside = np.flatnonzero((known.lat > 44) & (known.lat < 53) & (known.lon > 22) & (known.lon < 41))  # noqa: PLR2004
    ordered = inside[np.argsort(-known.people[inside], kind="stable")]
    places: list[Place] = []
    for place in gazetteer.places(known, ordered.tolist()):
        if place.country == "UA":
            places.append(place)
            if len(places) == settlements:
                break
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    towns = len(places)
    for number in range(settlements - towns):
        near = places[number % towns]
        lat, lon = (degrees + chance.uniform(-0.2, 0.2) for degrees in (near.lat or 0, near.lon or 0))
        village = f"geonames:{90_000_000 + number}", f"{near.name} {number // towns + 2}"
        places.append(Place(*village, lat, lon, Precision.SETTLEMENT, "UA", chance.randint(0, 900)))
    made = world(seed)
    weights = accumulate(1 / (rank + HEAD) + EVERYWHERE for rank in range(len(places)))
    return made._replace(places=places, weights={**made.weights, len(places): list(weights)})


def maps() -> Iterator[Arrival]:
    """Snapshots of two maps, each of what lies east of a line that wanders."""
    for number, day in enumerate(range(0, DAYS, APART)):
        for which, name in enumerate(MAPS):
            lats = np.linspace(44.5, 53, 400)
            lons = 37 + 0.04 * number + 0.05 * which + 0.6 * np.sin(lats) + 0.03 * np.sin(17 * lats + number)
            line = list(zip(lons.tolist(), lats.tolist(), strict=True))
            area = shapely.Polygon([*line, (41, 53), (41, 44.5)])
            said = (FIRST + timedelta(days=day)).isoformat()
            data = f"{name} {said}".encode()
            item = Item(data, Capture(f"{name}/{said}.geojson", Way.FILE, f"{said}T12:00:00Z"), Facts())
            shown = Snapshot(
                name, "ru", said, shapely.to_wkb(area), area.area * 111.195**2 * math.cos(math.radians(49))
            )
            yield Arrival(item, report_id(data), MAPPED, f"{said}T12:00:00Z", snapshots=(shown,))


def main() -> None:
    """Make it and say how long that took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ledger")
    for name, value in (("claims", 1_000_000), ("settlements", 30_000), ("seed", 7)):
        parser.add_argument(f"--{name}", type=int, default=value)
    asked = parser.parse_args()
    begun = time.perf_counter()
    made = made_world(asked.seed, asked.settlements)
    coming = map(arrival, posts(asked.seed, asked.claims // A_POST, A_POST, made))
    ledger = open_ledger(asked.ledger, write=True)
    with rarely_collected():
        keep(ledger, list(maps()))
        while some := list(islice(coming, TOGETHER)):
            keep(ledger, some)
        ledger.settle()
    ledger.close()
    print(f"claims: {asked.claims}, settlements: {len(made.places)}, seconds: {time.perf_counter() - begun:.0f}")


if __name__ == "__main__":
    main()
