"""Small PDFs with known defects: each is found, on its page, and the same pages without it are clean."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import weasyprint

from tests.pages.bounds import out_of
from tests.pages.judging import Judged, judge
from tests.pages.reading import Block, Box, Line, Piece, Printed, Sheet, read

FACE = "styles/fonts/SourceSerif4SmText-Regular.ttf"
SHEET = f"""
    @font-face {{ font-family: Text; src: url({FACE}) }}
    @page {{ size: a4; margin: 20mm }}
    body {{ font: 10.5pt/14pt Text; margin: 0; hyphens: manual }}
    p {{ margin: 0 0 7pt; width: 120mm }}
    h2, h3 {{ font-size: 14pt; margin: 0 }}
"""
SENTENCE = "The office counts the trees of the city, street by street, and asks who waters them in the second summer. "


def paragraphs(count: int, words: str = SENTENCE * 4) -> str:
    return f"<p>{words}</p>" * count


def judged(body: str, sheet: str = "", asks: str = "") -> Judged:
    """What is measured of a document of WeasyPrint alone."""
    html = f"<html lang=en><title>A document</title><style>{SHEET}{sheet}</style><body>{body}"
    return judge(read(plain_pdf(html)), asks)


def plain_pdf(html: str) -> bytes:
    """The PDF that WeasyPrint makes in a process of its own, where `brief` has not mended how it breaks lines."""
    make = "import sys, weasyprint; page = weasyprint.HTML(string=sys.stdin.read(), base_url='.')"
    code = f"{make}; sys.stdout.buffer.write(page.write_pdf(pdf_tags=True))"
    run = subprocess.run([sys.executable, "-c", code], input=html.encode(), capture_output=True, check=True)
    return run.stdout


def test_lines_are_counted_in_characters_without_the_last_of_a_paragraph() -> None:
    narrow, wide = judged(paragraphs(3)), judged(paragraphs(3), "p { width: auto }")
    assert 60 < narrow.line < 78 < wide.line
    assert list(out_of(wide, "full")) == [f"lines of {wide.line} characters"]


def test_numbers_of_notes_are_no_characters_of_a_line() -> None:
    line = "<p>A claim.<a href='#n' style='font-size: 7pt; vertical-align: super'>12</a></p><p id=n>12 A note.</p>"
    assert judged(line).line == len("A claim.12")  # WeasyPrint does not say that it is the call of a note


def test_leading_is_measured_over_the_size_of_the_type() -> None:
    tight = judged(paragraphs(3), "body { font: 13pt/13.2pt Text }")
    assert tight.leading == round(13.2 / 13, 3)
    assert "lines 1.015 of their size apart" in list(out_of(tight, "full"))
    assert judged(paragraphs(3)).leading == round(14 / 10.5, 3)


def test_a_right_third_that_is_empty_is_named_with_its_page_but_not_on_the_last() -> None:
    two_pages = paragraphs(16)
    empty = judged(two_pages, "p { width: 116mm }")
    assert empty.pages == 3
    assert [where.page for where in empty.right] == [1, 2]
    hanging = judged(two_pages, "p { margin-left: 50mm }")
    assert not hanging.right


def test_a_rule_does_not_fill_the_right_third() -> None:
    ruled = judged("<hr style='border: 1pt solid; margin: 0'>" + paragraphs(16), "p { width: 116mm }")
    assert [where.page for where in ruled.right] == [1, 2]


def test_something_beside_the_text_fills_the_right_third() -> None:
    aside = "<div style='position: absolute; left: 140mm; font-size: 9pt'>7 of 10 trees</div>"
    assert [where.page for where in judged(aside + paragraphs(16), "p { width: 116mm }").right] == [2]


def test_a_hole_in_the_column_is_measured_as_part_of_the_height_of_the_text() -> None:
    whole = judged(paragraphs(16))
    assert whole.hole < 0.1
    holed = judged(paragraphs(2) + "<div style='height: 120mm'></div>" + paragraphs(16))
    assert 0.4 < holed.hole < 0.6
    assert [where.page for where, part in holed.empty if part > 1 / 3] == [1]
    foot = judged(paragraphs(4) + "<div style='break-after: page'></div>" + paragraphs(16))
    assert [where.page for where, part in foot.empty if part > 1 / 3] == [1]


def test_a_hole_in_one_of_two_columns_counts() -> None:
    columns = "<div style='columns: 2; column-fill: auto; height: 250mm'>{}</div>"
    sheet = "p { width: auto }"
    full = judged(columns.format(paragraphs(16)) + paragraphs(3), sheet)
    assert full.hole < 0.1
    tall = "<svg width='70mm' height='190mm' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>"
    holed = judged(
        columns.format(paragraphs(2) + tall) + paragraphs(3),
        sheet,
    )
    assert [where.page for where, part in holed.empty if part > 1 / 3] == [1]


def test_a_picture_fills_what_would_be_a_hole() -> None:
    drawing = "<svg width='120mm' height='120mm' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>"
    assert judged(paragraphs(2) + drawing + paragraphs(16)).hole < 0.15


def test_half_a_word_as_a_last_line_is_found_and_the_end_of_a_whole_word_is_not() -> None:
    half = judged(f"<p>{'words ' * 9}un&shy;mistakably</p>")
    assert [where.words for where in half.half] == ["mistakably"]
    assert "half a word in a last line: page 1 (mistakably)" in list(out_of(half, "full"))
    assert not judged(f"<p>{'words ' * 9}un&shy;mistakably so</p>").half
    assert not judged(f"<p>{'words ' * 10}unmistakably</p>").half


def test_a_word_with_a_hyphen_of_its_own_is_not_half_a_word() -> None:
    assert not judged(f"<p>{'words ' * 10}well-established</p>").half


def test_a_short_last_line_counts_where_words_could_come_down() -> None:
    usual = paragraphs(3, "words " * 40)
    assert [where.words for where in judged(f"{usual}<p>{'words ' * 10}end.</p>").short] == ["end."]
    assert not judged(f"{usual}<p>{'words ' * 10}words words end.</p>").short
    assert not judged(f"{usual}<p>{'words ' * 5}{'incomprehensible' * 2} end.</p>").short
    assert not judged(f"{usual}<p>words.</p>").short


def test_the_third_hyphen_in_a_row_is_found() -> None:
    syllables = "un&shy;der&shy;stand&shy;able&shy;ness&shy;es"
    narrow = judged(f"<p>{f'{syllables} ' * 9}</p>", "p { width: 18mm }")
    assert narrow.hyphens
    assert not judged(f"<p>{f'{syllables} ' * 9}</p>").hyphens


def printed(*blocks: Block, pages: int = 3) -> Printed:
    """A document with these blocks, whose pages are full. WeasyPrint alone begins each element anew on each page."""
    full = Piece("text", Box(50, 50, 400, 770), owner=0, text="Some words.")
    return Printed([Sheet(number, 595, 842, [full]) for number in range(1, pages + 1)], Block("Root", list(blocks)))


def lines(page: int, top: float, count: int) -> list[Line]:
    tops = [top + 14 * number for number in range(count)]
    return [Line(page, Box(50, y, 400, y + 10), y + 8, "Some words.", "Text", 10.5) for y in tops]


def asked(*boards: list[Line]) -> Block:
    """Recommendations to some boards; the lines of each are those of its first item."""
    parts = [Block("H2", lines=[replace(boards[0][0], text="7 What we ask")])]
    for number, mine in enumerate(boards):
        parts.append(Block("H3", lines=[replace(mine[0], text=f"The board {number}")]))
        parts.append(Block("L", [Block("LI", [Block("LBody", lines=mine[1:])])]))
    return Block("Sect", parts)


def test_recommendations_that_fit_on_one_page_are_found_when_they_stand_on_two() -> None:
    torn = asked(lines(1, 600, 8), lines(2, 50, 8))
    assert [str(where) for where in judge(printed(torn), "What we ask").split] == ["page 1 (7 What we ask)"]
    assert not judge(printed(torn), "What they ask").split
    assert not judge(printed(asked(lines(2, 50, 8), lines(2, 200, 8))), "What we ask").split


def test_recommendations_too_long_for_a_page_break_between_addressees() -> None:
    between = asked(lines(1, 50, 40), lines(2, 50, 40))
    assert not judge(printed(between), "What we ask").split
    torn = asked(lines(1, 50, 40), [*lines(1, 650, 6), *lines(2, 50, 30)])
    assert [where.words for where in judge(printed(torn), "What we ask").split] == ["The board 1"]


def test_a_quotation_beside_the_recommendations_is_no_part_of_them() -> None:
    beside = asked(lines(2, 50, 8))
    beside.kids.insert(0, Block("BlockQuote", lines=lines(1, 600, 3)))
    assert not judge(printed(beside), "What we ask").split


def test_a_note_on_another_page_than_its_call_is_found_but_not_notes_at_the_end() -> None:
    def with_notes(first: int, second: int) -> Judged:
        text = Block("P", lines=lines(1, 50, 3) + lines(3, 50, 1), calls=[("1", 1), ("2", 2), ("1", 3)])
        notes = [
            Block("Note", lines=lines(page, 700, 1), label=label) for page, label in ((first, "1"), (second, "2."))
        ]
        return judge(printed(text, *notes))

    assert not with_notes(1, 2).away
    assert [str(where) for where in with_notes(1, 3).away] == ["page 3 (note 2)"]
    assert not with_notes(3, 3).away


def test_pages_are_held_against_what_the_words_need() -> None:
    spread = judged("<div style='break-after: page'></div>".join([paragraphs(1)] * 4))
    assert spread.pages == 4
    assert spread.needed < 2
    assert f"4 pages for what needs {spread.needed}" in list(out_of(spread, "full"))
    assert not [what for what in out_of(spread, "large-print") if "needs" in what]


def test_without_a_structure_only_pages_are_counted() -> None:
    plain = judge(read(weasyprint.HTML(string="<p>Words").write_pdf()))
    assert plain == Judged(pages=1)
    assert not list(out_of(plain, "print-shop"))
