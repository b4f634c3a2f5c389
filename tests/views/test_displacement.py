"""Shares by destination, as they are shown."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from fogline.errors import FoglineError
from fogline.outlook.displacement.setting import save
from fogline.runs.displacement import Destination, Displacement
from fogline.views.cli.main import fogline
from fogline.views.displacement_shapes import displacement_shape
from tests.outlook.test_displacement import setting

if TYPE_CHECKING:
    from pathlib import Path

FOUND = Displacement((Destination("Near", 0.75, 0.5, 0.9), Destination("Far", 0.25, 0.1, 0.5)), 8, 0.4, 10, 10)


def test_without_a_total_nobody_is_counted() -> None:
    shape = displacement_shape(FOUND, None, None)
    assert [one["share"] for one in shape["destinations"]] == [0.75, 0.25]
    assert {one["people"] for one in shape["destinations"]} == {None}


def test_a_total_is_parted_by_the_shares_and_shown_with_its_source() -> None:
    shape = displacement_shape(FOUND, 4000, "the mayor, 3 May")
    near = shape["destinations"][0]
    assert (near["people"], near["people_low"], near["people_high"]) == (3000, 2000, 3600)
    assert shape["total_source"] == "the mayor, 3 May"


def test_a_total_without_its_source_is_refused(tmp_path: Path) -> None:
    refused = CliRunner().invoke(fogline, ["displacement", "--setting", str(tmp_path), "--total", "5"])
    assert refused.exit_code == 2
    assert "--total-source" in refused.stderr


def test_a_folder_without_a_setting_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FoglineError, match=r"conflicts\.csv: cannot be read"):
        CliRunner().invoke(fogline, ["displacement", "--setting", str(tmp_path)], catch_exceptions=False)


@pytest.mark.skipif(importlib.util.find_spec("flee") is not None, reason="FLEE is installed")
def test_without_flee_it_says_what_to_install(tmp_path: Path) -> None:
    save(setting(), tmp_path)
    with pytest.raises(FoglineError, match=r"fogline\[displacement\]"):
        CliRunner().invoke(fogline, ["displacement", "--setting", str(tmp_path)], catch_exceptions=False)


def test_neither_a_place_nor_files_is_told(tmp_path: Path) -> None:
    for given in ([], ["Luhy", "--setting", str(tmp_path)]):
        refused = CliRunner().invoke(fogline, ["displacement", *given])
        assert refused.exit_code == 2
        assert "name a PLACE" in refused.stderr
