"""`make fuzz`: edits briefs by chance, and compares the bytes after each edit with those of a first build."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import count, islice
from multiprocessing import get_context

from brief.forks import processors
from tests.fuzz.run import A_RUN, BRIEFS, run

LONG, SELDOM = frozenset({"paper"}), 5
"""The briefs that take as long as all others together: they are edited in every fifth round only."""


def runs(briefs: Sequence[str], first: int) -> Iterator[tuple[str, int]]:
    """The brief and the seed of each run, without end; the seeds begin with `first`."""
    for seed in count(first):
        yield from ((name, seed) for name in briefs if name not in LONG or len(briefs) == 1 or seed % SELDOM == 1)


def main() -> int:
    """Prints each edit after which the bytes differ, and the counts; returns 1 if there was such an edit."""
    parser = ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--briefs", nargs="*", choices=BRIEFS, default=list(BRIEFS))
    chosen = parser.parse_args()
    names, seeds = zip(*islice(runs(chosen.briefs, chosen.seed), -(-chosen.edits // A_RUN)), strict=True)
    counted = Counter[str]()
    # Each process makes one run and ends, so that what it keeps in memory cannot grow.
    with ProcessPoolExecutor(processors(), get_context("spawn"), max_tasks_per_child=1) as pool:
        for name, seed, made in zip(names, seeds, pool.map(run, names, seeds), strict=True):
            for place, step in enumerate(made, 1):
                counted["same" if step.is_same else "different"] += 1
                counted["built"] += step.is_built
                counted["exchanged"] += step.is_exchanged
                if not step.is_same:
                    sys.stdout.write(f"{name}, seed {seed}, edit {place}: {step.edit}\n")
            sys.stdout.write(f"{name:<16} {dict(counted)}\n")
            sys.stdout.flush()
    return 1 if counted["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
