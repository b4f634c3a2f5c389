"""What was worked out of one state of the ledger, kept until the ledger grows, for all threads that answer."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast

from fogline.errors import Pending

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Made = TypeVar("Made")
# Answers that are kept, those asked for last: most are one a kind, some one a day.
KEPT = 128


@dataclass(slots=True)
class _Slot:
    """One thing, and the lock that lets one thread make it while the others wait for it.

    What `stays` is not let go for others that were asked for later.
    """

    lock: Any = field(default_factory=Lock)
    made: tuple[Any] | None = None
    stays: bool = False


@dataclass(slots=True)
class Memory:
    """What was made of the state of the ledger whose newest hash is `head`, by key.

    Of what is `found` again and again, what was made of the state before stays until the new is made.
    """

    _head: str = ""
    _slots: OrderedDict[Hashable, _Slot] = field(default_factory=OrderedDict)
    _found: set[Hashable] = field(default_factory=set)
    _former: dict[Hashable, Any] = field(default_factory=dict)
    _lock: Any = field(default_factory=Lock)

    def once(self, head: str, key: Hashable, make: Callable[[], Made], *, stays: bool = False) -> Made:
        """What `make` gives for `key`: made once for each `head`, by whoever asks first. Errors are not kept."""
        slot = self._slot(head, key)
        slot.stays |= stays
        with slot.lock:
            if slot.made is None:
                slot.made = (make(),)
                self._settle(key, slot)
            return cast("Made", slot.made[0])

    def find(self, head: str, key: Hashable, *, former: bool) -> Any:
        """What is there for `key` of this `head` or, if `former` will do, of the state before; raises Pending."""
        with self._lock:
            self._move(head)
            self._found.add(key)
            slot = self._slots.get(key)
            if slot is not None and slot.made is not None:
                return slot.made[0]
            if former and key in self._former:
                return self._former[key]
        raise Pending

    def made(self, head: str, key: Hashable) -> Any:
        """What was made for `key` of this `head`; None where nothing was, or not yet."""
        with self._lock:
            slot = self._slots.get(key) if head == self._head else None
            return slot.made[0] if slot is not None and slot.made is not None else None

    def _slot(self, head: str, key: Hashable) -> _Slot:
        with self._lock:
            self._move(head)
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            if len(self._slots) > KEPT:
                others = (old for old in self._slots if old != key)
                del self._slots[min(others, key=lambda old: self._slots[old].stays)]
            return slot

    def _settle(self, key: Hashable, slot: _Slot) -> None:
        """What was made last is what there is, also where the ledger has grown meanwhile."""
        with self._lock:
            if self._slots.get(key) is slot:
                self._former.pop(key, None)
            elif key in self._found and slot.made is not None:
                self._former[key] = slot.made[0]

    def _move(self, head: str) -> None:
        if head == self._head:
            return
        for key in self._found & self._slots.keys():
            made = self._slots[key].made
            if made is not None:
                self._former[key] = made[0]
        self._head = head
        self._slots.clear()
