"""Draws each drawing once: what it has written into a page is written again wherever the drawing recurs.

The paths of a drawing take WeasyPrint a third of the time that writing a page takes. Operators that depend on nothing
but the drawing are kept as they were written. For others, such as colors, the calls of methods are kept and repeated.
A drawing that uses more, such as text, gradients, groups or clips, is drawn each time, and so is one that cannot be
drawn.

WeasyPrint renames patterns, masks and symbols when it draws them, so that the next time they would be drawn where they
are defined. A drawing with such definitions is drawn again from a copy of its original elements.

Private parts used: `SVG.draw`, `SVG.tree`, `Node._etree_node`, `Stream.stream`, and the methods of a stream that
drawings call.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

PLAIN = frozenset(
    {
        *("clip", "close", "curve_to", "end", "fill", "fill_and_stroke", "line_to", "move_to", "rectangle", "stroke"),
        *("set_dash", "set_line_cap", "set_line_join", "set_line_width", "set_miter_limit"),
    }
)
"""The methods of a stream that write their arguments and do nothing else."""

ON_STATE = frozenset({"pop_state", "push_state", "set_alpha", "set_color", "transform"})
"""The methods that depend on the state of the stream, or change it."""

RENAMED = frozenset({"mask", "pattern", "symbol"})
"""The definitions that WeasyPrint renames when it draws them."""

Written = tuple[tuple[str, Any], ...]
"""What a drawing has written: calls of methods by their names, and operators under an empty name."""


def drawn_once(draw: Callable[..., None]) -> Callable[..., None]:
    """A wrapper of the method `draw` that records what a drawing writes, and writes that again."""

    def traced(drawing: Any, stream: Any, width: float, height: float, base_url: str, context: Any) -> None:
        known: dict[object, Written | None] = vars(drawing).setdefault("written", {})
        size = width, height
        if (written := known.get(size)) is not None:
            for name, value in written:
                if name:
                    getattr(stream, name)(*value[0], **value[1])
                else:
                    stream.stream.extend(value)
        elif size in known:
            draw(_unused(drawing), stream, width, height, base_url, context)
        else:
            recorder = _DrawingRecorder(stream)
            draw(_unused(drawing), recorder, width, height, base_url, context)
            known[size] = recorder.recorded()

    return traced


def _unused(drawing: Any) -> Any:
    """A drawing without renamed definitions: the drawing itself if it has none yet, otherwise a new copy."""
    from brief.parts import SVG

    kept = vars(drawing)
    if "unused" not in kept:
        root = drawing.tree._etree_node
        is_renamed = type(drawing) is SVG and any(_name(element) in RENAMED for element in root.iter())
        kept["unused"] = deepcopy(root) if is_renamed else None
        return drawing
    if kept["unused"] is None:
        return drawing
    return SVG(deepcopy(kept["unused"]), drawing.url, drawing.font_config, drawing.url_fetcher)


def _name(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class _DrawingRecorder:
    """A wrapper of a stream that records what a drawing writes into it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._written: list[tuple[str, Any]] = []
        self._is_plain = True

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._stream, name)
        if name in PLAIN:
            return self._record_operators(method)
        if name in ON_STATE:
            return self._record_call(name, method)
        self._is_plain = False
        return method

    def _record_operators(self, write: Callable[..., None]) -> Callable[..., None]:
        def recording(*arguments: Any, **options: Any) -> None:
            before = len(self._stream.stream)
            write(*arguments, **options)
            if not self._written or self._written[-1][0]:
                self._written.append(("", []))
            self._written[-1][1].extend(self._stream.stream[before:])

        return recording

    def _record_call(self, name: str, call: Callable[..., None]) -> Callable[..., None]:
        def recording(*arguments: Any, **options: Any) -> None:
            self._written.append((name, (arguments, options)))
            call(*arguments, **options)

        return recording

    def recorded(self) -> Written | None:
        """The complete record; None if the drawing did anything that is not recorded."""
        return tuple(self._written) if self._is_plain else None
