"""What is kept in memory between documents that are set with the same faces: styles, lines and drawn text.

`styled` and `shaped` put it there, each value under all that it depends on, so that it changes no page.
``BRIEF_TYPESET=plain`` in the environment switches that off.
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
"""How many lines and how much drawn text is kept, for how many lists of style sheets there are styles, and how many,
and how many pages, of which each takes about a megabyte.

On a page of text some 250 lines are tried and 70 drawn; it adds few styles.
"""


class Recent(Generic[Value]):
    """The values that were asked for last: those of the last `most` keys, and at most as many again."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._new: dict[Hashable, Value] = {}
        self._old: dict[Hashable, Value] = {}

    def get(self, key: Hashable) -> Value | None:
        """The value that is kept under a key."""
        found = self._new.get(key)
        if found is None and (found := self._old.pop(key, None)) is not None:
            self.put(key, found)
        return found

    def put(self, key: Hashable, value: Value) -> None:
        """Keeps a value."""
        if len(self._new) >= self._most and key not in self._new:
            self._old, self._new = self._new, {}
        self._new[key] = value


class DoubtError(BaseException):
    """What is kept may be wrong for a document. WeasyPrint catches each `Exception` in some places."""


class Memory:
    """What is kept for the faces whose attribute it is, while `is_on`."""

    def __init__(self) -> None:
        self.is_on = not IS_PLAIN
        self.forget()

    def forget(self) -> None:
        """Forgets all of it, as when a face is added: any text may look otherwise then."""
        self.lines = Recent[Any](LINES)
        self.drawn = Recent[Any](DRAWN)
        self.styles = Recent[Any](LISTS)
        self.pages: dict[Any, Any] = {}  # by their styles; those that were not asked for the longest come first

    @contextmanager
    def off(self) -> Iterator[None]:
        """Keeps nothing and gives nothing in the block."""
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
    """What `make` makes with what is kept for some faces; without it, when that fails."""
    memory, before = memory_for(faces), len(remarks)
    if memory is None:
        return make()
    try:
        return make()
    except DoubtError:
        pass
    except Exception:  # it is raised again below, unless what is kept has caused it
        memory.forget()
    del remarks[before:]
    with memory.off():
        return make()
