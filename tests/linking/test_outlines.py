"""The outlines that the package carries."""

from pathlib import Path

import pytest
import shapely

from fogline.linking import outlines as room
from fogline.linking.outlines import BrokenOutlines, outlines
from fogline.terms.terrain import Box

AZOV = Box(33.0, 45.5, 39.0, 48.5)


def test_land_and_water_are_where_they_are() -> None:
    found = outlines(AZOV)
    kherson, azov, kakhovka = (shapely.Point(*at) for at in ((34.0, 46.8), (36.5, 46.0), (34.2, 47.5)))
    assert [shapely.contains(found.land, one) for one in (kherson, azov, kakhovka)] == [True, False, True]
    assert [shapely.contains(found.lakes, one) for one in (kherson, azov, kakhovka)] == [False, False, True]
    assert found.borders.length > 1
    assert found.rivers.length > 1


def test_nothing_lies_outside_the_box() -> None:
    frame = shapely.box(*AZOV)
    assert all(shapely.covers(shapely.buffer(frame, 1e-9), one) for one in outlines(AZOV))


def test_a_box_at_sea_has_no_land() -> None:
    assert outlines(Box(-30.0, 30.0, -29.0, 31.0)).land.is_empty


def test_a_package_that_is_missing_or_damaged_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "FOLDER", str(tmp_path))
    with pytest.raises(BrokenOutlines, match=r"it has no gshhs_i\.dat"):
        outlines(AZOV)
    (tmp_path / "gshhs_i.dat").write_bytes(b"1234")
    (tmp_path / "gshhsmeta_i.dat").write_text("1 2 3\n")
    with pytest.raises(BrokenOutlines, match="damaged"):
        outlines(AZOV)
    monkeypatch.setattr(room, "PACKAGE", "no-such-package")
    with pytest.raises(BrokenOutlines, match=r"no-such-package.*is missing; install Fogline again"):
        outlines(AZOV)
