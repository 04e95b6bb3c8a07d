"""CSS for a page: values and rules, written anew from their tokens (CSS Syntax 3).

All CSS of a page is written here, wherever it comes from. Tokens show an address however it was typed. The CSS written
loads nothing, and nothing in it begins or ends a tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

ADDRESSES = frozenset({"url", "src"})
"""The functions that hold one address."""

WITH_ADDRESSES = ("image", "image-set")
"""The ends of the names of functions whose strings are addresses."""

AMONG_ADDRESSES = re.compile(r"url|src|type|(?!--).*(?:-gradient|image-set)")
"""The functions that may be among such strings; the value of any other, such as ``var()``, may be an address."""

UNNAMED = re.compile(
    "[\x80-\xb6\xb8-\xbf\xd7\xf7\u037e\u2000-\u200b\u200e-\u203e\u2041-\u206f\u2190-\u2bff\u2ff0-\u3000"
    "\ud800-\uf8ff\ufdd0-\ufdef\ufffe\uffff]"
)
"""The characters that are part of a name in tinycss2 and some browsers, and end it in others (CSS Syntax 3, 4.2)."""

PLAIN = re.compile(r"[\w#:;,/+=.-]*", re.ASCII)
"""An address that needs no quotation marks."""

NOTHING = "data:,"
"""The address in place of a missing file."""

OF_PARTS = re.compile(r"fill|stroke|mask|clip-path|filter|marker(-start|-mid|-end)?|")
"""The properties that may name a part of the page by its address; empty for a value outside of a property.

In all others, browsers expect a picture, and would load the page again.
"""

DEEPEST = 64
"""The deepest nesting of blocks; a style sheet written by hand has four."""

Embedded = Callable[[str], str]
"""Returns the address that replaces another one in a page: a ``data:`` address, or that of a part of the page."""


def harmless(nodes: Iterable[Any], embedded: Embedded, depth: int = 0) -> list[Any]:
    """Component values without comments, mistakes and needless blanks; addresses are replaced by embedded ones."""

    def of(name: str, address: str) -> str:
        return NOTHING if address.startswith("#") and not OF_PARTS.fullmatch(name) else embedded(address)

    return _closed_up(
        _harmless(one, embedded if one.type == "{} block" else partial(of, name), depth) for one, name in _named(nodes)
    )


def _named(nodes: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    """Nodes, each with the name of the property whose value it is in; empty outside of any."""
    name = word = ""
    for one in nodes:
        if one == ";":
            name = ""
        elif one == ":":
            name = word
        elif one.type == "ident":
            word = one.lower_value
        yield one, name


def braced(nodes: Iterable[Any], embedded: Embedded, depth: int = 0) -> list[Any]:
    """The same as `harmless` for the content of braces, without a last semicolon."""
    made = harmless(nodes, embedded, depth)
    return made[:-1] if made and made[-1] == ";" else made


def written(nodes: Sequence[Any]) -> str:
    """The text of nodes; a ``<`` in it begins no tag, in HTML and in SVG."""
    import tinycss2

    text: str = tinycss2.serialize(nodes)
    return re.sub(r"<(?=[^\s=])", "< ", text.replace("\\<", "\\3c "))


def string(text: str) -> str:
    """A string as CSS writes it."""
    from tinycss2.serializer import serialize_string_value

    return f'"{serialize_string_value(text)}"'.replace("<", "\\3c ")


def blank() -> Any:
    """The blank between two values."""
    from tinycss2.ast import WhitespaceToken

    return WhitespaceToken(0, 0, " ")


def _harmless(one: Any, embedded: Embedded, depth: int) -> Any:
    """A component value as it is written; a blank for one that is left out, so that its neighbors do not join."""
    from tinycss2 import ast

    if one.type == "string":
        return ast.StringToken(0, 0, one.value, string(one.value))
    if one.type == "url":
        return _embedded(one.value, embedded)
    if one.type == "function" and one.lower_name in ADDRESSES:
        strings = (part.value for part in one.arguments if part.type == "string")
        return _embedded(next(strings, None) or f"{one.lower_name}(…)", embedded)
    inside = getattr(one, "arguments", getattr(one, "content", None))
    if inside is None:
        return blank() if _left_out(one) else one
    if depth == DEEPEST or (one.type == "function" and UNNAMED.search(one.name)):
        return blank()
    if one.type == "function":
        if one.lower_name.endswith(WITH_ADDRESSES):
            inside = [_among_addresses(part, one.lower_name, embedded) for part in inside]
        return ast.FunctionBlock(0, 0, one.name, harmless(inside, embedded, depth + 1))
    inside = (braced if one.type == "{} block" else harmless)(inside, embedded, depth + 1)
    return type(one)(0, 0, inside)


def _left_out(one: Any) -> bool:
    """Whether a token is left out: a comment, a blank, a mistake, ``<!--``, ``-->``, or ``@import`` within a rule."""
    return (
        one.type in ("comment", "error", "whitespace")
        or UNNAMED.search(one.serialize()) is not None
        or (one.type == "literal" and one.value in ("\\", "<!--", "-->"))
        or (one.type == "at-keyword" and one.lower_value == "import")
    )


def _among_addresses(one: Any, function: str, embedded: Embedded) -> Any:
    """A value in a function whose strings are addresses."""
    if one.type == "string":
        return _embedded(one.value, embedded)
    if one.type == "function" and not AMONG_ADDRESSES.fullmatch(one.lower_name):
        return _embedded(f"{function}({one.lower_name}(…))", embedded)
    return _embedded(f"{function}(…)", embedded) if one.type.endswith("block") else one


def _embedded(address: str, embedded: Embedded) -> Any:
    from tinycss2.ast import URLToken

    inside = embedded(address)
    return URLToken(0, 0, inside, f"url({inside if PLAIN.fullmatch(inside) else string(inside)})")


def _closed_up(nodes: Iterable[Any]) -> list[Any]:
    """The nodes without needless blanks."""
    from tinycss2.ast import LiteralToken

    made: list[Any] = []
    semicolon = LiteralToken(0, 0, ";")
    for one in nodes:
        before = made[-1] if made else semicolon
        if one.type == "whitespace" and (before.type in ("whitespace", "{} block") or before in (";", ",")):
            continue
        if before.type == "whitespace" and (one.type == "{} block" or one == ";"):
            made.pop()
        made.append(one)
    if made and made[-1].type == "whitespace":
        made.pop()
    return made
