"""How long the records of a whole ledger take.

    python benchmarks/records.py LEDGER

Gathers the evidence, learns from it with what records add, and holds every statement against hindsight, as
`fogline sources` does. Seconds are the processor's. Printed, one `name: value` a line.
"""

import resource
import sys
import time
from collections import deque

from fogline.runs import control, evidence, hindsight, ledgers, priors, records, stating
from fogline.runs.sides import ukraine
from fogline.terms.kept import Question


def main() -> None:
    began = time.process_time()

    def told(name: str) -> None:
        nonlocal began
        print(f"{name}: {time.process_time() - began:.1f}", flush=True)
        began = time.process_time()

    with ledgers.opened(sys.argv[1], write=False) as database:
        gathered = evidence.gather(database, ukraine(), priors.load().factors)
        print(f"places: {len(gathered.places)}\norigins: {len(gathered.origins)}")
        told("gather_seconds")
        weighed = control.weigh(database, ukraine())
        told("gather_and_weigh_seconds")
        deque(stating.stated(database, stating.places(database, Question())), maxlen=0)
        told("state_seconds")
        found = records.records(records.outcomes(database, Question(), hindsight.courses_of(database, weighed)))
        told("records_seconds")
    print(f"sources: {len(found.sources)}")
    print(f"peak_mb: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


if __name__ == "__main__":
    main()
