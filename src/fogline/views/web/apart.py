"""What takes longest to work out of a large ledger, worked out in a process of its own.

So those who answer need not share their interpreter with it. The process gives way to all others, and ends when the one
that began it does, however that ends: it reads from it until then.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import contextmanager, suppress
from itertools import chain, islice
from threading import Thread
from time import sleep
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from fogline.errors import FoglineError, NotThere
from fogline.runs import verifying
from fogline.runs.records import Fared
from fogline.views import knowing
from fogline.views.serving import Holding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from fogline.runs.ledgers import Database

# Of what is handed over in pieces so much at once: whoever answers waits while a piece is read, and not for so many
# seconds before the next.
PIECE, PAUSE = 200, 0.01
# How far it gives way to other processes, of 19.
NICE = 15


class Order(NamedTuple):
    """Of which ledger, with which gazetteer, at which moment."""

    where: str | None
    folder: Path | None
    at: str


class Part(NamedTuple):
    """What is handed over: how it is `made`, in which `pieces`, and how these are `joined`."""

    made: Callable[[Holding, Database], Any]
    pieces: Callable[[Any], Iterable[Any]]
    joined: Callable[[Iterator[Any]], Any]


def _many(made: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(made)
    while some := list(islice(rest, PIECE)):
        yield some


def _flat(pieces: Iterator[list[Any]]) -> Iterator[Any]:
    return chain.from_iterable(pieces)


def _of_fared(made: Fared) -> Iterator[Any]:
    yield made.records
    yield from _many(made.behind.items())


def _to_fared(pieces: Iterator[Any]) -> Fared:
    return Fared(next(pieces), dict(_flat(pieces)))


PARTS = {
    "spells": Part(knowing.spells, _many, lambda pieces: list(_flat(pieces))),
    "foretold": Part(knowing.foretold, _many, lambda pieces: tuple(_flat(pieces))),
    "fared": Part(knowing.fared, _of_fared, _to_fared),
    "calibration": Part(knowing.calibration, lambda made: [made], next),
}


@contextmanager
def begun(holding: Holding) -> Iterator[Callable[[Database, str], None]]:
    """Begin it; yields what waits for the next of PARTS, in their order, and keeps it in `holding`.

    What the process cannot hand over, or hands over of another state of the ledger, is left to whoever asks.
    """
    command = [sys.executable, "-m", __name__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) as process:  # noqa: S603 - this program
        assert process.stdin is not None  # noqa: S101 - told to the type checker
        assert process.stdout is not None  # noqa: S101 - told to the type checker
        try:
            with suppress(BrokenPipeError):
                # Not through a buffer: what stays in it is written again when the pipe is closed.
                os.write(process.stdin.fileno(), pickle.dumps(Order(holding.where, holding.folder, holding.clock())))
            yield received(process.stdout, holding)
        finally:
            process.kill()


def received(source: IO[bytes], holding: Holding) -> Callable[[Database, str], None]:
    """What waits at `source` for the next of PARTS, and keeps it."""

    def receive(database: Database, name: str) -> None:
        with suppress(EOFError, StopIteration, pickle.UnpicklingError):
            pieces = pickle.Unpickler(source)  # noqa: S301 - from the process that was begun here
            head = pieces.load()
            made = PARTS[name].joined(_read(pieces))
            if head == verifying.head(database)[1]:
                knowing.keep(holding, database, name, made)

    return receive


def _read(pieces: pickle.Unpickler) -> Iterator[Any]:
    """The pieces of one part; a list of one each, and an empty one after the last."""
    while piece := pieces.load():
        yield piece[0]
        sleep(PAUSE)


def hand_over(order: Order, target: IO[bytes]) -> None:
    """Work out all PARTS and write each to `target`: the head of the ledger and its pieces; nothing after an error."""
    holding = Holding(order.where, order.folder, lambda: order.at)
    with suppress(FoglineError, BrokenPipeError), holding.ledger() as database:
        for part in PARTS.values():
            _, head = verifying.head(database)
            try:
                made = part.made(holding, database)
            except NotThere:
                return
            # One for all pieces, so that what they share they share also there: places, speakers, words.
            pickler = pickle.Pickler(target)
            pickler.dump(head)
            for piece in part.pieces(made):
                pickler.dump([piece])
            pickler.dump([])
            target.flush()


def _end_with(source: int) -> None:
    """End this process as soon as nobody can write to the file `source` any more."""
    # Not through a buffer: one that is being read when the interpreter ends stops that.
    os.read(source, 1)
    os._exit(0)


def main() -> None:
    """Do what is ordered at the standard input."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    order: Order = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that began this one
    Thread(target=_end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    hand_over(Order(*order), sys.stdout.buffer)


if __name__ == "__main__":
    main()
