"""The text of a copy as it was composed, with its fields marked, and notes and their numbers apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from html.parser import HTMLParser
from itertools import accumulate

from brief.compose.trees import INLINE
from brief.merge.printed import CALL, END, Printed, words_of

BLOCK = "\n"
"""Separates two blocks, such as paragraphs, in a composed text."""

LINE = "\v"
"""Separates two texts of a drawing, which may be two lines of one name."""

MARKS = str.maketrans({BLOCK: " ", LINE: " ", CALL: None, END: None})
"""Keeps the marks of a composed text out of the text itself."""

APART = re.compile(f"[{BLOCK}{LINE}]")
"""A separator, at which the text around a value ends."""

CALLS = re.compile(f"{CALL}[^{END}]*{END}")
"""The call of a note in the text, such as the raised number 3."""

REACH = 24
"""The most characters of the text around a value, which tells it apart from the same value elsewhere."""

UNPRINTED = frozenset({"style", "script", "template", "title", "desc"})
"""Elements whose text is never printed."""

NUMBERED = frozenset({"place", "label", "ref", "section-number"})
"""The classes of what brief numbers: labels of a proof and of figures, references to these, and titles."""

EMPTY = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
"""The elements of HTML that have no end."""


class Composed(HTMLParser):
    """Reads the text of a composed copy from its HTML: notes follow the text, their numbers between `CALL` and `END`.

    A layout can write the element of a field itself. It is only one if it holds one of the `values`. An element is
    skipped if `leaves_out` is true for its ``data-source``.
    """

    def __init__(
        self, values: Collection[str], html: str, leaves_out: Callable[[str], bool] = lambda source: False
    ) -> None:
        super().__init__()
        self._leaves_out = leaves_out
        self._flows: list[list[str]] = [[]]
        self._open = [0]  # the flow that is read, behind those that it interrupts
        self._spans: list[str] = []  # what each open span is: a field, a note or neither
        self._unread: tuple[str, int] | None = None  # the element that is left out, and how many of its name are open
        self._call = ""  # the name of the element that is the open call of a note
        self._marked: list[tuple[int, int]] = []
        self._numbers: dict[str, int] = {}
        self.feed(html.partition("<body")[2].partition(">")[2])
        known = {*map(words_of, values)}
        self._fields = [(flow, at) for flow, at in self._marked if words_of(self._flows[flow][at]) in known]

    @property
    def text(self) -> str:
        """The whole text, without the numbers of notes."""
        return CALLS.sub(" ", self.numbered)

    @property
    def numbered(self) -> str:
        """The whole text, with the numbers of notes."""
        return BLOCK.join(map("".join, self._flows))

    @property
    def outside(self) -> Sequence[str]:
        """The pieces of text that stand before, between and after the fields."""
        fields, texts = {*self._fields}, [""]
        for at, flow in enumerate(self._flows):
            for number, piece in enumerate(flow):
                if (at, number) in fields:
                    texts.append("")
                else:
                    texts[-1] += piece
            texts.append("")
        return [CALLS.sub(" ", text) for text in texts]

    def fields(self) -> Iterator[Printed]:
        """Each field as its pages should have it."""
        texts = ["".join(flow) for flow in self._flows]
        starts = [[0, *accumulate(map(len, flow))] for flow in self._flows]
        return (_printed(texts[flow], starts[flow][at], starts[flow][at + 1]) for flow, at in self._fields)

    def everywhere(self, value: str) -> Iterator[Printed]:
        """Each place where the text has a value, as its pages should have it, also where no element marks it."""
        text = self.numbered
        return (_printed(text, *match.span()) for match in re.finditer(re.escape(value), text, re.IGNORECASE))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a field, a note, the call of a note or a block, or begins to skip an element."""
        if self._unread:
            name, depth = self._unread
            self._unread = name, depth + (tag == name)
            return
        of, flow = dict(attrs), self._flows[self._open[-1]]
        names = (of.get("class") or "").split()
        is_unread = tag in UNPRINTED or not NUMBERED.isdisjoint(names)
        if tag not in EMPTY and (is_unread or self._leaves_out(of.get("data-source") or "")):
            self._unread = tag, 1
            flow.append(BLOCK)
            return
        in_field = "field" in self._spans
        if tag == "span":
            kind = "" if in_field else next((one for one in ("field", "footnote") if one in names), "")
            self._spans.append(kind)
            if kind == "field":
                self._marked.append((self._open[-1], len(flow)))
                flow.append("")
            elif kind:
                number = self._numbers[f"#{of.get('id')}"] = len(self._numbers) + 1
                self._called(flow, f"{number}{END}")
                self._open.append(len(self._flows))
                self._flows.append([])
        elif in_field:
            return
        elif "footnote-again" in names:
            self._called(flow, f"{self._numbers.get(of.get('href') or '', '')}{END}")
        elif "note-call" in names:
            self._called(flow, "")
            self._call = tag
        elif tag not in INLINE:
            flow.append(_mark(tag))

    def _called(self, flow: list[str], number: str) -> None:
        """Adds the call of a note, with its number as far as it is known, directly behind the text before it."""
        if flow and (self._open[-1], len(flow) - 1) not in self._marked:
            flow[-1] = flow[-1].rstrip(" \u202f\u2060\xa0")
        flow.append(f"{CALL}{number}")

    def handle_endtag(self, tag: str) -> None:
        """Closes a field, a note, the call of a note or a block, or ends skipping an element."""
        if self._unread:
            name, depth = self._unread
            depth -= tag == name
            self._unread = (name, depth) if depth else None
        elif tag == "span" and self._spans:
            if self._spans.pop() == "footnote":
                self._open.pop()
        elif tag == self._call:
            self._call = ""
            self._flows[self._open[-1]].append(END)
        elif tag not in INLINE and "field" not in self._spans:
            self._flows[self._open[-1]].append(_mark(tag))

    def handle_data(self, data: str) -> None:
        """Appends text to the open field, or to the text around it."""
        if self._unread:
            return
        flow, data = self._flows[self._open[-1]], data.translate(MARKS)
        if "field" in self._spans:
            flow[-1] += data
        else:
            flow.append(data)


def _mark(tag: str) -> str:
    """What parts the text before the start or end of an element from the text after it."""
    return " " if tag in EMPTY else LINE if tag == "text" else BLOCK


def _printed(text: str, begins: int, ends: int) -> Printed:
    """A part of a text with what is joined to it, and what is around that in the same block."""
    value = text[begins:ends]
    while begins and not text[begins - 1].isspace():
        begins -= 1
    while ends < len(text) and not text[ends].isspace():
        ends += 1
    before = APART.split(text[max(begins - REACH, 0) : begins])[-1]
    after = APART.split(text[ends : ends + REACH])[0]
    return Printed(value, text[begins:ends], before, after)
