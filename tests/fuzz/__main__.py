"""`make fuzz`: edits briefs by chance, and compares the bytes after each edit with those of a first build."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.run import BRIEFS, steps

A_RUN = 20
"""Edits of one brief before the next brief."""


def main() -> int:
    """Prints each edit after which the bytes differ, and the counts; returns 1 if there was such an edit."""
    parser = ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--briefs", nargs="*", choices=BRIEFS, default=list(BRIEFS))
    chosen = parser.parse_args()
    counted = Counter[str]()
    for run in range(-(-chosen.edits // A_RUN)):
        name, seed = chosen.briefs[run % len(chosen.briefs)], chosen.seed + run // len(chosen.briefs)
        with TemporaryDirectory() as where:
            for number, step in enumerate(steps(name, seed, A_RUN, Path(where)), 1):
                counted["same" if step.is_same else "different"] += 1
                counted["built"] += step.is_built
                counted["exchanged"] += step.is_exchanged
                if not step.is_same:
                    sys.stdout.write(f"{name}, seed {seed}, edit {number}: {step.edit}\n")
        sys.stdout.write(f"{name:<16} {dict(counted)}\n")
        sys.stdout.flush()
    return 1 if counted["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
