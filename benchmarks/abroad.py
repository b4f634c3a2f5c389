"""How many reports that have nothing to do with one another are taken for copies across languages.

    python benchmarks/abroad.py FILE...

FILEs hold reports, a JSON object a line with id, language, text and perhaps published. None of them retells another.
Printed, one `name: value` a line.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

from fogline.linking.retelling.abroad import retold_abroad
from fogline.linking.retelling.marks import counted, marks, rarities
from fogline.linking.retelling.nearness import Nearness
from fogline.linking.retelling.retell import retold
from fogline.linking.retelling.rows import Told


def main() -> None:
    rows = [json.loads(line) for name in sys.argv[1:] for line in Path(name).read_text(encoding="utf-8").splitlines()]
    start = perf_counter()
    reports = [
        Told(row["id"], row["text"], number, row["language"], row.get("published"), marks=marks(row["text"]))
        for number, row in enumerate(rows)
    ]
    rarity = rarities(counted(report.marks for report in reports), len(reports))
    abroad = retold_abroad(reports, Nearness(), reports.__getitem__, rarity)
    middle = perf_counter()
    at_home = retold(reports, Nearness(), reports.__getitem__).copies
    print(f"reports: {len(reports)}")
    print(f"taken_for_copies_across_languages: {len(abroad)}")
    print(f"taken_for_copies_within_one: {len(at_home)}")
    print(f"milliseconds_a_report_across: {1000 * (middle - start) / len(reports):.2f}")
    print(f"milliseconds_a_report_within: {1000 * (perf_counter() - middle) / len(reports):.2f}")
    for copy in (*abroad, *at_home)[:20]:
        print(f"{copy.copy} {copy.origin} {copy.sureness:.1f}")


if __name__ == "__main__":
    main()
