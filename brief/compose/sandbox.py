"""The sandbox of layouts, which may come from a partner: they reach nothing outside it, and their work is limited.

Whatever a layout makes (a product, the result of a filter or a call, its output) is measured. What it makes and what it
passes to filters and calls count as work, as does each turn of a loop. The work for a document is limited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sized
from contextvars import ContextVar
from datetime import date
from functools import wraps
from string import Formatter
from typing import Any

from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame, operators
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

LONGEST = 1_000_000
"""Characters of the longest text, and items of the longest list, that a layout may make in one step."""

LARGEST_PAGE = 20_000_000
"""The most characters of a document, or of a part of it."""

MOST_WORK = 100_000_000
"""The most characters and items that may be made or passed on for one document."""

TURN, CALL = 100, 1000
"""The work that a turn of a loop counts as, and that a call or an included layout counts as."""

SIZED = frozenset({"center", "ljust", "rjust", "zfill", "expandtabs", "indent", "wordwrap", "slice", "batch", "round"})
"""Methods and filters with a numeric argument that sets the size of their result."""

CLOCK = frozenset({"today", "now", "utcnow", "fromtimestamp", "timetuple"})
"""The methods of dates that read the machine's clock or its time zone."""

SECONDS = re.compile(r"%[-_^#\d]*[EO:]*s")
"""A field of a date's format for the seconds since 1970, which depend on the time zone of the machine."""

IN_MEMORY = re.compile(r" at 0x[0-9a-f]+>")
"""The address that Python prints for an object without a text of its own."""

SLOW, LONGEST_OF_SLOW = frozenset({"striptags", "urlize", "wordwrap"}), 50_000
"""Filters that take four times as long for twice the text, and the most characters that they accept."""

MOST_BITS = 10_000
"""The bits of the largest number that a layout may make."""

FIELD = re.compile(r"%(?:\(.*?\))?([^a-zA-Z%]*)")
WIDTH = re.compile(r"\d{5}|[{*]")
"""A field of a ``%`` format, and a width in a format that is too large, or unknown until it is applied."""

_left: ContextVar[int] = ContextVar("_left", default=MOST_WORK)


class Generator(CodeGenerator):
    """Compiles layouts to code that measures the results of ``~``, collections, slices, and operands of comparisons."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        """Writes the code that joins texts with ``~``."""
        self._write_measured(super().visit_Concat, node, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        """Writes the code of a list."""
        self._write_measured(super().visit_List, node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        """Writes the code of a dictionary."""
        self._write_measured(super().visit_Dict, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        """Writes the code of a tuple, or of the names that a tuple is assigned to."""
        write = super().visit_Tuple
        self._write_measured(write, node, frame) if node.ctx == "load" else write(node, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        """Writes the code that takes an item or a slice."""
        write = super().visit_Getitem
        self._write_measured(write, node, frame) if isinstance(node.arg, nodes.Slice) else write(node, frame)

    def visit_Operand(self, node: nodes.Operand, frame: Frame) -> None:
        """Writes the code of an operator of comparison and its right operand."""
        if isinstance(node.expr, nodes.Const):
            super().visit_Operand(node, frame)
            return
        self.write(f" {operators[node.op]} ")
        self._write_measured(self.visit, node.expr, frame)

    def _write_measured(self, write: Callable[..., Any], node: nodes.Node, frame: Frame) -> None:
        """Writes a call of `Sandbox.measured` around the code that `write` writes."""
        self.write("environment.measured(")
        write(node, frame)
        self.write(")")


class Names(Namespace):
    """A ``namespace`` whose text leaves out its values: nested namespaces would print exponentially long."""

    def __repr__(self) -> str:
        return "namespace"


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja in which a layout that makes or does too much fails with `SecurityError`, at its line."""

    code_generator_class = Generator
    intercepted_binops = frozenset({"+", "*", "%", "**"})

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, finalize=printable, **options)
        self.filters.update({name: self._bounded(name, function) for name, function in self.filters.items()})
        self.tests.update({name: self._bounded(name, function) for name, function in self.tests.items()})
        self.filters["turns"] = turns
        self.globals["range"] = range
        self.globals["namespace"] = Names
        del self.globals["lipsum"], self.filters["random"]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a layout may use an attribute; the clock is hidden, so that the same brief gives the same pages."""
        return super().is_safe_attribute(obj, attr, value) and not (isinstance(obj, date) and attr in CLOCK)

    def begin(self) -> None:
        """Resets the work that is left for the next document, and clears what layouts kept of the one before."""
        _left.set(MOST_WORK)
        for template in self.cache.values() if self.cache else ():
            template._module = None  # Jinja keeps what an imported layout has set

    def measured(self, made: Any) -> Any:
        """A value that a layout has made, unless it is too large."""
        if isinstance(made, Sized) and len(made) > LONGEST:
            raise SecurityError(f"it makes more than {LONGEST:,} characters or items")
        if isinstance(made, str):
            _check_text(made)
        _spend(_size(made))
        return made

    def concat(self, parts: Iterable[str]) -> str:
        """The text that a layout, or a part of it, prints."""
        pieces, size = [], 0
        for part in parts:
            pieces.append(part)
            size += len(part)
            if size > LARGEST_PAGE:
                raise SecurityError(f"it prints more than {LARGEST_PAGE:,} characters")
        _spend(size)
        return "".join(pieces)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of an operator, unless it would be too large."""
        if operator == "**" or (operator == "*" and _is_too_much(left, right)):
            raise SecurityError(f"'{operator}' would make too much")
        if operator == "%" and isinstance(left, str):
            _check_widths(FIELD.findall(left))
        return self.measured(super().call_binop(context, operator, left, right))

    def call(__self, __context: Context, __obj: Any, *arguments: Any, **options: Any) -> Any:
        """The result of a call, unless it would be too large; the names are Jinja's."""
        _spend(CALL)
        _check_sizes(getattr(__obj, "__name__", ""), arguments, options)
        _count(getattr(__obj, "__self__", None), *arguments)
        return __self.measured(super().call(__context, __obj, *arguments, **options))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """The method ``format`` of a text, unless its widths are too large; None for any other value."""
        wrapped = super().wrap_str_format(value)
        if wrapped:
            specs = [spec or "" for _, _, spec, _ in Formatter().parse(value.__self__)]
            _check_widths(specs)
            _check_sizes("strftime", tuple(specs), {})
        return wrapped

    def get_template(self, *arguments: Any, **options: Any) -> Template:
        """The layout of a name; loading it counts as a call."""
        _spend(CALL)
        return super().get_template(*arguments, **options)

    def compile(  # type: ignore[override]  # Jinja declares it once for each kind of result
        self, source: Any, name: str | None = None, filename: str | None = None, **options: Any
    ) -> Any:
        """The code of a layout. Raises `TemplateSyntaxError` for one that Python cannot compile."""
        try:
            return super().compile(source, name, filename, **options)
        except (RecursionError, SyntaxError, MemoryError, OverflowError, ValueError) as error:
            raise TemplateSyntaxError(
                "it is nested too deeply, or has too large a number", 1, name, filename
            ) from error

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The tree of a layout, in which the turns of loops are counted."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "turns", [], [], None, None, lineno=loop.lineno)
        return tree

    def _bounded(self, name: str, function: Any) -> Callable[..., Any]:
        """A filter or test with checked arguments and a measured result."""

        @wraps(function)  # keeps the attributes that Jinja sets on functions
        def bounded(*arguments: Any, **options: Any) -> Any:
            _check_sizes(name, arguments[1:], options)
            if name == "format":
                _check_widths(FIELD.findall(str(arguments[0])))
            _count(*arguments)
            arguments = tuple(map(_in_order, arguments))
            if name in SLOW and any(isinstance(one, str) and len(one) > LONGEST_OF_SLOW for one in arguments):
                raise SecurityError(f"'{name}' would take too long")
            return self.measured(function(*arguments, **options))

        return bounded


