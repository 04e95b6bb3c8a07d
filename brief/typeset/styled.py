"""Computes styles once for all documents under the same style sheets.

The style of an element depends on the rules that apply to it and on the style of its parent. WeasyPrint computes each
property when it is first read. Here this is done in a `master`, which is kept, and each document has copies of the
masters: what WeasyPrint writes into a style later, as into that of a table, stays in the copy.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import cached_property
from itertools import count
from typing import Any, NamedTuple

from brief.typeset.memory import STYLES, DoubtError, Recent, memory_for

NUMBERS = count()
"""Numbers for masters, by which styles of two documents are compared."""


class Masters:
    """The masters under a list of style sheets, made from its second document on, as most have only one.

    `documents` counts these. `fit` is False once a style depends on the size of the page: no master is used then.
    """

    def __init__(self, sheets: Any) -> None:
        self.fit, self.documents = True, 0
        self._kept = Recent[Any](STYLES)
        self._sheets = sheets  # kept alive, since their identities are a key

    def of(self, parent: Any, root: Any, cascaded: Mapping[str, Any], pseudo: str | None, *others: Any) -> Any:
        """The master for the declarations of an element, `cascaded`, below the masters of its parent and the root."""
        from brief.parts import ComputedStyle

        said = (
            part
            for name, (value, weight) in cascaded.items()
            for part in (name, _as_key(value), *weight[:2], *weight[2])
        )
        key = (id(parent), pseudo, *said)
        master = self._kept.get(key)
        if master is None:
            master = ComputedStyle(parent, cascaded, pseudo, root, *others, _Sizes(self))
            master.number = next(NUMBERS)
            self._kept.put(key, master)
        return master


class _Sizes(dict[str, Any]):
    """The sizes of the page for a master, which raise `DoubtError` when they are read."""

    def __init__(self, masters: Masters) -> None:
        super().__init__()
        self._masters = masters

    def __getitem__(self, name: str) -> Any:
        self._masters.fit = False
        raise DoubtError(f"a style depends on the size of the page ({name})")


def identity(style: Any) -> Hashable:
    """A value that two styles, also of two documents, have in common only if all their properties are the same."""
    if not hasattr(style, "master"):
        return (identity(style.parent_style), as_value(style)) if hasattr(style, "parent_style") else object()
    master, depth = style.master, 0
    while not hasattr(master, "number"):  # of anonymous boxes
        master, depth = master.parent_style, depth + 1
    return master.number, depth, as_value(style.written)


def as_value(thing: Any) -> Hashable:
    """A hashable value that is equal for equal things; if there is none, an object that equals nothing else."""
    if isinstance(thing, (list, tuple)):
        return type(thing).__name__, *map(as_value, thing)
    if isinstance(thing, Mapping):
        return tuple((name, as_value(value)) for name, value in sorted(thing.items()))
    try:
        hash(thing)
    except TypeError:
        return frozenset(thing) if isinstance(thing, set) else object()
    value: Hashable = thing
    return value


def _as_key(value: Any) -> Hashable:
    """The value of a property in a key; for an unhashable value, its identity: the master keeps the value alive."""
    try:
        hash(value)
    except TypeError:
        return id(value)
    return type(value), value


def with_masters(begin: Callable[..., None]) -> Callable[..., None]:
    """A wrapper of the constructor `begin` that gives the document the masters under its style sheets."""

    def begun(styles: Any, html: Any, sheets: Any, hints: bool, faces: Any, targets: Any) -> None:
        memory = memory_for(faces)
        styles.masters, styles.may_wait = None, memory is not None
        if memory:
            key = tuple(id(sheet) for sheet, *_ in sheets)
            masters = memory.styles.get(key) or Masters(sheets)
            memory.styles.put(key, masters)
            styles.masters = masters if masters.fit and masters.documents else None
            masters.documents += 1
        begin(styles, html, sheets, hints, faces, targets)

    return begun


def copied_from_masters(compute: Callable[..., None]) -> Callable[..., None]:
    """A wrapper of `compute` that copies the style of an element from its master, and lets pseudo-elements wait."""
    computed_copy = _copies()

    def copied(
        styles: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        from brief.parts import InitialStyle

        said = styles.get_cascaded_styles().get((element, pseudo_type), {})
        known = styles.get_computed_styles()

        def make() -> None:
            if styles.masters is None:
                compute(styles, element, parent, root, pseudo_type, base_url, target_collector)
                return
            is_root = element == root and pseudo_type is None
            above = None if is_root else known[parent, None]
            top = InitialStyle(styles.font_config) if is_root else known[root, None]
            masters = above and above.master, top if is_root else top.master
            master = styles.masters.of(*masters, said, pseudo_type, base_url, styles.font_config)
            style = known[element, pseudo_type] = computed_copy(master, above, top, styles.initial_page_sizes)
            if target_collector and style["anchor"]:
                target_collector.collect_anchor(style["anchor"])

        if styles.may_wait and pseudo_type and element is parent and "anchor" not in said:
            known[element, pseudo_type] = _Waiting(said, make)
        else:
            make()

    return copied


class _Waiting(NamedTuple):
    """The style of a pseudo-element before it is requested: each element has several, and few are drawn.

    `said` are its declarations, which WeasyPrint forgets once it has computed all styles.
    """

    said: Mapping[str, Any]
    make: Callable[[], None]


def made_on_request(ask: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of the method `ask` that first makes a style that waits."""

    def made(styles: Any, element: Any, pseudo_type: str | None = None) -> Any:
        waiting = styles.get_computed_styles().get((element, pseudo_type))
        if type(waiting) is _Waiting:
            styles.get_cascaded_styles()[element, pseudo_type] = waiting.said
            waiting.make()
            del styles.get_cascaded_styles()[element, pseudo_type]
        return ask(styles, element, pseudo_type)

    return made


