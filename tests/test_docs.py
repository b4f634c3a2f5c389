"""The documentation says what is so."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from fogline.terms.actor import Side
from fogline.terms.claim import Voice
from fogline.terms.event import Certainty, EventKind, EvidenceKind, Stance, TimeFrame
from fogline.terms.place import Precision
from fogline.views.cli.main import fogline
from fogline.views.contradictions import CONTRADICTION
from fogline.views.forecast_shapes import FORECAST
from fogline.views.records import RECORD
from fogline.views.rows import CLAIM, FOUND, REPORT, STAGE
from fogline.views.shapes import reading_shape
from fogline.views.spell_shapes import SPELL
from tests.views.readings import luhy

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def test_every_command_and_option_is_documented() -> None:
    context = click.Context(fogline)
    for name in fogline.list_commands(context):
        command = fogline.get_command(context, name)
        assert command is not None
        assert f"fogline {name}" in README + COMMANDS
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert any(option in README + COMMANDS for option in parameter.opts), parameter.opts


def test_every_command_that_asks_has_an_example_with_what_it_prints() -> None:
    for name in (
        "claims",
        "contradictions",
        "forecasts",
        "reports",
        "show",
        "people",
        "place",
        "source",
        "sources",
        "stages",
        "trace",
    ):
        assert re.search(rf"^## `fogline {name}`$", COMMANDS, re.MULTILINE), name
        assert re.search(rf"^    fogline {name}\b.*\n\n    ", COMMANDS, re.MULTILINE), name


def test_every_column_of_the_tables_is_documented() -> None:
    for columns in (CLAIM, CONTRADICTION, FORECAST, RECORD, REPORT, SPELL, STAGE, FOUND):
        assert f"\n    {','.join(columns)}\n" in COMMANDS


def test_the_readme_names_nothing_that_is_not_there() -> None:
    files = re.findall(r"`((?:docs|training|examples)/[\w./-]+)`|\]\((docs/[\w./-]+)\)", README)
    assert files
    for found in files:
        assert (ROOT / (found[0] or found[1])).exists(), found
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake (\w+)", README):
        assert f"\n{target}:" in targets


def test_every_field_of_the_json_is_documented() -> None:
    described = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    fields = set(_fields(reading_shape(luhy())))
    assert {"confidence", "precision", "holder", "note"} <= fields
    for field in fields:
        assert f"`{field}`" in described or f'"{field}"' in described, field


def test_every_value_of_a_fixed_list_is_documented() -> None:
    described = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    for values in (EventKind, EvidenceKind, Stance, Certainty, TimeFrame, Precision, Side, Voice):
        for value in values:
            assert f"`{value}`" in described, value
    for precision in ("day", "month", "season", "year", "event"):
        assert f"`{precision}`" in described, precision


def _fields(shape: object) -> Iterator[str]:
    if isinstance(shape, dict):
        yield from shape
    if isinstance(shape, dict | list):
        for part in shape.values() if isinstance(shape, dict) else shape:
            yield from _fields(part)
