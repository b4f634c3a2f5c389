"""The documentation says what is so."""

import re
from pathlib import Path

import click

from fogline.terms.claim import make_claim, phrase
from fogline.terms.reading import Reading
from fogline.terms.report import Report
from fogline.views.cli.main import fogline
from fogline.views.shapes import reading_shape

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_and_option_is_in_the_readme() -> None:
    for name, command in fogline.commands.items():
        assert f"fogline {name}" in README
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert any(option in README for option in parameter.opts), parameter.opts


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
    text = "It fell, he said."
    claim = make_claim("r", phrase(text, [(9, 11)]), phrase(text, [(12, 16)]), phrase(text, [(0, 7)]))
    shape = reading_shape(Reading(Report("a", "sha256:0", text, verbatim=True), (claim,)))
    for field in [*shape, *shape["claims"][0], *shape["claims"][0]["source"]]:
        assert f"`{field}`" in described or f'"{field}"' in described, field
