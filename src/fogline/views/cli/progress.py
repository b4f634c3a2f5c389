"""A line on standard error that says how far a long reading is."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from itertools import accumulate
from typing import TYPE_CHECKING

from fogline.terms.reading import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fogline.runs.reading import Tick
    from fogline.terms.reading import Outcome


@contextmanager
def telling() -> Iterator[Callable[[str, int, int], None]]:
    """What tells how far a long step is, where a person watches standard error: what it does, how much, of how much."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where a person watches
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda what, done, of: progress.update(task, description=what, completed=done, total=of or None)


@contextmanager
def counting() -> Iterator[Callable[[str], None]]:
    """What shows how far work is whose end is not known, where a person watches standard error."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where a person watches

    with Console(stderr=True).status("") as status:
        yield status.update


def follow(read: Callable[[Tick], Iterator[Outcome]], paths: list[Path], *, shown: bool) -> Iterator[Outcome]:
    """Yield what `read` yields; where `shown`, tell how much of `paths` is done."""
    if not shown:
        yield from read(lambda _: None)
        return
    from rich.console import Console  # noqa: PLC0415 - only where a person watches
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    from fogline.runs import reading as runs  # noqa: PLC0415 - slow to load, and needed for reading alone

    sizes = runs.sizes(paths)
    behind = dict(zip(sizes, accumulate(sizes.values()), strict=True))
    columns = TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_described(0, len(sizes), 0), total=sum(sizes.values()) or None)
        bad = 0
        for done, outcome in enumerate(read(lambda letters: progress.advance(task, letters)), 1):
            bad += isinstance(outcome, Failure) or outcome.unread is not None
            progress.update(task, description=_described(done, len(sizes), bad))
            path = outcome.path if isinstance(outcome, Failure) else outcome.report.path
            if path in behind:  # what an export or archive holds has an address of its own
                progress.update(task, completed=behind[path])
            yield outcome


def _described(done: int, total: int, bad: int) -> str:
    unread = f", {bad} unread" if bad else ""
    return f"{done:,} of {max(total, done):,} reports{unread}"
