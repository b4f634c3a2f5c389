"""What makes rows of a ledger: each stage in the version that it has today."""

from __future__ import annotations

from fogline.runs.stages import STAGES
from fogline.terms.kept import Maker

VERSIONS = {stage.name: stage.version for stage in STAGES}


def take() -> Maker:
    """What takes in bytes, without reading them."""
    return Maker("take", VERSIONS["take"]())


def read() -> Maker:
    """What makes readings."""
    return Maker("read", VERSIONS["read"]())


def table() -> Maker:
    """What makes claims of the rows of tables."""
    return Maker("table", VERSIONS["table"]())


def control_map() -> Maker:
    """What makes areas of control maps."""
    return Maker("map", VERSIONS["map"]())


def copies() -> Maker:
    """What finds copies."""
    return Maker("copies", VERSIONS["copies"]())
