"""An edition that is too long says by how much, and which sentences to shorten; when an editor does, it fits."""

from __future__ import annotations

import re
from math import ceil
from pathlib import Path

import pytest
from PIL import Image

from brief.findings import BriefError
from tests.built import built
from tests.conftest import MakeBrief

LIMIT = "title: A\nask: We ask you to act.\neditions: {full: {pages: 1}}\n"
SENTENCE = "The {number} sentence of this text says a thing that has to be said, at a length that is {how}."
NAMED = re.compile(r"(?P<file>[\w-]+\.md) line (?P<line>\d+) \((?P<count>\d+) words\)")


def text(sentences: int) -> str:
    """Paragraphs of three sentences, each on a line of its own; every fourth sentence is longer."""
    lines = [
        SENTENCE.format(number=number, how="quite usual" if number % 4 else f"{'very ' * 12}unusual indeed")
        for number in range(1, sentences + 1)
    ]
    return "\n\n".join("\n".join(lines[at : at + 3]) for at in range(0, len(lines), 3))


def too_long(folder: Path, edition: str = "full") -> str:
    with pytest.raises(BriefError) as caught:
        built(folder, edition)
    (finding,) = (one for one in caught.value.findings if one.rule == "page-limit")
    return str(finding)


def shorten(folder: Path, message: str) -> None:
    """Cuts the reported number of words and a tenth more from the sentences named, but keeps the last word of each."""
    (words,) = map(int, re.findall(r"about (\d+) words", message))
    to_cut = ceil(words * 1.1)
    for named in NAMED.finditer(message):
        path = folder / named["file"]
        lines = path.read_text(encoding="utf-8").split("\n")
        number = int(named["line"]) - 1
        found = lines[number].split(" ")
        cut = min(to_cut, int(named["count"]) - 1)
        lines[number] = " ".join(
            [found[0].rstrip(".") + "."] if cut == len(found) - 1 else [*found[: -cut - 1], found[-1]]
        )
        path.write_text("\n".join(lines), encoding="utf-8")
        to_cut -= cut
    assert to_cut == 0, "the sentences named have not words enough"


