"""Verifying a ledger as a run."""

from __future__ import annotations

from fogline.ledger.verifying import Fault, has_entry, head, verify

__all__ = ["Fault", "has_entry", "head", "verify"]