def _copies() -> Any:
    """The class of copies of a computed style; the styles of their anonymous boxes are copies too."""
    from brief.parts import INHERITED, AnonymousStyle, ComputedStyle

    class Copy(dict[str, Any]):
        """A style whose properties come from its master, unless WeasyPrint has written them."""

        master: Any
        written: Mapping[str, Any] = {}
        """The properties that WeasyPrint has written."""
        is_own = False
        """Whether WeasyPrint has written a property that others inherit."""

        def __missing__(self, name: str) -> Any:
            value = self.master[name]
            super().__setitem__(name, value)
            return value

        def __setitem__(self, name: str, value: Any) -> None:
            super().__setitem__(name, value)
            self.written = {**self.written, name: value}
            self.is_own = self.is_own or name in INHERITED or name.startswith(("__", "text_decoration_", "page"))

        @cached_property
        def anonymous_style(self) -> Any:
            """The style of anonymous boxes in a box with this one."""
            return AnonymousStyle(self) if self.is_own else Anonymous(self.master.anonymous_style, self)

    class Computed(Copy, ComputedStyle):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self, master: Any, parent: Any, root: Any, sizes: Any) -> None:
            said, base = (master.cascaded, master.pseudo_type), (master.base_url, master.font_config)
            ComputedStyle.__init__(self, parent, *said, root, *base, sizes)
            self.master, self.specified, self.cache = master, master.specified, master.cache
            self.update(master)

        def copy(self) -> Any:
            """A copy that may be changed."""
            copied = Computed(self.master, self.parent_style, self.root_style, self.initial_page_sizes)
            copied.update(self)
            copied.specified, copied.written, copied.is_own = self.specified.copy(), self.written, self.is_own
            return copied

    class Anonymous(Copy, AnonymousStyle):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self, master: Any, parent: Any) -> None:
            super().__init__(parent)
            self.master = master
            self.update(master)

        def copy(self) -> Any:
            """A copy that may be changed."""
            copied = Anonymous(self.master, self.parent_style)
            copied.update(self)
            copied.written, copied.is_own = self.written, self.is_own
            return copied

    return Computed
