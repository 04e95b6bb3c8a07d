"""What stands within a line of text, as patterns of Python-Markdown that leave nothing but elements and characters.

Its own patterns put HTML and entities into a stash that is emptied when the text is written out; here nothing is
written out, so the patterns in question are replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from string import punctuation
from typing import TypeAlias
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString

from brief.parse.reading.lines import AUTOLINK, LITERAL
from brief.parse.wording.citations import CITATION, cite

FILTER = r"""[a-z]+(?:\((?:"[^"{}\\]*"|'[^'{}\\]*')\))?"""
"""A filter of a field, with the text that it is given, if any."""

FIELD = rf"\{{\{{\s*(?P<name>[^\W\d]\w*)(?P<filters>(?:\s*\|\s*{FILTER})*)\s*\}}\}}"
"""A field with its filters: ``{{ name | upper }}``, ``{{ name | default("Friend") }}``."""

CALL = r"\[\^(?P<note>[\w.:-]+)\]"
"""The call of a note: ``[^report]``."""

SAFE_TAGS = {
    "span": r"""(?i:<span\s+lang\s*=\s*(?P<q>["'])(?P<value>[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)(?P=q)\s*>)""",
    "abbr": r"""(?i:<abbr\s+title\s*=\s*(?P<q>["'])(?P<value>[^"'<>]+)(?P=q)\s*>)""",
    "sup": r"(?i:<sup\s*>)",
    "sub": r"(?i:<sub\s*>)",
}
"""The tags that are taken over, as they begin."""

BREAK = r"(?i:<br\s*/?>)"

_URL = r"(?<![\w/@.])https?://[^\s<>\"\x02\x03|]+"
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"

Match: TypeAlias = re.Match[str]
Made: TypeAlias = tuple[Element | str | None, int | None, int | None]


class Inline(InlineProcessor):
    """A pattern, and what is made of what it matches: an element, or characters."""

    def __init__(self, pattern: str, md: Markdown, make: Callable[[Match], Element | str]) -> None:
        super().__init__(pattern, md)
        self.make = make

    def handleMatch(self, m: Match, data: str) -> Made:  # type: ignore[override]  # as InlineProcessor does itself
        """What is made, and from where to where it stands; nothing when nothing is."""
        made = self.make(m)
        if isinstance(made, Element):
            made.attrib = {key: self.unescape(value) for key, value in made.items()}
        return made, m.start(), m.end()


class Address(InlineProcessor):
    """An address as it stands in the text, but not in that of a link; the full stop after it is none of it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: Match, data: str) -> Made:  # type: ignore[override]  # as InlineProcessor does itself
        """The link, and where it ends."""
        url = m[0]
        while (trimmed := url.rstrip(".,;:!?'*_~…’”»")) != url or (url[-1:] in ")]}" and not _balanced(url)):
            url = trimmed if trimmed != url else url[:-1]
        return _link(url, url), m.start(), m.start() + len(url)


def register_inline(md: Markdown) -> None:
    """Puts the patterns in place."""
    md.ESCAPED_CHARS = list(punctuation)
    patterns = md.inlinePatterns
    for replaced in ("backtick", "autolink", "automail", "html"):
        patterns.deregister(replaced)
    for name in ("reference", "image_reference"):
        # Without the blank that it takes between the brackets, so that two links in a row are two.
        patterns[name].RE_LINK = re.compile(r"\[([^\]]*)\]")  # type: ignore[attr-defined]  # a Pattern to the register
    patterns.register(Inline(f"{LITERAL}|{AUTOLINK}", md, _literal), "escape", 190)
    patterns.register(Inline(FIELD, md, _field), "field", 185)
    patterns.register(Inline(CALL, md, _call), "note", 175)
    patterns.register(Inline(CITATION, md, cite), "citation", 128)  # what is a link already is none
    patterns.register(Address(_URL, md), "address", 105)
    patterns.register(Inline(r"(?:(?<! ) {2,}|\\)\n[ \t]*", md, lambda match: Element("br")), "linebreak", 100)
    for rank, (tag, begins) in enumerate(SAFE_TAGS.items()):
        pattern = rf"{begins}(?P<words>(?:(?!(?i:<{tag}[\s>])).)*?)(?i:</{tag}\s*>)"
        patterns.register(Inline(pattern, md, _tag(tag)), tag, 95 - rank)
    patterns.register(Inline(BREAK, md, lambda match: Element("br")), "br", 90)
    patterns.register(Inline(_ENTITY, md, lambda match: literal(unescape(match[0]))), "entity", 80)


def literal(text: str) -> str:
    """Characters that mean nothing but themselves to all that follows: Python-Markdown's own way to write them."""
    return "".join(f"{STX}{ord(character)}{ETX}" if character in punctuation else character for character in text)


def release(root: Element, kept: str = "") -> None:
    """Makes plain characters of the literal ones, all but the `kept`."""

    def released(text: str) -> str:
        plain = re.sub(f"{STX}([0-9]+){ETX}", lambda match: _released(match, kept), text)
        return AtomicString(plain) if isinstance(text, AtomicString) else plain

    for element in root.iter():
        if STX in (element.text or ""):
            element.text = released(element.text or "")
        if STX in (element.tail or ""):
            element.tail = released(element.tail or "")
        for key, value in element.items():
            if STX in value:
                element.set(key, released(value))


def _released(match: Match, kept: str) -> str:
    character = chr(int(match[1]))
    return match[0] if character in kept else character


def _literal(match: Match) -> Element | str:
    if match["escaped"]:
        return literal(match["escaped"])
    if match["url"] or match["mail"]:
        return _autolink(match)
    code = Element("code")
    text = match["code"].replace("\n", " ")
    code.text = AtomicString(text[1:-1] if text[0] == text[-1] == " " and text.strip() else text)
    return code


def _field(match: Match) -> Element:
    return Element("span", {"data-field": " | ".join([match["name"], *re.findall(FILTER, match["filters"])])})


def _call(match: Match) -> Element:
    return Element("span", {"data-note": match["note"]})


def _autolink(match: Match) -> Element:
    if match["mail"]:
        return _link(f"mailto:{match['mail']}", match["mail"])
    return _link(match["url"], match["url"].removeprefix("mailto:").removeprefix("tel:"))


def _link(target: str, text: str) -> Element:
    link = Element("a", {"href": unescape(target)})
    link.text = AtomicString(unescape(text))
    return link


def _balanced(url: str) -> bool:
    closing = url[-1]
    return url.count(closing) <= url.count({")": "(", "]": "[", "}": "{"}[closing])


def _tag(tag: str) -> Callable[[Match], Element]:
    def make(match: Match) -> Element:
        attribute = {"span": "lang", "abbr": "title"}.get(tag)
        element = Element(tag, {attribute: unescape(match["value"])} if attribute else {})
        element.text = match["words"]
        return element

    return make
