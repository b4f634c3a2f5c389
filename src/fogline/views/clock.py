"""The clock of the commands and of what is served; everything below is handed it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """This moment, as an ISO 8601 time in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: TID251 - the one place that reads it