def _is_too_much(left: Any, right: Any) -> bool:
    """Whether a product would be too long a text or list, or too large a number."""
    for one, times in ((left, right), (right, left)):
        if isinstance(one, str | list | tuple) and isinstance(times, int) and len(one) * times > LONGEST:
            return True
    return sum(one.bit_length() for one in (left, right) if isinstance(one, int)) > MOST_BITS


def printable(value: Any) -> Any:
    """A value that a layout prints. Raises `SecurityError` for an object without a text."""
    if not isinstance(value, str | Undefined):
        _check_text(str(value))
    return value


def _check_text(text: str) -> None:
    """Raises `SecurityError` for a text with an address in memory, which differs in each run."""
    if IN_MEMORY.search(text):
        raise SecurityError("it prints something that has no text")


def turns(items: Iterable[Any]) -> Iterator[Any]:
    """The items of a loop; each counts as work."""
    for item in _in_order(items):
        _spend(TURN)
        yield item


def _in_order(value: Any) -> Any:
    """The items of a set, always in the same order; any other value unchanged."""
    return sorted(value, key=str) if isinstance(value, set | frozenset) else value


def _check_sizes(name: str, arguments: tuple[Any, ...], options: dict[str, Any]) -> None:
    if name == "strftime" and any(SECONDS.search(str(one)) for one in (*arguments, *options.values())):
        raise SecurityError("'%s' depends on the machine")
    if name in SIZED and any(isinstance(one, int) and abs(one) > LONGEST for one in (*arguments, *options.values())):
        raise SecurityError(f"'{name}' would make too much")


def _check_widths(formats: Iterable[str]) -> None:
    if any(WIDTH.search(one) for one in formats):
        raise SecurityError("a width in its format is too large")


def _size(made: Any) -> int:
    """The characters and items of a value, with those of the lists in it. Raises `SecurityError` for too many."""
    characters = items = 0
    left = [made]
    while left:
        match left.pop():
            case str() | bytes() as text:
                characters += len(text)
            case dict() as pairs:
                items += len(pairs)
                left += (*pairs, *pairs.values())
            case list() | tuple() | set() | frozenset() as several:
                items += len(several)
                left += several
        if items > LONGEST or characters > LARGEST_PAGE:
            raise SecurityError(f"it makes lists with more than {LONGEST:,} items, or too much text in them")
    return characters + items


def _count(*values: Any) -> None:
    """Counts the characters and items of values as work."""
    _spend(sum(len(value) for value in values if isinstance(value, str | bytes | list | tuple | dict | set | range)))


def _spend(amount: int) -> None:
    left = _left.get() - amount
    _left.set(left)
    if left < 0:
        raise SecurityError("it takes too many steps")
