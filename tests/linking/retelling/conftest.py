from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from fogline.linking.retelling.families import Family, families
from fogline.linking.retelling.nearness import Nearness
from fogline.linking.retelling.retell import retold
from fogline.linking.retelling.rows import Copy, Told

Finder = Callable[..., list[Copy]]


def in_batches(reports: Sequence[Told], batch: int = 1_000) -> list[Copy]:
    """The copies among `reports`, which come in `batch` at a time in the order given."""
    index, kept, copies = Nearness(), {}, []
    for first in range(0, len(reports), batch):
        new = reports[first : first + batch]
        brought = retold(new, index, kept.__getitem__)
        kept |= {one.arrival: replace(one, standing=idle) for one, idle in zip(new, brought.standing, strict=True)}
        copies += brought.copies
    return copies


def grouped(reports: Sequence[Told], batch: int = 1_000) -> list[Family]:
    """The families among `reports`."""
    return families(in_batches(reports, batch), {report.id: report.moment for report in reports})


@pytest.fixture
def copies_among() -> Finder:
    return in_batches


@pytest.fixture
def families_among() -> Callable[..., list[Family]]:
    return grouped
