"""Inputs to readings: a stream in, a stream out in the same order, memory bounded by the batch."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from fogline.errors import FoglineError, Unreadable, unforeseen
from fogline.linking.index import silent
from fogline.reading import language, tagger
from fogline.reading.read import Part, parts
from fogline.runs.gazetteer import open_gazetteer
from fogline.runs.parts import Found, Reader, joined, read_parts
from fogline.runs.sides import warm
from fogline.sources import contents
from fogline.sources.containers import from_file, from_stream
from fogline.sources.files import walk
from fogline.sources.take import EMPTY
from fogline.terms.ids import report_id
from fogline.terms.reading import Failure, Outcome, Reading
from fogline.terms.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fogline.linking.index import Tell
    from fogline.terms.capture import Item

__all__ = [
    "Reader",
    "Tick",
    "load",
    "read_data",
    "read_files",
    "read_items",
    "read_reports",
    "read_text",
    "reports",
    "sizes",
]

# Code points a batch: some five articles, so that handing over costs little and no thread ends long before the others.
BATCH = 25_000


def load(gazetteer: Path | None = None, tell: Tell = silent) -> Reader:
    """What reads, with the gazetteer in a folder or in the user's cache; built, telling `tell`, where it is missing."""
    model = tagger.load()
    warm()
    return Reader(model, open_gazetteer(gazetteer, tell))


def sizes(paths: Iterable[Path]) -> dict[str, int]:
    """The size in bytes of each input that `paths` stand for, in their order, 0 where it cannot be told."""
    return {str(path): path.stat().st_size if path.is_file() else 0 for path in walk(paths)}


def reports(paths: Iterable[Path]) -> Iterator[Report | Failure]:
    """Yield the reports in each file of `paths` and below its folders: one, or all that an export or archive holds."""
    for path in walk(paths):
        yield from _guarded(str(path), from_file(path))


# When piped bytes were taken nobody knows, and nobody who only reads them asks.
UNDATED = ""
NO_REPORT = "there are no words to read: a picture, a table of claims or a control map; add it to a ledger instead"

# Told of each part read: how many code points it had.
Tick = Callable[[int], None]


def read_files(reader: Reader, paths: Iterable[Path], tick: Tick) -> Iterator[Outcome]:
    """Read every file of `paths` and below its folders; results come in the order of the files."""
    return read_reports(reader, reports(paths), tick)


def read_data(reader: Reader, data: bytes, path: str, tick: Tick) -> Iterator[Outcome]:
    """Read what is already at hand as bytes: one report, or those that an export or archive holds."""
    return read_reports(reader, _guarded(path, from_stream(BytesIO(data), path, UNDATED)), tick)


def read_text(reader: Reader, text: str, name: str) -> Outcome:
    """Read one text as it stands; a page's markup is not looked for."""
    if not text.strip():
        return Failure(name, EMPTY)
    report = Report(name, report_id(text.encode("utf-8", "surrogatepass")), text, verbatim=True)
    return next(read_reports(reader, [report], lambda _: None))


def read_items(reader: Reader, items: Iterable[Item | Failure]) -> Iterator[Outcome]:
    """Read documents that are not kept, each as one report; what is none is a Failure."""
    return read_reports(reader, map(_report_of, items), lambda _: None)


def _report_of(item: Item | Failure) -> Report | Failure:
    if isinstance(item, Failure):
        return item
    return contents.report(item) or Failure(item.capture.address, NO_REPORT)


def _guarded(path: str, found: Iterator[Report | Failure]) -> Iterator[Report | Failure]:
    try:
        yield from found
    except Unreadable as error:
        yield Failure(error.path, error.reason)
    except Exception as error:  # noqa: BLE001 - the stage boundary: one odd input must not stop the others
        yield Failure(path, unforeseen(error))


# What was found in a part, or the trouble with it.
_Result = Found | str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A part of a report on its way; `outcome` is what to give out once the part, its last, is read."""

    part: Part | None
    outcome: Outcome | None


def read_reports(reader: Reader, items: Iterable[Report | Failure], tick: Tick) -> Iterator[Outcome]:
    """Read `items` with a thread a processor, each taking a batch of parts; results come in their order."""
    gathered: list[Found] = []
    trouble: list[str] = []
    for entry, result in _results(reader, _batches(_entries(reader, items))):
        if isinstance(result, str):
            trouble.append(result)
        else:
            gathered.append(result)
        if entry.part:
            tick(len(entry.part.text))
        if entry.outcome:
            yield _closed(entry.outcome, gathered, trouble)
            gathered.clear()
            trouble.clear()


def _closed(outcome: Outcome, gathered: list[Found], trouble: list[str]) -> Outcome:
    if isinstance(outcome, Failure):
        return outcome
    if trouble:
        return Failure(outcome.report.path, trouble[0])
    return joined(outcome, gathered)


def _results(reader: Reader, batches: Iterable[list[_Entry]]) -> Iterator[tuple[_Entry, _Result]]:
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    waiting: deque[tuple[list[_Entry], Future[list[_Result]]]] = deque()
    pool = ThreadPoolExecutor(workers)
    try:
        for batch in batches:
            waiting.append((batch, pool.submit(_read, reader, batch)))
            if len(waiting) > workers + 1:
                first, future = waiting.popleft()
                yield from zip(first, future.result(), strict=True)
        for first, future in waiting:
            yield from zip(first, future.result(), strict=True)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _entries(reader: Reader, items: Iterable[Report | Failure]) -> Iterator[_Entry]:
    for item in items:
        if isinstance(item, Failure):
            yield _Entry(None, item)
            continue
        report = replace(item, language=language.detect(item.text))
        if report.language not in reader.model.languages:
            mute = report.language is None and language.is_wordless(report.text)
            yield _Entry(None, Reading(report, (), None if mute else _unknown(reader, report.language)))
            continue
        held = None
        for part in parts(Part(report.id, report.language, report.published, 0, report.text)):
            if held:
                yield _Entry(held, None)
            held = part
        yield _Entry(held, Reading(report, ()))


def _unknown(reader: Reader, code: str | None) -> str:
    known = " and ".join(language.name(one) for one in reader.model.languages)
    what = "the language could not be told" if code is None else f"the text is in {language.name(code)}"
    return f"{what}; statements are read in {known} only"


def _batches(entries: Iterable[_Entry]) -> Iterator[list[_Entry]]:
    batch: list[_Entry] = []
    size = 0
    for entry in entries:
        length = len(entry.part.text) if entry.part else _held(entry)
        if batch and size + length > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += length
    if batch:
        yield batch


def _held(entry: _Entry) -> int:
    """What an entry without a part holds in memory, in code points."""
    return len(entry.outcome.report.text) if isinstance(entry.outcome, Reading) else 1


def _read(reader: Reader, batch: list[_Entry]) -> list[_Result]:
    """What each entry holds, or the trouble with it; an entry without a part holds nothing."""
    wanted = [entry.part for entry in batch if entry.part]
    try:
        results: Iterator[_Result] = iter(read_parts(reader, wanted))
    except FoglineError:
        raise
    except Exception:  # noqa: BLE001 - one part spoiled the batch: read each alone to find it
        results = iter([_read_alone(reader, part) for part in wanted])
    return [next(results) if entry.part else Found() for entry in batch]


def _read_alone(reader: Reader, part: Part) -> _Result:
    try:
        return read_parts(reader, [part])[0]
    except FoglineError:
        raise
    except Exception as error:  # noqa: BLE001 - the stage boundary
        return unforeseen(error)
