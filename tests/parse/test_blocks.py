"""Each construct that an editor types becomes the HTML that the styles and the reader's ear expect."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import tostring

import pytest

from brief.model import Text

Html = Callable[..., str]
ParseText = Callable[..., Text]

CASES = {
    "a list right below a paragraph": ("Asks:\n- one\n- two", "<p>Asks:</p><ul><li>one</li><li>two</li></ul>"),
    "a number that wraps to the next line is no list": ("in\n2014. The", "<p>in\n2014. The</p>"),
    "a 1 below a paragraph is a list": ("Asks:\n1) one\n2) two", "<p>Asks:</p><ol><li>one</li><li>two</li></ol>"),
    "a year is no number of a list": ("2014. The year", "<p>2014. The year</p>"),
    "a list goes on with its numbers": ("7. seven\n8. eight", '<ol start="7"><li>seven</li><li>eight</li></ol>'),
    "bullets from Word": ("• one\n·\ttwo\n▪ three", "<ul><li>one</li><li>two</li><li>three</li></ul>"),
    "dashes from Word": ("– one\n– two", "<ul><li>one</li><li>two</li></ul>"),
    "one dash is no list": ("– and yet", "<p>– and yet</p>"),
    "empty lines make a list loose": ("- one\n\n- two", '<ul class="loose"><li>one</li><li>two</li></ul>'),
    "two lists in a row": ("- one\n\n1. two", "<ul><li>one</li></ul><ol><li>two</li></ol>"),
    "a list within an item": ("- a\n  1. b\n- c", "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"),
    "an item with paragraphs": ("- a\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
    "an item marked for the handout": (
        "1. a\n   {: .handout}\n2. b{: .handout}\n3. c\n   - d\n{: .wide}",
        '<ol><li class="handout">a</li><li class="handout">b</li><li>c<ul><li class="wide">d</li></ul></li></ol>',
    ),
    "an item marked and with a paragraph more": (
        "1. a {: .handout}\n\n   b",
        '<ol><li class="handout"><p>a</p><p>b</p></li></ol>',
    ),
    "an accidental indent is no code": ("A\n\n    B\n\n\tC", "<p>A</p><p>B</p><p>C</p>"),
    "a tag that only looks like a heading": ("#MeToo", "<p>#MeToo</p>"),
    "a quotation": ("> a\n>\n> b", "<blockquote><p>a</p><p>b</p></blockquote>"),
    "a quotation in a quotation": ("> > a\n> b", "<blockquote><blockquote><p>a\nb</p></blockquote></blockquote>"),
    "a rule": ("***", "<hr>"),
    "definitions": (
        "Songbun\n: class\n\nCore\n: loyal\n: trusted",
        "<dl><dt>Songbun</dt><dd>class</dd><dt>Core</dt><dd>loyal</dd><dd>trusted</dd></dl>",
    ),
    "a table": (
        "| Year | Held | Note |\n|------|-----:|:----:|\n| 2014 | 120,000 | a `|` b |\n| 2015 | 80% |\n",
        '<div class="table"><table><thead><tr><th scope="col">Year</th><th scope="col" class="align-right">Held</th>'
        '<th scope="col" class="align-center">Note</th></tr></thead><tbody><tr><td>2014</td>'
        '<td class="align-right">120,000</td><td class="align-center">a <code>|</code> b</td></tr>'
        '<tr><td>2015</td><td class="align-right">80%</td><td class="align-center"></td></tr>'
        "</tbody></table></div>",
    ),
    "a table whose rows have heads": (
        "|   | 2014 |\n|---|---|\n| Held | many |",
        '<div class="table"><table><thead><tr><td></td><th scope="col">2014</th></tr></thead>'
        '<tbody><tr><th scope="row">Held</th><td>many</td></tr></tbody></table></div>',
    ),
    "a table with a caption and attributes": (
        "| a |\n|---|\n| b |\n\nTable: The *camps*\n{: .wide #camps}",
        '<div class="table wide" id="camps"><table><caption>The <em>camps</em></caption><thead><tr>'
        '<th scope="col">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table></div>',
    ),
    "a figure": (
        '![A [rough] map](images/map.svg "The "*core*" class")\n{: .wide #map}',
        '<figure class="wide" id="map"><img src="images/map.svg" alt="A [rough] map">'
        "<figcaption>The “<em>core</em>” class</figcaption></figure>",
    ),
    "a figure by reference, its attributes right after it": (
        '![A map][map]{: .wide}\n\n[map]: images/map.svg "The camps"',
        '<figure class="wide"><img src="images/map.svg" alt="A map"><figcaption>The camps</figcaption></figure>',
    ),
    "a credit with an apostrophe": (
        '![A map](images/map.svg)\n{: credit="The People\'s Office" }',
        '<figure data-credit="The People\'s Office"><img src="images/map.svg" alt="A map"></figure>',
    ),
    "a figure with a width and a credit": (
        "![A map](images/map.svg)\n{: .wide width='4.5 cm' credit='The Office   & *Sons*' }",
        '<figure class="wide" data-width="45" data-credit="The Office &amp; *Sons*">'
        '<img src="images/map.svg" alt="A map"></figure>',
    ),
    "a picture within the text with a width": (
        "See ![a map](a.svg){: width=1in }.",
        '<p>See <img src="a.svg" alt="a map" data-width="25.4">.</p>',
    ),
    "an ornament": (
        "![](a.svg){: .decorative}",
        '<figure class="decorative"><img src="a.svg" alt=""></figure>',
    ),
    "a picture within the text": ("See ![a map](a.svg).", '<p>See <img src="a.svg" alt="a map">.</p>'),
    "a box": (
        "/// box | What *now*?\na\n\n- b\n///",
        '<aside class="box"><p class="box-title">What <em>now</em>?</p><p>a</p><ul><li>b</li></ul></aside>',
    ),
    "a box without a heading": ("/// box\na\n///", '<aside class="box"><p>a</p></aside>'),
    "a key figure": (
        '/// key-figure | 120,000\n    source: "UN: *the* report"\n    year: 2014\n\npeople held\n///',
        '<aside class="key-figure"><p class="number">120,000</p><p class="counts">people held</p>'
        '<p class="source">UN: <em>the</em> report,\n2014</p></aside>',
    ),
    "a key figure, options not indented": (
        "/// key-figure | 9\nyear: 2014\nNote: people held\n///",
        '<aside class="key-figure"><p class="number">9</p><p class="counts">Note: people held</p>'
        '<p class="source">2014</p></aside>',
    ),
    "a key figure, an empty line above each option": (
        "/// key-figure | 9\n\n    source: UN\n\n  year: 2014\n\npeople held\n///",
        '<aside class="key-figure"><p class="number">9</p><p class="counts">people held</p>'
        '<p class="source">UN,\n2014</p></aside>',
    ),
    "a key figure, a comment above its options": (
        "/// key-figure | 9\n<!-- a -->\nyear: 2014\n\npeople held\n///",
        '<aside class="key-figure"><p class="number">9</p><p class="counts">people held</p>'
        '<p class="source">2014</p></aside>',
    ),
    "a pull quote whose text reads like an option": (
        "/// pull-quote\n\nsource\\: the text\n///",
        '<aside class="pull-quote"><blockquote><p>source: the text</p></blockquote></aside>',
    ),
    "a pull quote": (
        "/// pull-quote\nSilence has a price.\n— Michael Kirby\n///",
        '<aside class="pull-quote"><blockquote><p>Silence has a price.</p></blockquote>'
        '<p class="source">Michael Kirby</p></aside>',
    ),
    "a pull quote with its source as an option": (
        "/// pull-quote\n    source: Michael Kirby\n\nSilence has a price.\n///",
        '<aside class="pull-quote"><blockquote><p>Silence has a price.</p></blockquote>'
        '<p class="source">Michael Kirby</p></aside>',
    ),
    "a QR code": (
        "/// qr | https://example.org/a_b_c?d=*e*&f\n    width: 3 cm\n\nRead *on*\n///",
        '<aside class="qr" data-address="https://example.org/a_b_c?d=*e*&amp;f" data-wide="30"><p>Read <em>on</em></p>'
        "</aside>",
    ),
    "a QR code alone": (
        "/// qr | <https://example.org>\n///",
        '<aside class="qr" data-address="https://example.org"></aside>',
    ),
    "blocks in a block, all with three slashes": (
        "/// box\n/// key-figure | 9\na\n///\n/// box\nb\n///\nc\n///",
        '<aside class="box"><aside class="key-figure"><p class="number">9</p><p class="counts">a</p></aside>'
        '<aside class="box"><p>b</p></aside><p>c</p></aside>',
    ),
    "comments": ("a <!-- b --> c<!--\n\nd --> e\n<!-- f -->\ng", "<p>a  c</p><p>e\ng</p>"),
    "line breaks": ("a  \nb\\\nc<br>d", "<p>a<br>b<br>c<br>d</p>"),
}


@pytest.mark.parametrize(("markdown", "expected"), CASES.values(), ids=CASES)
def test_markdown_becomes_html(markdown: str, expected: str, html: Html) -> None:
    assert html(markdown) == expected


def test_headings_have_names_of_their_own(html: Html) -> None:
    assert html("### A *b*!\n\n## C {: #d}\n\n#### E\n\n## A b\n\n### E\n\n## …") == (
        '<h3 id="abuses-a-b">A <em>b</em>!</h3><h2 id="d">C</h2><h4 id="abuses-e">E</h4>'
        '<h2 id="abuses-a-b-2">A b</h2><h3 id="abuses-e-2">E</h3><h2 id="abuses-heading">…</h2>'
    )


def test_the_first_heading_is_the_title(parse_text: ParseText) -> None:
    text = parse_text("A.")
    assert tostring(text.title, encoding="unicode") == '<h2 data-source="abuses.md:1-1">T</h2>'
    assert len(text.blocks) == 1


def test_a_note_is_one_run_of_text_and_its_calls_name_it(parse_text: ParseText, html: Html) -> None:
    markdown = "A.[^a] B.[^a]\n\n[^a]: *One*\n    two.\n\n    Three."
    assert html(markdown) == '<p>A.<span data-note="a"></span> B.<span data-note="a"></span></p>'
    (note,) = parse_text(markdown).notes.values()
    assert tostring(note, encoding="unicode") == (
        '<span class="note" data-source="abuses.md:5-8"><em>One</em>\ntwo.<br class="paragraph" />Three.</span>'
    )


def test_a_list_goes_on_below_a_note(html: Html) -> None:
    assert html("1. a[^n]\n[^n]: note\n2. b\n\n[^n2]: note\n\n3. c[^n2]") == (
        '<ol class="loose"><li>a<span data-note="n"></span></li><li>b</li><li>c<span data-note="n2"></span></li></ol>'
    )


def test_an_option_needs_no_blank_behind_its_colon(html: Callable[..., str]) -> None:
    assert html("/// key-figure | 3\n    year:2012\n\nrulers\n///").endswith('<p class="source">2012</p></aside>')


def test_a_line_with_an_escaped_colon_is_no_option(html: Callable[..., str]) -> None:
    assert "<p>https://example.org and 12:30</p>" in html("/// box\nhttps\\://example.org and 12:30\n///")


@pytest.mark.parametrize("inner", ["chart", "table"])
def test_an_unclosed_table_before_another_exhibit_is_reported(inner: str, findings: Callable[..., list[str]]) -> None:
    told = findings(
        f"# T\n\n/// table | a.csv\n    id: a\n\nOne\n\n/// {inner} | b.csv\n    id: b\n///\n\n/// box\nC\n///"
    )
    assert [one.split(": ")[:3] for one in told] == [
        ["content/abuses.md:3:1", "error", "block-unclosed"],
        ["content/abuses.md:8:1", "error", "exhibit-inside"],
    ]
