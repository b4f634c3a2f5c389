"""What the tests of ways in share."""

import threading
from collections.abc import Iterator

import pytest

from tests.sources.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.closing.set()
        server.shutdown()
