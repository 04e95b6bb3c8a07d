"""Reused pages equal those of a document set anew. Relies on how WeasyPrint makes one page after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.findings import BriefError
from brief.model import Sheet
from brief.typeset import Engine, Rendering, draw, reused, trees, typeset
from brief.typeset.memory import PAGES, Memory
from tests import built
from tests.conftest import MakeBrief
from tests.rebuilding import Builds

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
LOOK = """
@page {
  size: 300px 240px; margin: 30px 20px;
  @top-left { content: string(head) }
  @bottom-left { content: element(foot) }
  @footnote { border-top: 1px solid }
}
@page part { margin-left: 40px }
body, p, h1 { margin: 0; font: 14px/20px "Source Sans 3" }
p { margin-bottom: 6px; orphans: 2; widows: 2 }
h1 { break-after: avoid; string-set: head content(); bookmark-level: 1 }
.foot { position: running(foot) }
.pages::before { content: counter(pages) }
.note { float: footnote; footnote-policy: line }
.letter::first-letter { font-size: 28px }
.aside { float: right; width: 100px }
.below { position: absolute; right: 0 }
.fixed { position: fixed; bottom: 0; right: 0 }
.whole { break-inside: avoid }
.begins { break-before: page }
.part { page: part }
.columns { column-count: 2 }
.to::after { content: " on page " target-counter(attr(href url), page) }
"""
TEXT = "Nobody ought to be judged by what a grandfather did before a war that ended seventy years ago. " * 6

BLOCKS = {
    "text": lambda n: f"<p>{TEXT[: 40 + 37 * n]}</p>",
    "word": lambda n: f"<p>{TEXT[: 40 + 37 * n].replace('war', 'law')}</p>",
    "letter": lambda n: f"<p class=letter>{TEXT[: 60 * n]}</p>",
    "head": lambda n: f"<h1 id=h{n}>Part {n}</h1>",
    "note": lambda n: f"<p>A word<span class=note>{TEXT[: 30 * n]}</span> and {TEXT[: 30 * n]}</p>",
    "aside": lambda n: f"<p class=aside>{TEXT[: 30 * n]}</p><p>{TEXT[:200]}</p>",
    "below": lambda n: f"<div class=below>{n}</div>",
    "fixed": lambda n: f"<div class=fixed>{n}</div>",
    "whole": lambda n: f"<section class=whole><p>{TEXT[: 50 * n]}</p><p>{TEXT[:90]}</p></section>",
    "begins": lambda n: f"<section class=begins><p>{TEXT[: 60 * n]}</p></section>",
    "part": lambda n: f"<section class=part><p>{TEXT[: 60 * n]}</p></section>",
    "columns": lambda n: f"<section class=columns><p>{TEXT[: 60 * n]}</p><p>{TEXT[:100]}</p></section>",
    "table": lambda n: "<table>" + "".join(f"<tr><td>{row}<td>{TEXT[: 9 * row]}" for row in range(n)) + "</table>",
    "list": lambda n: "<ol>" + "".join(f"<li>{TEXT[: 20 * item]}" for item in range(n)) + "</ol>",
    "link": lambda n: f"<p class=to><a class=to href=#h{n}>See part {n}</a> {TEXT[: 20 * n]}</p>",
}
Block = tuple[str, int]


class Documents:
    """Documents that are set one after the other, and set anew for comparison."""

    def __init__(self, css: str = "") -> None:
        self.engine, self.sheet = Engine([FONTS]), Sheet(Path("a.css"), LOOK + css)
        self.seen: set[int] = set()
        self.new: set[int] = set()

    def set(self, body: str) -> Rendering:
        """The document with this body; sets `new` to the numbers of its pages that no earlier document has."""
        foot = "<div class=foot>of <span class=pages></span></div>"
        html = f"<html lang=en><title>t</title><body>{foot}{body}"
        rendering = typeset(html, [self.sheet], lambda name: b"", self.engine)
        self.new = {number for number, mark in enumerate(rendering.marks, 1) if mark not in self.seen}
        self.seen |= {*rendering.marks}
        return rendering

    def next(self, body: str) -> bytes:
        """The PDF of the document with this body."""
        return pdf(self.set(body))

    def plain(self, body: str) -> bytes:
        """The same with nothing kept."""
        with self.engine.faces.memory.off():
            return pdf(self.set(body))


def pdf(rendering: Rendering, *numbers: int, **options: bool) -> bytes:
    """All pages or some, but without color profiles, whose bytes differ at each writing."""
    pages = rendering.document.pages
    document = rendering.document.copy([pages[number - 1] for number in numbers] or pages)
    document.color_profiles, document.output_intent = {}, None
    written: bytes = document.write_pdf(**options)
    return written


def made(make: Callable[[str], bytes], body: str) -> bytes | str:
    """A PDF, or why there is none: floats that are higher than a page make WeasyPrint fail."""
    try:
        return make(body)
    except BriefError as error:
        return str(error)


def text(*blocks: Block) -> str:
    return "".join(BLOCKS[kind](size) for kind, size in blocks)


LONG: Sequence[Block] = [("head", 1), *[("text", 3)] * 14, ("head", 2), *[("text", 2)] * 14]


def changed(*edits: tuple[int, Sequence[Block]]) -> str:
    """The body of the long document with some blocks replaced."""
    blocks = [[block] for block in LONG]
    for at, new in edits:
        blocks[at] = [*new]
    return text(*(block for several in blocks for block in several))


def kept_documents() -> Documents:
    """Documents that keep the long one."""
    documents = Documents()
    for _ in range(2):
        documents.set(text(*LONG))
    return documents


@pytest.mark.parametrize(
    ("edits", "new"),
    [
        ([], set()),
        ([(5, [("word", 3)])], {3, 4}),
        ([(5, [("word", 3)]), (20, [("word", 2)])], {3, 4, 10, 11}),
    ],
    ids=["nothing", "a paragraph", "two paragraphs"],
)
def test_only_pages_that_depend_on_a_change_are_made_anew(
    edits: Sequence[tuple[int, Sequence[Block]]], new: set[int]
) -> None:
    documents = kept_documents()
    rendering = documents.set(changed(*edits))
    assert documents.new == new
    assert pdf(rendering) == documents.plain(changed(*edits))


def test_a_page_whose_head_has_changed_is_new() -> None:
    documents = kept_documents()
    rendering = documents.set(changed((0, [("head", 3)])))
    assert {1, 2, 3} <= documents.new < set(range(1, len(rendering.document.pages) + 1))
    assert pdf(rendering) == documents.plain(changed((0, [("head", 3)])))


def test_pages_from_a_forced_break_on_are_right_after_a_change_before_it() -> None:
    documents = kept_documents()
    with_a_break = changed((13, [("begins", 3), ("head", 2)]))
    documents.set(with_a_break)
    longer = changed((3, [("text", 7), ("text", 1)]), (13, [("begins", 3), ("head", 2)]))
    rendering = documents.set(longer)
    assert pdf(rendering) == documents.plain(longer)


def test_a_first_page_of_another_kind_is_set_correctly() -> None:
    """The document, not the block, records that the first block has a page of its own kind."""
    documents = kept_documents()
    body = text(("part", 1), *LONG)
    assert pdf(documents.set(body)) == documents.plain(body)


def test_a_paragraph_with_a_large_first_letter_continues_at_the_right_place() -> None:
    documents = Documents()
    for last in ("text", "text", "word"):
        body = text(*[("letter", 9)] * 4, (last, 2))
        assert pdf(documents.set(body)) == documents.plain(body)


def test_a_rendering_is_not_changed_by_the_next() -> None:
    documents = kept_documents()
    rendering = documents.set(text(*LONG))
    expected = pdf(rendering)
    documents.set(changed((5, [("text", 3)]), (20, [])))
    assert pdf(rendering) == expected


def test_one_page_is_drawn_as_in_the_whole_document() -> None:
    rendering = Documents().set(text(*LONG))
    expected = pdf(rendering)
    assert draw(rendering, 3) == pdf(rendering, 3, uncompressed_pdf=True)
    assert pdf(rendering) == expected


blocks = st.lists(st.tuples(st.sampled_from(sorted(BLOCKS)), st.integers(1, 9)), min_size=2, max_size=24)
edits = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 2), blocks.map(lambda few: few[:2])), max_size=4)


@settings(max_examples=12, deadline=None)
@given(before=blocks, changes=edits)
def test_documents_set_one_after_the_other_equal_those_set_anew(before: list[Block], changes: list[Any]) -> None:
    documents = Documents()
    bodies = [before, before]
    for at, removed, new in changes:
        bodies.append([*bodies[-1][:at], *new, *bodies[-1][at + removed :]])
    for body in bodies:
        assert made(documents.next, text(*body)) == made(documents.plain, text(*body))


def _blind(mark: Callable[..., Any]) -> Callable[..., Any]:
    def blind(box: Any, *args: Any) -> Any:
        if hasattr(box, "text"):
            box = box.copy()
            box.text = ""
        return mark(box, *args)

    return blind


def test_these_tests_find_pages_that_stay_though_their_text_has_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The tests above can fail: when texts are not compared, the bytes differ."""
    monkeypatch.setattr(trees, "_mark", _blind(trees._mark))
    documents = kept_documents()
    assert pdf(documents.set(changed((5, [("text", 6)])))) != documents.plain(changed((5, [("text", 6)])))


