"""Estimates of control: how good they are, how early, and how fast.

    python benchmarks/control.py ../shared/data/control/dev [../shared/data/control/maps] --eval
    ../shared/eval/control.py python benchmarks/control.py --scale [--hmmlearn]

With a folder of claims and truth: the figures of the evaluation, and, with maps, by how many days the estimate is
ahead of the next map where two maps differ, there and in the settlements around that have no claims. `--scale` learns
and smooths 30,000 places over 1,500 days with 1,000,000 claims, and twice as many of either, and says what records take
besides; `--hmmlearn` fits the same kind of model to some of the places with hmmlearn (which is in the requirements of
the benchmarks) and scales its time up. Those seconds are the processor's. Printed, one `name: value` a line.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median

import numpy as np

from fogline.ledger.database import Database
from fogline.linking import theatre
from fogline.outlook.control.assembling import Ground, Line, Told, activity, assemble, rows_of
from fogline.outlook.control.batches import split
from fogline.outlook.control.daily import days, powers_for
from fogline.outlook.control.judging import World
from fogline.outlook.control.learning import at_first, learn
from fogline.outlook.control.line import nearest, on_sphere
from fogline.runs import control, evidence, gazetteer, ground, ledgers, priors
from fogline.runs.earning import earned_by
from fogline.runs.evidence import Origin
from fogline.terms.estimate import Course
from fogline.weighing.pushes import announced
from fogline.weighing.sayings import MAPS, SYMBOLS

PLACES, DAYS, CLAIMS = 30_000, 1_500, 1_000_000
FIRST, LAST = date(2024, 7, 8), date(2026, 8, 20)
FEW, SOURCES = 300, 500
# Settlements so far from those with claims are others, and so near to them are around them.
SAME_KM, AROUND_KM = 1.0, 100.0
# Half of all, or likelier than not.
LIKELY = 0.5
FOGLINE = [sys.executable, "-m", "fogline"]


def quality(dev: Path, maps: Path | None, judge: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        where, predicted = f"{name}/ledger.sqlite", Path(name) / "predicted.jsonl"
        paths = [str(dev / "claims.jsonl"), *([str(maps)] if maps else [])]
        subprocess.run([*FOGLINE, "--ledger", where, "add", *paths], check=False, capture_output=True)
        began = time.perf_counter()
        asked = ["control", "--nowcast", "--since", FIRST.isoformat(), "--until", LAST.isoformat(), "--json"]
        with predicted.open("w") as file:
            subprocess.run([*FOGLINE, "--ledger", where, *asked], check=True, stdout=file)
        print(f"seconds: {time.perf_counter() - began:.1f}")
        truth = ["--claims", str(dev / "claims.jsonl"), "--truth", str(dev / "truth.jsonl")]
        subprocess.run([sys.executable, str(judge), str(predicted), *truth, *(["--maps"] if maps else [])], check=True)
        if maps:
            ahead(where)


def ahead(where: str) -> None:
    """How early the estimate has what the next map shows, for places with claims and for all settlements near lines."""
    sides = theatre.load()
    with ledgers.opened(where, write=False) as database:
        weighed = control.weigh(database, sides)
        beside = unclaimed(database, sides, weighed)
    for name, some, hindsight in (
        ("nowcast", weighed, False),
        ("hindcast", weighed, True),
        ("nowcast_of_settlements_without_claims", beside, False),
    ):
        lines = [line for line in some.lines if not line.coarse]
        span = FIRST.toordinal(), LAST.toordinal()
        courses = control.estimates(some, places=None, span=span, hindsight=hindsight)
        found = {course.place: course for course in courses}
        spots = enumerate(some.evidence.places)
        days_ahead = [early for row, spot in spots for early in _early(row, found.get(spot.id), lines)]
        print(f"{name}.places: {len(found)}")
        print(f"{name}.changes_between_maps: {len(days_ahead)}")
        print(f"{name}.median_days_ahead: {median(days_ahead):g}")
        print(f"{name}.ahead_at_all: {np.mean([early > 0 for early in days_ahead]):.3f}")


def unclaimed(database: Database, sides: theatre.Theatre, weighed: control.Weighed) -> control.Weighed:
    """The settlements around those with claims, estimated by what was learned there, from maps alone."""
    settled = gazetteer.open_gazetteer(None, print).settled
    away = nearest(on_sphere(settled.lat, settled.lon), weighed.ground.points)
    rows = np.flatnonzero((away > SAME_KM) & (away < AROUND_KM)).tolist()
    spots = tuple(evidence.Spot(f"row:{row}", settled.lat[row], settled.lon[row], None) for row in rows)
    rates = priors.load().rates
    return weighed._replace(
        evidence=evidence.Evidence(spots, ()),
        told=rows_of(weighed.told, np.zeros(0, np.int64)),
        ground=ground.ground(spots, sides, rates),
        lines=ground.lines(database, spots, sides, rates),
    )


def _early(row: int, course: Course | None, lines: list[Line]) -> Iterator[int]:
    for before, after in pairwise(lines):
        states = [SYMBOLS[line.symbol[row]] for line in (before, after)]
        if course is None or states[0] == states[1]:
            continue
        state = 1 if states[1].side is None else 2 * states[1].side
        early = 0
        while after.day - early > before.day and course.p[after.day - early - 1 - course.first][state] > LIKELY:
            early += 1
        yield early


def made_up(places: int, claims: int, seed: int = 1) -> tuple[Ground, Told]:
    """Places and claims without order: a tenth of the places has half of the claims."""
    draw = np.random.default_rng(seed)
    points = on_sphere(draw.uniform(44, 52, places), draw.uniform(22, 40, places))
    often = draw.random(claims) < LIKELY
    place = np.where(often, draw.integers(0, places // 10, claims), draw.integers(0, places, claims))
    day = draw.integers(0, DAYS, claims) + 700_000
    said = [number for number, symbol in enumerate(SYMBOLS) if symbol.kind not in MAPS]
    symbol = draw.choice(said, claims)
    order = np.lexsort((day, place))
    place, day, symbol, says = place[order], day[order], symbol[order], announced()
    told = Told(place, day, symbol, np.ones(claims), says.side[symbol], says.confirmed[symbol], says.fought[symbol])
    return Ground(points, np.tile([0.45, 0.1, 0.45], (places, 1))), told


def timed(places: int, claims: int) -> float:
    """Seconds to lay out, learn and estimate every day with hindsight."""
    where, told = made_up(places, claims)
    last = 700_000 + DAYS - 1
    began = time.process_time()
    whole = assemble(where, told, [], (700_000, last))
    laid_out = time.process_time()
    batches = [some for _, some in split(whole, control.PLACES_LEARNED)]
    model = learn(batches, control.prior_of(priors.load()), control.ROUNDS)
    learned = time.process_time()
    table = powers_for(whole, model, last)
    total = sum(len(days(some, model, last, table, hindsight=True)) for _, some in split(whole, control.PLACES_AT_ONCE))
    ended = time.process_time()
    parts = {"lay_out": laid_out - began, "learn": learned - laid_out, "smooth": ended - learned}
    print("  of which", *(f"{name} {seconds:.1f}" for name, seconds in parts.items()), f"for {total:,} days")
    return ended - began


def records(places: int, claims: int) -> float:
    """Seconds for what the records of a few hundred sources add to as many claims."""
    where, told = made_up(places, claims)
    said = np.random.default_rng(2).zipf(1.3, claims) % SOURCES
    names = [f"Channel {number}" for number in range(SOURCES)]
    rows = zip(told.day.tolist(), told.symbol.tolist(), said.tolist(), strict=True)
    origins = [Origin("", day, SYMBOLS[symbol], "", names[source], 0, ()) for day, symbol, source in rows]
    model, span = at_first(control.prior_of(priors.load())), (700_000, 700_000 + DAYS - 1)
    world = World(where, told, [], span, activity(where, told, *span))
    began = time.process_time()
    earned_by(origins, world, model, priors.load().factors["record_worth"])
    return time.process_time() - began


def scale(*, against: bool) -> None:
    once = timed(PLACES, CLAIMS)
    print(f"seconds: {once:.1f}")
    print(f"records_seconds: {records(PLACES, CLAIMS):.1f}")
    print(f"peak_mb: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
    if against:
        theirs = hmmlearn()
        print(f"hmmlearn_seconds: {theirs:.0f}")
        print(f"times_faster: {theirs / once:.0f}")
    print(f"twice_the_places: {timed(2 * PLACES, CLAIMS) / once:.2f}")
    print(f"twice_the_claims: {timed(PLACES, 2 * CLAIMS) / once:.2f}")


def hmmlearn() -> float:
    """Seconds that hmmlearn takes for as many rounds over all places, measured on some of them.

    It knows no regimes and no two claims on one day, so that its model is the simpler one.
    """
    from hmmlearn.hmm import CategoricalHMM  # noqa: PLC0415 - only where it is asked for

    _, told = made_up(PLACES, CLAIMS)
    seen = np.full((PLACES, DAYS), len(SYMBOLS))
    seen[told.place, told.day - 700_000] = told.symbol
    chosen = seen[:: PLACES // FEW].reshape(-1, 1)
    model = CategoricalHMM(3, n_iter=control.ROUNDS, tol=-np.inf, random_state=1, n_features=len(SYMBOLS) + 1)
    began = time.process_time()
    model.fit(chosen, [DAYS] * (len(chosen) // DAYS))
    model.predict_proba(chosen, [DAYS] * (len(chosen) // DAYS))
    return (time.process_time() - began) * PLACES / (len(chosen) // DAYS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dev", type=Path, nargs="?")
    parser.add_argument("maps", type=Path, nargs="?")
    parser.add_argument("--eval", type=Path, dest="judge")
    parser.add_argument("--scale", action="store_true")
    parser.add_argument("--hmmlearn", action="store_true")
    options = parser.parse_args()
    if options.dev:
        quality(options.dev, options.maps, options.judge)
    if options.scale:
        scale(against=options.hmmlearn)


if __name__ == "__main__":
    main()