@pytest.mark.parametrize("sentences", [37, 42])
def test_an_edition_fits_after_the_sentences_named_are_shortened(sentences: int, make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": LIMIT, "part.md": f"# T\n\n{text(sentences)}\n"})
    shorten(folder, too_long(folder))
    assert len(built(folder).measured.pages) == 1


@pytest.mark.parametrize("items", [14])
def test_in_a_handout_sentences_of_the_column_that_is_too_long_are_named(items: int, make_brief: MakeBrief) -> None:
    asks = "\n".join(f"{number}. Do this, and do it {'soon, ' * 3}as it has to be done." for number in (1, 2, 3))
    files = {
        "brief.yaml": LIMIT,
        "summary.md": "\n".join(f"- Reason {number} is {'very ' * 27}good." for number in range(items)),
        "recommendations.md": f"# Asks\n\n{asks}\n",
    }
    folder = make_brief(files)
    message = too_long(folder, "handout")
    assert {named["file"] for named in NAMED.finditer(message)} == {"summary.md"}
    shorten(folder, message)
    assert len(built(folder, "handout").measured.pages) == 1


def test_an_edition_that_is_too_long_is_reported_with_its_longest_sentences_first(make_brief: MakeBrief) -> None:
    short = "A sentence of so many words as this one has."
    lines = [f"{short} {short}\n{short}"] * 29
    lines[3] = f"{short} One that has a few words more than all of the others have.\n{short}"
    folder = make_brief({"brief.yaml": LIMIT, "part.md": "# T\n\n" + "\n\n".join(lines) + "\n", "b.md": "# B\n\nB.\n"})
    message = too_long(folder)
    assert re.match(
        r"content/part.md:12: error: page-limit: full is \d+ lines too long \(about \d+ words\)\. "
        r"Leave out what it can do without, between /// leave-out-of \| full and ///\. Shorter sentences alone are "
        r"not enough; the longest are part.md line 12 \(13 words\), part.md line 3 \(10 words\), part.md line 3 "
        r"\(10 words\)\n",
        message,
    )
    assert re.search(
        r"\n    part takes \d+ %, b takes \d % of the page that it may have; "
        r"to allow 2 pages, write editions: \{full: \{pages: 2\}\} in brief.yaml; "
        r"`brief build -e full --show` writes the pages as they are, to look at$",
        message,
    )


def test_a_table_that_is_far_too_long_is_reported_from_its_first_pages(make_brief: MakeBrief) -> None:
    rows = "".join(f"| Prison {number} | {number} |\n" for number in range(500))
    files = {"brief.yaml": LIMIT, "a.md": "# A\n\nText.\n", "b.md": f"# B\n\n| Name | Held |\n|---|---|\n{rows}"}
    message = too_long(make_brief(files))
    assert re.fullmatch(
        r"content/b\.md:3: error: page-limit: full is far too long: 6 pages hold \d\d % of its text, and it may have "
        r"1 page\. Give the table in b\.md line 3, which has 500 rows, fewer rows, or say where the whole table is; "
        r"or leave out what it can do without, between /// leave-out-of \| full and ///\n"
        r"    b takes 100 %, a takes 0 % of its 1503 words; large-print and proof take as many pages as they need",
        message,
    )


def test_a_far_too_long_table_from_a_file_is_reported_with_its_number_of_rows(make_brief: MakeBrief) -> None:
    rows = "".join(f"Prison {number},{number}\n" for number in range(500))
    part = "# B\n\n/// chart | c.csv\nkind: bar\n///\n\n/// table | b.csv\n///\n"
    files = {"brief.yaml": LIMIT, "b.md": part, "b.csv": f"Name,Held\n{rows}", "c.csv": "Name,Held\nA,1\n"}
    assert "Give the table in b.md line 7, which has 500 rows, fewer rows" in too_long(make_brief(files))


def test_authors_count_as_text_of_their_section(make_brief: MakeBrief) -> None:
    names = "".join(f"  - {{name: An Author, role: 'Fellow {number}'}}\n" for number in range(900))
    files = {"brief.yaml": f"{LIMIT}authors:\n{names}", "author.md": "# A\n\nText.\n", "b.md": "# B\n\nText.\n"}
    message = too_long(make_brief(files))
    assert message.startswith("content/author.md: error: page-limit: full is far too long: 6 pages hold ")
    assert "author takes 100 %, b takes 0 %" in message


def test_an_item_and_the_list_nested_in_it_have_separate_sentences(make_brief: MakeBrief) -> None:
    within = "".join(f"    - It is said {'very ' * 26}often.\n" for _ in range(4))
    asks = "".join(f"{number}. Do this now.\n{within}" for number in (1, 2, 3))
    folder = make_brief({"brief.yaml": LIMIT, "summary.md": "Text.\n", "recommendations.md": f"# Asks\n\n{asks}"})
    message = too_long(folder, "handout")
    assert [(found["line"], found["count"]) for found in NAMED.finditer(message)][:2] == [("4", "30"), ("5", "30")]
    shorten(folder, message)
    assert len(built(folder, "handout").measured.pages) == 1


def test_a_table_that_moves_as_a_whole_does_not_raise_the_numbers_of_lines_and_words_to_cut(
    make_brief: MakeBrief,
) -> None:
    """One more line moves a table of fourteen rows, but only that line has to go."""
    for paragraphs in range(6, 12):
        filler = "A sentence of so many words as this one has, and no more.\n\n" * paragraphs
        files = {"summary.md": f"{filler}{text(3)}\n\n{TABLE}", "recommendations.md": "# Asks\n\n1. Do it.\n"}
        folder = make_brief({"brief.yaml": LIMIT, **files})
        try:
            built(folder, "handout")
        except BriefError:
            break
    message = too_long(folder, "handout")
    (numbers,) = re.findall(r"(\d+) lines? too long \(about (\d+) words\)", message)
    lines, words = map(int, numbers)
    assert lines < 6
    assert words < 60
    shorten(folder, message)
    assert len(built(folder, "handout").measured.pages) == 1


def test_fewer_pages_than_required_are_reported(make_brief: MakeBrief) -> None:
    settings = "title: A\neditions: {full: {pages: 3-4}}\n"
    folder = make_brief({"brief.yaml": settings, "part.md": "# T\n\nText.\n"})
    assert [*map(str, built(folder).findings)] == [
        "content/brief.yaml:2:26: warning: too-few-pages: full has 1 of the 3 pages that it should have at least\n"
        "    write more, or say that it may have fewer: editions: {full: {pages: 1-4}}"
    ]
    assert built(folder, "photocopy").findings == ()


def test_where_shorter_sentences_are_not_enough_leaving_something_out_is_advised(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": LIMIT, "part.md": f"# T\n\n{text(90)}\n"})
    assert (
        ". Leave out what it can do without, between /// leave-out-of | full and ///. Shorter sentences alone are not "
        in (too_long(folder))
    )


TABLE = "| A | B |\n|---|---|\n" + "| c | d |\n" * 14


def test_a_large_table_is_named(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": LIMIT, "part.md": f"# T\n\n{TABLE}\n{text(45)}\n"})
    table = r"\. Give the table in part.md line 3, which takes \d\d % of a page, fewer rows; or leave out "
    assert re.search(table, too_long(folder))


def test_a_picture_is_named_first_where_no_sentence_can_be_shortened(make_brief: MakeBrief) -> None:
    pictures = "![As it was](a.png)\n{: width=90mm }\n\nAs it was.\n\n" * 5
    folder = make_brief({"brief.yaml": LIMIT, "part.md": f"# T\n\n{pictures}"})
    Image.new("L", (1200, 1200), 90).save(folder / "a.png", dpi=(300, 300))
    message = too_long(folder)
    assert re.match(
        r"content/part.md:8: error: page-limit: full is \d+ lines too long\. "
        r"Give the picture in part.md line 3, which takes \d\d % of a page, a smaller width; or leave out what it can "
        r"do without, between /// leave-out-of \| full and ///\n",
        message,
    )


def test_sentences_of_notes_are_named_too(make_brief: MakeBrief) -> None:
    note = " ".join(f"{'Note' if number % 2 else 'This'} {number} has {'many ' * 30}words." for number in range(24))
    files = {"brief.yaml": LIMIT, "part.md": f"# T\n\n{text(9)}[^n]\n\n[^n]:\n    {note}\n"}
    folder = make_brief(files)
    message = too_long(folder)
    assert "; the longest are part.md line 16 (34 words), part.md line 16 (34 words), " in message
    assert re.search(r"\n    part takes \d\d %, notes take \d\d % of the page that it may have; ", message)


def test_advice_accounts_for_blocks_that_stay_whole(make_brief: MakeBrief) -> None:
    """Boxes and tables stay whole and leave room at the foot of a page, so lines are not saved one by one."""
    box = "/// box | Head\n\n" + text(6).replace("\n\n", "\n") + "\n///\n\n"
    for boxes in (7, 8):
        folder = make_brief({"brief.yaml": LIMIT, "part.md": f"# T\n\n{text(6)}\n\n{box * boxes}"})
        message = too_long(folder)
        if "leave out" not in message.lower():
            shorten(folder, message)
            assert len(built(folder).measured.pages) == 1
