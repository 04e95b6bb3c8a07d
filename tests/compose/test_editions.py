"""What an edition prints: its sections, their short versions, the blocks for it, and its own words."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from brief import build
from brief.load import load
from tests.compose.composing import composed
from tests.conftest import MakeBrief

Files = Mapping[str, str | bytes]


def html_of(make_brief: MakeBrief, files: Files, name: str) -> str:
    brief, _ = load(make_brief(files))
    brief, texts, _ = build.read(brief)
    return re.sub(r"\s+", " ", composed(brief, texts, name=name)).partition("<body")[2]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


BOTH = "# T\n\nAll.\n\n/// only-in | handout\nOnly.\n///\n\n/// leave-out-of | handout\nNot.\n///\n"


def test_blocks_are_printed_in_the_editions_that_they_name(make_brief: MakeBrief) -> None:
    full, handout = (html_of(make_brief, {"summary.md": BOTH}, name) for name in ("full", "handout"))
    assert re.findall(r"<p[^>]*>(\w+\.)</p>", full) == ["All.", "Not."]
    assert re.findall(r"<p[^>]*>(\w+\.)</p>", handout) == ["All.", "Only."]


def test_an_edition_prints_the_blocks_of_the_edition_that_it_is_like(make_brief: MakeBrief) -> None:
    settings = "title: A\neditions: {senate: {like: handout}}\n"
    html = html_of(make_brief, {"brief.yaml": settings, "summary.md": BOTH}, "senate")
    assert re.findall(r"<p[^>]*>(\w+\.)</p>", html) == ["All.", "Only."]


def test_a_section_whose_blocks_are_all_for_other_editions_is_not_printed(make_brief: MakeBrief) -> None:
    files = {"a.md": "# Aside\n\n/// only-in | handout\nText.\n///\n", "b.md": "# Body\n\nText.\n"}
    assert "Aside" not in html_of(make_brief, files, "full")


def test_heading_levels_have_no_gap_where_a_heading_is_for_another_edition(make_brief: MakeBrief) -> None:
    text = "# T\n\n### A\n\nText.\n\n/// leave-out-of | full\n## B\n///\n\n### C\n\nText.\n\n#### D\n\nText.\n"
    html = html_of(make_brief, {"part.md": text}, "full")
    assert re.findall(r"<(h[2-6]) [^>]*>(\w+)", html) == [("h2", "T"), ("h3", "A"), ("h3", "C"), ("h4", "D")]


def test_a_link_to_a_block_for_another_edition_is_plain_text(make_brief: MakeBrief) -> None:
    text = "# T\n\nSee [there](#b).\n\n/// only-in | handout\n## B {: #b}\n\nText.\n///\n"
    assert "See <span>there</span>." in html_of(make_brief, {"part.md": text}, "full")


def test_a_handout_without_summary_and_recommendations_prints_the_other_sections(make_brief: MakeBrief) -> None:
    assert "Text." in html_of(make_brief, {"part.md": "# T\n\nText.\n"}, "handout")
    files = {"brief.yaml": "title: A\ncitations: numbers\n", "sources.md": "# Sources\n\nBooks.\n"}
    assert "Text." in html_of(make_brief, files, "handout")


SECTIONS = {
    "brief.yaml": (
        "title: A\nsections: [summary, part, recommendations]\neditions: {handout: {sections: [part, summary]}}\n"
    ),
    "summary.md": "# Sum\n\nText.\n",
    "part.md": "---\nshort: In *short*.\n---\n# Part\n\nAt length.\n",
    "recommendations.md": "# Asks\n\n1. Do.\n",
}


def test_a_handout_prints_the_short_versions_of_its_sections(make_brief: MakeBrief) -> None:
    handout = html_of(make_brief, SECTIONS, "handout")
    assert re.findall(r"<h2[^>]*>(\w+)", handout) == ["Sum", "Part"]  # other kinds of sections are below the columns
    assert "In <em>short</em>." in handout
    assert "At length." not in handout
    full = html_of(make_brief, SECTIONS, "full")
    assert re.findall(r"<h2[^>]*>(\w+)", full) == ["Sum", "Part", "Asks"]
    assert "At length." in full
    assert "short" not in words(full)


def test_blocks_for_the_handout_follow_the_short_version_with_their_notes(make_brief: MakeBrief) -> None:
    part = (
        "---\nshort: In short.[^a]\n---\n# Part\n\nAt length.\n\n"
        "/// only-in | handout\nOn Tuesday.[^b]\n///\n\n/// only-in | full\nNowhere else.\n///\n\n"
        "[^a]: One note.\n[^b]: Another note.\n"
    )
    handout = html_of(make_brief, {**SECTIONS, "part.md": part}, "handout")
    assert handout.index("In short.") < handout.index("On Tuesday.")
    assert "One note." in handout
    assert "Another note." in handout
    assert "At length." not in handout
    assert "Nowhere else." not in handout


def test_plain_quotes_and_dashes_in_brief_yaml_are_printed_as_in_sections(make_brief: MakeBrief) -> None:
    settings = (
        "title: The state's \"hostile\" class\nsubtitle: Rights -- now\nask: Don't wait.\n"
        "addressee: the Members' House\n"
        "organisation: {name: Farmers' Union, imprint: It's ours.}\nauthors: [{name: A. O'Neil, role: A Poets' Desk}]\n"
        "contact: {name: The Poets' Desk, email: o'neil@example.org}\n"
    )
    html = html_of(make_brief, {"brief.yaml": settings, "author.md": "# About\n"}, "full")
    names = "Farmers’ Union", "It’s ours", "O’Neil", "A Poets’ Desk", "The Poets’ Desk"
    for words in ("state’s “hostile” class", "Rights – now", "Don’t wait", "Members’ House", *names):
        assert words in html
    assert "mailto:o" in html
    assert "mailto:o’neil" not in html


def test_a_note_written_in_the_short_version_can_be_called_in_the_section(make_brief: MakeBrief) -> None:
    part = "---\nshort: |\n  In short.[^a]\n\n  [^a]: One note.\n---\n# Part\n\nAt length.[^a]\n"
    for edition in ("handout", "full"):
        assert "One note." in html_of(make_brief, {**SECTIONS, "part.md": part}, edition)


@pytest.mark.parametrize("key", ["title", "subtitle", "series", "ask", "addressee"])
def test_an_edition_has_its_own_words_and_editions_like_it_have_them_too(key: str, make_brief: MakeBrief) -> None:
    settings = (
        f"title: A\n{key}: {'A' if key == 'title' else 'Everybody'}\n"
        f"editions: {{handout: {{{key}: Handed}}, senate: {{like: handout}}}}\n"
    ).replace("title: A\ntitle: A", "title: A")
    files = {"brief.yaml": settings, "summary.md": "# S\n\nText.\n"}
    assert "Handed" not in html_of(make_brief, files, "full")
    for name in ("handout", "senate"):
        html = html_of(make_brief, files, name)
        assert "Handed" in html
        assert "Everybody" not in html


TWO = (
    "# Asks\n\nWhy so.\n\n## To the President\n\n1. One.\n2. Two.\n3. Three.\n4. Four.\n\n"
    "## To Congress\n\n5. Five.\n6. Six. {: .handout}\n7. Seven. {: .handout}\n"
)


@pytest.mark.parametrize(
    ("addressee", "asks"),
    [
        ("", ["Six", "Seven"]),
        ("the President", ["One", "Two", "Three", "Four"]),
        ("Congress", ["Six", "Seven"]),
        ("the Senate", ["Six", "Seven"]),
    ],
)
def test_a_handout_prints_the_marked_or_the_first_recommendations_to_its_reader(
    addressee: str, asks: list[str], make_brief: MakeBrief
) -> None:
    files = {"brief.yaml": f"title: A\naddressee: {addressee or '{}'}\n", "recommendations.md": TWO}
    if not addressee:
        files["brief.yaml"] = "title: A\n"
    html = html_of(make_brief, files, "handout")
    assert re.findall(r"<li[^>]*><strong>(\w+)", html) == asks
    assert '<ol data-source="recommendations.md:' in html
    assert f' start="{6 if asks[0] == "Six" else 1}"' in html
    assert "Why so" not in html


def test_a_handout_prints_no_more_than_three_long_recommendations(make_brief: MakeBrief) -> None:
    asks = "".join(f"{number}. **Act{number}** {'as it has to be done, ' * 9}\n" for number in range(1, 6))
    html = html_of(make_brief, {"recommendations.md": f"# Asks\n\n{asks}"}, "handout")
    assert re.findall(r"Act\d", html) == ["Act1", "Act2", "Act3"]


@pytest.mark.parametrize(
    ("asks", "printed"),
    [
        ("They are asked to act so that:\n\n1. one is done;\n2. two.\n", ["act so that:", "one is", "two"]),
        ("## The Diet may\n\n1. do one;\n2. do two.\n", ["The Diet may", "do one", "do two"]),
        ("## To the Diet\n\n1. Do one.\n2. Do two.\n", ["To the Diet", "Do one", "Do two"]),
        ("## To A\n\n1. Do one.\n\n## To B\n\n2. Do two.\n", ["To A", "Do one", "To B", "Do two"]),
        ("Why so.\n\n1. Do one.\n\nAnd so.\n\n2. Do two.\n", ["Do one", "Do two"]),
        (
            "## To A\n\n1. Do one.\n\nAnd so.\n\n2. Do two.\n\n## To B\n\n3. Do this.\n",
            ["To A", "Do one", "Do two", "To B"],
        ),
    ],
)
def test_recommendations_keep_what_their_words_need(asks: str, printed: list[str], make_brief: MakeBrief) -> None:
    html = html_of(make_brief, {"recommendations.md": f"# Asks\n\n{asks}"}, "handout")
    words = r"act so that:|The Diet may|To the Diet|To [AB]\b|[Dd]o one|[Dd]o two|one is|two\b|Why so|And so"
    assert re.findall(words, re.sub(r"</?strong>", "", html)) == printed


def test_a_handout_names_whom_it_asks_unless_the_ask_above_does(make_brief: MakeBrief) -> None:
    asks = "# Asks\n\n## To the Diet\n\n1. Do one.\n"
    for addressee, said in (("the Diet", 0), ("the President", 1)):
        settings = f"title: A\nask: Act.\naddressee: {addressee}\n"
        html = html_of(make_brief, {"brief.yaml": settings, "recommendations.md": asks}, "handout")
        assert html.count(">To the Diet</h3>") == said


def test_blocks_for_the_handout_among_the_recommendations_keep_their_places(make_brief: MakeBrief) -> None:
    above, below = (f"/// only-in | handout\n{words}\n///" for words in ("This above.", "Below."))
    words = f"# Asks\n\nNot this.\n\n{above}\n\n1. One.\n\n{below}\n"
    html = html_of(make_brief, {"recommendations.md": words}, "handout")
    assert re.findall(r"This above|One|Below|Not this", html) == ["This above", "One", "Below"]


@pytest.mark.parametrize(("mark", "printed"), [("", ["Only"]), (" {: .handout}", ["Only", "One"])])
def test_a_list_for_the_handout_alone_replaces_the_first_three_recommendations(
    mark: str, printed: list[str], make_brief: MakeBrief
) -> None:
    words = f"# Asks\n\n/// only-in | handout\n1. Only.\n///\n\n1. One.{mark}\n2. Two.\n"
    html = html_of(make_brief, {"recommendations.md": words}, "handout")
    assert re.findall(r"Only|One|Two", html) == printed


def test_recommendations_without_a_list_are_printed_whole_in_a_handout(make_brief: MakeBrief) -> None:
    assert "Do it." in html_of(make_brief, {"recommendations.md": "# Asks\n\nDo it.\n"}, "handout")


def figure(number: int) -> str:
    return f"/// key-figure | {number}\nthings\n///\n\n"


def test_a_handout_fills_up_its_three_key_figures_from_other_sections(make_brief: MakeBrief) -> None:
    refers = "/// key-figure | 8\nas in @tab:rows\n///\n\n| A |\n|---|\n| b |\n\nTable: C\n{: #rows }\n\n"
    part = (
        f"# P\n\nNot this.\n\n{figure(2)}{refers}/// leave-out-of | handout\n{figure(9)}///\n\n{figure(3)}{figure(4)}"
    )
    files = {
        "brief.yaml": "title: A\nsections: [summary, part, recommendations]\n",
        "summary.md": f"# S\n\n{figure(1)}See [this](#part).\n",
        "part.md": part,
        "recommendations.md": "# R\n\n1. Do.\n",
    }
    html = html_of(make_brief, files, "handout")
    assert re.findall(r'<p class="number"[^>]*>(\d)', html) == ["1", "2", "3"]
    assert "Not this." not in html
    assert 'id="part"' not in html
    assert "href" not in html
    files["brief.yaml"] += "editions: {handout: {sections: [summary]}}\n"
    assert re.findall(r'<p class="number"[^>]*>(\d)', html_of(make_brief, files, "handout")) == ["1"]


def test_a_section_of_key_figures_alone_can_be_linked_to_where_it_is_printed(make_brief: MakeBrief) -> None:
    files = {"summary.md": "See [this](#part).\n", "part.md": f"# P\n\n{figure(1)}"}
    assert 'href="#part"' in html_of(make_brief, files, "full")
    assert "href" not in html_of(make_brief, files, "handout")


def test_a_handout_has_the_key_figures_of_a_section_that_has_a_short_version(make_brief: MakeBrief) -> None:
    files = {"summary.md": f"---\nshort: In short.\n---\n# S\n\n{figure(1)}At length.\n"}
    html = html_of(make_brief, files, "handout")
    assert re.findall(r'<p class="number"[^>]*>(\d)', html) == ["1"]
    assert "At length." not in html


def test_a_handout_has_the_first_three_key_figures_in_a_row_and_no_pull_quotes(make_brief: MakeBrief) -> None:
    files = {
        "brief.yaml": "title: A\nsections: [summary, recommendations]\n",
        "summary.md": f"# S\n\n{figure(1)}{figure(2)}Text.\n\n/// pull-quote\nText.\n///\n",
        "recommendations.md": f"# R\n\n{figure(3)}{figure(4)}1. Do.\n",
    }
    html = html_of(make_brief, files, "handout")
    row = html.partition('<div class="figures">')[2].partition('<div class="columns">')[0]
    assert re.findall(r'<p class="number"[^>]*>(\d)', row) == ["1", "2", "3"]
    assert html.count('class="number"') == 3
    assert "pull-quote" not in html
