"""`brief listen` from end to end: an edition is built, and what its PDF says is read back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brief import build
from brief.findings import BriefError, UsageError
from brief.listen import lines, listen
from tests.conftest import MakeBrief
from tests.listen.making import untagged

ROOT = Path(__file__).parents[2]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><path d="M0 0h90v30z"/></svg>'
KITCHEN = {
    "brief.yaml": "title: A brief\nlanguage: en-GB\nsections: [part]\n",
    "images/map.svg": SVG,
    "part.md": """# The *title*

*[COI]: Commission of Inquiry

The COI wrote of 성분,[^a] see [the report](https://www.example.org/report) and [the tables](#tables).[^b]

Called again.[^a]

1. one

    - deep
2. two

## Tables {: #tables}

|       | Words | Lines |
|-------|------:|------:|
| Part  |   120 |    11 |

Table: How long

![A map of the camps.](images/map.svg "The *camps*")

![](images/map.svg){: .decorative}

> Words of others.

Songbun
: a class

<span lang="fr">La loi</span>, they say.

[^a]: First note.

[^b]: Second note.
""",
}


def heard(where: Path = Path("content")) -> list[str]:
    """The lines of a brief without findings, except the last line of its colophon."""
    found, findings = listen(where)
    assert findings == ()
    *said, colophon = lines(found)
    assert re.search(r"copy code [0-9a-f]{6}$", colophon)
    return said


def test_a_brief_is_heard_as_it_was_written(make_brief: MakeBrief) -> None:
    make_brief(KITCHEN)
    assert heard() == [
        "Document      A brief [en-GB, 1 page]",
        "Heading 1     A brief",
        "Heading 2     The title",
        "Paragraph     The COI [in full: Commission of Inquiry] wrote of [ko: 성분], [note 1] see the report "
        "[link: example.org/report] [note 2] and the tables [link: Tables]. [note 3]",
        "Note 1        First note.",
        "Note 2        example.org/report [link]",
        "Note 3        Second note.",
        "Paragraph     Called again. [note 1]",
        "List          numbered, 2 items",
        "  1.          one",
        "    List      bulleted, 1 item",
        "      •       deep",
        "  2.          two",
        "Heading 3     Tables",
        "Table         3 columns, 2 rows: Table 1. How long",
        "  Header row  [empty]; Words; Lines",
        "  Row         Part; Words: 120; Lines: 11",
        "Figure        A map of the camps.",
        "Caption       Figure 1. The camps",
        "Quotation     Words of others.",
        "List          1 item",
        "  Item        Songbun: a class",
        "Paragraph     [fr: La loi], they say.",
    ]


def test_words_divided_at_line_ends_are_whole(make_brief: MakeBrief) -> None:
    words = "Characteristically incomprehensible institutionalisation notwithstanding, responsibilities " * 12
    make_brief({"part.md": f"# Title\n\n{words}\n"})
    assert heard()[3:] == [f"Paragraph     {' '.join(words.split())}"]


def test_a_paragraph_and_a_table_over_two_pages_are_one_each(make_brief: MakeBrief) -> None:
    prose = " ".join(f"Sentence {number} of the long paragraph." for number in range(160))
    rows = "".join(f"| {number} | row {number} |\n" for number in range(60))
    make_brief({"part.md": f"# Title\n\n{prose}\n\n| Number | Row |\n|---|---|\n{rows}"})
    said = heard()
    assert f"Paragraph     {prose}" in said
    assert [line for line in said if line.startswith("Table ")] == ["Table         2 columns, 61 rows"]
    assert [line for line in said if line.startswith("  Header row")] == ["  Header row  Number; Row"]
    assert [line for line in said if line.startswith("  Row")] == [
        f"  Row         Number: {number}; Row: row {number}" for number in range(60)
    ]


def test_running_heads_and_page_numbers_are_never_heard(make_brief: MakeBrief) -> None:
    settings = "title: A brief\nshort-title: The running title\nstatus: review\n"
    make_brief({"brief.yaml": settings, "part.md": "# Title\n\n" + "Some words.\n\n" * 90})
    said = "\n".join(heard())
    assert "Page          2" in said
    assert "running title" not in said
    assert "For comment" not in said
    assert " of 2" not in said


def test_sentences_of_the_example_are_heard() -> None:
    said = "\n".join(heard(ROOT))
    for sentence in (
        "Put human rights on the table in Singapore",
        "The record is established. In 2014 a UN inquiry found crimes against humanity, without parallel in the",
        "Songbun ([ko: 성분], in full [ko: 출신성분]) is the state’s classification of every citizen.",
        "Year: 2004; Document: North Korean Human Rights Act; What it brings to the table: The law under which",
        "Use the oversight that the North Korean Human Rights Act of 2004 provides for.",
    ):
        assert sentence in said


def test_nothing_is_written(make_brief: MakeBrief) -> None:
    make_brief(KITCHEN)
    before = sorted(Path().rglob("*"))
    listen(Path())
    assert sorted(Path().rglob("*")) == before


def test_a_brief_that_cannot_be_built_is_not_heard(make_brief: MakeBrief) -> None:
    make_brief({"part.md": "# Title\n\n![A](a.png)\n"})
    with pytest.raises(BriefError, match="image-missing"):
        listen(Path())


def test_findings_of_the_build_are_returned(make_brief: MakeBrief) -> None:
    make_brief({"brief.yaml": "title: A\nsections: [part]\n", "part.md": "# Title\n\nA.\n", "spare.md": "# B\n\nB.\n"})
    _, findings = listen(Path())
    assert [finding.rule for finding in findings] == ["section-unlisted"]


@pytest.mark.parametrize(
    ("edition", "paper", "finding"),
    [
        ("fulll", "", "error: unknown-edition: there is no edition 'fulll'\n    did you mean 'full'?"),
        ("all", "", "error: unknown-edition: there is no edition 'all'\n    known are full"),
        ("full", "a5", "error: unknown-paper: there is no paper 'a5'\n    did you mean 'a4'?"),
    ],
)
def test_an_unknown_edition_or_paper_is_reported(edition: str, paper: str, finding: str) -> None:
    with pytest.raises(UsageError) as raised:
        listen(Path(), edition, paper)
    assert str(raised.value).splitlines()[0] == finding.splitlines()[0]


def test_an_edition_without_a_structure_is_reported(make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    make_brief({"part.md": "# Title\n\nText.\n"})
    theirs = build.build

    def printed(*words: object) -> build.Built:
        built = theirs(*words)  # type: ignore[arg-type]  # what listen gives is passed on
        return build.Built(untagged(), built.pages, built.fit, built.findings)

    monkeypatch.setattr(build, "build", printed)
    with pytest.raises(UsageError) as raised:
        listen(Path())
    assert str(raised.value) == (
        "error: nothing-to-hear: the edition 'full' has no structure that a screen reader could follow\n"
        "    listen to the one that is sent out: brief listen -e full"
    )
