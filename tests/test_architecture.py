"""ARCHITECTURE.md names only files that exist, names every room, and is short enough to be read."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
ROOMS = {path.stem for path in (ROOT / "brief").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}


def is_there(name: str) -> bool:
    """Whether a path from the root or from brief/ exists; a module of brief/ may lack its ending."""
    paths = (ROOT / name, ROOT / "brief" / name, ROOT / "brief" / f"{name}.py")
    return any(path.exists() for path in paths) or any(ROOT.glob(name))


def test_every_file_that_it_names_is_there() -> None:
    named = re.findall(r"`((?:\.ci|docs|styles|tests|[a-z]+)/[\w./*-]*)`", TEXT)
    assert len(named) > 50
    assert [name for name in named if not is_there(name)] == []


def test_every_module_that_it_names_is_a_path_from_brief() -> None:
    named = re.findall(r"`(\w+\.py)`", TEXT)
    assert [name for name in named if not (ROOT / "brief" / name).is_file()] == []


def test_every_room_is_named() -> None:
    assert [room for room in sorted(ROOMS - {"__init__"}) if not re.search(rf"`{room}\b", TEXT)] == []


def test_it_has_no_more_than_200_lines() -> None:
    assert len(TEXT.splitlines()) <= 200
