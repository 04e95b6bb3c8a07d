"""The printed grids: the places of heads, text, notes, contact and colophon, and the entries of contents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brief.model import Box, Page, PaperName, Run
from tests.built import built
from tests.conftest import MakeBrief

MM = 72 / 25.4
SETTINGS = (
    "title: A brief\nstatus: final\nask: We ask you to act.\norganisation: {name: An office, imprint: Its street}\n"
    "contact: {name: A desk, phone: '555'}\nweb-address: https://example.org/a\nlicence: CC0\n"
)
WORDS = f"{'A sentence of so many words as this one has. ' * 10}\n\n"
LEFT: dict[PaperName, float] = {"a4": 18 * MM, "us-letter": 20 * MM}


def pages(folder: Path, paper: PaperName | None = None) -> tuple[Page, ...]:
    return built(folder, paper=paper).measured.pages


def boxes(page: Page, name: str) -> list[Box]:
    """The boxes of a class or of an element."""
    return [box for box in page.boxes if name in box.classes or box.tag == name]


def runs(page: Page, words: str) -> list[Run]:
    return [run for run in page.texts if words in run.text]


def baseline(run: Run) -> float:
    """The baseline of words in a serif of the house."""
    return run.y + run.height * 1.036 / 1.371


def paragraph(page: Page, source: str) -> Box:
    (box,) = (box for box in page.boxes if box.source == source and box.tag == "p")
    return box


@pytest.mark.parametrize("paper", LEFT)
def test_a_hanging_head_is_in_the_indent_on_the_first_line_of_its_text(paper: PaperName, make_brief: MakeBrief) -> None:
    first, *_ = pages(make_brief({"brief.yaml": SETTINGS, "part.md": f"# Head\n\n{WORDS}{WORDS}"}), paper)
    (head,), (text, *_) = boxes(first, "h2"), runs(first, "A sentence")
    beside, below = paragraph(first, "part.md:3-3"), paragraph(first, "part.md:5-5")
    assert head.x == pytest.approx(LEFT[paper])
    assert head.width == pytest.approx(44 * MM)
    assert (beside.x, below.x, text.x) == pytest.approx((LEFT[paper] + 52 * MM,) * 3)
    assert (beside.width, below.width) == pytest.approx((122 * MM,) * 2)
    (words,) = runs(first, "Head")
    assert baseline(words) == pytest.approx(baseline(text), abs=0.1)


def test_text_beside_a_margin_column_has_the_same_width_on_both_papers(make_brief: MakeBrief) -> None:
    quote = "/// pull-quote\nSaid.\n///\n\n"
    folder = make_brief({"brief.yaml": SETTINGS, "part.md": f"# Head\n\n{WORDS}{quote}{WORDS}"})
    for paper in LEFT:
        first, *_ = pages(folder, paper)
        text, (side, *_) = paragraph(first, "part.md:9-9"), boxes(first, "pull-quote")
        assert (text.x, text.width) == pytest.approx((LEFT[paper], 116 * MM))
        assert (side.x, side.width) == pytest.approx((LEFT[paper] + 124 * MM, 50 * MM))


NOTES = "".join(f"[^{number}]: Note {number} {'says a little more ' * 5}.\n\n" for number in range(1, 7))
CALLS = "".join(f"{WORDS.strip()}[^{number}]\n\n" for number in range(1, 7))


def test_the_colophon_is_below_the_notes_of_the_last_page(make_brief: MakeBrief) -> None:
    *_, last = pages(make_brief({"brief.yaml": SETTINGS, "part.md": f"# Head\n\n{CALLS}{NOTES}"}))
    notes = [box for box in last.boxes if box.is_note]
    colophon = max(boxes(last, "colophon"), key=lambda box: box.height)
    assert notes
    assert colophon.y > max(note.foot for note in notes)
    assert colophon.foot == pytest.approx(last.bottom, abs=1)
    assert colophon.x == pytest.approx(LEFT["us-letter"])
    assert colophon.width == pytest.approx(174 * MM)


def test_the_colophon_is_only_on_the_last_page(make_brief: MakeBrief) -> None:
    found = pages(make_brief({"brief.yaml": SETTINGS, "part.md": f"# Head\n\n{CALLS}{CALLS}{NOTES}"}))
    assert [bool(boxes(page, "colophon")) for page in found] == [False] * (len(found) - 1) + [True]


ONE_PAGE = f"{SETTINGS}editions: {{full: {{pages: 1}}}}\n"


def test_one_page_has_two_columns_of_text_and_of_notes_below_it(make_brief: MakeBrief) -> None:
    text = "# Head\n\n" + CALLS.replace(WORDS.strip(), "A sentence of so many words. " * 6)
    (page,) = pages(make_brief({"brief.yaml": ONE_PAGE, "part.md": f"{text}{NOTES}"}))
    left, right = LEFT["us-letter"], LEFT["us-letter"] + 91 * MM
    texts = [box for box in page.boxes if box.tag == "p" and box.source]
    assert {round(box.x) for box in texts} == {round(left), round(right)}
    assert all(box.width == pytest.approx(83 * MM) for box in texts)
    assert not any(box.is_note for box in page.boxes)
    notes = boxes(page, "endnote")
    assert len(notes) == 6
    assert len({round(note.x) for note in notes}) == 2
    assert min(note.y for note in notes) > max(box.foot for box in texts)
    (strip, *_) = boxes(page, "strip")
    assert strip.y > max(note.foot for note in notes)


def test_a_head_below_a_title_is_closer_to_it_than_to_text(make_brief: MakeBrief) -> None:
    files = {
        "brief.yaml": ONE_PAGE,
        "part.md": f"# Title\n\n{WORDS}## First\n\n{WORDS}",
        "second.md": f"# Second\n\n## Below\n\n{WORDS}",
    }
    (page,) = pages(make_brief(files))
    title, below, first = (runs(page, words)[0] for words in ("Second", "Below", "First"))
    above = max(box.foot for box in page.boxes if box.source == "part.md:3-3")
    assert below.y - title.foot < (first.y - above) / 2


def test_the_exhibit_of_a_paragraph_may_be_at_the_head_of_the_next_column(make_brief: MakeBrief) -> None:
    table = "| A | B |\n|---|---|\n" + "| c | d |\n" * 8 + "\nTable: All desks\n{: #desks }\n"
    text = f"# Title\n\n{WORDS * 3}It shows in @tbl:desks.\n\n{table}\n{WORDS * 2}"
    (page,) = pages(make_brief({"brief.yaml": ONE_PAGE, "part.md": text}))
    introducing, shown = runs(page, "It shows in ")[0], next(box for box in page.boxes if box.tag == "table")
    assert shown.x > introducing.right


def test_the_source_of_a_wide_table_is_in_lines_that_can_be_read(make_brief: MakeBrief) -> None:
    source = "An office of the city, " * 9
    text = f"# Head\n\n{WORDS}/// table | desks.csv\n    wide: yes\n    source: {source}\n\nAll desks\n///\n"
    files = {"brief.yaml": SETTINGS, "part.md": text, "desks.csv": "A,B,C,D,E,F\nc,1,2,3,4,5\n"}
    first, *_ = pages(make_brief(files))
    shown = next(box for box in first.boxes if box.tag == "table")
    lines = [run for run in first.texts if "office of the city" in run.text]
    assert shown.width > 170 * MM
    assert len(lines) > 1
    assert max(run.width for run in lines) <= 122 * MM


def test_the_contact_of_a_page_in_two_columns_is_in_the_strip_at_its_end(make_brief: MakeBrief) -> None:
    (page,) = pages(make_brief({"brief.yaml": ONE_PAGE, "part.md": f"# Head\n\n{WORDS}"}))
    (contact,) = runs(page, "A desk")
    (strip, *_) = boxes(page, "strip")
    assert strip.holds(contact)


def test_a_single_page_is_set_smaller_to_fit_but_not_below_ten_points(
    make_brief: MakeBrief,
) -> None:
    sizes = [
        built(make_brief({"brief.yaml": ONE_PAGE, "part.md": f"# Head\n\n{words}"})).fit.type_size
        for words in (WORDS, WORDS * 6 + WORDS[: 9 * len(WORDS) // 10])
    ]
    assert sizes[0] == 11
    assert 10 <= sizes[1] < 11


def test_a_brief_close_to_its_page_limit_is_folded_with_its_notes_at_the_end(make_brief: MakeBrief) -> None:
    settings = f"{SETTINGS}editions: {{full: {{pages: 2}}}}\n"
    made = built(make_brief({"brief.yaml": settings, "part.md": f"# Head\n\n{CALLS}{WORDS * 6}{NOTES}"}))
    first, last = made.measured.pages
    assert made.fit.folded
    widths = {round(box.width / MM) for box in first.boxes if box.tag == "p" and box.source}
    assert widths == {84}
    assert not any(box.is_note for box in (*first.boxes, *last.boxes))
    assert [bool(boxes(page, "endnote")) for page in (first, last)] == [False, True]
    (whom,), (number,) = runs(first, "A desk"), runs(first, "555")
    assert whom.foot == number.foot > first.bottom  # on one line in the margin below the text


PAPER_SETTINGS = f"{SETTINGS}sections: [summary, one, two, three, recommendations]\neditions: {{full: {{pages: 30}}}}\n"


def test_the_contents_of_a_paper_name_the_page_on_which_each_section_begins(make_brief: MakeBrief) -> None:
    files = {
        "brief.yaml": PAPER_SETTINGS,
        "summary.md": "# In short\n\n- This.\n",
        "one.md": f"# The first[^a]\n\n{WORDS * 28}[^a]: Note.\n",
        "two.md": f"# The second\n\n{WORDS * 20}",
        "three.md": f"# The third\n\n{WORDS * 20}",
        "recommendations.md": "# What we ask\n\n1. Do it.\n",
    }
    found = pages(make_brief(files))
    heads = {
        box.source.partition(".")[0]: page.number
        for page in found
        for box in page.boxes
        if box.tag == "h2" and box.source
    }
    assert heads["recommendations"] > heads["three"] > heads["two"] > heads["one"]
    lines: dict[int, list[Run]] = {}
    for run in found[0].texts:
        lines.setdefault(round(run.foot), []).append(run)
    printed = [" ".join(run.text for run in sorted(line, key=lambda run: run.x)) for line in lines.values()]
    listed = [match.groups() for line in printed if (match := re.search(r"(\d) +(The \w+|What we ask) +(\d+)$", line))]
    assert listed == [
        ("1", "The first", str(heads["one"])),
        ("2", "The second", str(heads["two"])),
        ("3", "The third", str(heads["three"])),
        ("4", "What we ask", str(heads["recommendations"])),
    ]


def test_the_head_of_a_page_of_a_paper_names_its_section(make_brief: MakeBrief) -> None:
    files = {"brief.yaml": PAPER_SETTINGS, "summary.md": "- This.\n"}
    files |= {f"{name}.md": f"# Section {name}[^a]\n\n{WORDS * 26}[^a]: Note.\n" for name in ("one", "two", "three")}
    files["recommendations.md"] = "# What we ask\n\n1. Do it.\n"
    first, second, *_ = pages(make_brief(files))
    assert [run for run in first.texts if run.y < first.top and "Section" in run.text] == []
    (head,) = [run for run in second.texts if run.y < second.top - 1]
    assert head.text.split()[-2:] == ["Section", "one"]


def paper_of(title: str) -> dict[str, str]:
    """The files of a paper of three sections, whose titles end with their names."""
    files = {"brief.yaml": PAPER_SETTINGS, "summary.md": "- This.\n"}
    files |= {f"{name}.md": f"# {title} {name}\n\n{WORDS * 28}" for name in ("one", "two", "three")}
    return {**files, "recommendations.md": "# What we ask\n\n1. Do it.\n"}


def test_a_page_of_a_paper_that_begins_with_a_section_has_its_title_once(make_brief: MakeBrief) -> None:
    files = {**paper_of("Section"), "styles/brand.css": ".opening { break-before: page }"}
    _, *found = pages(make_brief(files))
    without = [page for page in found if not any(run.y < page.top - 1 for run in page.texts)]
    assert [boxes(page, "h2")[0].source for page in without] == ["one.md:1-1", "two.md:1-1", "three.md:1-1"]
    assert all(boxes(page, "h2")[0].y < page.top + 20 for page in without)


def test_the_words_of_a_numbered_title_are_beside_its_number(make_brief: MakeBrief) -> None:
    found = pages(make_brief(paper_of("A long title of section")))
    page, title = next((page, box) for page in found for box in boxes(page, "h2") if box.source == "two.md:1-1")
    number, *words = (run for run in page.texts if run.source == title.source)
    assert number.text.strip() == "2"
    assert len({round(run.y) for run in words}) > 1
    blank = 0.236 * number.size
    starts = (run.x + blank * run.text.startswith(" ") for run in words if run.text.strip())
    assert {round(x - number.x) for x in starts} == {round(1.4 * number.size)}


SIX = f"{SETTINGS}editions: {{full: {{pages: 6}}}}\nsections: [part, sources, author]\n"


def test_the_head_of_a_page_that_continues_the_list_of_sources_names_it(make_brief: MakeBrief) -> None:
    books = "".join(f"- Book {number}.\n" for number in range(90))
    files = {
        "brief.yaml": SIX,
        "part.md": f"# Head\n\n{WORDS * 6}",
        "sources.md": f"# Sources[^a]\n\n{books}\n[^a]: Note.\n",
        "author.md": f"# Author\n\n{WORDS * 6}",
    }
    found = pages(make_brief(files))
    heads = [[run.text for run in page.texts if run.y < page.top - 1] for page in found]
    assert heads == [["Sources"] if runs(page, "Book") and not boxes(page, "h2") else [] for page in found]
    assert ["Sources"] in heads


def sizes(folder: Path, words: str) -> float:
    """The height of the tallest run with these words, which grows with their type size."""
    return max(run.height for page in pages(folder) for run in runs(page, words))


def test_all_type_on_the_page_grows_with_the_text(make_brief: MakeBrief) -> None:
    table, box = "| Cell | B |\n|---|---|\n| c | d |\n\n", "/// box | Boxed\nMore.\n///\n\n"
    text = f"# The head\n\nThe text.[^a]\n\n## Small head\n\nMore.\n\n{table}{box}[^a]: The note.\n"
    usual = make_brief({"brief.yaml": SETTINGS, "part.md": text})
    words = ("The text.", "The head", "Small head", "The note.", "Cell", "We ask", "A brief", "Boxed", "An office")
    before = {one: sizes(usual, one) for one in words}
    larger = make_brief({"brief.yaml": f"{SETTINGS}type-size: 14\n", "part.md": text})
    after = {one: sizes(larger, one) for one in words}
    assert {one: round(after[one] / before[one], 2) for one in words} == dict.fromkeys(words, 1.33)


def test_the_key_figures_of_a_paper_are_below_its_summary(make_brief: MakeBrief) -> None:
    figure = "/// key-figure | {}\nthings\n///\n\n"
    files = {
        "brief.yaml": PAPER_SETTINGS,
        "summary.md": f"# In short\n\n{figure.format(41)}{figure.format(42)}- This is so.\n",
        **{f"{name}.md": f"# Part {name}\n\n{WORDS * 16}" for name in ("one", "two", "three", "recommendations")},
    }
    first = pages(make_brief(files))[0]
    (point,), figures = runs(first, "This is so."), boxes(first, "key-figure")
    assert len(figures) == 2
    assert min(figure.y for figure in figures) > point.foot


def test_contents_name_a_numbered_summary_without_a_title(make_brief: MakeBrief) -> None:
    files = {
        "brief.yaml": f"look: ledger\n{PAPER_SETTINGS}",
        "summary.md": "- This is so.\n",
        **{f"{name}.md": f"# Part {name}\n\n{WORDS * 16}" for name in ("one", "two", "three", "recommendations")},
    }
    first = pages(make_brief(files))[0]
    assert len(runs(first, "At a glance")) == 2  # its head, and its entry in the contents
