"""What big inputs cost: many small files, and one long text. Peak memory must not follow the number of files.

    python benchmarks/inputs.py

The texts are made from the example reports. Printed, one `name: value` a line.
"""

import tempfile
from pathlib import Path

from reading import BIN, run

REPORTS = sorted((Path(__file__).parents[1] / "examples" / "luhy").glob("*.txt"))
COUNTS = (1_000, 10_000)
LONG_MB = 6


def main() -> None:
    texts = [path.read_text(encoding="utf-8") for path in REPORTS]
    first = texts[0].split("\n\n")[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in COUNTS:
            small = folder / str(count)
            small.mkdir()
            for number in range(count):
                (small / f"{number:05}.txt").write_text(f"{first}\n\nReport {number}.\n", encoding="utf-8")
            seconds, peak = run([str(BIN / "fogline"), "read", str(small), "--json"], folder / "out.jsonl")
            print(f"files_{count}_seconds: {seconds:.1f}")
            print(f"files_{count}_peak_mb: {peak:.0f}")
        every = "\n\n".join(texts)
        long = folder / "long.txt"
        long.write_text((every + "\n\n") * (LONG_MB * 1_000_000 // len(every)), encoding="utf-8")
        seconds, peak = run([str(BIN / "fogline"), "read", str(long), "--json"], folder / "out.jsonl")
        print(f"long_{LONG_MB}_mb_seconds: {seconds:.1f}")
        print(f"long_{LONG_MB}_mb_peak_mb: {peak:.0f}")


if __name__ == "__main__":
    main()
