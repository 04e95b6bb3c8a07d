"""The content stream of a page, marked by the plan: each part is a leaf or an artifact.

Text stays whole for screen readers and searches: runs of a paragraph that are drawn in succession share one
marked-content sequence, the blank at a line's end is written behind its last word, and the hyphen of a broken word is a
sequence of its own, since it is drawn and not read (ISO 32000-1, 14.8.2.2).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf

from brief.parts import Stream
from brief.tags.letters import Group, groups
from brief.tags.plan import Artifact, Plan
from brief.tags.tree import Leaf

PLAIN = {"\N{NO-BREAK SPACE}": " ", "\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{SOFT HYPHEN}": "-"}
"""Characters that share a glyph with a plainer character, which is copied instead."""

FILLER = "\N{ZERO WIDTH JOINER}"
"""The character of a glyph without one of its own; the ActualText of its group replaces it."""

SIDES = {"Header": "/Top", "Footer": "/Bottom"}
SHOWN_TEXT = re.compile(r"<([0-9a-f]*)>|([^<>]+)")
"""Glyphs of four digits each, or the move before the next one; ``<>`` separates two moves."""

LAST_GLYPH = re.compile(rb"([0-9a-f]{4})>\] TJ$")


def stream_class(plan: Plan) -> type[Stream]:
    """A class of streams with this plan."""
    return type("PlannedStream", (TaggedStream,), {"plan": plan})


class TaggedStream(Stream):  # type: ignore[misc]  # WeasyPrint has no types
    """A stream of WeasyPrint that is marked by a plan."""

    plan: Plan

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaves: list[Leaf] = []
        self._drawing: Leaf | Artifact | None = None
        self._last: Leaf | None = None
        self._inside = False
        self._box: Any = None
        self._replaced: deque[tuple[str, bool]] = deque()

    def clone(self, **kwargs: Any) -> Any:
        """A stream for a pattern or a group, which has no marks of its own."""
        return super().clone(**{**kwargs, "tags": None})

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Marks a picture or a run of text by the plan."""
        planned = self.plan.drawn[box]
        if tag == "Figure":
            with self._as(planned):
                yield
        else:
            self._drawing, self._box = planned, box
            yield
            self._drawing, self._box = None, None

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Marks rules, borders and backgrounds as artifacts; within a picture they are part of it."""
        if self._inside:
            yield
        else:
            with self._as(Artifact()):
                yield

    @contextmanager
    def stacked(self) -> Iterator[None]:
        """Saves the state in the block. Around a run of text, it holds underlines and the like: artifacts."""
        if self._drawing and not self._inside:
            with self.artifact(), super().stacked():
                yield
        else:
            with super().stacked():
                yield

    def begin_text(self) -> None:
        """Begins a run of text and its marked content, or continues that of the run before."""
        super().begin_text()
        planned = self._drawing
        if isinstance(planned, Leaf) and planned.follows and planned.follows is self._last and self._ended():
            self.stream.pop()
            planned.number = planned.follows.number
            self._last = planned
        elif planned:
            self._open(planned)
        self._replaced = self._replacements(groups(self._box.pango_layout)) if self._box else deque()

    def end_text(self) -> None:
        """Ends a run of text, with the blank or the hyphen at its line's end."""
        planned = self._drawing
        if isinstance(planned, Leaf) and planned.space_after and self._current_font:
            self.stream.append(_Blank(self._fonts, *self._current_font))
        elif isinstance(planned, Leaf) and planned.hyphen:
            self._split_hyphen(planned.hyphen)
        if planned:
            self.end_marked_content()
        super().end_text()

    def show_text(self, text: str) -> None:
        """Shows glyphs, without the moves by nothing, ``>0<``, that WeasyPrint writes."""
        shown = text.replace(">0<", "")
        shown = shown[:-1] if shown.endswith(">0") else shown
        if self._replaced:
            self._show_replaced(shown)
        else:
            super().show_text(shown)

    def add_font(self, pango_font: Any) -> Any:
        """A font whose glyphs are copied as their plainest characters."""
        font, size = super().add_font(pango_font)
        if not isinstance(font.to_unicode, _Characters):
            font.to_unicode = _Characters(font.to_unicode)
        return font, size

    def _replacements(self, groups: Sequence[Group]) -> deque[tuple[str, bool]]:
        """For each glyph of a line, the text of the group that begins with it, and whether a group ends with it.

        Empty when all glyphs are copied right. A font has one text for each glyph, that of its first group.
        """
        found: deque[tuple[str, bool]] = deque()
        for group in groups:
            known = self.add_font(group.font)[0].to_unicode
            for glyph, letters in zip(group.glyphs, group.letters, strict=True):
                known[glyph] = known.get(glyph) or letters
            copied = [known[glyph] for glyph in group.glyphs]
            is_right = all(copied) and "".join(copied) == PLAIN.get(group.text, group.text)
            replaced = "" if is_right else group.text
            last = len(group.glyphs) - 1
            found += ((replaced if at == 0 else "", bool(replaced) and at == last) for at in range(last + 1))
        return found if any(text for text, _ in found) else deque()

    def _show_replaced(self, shown: str) -> None:
        """Shows glyphs, with an ActualText for each group that is not copied right by its glyphs."""
        part = ""
        for glyphs, move in SHOWN_TEXT.findall(shown):
            part += move or ("" if glyphs else "<>")
            for glyph in re.findall("....", glyphs):
                text, ends = self._replaced.popleft() if self._replaced else ("", False)
                if text:
                    self._show_part(part)
                    part = ""
                    self.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(text)}))
                part += f"<{glyph}>"
                if ends:
                    self._show_part(part)
                    part = ""
                    self.end_marked_content()
        self._show_part(part)

    def _show_part(self, part: str) -> None:
        if part:
            super().show_text(part.replace("><", ""))

    @contextmanager
    def _as(self, planned: Leaf | Artifact) -> Iterator[None]:
        self._open(planned)
        before, self._inside = self._inside, True
        yield
        self._inside = before
        self.end_marked_content()

    def _open(self, planned: Leaf | Artifact) -> None:
        if isinstance(planned, Leaf):
            planned.number = len(self.leaves)
            self.leaves.append(planned)
            self.begin_marked_content(planned.node.role, pydyf.Dictionary({"MCID": planned.number}))
            self._last = planned
        else:
            self.begin_marked_content("Artifact", pydyf.Dictionary(_properties(planned)))
            self._last = None

    def _ended(self) -> bool:
        """Whether nothing was drawn since the last marked content."""
        return bool(self.stream[-1] == b"EMC")

    def _split_hyphen(self, hyphen: Leaf) -> None:
        """Draws the last glyph as a leaf of its own."""
        run = self.stream[-1]
        if found := LAST_GLYPH.search(run):
            self.stream[-1] = run[: found.start()] + b">] TJ"
            self.end_marked_content()
            self._open(hyphen)
            self.stream.append(b"[<" + found[1] + b">] TJ")