@pytest.mark.parametrize("function", ["handed.hand_over", "handed.kept", "handed._renewed", "handed._changed_texts"])
def test_when_reuse_fails_all_pages_are_made(function: str, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = kept_documents()

    def fail(*args: Any) -> Any:
        raise KeyError(function)

    monkeypatch.setattr(f"brief.typeset.{function}", fail)
    rendering = documents.set(changed((5, [("text", 6)])))
    assert pdf(rendering) == documents.plain(changed((5, [("text", 6)])))


def test_the_number_of_kept_pages_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reused, "PAGES", 12)
    documents = Documents()
    for css in (".a {}", ".b {}", ".c {}"):
        documents.sheet = Sheet(Path("a.css"), LOOK + css)
        for _ in range(2):
            documents.set(text(*LONG[:14]))
    kept = documents.engine.faces.memory.pages.values()
    assert sum(len(document.made) for document in kept) <= 12 < PAGES


@pytest.mark.parametrize(
    "css",
    [
        "p::before { content: counter(pages) }",
        "p::before { content: counter(page) }",
        "p { string-set: head counter(page) }",
    ],
    ids=["the number of pages", "the page", "the page in a head"],
)
def test_where_text_depends_on_its_page_all_pages_are_made(css: str) -> None:
    documents = Documents(css)
    for body in (text(*LONG), text(*LONG), changed((5, [("text", 6)]))):
        rendering = documents.set(body)
        assert len(documents.new) == len(rendering.document.pages)
        assert pdf(rendering) == documents.plain(body)


@pytest.mark.parametrize("edition", ["full", "handout", "large-print", "proof", "photocopy", "print-shop"])
def test_the_example_is_never_set_twice_because_reuse_failed(
    edition: str, make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_brief({})
    for path in (built.EXAMPLE / "content").rglob("*"):
        if path.is_file():
            (folder / path.relative_to(built.EXAMPLE / "content")).parent.mkdir(parents=True, exist_ok=True)
            (folder / path.relative_to(built.EXAMPLE / "content")).write_bytes(path.read_bytes())

    def fail(memory: Memory) -> Any:
        raise AssertionError("set a second time")

    monkeypatch.setattr(Memory, "off", fail)
    builds = Builds(folder)
    for words in ("", "Some", "more"):
        section = folder / "songbun.md"
        section.write_text(section.read_text().replace("\n\n", f"\n\n{words} ", 1))
        assert isinstance(builds.pdf(edition), bytes)
