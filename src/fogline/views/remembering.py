"""What was worked out of one state of the ledger, kept until the ledger grows, for all threads that answer."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Made = TypeVar("Made")
# Answers that are kept, those asked for last: most are one a kind, some one a day.
KEPT = 128


@dataclass(slots=True)
class _Slot:
    """One thing, and the lock that lets one thread make it while the others wait for it."""

    lock: Any = field(default_factory=Lock)
    made: tuple[Any] | None = None


@dataclass(slots=True)
class Memory:
    """What was made of the state of the ledger whose newest hash is `head`, by key."""

    _head: str = ""
    _slots: OrderedDict[Hashable, _Slot] = field(default_factory=OrderedDict)
    _lock: Any = field(default_factory=Lock)

    def once(self, head: str, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives for `key`: made once for each `head`, by whoever asks first. Errors are not kept."""
        slot = self._slot(head, key)
        with slot.lock:
            if slot.made is None:
                slot.made = (make(),)
            return cast("Made", slot.made[0])

    def _slot(self, head: str, key: Hashable) -> _Slot:
        with self._lock:
            if head != self._head:
                self._head = head
                self._slots.clear()
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            while len(self._slots) > KEPT:
                self._slots.popitem(last=False)
            return slot