class _Characters(dict[int, str]):
    """The characters of a font's glyphs."""

    def __init__(self, glyphs: Mapping[int, str]) -> None:
        super().__init__()
        for glyph, text in glyphs.items():
            self[glyph] = text

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, PLAIN.get(text, text))

    def items(self) -> Any:  # of a type that Python has no name for
        """The entries for the PDF, where each glyph must have a character (ISO 19005-3, 6.2.11.7.2)."""
        return {glyph: text or FILLER for glyph, text in super().items()}.items()


class _Blank(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """A blank at a line's end. Its data is made last, when it is known which fonts contain a blank."""

    def __init__(self, fonts: Mapping[Any, Any], name: str, size: float) -> None:
        super().__init__()
        self._fonts, self._name, self._size = fonts, name, size

    @property
    def data(self) -> bytes:
        """The operators that show it, in its own font if that contains a blank, else in another."""
        blanks = {
            font.hash: glyph for font in self._fonts.values() for glyph, text in font.to_unicode.items() if text == " "
        }
        if self._name in blanks:
            return f"[<{blanks[self._name]:04x}>] TJ".encode()
        for name, glyph in blanks.items():
            return f"/{name} {self._size:f} Tf [<{glyph:04x}>] TJ /{self._name} {self._size:f} Tf".encode()
        return b""


def _properties(artifact: Artifact) -> dict[str, Any]:
    properties: dict[str, Any] = {"Type": f"/{artifact.type}"}
    if artifact.subtype:
        properties |= {"Subtype": f"/{artifact.subtype}", "Attached": pydyf.Array([SIDES[artifact.subtype]])}
    return properties
