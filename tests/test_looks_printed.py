"""The printed looks: what all of them promise, and what distinguishes each."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from brief.build import Built
from brief.css import WHITE as PAPER
from brief.css import color, contrast
from brief.load import load
from brief.load.look import sheets, tokens
from brief.model import LOOKS, READABLE, readability, text_on
from tests import built
from tests.conftest import MakeBrief
from tests.pages import bounds
from tests.pages.corpus import HERE, looking
from tests.pages.judging import judge
from tests.pages.reading import read
from tests.painted import painted
from tests.test_conformance import STANDARDS, failures

CHOSEN = [name for name in LOOKS if name != "gazette"]
EXAMPLE = built.EXAMPLE / "content"
PHOTOGRAPHS = HERE / "photographs"
SAMPLES = [(EXAMPLE, "full"), (EXAMPLE, "handout"), (HERE / "coalition", "full"), (HERE / "two-languages", "handout")]
INCH = 25.4
DPI = 72
SETTINGS = "title: T\nlook: witness\n"
MORE = "in enough words that it goes on on a second line of the foot, as a note may do."
WHITE, BLACK = ("gray", (1.0,)), ("gray", (0.0,))


@cache
def printed(look: str, where: Path, edition: str, more: str = "") -> Built:
    """An edition of a brief in a look, with more lines in its brief.yaml."""
    with looking(where, look) as folder:
        settings = folder / "brief.yaml"
        settings.write_text(f"{more}{settings.read_text(encoding='utf-8')}", encoding="utf-8")
        return built.built(folder, edition)


def picture(made: Built, number: int = 1) -> Image.Image:
    """A page of a PDF, one pixel per point."""
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        shown: Image.Image = pdf[number - 1].render(scale=DPI / 72).to_pil()
        return shown.convert("RGB")


def words(made: Built, number: int) -> str:
    """The words of a page, on one line."""
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        return " ".join(pdf[number - 1].get_textpage().get_text_bounded().split())


def at(page: Image.Image, x: float, y: float) -> str:
    """The color (``#0b4a59``) `x` mm from the left edge of a page, or from the right if negative, and `y` mm down."""
    across = round(x / INCH * DPI) if x >= 0 else page.width - 1 + round(x / INCH * DPI)
    down = round(y / INCH * DPI)
    return f"#{page.crop((across, down, across + 1, down + 1)).tobytes().hex()}"


def sizes(made: Built, words: str) -> set[float]:
    """The type sizes of the lines that contain these words."""
    lines = (line for block in read(made.pdf).blocks for part in block.all() for line in part.lines)
    return {round(line.size, 1) for line in lines if words in line.text}


def value(look: str, name: str) -> str:
    """A value of a look, such as its brand."""
    with looking(EXAMPLE, look) as folder:
        brief, _ = load(folder)
        return tokens(sheets(brief.styles, "us-letter", "full", "hanging"))[name]


@pytest.mark.parametrize(("where", "edition"), SAMPLES, ids=lambda one: getattr(one, "name", one))
@pytest.mark.parametrize("look", CHOSEN)
def test_pages_of_each_look_keep_the_standards_the_bounds_and_the_page_limit(
    look: str, where: Path, edition: str
) -> None:
    made = printed(look, where, edition)
    assert made.findings == ()
    assert [fault for standard in STANDARDS for fault in failures(made.pdf, standard)] == []
    out = [*bounds.out_of(judge(read(made.pdf)), edition)]
    assert [what for what in out if not (look == "ledger" and what.startswith("recommendations split"))] == []
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        assert len(pdf) <= {"handout": 1, "full": 4}[edition]


@pytest.mark.parametrize("look", CHOSEN)
def test_the_same_brief_gives_the_same_bytes(look: str) -> None:
    assert printed(look, EXAMPLE, "handout").pdf == printed.__wrapped__(look, EXAMPLE, "handout").pdf


@pytest.mark.parametrize("look", CHOSEN)
def test_a_photocopy_of_each_look_is_only_black_and_white(look: str) -> None:
    found = painted(printed(look, HERE / "two-languages", "photocopy").pdf)
    assert found.colors | found.ends <= {BLACK, WHITE}


@pytest.mark.parametrize("look", CHOSEN)
@pytest.mark.parametrize("brand", ["#f2c14e", "#1b4f72"])
def test_all_text_has_contrast_even_with_the_brand_of_an_office(look: str, brand: str) -> None:
    made = printed(look, EXAMPLE, "handout", f'brand: "{brand}"\n')
    area = color(brand)
    assert area
    inks = [ink for space, ink in painted(made.pdf).text if space == "rgb"]
    assert len(inks) > 1
    for red, green, blue in inks:
        ink = (red, green, blue)
        assert max(contrast(ink, PAPER), contrast(ink, area)) >= READABLE
        if contrast(ink, PAPER) >= READABLE and ink != text_on(area, ink):
            assert readability(LOOKS[look], ink, area) >= READABLE


def test_areas_of_block_reach_the_edges_and_its_tint_is_behind_what_is_asked() -> None:
    brand, tint = value("block", "brand"), value("block", "tint")
    made = printed("block", EXAMPLE, "full")
    first, last = picture(made), picture(made, 4)
    assert {at(first, x, y) for x in (0.5, -0.5) for y in (0.5, 30, 60)} == {brand}
    runs = [ground for ground, _ in groupby(at(first, 0.5, y / 2) for y in range(540))]
    assert [ground for ground in runs if ground in (brand, tint, "#ffffff")] == [brand, tint, "#ffffff"]
    assert "What to ask for in Singapore" in words(made, 4)
    assert tint in {at(last, x, 60) for x in (0.5, -0.5)}


def test_the_number_of_block_is_the_largest_of_page_1() -> None:
    made = printed("block", EXAMPLE, "full")
    assert "80,000" in words(made, 1)
    assert min(sizes(made, "80,000–120,000")) > max(sizes(made, "on the table in Singapore"))


def test_rows_of_recommendations_in_block_are_further_apart_than_lines() -> None:
    boxes = [box for page in printed("block", HERE / "plain", "full").measured.pages for box in page.boxes]
    items = (box for box in boxes if box.tag == "li" and box.source.startswith("recommendations"))
    first, second, third, *_ = {box.source: box for box in items}.values()
    assert first.y == second.y
    assert third.y - max(first.foot, second.foot) >= 9


def test_the_columns_of_a_handout_in_block_keep_a_distance_from_the_figures_above() -> None:
    (page,) = printed("block", EXAMPLE, "handout").measured.pages
    figures, columns = (next(box for box in page.boxes if name in box.classes) for name in ("figures", "columns"))
    assert columns.y - figures.foot >= 9


def test_witness_has_a_bar_over_what_is_asked() -> None:
    brand = value("witness", "brand")
    made = printed("witness", EXAMPLE, "full")
    asks = next(number for number in (3, 4) if "What to ask for in Singapore" in words(made, number))
    for number, below in ((1, 40), (asks, 10)):
        page = picture(made, number)
        column = [at(page, -30, y / 4) for y in range(4 * below, 4 * 200)]
        bars = [len([*run]) / 4 for ground, run in groupby(column) if ground == brand]
        assert any(1 <= bar <= 2 for bar in bars), bars  # 4.5 points are 1.6 mm, with soft edges


@pytest.mark.parametrize("look", ["witness", "ledger"])
def test_a_photocopy_has_no_outline_around_blocks_with_a_bar(look: str) -> None:
    page = picture(printed(look, EXAMPLE, "photocopy")).convert("1")
    columns = (page.crop((x, 0, x + 1, page.height)).tobytes() for x in range(page.width))
    longest = max(len([*run]) for column in columns for ground, run in groupby(column) if not ground)
    assert longest / DPI * INCH < 10  # millimetres


@pytest.mark.parametrize("look", ["witness", "ledger"])
def test_a_pull_quote_is_at_most_two_points_larger_than_heads(look: str) -> None:
    made = printed(look, EXAMPLE, "full")
    (quote,), (head,) = sizes(made, "A promise made in public"), sizes(made, "Songbun:")
    assert head <= quote <= head + 2


@pytest.mark.parametrize("look", ["witness", "ledger"])
def test_a_bar_in_the_color_of_the_brand_is_before_a_pull_quote(look: str) -> None:
    page = picture(printed(look, EXAMPLE, "full"), 4)
    bar = [at(page, 66.3, y) for y in range(20, 150)]
    assert 4 <= bar.count(value(look, "brand")) <= 20


@pytest.mark.parametrize(
    ("figures", "number", "in_row"),
    [(2, "25 million", False), (3, "5", True), (1, "80,000–120,000", True), (1, "5", False)],
)
def test_three_or_wide_key_figures_of_a_summary_are_set_in_a_row(
    figures: int, number: str, in_row: bool, make_brief: MakeBrief
) -> None:
    summary = f"/// key-figure | {number}\nthings\n///\n\n" * figures + "- One.\n- Two.\n"
    files = {"brief.yaml": f"{SETTINGS}ask: Act.\n", "summary.md": summary, "part.md": "# T\n\nText.\n"}
    assert ('<div class="row">' in built.built(make_brief(files)).html) == in_row


def test_numbers_in_columns_of_witness_align_with_each_other_and_with_their_row(make_brief: MakeBrief) -> None:
    table = "| Desk | Count |\n|---|--:|\n| E | 1,111 |\n| E | 8,888 |\n"
    made = built.built(make_brief({"brief.yaml": "title: A\nlook: witness\n", "a.md": f"# T\n\nText.\n\n{table}"}))
    texts = made.measured.pages[0].texts
    assert len({round(run.width, 2) for run in texts if run.text in ("1,111", "8,888")}) == 1
    with pypdfium2.PdfDocument(made.pdf) as document:
        page = document[0].get_textpage()
        at = page.get_text_range().index("E 1,111")
        name, number = (page.get_charbox(at + further)[1] for further in (0, 2))
    assert number == pytest.approx(name, abs=0.03)


@pytest.mark.parametrize("end", ["Text.", "/// box | A box\nText.\n///"], ids=["paragraph", "box"])
def test_the_head_of_recommendations_in_witness_is_on_the_line_of_the_first_addressee(
    end: str, make_brief: MakeBrief
) -> None:
    asks = "# We ask\n\n## The Council\n\n1. Open it.\n\n## The Mayor\n\n1. Keep it.\n"
    files = {"brief.yaml": "title: A\nlook: witness\n", "a.md": f"# T\n\n{end}\n", "recommendations.md": asks}
    texts = [run for page in built.built(make_brief(files)).measured.pages for run in page.texts]
    head, addressee = (next(run for run in texts if run.text == words_of) for words_of in ("We ask", "The Council"))
    middles = [run.y + run.height / 2 + 0.35 * run.size for run in (head, addressee)]
    assert middles[0] == pytest.approx(middles[1], abs=0.5)


def test_ledger_numbers_on_a_handout_what_has_bullets_in_other_looks(make_brief: MakeBrief) -> None:
    text = "# We ask the Council to\n\n- Open the doors.\n- Keep them open.\n"
    folder = make_brief({"brief.yaml": "title: A\nlook: ledger\n", "recommendations.md": text})
    texts = built.built(folder, "handout").measured.pages[0].texts
    for number, words_of in (("1", "Open the doors."), ("2", "Keep them open.")):
        (item,) = (run for run in texts if run.text == words_of)
        assert [run.text.strip() for run in texts if abs(run.foot - item.foot) < 5 and run.x < item.x] == [number]


def test_ledger_numbers_its_points() -> None:
    made = printed("ledger", EXAMPLE, "full")
    text = " ".join(words(made, number) for number in (3, 4))
    assert re.search(r"1\.1 The record is established\.", words(made, 1))
    assert "5 What to ask for" in text
    assert re.search(r"5\.1 Raise human rights.*5\.7 Use the oversight", text)


@pytest.mark.parametrize("edition", ["full", "print-shop"])
def test_a_cover_spans_the_whole_width_and_has_its_credit(edition: str) -> None:
    made = printed("witness", PHOTOGRAPHS, edition, "cover: images/marsh.jpg\n")
    assert {finding.rule for finding in made.findings} == ({"image-coarse"} if edition == "print-shop" else set())
    page = picture(made)
    assert {at(page, x, 70) for x in (0.3, -0.3)}.isdisjoint({"#ffffff", value("witness", "ink")})
    assert at(page, 0.5, 8) == at(page, -0.5, 8) != "#ffffff"
    assert "Photo: Example Coast Trust" in words(made, 1)


def many_notes(look: str, pages: int) -> dict[str, str]:
    """A brief with 110 notes."""
    text = " ".join(f"Words that are said here, and more of them.[^{number}]" for number in range(110))
    notes = "\n\n".join(f"[^{number}]: Note {number} says where this stands, {MORE}" for number in range(110))
    settings = f"title: T\nlook: {look}\neditions: {{full: {{pages: {pages}}}}}\n"
    return {"brief.yaml": settings, "part.md": f"# T\n\n{text}\n\n{notes}\n"}


def test_the_number_of_a_note_is_on_the_line_of_its_words_in_the_widest_font(make_brief: MakeBrief) -> None:
    made = built.built(make_brief(many_notes("witness", 20)))
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        lines = [line for page in pdf for line in page.get_textpage().get_text_bounded().splitlines()]
    found = [int(match[1]) for line in lines if (match := re.match(r"(\d+)\s*Note \d+ says", line))]
    assert found == [*range(1, 111)]


def test_numbers_of_a_hundred_notes_do_not_overlap_the_column_before(make_brief: MakeBrief) -> None:
    made = built.built(make_brief(many_notes("ledger", 4)))  # text on text would be an error
    assert "end-notes" in made.html
