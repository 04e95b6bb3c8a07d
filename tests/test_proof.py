"""The proof: file, line and the comments of editors beside each block, and none of these in other editions."""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from brief import build
from brief.findings import BriefError
from brief.load import load
from brief.model import EDITIONS, PAPERS, Box, PaperName, editions_of
from tests import built
from tests.built import BRIEFS
from tests.conftest import MakeBrief
from tests.reading import read

COMMENTED = BRIEFS / "commented"
MM = 72 / 25.4

WORDS = (
    "nobody else needs",
    "short enough",
    "before the first",
    "from memory",
    "soot and gum, yes",
    "Counsel",
    "says who",
)
"""Words of the comments in the brief of these tests; the comment with the first words has no name."""


def texts_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def streams(pdf: bytes) -> Iterator[bytes]:
    """All streams of a PDF, decoded, and all its other objects and strings."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Stream):
                yield one.read_bytes()
            yield one.unparse(resolved=False)
            yield str(one).encode() if isinstance(one, pikepdf.String) else b""
            if isinstance(one, pikepdf.Dictionary):
                yield " ".join(str(value) for value in one.values() if isinstance(value, pikepdf.String)).encode()


# ── What no other edition has ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("edition", [name for name in EDITIONS if name != "proof"])
def test_no_other_edition_has_a_word_of_a_comment(edition: str) -> None:
    if EDITIONS[edition].medium == "screen":
        found = [built.shown(COMMENTED).html]
    else:
        made = built.kept(COMMENTED, edition)
        heard = [] if EDITIONS[edition].inks == "press" else [read(made.pdf).root.text.encode()]  # nobody hears it
        found = [made.html.encode(), texts_of(made.pdf).encode(), *heard, *streams(made.pdf)]
    assert [word for word in WORDS for part in found if word.encode() in part] == []


def test_the_proof_has_the_comments_except_those_without_a_name() -> None:
    made = built.kept(COMMENTED, "proof")
    said = texts_of(made.pdf)
    assert [word for word in WORDS[1:] if word not in said] == []
    assert not any(WORDS[0].encode() in part for part in (made.html.encode(), said.encode(), *streams(made.pdf)))


def test_comments_do_not_change_the_pages_of_other_editions(make_brief: MakeBrief) -> None:
    """Only the copy code differs, which depends on the whole file."""
    text = "# T\n\nSome text.{}\n\n- one{}\n- two\n"
    one = built.built(make_brief({"part.md": text.format("", "")}))
    other = built.built(make_brief({"part.md": text.format(" <!-- @A: words -->", " <!-- @B: words -->")}))
    said, otherwise = (re.sub("copy code [0-9a-f]{6}", "", texts_of(made.pdf)) for made in (one, other))
    assert said == otherwise


# ── Where they stand ─────────────────────────────────────────────────────────────────────────────────────────────


def comments(folder_or_made: build.Built) -> list[Box]:
    return [box for page in folder_or_made.measured.pages for box in page.boxes if "comment" in box.classes]


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("One. <!-- @A: x -->\n\nTwo.", "One."),
        ("One.\n<!-- @A: x -->\n\nTwo.", "One."),
        ("One.\n\n<!-- @A: x -->\nTwo.", "Two."),
        ("One.\n\nTwo.\n\n<!-- @A: x -->", "Two."),
        ("<!-- @A: x -->\n\nOne.\n\nTwo.", "One."),
        ("- one\n- two <!-- @A: x -->\n- three", "two"),
        ("- one\n  - inner <!-- @A: x -->\n- three", "inner"),
        ("- one\n<!-- @A: x -->\n- two", "two"),
        ("One.\n\n## Head <!-- @A: x -->\n\nTwo.", "Two."),
        ("One.\n\n> Quoted. <!-- @A: x -->\n\nTwo.", "Quoted."),
        ("One.\n\nTwo.[^n]\n\n[^n]: A note. <!-- @A: x -->", "Two."),
    ],
)
def test_a_comment_is_beside_its_block(text: str, beside: str, make_brief: MakeBrief) -> None:
    made = built.built(make_brief({"part.md": f"# T\n\n{text}\n"}), "proof")
    (comment,) = comments(made)
    page = made.measured.pages[0]
    (line,) = [run for run in page.texts if run.text.strip().startswith(beside) and "comment" not in run.classes]
    assert comment.x >= page.right
    assert abs(comment.y - line.y) < 6


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("| A | B |\n| - | - |\n| a <!-- @A: x --> | b |", "table"),
        ("/// box | Box\nOne.\n\nTwo. <!-- @A: x -->\n///", "aside"),
        ("/// key-figure | 5\nthings <!-- @A: x -->\n///", "aside"),
    ],
)
def test_a_comment_in_a_table_or_a_box_is_beside_the_whole_block(text: str, tag: str, make_brief: MakeBrief) -> None:
    made = built.built(make_brief({"part.md": f"# T\n\nText.\n\n{text}\n\nMore.\n"}), "proof")
    (comment,) = comments(made)
    block = next(box for box in made.measured.pages[0].boxes if box.tag == tag and "comment" not in box.classes)
    assert abs(comment.y - block.y) < 20


def test_a_comment_has_its_author_and_place_and_is_read_after_its_block(make_brief: MakeBrief) -> None:
    made = built.built(make_brief({"part.md": "# T\n\nOne. <!-- @Ana Maria: which\nyear? -->\n\nTwo.\n"}), "proof")
    said = [one.text for one in read(made.pdf).root.all("P")]
    at = said.index("One.")
    assert said[at : at + 3] == ["One.", "Ana Maria part 3 which year?", "Two."]
    assert [word for run in made.measured.pages[0].texts for word in [run.text] if word.startswith("Ana")] == [
        "Ana Maria"
    ]


def test_a_comment_on_a_short_version_follows_the_first_block(make_brief: MakeBrief) -> None:
    text = "---\nshort: |\n  In short. <!-- @A: too short -->\n---\n# T\n\nOne.\n\nTwo.\n"
    made = built.built(make_brief({"part.md": text}), "proof")
    said = [one.text for one in read(made.pdf).root.all("P")]
    assert said[said.index("One.") + 1] == "A part 3 too short"


def test_the_text_of_a_comment_is_printed_literally(make_brief: MakeBrief) -> None:
    text = "# T\n\nOne. <!-- @A: {{ name }} <b>bold</b> *em* [^none] [@none] & more -->\n"
    made = built.built(make_brief({"part.md": text}), "proof")
    assert "A part 3 {{ name }} <b>bold</b> *em* [^none] [@none] & more" in [
        one.text for one in read(made.pdf).root.all("P")
    ]


def test_the_dark_part_of_the_code_ends_at_the_right_edge_of_the_text(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": "title: A\nweb-address: https://example.org/a\n", "part.md": "# T\n\nText.\n"})
    *_, last = built.built(folder, "proof").measured.pages
    (code,) = (box for box in last.boxes if "code" in box.classes)
    white = (code.width - 25 * 72 / 25.4) / 2
    assert code.right - white == pytest.approx(last.right, abs=0.1)


def test_comments_in_a_section_without_blocks_are_printed_too(make_brief: MakeBrief) -> None:
    settings = "title: A\nauthors: [{name: Me}]\n"
    files = {"brief.yaml": settings, "author.md": "# About\n\n<!-- @A: say more -->\n", "part.md": "# T\n\nText.\n"}
    assert "say more" in texts_of(built.built(make_brief(files), "proof").pdf)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_mail_address_below_the_title_has_room_beside_the_code(paper: PaperName, make_brief: MakeBrief) -> None:
    settings = "title: A\ncontact: {name: Jane Q. Doe, email: jane.q.doe@capital.example.org}\n"
    settings += "web-address: https://capital.example.org/a\ndisclosure: Paid for by the Office of Capital Watch.\n"
    folder = make_brief({"brief.yaml": settings, "part.md": "# T\n\nText.\n"})
    assert built.built(folder, "proof", paper).findings == ()  # text on the code would be an error


def test_a_comment_in_a_section_that_is_not_printed_is_reported(make_brief: MakeBrief) -> None:
    text = "# Aside\n\n/// only-in | handout\nText. <!-- @Ana: x -->\n///\n"
    folder = make_brief({"a.md": text, "b.md": "# Body\n\nText.\n"})
    assert [str(one) for one in built.built(folder, "proof").findings] == [
        "content/a.md:4: warning: comment-left-out: the edition 'proof' leaves this section out, and with it the "
        "comment by Ana\n    move the comment to a section that it prints, or have it print a block of this one"
    ]
    assert built.built(folder, "full").findings == ()


def test_comments_in_sections_that_are_left_out_on_purpose_are_not_reported(make_brief: MakeBrief) -> None:
    settings = "title: A\neditions: {legal: {like: proof, sections: [b]}}\n"
    files = {"brief.yaml": settings, "a.md": "# A\n\nOne. <!-- @A: x -->\n", "b.md": "# B\n\nTwo. <!-- @B: y -->\n"}
    made = built.built(make_brief(files), "legal")
    assert made.findings == ()
    assert [one.text for one in read(made.pdf).root.all("P") if one.text.endswith("y")] == ["B b 3 y"]


def test_a_character_in_a_comment_that_cannot_be_printed_is_reported_at_its_line(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nOne.\n\nTwo. <!-- @A: good \N{THUMBS UP SIGN} -->\n"})
    with pytest.raises(BriefError) as caught:
        built.built(folder, "proof")
    (finding,) = caught.value.findings
    assert str(finding).startswith("content/part.md:5:20: error: ")
    assert built.built(folder, "full").findings == ()


# ── However many and long they are ───────────────────────────────────────────────────────────────────────────────


def remarked(seed: int) -> str:
    """A text with comments of all lengths in all kinds of blocks; each word of a comment occurs only once."""
    chance = random.Random(seed)
    count = 0

    def comment() -> str:
        nonlocal count
        count += 1
        if chance.random() < 0.5:
            return ""
        return (
            f" <!-- @R{count}: {' '.join(f'c{count}w{k}' for k in range(chance.choice([3, 8, 20, 60, 150, 700])))} -->"
        )

    def words() -> str:
        return "Ink and " + " ".join(chance.choice(["pen", "paper", "quill"]) for _ in range(chance.randrange(5, 90)))

    blocks = {
        "heading": lambda: f"## Head{comment()}",
        "paragraph": lambda: f"{words()}.{comment()}",
        "another": lambda: f"{words()}.{comment()}",
        "list": lambda: "\n".join(f"- {words()}{comment()}" for _ in range(chance.randrange(2, 6))),
        "box": lambda: f"/// box | Box\n{words()}.{comment()}\n///",
        "table": lambda: "| A | B |\n| - | - |\n" + "| a | b |\n" * chance.randrange(1, 7) + f"| a | b{comment()} |",
        "quote": lambda: f"> {words()}.{comment()}",
    }
    made = [blocks[chance.choice(list(blocks))]() for _ in range(chance.randrange(12, 40))]
    return "# Title\n\n" + "\n\n".join(made) + "\n\nThe end.\n"


@pytest.mark.parametrize("seed", [5])
def test_each_comment_is_printed_once_and_no_two_overlap(seed: int, make_brief: MakeBrief) -> None:
    text = remarked(seed)
    made = built.built(make_brief({"part.md": text}), "proof")  # fails if words leave the page or overlap
    assert made.findings == ()
    printed = Counter(
        word for page in made.measured.pages for run in page.texts for word in re.findall(r"c\d+w\d+", run.text)
    )
    assert printed == Counter(re.findall(r"c\d+w\d+", text))
    for page in made.measured.pages:
        boxes = sorted(
            (box for box in page.boxes if "comment" in box.classes and box.height > 1), key=lambda box: box.y
        )
        assert all(one.foot <= other.y + 1 for one, other in pairwise(boxes))


# ── Beside each block ────────────────────────────────────────────────────────────────────────────────────────────


BLOCKS = (
    "# The title\n\nA paragraph.\n\n## Heading\n\n- one\n  - inner\n- two\n\n1. first\n\n   second\n\n> Stated.\n\n"
    "Term\n: Meaning.\n\n/// box | Box\nText in it.\n///\n\n- item\n\n  > Within.\n\n> - Dot\n"
)
OF_BLOCKS = {
    1: "The title", 3: "A paragraph.", 5: "Heading", 7: "one", 8: "inner", 9: "two", 11: "first", 13: "second",
    15: "Stated.", 17: "Term", 18: "Meaning.", 20: "Box", 21: "Text in it.", 24: "item", 26: "Within.", 28: "Dot",
}  # fmt: skip
EXHIBITS = (
    '# The title\n\n![Alt](a.svg "Below")\n\n![Alt](a.svg "Across"){: .wide }\n\n| A | B |\n| - | - |\n| a | b |\n\n'
    "Table: Counted.\n\n/// key-figure | Fifty\nthings\n///\n\n/// pull-quote\nPulled.\n-- A neighbor\n///\n\n"
    "/// qr | https://example.org\nScan\n///\n\n| Only | B |\n| - | - |\n| a | b |\n"
)
OF_EXHIBITS = {
    1: "The title", 3: "Figure 1", 5: "Figure 2", 7: "Table 1", 13: "Fifty", 17: "Pulled.", 22: "Scan", 26: "Only",
}  # fmt: skip


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("text", "wanted"), [(BLOCKS, OF_BLOCKS), (EXHIBITS, OF_EXHIBITS)])
def test_each_block_has_its_file_and_line_on_the_baseline_of_its_first_line(
    text: str, wanted: Mapping[int, str], paper: PaperName, make_brief: MakeBrief
) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="9"><path d="M0 0h90v9z"/></svg>'
    made = built.built(make_brief({"none.md": text, "a.svg": svg}), "proof", paper)
    page = made.measured.pages[0]
    places = {run.text: run for run in page.texts if "place" in run.classes}
    assert {f"none {line}" for line in wanted} == places.keys()
    with pypdfium2.PdfDocument(made.pdf) as document:
        view = document[0].get_textpage()
        for line, words in wanted.items():
            assert abs(baseline(view, f"none {line}") - baseline(view, words)) < 1, words
    assert {round(run.right, 1) for run in places.values()} == {round(page.left - 2.5 * MM, 1)}
    assert len({round(run.height, 1) for run in places.values()}) == 1


FIVE = "| A | B | C | D | E |\n| - | - | - | - | - |\n| a | b | c | d | " + "All that is known. " * 6 + "|\n"


@pytest.mark.parametrize(
    ("block", "first"),
    [(f"{FIVE}\nTable: Counted.\n{{: .wide }}\n", "Table 1."), ('![Alt](a.svg "Across"){: .wide }\n', "Figure 1.")],
)
def test_a_wide_drawing_or_table_extends_to_the_left_below_its_caption(
    block: str, first: str, make_brief: MakeBrief
) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="9"><path d="M0 0h900v9z"/></svg>'
    page = built.built(make_brief({"part.md": f"# T\n\n{block}", "a.svg": svg}), "proof").measured.pages[0]
    caption = next(run for run in page.texts if run.text.startswith(first))
    below = next(run for run in (*page.pictures, *page.texts) if run.y > caption.y and run.text in ("", "A"))
    assert caption.x == pytest.approx(page.left)
    assert below.x == pytest.approx(page.left - 22 * MM)


def test_a_wide_table_of_many_columns_that_fit_is_in_the_column_of_the_text(make_brief: MakeBrief) -> None:
    text = "# T\n\n| A | B | C | D | E |\n| - | - | - | - | - |\n| a | b | c | d | e |\n{: .wide }\n"
    page = built.built(make_brief({"part.md": text}), "proof").measured.pages[0]
    (table,) = (box for box in page.boxes if "table" in box.classes)
    assert (table.x, table.right) == pytest.approx((page.left, page.right))


def test_a_wide_table_without_a_caption_has_its_file_and_line_above_it(make_brief: MakeBrief) -> None:
    page = built.built(make_brief({"part.md": f"# T\n\n{FIVE}{{: .wide }}\n"}), "proof").measured.pages[0]
    _, place = (run for run in page.texts if "place" in run.classes)
    head = next(run for run in page.texts if run.text == "A")
    assert place.foot < head.y + 1
    assert head.x == pytest.approx(page.left - 22 * MM)


def test_a_wide_table_of_a_few_columns_is_in_the_column_of_the_text(make_brief: MakeBrief) -> None:
    rows = "| Year | What it is | What it brings |\n| - | - | - |\n" + "| 1984 | A convention against | Rules |\n" * 3
    page = built.built(make_brief({"part.md": f"# T\n\n{rows}{{: .wide }}\n"}), "proof").measured.pages[0]
    (table,) = (box for box in page.boxes if "table" in box.classes)
    assert (table.x, table.right) == pytest.approx((page.left, page.right))


def test_a_long_list_of_what_one_addressee_is_asked_fills_its_page(make_brief: MakeBrief) -> None:
    asks = "# Asks\n\n## To the Minister\n\n" + f"1. {'word ' * 150}\n" * 3
    pages = built.built(make_brief({"brief.yaml": "title: T\n", "recommendations.md": asks}), "proof").measured.pages
    assert [sorted({box.source for box in page.boxes if box.tag == "li"}) for page in pages] == [
        ["recommendations.md:5-5", "recommendations.md:6-6"],
        ["recommendations.md:7-7"],
    ]


def test_sections_and_recommendations_have_the_numbers_of_the_look(make_brief: MakeBrief) -> None:
    files = {
        "brief.yaml": "title: A\nlook: ledger\nsections: [summary, why, recommendations]\n",
        "summary.md": "- **One.** So.\n- **Two.** So.\n",
        "why.md": "# Why\n\nText.\n",
        "recommendations.md": "# Ask\n\n1. **Act:** now.\n2. **Say:** when.\n",
    }
    for edition in ("full", "proof", "large-print"):
        texts = [run.text for page in built.built(make_brief(files), edition).measured.pages for run in page.texts]
        assert {"1.1", "1.2", "2", "3", "3.1", "3.2"} <= {text.strip() for text in texts}, edition


@pytest.mark.parametrize("paper", PAPERS)
def test_only_comments_are_printed_in_the_room_for_a_pen(paper: PaperName, make_brief: MakeBrief) -> None:
    from tests.test_figures import photograph

    settings = (
        "title: A title\nask: We ask.\naddressee: all who count\nweb-address: https://example.org/a\nseries: Series\n"
        "organisation: {name: An office with a name that goes on and on and on, imprint: Somewhere else}\n"
        "contact: {name: Me, email: me@example.org}\ndisclosure: Paid for by us.\ndate: 2020-01-01\n"
    )
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="700" height="90"><path d="M0 0h700v90z"/></svg>'
    text = (
        f'{EXHIBITS}{{: .wide }}\n\n![Alt](b.jpg "A photograph"){{: .wide }} <!-- @Ana: Mine? -->\n\nText.\n\n'
        "/// chart | d.csv\n    kind: bar\n    x: Drawer\n    y: Pencils\n    wide: yes\n\nDrawers\n///\n"
    )
    files: dict[str, str | bytes] = {
        "brief.yaml": settings,
        "part.md": text,
        "a.svg": svg,
        "b.jpg": photograph(900, 300),
        "d.csv": "Drawer,Pencils\nA,1\nB,2\n",
    }
    made = built.built(make_brief(files), "proof", paper)
    for page in made.measured.pages:
        remarks = [box for box in page.boxes if "comment" in box.classes]
        exhibits = (box for box in page.boxes if box.tag in ("svg", "table", "img"))
        shown = (one for one in (*page.texts, *page.pictures, *exhibits) if "code" not in one.classes)  # white margin
        over = [one for one in shown if one.right > page.right + 1]
        assert [one for one in over if not any(remark.holds(one) for remark in remarks)] == []


def baseline(view: pypdfium2.PdfTextPage, words: str) -> float:
    """The height of the foot of the first letter above the foot of the page, as it is drawn."""
    found = view.search(words, match_whole_word=True)
    at, _ = found.get_next()
    _, bottom, _, _ = view.get_charbox(at)
    return float(bottom)


def test_the_title_of_the_summary_has_its_file_and_line(make_brief: MakeBrief) -> None:
    """In other editions, it is in one row with the addressee, which leaves no room on its left."""
    settings = "title: A\nask: We ask.\naddressee: all who count\n"
    made = built.built(make_brief({"brief.yaml": settings, "summary.md": "# In short\n\n- One\n"}), "proof")
    assert "summary 1" in {run.text for run in made.measured.pages[0].texts}


def test_files_and_lines_are_printed_but_not_read_aloud(make_brief: MakeBrief) -> None:
    made = built.built(make_brief({"part.md": "# Title\n\nText.\n\n- one\n"}), "proof")
    assert "part 3" in texts_of(made.pdf)
    reading = read(made.pdf)
    assert "part 3" not in reading.root.text
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf, pdf.open_outline() as outline:
        assert [one.title for one in outline.root[0].children] == ["Title"]


def test_a_long_file_name_is_shortened_and_keeps_its_line(make_brief: MakeBrief) -> None:
    name = "what-the-commission-found-in-2014"
    made = built.built(make_brief({f"{name}.md": "# T\n\nText.\n"}), "proof")
    places = [run.text for page in made.measured.pages for run in page.texts if "place" in run.classes]
    assert places == ["what-the-comm… 1", "what-the-comm… 3"]


def test_a_file_name_loses_its_suffix_on_all_lines_before_it_is_shortened(make_brief: MakeBrief) -> None:
    made = built.built(make_brief({"recommendations.md": f"# T\n\nText.{chr(10) * 17}More.\n"}), "proof")
    places = [run.text for page in made.measured.pages for run in page.texts if "place" in run.classes]
    assert places == ["recommendations 1", "recommendations 3", "recommendations 20"]


@pytest.mark.parametrize("name", ["WWWWMMMMWWWWMMMMWWWW", "아주 긴 이름을 가진 부분", "a"])
def test_a_file_name_of_any_width_has_room(name: str, make_brief: MakeBrief) -> None:
    made = built.built(make_brief({f"{name}.md": f"# T\n\nText.{chr(10) * 1200}More.\n"}), "proof")
    assert made.findings == ()


# ── The page ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("status", "date", "head"),
    [
        ("draft", "date: 2018-06-08\n", "Draft June 8, 2018"),
        ("draft", "", "Draft no date"),
        ("review", "", "For comment, not for distribution no date"),
        ("final", "date: 2018-06-08\n", "Proof of the final text June 8, 2018"),
    ],
)
def test_each_page_states_the_status_the_date_and_the_version(
    status: str, date: str, head: str, make_brief: MakeBrief
) -> None:
    settings = f'title: A\nstatus: {status}\nversion: "1.2"\n{date}'
    text = "# T\n\n" + "Text that fills a page.\n\n" * 60
    made = built.built(make_brief({"brief.yaml": settings, "part.md": text}), "proof")
    assert len(made.measured.pages) > 1
    code = re.search(r"copy code ([0-9a-f]{6})", texts_of(made.pdf))
    assert code
    for page in made.measured.pages:
        above = " ".join(run.text.strip() for run in page.texts if run.foot < page.top)
        below = " ".join(run.text.strip() for run in page.texts if run.y > page.bottom)
        assert above.replace(" · ", " ") == head
        assert f"Version 1.2 · copy code {code[1]}" in below
        assert max(run.height for run in page.texts if run.foot < page.top) < 14  # it is small


@pytest.mark.parametrize("paper", PAPERS)
def test_there_is_room_for_a_pen(paper: PaperName, make_brief: MakeBrief) -> None:
    made = built.built(make_brief({"part.md": "# T\n\n" + "Text that goes on and on. " * 40}), "proof", paper)
    page = made.measured.pages[0]
    assert 50 <= (page.width - page.right) / MM <= 60
    lines = sorted({round(run.y, 1) for run in page.texts if run.text.startswith("Text") or "goes" in run.text})
    steps = {round(lower - upper, 1) for upper, lower in pairwise(lines)}
    assert steps == {16.5}


def test_it_prints_the_blocks_of_the_full_edition_and_its_own(make_brief: MakeBrief) -> None:
    text = "# T\n\n/// only-in | full\nOnly.\n///\n\n/// leave-out-of | full\nNot.\n///\n\n"
    text += "/// only-in | proof\nProof.\n///\n"
    said = texts_of(built.built(make_brief({"part.md": text}), "proof").pdf)
    assert "Only." in said
    assert "Proof." in said
    assert "Not." not in said


def test_every_brief_has_editions_for_large_print_and_a_proof() -> None:
    brief, _ = load(COMMENTED)
    assert {"large-print", "proof"} <= editions_of(brief.settings).keys()
