"""Style sheets for a page: joined into one, with the files that they name embedded."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from brief.css import nodes
from brief.findings import Place
from brief.findings import page as rules
from brief.model import Remark, Sheet
from brief.model.addresses import data_url_content
from brief.publish.dark import in_the_dark
from brief.publish.trees import SHOWN
from brief.publish.values import NOTHING, blank, braced, harmless, written

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

PRINTING = frozenset({"page", "color-profile", "charset", "namespace"})
"""The rules that mean nothing on a screen."""

PRINTED = frozenset({"content", "list-style", "list-style-type", "quotes", "suffix", "prefix", "symbols"})
"""The properties whose strings are shown."""

Fetch = Callable[[str], bytes]
"""Returns the bytes of a file by its name in the brief; raises `LookupError` when the brief may not use the file."""

Picture = Callable[[str], str]
"""Returns the ``data:`` address of a picture without metadata; takes a name or a ``data:`` address."""

Font = Callable[[bytes], bytes | None]
"""Returns a font of a style sheet reduced to what the page needs, as WOFF2; None for one that cannot be reduced."""

DEEPEST, MOST_IMPORTS = 8, 100
"""The longest chain of imports, and the most imports in all."""


class Joined:
    """Joins style sheets, and keeps remarks on the files that are missing."""

    def __init__(self, fetch: Fetch, picture: Picture, font: Font) -> None:
        self._fetch, self.picture, self._font = fetch, picture, font
        self._imports = 0
        self.remarks: list[Remark] = []

    def sheets(self, sheets: Sequence[Sheet], tokens: Mapping[str, str]) -> str:
        """The text of all sheets, with the colors of dark mode."""
        colors = ";".join(f"--dark-{name}:{value}" for name, value in in_the_dark(tokens).items())
        return f":root{{{colors}}}\n" + "".join(self.rules(sheet.text, sheet.path) for sheet in sheets)

    def rules(self, css: str, path: Path | None = None) -> str:
        """The text of a style sheet, or of a ``<style>``."""
        return "".join(self._rules(css, path, 0))

    def declarations(self, style: str) -> str:
        """The text of a ``style`` attribute, or of an attribute of SVG that is a value of CSS."""
        import tinycss2

        try:
            values = tinycss2.parse_component_value_list(style)
        except ValueError:  # a number of thousands of digits
            return ""
        return written(harmless(values, partial(self._embedded, path=None)))

    def _rules(self, css: str, path: Path | None, depth: int) -> Iterator[str]:
        import tinycss2

        embedded = partial(self._embedded, path=path)
        for rule in nodes(tinycss2.parse_stylesheet, css):
            if rule.type == "error":
                continue
            if rule.type == "at-rule" and rule.lower_at_keyword == "import":
                yield from self._imported(rule, path, depth)
            elif rule.type == "qualified-rule" or rule.lower_at_keyword not in PRINTING:
                prelude = harmless(rule.prelude, embedded)
                rule.prelude = [blank(), *prelude] if rule.type == "at-rule" and prelude else prelude
                rule.content = None if rule.content is None else braced(rule.content, embedded)
                yield written([rule]) + "\n"

    def _imported(self, rule: Any, path: Path | None, depth: int) -> Iterator[str]:
        """The rules of an imported style sheet, within its media query if it has one."""
        first = next((one for one in rule.prelude if one.type not in ("whitespace", "comment")), None)
        name = _address(first) if first else ""
        rest = rule.prelude[rule.prelude.index(first) + 1 :] if first else []
        media = written(harmless(rest, partial(self._embedded, path=path)))
        self._imports += 1
        if self._imports > MOST_IMPORTS:
            raise rules.IMPORTED_WITHOUT_END.error_at(Place(path) if path else None, name=name)
        if not name or depth == DEEPEST:
            self._remark(name, path)
        elif (source := self._file(name, path)) is not None:
            inside = "".join(self._rules(source.decode("utf-8-sig", errors="replace"), path, depth + 1))
            yield f"@media {media}{{{inside}}}\n" if media else inside

    def _embedded(self, name: str, path: Path | None) -> str:
        """The address of a file, embedded; one within the page is kept, and that of a missing file is `NOTHING`."""
        if name.startswith("data:image/"):
            return self.picture(name)
        if name.startswith("#") or name == NOTHING:
            return name
        if name.startswith("data:font/"):
            return self._reduced(data_url_content(name), name[:SHOWN], path)
        kind = KINDS.get(PurePosixPath(name).suffix.lower())
        if kind is None:
            self._remark(name, path)
        elif (source := self._file(name, path)) is not None:
            if kind.startswith("image/"):
                return self.picture(name)
            return self._reduced(source, name, path)
        return NOTHING

    def _reduced(self, source: bytes, name: str, path: Path | None) -> str:
        """The address of a font that is reduced; `NOTHING` for one that cannot be, which gets a remark."""
        if made := self._font(source):
            return f"data:font/woff2;base64,{b64encode(made).decode()}"
        self.remarks.append(Remark("font", name, path))
        return NOTHING

    def _file(self, name: str, path: Path | None) -> bytes | None:
        """The bytes of a file; None for a missing one, which gets a remark."""
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


def words(css: str) -> Iterator[str]:
    """The text that a style sheet generates: before and after elements, in lists, around quotations."""
    import tinycss2

    def printed(parts: Sequence[Any]) -> Iterator[str]:
        for one in parts:
            if one.type == "declaration" and one.lower_name in PRINTED:
                yield from (value.value for value in one.value if value.type == "string")
            elif one.type in ("qualified-rule", "at-rule") and one.content:
                yield from printed(nodes(tinycss2.parse_blocks_contents, one.content))

    return printed(nodes(tinycss2.parse_stylesheet, css))
