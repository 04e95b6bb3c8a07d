"""An edition that is too long says by how much, and which sentences to shorten; when an editor does, it fits."""

from __future__ import annotations

import re
from math import ceil
from pathlib import Path

import pytest

from brief.findings import BriefError
from tests.built import built
from tests.conftest import MakeBrief

LIMIT = "title: A\nask: We ask you to act.\neditions: {full: {pages: 1}}\n"
SENTENCE = "The {number} sentence of this text says a thing that has to be said, at a length that is {how}."
NAMED = re.compile(r"(?P<file>[\w-]+\.md) line (?P<line>\d+) \((?P<count>\d+) words\)")


def text(sentences: int) -> str:
    """Paragraphs of three sentences, one line of the file each, of which some are longer."""
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


def shorten(folder: Path, told: str) -> None:
    """Cuts as many words as were told and a tenth from the ends of the sentences named, the last word of each stays."""
    (words,) = map(int, re.findall(r"about (\d+) words", told))
    to_cut = ceil(words * 1.1)
    for named in NAMED.finditer(told):
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


@pytest.mark.parametrize("sentences", range(32, 39))
def test_an_editor_who_shortens_what_is_named_makes_it_fit(sentences: int, make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": LIMIT, "part.md": f"# T\n\n{text(sentences)}\n"})
    shorten(folder, too_long(folder))
    assert len(built(folder).layout.pages) == 1


@pytest.mark.parametrize("items", [13, 14])
def test_of_a_handout_the_column_that_is_too_long_is_shortened(items: int, make_brief: MakeBrief) -> None:
    asks = "\n".join(f"{number}. Do this, and do it {'soon, ' * 3}as it has to be done." for number in (1, 2, 3))
    files = {
        "brief.yaml": LIMIT,
        "summary.md": "\n".join(f"- Reason {number} is {'very ' * 27}good." for number in range(items)),
        "recommendations.md": f"# Asks\n\n{asks}\n",
    }
    folder = make_brief(files)
    told = too_long(folder, "handout")
    assert {named["file"] for named in NAMED.finditer(told)} == {"summary.md"}
    shorten(folder, told)
    assert len(built(folder, "handout").layout.pages) == 1


def test_what_is_too_long_is_told_with_the_longest_sentences_first(make_brief: MakeBrief) -> None:
    short = "A sentence of so many words as this one has."
    lines = [f"{short} {short}\n{short}"] * 23
    lines[3] = f"{short} One that has a few words more than all of the others have.\n{short}"
    folder = make_brief({"brief.yaml": LIMIT, "part.md": "# T\n\n" + "\n\n".join(lines) + "\n", "b.md": "# B\n\nB.\n"})
    told = too_long(folder)
    assert re.match(
        r"content/part.md:12: error: page-limit: full is \d+ lines too long \(about \d+ words\)\. "
        r"Shorten first: part.md line 12 \(13 words\), part.md line 3 \(10 words\), part.md line 3 \(10 words\)",
        told,
    )
    assert re.search(
        r"\n    part takes \d+% of its pages, b takes \d% of its pages; "
        r"`brief build -e full --show` writes the pages as they are, to look at$",
        told,
    )


def test_where_sentences_are_not_enough_something_has_to_be_left_out(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": LIMIT, "part.md": f"# T\n\n{text(90)}\n"})
    assert "; or leave out what it can do without, between /// leave-out-of | full and ///\n" in too_long(folder)


TABLE = "| A | B |\n|---|---|\n" + "| c | d |\n" * 14


def test_a_large_table_is_named(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": LIMIT, "part.md": f"# T\n\n{TABLE}\n{text(30)}\n"})
    assert re.search(r"; or make the table in part.md line 3 smaller, which takes \d\d% of a page", too_long(folder))
