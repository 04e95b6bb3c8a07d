"""What ``data-source`` says of an element: from which lines of which file it came, ``abuses.md:14-19``."""

from __future__ import annotations

from collections.abc import Iterable


def data_source(name: str, lines: Iterable[int]) -> str:
    """The value for the file of that name, and the first and the last of the lines."""
    return f"{name}:{min(lines)}-{max(lines)}"


def named_lines(source: str) -> tuple[str, int, int] | None:
    """The name of the file, and the first and the last line, that a value names; None for an empty one."""
    name, _, lines = source.rpartition(":")
    first, _, last = lines.partition("-")
    return (name, int(first), int(last)) if lines else None
