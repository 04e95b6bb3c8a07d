"""The sandbox of layouts, which may come from a partner: they reach nothing outside it, and their work is limited.

Whatever a layout makes (a product, the result of a filter or a call, its output) is measured. What it makes and what it
passes to filters and calls count as work, as does each turn of a loop. The work for a document is limited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sized
from datetime import date
from functools import wraps
from itertools import islice
from math import inf
from string import Formatter
from types import FunctionType
from typing import Any
from warnings import catch_warnings, simplefilter

from jinja2 import Template, nodes, pass_context, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame, operators
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.filters import do_join, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from brief.compose import limits
from brief.compose.limits import CALL, LARGEST_PAGE, LONGEST, SECONDS

CLOCK = frozenset({"today", "now", "utcnow", "fromtimestamp", "timetuple"})
"""The methods of dates that read the machine's clock or its time zone."""

IN_MEMORY = re.compile(r"(?:<|&lt;)[^\n]{1,200} at 0x[0-9a-f]{6,}(?:>|&gt;)")
"""The address that Python prints for an object without a text of its own."""

HALF = re.compile("[\ud800-\udfff]")
"""A surrogate: half of a character in UTF-16, which cannot be written as UTF-8."""

SLOW, LONGEST_OF_SLOW = frozenset({"striptags", "urlize", "wordwrap", "dialled", "one_line"}), 50_000
"""Filters that take four times as long for twice the text, and the most characters that they accept."""

OF_JINJA = frozenset({"_loop_vars", "_block_vars"})
"""What Jinja itself passes to calls: the variables around them."""

