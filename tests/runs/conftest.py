"""The ledgers and the web server of other rooms' tests, for runs over them."""

from tests.ledger.conftest import ledger, where
from tests.sources.conftest import site

__all__ = ["ledger", "site", "where"]
