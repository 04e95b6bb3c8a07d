"""An edition that would be read aloud wrongly is not written, and a finding says why. A brief's styles can cause it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from brief.findings import BriefError
from tests import built
from tests.conftest import MakeBrief
from tests.reading import read

LAYOUT = '{% from "title.html" import title %}{{ title(section) }}{{ section.blocks }}'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def flaws(make_brief: MakeBrief) -> Callable[..., list[str]]:
    def build(files: dict[str, str]) -> list[str]:
        with pytest.raises(BriefError) as raised:
            built.built(make_brief({"part.md": "# Title\n\nSome *pale* text.\n", "styles/a.svg": SVG, **files}))
        return [str(finding) for finding in raised.value.findings]

    return build


def test_pale_text_that_would_not_be_read_aloud_is_an_error(flaws: Callable[..., list[str]]) -> None:
    assert flaws({"styles/brand.css": "section p { opacity: 0.5 }"}) == [
        "content/part.md:3: error: not-read-aloud: 'Some pale text.' would be printed, and not read aloud\n"
        "    take `opacity` out of the style sheet: lighter colors and a lighter picture do the same"
    ]


def test_a_pale_picture_that_would_not_be_read_aloud_is_an_error(flaws: Callable[..., list[str]]) -> None:
    files = {"part.md": "# T\n\n![A square](styles/a.svg)\n", "styles/brand.css": "figure img { opacity: 0.5 }"}
    (told,) = flaws(files)
    assert told.startswith("content/part.md:3: error: not-read-aloud: 'A square' would be printed, and not read aloud")


def test_hidden_text_is_not_read_aloud(make_brief: MakeBrief) -> None:
    files = {"part.md": "# Title\n\nSome *hidden* text.\n", "styles/brand.css": "em { visibility: hidden }"}
    assert "hidden" not in read(built.built(make_brief(files)).pdf).root.text


def test_a_picture_in_a_layout_without_a_description_is_an_error(flaws: Callable[..., list[str]]) -> None:
    assert flaws({"styles/layouts/prose.html": LAYOUT + '<img src="a.svg">'}) == [
        "error: picture-without-words: the picture a.svg has no description for readers who cannot see it\n"
        '    give its <img> in the layout an alt="…", which may be empty when it only decorates, and an <svg> a <title>'
    ]


def test_a_drawing_in_a_layout_without_a_title_is_an_error(flaws: Callable[..., list[str]]) -> None:
    (told,) = flaws({"styles/layouts/prose.html": LAYOUT + SVG})
    assert told.startswith("error: picture-without-words: the picture <svg> has no description for")


def test_a_heading_in_a_layout_that_skips_a_level_is_an_error(flaws: Callable[..., list[str]]) -> None:
    assert flaws({"styles/layouts/prose.html": LAYOUT + "<h5>Too deep</h5>"}) == [
        "error: heading-skips: the heading 'Too deep' skips a level\n"
        "    in a layout the title is <h1>, those of sections <h2>, and so on without a gap"
    ]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<ul><p>x</p><li>y</li></ul>", "a list with something else than items: x • y"),
        ('<p lang="no tag!">x', "text with an invalid language tag, 'no tag!'"),
        ('<p>x <input style="appearance: auto">', "a form, which paper has no use for"),
        ("<ul>words</ul>", "a list with something else than items: words"),
        ("<div><li>y</li></div>", "a list item outside of a list: • y"),
        ("<table><tr><td>a<tr><td>b<td>c<td>d</table>", "a table whose rows differ in length: a b c d"),
        ('<p>x<span class="footnote">Note.</span>', "a note without an id: 1 Note."),
    ],
)
def test_a_layout_with_an_invalid_structure_is_an_error(html: str, said: str, flaws: Callable[..., list[str]]) -> None:
    (told, *_) = flaws({"styles/layouts/prose.html": LAYOUT + html})
    assert told.startswith(f"error: structure-wrong: a screen reader would not read this as what it is: {said}\n")


def test_a_table_with_cells_that_span_others_is_fine(make_brief: MakeBrief) -> None:
    table = "<table><tr><th rowspan=2>a<th colspan=2>b<tr><td>c<td>d</table>"
    files = {"part.md": "# Title\n\nText.\n", "styles/layouts/prose.html": LAYOUT + table}
    assert built.built(make_brief(files)).findings == ()


def test_a_note_called_in_absolutely_positioned_text_is_an_error(flaws: Callable[..., list[str]]) -> None:
    files = {
        "part.md": "# T\n\nText.\n\nSome *text*.[^a]\n\n[^a]: Note.\n",
        "styles/brand.css": "section > p { position: absolute }",
    }
    assert "error: note-lost: note 1 is called here and is not on the page" in "\n".join(flaws(files))


def test_a_color_in_printing_inks_is_an_error(flaws: Callable[..., list[str]]) -> None:
    assert flaws({"styles/brand.css": "p { color: device-cmyk(0 1 1 0) }"}) == [
        "content/styles/brand.css:1:12: error: inks-of-print: 'device-cmyk(0 1 1 0)' is a color in printing inks, "
        "which a PDF for screens and archives may not contain\n"
        "    write the color as styles/tokens.css does: #1b4f72"
    ]


def test_a_hidden_title_is_an_error(flaws: Callable[..., list[str]]) -> None:
    (told,) = flaws({"styles/brand.css": ".masthead { display: none }"})
    assert told.startswith("content/part.md:1: error: heading-skips: the heading 'Title' skips a level\n")


@pytest.mark.parametrize("more", ['<img src="a.svg" alt="">', '<img src="a.svg" alt="A mark">'])
def test_a_layout_with_a_described_or_decorative_picture_is_fine(more: str, make_brief: MakeBrief) -> None:
    files = {"part.md": "# Title\n\nText.\n", "styles/a.svg": SVG, "styles/layouts/prose.html": LAYOUT + more}
    assert built.built(make_brief(files)).findings == ()
