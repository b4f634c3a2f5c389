"""The pages over the small ledger of the views' tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from fogline.linking.index import found
from fogline.linking.layer import Entry
from fogline.views.serving import Holding
from fogline.views.web.app import application
from fogline.views.web.service import Service
from tests.ledger.arrivals import LUHY, NOON, NYVA
from tests.views.conftest import NAMESAKE, ledger

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ledger"]

Served = Callable[..., TestClient]


@pytest.fixture
def gazetteer(tmp_path: Path) -> Path:
    """A gazetteer of three places."""
    folder = tmp_path / "gazetteer"
    found(folder, [Entry(LUHY, "UA.07"), Entry(NYVA, "UA.12"), Entry(NAMESAKE, "UA.25")], "three villages")
    return folder


@pytest.fixture
def served(ledger: str, gazetteer: Path) -> Served:
    """What serves that ledger, or another, to this machine or to others."""

    def serve(where: str = ledger, *, at_home: bool = False) -> TestClient:
        return TestClient(
            application(Service(Holding(where, gazetteer), lambda: NOON, at_home)), base_url="http://localhost"
        )

    return serve


@pytest.fixture
def pages(served: Served) -> TestClient:
    """A browser without script before the pages over that ledger."""
    return served()
