"""Logins that failed of late, by account and by address: after too many the next has to wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

# How long an attempt counts.
WINDOW = timedelta(minutes=15)
# Attempts on one account from one address, on one account, and from one address. An account has more from everywhere
# together, so that whoever knows its name cannot easily lock out whose it is.
BOTH, ACCOUNT, ADDRESS = 5, 50, 30
# Names and addresses that are remembered.
MOST = 10_000


@dataclass(slots=True)
class Attempts:
    """The attempts so far; shared by threads."""

    made: dict[tuple[str, str], list[datetime]] = field(default_factory=dict)
    turn: Lock = field(default_factory=Lock)

    def wait(self, name: str, address: str, at: str) -> int:
        """Seconds until `address` may try `name` again; 0 where it may now, which counts as an attempt already."""
        now = datetime.fromisoformat(at)
        with self.turn:
            waits = [self._wait(key, most, now) for key, most in _keys(name, address)]
            if not any(waits):
                for key, _ in _keys(name, address):
                    self.made.setdefault(key, []).append(now)
            return max(waits)

    def succeeded(self, name: str, address: str) -> None:
        """Take back the last attempt, which was none; what failed on this account from here is forgotten."""
        with self.turn:
            for key, _ in _keys(name, address):
                if self.made.get(key):
                    self.made[key].pop()
            self.made.pop((name, address), None)

    def _wait(self, key: tuple[str, str], most: int, now: datetime) -> int:
        if len(self.made) > MOST:
            self.made = {one: made for one, made in self.made.items() if made and made[-1] > now - WINDOW}
        recent = [one for one in self.made.get(key, []) if one > now - WINDOW]
        if recent:
            self.made[key] = recent
        if len(recent) < most:
            return 0
        return max(1, round((recent[-most] + WINDOW - now).total_seconds()))


def _keys(name: str, address: str) -> tuple[tuple[tuple[str, str], int], ...]:
    return ((name, address), BOTH), ((name, ""), ACCOUNT), (("", address), ADDRESS)