OF_ANYTHING = frozenset(
    {
        "attr",
        "batch",
        "count",
        "d",
        "default",
        "dictsort",
        "first",
        "groupby",
        "items",
        "join",
        "last",
        "length",
        "list",
    }
    | {"map", "max", "min", "reject", "rejectattr", "reverse", "select", "selectattr", "slice", "sort", "sum", "unique"}
)
"""Filters that choose among values, or take their attributes; all others make a text of them."""


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
    """Jinja's ``namespace`` without special methods such as ``__html__``, which Python would call.

    Printed, it does not show its values: nested namespaces would become exponentially long.
    """

    def __init__(*arguments: Any, **values: Any) -> None:  # as in Jinja, so that `self` can be a value
        names = {name for given in arguments[1:] for name in dict(given)} | values.keys()
        if any(str(name).startswith("__") for name in names):
            raise SecurityError("a namespace has no such name")
        Namespace.__init__(*arguments, **values)

    def __repr__(self) -> str:
        return "namespace"


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja in which a layout that makes or does too much fails with `SecurityError`, at its line."""

    code_generator_class = Generator
    intercepted_binops = frozenset({"+", "-", "*", "%", "**"})

    def __init__(self, *arguments: Any, **options: Any) -> None:
        # Nothing is computed when a layout is compiled: its text would not be checked, and be kept with its code.
        super().__init__(*arguments, finalize=pass_context(_printable), optimized=False, **options)
        self.filters.update({name: self.bounded(name, function) for name, function in self.filters.items()})
        self.tests.update({name: self.bounded(name, function, of_text=False) for name, function in self.tests.items()})
        self.filters["join"] = self.bounded("join", _joined)
        self.filters["turns"], self.filters["texts"] = limits.turns, limits.printable
        self.globals["range"], self.globals["dict"] = range, _dictionary
        self.globals["namespace"] = Names
        del self.globals["lipsum"], self.filters["random"], self.filters["pprint"]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a layout may use an attribute.

        The clock is hidden, so that the same brief gives the same pages. So are the attributes of classes: with the
        methods of ``dict``, a layout could change what other layouts, editions and copies see.
        """
        is_hidden = isinstance(obj, type) or (isinstance(obj, date) and attr in CLOCK)
        return super().is_safe_attribute(obj, attr, value) and not is_hidden

    def begin(self) -> None:
        """Resets the work that is left for the next document, and clears what layouts kept of the one before."""
        limits.begin()
        for template in self.cache.values() if self.cache else ():
            template._module = None  # Jinja keeps what an imported layout has set

    def measured(self, made: Any) -> Any:
        """A value that a layout has made, unless it is too large; the items of a set as a list in order."""
        made = limits.in_order(made)
        if isinstance(made, Sized) and len(made) > LONGEST:
            raise SecurityError(f"it makes more than {LONGEST:,} characters or items")
        if isinstance(made, str) and IN_MEMORY.search(made):
            raise SecurityError("it prints something that has no text")
        limits.spend(limits.size(made))
        return made

    def concat(self, parts: Iterable[Any]) -> str:
        """The text that a layout, or a part of it, prints; the filter of a block may have made something else of it."""
        pieces, size = [], 0
        for part in parts:
            try:
                text = part if isinstance(part, str) else str(limits.printable(part))
            except ValueError as error:  # of Python, for a number with thousands of digits
                raise SecurityError("it prints a number that is too large") from error
            pieces.append(text)
            size += len(text)
            if size > LARGEST_PAGE:
                raise SecurityError(f"it prints more than {LARGEST_PAGE:,} characters")
        limits.spend(size)
        made = "".join(pieces)
        if not made.isascii() and HALF.search(made):
            raise SecurityError("it prints half of a character")
        return made

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of an operator, unless it would be too large."""
        if operator == "**" or (operator == "*" and limits.is_too_much(left, right)):
            raise SecurityError(f"'{operator}' would make too much")
        if operator == "%" and isinstance(left, str):
            limits.check_fields(left)
            limits.check_text(right)
        return self.measured(super().call_binop(context, operator, left, right))

    def call(__self, __context: Context, __obj: Any, *arguments: Any, **options: Any) -> Any:
        """The result of a call, unless it would be too large; the names are Jinja's."""
        owner = getattr(__obj, "__self__", None)
        limits.spend(CALL)
        limits.check_sizes(getattr(__obj, "__name__", ""), arguments, options)
        limits.count(owner, *arguments)
        if isinstance(__obj, LoopContext):  # a loop that runs within itself
            arguments = tuple(map(limits.turns, arguments))
            options = {name: limits.turns(items) for name, items in options.items()}
        if isinstance(owner, str | type) or isinstance(__obj, FunctionType):  # others make no text of their arguments
            arguments = tuple(map(limits.listed, arguments))
            limits.check_text(*arguments, *(value for name, value in options.items() if name not in OF_JINJA))
        return __self.measured(super().call(__context, __obj, *arguments, **options))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """The method ``format`` of a text, unless its widths are too large; None for any other value."""
        wrapped = super().wrap_str_format(value)
        if wrapped:
            parts = [*Formatter().parse(value.__self__)]
            fields = [(field or "", spec or "") for _, field, spec, _ in parts]
            limits.check_widths(spec for _, spec in fields)
            if any(shown in ("r", "a") for *_, shown in parts):
                raise SecurityError("it prints what Python shows of a value")
            if any(SECONDS.search(spec) for _, spec in fields):
                raise SecurityError("'%s' depends on the machine")
            if any("." in field or "[" in field for field, _ in fields):
                raise SecurityError("a format takes values, and not what they contain")
        return wrapped

    def get_template(self, *arguments: Any, **options: Any) -> Template:
        """The layout of a name; loading it counts as a call."""
        limits.spend(CALL)
        return super().get_template(*arguments, **options)

    def compile(  # type: ignore[override]  # Jinja declares it once for each kind of result
        self, source: Any, name: str | None = None, filename: str | None = None, **options: Any
    ) -> Any:
        """The code of a layout. Raises `TemplateSyntaxError` for one that Python cannot compile."""
        try:
            with catch_warnings():
                simplefilter("ignore", SyntaxWarning)  # of Python, about code that Jinja has written
                return super().compile(source, name, filename, **options)
        except (RecursionError, SyntaxError, MemoryError, OverflowError, ValueError) as error:
            raise TemplateSyntaxError(
                "it is nested too deeply, or has too large a number", 1, name, filename
            ) from error

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The tree of a layout, in which the turns of loops are counted, and ``~`` joins only what has a text."""
        tree = super()._parse(source, name, filename)
        for number in tree.find_all(nodes.Const):
            if number.value in (inf, -inf):  # Python reads it as a name
                raise TemplateSyntaxError("it has too large a number", number.lineno, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "turns", [], [], None, None, lineno=loop.lineno)
        for joined in tree.find_all(nodes.Concat):
            joined.nodes = [
                nodes.Filter(node, "texts", [], [], None, None, lineno=node.lineno) for node in joined.nodes
            ]
        return tree

    def bounded(self, name: str, function: Any, *, of_text: bool = True) -> Callable[..., Any]:
        """A filter or test with checked arguments and a measured result; `of_text` says whether it may make text."""
        of_text = of_text and name not in OF_ANYTHING

        @wraps(function)  # keeps the attributes that Jinja sets on functions
        def bounded(*arguments: Any, **options: Any) -> Any:
            limits.check_sizes(name, arguments[1:], options)
            if name == "format":
                limits.check_fields(str(arguments[0]))
            limits.count(*arguments)
            arguments = tuple(map(limits.listed, arguments))
            if of_text:
                given = (one for one in arguments if not isinstance(one, Context | EvalContext | Sandbox))
                limits.check_text(*given, *options.values())
            if name in SLOW and any(isinstance(one, str) and len(one) > LONGEST_OF_SLOW for one in arguments):
                raise SecurityError(f"'{name}' would take too long")
            made = function(*arguments, **options)
            return self.measured(list(islice(made, LONGEST + 1)) if isinstance(made, Iterator) else made)

        return bounded


def _dictionary(*pairs: Any, **values: Any) -> dict[Any, Any]:
    """What a layout calls as ``dict``; the class itself would have methods that change other dictionaries."""
    return dict(*pairs, **values)


def _printable(_: Context, value: Any) -> Any:
    """A value that a layout prints, see `limits.printable`. Jinja computes nothing in advance that needs a context."""
    return limits.printable(value)


@pass_eval_context
def _joined(state: EvalContext, items: Iterable[Any], between: str = "", attribute: str | int | None = None) -> str:
    """Jinja's filter ``join``, which makes a text of the items, or of an attribute of each."""
    if attribute is not None:
        items = map(make_attrgetter(state.environment, attribute), items)
    parts = list(map(limits.listed, items))
    limits.check_text(between, *parts)
    text: str = do_join(state, parts, between)
    return text
