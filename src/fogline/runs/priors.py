"""Priors: the named numbers that weighing and outlook begin with, read from their data files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from fogline.errors import FoglineError
from fogline.linking.table import rows
from fogline.weighing.weights import Row


class Named(dict[str, float]):
    """Numbers by name; one that is missing stops the run with a sentence."""

    def __init__(self, table: str, values: dict[str, float]) -> None:
        super().__init__(values)
        self.table = table

    def __missing__(self, name: str) -> float:
        message = (
            f"{self.table} has no row {name!r}; add it with a value and where it is from, or install Fogline again"
        )
        raise FoglineError(message)


@dataclass(frozen=True, slots=True)
class Priors:
    """`weights` of kinds of sayings, `factors` of single claims, `rates` of change, days that news is `lasting`."""

    weights: tuple[Row, ...]
    factors: Named
    rates: Named
    lasting: Named


@lru_cache(maxsize=1)
def load() -> Priors:
    """The priors that the package ships; raises FoglineError where a file is broken."""
    weights = files("fogline").joinpath("weighing", "data", "weights.csv")
    return Priors(
        tuple(rows(weights, _weight)),
        _named("weighing", "factors.csv"),
        _named("outlook/control", "rates.csv"),
        _named("weighing", "lasting.csv"),
    )


def _named(folder: str, name: str) -> Named:
    table = files("fogline").joinpath(folder, "data", name)
    return Named(str(table), dict(rows(table, lambda row: (row["name"], float(row["value"])))))


def _weight(row: dict[str, str]) -> Row:
    numbers = (float(row[column]) for column in ("holds", "contested", "opponent", "often"))
    return Row(row["kind"], row["told_by"], *numbers)
