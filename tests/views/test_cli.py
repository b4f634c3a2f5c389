"""The command as a user runs it: in a process of its own."""

import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from fogline.linking.index import found
from fogline.linking.layer import Entry
from fogline.terms.place import Place, Precision

EXAMPLES = Path(__file__).parents[2] / "examples" / "luhy"
STORY = "The ministry said that the village of Luhy had been taken. Fighting went on near the bridge."
COMMAND = [sys.executable, "-m", "fogline"]


def fogline(
    *arguments: str | Path, given: bytes = b"", settings: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **(settings or {})}  # noqa: TID251
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, check=False, env=environment)


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_one_json_object_a_report_in_the_order_of_names() -> None:
    done = fogline("read", EXAMPLES, "--json")
    assert [Path(str(line["path"])).name for line in lines(done)] == [
        *("1-eastern-agency.txt", "2-western-agency.txt", "3-outside-observer.txt"),
    ]
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_offsets_count_the_decoded_text(encoding: str, tmp_path: Path) -> None:
    text = f"First — “line”.\r\n\r\n{STORY}\rThe last."
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (line,) = lines(fogline("read", tmp_path / "a.txt", "--json"))
    claims = line["claims"]
    assert isinstance(claims, list)
    (said,) = [claim for claim in claims if claim["voice"] == "attributed"]
    assert [text[a:b] for a, b in said["source"]["spans"]] == ["The ministry"]
    assert said["cue"]["text"] == "said"


def test_a_report_is_one_line_whatever_breaks_lines_in_it(tmp_path: Path) -> None:
    text = f"The mayor\u2028said\x85that the bridge\u2029was gone. {STORY}"
    (tmp_path / "a.txt").write_bytes(text.encode())
    done = fogline("read", tmp_path / "a.txt", "--json")
    assert len(done.stdout.decode().splitlines()) == 1
    assert "claims" in lines(done)[0]


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_bytes(bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(64))
    (tmp_path / "c.txt").write_text(STORY)
    done = fogline("read", tmp_path, "--json")
    assert len(lines(done)) == 2
    assert done.returncode == 1
    told = done.stderr.decode().splitlines()
    assert len(told) == 1
    assert "b.txt: is no text but looks like PNG" in told[0]


def test_standard_input_is_read() -> None:
    done = fogline("read", "-", "--json", given=STORY.encode())
    assert lines(done)[0]["path"] == "-"
    assert len(lines(done)) == 1


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["read", "no-such-file.txt"], 1, "no-such-file.txt: does not exist"),
        (["read"], 2, "Missing argument 'PATH...'"),
        (["read", "-", "other.txt"], 2, "- stands alone"),
        (["rede"], 2, "No such command 'rede'"),
        (["read", "no-such-file.txt", "--html", "no/such/folder/page.html"], 1, "cannot be written"),
    ],
)
def test_mistakes_get_one_clear_sentence(arguments: list[str], status: int, told: str) -> None:
    done = fogline(*arguments)
    assert done.returncode == status
    assert told in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["read", "a.txt", "--gazetteer"], ["gazetteer", "--folder"], ["read", "a.txt"]])
def test_a_gazetteer_that_cannot_be_written_gets_one_sentence(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "fogline").write_text("no folder")
    folder = [tmp_path / "fogline" / "gazetteer"] if arguments[-1].startswith("--") else []
    done = fogline(*arguments, *folder, settings={"XDG_CACHE_HOME": str(tmp_path)})
    (told,) = done.stderr.decode().splitlines()
    assert told.startswith(f"fogline: the gazetteer in {tmp_path}/fogline/gazetteer cannot be written")
    assert done.stdout == b""
    assert done.returncode == 1


def test_in_python_too_it_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "fogline").write_text("no folder")
    program = "import fogline; fogline.read('The ministry said that Luhy had fallen.')"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}  # noqa: TID251
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, env=environment)
    told = done.stderr.decode().splitlines()[-1]
    assert told.startswith(f"fogline.linking.index.BrokenIndex: the gazetteer in {tmp_path}/fogline/gazetteer cannot")


def test_places_come_from_the_gazetteer_that_is_handed_in(tmp_path: Path) -> None:
    luhy = Place("geonames:424242", "Luhy", 49.5, 37.5, Precision.SETTLEMENT, "UA", 900)
    found(tmp_path, [Entry(luhy, "UA.07")], "a town")
    (line,) = lines(fogline("read", "-", "--json", "--gazetteer", tmp_path, given=STORY.encode()))
    mentions = line["mentions"]
    assert isinstance(mentions, list)
    assert [mention["place"]["id"] for mention in mentions if mention["text"] == "Luhy"] == ["geonames:424242"]


def test_the_text_is_marked_also_without_colour(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    shown = fogline("read", tmp_path / "a.txt").stdout.decode()
    assert "[The ministry] <said>¹ that {the village of ‹Luhy› had been taken}" in shown
    assert "2 statements: 1 attributed to 1 source, 1 in the report's own voice" in shown
    assert "\x1b" not in shown


def test_a_reports_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"\x1b]0;owned\x07\x1b[2J{STORY}")
    assert b"\x1b" not in fogline("read", tmp_path / "a.txt").stdout


def test_the_page_is_written(tmp_path: Path) -> None:
    done = fogline("read", EXAMPLES, "--html", tmp_path / "page.html")
    assert done.returncode == 0
    assert done.stdout == b""
    assert (tmp_path / "page.html").read_text(encoding="utf-8").count("<article") == 3


def test_an_interruption_leaves_whole_lines(tmp_path: Path) -> None:
    for number in range(1000):
        (tmp_path / f"{number:04}.txt").write_text(f"{STORY} Day {number}. " * 3)
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}  # noqa: TID251
    with subprocess.Popen(
        [*COMMAND, "read", str(tmp_path), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        bufsize=0,
        # Where a shell runs the tests in the background they have been told to ignore it.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads run here
    ) as running:
        assert running.stdout is not None
        first = running.stdout.readline()
        running.send_signal(signal.SIGINT)
        rest, told = running.communicate(timeout=60)
    printed = [json.loads(line) for line in (first + rest).decode().splitlines()]
    assert 0 < len(printed) < 1000
    assert (first + rest).endswith(b"\n")
    assert running.returncode == 130
    assert b"stopped" in told
    assert b"Traceback" not in told


def test_an_interruption_while_the_program_is_loaded_is_quiet() -> None:
    stop = """
import sys
from fogline.__main__ import main
class Stop:
    def find_spec(self, name, *_):
        if name == "fogline.views":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
main()
"""
    done = subprocess.run([sys.executable, "-c", stop], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"")


def test_an_early_end_of_the_reader_is_a_quiet_end(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number:04}.txt").write_text(STORY * 8)
    with subprocess.Popen(
        [*COMMAND, "read", str(tmp_path), "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=60) == 1
