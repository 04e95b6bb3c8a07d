"""Conditions on fields, as typed in ``{% if … %}`` and ``/// when | …``: ``party == "Independent" and not leader``."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

_QUOTED = "\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’"
_TEST = re.compile(
    rf"(?P<no>not\s+)?(?!(?:and|or|not)\b)(?P<name>[^\W\d]\w*)(?:\s*(?P<sign>==|!=)\s*(?P<text>{_QUOTED}))?"
)
_THOUSANDS = re.compile(r"(?<=\d)[,.'\u00a0\u202f](?=\d{3}(?!\d))")
_JOINT = re.compile(r"\s+(?P<word>and|or)\s+")


class Test(NamedTuple):
    """A test of one field: that it has `value`, or any value if that is None; the opposite if `wanted` is false."""

    name: str
    value: str | None
    wanted: bool

    def holds(self, values: Mapping[str, str]) -> bool:
        """Whether the test holds for these values of fields. Upper and lower case are equal."""
        there = values.get(self.name, "")
        met = bool(there) if self.value is None else _plain(there) == _plain(self.value)
        return met == self.wanted

    def names_one_of(self, choices: Collection[str]) -> bool:
        """Whether its value is one of these, or it has none."""
        return self.value is None or _plain(self.value) in map(_plain, choices)


def _plain(text: str) -> str:
    """A value as it is compared: in lower case, with straight apostrophes, without thousands separators."""
    return _THOUSANDS.sub("", text.casefold().replace("’", "'"))


class When(NamedTuple):
    """A condition on fields, which holds when all tests of at least one of its `ways` hold."""

    ways: tuple[tuple[Test, ...], ...]

    @classmethod
    def of(cls, text: str) -> When | None:
        """The condition in a text; None when the text is not a valid condition."""
        ways: list[list[Test]] = [[]]
        at, text = 0, text.strip()
        while match := _TEST.match(text, at):
            value = match["text"][1:-1].strip() if match["text"] else None
            ways[-1].append(Test(match["name"], value, bool(match["no"]) == (match["sign"] == "!=")))
            if match.end() == len(text):
                return cls(tuple(map(tuple, ways)))
            joint = _JOINT.match(text, match.end())
            if not joint:
                return None
            at = joint.end()
            if joint["word"] == "or":
                ways.append([])
        return None

    @property
    def tests(self) -> tuple[Test, ...]:
        """Its tests in the order of the text."""
        return tuple(test for way in self.ways for test in way)

    def holds(self, values: Mapping[str, str]) -> bool:
        """Whether the condition holds for these values of fields."""
        return any(all(test.holds(values) for test in way) for way in self.ways)


class Cases:
    """Tracks which parts of a text are printed while its marks are read: ``if``, ``elif``, ``else`` and ``endif``."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._opened: list[tuple[bool, bool]] = []  # per open ``if``: whether a part has held, whether this one does

    @property
    def is_open(self) -> bool:
        """Whether an ``endif`` is still missing."""
        return bool(self._opened)

    @property
    def printed(self) -> bool:
        """Whether the text after the last mark is printed."""
        return all(holds for _, holds in self._opened)

    def read(self, word: str, condition: str = "") -> None:
        """Reads the next mark. Raises `IndexError` when it has no ``if`` before it."""
        held = False if word == "if" else self._opened.pop()[0]
        if word != "endif":
            when = When.of(condition)
            holds = not held and (word == "else" or (when is not None and when.holds(self._values)))
            self._opened.append((held or holds, holds))
