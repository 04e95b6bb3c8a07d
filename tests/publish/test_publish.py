"""The published file: its exact contents, what is left out, what the policy forbids, what would not be read aloud."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from brief.findings import BriefError
from brief.load import house
from brief.model import Flaw, Remark, Sheet
from brief.publish import POLICY, Look, Published, publish
from brief.publish.trees import read
from brief.typeset.encoded import for_screen

FONTS = sorted((house() / "fonts").glob("*.ttf"))
LOOK = (Sheet(Path("a.css"), "p { font-family: 'Source Sans 3' }"),)


def published(body: str, head: str = "", look: tuple[Sheet, ...] = LOOK) -> Published:
    def fetch(name: str) -> bytes:
        raise LookupError(name)

    whole = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>T</title>{head}</head><body>{body}</body>'
    )
    return publish(f"{whole}</html>", Look(look, {}, FONTS), fetch, for_screen)


def body_of(made: Published) -> str:
    return made.html.decode().partition("<body>")[2].partition("</body>")[0].strip()


def test_a_page_is_published_to_the_letter() -> None:
    made = published('<p data-source="a.md:1-2">One <em>two</em>,\n  three &amp; <b>4</b>.</p>')
    html = re.sub(r"base64,[^)]*\)", "…)", made.html.decode())
    face = (
        '@font-face{{font-family:"Source Sans 3";font-weight:{};font-style:{};font-display:block;'
        'src:url(data:font/woff2;…) format("woff2")}}\n'
    )
    assert html == (
        '<!DOCTYPE html>\n<html lang="en"><head>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<meta charset="utf-8">\n'
        "<title>T</title><style>\n"
        f"{face.format(400, 'normal')}{face.format(400, 'italic')}{face.format(600, 'normal')}"
        ":root{--dark-ink:#dcdcde;--dark-accent:#e57468;--dark-rule:#77797d;--dark-brand:#c23122;--dark-tint:#2f2122;"
        "--dark-on-brand:#ffffff;--dark-ground:#161618}\n"
        'p{font-family: "Source Sans 3"}\n'
        "</style>\n</head><body><p>One <em>two</em>,\n  three &amp; <b>4</b>.</p></body></html>\n"
    )
    assert (made.weight.faces, made.weight.pictures, made.weight.size) == (3, 0, len(made.html))
    assert (made.remarks, made.flaws) == ((), ())


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("<p>a<!-- SECRET -->b</p>", "<p>ab</p>"),
        ("<p>a<script>SECRET</script>b</p>", "<p>ab</p>"),
        ('<p onclick="SECRET" data-x="SECRET">a</p>', "<p>a</p>"),
        ('<p>a<iframe src="https://SECRET"></iframe></p>', "<p>a</p>"),
        ('<p style="background: url(https://SECRET)">a</p>', '<p style="background: url(data:,)">a</p>'),
        ('<video src="https://SECRET" poster="SECRET"></video><p>a</p>', "<p>a</p>"),
        ('<svg><title>A</title><image href="https://SECRET"/><script>SECRET</script></svg>', None),
        ('<p>a&lt;b&gt; "c" &amp; d</p>', '<p>a&lt;b&gt; "c" &amp; d</p>'),
        ('<p title="a &quot;b&quot; &lt;c">x</p>', '<p title="a &quot;b&quot; &lt;c">x</p>'),
        ("<p>a&nbsp;b</p>", "<p>a&nbsp;b</p>"),
        ("<p><b>a</b> <i>b</i></p>", "<p><b>a</b> <i>b</i></p>"),
        ("<div>\n\n   <p>a</p>\n\n\n  <p>b</p></div>", "<div>\n<p>a</p>\n<p>b</p></div>"),
        ("<pre>a\n\n  b</pre>", "<pre>a\n\n  b</pre>"),
        ('<svg viewBox="0 0 1 1"><title>A</title><linearGradient id="g"/></svg>', None),
    ],
)
def test_comments_scripts_and_addresses_are_left_out_and_text_stays(body: str, left: str | None) -> None:
    made = published(body)
    assert b"SECRET" not in made.html
    if left is not None:
        assert body_of(made) == left


def test_drawings_keep_the_capitals_of_their_names() -> None:
    made = body_of(published('<svg viewBox="0 0 1 1"><title>A</title><linearGradient id="g"/></svg>'))
    assert '<svg viewBox="0 0 1 1"' in made
    assert '<linearGradient id="g-1"></linearGradient>' in made


@pytest.mark.parametrize(
    "body",
    [
        '<nav aria-label="A"><a href="#b">b</a></nav><main id="b" tabindex="-1"><h2 id="c/d">c</h2></main>',
        '<p lang="ko" dir="ltr">a <abbr title="A">a</abbr><sup><a role="doc-noteref" href="#n">1</a></sup></p>',
        '<a href="https://example.org/a?b=c&amp;d">a</a><a href="mailto:a@example.org">b</a><a href="tel:+1">c</a>',
        '<span class="call"><button popovertarget="n" type="button">1</button><span id="n" popover="">a</span></span>',
        "<details><summary>a</summary><p>b</p></details>",
        '<table class="t"><caption>a</caption><tr><th scope="col">a</th><td colspan="2">b</td></tr></table>',
        '<ol start="3" reversed=""><li value="2">a</li></ol><time datetime="2018-06-08">a</time>',
        '<math display="block"><mfrac><mi>a</mi><mn>2</mn></mfrac><mo stretchy="false">+</mo></math>',
        '<svg viewBox="0 0 9 9" class="code"><title>A</title><defs><mask><circle r="4"></circle></mask></defs>'
        '<g clip-path="url(#c)" transform="rotate(30)"><use href="#d" x="2"></use></g></svg>',
        '<svg class="code"><title>A</title><text y="9" font-size="4" style="fill: red">a &lt; b</text>'
        "<style>text{fill: red}\n</style></svg>",
    ],
)
def test_allowed_markup_stays_to_the_letter(body: str) -> None:
    assert re.sub(r">\n+<", "><", body_of(published(body))) == body.replace("<tr>", "<tbody><tr>").replace(
        "</tr>", "</tr></tbody>"
    )


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("<x-y class='a'>a <b>b</b></x-y> c", "a <b>b</b> c"),
        ("<center>a</center><font color='red'>b<p>c</p></font>d", "ab<p>c</p>d"),
        ("<form>a<p>b</p></form>c", "c"),
        (
            "<svg class='code'><title>a<b>b</b></title><a href='https://example.org'><metadata>c</metadata></a></svg>",
            None,
        ),
        ("<p title=a onfocus=b data-c=d hidden>a</p>", '<p title="a" hidden="">a</p>'),
        ("<div>" * 300 + "a" + "</div>" * 300, "<div>" * 198 + "</div>" * 198),
    ],
)
def test_markup_that_is_not_allowed_is_left_out(body: str, left: str | None) -> None:
    made = body_of(published(body))
    if left is None:
        assert made == '<svg class="code"><title>a</title><a></a></svg>'
    else:
        assert made == left


@pytest.mark.parametrize(
    ("head", "stays"),
    [
        ('<link rel="canonical" href="https://example.org/">', True),
        ('<link rel="icon" href="data:,">', True),
        ('<link rel="icon" href="https://example.org/icon.png">', False),
        ('<link rel="stylesheet" href="https://example.org/a.css">', False),
        ('<link rel="preconnect" href="https://example.org/">', False),
        ('<base href="https://example.org/">', False),
        ('<meta http-equiv="refresh" content="0; url=https://example.org/">', False),
    ],
)
def test_a_layout_loads_nothing_from_elsewhere(head: str, stays: bool) -> None:
    assert (head.encode() in published("<p>a</p>", head).html) == stays


def test_characters_that_no_face_has_are_reported_once() -> None:
    assert published("<p>人人</p><p>人</p>").remarks == (Remark("glyph", "人"),)


def test_missing_descriptions_and_skipped_headings_are_reported() -> None:
    body = (
        '<h1>A</h1><p data-source="a.md:3-3"><img src="x.png"></p><svg></svg><svg aria-hidden="true"></svg>'
        '<section data-source="a.md:5-9"><h3>Skips <em>one</em></h3></section><h2>B</h2><h3>C</h3>'
    )
    assert published(body).flaws == (
        Flaw("picture", "x.png", "a.md:3-3"),
        Flaw("picture", "<svg>", ""),
        Flaw("heading", "Skips one", "a.md:5-9"),
    )


def test_text_that_a_style_sheet_prints_has_its_glyphs_in_the_face() -> None:
    import io
    from base64 import b64decode

    from fontTools.ttLib import TTFont

    look = (Sheet(Path("a.css"), "p { font-family: 'Source Sans 3' } ul { list-style: '→' }"),)
    made = published("<p>a</p>", look=look).html.decode()
    font = TTFont(io.BytesIO(b64decode(made.partition("font/woff2;base64,")[2].partition(")")[0])))
    assert {"a", "→", *"0123456789"} <= set(map(chr, font.getBestCmap()))


def test_html_at_which_the_parser_fails_is_a_finding() -> None:
    with pytest.raises(BriefError) as raised:
        read("<table><html><svg><html>")
    assert str(raised.value).startswith("error: engine-failed: the pages cannot be set: AssertionError")


def test_pictures_of_style_sheets_have_no_metadata_either() -> None:
    file = io.BytesIO()
    info = PngInfo()
    info.add_text("Comment", "Zebrawood")
    Image.new("RGB", (4, 4), "red").save(file, "PNG", pnginfo=info)
    data = f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><metadata>Zebrawood</metadata>%s</svg>'
    inside = drawn % f'<image width="9" height="9" href="{data}"/>'
    files = {"a.png": file.getvalue(), "b.svg": inside.encode(), "c.svg": (drawn % "&nbsp;").encode()}
    for address in (*files, data):
        page = publish(
            '<html lang="en"><head><title>T</title></head><body><p>a</p></body></html>',
            Look((Sheet(Path("a.css"), f'p {{ background: url("{address}") }}'),), {}, FONTS),
            files.__getitem__,
            for_screen,
        ).html
        held = b"".join(base64.b64decode(found) for found in re.findall(rb"base64,([\w+/=]+)", page))
        assert b"Zebrawood" not in page + held + b"".join(
            base64.b64decode(found) for found in re.findall(rb"base64,([\w+/=]+)", held)
        )


def test_a_meta_element_for_one_browser_is_left_out() -> None:
    head = '<meta name="apple-itunes-app" content="app-id=1"><meta name="author" content="A">'
    page = published("<p>a</p>", head).html.decode()
    assert ("apple" in page, 'name="author"' in page) == (False, True)


@pytest.mark.parametrize("file", [b"<svg", b"<g>" * 9000 + b"</g>" * 9000])
def test_a_drawing_of_a_style_sheet_that_cannot_be_drawn_is_left_out(file: bytes) -> None:
    head = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>a</text>'
    page = publish(
        '<html lang="en"><head><title>T</title></head><body><p>a</p></body></html>',
        Look((Sheet(Path("a.css"), "p { background: url(a.svg) }"),), {}, FONTS),
        {"a.svg": head + file + b"</svg>"}.__getitem__,
        for_screen,
    ).html
    assert b"background: url(data:,)" in page


def test_styles_with_a_number_of_thousands_of_digits_are_left_out() -> None:
    number = "1" * 5000
    look = (*LOOK, Sheet(Path("b.css"), f"p:nth-child({number}) {{ color: red }}"))
    made = published(f'<p style="width: {number}px">A</p>', f"<style>p {{ width: {number}px }}</style>", look)
    assert body_of(made) == '<p style="">A</p>'
    assert number not in made.html.decode()
