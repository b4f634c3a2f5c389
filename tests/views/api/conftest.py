"""The API over a small ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from fogline.linking.index import found
from fogline.linking.layer import Entry
from fogline.views.api.app import routes
from fogline.views.serving import Holding
from tests.ledger.arrivals import LUHY, NYVA
from tests.views.conftest import NAMESAKE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def holding(ledger: str, tmp_path: Path) -> Holding:
    """That ledger, with a gazetteer of three places."""
    folder = tmp_path / "gazetteer"
    found(folder, [Entry(LUHY, "UA.07"), Entry(NYVA, "UA.12"), Entry(NAMESAKE, "UA.25")], "three villages")
    return Holding(ledger, folder)


@pytest.fixture
def client(holding: Holding) -> TestClient:
    """What asks the API, as a browser would."""
    app = Starlette(routes=routes(holding))
    return TestClient(app, "http://testserver/api/v1", raise_server_exceptions=False)
