"""Where lines end. Relies on how WeasyPrint sets a line, and on how Pango breaks one."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import LineBox, TextBox

from brief.compose.addresses import breakable
from brief.model import WITHOUT_BREAKS, Sheet
from brief.typeset import Engine, typeset
from brief.typeset.breaks import _Left, _left_by_last
from brief.typeset.ends import Place

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
SHEET = """
@page { size: 200mm 200mm; margin: 10mm }
p { width: %spx; font: 16px/20px "Source Sans 3", "NanumMyeongjo"; overflow-wrap: break-word; hyphens: auto }
a { overflow-wrap: anywhere; hyphens: none }
.whole { white-space: nowrap }
.note { float: footnote }
strong { display: block; hyphens: none }
.balanced { --wrap: balance }
.balanced .filled { --wrap: normal }
.float { float: right }
img { width: 20px; height: 10px }
"""
PICTURE = (
    "<img alt='' src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 1'>"
    "<path d='M0 0h1v1z'/></svg>\">"
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine([FONTS])


def lines(html: str, width: int, engine: Engine, language: str = "en") -> list[str]:
    """The lines of a paragraph of this width, in pixels."""
    sheet = Sheet(Path("a.css"), SHEET % width)
    rendering = typeset(f"<html lang={language}><title>t</title><p>{html}", [sheet], nothing, engine)
    return [line for page in rendering.document.pages for line in texts(page)]


def texts(page: Page) -> list[str]:
    """The lines of the paragraphs of a page."""
    boxes = (
        box for box in page._page_box.descendants() if isinstance(box, LineBox) and box.element_tag in ("p", "strong")
    )
    return ["".join(part.text for part in box.descendants() if isinstance(part, TextBox)).strip() for box in boxes]


def nothing(name: str) -> bytes:
    """Raises `LookupError`: the document has no files."""
    raise LookupError(name)


EXAMPLE = "A frank discussion of the record is needed all the same, and it would add to their"


@pytest.mark.parametrize("width", range(260, 460, 20))
@pytest.mark.parametrize(
    "last", ["standing.", "<em>standing</em>.", "own.", "standing <b>in it</b>.", f"own {PICTURE} one.", "<i>own</i>."]
)
def test_a_last_line_has_a_dozen_letters_where_that_leaves_no_notch(last: str, width: int, engine: Engine) -> None:
    *above, before, end = lines(f"{EXAMPLE} {last}", width, engine)
    without_last_word = before.rpartition(" ")[0]
    is_notched = len(without_last_word) < 0.9 * max(map(len, [*above, before]))
    assert len(end) >= 12 - 8 * ("img" in last) or is_notched, (above, before, end)


@pytest.mark.parametrize("width", range(150, 420, 9))
def test_half_a_word_is_never_a_whole_last_line(width: int, engine: Engine) -> None:
    before, end = lines("They compartmentalized their corresponding misunderstandings", width, engine)[-2:]
    assert not before.endswith("‐") or " " in end


@pytest.mark.parametrize("width", range(260, 480, 12))
def test_no_third_line_in_a_row_ends_with_a_hyphen(width: int, engine: Engine) -> None:
    words = ["compartmentalization", "misunderstanding", "overenthusiastic", "well-intentioned", "administrators"]
    found = lines(" ".join(words * 9), width, engine)
    ends = "".join("-" if line.endswith(("‐", "-")) else "x" for line in found)
    assert "---" not in ends
    assert "-" in ends
    assert "".join(found).replace("‐", "").replace(" ", "") == "".join(words * 9)


def test_a_word_that_fits_no_line_is_still_broken(engine: Engine) -> None:
    assert len(lines("compartmentalization", 60, engine)) > 1


def test_typed_line_breaks_stay(engine: Engine) -> None:
    assert lines("The first line of a poem<br>and two<br>lines of three.", 400, engine) == [
        "The first line of a poem",
        "and two",
        "lines of three.",
    ]


def test_in_a_narrow_column_the_last_line_may_be_a_third_of_the_measure(engine: Engine) -> None:
    assert lines("A note beside text.", 90, engine)[-1] == "text."


def test_lines_before_a_short_last_line_share_the_space_that_it_needs(engine: Engine) -> None:
    text = (
        "Small firms let people go sooner in a downturn, because they cannot carry a loss for long. Most of the"
        " difference between a layoff and a lean spring is a line of credit."
    )
    *_, before, second, last = lines(text, 372, engine)
    assert last == "line of credit."
    assert (len(before), len(second)) == (52, 50)  # in place of 57 and 47


def test_kerning_at_the_end_of_a_line_does_not_break_it_before_an_element() -> None:
    """The r before the blank is kerned: without the blank, the line is 0.3 pixels wider."""
    engine = Engine([FONTS.parent / "looks" / "witness" / "fonts"])
    html = "the classrooms we measured passed <span>85 degrees</span> on ten school days or more and so on, and more"
    css = "@page { size: 700px 300px } p { width: 461.2px; font: 14px/20px Newsreader; hyphens: auto }"
    rendering = typeset(f"<html lang=en><title>t</title><p>{html}", [Sheet(Path("a.css"), css)], nothing, engine)
    (page,) = rendering.document.pages
    assert texts(page)[0] == "the classrooms we measured passed 85 degrees on ten school days or"


def test_the_last_line_of_a_paragraph_with_a_float_is_set(engine: Engine) -> None:
    html = f'{EXAMPLE} <span class="float">beside</span>own.'
    found = [line for width in range(300, 420, 20) for line in lines(html, width, engine)]
    assert any(line.endswith("own.") for line in found)


@pytest.mark.parametrize("width", range(300, 420, 20))
def test_notes_are_called_once(width: int, engine: Engine) -> None:
    html = f'{EXAMPLE} <span class="note">A note.</span> own.'
    assert "".join(lines(html, width, engine)).count("1") == 1


KOREAN = (
    "인권이사회는 북한(조선민주주의인민공화국)의 <b>인권상황</b>에 대한 결의 25/25에서 10%는 “체계적이고” 광범위한 "
    "것을 채택하였다."
)


@pytest.mark.parametrize("width", range(250, 520, 15))
def test_korean_breaks_between_words(width: int, engine: Engine) -> None:
    words = KOREAN.replace("<b>", "").replace("</b>", "").split()
    pieces = {*words, "25/", "25에서"}
    found = lines(KOREAN, width, engine, "ko")
    assert all(piece in pieces for line in found for piece in (line.split()[0], line.split()[-1])), found


def test_a_korean_word_that_fits_no_line_is_broken(engine: Engine) -> None:
    assert len(lines("조선민주주의인민공화국", 60, engine, "ko")) > 1


ADDRESS = "www.example.org/publications/Reportofthecommission/index.html"


@pytest.mark.parametrize("width", range(200, 420, 14))
@pytest.mark.parametrize("tag", ["span", "em"])
def test_a_part_of_an_address_that_fits_on_the_next_line_is_not_divided(tag: str, width: int, engine: Engine) -> None:
    address = breakable(ADDRESS)
    found = lines(f"<{tag}>All that is known, see <a href=x>{address}</a> and more</{tag}>.", width, engine)
    ends = [line.translate(WITHOUT_BREAKS).rstrip(".").split() for line in found]
    parts = {*ADDRESS.split("/"), "index", "All", "that", "is", "known,", "see", "and", "more"}
    assert {line[-1].strip("/").rpartition("/")[2] for line in ends} <= parts


@pytest.mark.parametrize("width", range(200, 260, 8))
def test_an_address_alone_ends_with_more_than_a_few_letters(width: int, engine: Engine) -> None:
    address = "m.nemo@houseofhonestpencils.example.org"
    found = [line.translate(WITHOUT_BREAKS) for line in lines(f"<a href=x>{breakable(address)}</a>", width, engine)]
    assert "".join(found) == address
    assert len(found) == 1 or len(found[-1]) > len(".org")


def test_a_word_that_fills_its_line_alone_keeps_its_hyphen(engine: Engine) -> None:
    assert lines("Stadtwärmeversorgungsgesellschaft", 180, engine, "de") == ["Stadtwärmeversorgungs‐", "gesellschaft"]


@pytest.mark.parametrize("width", range(200, 420, 20))
def test_lines_of_a_title_are_about_equally_long(width: int, engine: Engine) -> None:
    title = "We ask the committee to keep guaranteed loans within reach of firms with fewer than fifty workers"
    full, balanced = (lines(f"<strong class={name}>{title}</strong>", width, engine) for name in ("full", "balanced"))
    assert (len(balanced), " ".join(balanced)) == (len(full), title)
    assert len(balanced[-1]) >= len(full[-1])
    assert max(map(len, balanced)) - min(map(len, balanced)) <= 10, balanced


def test_the_last_line_of_a_deck_in_a_narrow_column_is_not_a_single_word(engine: Engine) -> None:
    deck = "Seis de cada diez alumnos de la primaria pública de Montelar no tienen comedor, y los que pagan más ganan"
    full, balanced = (lines(f"<strong class={name}>{deck}</strong>", 130, engine) for name in ("full", "balanced"))
    assert len(full) == len(balanced) > 6
    assert " " not in full[-1]
    assert " " in balanced[-1]


@pytest.mark.parametrize("width", range(100, 240, 7))
def test_no_word_is_divided_to_balance_a_title(width: int, engine: Engine) -> None:
    found = lines("<strong class=balanced>Wie ein Wärmepreis entsteht</strong>", width, engine)
    assert " ".join(found) == "Wie ein Wärmepreis entsteht"


def test_an_element_within_a_balanced_one_can_return_to_full_lines(engine: Engine) -> None:
    title = "We ask the committee to keep guaranteed loans within reach of firms with fewer than fifty workers"
    found = lines(f"<strong class=balanced><strong class=filled>{title}</strong></strong>", 320, engine)
    assert (
        found
        == lines(f"<strong>{title}</strong>", 320, engine)
        != lines(f"<strong class=balanced>{title}</strong>", 320, engine)
    )


def test_a_title_of_one_line_or_of_many_is_not_balanced(engine: Engine) -> None:
    assert lines("<strong class=balanced>What they found</strong>", 400, engine) == ["What they found"]
    many = " ".join(["So much to say"] * 40)
    assert lines(f"<strong class=balanced>{many}</strong>", 400, engine) == lines(
        f"<strong>{many}</strong>", 400, engine
    )


@pytest.mark.parametrize("width", range(260, 480, 12))
def test_no_page_ends_with_a_hyphen(width: int, engine: Engine) -> None:
    words = ["compartmentalization", "misunderstanding", "overenthusiastic", "administrators"]
    sheet = Sheet(
        Path("a.css"), f"{SHEET % width} @page {{ size: 200mm 90px; margin: 5px }} p {{ orphans: 1; widows: 1 }}"
    )
    pages = typeset(f"<html lang=en><title>t</title><p>{' '.join(words * 9)}", [sheet], nothing, engine).document.pages
    ends = [texts(page)[-1] for page in pages]
    assert len(ends) > 2
    assert not any(end.endswith("‐") for end in ends)


@pytest.mark.parametrize("width", [*range(90, 270, 7), *range(174, 184)])
@pytest.mark.parametrize("hyphen", ["\N{SOFT HYPHEN}", "&shy;"])
def test_a_word_with_soft_hyphens_is_divided_only_there(hyphen: str, width: int, engine: Engine) -> None:
    found = lines(f"Der Preis folgt dem Erdgas{hyphen}index auch dann, wenn er fällt", width, engine, "de")
    text = "\n".join(found)
    assert "Erdgas\N{SOFT HYPHEN}index" in text or "Erdgas\N{SOFT HYPHEN}\N{HYPHEN}\nindex" in text.replace(
        "-", "\N{HYPHEN}"
    )


@pytest.mark.parametrize(
    ("page", "start", "expected"),
    [
        (6, {0: {40: None}}, _Left(90.0, 1)),  # the next line
        (6, {0: {20: None}}, _Left(90.0, 0)),  # the same line once more
        (6, {0: {0: None}}, _Left()),  # the page is set again, from its first line on
        (6, None, _Left()),
        (7, {0: {40: None}}, _Left()),
    ],
)
def test_a_line_takes_over_from_the_line_before_it_on_its_page_alone(
    page: int, start: Place | None, expected: _Left
) -> None:
    """A page that is kept may be followed by one that is set anew, and a page may be set more than once."""
    box = SimpleNamespace(last_line=(6, (0, 20), _Left(90.0, 0), (0, 40), _Left(90.0, 1)))
    assert _left_by_last(box, page, start) == expected
    assert _left_by_last(SimpleNamespace(), page, start) == _Left()
