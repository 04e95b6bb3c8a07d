"""Style sheets as a page holds them: without comments, with the files that they name embedded.

They are read as tokens (CSS Syntax 3), so that an address is found however it is written.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from brief.model import Remark, Sheet
from brief.publish.dark import in_the_dark

KINDS: Mapping[str, str] = {
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".avif": "image/avif",
}
"""The media types of files that a style sheet may name, by their suffixes."""

ADDRESSES = frozenset({"url", "src"})
"""The functions that hold one address."""

WITH_ADDRESSES = frozenset({"image", "image-set", "-webkit-image-set"})
"""The functions whose strings are addresses."""

PRINTING = frozenset({"page", "color-profile", "charset", "namespace"})
"""The rules that mean nothing on a screen."""

PRINTED = frozenset({"content", "list-style", "list-style-type", "quotes", "suffix", "prefix", "symbols"})
"""The properties whose strings are shown."""

NOTHING = "data:,"
"""The address in place of a missing file."""

Fetch = Callable[[str], bytes]
"""Gives the bytes of a file by its name in the brief; raises `LookupError` for a file that the brief may not have."""

DEEPEST = 8
"""The most style sheets that import one another."""


class Joined:
    """Joins style sheets, and keeps remarks on the files that are missing."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self.remarks: list[Remark] = []

    def sheets(self, sheets: Sequence[Sheet], tokens: Mapping[str, str]) -> str:
        """The text of all sheets, with the colors of dark mode."""
        colors = ";".join(f"--dark-{name}:{value}" for name, value in in_the_dark(tokens).items())
        texts = ("".join(self._rules(sheet.text, sheet.path, 0)) for sheet in sheets)
        return f":root{{{colors}}}\n" + "".join(texts).replace("</", "<\\/")

    def declarations(self, style: str) -> str:
        """The text of a ``style`` attribute."""
        import tinycss2

        return _closed_up(self._values(tinycss2.parse_component_value_list(style), None))

    def _rules(self, css: str, path: Path, depth: int) -> Iterator[str]:
        import tinycss2

        for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
            if rule.type == "error":
                continue
            if rule.type == "at-rule" and rule.lower_at_keyword == "import":
                yield from self._imported(rule, path, depth)
            elif rule.type == "qualified-rule" or rule.lower_at_keyword not in PRINTING:
                keyword = [f"@{rule.at_keyword}", " "] if rule.type == "at-rule" else []
                content = [";"] if rule.content is None else ["{", *self._values(rule.content, path), "}"]
                yield _closed_up([*keyword, *self._values(rule.prelude, path), *content]) + "\n"

    def _imported(self, rule: Any, path: Path, depth: int) -> Iterator[str]:
        """The rules of an imported style sheet, within its media query if it has one."""
        import tinycss2

        first = next((one for one in rule.prelude if one.type not in ("whitespace", "comment")), None)
        name = _address(first) if first else ""
        media = tinycss2.serialize(rule.prelude[rule.prelude.index(first) + 1 :]).strip() if first else ""
        if not name or depth == DEEPEST:
            self._remark(name, path)
        elif (source := self._file(name, path)) is not None:
            inside = "".join(self._rules(source.decode("utf-8", errors="replace"), path, depth + 1))
            yield f"@media {media}{{{inside}}}\n" if media else inside

    def _values(self, values: Sequence[Any], path: Path | None) -> Iterator[str]:
        """Component values as text, with files in the place of their addresses."""
        for one in values:
            match one.type:
                case "comment" | "whitespace":
                    yield " "
                case "url":
                    yield self._embedded(one.value, path)
                case "function" if one.lower_name in ADDRESSES:
                    yield from (self._embedded(part.value, path) for part in one.arguments if part.type == "string")
                case "function" if one.lower_name in WITH_ADDRESSES:
                    yield from (f"{one.name}(", *self._with_addresses(one.arguments, path), ")")
                case "function":
                    yield from (f"{one.name}(", *self._values(one.arguments, path), ")")
                case "() block" | "[] block" | "{} block":
                    opening, closing = one.type[:2]
                    yield from (opening, *self._values(one.content, path), closing)
                case _:
                    yield one.serialize()

    def _with_addresses(self, values: Sequence[Any], path: Path | None) -> Iterator[str]:
        """The same for values whose strings are addresses."""
        for one in values:
            if one.type == "string":
                yield self._embedded(one.value, path)
            elif one.type != "comment":
                yield from self._values([one], path)

    def _embedded(self, name: str, path: Path | None) -> str:
        """A ``url()`` with the file embedded; one that is in the page already is kept."""
        from tinycss2.serializer import serialize_string_value

        if name.startswith(("data:", "#")):
            return f'url("{serialize_string_value(name)}")'
        kind = KINDS.get(PurePosixPath(name).suffix.lower())
        if kind is None:
            self._remark(name, path)
        elif (source := self._file(name, path)) is not None:
            return f"url(data:{kind};base64,{b64encode(source).decode()})"
        return f"url({NOTHING})"

    def _file(self, name: str, path: Path | None) -> bytes | None:
        """The bytes of a file; None of a missing one, with a remark."""
        try:
            return self._fetch(unquote(name))
        except LookupError:
            self._remark(name, path)
            return None

    def _remark(self, name: str, path: Path | None) -> None:
        self.remarks.append(Remark("file", name, path))


def _address(value: Any) -> str:
    """The address in a component value; empty when it has none."""
    if value.type in ("url", "string"):
        return str(value.value)
    strings = [part.value for part in value.arguments if part.type == "string"] if value.type == "function" else []
    return strings[0] if strings else ""


def _closed_up(parts: Iterable[str]) -> str:
    """Parts of a style sheet, joined without needless blanks."""
    made: list[str] = []
    for part in parts:
        before = made[-1] if made else ";"
        if part == " " and before in (" ", "{", "}", ";", ","):
            continue
        if part in ("{", "}", ";") and before == " ":
            made.pop()
        if part == "}" and made and made[-1] == ";":
            made.pop()
        made.append(part)
    return "".join(made).strip()


def words(css: str) -> Iterator[str]:
    """The text that a style sheet generates: before and after elements, in lists, around quotations."""
    import tinycss2

    def printed(nodes: Sequence[Any]) -> Iterator[str]:
        for one in nodes:
            if one.type == "declaration" and one.lower_name in PRINTED:
                yield from (value.value for value in one.value if value.type == "string")
            elif one.type in ("qualified-rule", "at-rule") and one.content:
                yield from printed(
                    tinycss2.parse_blocks_contents(one.content, skip_comments=True, skip_whitespace=True)
                )

    return printed(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))
