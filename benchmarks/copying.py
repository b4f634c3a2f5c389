"""What finding copies costs when short posts come in, and whether it costs more when there are more.

    python benchmarks/copying.py FOLDER [--posts N]

Posts are those of `nearness.py`. They come in a thousand at a time; one process, all in memory, no ledger. Printed for
N / 2 and N, one `name: value` a line.
"""

import argparse
from pathlib import Path
from time import perf_counter, process_time

from nearness import texts

from fogline.linking.retelling.families import families
from fogline.linking.retelling.nearness import Nearness
from fogline.linking.retelling.retell import retold
from fogline.linking.retelling.rows import Told
from fogline.linking.retelling.sketch import sketch

BATCH = 1_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=100_000)
    asked = parser.parse_args()
    for count in (asked.posts // 2, asked.posts):
        made, pairs = texts(asked.folder, count, 1)
        posts = [Told(f"{number:07}", text, number) for number, text in enumerate(made)]
        print(f"posts: {count}")
        print(f"characters_a_post: {sum(map(len, made)) / count:.0f}")
        before = process_time()
        for first in range(0, count, BATCH):
            sketch(made[first : first + BATCH])
        print(f"sketch_milliseconds_a_post: {1000 * (process_time() - before) / count:.3f}")
        index, copies, halves = Nearness(), [], []
        start, before = perf_counter(), process_time()
        for first in range(0, count, BATCH):
            copies += retold(posts[first : first + BATCH], index, posts.__getitem__).copies
            halves.append(process_time() - before)
        seconds = process_time() - before
        print(f"posts_a_second: {count / (perf_counter() - start):.0f}")
        print(f"posts_a_processor_second: {count / seconds:.0f}")
        first_half = halves[len(halves) // 2 - 1]
        print(f"second_half_against_first: {(halves[-1] - first_half) / first_half:.2f}")
        found = {(copy.copy, copy.origin) for copy in copies} | {(copy.origin, copy.copy) for copy in copies}
        recall = sum((f"{one:07}", f"{two:07}") in found for one, two in pairs) / len(pairs)
        print(f"copies: {len(copies)} of {len(pairs)} made, recall {recall:.4f}")
        before = process_time()
        families(copies, {post.id: None for post in posts})
        print(f"families_seconds: {process_time() - before:.2f}")


if __name__ == "__main__":
    main()
