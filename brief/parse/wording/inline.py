"""The inline patterns of Python-Markdown: emphasis, links, fields, calls of notes, citations, safe tags.

Its own patterns for HTML and entities put them into a stash, whose content returns when a document is serialized. Here
only the tree is used, so patterns that make elements and characters replace them.
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
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from brief.fields import FIELD, expression
from brief.model import text_nodes
from brief.parse.reading.lines import AUTOLINK, LITERAL
from brief.parse.wording.citations import CITATION, cite

CASE = r"\{%-?\s*(?P<word>if|elif|else|endif)(?![\w])(?P<condition>[^{}%]*)%\}"
"""The bounds of a text that depends on fields: ``{% if leader %}``, ``{% else %}``, ``{% endif %}``."""

CALL = r"\[\^(?P<note>[\w.:-]+)\]"
"""The call of a note: ``[^report]``."""

SAFE_TAGS = {
    "span": r"""(?i:<span\s+lang\s*=\s*(?P<q>["'])(?P<value>[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)(?P=q)\s*>)""",
    "abbr": r"""(?i:<abbr\s+title\s*=\s*(?P<q>["'])(?P<value>[^"'<>]+)(?P=q)\s*>)""",
    "sup": r"(?i:<sup\s*>)",
    "sub": r"(?i:<sub\s*>)",
}
"""Patterns of the opening tags that editors may type, by the name of the element."""

BREAK = r"(?i:<br\s*/?>)"

_URL = r"(?<![\w/@.])https?://[^\s<>\"\x02\x03|]+"
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"

Match: TypeAlias = re.Match[str]
Made: TypeAlias = tuple[Element | str | None, int | None, int | None]


class Inline(InlineProcessor):
    """A pattern, and the function that turns a match into an element or text."""

    def __init__(self, pattern: str, md: Markdown, make: Callable[[Match], Element | str]) -> None:
        super().__init__(pattern, md)
        self.make = make

    def handleMatch(self, m: Match, data: str) -> Made:  # type: ignore[override]  # as InlineProcessor does itself
        """The element or the text, and the bounds of the match."""
        made = self.make(m)
        if isinstance(made, Element):
            made.attrib = {key: self.unescape(value) for key, value in made.items()}
        return made, m.start(), m.end()


class Address(InlineProcessor):
    """A bare address, except in the text of a link; punctuation after the address is not a part of it."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: Match, data: str) -> Made:  # type: ignore[override]  # as InlineProcessor does itself
        """The link, and its bounds."""
        url = m[0]
        while (trimmed := url.rstrip(".,;:!?'*_~…’”»")) != url or (url[-1:] in ")]}" and not _balanced(url)):
            url = trimmed if trimmed != url else url[:-1]
        return _link(url, url), m.start(), m.start() + len(url)


def inline_parser(references: dict[str, tuple[str, str]]) -> Treeprocessor:
    """A parser of the text in a tree, with these link references. It takes a fifth of a millisecond to make.

    The references are looked up in this dictionary itself, which may note them.
    """
    md = Markdown()
    md.references = references
    md.ESCAPED_CHARS = list(punctuation)
    patterns = md.inlinePatterns
    for replaced in ("backtick", "autolink", "automail", "html"):
        patterns.deregister(replaced)
    for name in ("reference", "image_reference"):
        # Python-Markdown allows a blank between pairs of brackets, but [one] [two] are two links.
        patterns[name].RE_LINK = re.compile(r"\[([^\]]*)\]")  # type: ignore[attr-defined]  # a Pattern to the register
    patterns.register(Inline(f"{LITERAL}|{AUTOLINK}", md, _literal), "escape", 190)
    patterns.register(Inline(FIELD, md, _field), "field", 185)
    patterns.register(Inline(CASE, md, _case), "case", 184)
    patterns.register(Inline(CALL, md, _call), "note", 175)
    patterns.register(Inline(CITATION, md, cite), "citation", 128)  # after those of links, which may contain an @
    patterns.register(Address(_URL, md), "address", 105)
    patterns.register(Inline(r"(?:(?<! ) {2,}|\\)\n[ \t]*", md, lambda match: Element("br")), "linebreak", 100)
    for rank, (tag, begins) in enumerate(SAFE_TAGS.items()):
        pattern = rf"{begins}(?P<words>(?:(?!(?i:<{tag}[\s>])).)*?)(?i:</{tag}\s*>)"
        patterns.register(Inline(pattern, md, _tag(tag)), tag, 95 - rank)
    patterns.register(Inline(BREAK, md, lambda match: Element("br")), "br", 90)
    patterns.register(Inline(_ENTITY, md, lambda match: encode_literal(unescape(match[0]))), "entity", 80)
    return md.treeprocessors["inline"]


def encode_literal(text: str) -> str:
    """The text with its punctuation encoded, as Python-Markdown does it, so that no later pattern reads it."""
    return "".join(f"{STX}{ord(character)}{ETX}" if character in punctuation else character for character in text)


def decode_literals(root: Element, kept: str = "") -> None:
    """Decodes the characters that `encode_literal` encoded, except those in `kept`."""

    def plain(text: str) -> str:
        return re.sub(
            f"{STX}([0-9]+){ETX}", lambda match: match[0] if chr(int(match[1])) in kept else chr(int(match[1])), text
        )

    for node in text_nodes(root):
        if STX in node.text:
            node.write(plain(node.text))
    for element in root.iter():
        for key, value in element.items():
            if STX in value:
                element.set(key, plain(value))


def _literal(match: Match) -> Element | str:
    if match["escaped"]:
        return encode_literal(match["escaped"])
    if match["url"] or match["mail"]:
        return _autolink(match)
    code = Element("code")
    text = match["code"].replace("\n", " ")
    code.text = AtomicString(text[1:-1] if text[0] == text[-1] == " " and text.strip() else text)
    return code


def _field(match: Match) -> Element:
    return Element("span", {"data-field": expression(match)})


def _case(match: Match) -> Element:
    return Element("span", {"data-case": match["word"], "data-condition": match["condition"].strip()})


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
