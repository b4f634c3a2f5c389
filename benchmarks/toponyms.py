"""How many names of places are placed within 161 km when it is known where they stand, with context and without.

    python benchmarks/toponyms.py FOLDER

FOLDER holds texts and toponyms.jsonl, a line a text: {"path", "toponyms": [{"phrase", "start", "end", "lat", "lon"}]}.
Printed, one `name: value` a line.
"""

import json
import sys
from dataclasses import fields
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from fogline.linking.index import open_gazetteer
from fogline.linking.toponyms import FITTED, Mention, Weights, resolve

NEAR_KM = 161
CONTEXT = {"designated", "contained", "same_country", "same_unit", "near", "theatre"}


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The distance between two points on the globe."""
    a = (
        sin(radians(lat2 - lat1) / 2) ** 2
        + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371 * asin(min(1.0, sqrt(a)))


def main() -> None:
    folder = Path(sys.argv[1])
    gazetteer = open_gazetteer()
    alone = Weights(
        **{field.name: 0.0 if field.name in CONTEXT else getattr(FITTED, field.name) for field in fields(Weights)}
    )
    count, near = 0, {"placed_161km": 0, "without_context_161km": 0}
    for line in (folder / "toponyms.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = (folder / row["path"]).read_bytes().decode("utf-8")
        mentions = [Mention(one["phrase"], one["start"], one["end"]) for one in row["toponyms"]]
        count += len(mentions)
        for name, weights in (("placed_161km", FITTED), ("without_context_161km", alone)):
            for one, place in zip(
                row["toponyms"], resolve(text, mentions, "en", gazetteer=gazetteer, weights=weights), strict=True
            ):
                if place and place.lat is not None and place.lon is not None:
                    near[name] += kilometres(one["lat"], one["lon"], place.lat, place.lon) <= NEAR_KM
    print(f"toponyms: {count}")
    for name, hits in near.items():
        print(f"{name}: {hits / count:.4f}")


if __name__ == "__main__":
    main()
