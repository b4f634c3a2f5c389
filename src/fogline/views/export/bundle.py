"""Everything about a set of claims in one folder or zip, to be checked by somebody who does not have Fogline."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from contextlib import contextmanager
from importlib.resources import files
from typing import IO, TYPE_CHECKING, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import msgspec

from fogline.errors import FoglineError, Unreadable
from fogline.runs import exporting as runs
from fogline.terms.kept import KeptClaim, Question
from fogline.views.export.bundle_page import page
from fogline.views.export.whole import PART, Written, telling, whole_folder
from fogline.views.flat import WHOLE, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from fogline.runs.ledgers import Database

    Put = Callable[[str], AbstractContextManager[IO[bytes]]]

CLAIMS, REPORTS, ENTRIES, MANIFEST = "claims.jsonl", "reports.jsonl", "entries.jsonl", "manifest.json"
SCRIPT, INDEX = "verify_bundle.py", "index.html"
FORMAT = 1
EVERYTHING = Question()
# Members of a zip bear no date of their own, so that the same bundle is the same bytes.
NO_DATE = (1980, 1, 1, 0, 0, 0)


class Order(NamedTuple):
    """What is to be handed over: the claims of `ledger` that meet `question`, at the moment `at`.

    `noting` is the same ledger open to be added to, where that is allowed: the chain then says what was handed over.
    """

    ledger: Database
    noting: Database | None
    question: Question
    at: str


def write(order: Order, path: Path) -> Written:
    """Write the bundle to the folder `path`, or to a zip if it is called so."""
    with _zip(path) if path.suffix.lower() == ".zip" else _folder(path) as put:
        return _write(order, put)


def read(path: Path) -> Iterator[KeptClaim]:
    """Yield the claims of the bundle in the folder `path`; raises Unreadable where there is none."""
    try:
        with (path / CLAIMS).open("rb") as lines:
            yield from map(WHOLE.decode, lines)
    except (OSError, msgspec.DecodeError) as error:
        raise Unreadable(str(path), f"is no bundle ({error}); unpack or export it again") from None


def _write(order: Order, put: Put) -> Written:
    number, head = runs.head(order.ledger)
    hashes: dict[str, str] = {}
    chosen: Counter[str] = Counter()
    claims = runs.claims(order.ledger, order.question)
    hashes[CLAIMS] = _put(put, CLAIMS, (whole(kept) + b"\n" for kept in _counting(claims, chosen)))
    _whole_set(order, chosen)
    told = (msgspec.json.encode(_report(order.ledger, report)) + b"\n" for report in chosen)
    hashes[REPORTS] = _put(put, REPORTS, told)
    listed = ((_report(order.ledger, report), chosen[report]) for report in chosen)
    hashes[INDEX] = _put(put, INDEX, page(listed, order.at, (number, head)))
    hashes[SCRIPT] = _put(put, SCRIPT, [files("fogline.views.export").joinpath(SCRIPT).read_bytes()])
    for report in chosen:
        _put_report(order.ledger, put, report)
    manifest = {
        "format": FORMAT,
        "made_by": runs.by(),
        "made_at": order.at,
        "asked": msgspec.to_builtins(order.question),
        "entries": number,
        "head": head,
        "noted": order.noting is not None,
        "files": hashes,
    }
    vouched = _put(put, MANIFEST, [json.dumps(manifest, ensure_ascii=False, indent=1).encode()])
    _put(put, "manifest.sha256", [f"{vouched}  {MANIFEST}\n".encode()])
    with put(ENTRIES) as stream:
        last = number
        for entry in runs.entries(order.ledger):
            stream.write(_line(entry))
            last = entry.number
        if order.noting is not None:
            ids = None if order.question == EVERYTHING else list(chosen)
            noted = runs.hand_over(order.noting, ids, vouched, order.at)
            stream.writelines(_line(entry) for entry in runs.entries(order.noting, last) if entry.number <= noted)
    return Written(chosen.total(), 0)


def _counting(claims: Iterable[KeptClaim], chosen: Counter[str]) -> Iterator[KeptClaim]:
    """The same claims; `chosen` counts those of each report, and gets what their reports were cut out of."""
    for kept in claims:
        chosen[kept.report.id] += 1
        if kept.report.capture.within:
            chosen[kept.report.capture.within] += 0
        yield kept


def _whole_set(order: Order, chosen: Counter[str]) -> None:
    """Add reports without claims, where reports are asked for; leave out containers that the ledger does not keep."""
    asked = order.question
    if asked == Question(language=asked.language, since=asked.since, until=asked.until, report=asked.report):
        for report in runs.reports(order.ledger, asked):
            chosen[report.id] += 0
    if asked == EVERYTHING:
        for identifier in runs.identifiers(order.ledger):
            chosen[identifier] += 0
    for identifier in [identifier for identifier, claims in chosen.items() if not claims]:
        if runs.size(order.ledger, identifier) is None:
            del chosen[identifier]


def _report(ledger: Database, report: str) -> dict[str, Any]:
    """A line of reports.jsonl: a report's bytes, where they were found, and every reading of them."""
    return {
        "id": report,
        "file": _place("bytes", report.removeprefix("sha256:")),
        "size": runs.size(ledger, report),
        "captures": [
            {**msgspec.to_builtins(capture), "facts": msgspec.to_builtins(facts)}
            for capture, facts in runs.captures(ledger, report)
        ],
        "readings": [
            {"file": _place("readings", read.hash), "hash": read.hash, "made_by": read.made_by, "current": read.current}
            for read in runs.readings(ledger, report)
        ],
    }


def _put_report(ledger: Database, put: Put, report: str) -> None:
    name = report.removeprefix("sha256:")
    _put(put, _place("bytes", name), [runs.data(ledger, report) or b""])
    # Two readings that came out the same are one file.
    for read in {read.hash: read for read in runs.readings(ledger, report)}.values():
        _put(put, _place("readings", read.hash), [runs.read_bytes(ledger, read.number)])


def _place(folder: str, name: str) -> str:
    return f"{folder}/{name[:2]}/{name}"


def _line(entry: runs.Entry) -> bytes:
    return (json.dumps({"hash": entry.hash, "body": entry.body}, ensure_ascii=False) + "\n").encode()


def _put(put: Put, name: str, parts: Iterable[bytes]) -> str:
    """Write a file of the bundle; gives its SHA-256."""
    hashed = hashlib.sha256()
    with put(name) as stream:
        for part in parts:
            hashed.update(part)
            stream.write(part)
    return hashed.hexdigest()


@contextmanager
def _folder(path: Path) -> Iterator[Put]:
    with whole_folder(path) as folder:

        def put(name: str) -> AbstractContextManager[IO[bytes]]:
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            return place.open("wb")

        yield put


@contextmanager
def _zip(path: Path) -> Iterator[Put]:
    fresh = path.with_name(path.name + PART)
    with telling(path):
        if path.exists():
            message = f"{path}: is there already; name a file that is not there yet"
            raise FoglineError(message)
        try:
            with ZipFile(fresh, "w") as archive:

                def put(name: str) -> AbstractContextManager[IO[bytes]]:
                    member = ZipInfo(f"{path.stem}/{name}", NO_DATE)
                    member.compress_type = ZIP_DEFLATED
                    member.external_attr = 0o644 << 16
                    return archive.open(member, "w", force_zip64=True)

                yield put
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
