"""The content stream of a page: what is drawn says which leaf of the plan it is, or that it is an artifact.

A screen reader and a search want text whole: the runs of a paragraph that are drawn one after another share one
marked-content sequence, the blank at which a line was broken is written behind its last word, and the hyphen of a
broken word is a sequence of its own, since it is drawn but not read (ISO 32000-1, 14.8.2.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.pdf.stream import Stream

from brief.tags.plan import Artifact, Plan
from brief.tags.tree import Leaf

PLAIN = {"\N{NO-BREAK SPACE}": " ", "\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{SOFT HYPHEN}": "-"}
"""Characters that share a glyph with a plainer one, which is what a copy of the text shall have."""

SIDES = {"Header": "/Top", "Footer": "/Bottom"}
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
            self._drawing = planned
            yield
            self._drawing = None

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
        super().show_text(shown[:-1] if shown.endswith(">0") else shown)

    def add_font(self, pango_font: Any) -> Any:
        """A font whose glyphs are copied as the plainest characters that they may stand for."""
        font, size = super().add_font(pango_font)
        if not isinstance(font.to_unicode, _Characters):
            font.to_unicode = _Characters(font.to_unicode)
        return font, size

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
