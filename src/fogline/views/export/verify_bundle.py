"""Verify a bundle that Fogline wrote: python3 verify_bundle.py [FOLDER]. Needs Python 3.8 and nothing else.

entries.jsonl holds the ledger's whole chain: each entry's text and its hash. In the text stand the hash of the entry
before, the SHA-256 of a report's bytes ("bytes") and of what was read from them ("read"). The chosen reports are in
bytes/ and readings/; reports.jsonl says which they are, and manifest.json holds the hashes of the other files.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Iterator  # noqa: UP035 - for Python 3.8

OUTER = ("manifest.json", "manifest.sha256", "entries.jsonl", "reports.jsonl")
BROKEN = (ValueError, KeyError, TypeError, AttributeError)


def sha256(path: Path) -> str | None:
    """The SHA-256 of a file, None where it is missing."""
    whole = hashlib.sha256()
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        for part in iter(lambda: stream.read(1 << 20), b""):
            whole.update(part)
    return whole.hexdigest()


def chain(path: Path, faults: list[str]) -> tuple[list[str], set[object], dict[str, object]]:
    """The hashes of all entries, what they vouch for, and the last one; what is wrong is added to `faults`."""
    hashes, vouched, last = ["0" * 64], set(), {}
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                told = json.loads(line)
                last = json.loads(told["body"])
                again = json.dumps({"hash": told["hash"], "body": told["body"]}, ensure_ascii=False) + "\n"
                sound = again.encode() == line and hashlib.sha256(told["body"].encode()).hexdigest() == told["hash"]
                if not sound or last["seq"] != number or last["before"] != hashes[-1]:
                    faults.append(f"entries.jsonl: line {number} was changed or does not follow from the one before")
                hashes.append(told["hash"])
                vouched |= {last.get("bytes"), (last.get("bytes"), last.get("read"))}
            except BROKEN:
                faults.append(f"entries.jsonl: line {number} cannot be read")
                hashes.append("")
    return hashes, vouched, last


def chosen(path: Path) -> Iterator[tuple[str, str, object]]:
    """Each file of the chosen reports, the hash that it should have, and what must stand in an entry of the chain."""
    with path.open("rb") as lines:
        for line in lines:
            report = json.loads(line)
            yield report["file"], report["id"][len("sha256:") :], report["id"]
            for reading in report["readings"]:
                yield reading["file"], reading["hash"], (report["id"], reading["hash"])


def compare(folder: Path, expected: dict[str, str | None], faults: list[str]) -> None:
    """Add to `faults` the files that are missing, have another hash than expected, or do not belong there."""
    for name, hashed in expected.items():
        found = sha256(folder / name)
        if found != hashed:
            faults.append(f"{name}: is not as it was handed over" if found else f"{name}: is missing")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    faults += [f"{name}: is not part of the bundle" for name in sorted(there - set(expected))]


def verify(folder: Path) -> tuple[list[str], str]:
    """What is wrong with the bundle in `folder`, a line each, and the line that says what came out."""
    faults: list[str] = []
    expected = {name: sha256(folder / name) for name in OUTER}
    if None in expected.values():
        faults = [f"{name}: is missing" for name, found in expected.items() if found is None]
        return faults, "NOT SOUND: this is no whole bundle"
    hashes, vouched, last = chain(folder / "entries.jsonl", faults)
    if (folder / "manifest.sha256").read_bytes() != f"{expected['manifest.json']}  manifest.json\n".encode():
        faults.append("manifest.json: does not have the hash that manifest.sha256 says")
    manifest = {}
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        expected.update(manifest["files"])
        if hashes[manifest["entries"] : manifest["entries"] + 1] != [manifest["head"]]:
            faults.append(
                f"entries.jsonl: has another entry than the manifest's as number {manifest['entries']}, or none"
            )
        if manifest["noted"] and last.get("manifest") != sha256(folder / "manifest.json"):
            faults.append("manifest.json: is not the one that the last entry of the chain vouches for")
        for name, hashed, voucher in chosen(folder / "reports.jsonl"):
            expected[name] = hashed
            if voucher not in vouched:
                faults.append(f"{name}: is in no entry of the chain")
    except BROKEN:
        faults.append("manifest.json or reports.jsonl: cannot be read")
    compare(folder, expected, faults)
    if faults:
        return faults, f"NOT SOUND: {len(faults)} fault{'s' * (len(faults) > 1)}"
    what = "all of it" if manifest["noted"] else "bytes/ and readings/ alone"
    end = f"the chain of {len(hashes) - 1} entries vouches for {what} and ends with the hash {hashes[-1]}"
    return [], f"SOUND: {len(expected)} files are as they were handed over; {end}"


if __name__ == "__main__":
    found, told = verify(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent))
    print("\n".join([*found, told]))
    sys.exit(bool(found))
