"""What is kept in memory between documents with the same faces: parsed HTML, styles, lines, drawn text and pages.

`typeset`, `styled`, `shaped` and `reused` put it there. The key of each value is all that it depends on, so that it
changes no page. ``BRIEF_TYPESET=plain`` in the environment switches this off.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from brief.model import Remark

Value = TypeVar("Value")

IS_PLAIN = os.environ.get("BRIEF_TYPESET") == "plain"
"""Whether nothing is kept."""

LINES, DRAWN, LISTS, STYLES, PAGES = 15_000, 6_000, 8, 3_000, 200
"""The most lines and drawn texts that are kept, the most lists of style sheets with styles, the most styles for each
list, and the most pages, each of which takes about a megabyte.

On a page of text some 250 lines are tried and 70 drawn; it adds few styles.
"""


class Recent(Generic[Value]):
    """The values that were used last: those of the last `most` keys, and at most as many older ones."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._new: dict[Hashable, Value] = {}
        self._old: dict[Hashable, Value] = {}

    def get(self, key: Hashable) -> Value | None:
        """The value under a key; None if none is kept."""
        found = self._new.get(key)
        if found is None and (found := self._old.pop(key, None)) is not None:
            self.put(key, found)
        return found

    def put(self, key: Hashable, value: Value) -> None:
        """Keeps a value under a key."""
        if len(self._new) >= self._most and key not in self._new:
            self._old, self._new = self._new, {}
        self._new[key] = value


class DoubtError(BaseException):
    """What is kept may be wrong for a document. No `Exception`, since WeasyPrint catches these in some places."""


class Memory:
    """What is kept for some faces, as their attribute `memory`; it is used only while `is_on`."""

    def __init__(self) -> None:
        self.is_on = not IS_PLAIN
        self.forget()

    def forget(self) -> None:
        """Forgets everything, as when a face is added: any text may then look different."""
        self.parsed = Recent[Any](1)
        self.lines = Recent[Any](LINES)
        self.drawn = Recent[Any](DRAWN)
        self.styles = Recent[Any](LISTS)
        self.pages: dict[Any, Any] = {}  # by their masters; the first are unused for the longest time

    @contextmanager
    def off(self) -> Iterator[None]:
        """Switches the memory off within the block."""
        was_on, self.is_on = self.is_on, False
        try:
            yield
        finally:
            self.is_on = was_on


def memory_for(faces: Any) -> Memory | None:
    """The memory for some faces; None when it is off, or when they have none."""
    memory: Memory | None = getattr(faces, "memory", None)
    return memory if memory and memory.is_on else None


def remembering(faces: Any, remarks: list[Remark], make: Callable[[], Value]) -> Value:
    """What `make` returns with the memory of `faces`, or without it if that fails."""
    memory, before = memory_for(faces), len(remarks)
    if memory is None:
        return make()
    try:
        return make()
    except DoubtError:
        pass
    except Exception:  # it is raised again below, unless the memory has caused it
        memory.forget()
    del remarks[before:]
    with memory.off():
        return make()
