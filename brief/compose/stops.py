"""Places stops and the calls of notes: American stops within quotes, calls behind their word and its stop."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from brief.compose.trees import INLINE, is_call
from brief.model import TextNode

THIN_SPACE = "\N{NARROW NO-BREAK SPACE}\N{WORD JOINER}"
"""Separates a call from a digit. The joiner, which is not drawn, keeps the space from being read as part of a link."""

BEFORE_CALL = re.compile(r"(?:(?:[.,;:!?…。、]|\.{3})+[\"'”’»)\]]*|[”’»)]+[.,;:!?…]*)(?![0-9A-Za-zÀ-ɏ])")
"""The punctuation that most languages put before a call; not the apostrophe in ’s."""

AFTER_CALL = re.compile(r"(?:(?<![\s.])|^)(?<!\b[A-Z])(?<!\betc)[\u202f\xa0]?[.,;:!?]+$")
"""The punctuation that French puts behind a call; 'M.' and 'etc.' keep their full stops."""

ENDED = re.compile(r"(?:[.?!…]|\.[\"'”’»]+)$")
"""Text after which no full stop follows: 'etc.', 'Who knows?'"""

_STOP_BEHIND_QUOTE = re.compile(r"(?<=.)”(?P<stop>[.,])(?![.\w])")

STOPS_AS_TYPED = frozenset({"GB", "UK", "IE", "AU", "NZ", "ZA", "IN"})
"""The countries whose English puts a stop within quotes only when it belongs to the quotation."""


def place_stops(tree: Element, language: str) -> None:
    """Puts full stops and commas within quotes in American English; in other languages they stay as typed.

    A full stop that was typed both within and outside is kept once. A quotation that ends with a question mark, a call
    or code stays as typed.
    """
    primary, _, country = language.partition("-")
    if primary.lower() == "en" and country.upper() not in STOPS_AS_TYPED:
        for line in _lines(tree):
            _put_within_quotes(line)


def _put_within_quotes(line: Sequence[TextNode]) -> None:
    """Puts the stops of a line within its quotes."""
    places = [(node, at) for node in line for at in range(-_is_behind_call(node), len(node.text))]
    text = "".join("^" if at < 0 else node.text[at] for node, at in places)  # a caret for a call
    for match in reversed(list(_STOP_BEHIND_QUOTE.finditer(text))):
        at = match.start()
        opened = text.rfind("“", 0, at)
        if opened < 0 or "”" in text[opened:at]:
            continue  # the quote closes nothing, as in 5”
        if text[at - 1] == "’" and "‘" in text[opened : at - 1]:
            at -= 1  # a quotation within the quotation ends here, too; it is no apostrophe
        if text[at - 1] in "?!…,^" or _is_code(places[at - 1][0]):
            continue
        stop, stop_at = places[match.start("stop")]
        stop.write(stop.text[:stop_at] + stop.text[stop_at + 1 :])
        if text[at - 1] != match["stop"]:
            quote, quote_at = places[at]
            quote.write(quote.text[:quote_at] + match["stop"] + quote.text[quote_at:])


def place_calls(tree: Element, language: str) -> None:
    """Puts each call of a note directly behind its word, before or behind the stop as the language requires.

    Calls come before the stop in French, and behind it in all other languages. Of two full stops around a call, as
    after 'etc.', one is kept. A call behind a digit gets a thin space before it, so that it does not read as a power.
    """
    french = language.partition("-")[0].lower() == "fr"
    for line in _lines(tree):
        for at in (at for at, node in enumerate(line) if _is_behind_call(node)):
            _close_up(line, at)
        for first, last in _groups(line):
            _place(line, first, last, french)


def _is_behind_call(node: TextNode) -> bool:
    return node.after is not None and is_call(node.after)


def _lines(tree: Element) -> Iterator[list[TextNode]]:
    """The text nodes of a tree, in a list for each block; nodes inside calls are left out."""
    line = [TextNode(tree)]
    for child in tree:
        if child.tag not in INLINE:
            yield line
            yield from _lines(child)
            line = []
        elif not is_call(child):
            first, *blocks = _lines(child)
            line += first
            for block in blocks:
                yield line
                line = block
        line.append(TextNode(tree, child))
    yield line


def _close_up(line: Sequence[TextNode], at: int) -> None:
    """Removes the blanks before the call in front of the node `at`, except at the start of a line."""
    for node in reversed(line[:at]):
        text = node.text.rstrip(" \t\n")
        if text or node is not line[0]:
            node.write(text)
        if text or _is_behind_call(node):
            return


def _groups(line: Sequence[TextNode]) -> Iterator[tuple[int, int]]:
    """Of each group of adjacent calls, the indexes in `line` of the nodes behind its first and its last call."""
    first = last = 0  # behind no call
    for at, node in enumerate(line):
        if _is_behind_call(node):
            first, last = first or at, at
        if first and node.text:
            yield first, last
            first = 0
    if first:
        yield first, last


def _place(line: Sequence[TextNode], first: int, last: int, french: bool) -> None:
    """Puts a group of calls on the right side of a stop."""
    before = _text_before_call(line, first)
    after = next((node for node in line[last:] if node.text), None)
    if before and after and ENDED.search(before.text) and re.match(r"\.(?!\.)", after.text):
        after.write(after.text[1:])
    if french:
        if before and not _is_code(before) and (stop := AFTER_CALL.search(before.text)):
            before.write(before.text[: stop.start()])
            line[last].write(stop[0] + line[last].text)
    elif after and not _is_code(after) and (stop := BEFORE_CALL.match(after.text)):
        line[first - 1].write(line[first - 1].text + stop[0])
        after.write(after.text[stop.end() :])
    before = _text_before_call(line, first)
    if before and before.text[-1].isdigit():
        line[first - 1].write(f"{line[first - 1].text}{THIN_SPACE}")


def _is_code(node: TextNode) -> bool:
    """Whether a node is in code, where each sign counts."""
    return node.after is None and node.parent.tag == "code"


def _text_before_call(line: Sequence[TextNode], at: int) -> TextNode | None:
    """The text before the call in front of the node `at`; None when there is none, or another call comes first."""
    for node in reversed(line[:at]):
        if node.text:
            return node
        if _is_behind_call(node):
            return None
    return None
