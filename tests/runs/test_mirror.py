"""Swapping the sides in a text swaps them in what is read, and changes nothing else."""

from typing import Any

import pytest

import fogline

SWAPPED = {"ru": "ua", "ua": "ru"}
PAIRS = [
    (
        "Russian troops have taken Vovchansk, Russia's Defence Ministry said. Ukraine's General Staff denied this.",
        "Ukrainian troops have taken Vovchansk, Ukraine's Defence Ministry said. Russia's General Staff denied this.",
    ),
    (
        "If the Ukrainian army does not hold the road, Lyman may be encircled by Russian forces, an analyst believes.",
        "If the Russian army does not hold the road, Lyman may be encircled by Ukrainian forces, an analyst believes.",
    ),
    (
        "Российские войска обстреляли Купянск. Украинский генштаб сообщил, что четыре российские атаки отбиты.",
        "Украинские войска обстреляли Купянск. Российский генштаб сообщил, что четыре украинские атаки отбиты.",
    ),
    (
        "ВС РФ отошли от Боровой. По данным украинской разведки, российские солдаты ходят только ночью.",
        "ВСУ отошли от Боровой. По данным российской разведки, украинские солдаты ходят только ночью.",
    ),
    (
        "Войска РФ взяли Боровую, пишут в Москве. В Украине это отрицают: войска Украины держат город.",
        "Войска Украины взяли Боровую, пишут в Киеве. В России это отрицают: войска РФ держат город.",
    ),
    (
        "Українські війська відбили Роботине. Речник російської армії назвав це неправдою.",
        "Російські війська відбили Роботине. Речник української армії назвав це неправдою.",
    ),
]


def read(text: str) -> list[dict[str, Any]]:
    """What is read of `text`, without what tells where the words stand and how they are spelt."""
    rows = []
    for claim in fogline.read(text).as_dict()["claims"]:
        actor = (claim["source"] or {}).get("actor")
        rows.append(
            {name: claim[name] for name in ("voice", "stance", "certainty", "time_frame", "endorsed")}
            | {"side": actor and actor["side"], "evidence": [one["kind"] for one in claim["evidence"]]}
            | {"events": [{k: v for k, v in event.items() if k != "spans"} for event in claim["events"]]}
        )
    return rows


def swap(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        row
        | {"side": SWAPPED.get(row["side"], row["side"])}
        | {"events": [e | {role: SWAPPED.get(e[role]) for role in ("agent", "target")} for e in row["events"]]}
        for row in rows
    ]


@pytest.mark.parametrize(("text", "mirrored"), PAIRS)
def test_the_mirrored_text_gives_the_mirrored_reading(text: str, mirrored: str) -> None:
    rows = read(text)
    assert any(event["agent"] for row in rows for event in row["events"])
    assert read(mirrored) == swap(rows)
