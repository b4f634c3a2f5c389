"""One run of FLEE (D. Groen and others, https://flee.readthedocs.io), in a process of its own.

FLEE keeps its settings and counters in its modules and draws from the interpreter's own generators, so that two runs in
one process would not be apart.
"""

from __future__ import annotations

import random  # noqa: TID251 - FLEE draws from it, so it is seeded
from contextlib import redirect_stderr, redirect_stdout
from os import devnull
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from fogline.errors import NotInstalled
from fogline.outlook.displacement.setting import CLOSURES, CONFLICTS, LOCATIONS, ROUTES, Setting, save

if TYPE_CHECKING:
    from numpy.typing import NDArray

RULES = "simulation.yml"


class Inflow(NamedTuple):
    """Who is moved: of each destination how many are there at first and how many it holds, and how many leave each day.

    Each stands for as many people as all others; a destination that holds -1 is never full.
    """

    there: dict[str, int]
    holds: dict[str, int]
    leaving: tuple[int, ...]


class Member(NamedTuple):
    """A run: FLEE's rules of movement that differ from its own, and the seed."""

    setting: Setting
    inflow: Inflow
    rules: dict[str, float]
    seed: int


def simulate(member: Member) -> NDArray[np.int64]:
    """How many are at each camp of the setting at the end of each day: a row a day, the first as they are at first."""
    random.seed(member.seed)
    np.random.seed(member.seed % 2**32)
    with Path(devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        return _run(member)


def _run(member: Member) -> NDArray[np.int64]:
    with TemporaryDirectory() as name:
        geography, world, places = _world(member, Path(name))
    camps = member.setting.camps
    for camp in camps:
        places[camp].capacity = member.inflow.holds.get(camp, -1)
        for _ in range(member.inflow.there.get(camp, 0)):
            world.addAgent(location=places[camp], attributes={})
    days = [[places[camp].numAgents for camp in camps]]
    links = {name: list(place.links) for name, place in places.items()}
    for day, leaving in enumerate(member.inflow.leaving):
        geography.AddNewConflictZones(world, day)
        if member.setting.closed:
            _close(places, links, member.setting.closed[day])
        if leaving and world.spawn_weights.sum() > 0:
            for start in world.pick_spawn_locations(leaving):
                world.addAgent(location=start, attributes={})
        world.enact_border_closures(day)
        world.evolve()
        days.append([places[camp].numAgents for camp in camps])
    return np.array(days[:-1], np.int64)


def _close(places: dict[str, Any], links: dict[str, list[Any]], closed: frozenset[tuple[str, str]]) -> None:
    """Leave each place those of its links that are not closed; FLEE's own closures know only whole places."""
    for name, all_of_it in links.items():
        places[name].links = [
            link
            for link in all_of_it
            if (name, link.endpoint.name) not in closed and (link.endpoint.name, name) not in closed
        ]


def _world(member: Member, folder: Path) -> tuple[Any, Any, dict[str, Any]]:
    """FLEE's geography, its ecosystem, and its locations by name."""
    try:
        from flee import flee  # noqa: PLC0415 - an extra
        from flee.InputGeography import InputGeography  # noqa: PLC0415
        from flee.SimulationSettings import SimulationSettings  # noqa: PLC0415
    except ImportError as error:
        message = f'displacement needs FLEE ({error}); install it with pip install "fogline[displacement]"'
        raise NotInstalled(message) from None
    save(member.setting, folder)
    rules = "".join(f"  {name}: {value}\n" for name, value in member.rules.items())
    given = f"conflict_input_file: {CONFLICTS}\n" + (f"move_rules:\n{rules}" if rules else "")
    (folder / RULES).write_text(given, encoding="utf-8")
    SimulationSettings.ReadFromYML(str(folder / RULES))
    geography = InputGeography()
    geography.ReadConflictInputCSV(str(folder / CONFLICTS))
    geography.ReadLocationsFromCSV(str(folder / LOCATIONS))
    geography.ReadLinksFromCSV(str(folder / ROUTES))
    geography.ReadClosuresFromCSV(str(folder / CLOSURES))
    world, places = geography.StoreInputGeographyInEcosystem(flee.Ecosystem())
    return geography, world, places
