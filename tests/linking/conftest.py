import csv
from pathlib import Path

import pytest

from fogline.linking import actors, sides
from fogline.linking.theatre import Theatre, load


@pytest.fixture(scope="session")
def theatre() -> Theatre:
    return load()


@pytest.fixture(scope="session")
def swapped(theatre: Theatre, tmp_path_factory: pytest.TempPathFactory) -> Theatre:
    """The theatre with the columns of its sides exchanged, and whom its other words denote."""
    folder = tmp_path_factory.mktemp("swapped")
    first, second = theatre.sides
    other = {first: second, second: first}
    pairs = [(pair.language, *reversed(pair.forms)) for pair in theatre.pairs]
    words = [(word.language, word.form, other[word.side]) for word in theatre.side_words]
    _write(folder / "sides.csv", [("language", first, second), *pairs])
    _write(folder / "side_words.csv", [("language", "form", "side"), *words])
    return Theatre("swapped", folder)


@pytest.fixture(scope="session")
def named(theatre: Theatre) -> sides.Index:
    return sides.Index(theatre)


@pytest.fixture(scope="session")
def who(theatre: Theatre) -> actors.Index:
    return actors.Index(theatre)


def _write(path: Path, rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
