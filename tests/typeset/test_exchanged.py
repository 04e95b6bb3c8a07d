"""Pages with exchanged words equal pages set with these words, byte for byte; otherwise nothing is exchanged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.model import Sheet
from brief.tags import tags
from brief.typeset import Engine, Exchange, Rendering, exchange, typeset, with_words
from brief.typeset.replaced import tagging

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
LOOK = """
@page {
  size: 300px 340px; margin: 30px 20px;
  @top-left { content: string(head) }
  @footnote { border-top: 1px solid }
}
body, p, h1, ol, section { margin: 0; padding: 0; font: 14px/20px "Source Sans 3" }
p { margin-bottom: 6px; orphans: 2; widows: 2 }
h1 { bookmark-level: 1; bookmark-label: content() }
.head { string-set: head content() }
.note { float: footnote }
.end { float: footnote }
.end::footnote-call, .end::footnote-marker { content: "" }
.letter::first-letter { font-size: 28px }
.aside { float: right; width: 100px }
.heads { string-set: head content() }
.to::after { content: " on page " target-counter(attr(href url), page) }
.said::before { content: "“" }
.even { text-align: justify; hyphens: auto }
.title { --wrap: balance }
.wide { text-transform: uppercase }
.typed { white-space: pre-wrap }
.row { display: flex }
.inner { display: inline-block; border: 1px solid }
.relative { position: relative }
.columns { column-count: 2 }
.fixed { table-layout: fixed; width: 100% }
td { vertical-align: top }
.tinted { background: linear-gradient(#eee, #fff) }
"""
TEXT = "Nobody ought to be judged by what a grandfather did before a war that ended seventy years ago."
NOTHING = "<p>The end of all.</p>" * 4


def document(body: str, engine: Engine | None = None) -> Rendering:
    """The pages of a document with this body."""
    html = f"<!DOCTYPE html><html lang=en><head><title>t</title></head><body>{body}</body></html>"
    return typeset(html, [Sheet(Path("a.css"), LOOK)], lambda name: b"", engine or Engine([FONTS], keeps_boxes=True))


def exchanged(first: Rendering, known: Exchange, body: str) -> Rendering | None:
    html = f"<!DOCTYPE html><html lang=en><head><title>t</title></head><body>{body}</body></html>"
    return with_words(first, known, html)


def pdf(rendering: Rendering) -> bytes:
    """All pages with their tags, but without color profiles, whose bytes differ at each writing."""
    document = rendering.document.copy()
    document.color_profiles, document.output_intent = {}, None
    streams, add_tags, _ = tags(document)
    with tagging(streams, add_tags):
        written: bytes = document.write_pdf(pdf_tags=True)
    return written


def tried(body: str, *others: Sequence[str]) -> list[bool]:
    """Whether each further set of words can replace the first; fails if the pages differ from pages set anew."""
    words, *rest = others
    engine = Engine([FONTS], keeps_boxes=True)
    first = document(body.format(*words), engine)
    known, found = exchange(first), []
    assert known
    before = pdf(first)
    for other in rest:
        pages = exchanged(first, known, body.format(*other))
        found.append(pages is not None)
        if pages:
            assert pdf(pages) == pdf(document(body.format(*other), engine))
    assert pdf(first) == before
    return found


@pytest.mark.parametrize(
    "body",
    [
        "<p>{}</p>",
        "<p>Dear {}, welcome.</p>",
        "<p>Dear <b>{}</b>, welcome to <em>{}</em>.</p>",
        "<h1>{}</h1><p>Text.</p>",
        "<p>Dear {}<span class=note>A note.</span>, welcome.</p><p>You<span class=note>Two.</span></p>",
        "<ol><li>One<li>{}<li>Three</ol>",
        "<p>A<span class=note>{}</span>, B<span class=note>Two.</span></p>",
        "<p>You<span class=note>Two.</span></p><footer class=end><div><p>{}</p><p>Other.</p></div></footer>",
        "<ol class=relative><li><p>{}</p><li>Two</ol>",
        "<table class=fixed><tr><td><p>{}</p><td>Other</table>",
        "<section class=columns><p>{}</p><p>Other text of some length.</p></section>",
        "<section class=tinted><p class=tinted>{}</p></section>",
        f"<p class=aside>{TEXT}</p>{'<p>Text.</p>' * 6}<p>{{}}</p>",
        f"<p class=aside>{TEXT}</p><p>{{}}</p>",
        f"{'<p>Text.</p>' * 25}<p>{{}}</p>",
    ],
)
def test_words_that_take_the_same_room_are_exchanged(body: str) -> None:
    assert tried(
        f"{body}{NOTHING}", ("Ann &amp; Co", "A"), ("Bo &lt;Li>", "B"), ("Élodie “O”", "C"), ("Ann &amp; Co", "A")
    ) == [
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<p class=wide>{}</p>",
        "<p class=typed>{}</p>",
        "<p class=letter>{}</p>",
        "<p class=head>{}</p>",
        "<section class=heads><p>{}</p></section>",
        "<style>.x::after {{ content: target-text(attr(href url)) }}</style><p id=a>{}</p><a class=x href=#a>See</a>",
        "<style>.x::after {{ content: TARGET-TEXT(attr(href url)) }}</style><p id=a>{}</p><a class=x href=#a>See</a>",
        r"<style>a::after {{ content: t\61rget-text(attr(href url)) }}</style><p id=a>{}</p><a href=#a>See</a>",
        "<style>@page {{ @top-left {{ content: target-text('#a') }} }}</style><p id=a>{}</p>",
        "<div class=row><p>{}</p><p>Other</p></div>",
        "<table><tr><td>{}<td>Other</table>",
        "<table class=fixed><tr><td style='vertical-align: middle'>{}<td>Other</table>",
        "<p>A <span class=inner>{}</span></p>",
        "<p class=aside>{}</p>",
        "<style style='display: block'>a::after {{ content: '{}' }}</style><p><a>A</a></p>",
        "<title style='display: block'>{}</title>",
        "<iframe style='display: block'>{}</iframe>",
        "<p style='line-clamp: 1'>{} and more of it</p>",
        "<p>A<br>{}</p>" * 7,
    ],
)
def test_words_are_not_exchanged_where_others_depend_on_them(body: str) -> None:
    assert tried(f"{body}{NOTHING if body.count('{}') == 1 else ''}", ("Ann",) * 7, ("Bob",) * 7) == [False]


@pytest.mark.parametrize("other", [TEXT, "", " ", "<b>Bob</b>"])
def test_words_are_not_exchanged_for_a_long_text_nothing_or_tags(other: str) -> None:
    assert tried(f"<p>{{}}</p>{NOTHING}", ("Ann",), (other,)) == [False]


def test_pages_that_have_the_same_words_again_have_the_same_marks() -> None:
    body = f"<p>{{}}</p>{'<p>Text.</p>' * 13}<p>{{}}</p>{NOTHING}"
    first = document(body.format("Ann", "Bo"))
    known = exchange(first)
    assert known
    one, both, back = (
        exchanged(first, known, body.format(*words)) for words in (("Al", "Bo"), ("Al", "Cy"), ("Ann", "Cy"))
    )
    assert one
    assert both
    assert back
    assert [len({page.marks[at] for page in (first, one, both, back)}) for at in (0, 1)] == [2, 2]
    assert one.marks[0] == both.marks[0] != back.marks[0] == first.marks[0]
    assert both.marks[1] == back.marks[1] != one.marks[1] == first.marks[1]


def test_words_in_the_last_lines_of_a_page_are_not_exchanged() -> None:
    assert tried(f"{'<p>Text.</p>' * 10}<p>{{}}</p>{'<p>Text.</p>' * 9}", ("Ann",), ("Bob",)) == [False]


def test_an_engine_that_keeps_no_boxes_exchanges_nothing() -> None:
    assert exchange(document("<p>A</p>", Engine([FONTS]))) is None


BLOCKS = {
    "text": "<p>{} " + TEXT + "</p>",
    "between": "<p>" + TEXT[:60] + " {} " + TEXT[:30] + "</p>",
    "head": "<h1>{}</h1>",
    "list": "<ol><li>{} is one</li><li>" + TEXT + "</li></ol>",
    "note": "<p>{} has<span class=note>" + TEXT[:50] + "</span> one.</p>",
    "aside": "<p class=aside>" + TEXT[:40] + "</p><p>{} " + TEXT + "</p>",
    "fixed": "<table class=fixed><tr><td>{} one<td>" + TEXT + "</table>",
    "table": "<table><tr><td>{} one<td>" + TEXT + "</table>",
    "columns": "<section class=columns><p>{} " + TEXT + "</p><p>" + TEXT + "</p></section>",
    "end": "<footer class=end><div><p>{} one</p><p>" + TEXT[:40] + "</p></div></footer>",
    "in note": "<p>One<span class=note>" + TEXT[:20] + " {} one</span>, two.</p>",
    "link": "<p>{} <a class=to href=#end>stands</a></p>",
    "said": "<p class=said>{} <b class=said>" + TEXT + "</b></p>",
    "even": "<p class=even>" + TEXT + " {} " + TEXT + "</p>",
    "title": "<h1 class=title>" + TEXT[:50] + " {}</h1>",
    "nested": "<ul><li>{} one<ul><li>" + TEXT[:40] + "</ul><li>Two</ul>",
    "relative": "<section class=relative><ol><li><p>{}</p></ol></section>",
}


@given(
    st.lists(st.sampled_from(sorted(BLOCKS)), min_size=1, max_size=9),
    st.lists(
        st.lists(st.sampled_from(["Ann", "Bo Li", TEXT[:33], "x", "Wolfgang"]), min_size=9, max_size=9), min_size=2
    ),
)
@settings(max_examples=30, deadline=None)
def test_exchanged_words_give_the_same_pages_as_setting_them(blocks: list[str], words: list[list[str]]) -> None:
    body = "".join(BLOCKS[name] for name in blocks) + "<p id=end>End.</p>"
    tried(body, *words[:4])
