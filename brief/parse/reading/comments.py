"""Comments: ``<!-- … -->`` is never read as Markdown.

A proof prints comments that begin with ``@name:``; comments that begin with ``brief:`` are for checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.findings import Finding, Place
from brief.findings import wording as rules
from brief.findings.nearest import shortened
from brief.model import Allowance, Comment, Section
from brief.parse.reading.lines import GONE, PUNCTUATION, is_blank, is_comment

_COMMENT = re.compile(
    rf"(?P<comment><!(?=--).*?-->)|(?P<unclosed><!--.*)|\\{PUNCTUATION}"
    r"|(?<!`)(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL,
)
"""A comment, or an escaped character or code, in which no comment begins."""

_CONTROLS = {code: " " for code in [*range(0x20), 0x7F] if chr(code) not in "\t\n"}
_FOR_CHECKS = re.compile(r"brief[ \t]*:", re.IGNORECASE)
_ALLOWS = re.compile(r"brief\s*:\s*allow\s+(?P<rule>[\w-]+)\s+because\s+(?P<because>\S.*)", re.IGNORECASE | re.DOTALL)
_SIGNED = re.compile(r"@[ \t]*(?P<who>\w[\w .'’-]{0,39}?)[ \t]*[:：](?!//)(?P<words>.*)", re.DOTALL)


def without_comments(text: str) -> str:
    """The text with `GONE` for each character of a comment, and a blank for each control character.

    Control characters are placeholders here and in Python-Markdown, and could control a terminal.
    """

    def filled(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", GONE, match[0]) if match["comment"] else match[0]

    return _COMMENT.sub(filled, text.translate(_CONTROLS))


def signed_comments(section: Section) -> tuple[tuple[Comment, ...], list[Finding]]:
    """The comments that begin with ``@name:``, and findings about comments."""
    lines = without_comments(section.text).split("\n")
    comments: list[Comment] = []
    findings: list[Finding] = []
    for place, words in _comments(section):
        number, signed = place.line or 0, _SIGNED.fullmatch(words or "")
        if words is None:
            findings.append(rules.COMMENT_UNCLOSED.at(place))
        elif not words.startswith("@"):
            continue
        elif not signed:
            findings.append(rules.COMMENT_UNSIGNED.at(place, text=shortened(words)))
        elif not signed["words"].strip():
            findings.append(rules.COMMENT_EMPTY.at(place, who=signed["who"]))
        else:
            comments.append(Comment(number, _about(number, lines), signed["who"], " ".join(signed["words"].split())))
    return tuple(comments), findings


def allowances(section: Section) -> tuple[tuple[Allowance, ...], list[Finding]]:
    """The comments that exempt a block from a rule, and findings about such comments."""
    lines = without_comments(section.text).split("\n")
    allowed: list[Allowance] = []
    findings: list[Finding] = []
    for place, words in _comments(section):
        if words is None or not _FOR_CHECKS.match(words):
            continue
        exempts = _ALLOWS.fullmatch(words)
        if exempts:
            number, because = place.line or 0, " ".join(exempts["because"].split())
            allowed.append(Allowance(number, _about(number, lines), exempts["rule"].lower(), because))
        else:
            findings.append(rules.ALLOWANCE_UNCLEAR.at(place, text=shortened(words)))
    return tuple(allowed), findings


def _comments(section: Section) -> Iterator[tuple[Place, str | None]]:
    """The place and the words of each comment below the front matter; the words are None for an unclosed one.

    Comments in a short version, which is part of the front matter, are read with that version.
    """
    for comment in _COMMENT.finditer(section.text):
        place = Place.in_text(section.path, section.text, comment.start())
        if comment["unclosed"]:
            yield place, None
        elif comment["comment"] and (place.line or 0) >= section.first:
            yield place, comment["comment"][4:-3].strip()


def _about(number: int, lines: list[str]) -> int:
    """The number of a line of the block that the comment in line `number` is about.

    A comment on lines of its own is about the block right above, unless text follows right below the comment.
    """
    first = last = number - 1
    while first >= 0 and is_comment(lines[first]):
        first -= 1
    while last < len(lines) and is_comment(lines[last]):
        last += 1
    is_below_block = 0 <= first < number - 1 and not is_blank(lines[first])
    return first + 1 if is_below_block and (last == len(lines) or is_blank(lines[last])) else number
