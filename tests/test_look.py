"""The look of the example: colours that a photocopier keeps, a column that reads well, markers in the margin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import get_args

import pypdfium2
import pytest

from brief import build
from brief.load import load
from brief.load.look import on_screen, scaled, sheets
from brief.model import EDITIONS, LOOKS, PAPERS, Grid, PaperName, Scale, Sheet
from tests.built import built
from tests.conftest import MakeBrief

ROOT = Path(__file__).parents[1]
STYLES = sorted((ROOT / "styles").rglob("*.css"))
MM = 72 / 25.4
DARK = (f"dark-{name}" for name in ("ground", "ink", "accent", "tint", "brand", "on-brand", "rule"))
SAID_OF_A_PAGE = {"from", "to", "width", *DARK}


def contrast(colour: str) -> float:
    """The contrast of a colour, ``#8a2318``, on white, by WCAG 2: from 1 to 21."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    ]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def tokens() -> dict[str, str]:
    text = (ROOT / "styles" / "tokens.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", text))


def test_text_has_a_contrast_of_at_least_4_5_on_white() -> None:
    assert contrast(tokens()["ink"]) > 15
    assert contrast(tokens()["accent"]) >= 4.5


def test_rules_are_dark_and_thick_enough_for_a_photocopier() -> None:
    assert contrast(tokens()["rule"]) > 3
    assert float(tokens()["thin"].removesuffix("pt")) >= 0.5


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_only_the_tokens_and_the_photocopy_have_colours(path: Path) -> None:
    colours = re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|device-cmyk)\(", path.read_text(encoding="utf-8"))
    match path.name:
        case "tokens.css" | "look-tokens.css":
            assert len(colours) == 6
        case "photocopy.css":
            assert set(colours) == {"#000"}  # it puts them in the places of the tokens
        case _:
            assert colours == []


def asked_and_missing(together: Sequence[Sheet]) -> set[str]:
    """The custom properties that style sheets use and that none of them defines."""
    asked = {name for sheet in together for name in re.findall(r"var\(--([\w-]+)", sheet.text)}
    return asked - {name for sheet in together for name in re.findall(r"--([\w-]+):", sheet.text)}


ON_A_GRID = ("full", "photocopy", "print-shop")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("paper", PAPERS)
def test_every_custom_property_that_style_sheets_use_is_defined(
    paper: PaperName, look: str, make_brief: MakeBrief
) -> None:
    styles = load(make_brief({"brief.yaml": f"title: A\nlook: {look}\n", "part.md": "# T\n\nText.\n"}))[0].styles
    in_line = scaled(styles, Scale(contact_in_line=True))
    for name in EDITIONS:
        grids = [grid for grid in get_args(Grid) if (grid == "own") != (name in ON_A_GRID)]
        for grid in grids if name != "screen" else ():
            found = (*sheets(styles, paper, name, grid), *in_line)
            assert asked_and_missing(found) == set(), (name, grid)


def test_every_custom_property_that_the_sheets_for_the_screen_use_is_defined() -> None:
    """They are read without those of paper; compose and publish define the properties that these sheets do not."""
    assert asked_and_missing(on_screen((ROOT / "styles",), "screen")) <= SAID_OF_A_PAGE


@pytest.fixture(scope="module", params=["us-letter", "a4"])
def lines(request: pytest.FixtureRequest) -> list[tuple[float, float, str]]:
    """Every run of text in the example: its left and right edge in points, and its words."""
    brief, _ = load(ROOT)
    brief, texts, _ = build.read(brief)
    made = build.build(brief, texts, EDITIONS["full"], request.param, build.engine_for(brief))
    found = []
    with pypdfium2.PdfDocument(made.pdf) as document:
        for page in document:
            text = page.get_textpage()
            for index in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(index)
                found.append((left, right, text.get_text_bounded(left, bottom, right, top)))
    return found


def test_a_full_line_of_text_has_62_to_70_characters(lines: list[tuple[float, float, str]]) -> None:
    left = min(left for left, right, _ in lines if right - left > 110 * MM)
    wide = [words for start, end, words in lines if abs(start - left) < 1 and 112 * MM < end - start < 118 * MM]
    full = [len(words.strip()) for words in wide]  # a hyphen is a run of its own
    assert len(full) > 10
    assert 62 <= median(full) <= 70


def test_the_numbers_of_recommendations_hang_in_the_margin(lines: list[tuple[float, float, str]]) -> None:
    edge = min(left for left, right, _ in lines if right - left > 110 * MM)
    hanging = [words.strip() for left, _, words in lines if left < edge - 2]
    assert [words[0] for words in hanging] == list("1234567")


def test_a_note_is_black_wherever_it_is_called(make_brief: MakeBrief) -> None:
    text = "# T\n\n/// key-figure | 5[^n]\nthings\n///\n\nText.\n\n[^n]: A note.\n"
    made = built(make_brief({"part.md": text}))
    (note,) = (box for box in made.measured.pages[0].boxes if box.is_note)
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        page = pdf[0].render(scale=2).to_pil().convert("RGB")
    colours = page.crop((0, int(2 * note.y), page.width, int(2 * note.foot))).getcolors(10**6)
    assert min(max(colour) for _, colour in colours) < 100
    assert max(max(colour) - min(colour) for _, colour in colours) < 20


def test_the_calls_of_notes_are_in_proportion_to_their_lines(make_brief: MakeBrief) -> None:
    figure = "/// key-figure | 5\n    source: Inquiry,[^n] 2014\nthings\n///\n\n"
    text = f"# T\n\nText.[^n]\n\n{figure}More text.\n\n[^n]: A note.\n"
    first, *_ = built(make_brief({"part.md": text})).measured.pages
    words, calls = [], []
    for run in first.texts:
        if run.text in ("Text.", "Inquiry,"):
            words.append(run)
        elif run.text == "1" and not run.among_notes:
            calls.append(run)
    (small_line, small_call), (line, call) = zip(words, calls, strict=True)
    assert small_call.height / call.height == pytest.approx(9 / 10.5, abs=0.01)
    assert small_call.y - small_line.y == pytest.approx((call.y - line.y) * 9 / 10.5, abs=0.6)
