"""The content stream of a page: what is drawn says which leaf of the plan it is, or that it is an artifact.

A screen reader and a search want text whole: the runs of a paragraph that are drawn one after another share one
marked-content sequence, the blank at which a line was broken is written behind its last word, and the hyphen of a
broken word is a sequence of its own, since it is drawn but not read (ISO 32000-1, 14.8.2.2).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.pdf.stream import Stream

from brief.tags.letters import Group, groups
from brief.tags.plan import Artifact, Plan
from brief.tags.tree import Leaf

PLAIN = {"\N{NO-BREAK SPACE}": " ", "\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{SOFT HYPHEN}": "-"}
"""Characters that share a glyph with a plainer one, which is what a copy of the text shall have."""

FILLER = "\N{ZERO WIDTH JOINER}"
"""The character of a glyph that stands for none by itself; an ActualText has that of its group."""

SIDES = {"Header": "/Top", "Footer": "/Bottom"}
SHOWN = re.compile(r"<([0-9a-f]*)>|([^<>]+)")
"""Glyphs, of four digits each, or how far the next one is moved; nothing, ``<>``, parts two moves."""

LAST_GLYPH = re.compile(rb"([0-9a-f]{4})>\] TJ$")


def stream_class(plan: Plan) -> type[Stream]:
    """The class of streams that are marked by `plan`."""
    return type("PlannedStream", (TaggedStream,), {"plan": plan})


class TaggedStream(Stream):  # type: ignore[misc]  # WeasyPrint has no types
    """A page of a document, marked by the document's plan."""

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
        """A stream for a pattern or a group, which belongs to what it is drawn in and has no marks of its own."""
        return super().clone(**{**kwargs, "tags": None})

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Draws a picture or a run of text as what the plan says it is."""
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
        """Draws what nobody reads: rules, borders, backgrounds; within a picture they are part of it."""
        if self._inside:
            yield
        else:
            with self._as(Artifact()):
                yield

    @contextmanager
    def stacked(self) -> Iterator[None]:
        """Keeps the state meanwhile; the engine does so around a run of text only for lines under and through it."""
        if self._drawing and not self._inside:
            with self.artifact(), super().stacked():
                yield
        else:
            with super().stacked():
                yield

    def begin_text(self) -> None:
        """Begins a run of text and its marked content, or goes on with that of the run before."""
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
        """Ends a run of text, with what stands at the end of its line."""
        planned = self._drawing
        if isinstance(planned, Leaf) and planned.space_after and self._current_font:
            self.stream.append(_Blank(self._fonts, *self._current_font))
        elif isinstance(planned, Leaf) and planned.hyphen:
            self._split_hyphen(planned.hyphen)
        if planned:
            self.end_marked_content()
        super().end_text()

    def show_text(self, text: str) -> None:
        """Shows glyphs; what the engine writes between them where they are not moved, ``>0<``, is left out."""
        shown = text.replace(">0<", "")
        shown = shown[:-1] if shown.endswith(">0") else shown
        if self._replaced:
            self._show_replaced(shown)
        else:
            super().show_text(shown)

    def add_font(self, pango_font: Any) -> Any:
        """A font whose glyphs are copied as the plainest characters that they may stand for."""
        font, size = super().add_font(pango_font)
        if not isinstance(font.to_unicode, _Characters):
            font.to_unicode = _Characters(font.to_unicode)
        return font, size

    def _replacements(self, groups: Sequence[Group]) -> deque[tuple[str, bool]]:
        """For each glyph of a line the text that replaces its group, where it begins one, and whether it ends one.

        None when all are copied right. A font can say one text only of each glyph, which is that of its first group.
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
        """Shows glyphs of a line of which some groups are copied as another text than their glyphs have."""
        part = ""
        for glyphs, move in SHOWN.findall(shown):
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
    """What the glyphs of a font are copied as."""

    def __init__(self, glyphs: Mapping[int, str]) -> None:
        super().__init__()
        for glyph, text in glyphs.items():
            self[glyph] = text

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, PLAIN.get(text, text))

    def items(self) -> Any:  # of a type that Python has no name for
        """What is written into the PDF, where no glyph may be without a character (ISO 19005-3, 6.2.11.7.2)."""
        return {glyph: text or FILLER for glyph, text in super().items()}.items()


class _Blank(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """A blank at the end of a line, written when all is drawn: only then is it known which fonts have drawn one."""

    def __init__(self, fonts: Mapping[Any, Any], name: str, size: float) -> None:
        super().__init__()
        self._fonts, self._name, self._size = fonts, name, size

    @property
    def data(self) -> bytes:
        """The operators that show it: in its own font if that has drawn one, or else in another that has."""
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
