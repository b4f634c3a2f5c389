"""The command as a user runs it: in a process of its own."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples" / "luhy"
STORY = "The ministry said that the village of Luhy had been taken. Fighting went on near the bridge."
COMMAND = [sys.executable, "-m", "fogline"]


def fogline(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *map(str, arguments)], input=given, capture_output=True, check=False)


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


def test_the_text_is_marked_also_without_colour(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    shown = fogline("read", tmp_path / "a.txt").stdout.decode()
    assert "[The ministry] <said>¹ {that the village of Luhy had been taken}" in shown
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
