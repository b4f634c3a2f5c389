"""What was worked out is kept until the ledger grows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from fogline.errors import Pending
from fogline.views.remembering import KEPT, Memory


def test_one_makes_it_and_the_others_wait_for_it() -> None:
    memory, made, start = Memory(), [], Barrier(4)

    def make() -> str:
        made.append(None)
        return "it"

    def ask(_: int) -> str:
        start.wait()
        return memory.once("head", "key", make)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == ["it"] * 4
    assert len(made) == 1


def test_it_is_made_anew_when_the_ledger_has_grown() -> None:
    memory = Memory()
    assert memory.once("one", "key", lambda: 1) == 1
    assert memory.once("one", "key", lambda: 2) == 1
    assert memory.once("two", "key", lambda: 2) == 2


def test_what_goes_wrong_is_tried_again() -> None:
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.once("head", "key", lambda: 1 // 0)
    assert memory.once("head", "key", lambda: 1) == 1


def test_what_nobody_asks_for_any_more_is_let_go() -> None:
    memory = Memory()
    memory.once("head", "first", lambda: "first")
    for number in range(KEPT):
        memory.once("head", number, lambda: "another")
    assert memory.once("head", "first", lambda: "again") == "again"


def test_what_is_kept_ready_is_not_let_go_for_what_is_asked_for_once() -> None:
    memory = Memory()
    memory.once("head", "whole", lambda: "whole", stays=True)
    for number in range(2 * KEPT):
        memory.once("head", number, lambda: "another")
    assert memory.find("head", "whole", former=False) == "whole"
    assert memory.once("head", 2 * KEPT - 1, lambda: "again") == "another"
    assert memory.once("head", 0, lambda: "again") == "again"


def test_nobody_waits_for_what_is_only_found() -> None:
    memory = Memory()
    with pytest.raises(Pending):
        memory.find("one", "key", former=True)
    memory.once("one", "key", lambda: 1)
    assert memory.find("one", "key", former=False) == 1


def test_what_was_made_of_the_state_before_is_found_until_there_is_new() -> None:
    memory = Memory()
    with pytest.raises(Pending):
        memory.find("one", "key", former=True)
    memory.once("one", "key", lambda: 1)
    assert memory.find("two", "key", former=True) == 1
    with pytest.raises(Pending):
        memory.find("two", "key", former=False)
    memory.once("two", "key", lambda: 2)
    assert memory.find("two", "key", former=True) == 2
    assert memory.find("three", "key", former=True) == 2


def test_what_comes_late_is_the_state_before() -> None:
    memory = Memory()

    def overtaken() -> int:
        with pytest.raises(Pending):
            memory.find("two", "key", former=True)
        return 1

    with pytest.raises(Pending):
        memory.find("one", "key", former=True)
    memory.once("one", "key", overtaken)
    assert memory.find("two", "key", former=True) == 1
