"""What compose does to a section's blocks on their way into a layout."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from brief import build
from brief.load import load
from brief.model import COVER, Grid, Move, Moves
from tests.compose.composing import composed
from tests.conftest import MakeBrief


def html(folder: Path, moves: Moves | None = None, grid: Grid = "margin") -> str:
    """The working HTML of a brief, its white space folded."""
    brief, _ = load(folder)
    brief, texts, _ = build.read(brief)
    return re.sub(r"\s+", " ", composed(brief, texts, moves, grid=grid))


def beginning(source: str) -> Moves:
    """The move that begins a page before a block."""
    return Moves(begin=frozenset({source}))


def section(page: str, name: str = "part") -> str:
    """The inner HTML of a section, without ``data-source``."""
    match = re.search(rf'<section class="[^"]*" id="{name}">(.*?)</section>', page)
    assert match
    return re.sub(r' data-source="[^"]*"', "", match[1]).strip()


def test_a_side_note_is_bound_to_the_paragraph_before_it(make_brief: MakeBrief) -> None:
    page = html(make_brief({"part.md": "# T\n\nOne.\n\nTwo.\n\n/// pull-quote\nSaid.\n///\n\nThree.\n"}))
    assert (
        '<p>One.</p><div class="beside"><aside class="pull-quote side" data-read="after">'
        "<blockquote><p>Said.</p></blockquote></aside><p>Two.</p></div><p>Three.</p>"
    ) in section(page)


def test_a_side_note_under_a_heading_is_bound_to_the_text_that_follows(make_brief: MakeBrief) -> None:
    page = html(make_brief({"part.md": "# T\n\n## Head\n\n/// pull-quote\nSaid.\n///\n\nText.\n"}))
    assert '</h3><div class="beside"><aside class="pull-quote side" data-read="after">' in section(page)
    assert "</aside><p>Text.</p></div>" in section(page)


def test_two_side_notes_share_one_paragraph_in_their_order(make_brief: MakeBrief) -> None:
    quotes = "/// pull-quote\nFirst.\n///\n\n/// pull-quote\nSecond.\n///\n"
    part = section(html(make_brief({"part.md": f"# T\n\nText.\n\n{quotes}"})))
    assert part.count('class="beside"') == 1
    assert part.index("First.") < part.index("Second.") < part.index("<p>Text.</p>")


def test_a_side_note_with_no_text_at_all_still_prints(make_brief: MakeBrief) -> None:
    assert "Said." in section(html(make_brief({"part.md": "# T\n\n/// pull-quote\nSaid.\n///\n"})))


def test_side_notes_of_the_summary_come_first_in_it(make_brief: MakeBrief) -> None:
    page = html(make_brief({"summary.md": "- One.\n\n/// key-figure | 7\nseas\n///\n"}))
    assert section(page, "summary").startswith('<aside class="key-figure side" data-read="after">')


def test_the_numbers_of_recommendations_continue_across_addressees(make_brief: MakeBrief) -> None:
    text = "# Asks\n\n## To A\n\n1. Do.\n2. Go.\n\n## To B\n\n1. Stop.\n"
    part = section(html(make_brief({"recommendations.md": text})), "recommendations")
    assert re.findall(r'<ol start="(\d)" style="counter-reset: list-item (\d)">', part) == [("1", "0"), ("3", "2")]


def test_a_recommendation_opens_with_its_verb_in_bold(make_brief: MakeBrief) -> None:
    text = "# Asks\n\n1. Raise it now.\n2. **Never stop** asking.\n3. *Do* it.\n4. Go\n"
    part = section(html(make_brief({"recommendations.md": text})), "recommendations")
    for item in (
        "<strong>Raise</strong> it now.",
        "<strong>Never stop</strong> asking.",
        "<em>Do</em> it.",
        "<strong>Go</strong>",
    ):
        assert item in part
    assert part.count("<strong>") == 3


@pytest.mark.parametrize("lead", ["It is so.", "Is it?", "One thing:", "“It is so.”", "그렇다。"])
def test_bold_words_that_open_an_argument_are_marked_when_they_are_a_sentence(lead: str, make_brief: MakeBrief) -> None:
    part = section(html(make_brief({"summary.md": f"- **{lead}** Text.\n- Text **{lead}** text.\n"})), "summary")
    assert part.count('<strong class="sentence">') == 1
    assert '<li><strong class="sentence">' in part


@pytest.mark.parametrize(
    ("quote", "marked"),
    [
        ("> Words.\n>\n> -- Joan Pellow\n", True),
        ("> — Who is there?\n>\n> — Nobody.\n", False),  # a dialogue
        ("> -- Nobody.\n", False),
        ("> Words.\n>\n> More words.\n", False),
    ],
)
def test_the_last_paragraph_of_a_quotation_that_alone_begins_with_a_dash_is_its_speaker(
    quote: str, marked: bool, make_brief: MakeBrief
) -> None:
    page = html(make_brief({"brief.yaml": "title: T\n", "part.md": f"# T\n\n{quote}"}))
    assert ('class="speaker"' in page) == marked


@pytest.mark.parametrize("lead", ["It is so,", "Shade", "As they say"])
def test_bold_words_whose_sentence_goes_on_are_not_marked(lead: str, make_brief: MakeBrief) -> None:
    files = {
        "summary.md": f"- **{lead}** and more.\n- **It is not.** Text.\n",
        "part.md": "# T\n\n- **It is so.** Text.\n",
    }
    assert 'class="sentence"' not in html(make_brief(files))


def test_only_recommendations_are_numbered_and_emboldened(make_brief: MakeBrief) -> None:
    part = section(html(make_brief({"part.md": "# T\n\n4. Four.\n5. Five.\n"})))
    assert 'start="4"' in part
    assert "<strong>" not in part


def test_figures_and_tables_are_numbered_across_sections(make_brief: MakeBrief) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    figure = '![A drawing](a.svg "**Bold.** A caption")\n{: .wide }\n'
    table = "| A | B |\n|---|---|\n| 1 | 2 |\n\nTable: Numbers.\n"
    folder = make_brief({"a.svg": svg, "one.md": f"# T\n\n{figure}\n{table}", "two.md": f"# T\n\n{figure}\n{table}"})
    page = section(html(folder), "one") + section(html(folder), "two")
    assert (
        '<figcaption><span class="label">Figure 1.</span> <strong class="message">Bold.</strong> A caption</figcaption>'
        in page
    )
    assert '<span class="label">Figure 2.</span>' in page
    assert '<span class="label">Table 1.</span> Numbers.</caption>' in page
    assert '<span class="label">Table 2.</span>' in page


@pytest.mark.parametrize(
    ("caption", "written"),
    [
        ("**Most lose**. A sample", '<strong class="message">Most lose.</strong> A sample'),
        ("**Most lose:** a sample", '<strong class="message">Most lose:</strong> a sample'),
        (
            "**How cases ended**, in 2025. A sample",
            '<span class="message"><strong>How cases ended</strong>, in 2025.</span> A sample',
        ),
        ("**Cases** (in 2025)", "<strong>Cases</strong> (in 2025)"),
    ],
)
def test_only_a_whole_message_stands_on_a_line_of_its_own(caption: str, written: str, make_brief: MakeBrief) -> None:
    page = html(make_brief({"part.md": f"# T\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nTable: {caption}\n"}))
    assert f'<span class="label">Table 1.</span> {written}</caption>' in section(page, "part")


def test_a_decorative_image_has_no_number(make_brief: MakeBrief) -> None:
    files = {"a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>', "part.md": "# T\n\n![](a.svg)\n{: .decorative }\n"}
    assert "Figure" not in html(make_brief(files))


def test_a_note_is_placed_at_its_first_call_and_later_calls_link_to_it(make_brief: MakeBrief) -> None:
    part = section(html(make_brief({"part.md": "# T\n\nOne.[^a] Again.[^a]\n\n[^a]: The *note*.\n"})))
    assert (
        '<span class="footnote" id="note/part/a">The <em>note</em>.</span><span id="note/part/a/number"></span>' in part
    )
    assert '<a class="footnote-again" href="#note/part/a" data-number="#note/part/a/number"></a>' in part
    assert part.count("note</em>") == 1


def test_notes_of_the_same_name_in_two_sections_stay_apart(make_brief: MakeBrief) -> None:
    text = "# T\n\nText.[^a]\n\n[^a]: Note of {}.\n"
    page = html(make_brief({"one.md": text.format("one"), "two.md": text.format("two")}))
    assert 'id="note/one/a"' in page
    assert 'id="note/two/a"' in page


def test_a_field_shows_its_sample_escaped_and_filtered(make_brief: MakeBrief) -> None:
    settings = 'title: T\nfields:\n  who: {sample: "Dear <Senator>"}\n'
    page = html(make_brief({"brief.yaml": settings, "part.md": "# T\n\n{{ who }}, {{ who | upper }}.\n"}))
    assert '<span class="field">Dear &lt;Senator&gt;</span>, <span class="field">DEAR &lt;SENATOR&gt;</span>.' in page


def test_every_block_carries_its_source_lines_in_the_html(make_brief: MakeBrief) -> None:
    page = html(make_brief({"part.md": "# T\n\nOne\nline.\n\n- a\n- b\n"}))
    for source in ('<h2 data-source="part.md:1-1">', '<p data-source="part.md:3-4">', '<li data-source="part.md:7-7">'):
        assert source in page


def test_a_page_can_begin_before_a_given_block(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nOne.\n\nTwo.\n"})
    assert '<p data-source="part.md:5-5" class="break-before">Two.' in html(folder, beginning("part.md:5-5"))


def test_a_page_that_begins_before_a_block_takes_its_heading_along(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nOne.\n\n## Head\n\nTwo.\n"})
    page = html(folder, beginning("part.md:7-7"))
    assert re.search(r'<h3[^>]* class="break-before"[^>]*>Head', page)
    assert page.count('class="break-before"') == 1


def test_a_page_that_begins_at_the_title_or_first_block_begins_with_the_section(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nOne.\n"})
    for source in ("part.md:1-1", "part.md:3-3"):
        assert '<section class="prose break-before" id="part">' in html(folder, beginning(source))


def behind(source: str, blocks: int) -> Moves:
    """The move of an exhibit past this number of blocks."""
    return Moves(shifted=frozenset({(source, blocks)}))


SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
WITH_FIGURE = {"a.svg": SVG, "part.md": "# T\n\nOne.\n\n![A drawing](a.svg)\n\nTwo.\n\nThree.\n\nFour.\n"}


@pytest.mark.parametrize("grid", ["margin", "hanging", "folded"])
@pytest.mark.parametrize(
    ("blocks", "order"),
    [
        (1, ["One", "Two", "<figure", "Three", "Four"]),
        (2, ["One", "Two", "Three", "<figure", "Four"]),
        (9, ["One", "Two", "Three", "Four", "<figure"]),  # past the last block
        (-1, ["<figure", "One", "Two", "Three", "Four"]),
        (-9, ["<figure", "One", "Two", "Three", "Four"]),
    ],
)
def test_an_exhibit_moves_past_the_given_number_of_blocks(
    blocks: int, order: list[str], grid: Grid, make_brief: MakeBrief
) -> None:
    page = html(make_brief(WITH_FIGURE), behind("part.md:5-5", blocks), grid)
    assert re.findall(r"<figure|One|Two|Three|Four", page) == order


def test_a_block_and_its_side_note_count_as_one_block_for_a_moved_exhibit(make_brief: MakeBrief) -> None:
    text = "# T\n\nOne.\n\n![A drawing](a.svg)\n{: .wide }\n\nTwo.\n\n/// pull-quote\nSaid.\n///\n\nThree.\n"
    page = html(make_brief({"a.svg": SVG, "part.md": text}), behind("part.md:5-6", 1))
    assert re.findall(r"<figure|One|Said|Two|Three", page) == ["One", "Said", "Two", "<figure", "Three"]


def test_a_moved_exhibit_takes_the_side_note_beside_it_along(make_brief: MakeBrief) -> None:
    text = "# T\n\nOne.\n\n| Held |\n|---|\n| Ten |\n\n/// pull-quote\nSaid.\n///\n\nTwo.\n\nThree.\n"
    page = html(make_brief({"part.md": text}), behind("part.md:5-7", 1))
    assert re.findall(r"One|Ten|Said|Two|Three", page) == ["One", "Two", "Said", "Ten", "Three"]


@pytest.mark.parametrize(("moved", "kept"), [(0, []), (1, ["One"]), (2, ["One", "Other"])])
def test_a_paragraph_is_not_kept_with_what_follows_once_the_table_that_it_introduces_has_moved(
    moved: int, kept: list[str], make_brief: MakeBrief
) -> None:
    table = "| Held |\n|---|\n| Ten |\n\nTable: What there is\n"
    text = f"# T\n\nOne in @tab:a.\n\n{table}{{: #a}}\n\nOther in @tab:b.\n\n{table}{{: #b}}\n\nTwo.\n"
    folder = make_brief({"part.md": text})
    sources = [*re.findall(r'<div[^>]* data-source="([^"]*)"[^>]*>\s*<table', html(folder)), "other.md:1-1"]
    page = html(folder, behind(sources[moved], 1))
    assert re.findall(r'<p[^>]*class="introduces"[^>]*>(\w+)', page) == kept


def test_a_moved_exhibit_keeps_its_number(make_brief: MakeBrief) -> None:
    figure = '![A drawing](a.svg "Caption")\n\n'
    folder = make_brief({"a.svg": SVG, "part.md": f"# T\n\n{figure}One.\n\n{figure}Two.\n"})
    labels = re.findall(r"Figure \d", html(folder, behind("part.md:3-3", 1)))
    assert labels == ["Figure 1", "Figure 2"]


def test_a_move_of_a_block_that_is_not_in_the_text_changes_nothing(make_brief: MakeBrief) -> None:
    folder = make_brief(WITH_FIGURE)
    assert html(folder, behind("part.md:99-99", 1)) == html(folder)


def test_moving_by_no_blocks_begins_a_page_and_by_more_moves_an_exhibit() -> None:
    moves = Moves().moving(Move("a.md:1-1")).moving(Move("a.md:3-3", blocks=2)).moving(Move("a.md:5-5", height=90))
    assert moves == Moves(frozenset({"a.md:1-1"}), frozenset({("a.md:3-3", 2)}), frozenset({("a.md:5-5", 90)}))


def test_a_further_move_of_one_exhibit_adds_to_the_earlier_one() -> None:
    moves = Moves().moving(Move("a.md:3-3", blocks=2)).moving(Move("a.md:3-3", blocks=1))
    assert moves == behind("a.md:3-3", 3)
    smaller = Moves().moving(Move("a.md:3-3", height=120)).moving(Move("a.md:3-3", height=90.5))
    assert smaller == Moves(smaller=frozenset({("a.md:3-3", 90.5)}))


def test_moved_exhibits_keep_their_order(make_brief: MakeBrief) -> None:
    text = "# T\n\n![First](a.svg)\n\nOne.\n\n![Second](a.svg)\n\nTwo.\n\nThree.\n"
    for passed, order in {
        (2, 2): ["One", "Two", "First", "Three", "Second"],
        (0, -1): ["First", "Second", "One", "Two", "Three"],
    }.items():
        moves = Moves(shifted=frozenset(zip(("part.md:3-3", "part.md:7-7"), passed, strict=True)))
        page = html(make_brief({"a.svg": SVG, "part.md": text}), moves)
        assert re.findall(r"First|Second|One|Two|Three", page) == order


def test_a_table_and_what_an_addressee_is_asked_may_be_broken(make_brief: MakeBrief) -> None:
    table, asks = "| A |\n|---|\n| 1 |\n", "## To one\n\n1. Act.\n\n## To another\n\n2. Act.\n"
    files = {"part.md": f"# T\n\n{table}\n{table}", "recommendations.md": f"# Asks\n\n{asks}"}
    moves = Moves().moving(Move("part.md:7-9", breaks=True)).moving(Move("recommendations.md:3-3", breaks=True))
    page = html(make_brief({"brief.yaml": "title: T\nsections: [part, recommendations]\n", **files}), moves)
    assert re.findall(r'class="((?:table|addressee)[^"]*)"', page) == [
        "table",
        "table long",
        "addressee long",
        "addressee",
    ]


def test_a_photograph_is_set_at_a_smaller_height(make_brief: MakeBrief) -> None:
    file = BytesIO()
    Image.new("RGB", (60, 40)).save(file, "JPEG")
    text = "# T\n\n![A field](a.jpg)\n\n![A wall](a.jpg)\n"
    moves = Moves(smaller=frozenset({("part.md:3-3", 90.5)}))
    page = html(make_brief({"a.jpg": file.getvalue(), "part.md": text}), moves)
    assert re.findall(r'alt="(.*?)"[^>]* style="(.*?)"', page) == [("A field", "max-height:90.5pt")]


def test_a_cover_is_set_at_a_smaller_height(make_brief: MakeBrief) -> None:
    file = BytesIO()
    Image.new("RGB", (60, 40)).save(file, "JPEG")
    settings = "title: T\nlook: ledger\ncover: a.jpg\n"
    described = {"brief.yaml": settings, "a.jpg.yaml": "alt: A field\n", "part.md": "# T\n\nText.\n"}
    folder = make_brief({"a.jpg": file.getvalue(), **described})
    smaller = Moves().moving(Move(COVER, height=90.5))
    assert '<img src="a.jpg" alt="A field" style="max-height: 90.5pt">' in html(folder, smaller)
    assert '<img src="a.jpg" alt="A field">' in html(folder)


def test_a_title_has_its_note_its_field_and_its_name(make_brief: MakeBrief) -> None:
    settings = "title: T\nfields:\n  state: {sample: Ohio}\n"
    text = "# Camps in {{ state }}[^a] {: #camps }\n\nText.\n\n[^a]: A note.\n"
    part = section(html(make_brief({"brief.yaml": settings, "part.md": text})))
    assert part.startswith('<h2 id="camps">Camps in <span class="field">Ohio</span><span><span class="footnote"')
    assert 'id="note/part/a"' in part


def test_a_side_note_below_a_wide_figure_is_bound_to_the_text_that_follows(make_brief: MakeBrief) -> None:
    figure = "![A drawing](a.svg)\n{: .wide }\n"
    text = f"# T\n\n{figure}\n/// pull-quote\nSaid.\n///\n\nText.\n"
    part = section(html(make_brief({"a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>', "part.md": text})))
    assert part.index("</figure>") < part.index('class="beside"') < part.index("Said.") < part.index("<p>Text.</p>")


def test_nested_and_boxed_lists_in_recommendations_keep_their_own_numbers(make_brief: MakeBrief) -> None:
    text = "# Asks\n\n1. Do:\n    1. this\n    2. that\n2. Go.\n\n/// box\n1. Boxed.\n///\n\n## To B\n\n1. Stop.\n"
    part = section(html(make_brief({"recommendations.md": text})), "recommendations")
    assert re.findall(r'<ol start="(\d)"', part) == ["1", "3"]
    assert part.count("<strong>") == 3


def test_only_the_verb_is_bold_when_it_ends_a_line(make_brief: MakeBrief) -> None:
    part = section(
        html(make_brief({"recommendations.md": "# Asks\n\n1. Raise\n   human rights.\n"})), "recommendations"
    )
    assert "<strong>Raise</strong> human rights." in part


def test_a_field_without_a_sample_takes_its_default(make_brief: MakeBrief) -> None:
    settings = "title: T\nfields:\n  who: {required: true}\n"
    text = '# T\n\n{{ who | default("Friend") }}, {{ who }}.\n'
    page = html(make_brief({"brief.yaml": settings, "part.md": text}))
    assert '<span class="field">Friend</span>, <span class="field" data-blank="who"></span>.' in page


def test_the_body_has_a_class_for_ten_notes_and_one_for_a_hundred(make_brief: MakeBrief) -> None:
    def body(notes: int) -> str:
        calls = "".join(f"[^{number}]" for number in range(notes))
        texts = "\n\n".join(f"[^{number}]: Note" for number in range(notes))
        match = re.search("<body[^>]*>", html(make_brief({"part.md": f"# T\n\nText.{calls}\n\n{texts}\n"})))
        return match[0] if match else ""

    assert body(9) == '<body class="full margin">'
    assert body(10) == '<body class="full margin ten-notes">'
    assert body(100) == '<body class="full margin ten-notes hundred-notes">'
