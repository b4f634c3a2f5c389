"""The ledger: the only room that knows a database or raw bytes. Append-only, chained, searchable."""
