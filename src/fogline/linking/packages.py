"""The packages that the base of the gazetteer is made of: their versions, modules and files."""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from fogline.errors import FoglineError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType


class BrokenPackage(FoglineError):
    """A package that the gazetteer is made of is not there, or damaged."""

    def __init__(self, name: str, what: str = "missing") -> None:
        super().__init__(f"{name}, which the gazetteer is made of, is {what}; install Fogline again")


def version(name: str) -> str:
    """The version of a package, as it was installed."""
    try:
        return installed(name)
    except PackageNotFoundError:
        raise BrokenPackage(name) from None


def module(name: str) -> ModuleType:
    """The package itself, for those that are light enough to import."""
    try:
        return import_module(name)
    except ImportError:
        raise BrokenPackage(name) from None


def file(name: str, path: str) -> Path:
    """A file within a package, which isn't imported."""
    spec = find_spec(name)
    found = Path(spec.origin).parent / path if spec and spec.origin else None
    if found is None or not found.is_file():
        raise BrokenPackage(name)
    return found


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Say of what goes wrong within that the package's data are damaged."""
    try:
        yield
    except (OSError, ValueError, LookupError, TypeError, EOFError, BadZipFile, zlib.error) as error:
        raise BrokenPackage(name, f"damaged ({type(error).__name__}: {error})") from None
