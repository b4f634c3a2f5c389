"""Inputs that a fuzzer leads to new branches of the ways in; ends at the first that breaks a promise.

    pip install atheris
    python -m benchmarks.hostile_atheris FOLDER -runs=200000 -max_len=4096 -timeout=5 -rss_limit_mb=1000

FOLDER keeps what it finds of interest and is begun with the seeds of `hostile_cases.py`; the rest is libFuzzer's.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["fogline.sources"]):
    from benchmarks.hostile_cases import SEEDS, taken_in

NAMES = list(SEEDS)


def once(data: bytes) -> None:
    """Take in `data` under the name that its first byte stands for."""
    if data:
        taken_in(NAMES[data[0] % len(NAMES)], data[1:])


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    for kind, seeds in enumerate(SEEDS.values()):
        for number, data in enumerate(seeds):
            (folder / f"seed-{kind}-{number}").write_bytes(bytes([kind]) + data)
    atheris.Setup(sys.argv, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
