"""A few random edits of some briefs; `make fuzz` makes far more, of all briefs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.run import steps


@pytest.mark.parametrize(("name", "seed", "edits"), [("minimal", 1, 26), ("minimal", 2, 24), ("one-page", 1, 10)])
def test_after_each_edit_a_brief_has_the_bytes_of_a_first_build(
    name: str, seed: int, edits: int, tmp_path: Path
) -> None:
    done = list(steps(name, seed, edits, tmp_path))
    assert [step.edit for step in done if not step.is_same] == []
    assert sum(step.is_built for step in done) > edits / 2
