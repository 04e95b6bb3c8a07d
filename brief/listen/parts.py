"""The parts of a line: its words in reading order, with the inline elements around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from brief.listen.roles import MARKED, PICTURES, Way, way
from brief.listen.tree import Node, Run

UNHEARD = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
"""Soft hyphens, zero-width characters, and controls, which a terminal would obey."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in one language, with their alternative text and their expansion.

    `role` is that of a picture within the line, whose only words are its `alt`; empty otherwise.
    """

    text: str
    language: str
    alt: str | None = None
    expansion: str | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line: plain words, or those of an element such as a link, with its `role` and `target`."""

    words: tuple[Words, ...]
    role: str = ""
    target: str = ""

    @property
    def text(self) -> str:
        """The printed text."""
        return "".join(one.text for one in self.words)


@dataclass(frozen=True, slots=True)
class Atom:
    """Words of a line before these are joined: with their page, and the link or the like (`marked`) around them."""

    words: Words
    page: int | None
    marked: Node | None = None

    @property
    def is_silent(self) -> bool:
        """Whether nothing is said: it has only white space, and is no picture or alternative text."""
        return not self.words.text.strip() and self.words.alt is None and not self.words.role


def clean(text: str) -> str:
    """A text with single blanks and without controls."""
    return UNHEARD.sub("", re.sub(r"\s+", " ", text))


def flow(node: Node, marked: Node | None = None, in_line: bool = True) -> Iterator[Atom | Node]:
    """The content of an element in reading order: words of its line, and elements that are announced separately.

    `marked` is the link or the like around it, and `in_line` says whether pictures in it are part of a line.
    """
    for kid in node.kids:
        if isinstance(kid, Run):
            yield Atom(Words(kid.text, node.language), kid.page, marked)
        elif kid.role in PICTURES and in_line:
            yield Atom(Words("", kid.language, kid.alt, role=kid.role), kid.page, marked)
        elif way(kid.role) is Way.CLEAR:
            yield from flow(kid, marked, in_line)
        elif way(kid.role) is not Way.INLINE:
            yield kid
        elif kid.alt is None and kid.expansion is None:
            yield from flow(kid, _foremost(marked, kid))
        else:
            words = Words(kid.text, kid.language, kid.alt, kid.expansion)
            yield Atom(words, kid.page, _foremost(marked, kid))


def parts(atoms: Iterable[Atom]) -> tuple[Part, ...]:
    """The parts of a line, with one space where there are several, and none at its ends."""
    return tuple(
        Part(tuple(_united(atom.words for atom in together)), marked.role if marked else "", _target(marked))
        for marked, together in groupby(_spaced(atoms), key=lambda atom: atom.marked)
    )


def _spaced(atoms: Iterable[Atom]) -> list[Atom]:
    """The atoms with clean text, and a space between those that had one; a link contains it if it contains both."""
    line: list[Atom] = []
    spaced = False
    for atom in atoms:
        text = clean(atom.words.text)
        spaced = spaced or text.startswith(" ")
        if not atom.is_silent:
            if line and spaced:
                shared = atom.marked if atom.marked is line[-1].marked else None
                line.append(Atom(Words(" ", line[-1].words.language), line[-1].page, shared))
            line.append(replace(atom, words=replace(atom.words, text=text.strip())))
            spaced = text.endswith(" ")
    return line


def _united(words: Iterable[Words]) -> Iterator[Words]:
    """The words, with consecutive plain words in one language joined."""
    for like, together in groupby(words, key=lambda one: replace(one, text="")):
        found = list(together)
        if like == Words("", like.language):
            yield replace(like, text="".join(one.text for one in found))
        else:
            yield from found


def _foremost(marked: Node | None, kid: Node) -> Node | None:
    """The more important of two nested elements around the same words, by `MARKED`."""
    known = [node for node in (marked, kid) if node and node.role in MARKED]
    return min(known, key=lambda node: MARKED.index(node.role), default=None)


def _target(marked: Node | None) -> str:
    """Where a link, or the link in a call, leads."""
    if marked is None:
        return ""
    inner = (_target(kid) for kid in marked.kids if isinstance(kid, Node))
    return marked.target or next((target for target in inner if target), "")
