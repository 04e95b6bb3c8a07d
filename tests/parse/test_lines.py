"""Every element of the page names exactly the lines that it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.findings import BriefError
from brief.load import load
from brief.model import Section, Settings, Text
from brief.parse import parse

MakeBrief = Callable[[Mapping[str, str | bytes]], Path]
WORD = re.compile(r"w([0-9]+)x")


def numbered(text: str) -> str:
    """The text with each @ replaced by a word that contains the number of its line."""
    return "\n".join(line.replace("@", f"w{number}x") for number, line in enumerate(text.split("\n"), 1))


def parsed(text: str, **of_section: int) -> Text:
    return parse(Section("abuses", Path("content/abuses.md"), text, **of_section), Settings(title="A brief"), ())[0]  # type: ignore[arg-type]  # only `first`


def sourced(text: Text) -> Iterator[tuple[Element, int, int]]:
    for tree in (text.title, *(block.tree for block in text.blocks), *text.notes.values()):
        for element in tree.iter():
            if source := element.get("data-source"):
                name, lines = source.split(":")
                assert name == "abuses.md"
                first, last = lines.split("-")
                yield element, int(first), int(last)


def check(markdown: str, text: Text) -> None:
    """Checks that each element holds the words of its lines and no others, and that no word is lost or doubled."""
    of_notes = {int(n) for note in text.notes.values() for n in WORD.findall("".join(note.itertext()))}
    with_words = {int(n) for n in WORD.findall(markdown)}
    for element, first, last in sourced(text):
        words = {int(n) for n in WORD.findall("".join(element.itertext()))}
        within = {n for n in with_words if first <= n <= last}
        assert words == (within if element.get("class") == "note" else within - of_notes), element.tag
        assert words <= {*range(first, last + 1)}
    trees = (text.title, *(block.tree for block in text.blocks), *text.notes.values())
    printed = sorted(int(n) for tree in trees for n in WORD.findall("".join(tree.itertext())))
    assert printed == sorted(int(n) for n in WORD.findall(markdown))


def outline(text: Text) -> list[str]:
    return [f"{element.tag} {first}-{last}" for element, first, last in sourced(text)]


CASES = {
    "a list right below a paragraph": ("@\n- @\n- @", "p 3-3, ul 4-5, li 4-4, li 5-5"),
    "two spaces for a list within a list": (
        "- @\n  - @\n    - @\n- @",
        "ul 3-6, li 3-5, ul 4-5, li 4-5, ul 5-5, li 5-5, li 6-6",
    ),
    "a blank that does not break behind the sign of a heading": ("##\xa0@\n\n@", "h2 3-3, p 5-5"),
    "four spaces for a list within a list": ("- @\n    - @\n- @", "ul 3-5, li 3-4, ul 4-4, li 4-4, li 5-5"),
    "two spaces below a number": ("1. @\n  - @\n2. @", "ol 3-5, li 3-4, ul 4-4, li 4-4, li 5-5"),
    "three spaces below a number": ("1. @\n   - @\n2. @", "ol 3-5, li 3-4, ul 4-4, li 4-4, li 5-5"),
    "four spaces below a number": ("1. @\n    - @\n2. @", "ol 3-5, li 3-4, ul 4-4, li 4-4, li 5-5"),
    "tabs": ("- @\n\t- @\n\n\t\t@", "ul 3-6, li 3-6, ul 4-6, li 4-6, p 4-4, p 6-6"),
    "a loose list": ("- @\n\n- @\n  @\n\n\n- @", "ul 3-9, li 3-3, li 5-6, li 9-9"),
    "lazy lines": ("- @\n@\n- @\n> @\n@", "ul 3-5, li 3-4, li 5-5, blockquote 6-7, p 6-7"),
    "paragraphs in an item": ("1. @\n\n   @\n   @\n2. @", "ol 3-7, li 3-6, p 3-3, p 5-6, li 7-7"),
    "a quotation in an item": ("- @\n  > @\n  > @\n- @", "ul 3-6, li 3-5, p 3-3, blockquote 4-5, p 4-5, li 6-6"),
    "a list in a quotation": (
        "> @\n> - @\n>   - @\n>\n> @",
        "blockquote 3-7, p 3-3, ul 4-5, li 4-5, ul 5-5, li 5-5, p 7-7",
    ),
    "two quotations": ("> @\n\n> @", "blockquote 3-3, p 3-3, blockquote 5-5, p 5-5"),
    "two kinds of lists": ("- @\n1. @\n2. @", "ul 3-3, li 3-3, ol 4-5, li 4-4, li 5-5"),
    "a table": (
        "| @ | b |\n|---|---|\n| @ | 1 |\n| @ | 2 |\nTable: @\n@",
        "div 3-8, table 3-8, caption 7-8, tr 3-3, tr 5-5, tr 6-6",
    ),
    "a table below a paragraph, with attributes": (
        "@\n| @ |\n|---|\n| @ |\n{: .wide}",
        "p 3-3, div 4-7, table 4-6, tr 4-4, tr 6-6",
    ),
    "a table without rows": ("| @ | b |\n|---|---|", "div 3-4, table 3-4, tr 3-3"),
    "definitions": (
        "@\n: @\n  @\n\n  @\n: @\n\n@\n\n: @",
        "dl 3-12, dt 3-3, dd 4-7, p 4-5, p 7-7, dd 8-8, dt 10-10, dd 12-12",
    ),
    "a colon below a table, whose paragraph above is no term": (
        "@\n| @ |\n|---|\n| @ |\n: @",
        "p 3-3, div 4-6, table 4-6, tr 4-4, tr 6-6, p 7-7",
    ),
    "headings": ("## @\n@\n\n@\n---\n### @", "h2 3-3, p 4-4, h2 6-7, h3 8-8"),
    "a rule": ("@\n\n***\n@", "p 3-3, hr 5-5, p 6-6"),
    "attributes": ("@\n{: .wide}\n\n- @\n- @\n\n{: .wide}", "p 3-4, ul 6-9, li 6-6, li 7-7"),
    "a figure": ('![alt](a.svg "@\n@")\n{: .wide}', "figure 3-5, figcaption 3-5"),
    "a key figure": (
        "/// key-figure | @\n    source: @\n    year: @\n\n@\n@\n///",
        "aside 3-9, p 3-3, p 7-8, p 4-5",
    ),
    "a pull quote": ("/// pull-quote\n@\n\n@\n-- @\n///", "aside 3-8, blockquote 4-6, p 4-4, p 6-6, p 7-7"),
    "blocks in blocks": (
        "/// box | @\n- @\n  - @\n\n/// key-figure | @\n@\n///\n@\n///\n@",
        "aside 3-11, p 3-3, ul 4-5, li 4-5, ul 5-5, li 5-5, aside 7-9, p 7-7, p 8-8, p 10-10, p 12-12",
    ),
    "a block without empty lines around it": ("@\n/// box\n@\n///\n- @", "p 3-3, aside 4-6, p 5-5, ul 7-7, li 7-7"),
    "a comment between two items": ("- @\n<!-- - none\n- none -->\n- @", "ul 3-6, li 3-3, li 6-6"),
}


@pytest.mark.parametrize(("markdown", "expected"), CASES.values(), ids=CASES)
def test_elements_name_their_lines(markdown: str, expected: str) -> None:
    markdown = numbered(f"# T\n\n{markdown}")
    text = parsed(markdown)
    found = [one.replace("data-source ", "") for one in outline(text)][1:]
    assert ", ".join(found) == expected
    check(markdown, text)


def moved(elements: str, by: int) -> str:
    return re.sub(r"[0-9]+(?=-)|(?<=-)[0-9]+", lambda number: str(int(number[0]) + by), elements)


@given(st.lists(st.sampled_from(sorted(CASES)), min_size=2, max_size=6))
def test_elements_name_their_lines_whatever_stands_before_them(names: list[str]) -> None:
    lines, expected = ["# T", ""], ["h2 1-1"]
    for name in names:
        markdown, elements = CASES[name]
        expected.append(f"h2 {len(lines) + 1}-{len(lines) + 1}")
        lines += ["## @", "", *markdown.split("\n"), ""]
        expected += moved(elements, by=len(lines) - markdown.count("\n") - 4).split(", ")
    text = parsed(numbered("\n".join(lines)))
    assert outline(text) == expected
    check(numbered("\n".join(lines)), text)


def test_line_numbers_include_the_front_matter() -> None:
    text = parsed("---\nkind: prose\n---\n# T\n\nA word\nand more.\n", first=4)
    assert [(block.first, block.last, block.source) for block in text.blocks] == [(6, 7, "A word\nand more.")]
    assert text.title.get("data-source") == "abuses.md:4-4"


def test_a_byte_order_mark_and_windows_line_ends_move_nothing(make_brief: MakeBrief) -> None:
    file = b"\xef\xbb\xbf---\r\nkind: prose\r\n---\r\n# T\r\n\r\nA\r\nB[^n]\r\n- C\r\n  - D\r\n\r\n[^n]: N\r\n    O\r\n"
    brief, _ = load(make_brief({"abuses.md": file}))
    text, _ = parse(brief.sections[0], brief.settings, ())
    assert outline(text) == ["h2 4-4", "p 6-7", "ul 8-9", "li 8-9", "ul 9-9", "li 9-9", "span 11-12"]


def test_a_title_in_the_front_matter_names_its_line() -> None:
    section = Section("abuses", Path("content/abuses.md"), "---\nkind: prose\ntitle: T\n---\nA.\n", first=5, title="T")
    text, _ = parse(section, Settings(title="A brief"), ())
    assert text.title.get("data-source") == "abuses.md:3-3"


def test_notes_name_their_lines_wherever_they_stand() -> None:
    markdown = numbered("# T\n\n@[^a]\n[^a]: @\n    @\n\n    @\n- @[^b]\n[^b]: @\n- @[^a]\n\n> @[^c]\n> [^c]: @\n> @")
    text = parsed(markdown)
    assert {name: note.get("data-source") for name, note in text.notes.items()} == {
        "a": "abuses.md:4-7",
        "b": "abuses.md:9-9",
        "c": "abuses.md:13-14",
    }
    assert outline(text)[1:6] == ["p 3-3", "ul 8-10", "li 8-8", "li 10-10", "blockquote 12-12"]
    check(markdown, text)


def test_a_block_has_its_kind_and_its_markdown() -> None:
    text = parsed(
        "# T\n\nA\n\n## B\n\n- c\n\n> d\n\n|e|f|\n|-|-|\n\n![g](h.svg)\n\n/// box\ni\n///\n\n/// pull-quote\nj\n///\n\n"
        "/// key-figure | 9\nk\n///\n\nL\n: m\n\n***\n"
    )
    assert [(block.kind, block.source) for block in text.blocks] == [
        ("paragraph", "A"),
        ("heading", "## B"),
        ("list", "- c"),
        ("quote", "> d"),
        ("table", "|e|f|\n|-|-|"),
        ("figure", "![g](h.svg)"),
        ("box", "/// box\ni\n///"),
        ("pull-quote", "/// pull-quote\nj\n///"),
        ("key-figure", "/// key-figure | 9\nk\n///"),
        ("definitions", "L\n: m"),
        ("rule", "***"),
    ]


LINES = [
    *(
        "",
        "",
        "",
        "",
        "@",
        "*@*",
        "@  ",
        "   @",
        "\t@",
        "\xa0@",
        "`@`",
        "\\@",
        "@\\",
        "성@분",
        "- @",
        "  - @",
        "    - @",
        "\t- @",
    ),
    *(
        "* @",
        "+ @",
        "• @",
        "·\t@",
        "– @",
        "1. @",
        "2) @",
        "   2. @",
        "10. @",
        "> @",
        ">@",
        ">",
        "> - @",
        ">   @",
        "- > @",
    ),
    *(
        "- - @",
        "> > @",
        "## @",
        "### @ ##",
        "##@",
        "#@",
        "***",
        "---",
        "===",
        ": @",
        "  : @",
        "@ {: .wide}",
        "{: .wide}",
    ),
    *(
        "  {: #x}",
        "/// box",
        "/// box | @",
        "/// key-figure | @",
        "    year: @",
        "    source: @",
        "/// pull-quote",
        "-- @",
    ),
    *(
        "///",
        "///",
        "////",
        "//// box",
        "[^a]: @",
        "  [^b]: @",
        "@[^a]",
        "- @[^b]",
        "*[UN]: long",
        "[r]: https://example.org",
    ),
    *(
        "[@][r]",
        "![a](a.svg)",
        '![a](a.svg "@")',
        "| @ | @ |",
        "|---|---|",
        "--- | ---",
        "@ | @",
        "| @",
        "|---|",
        "Table: @",
    ),
    *(
        "\"@\" '@'",
        "@ -- @",
        "<sup>@</sup>",
        "<!-- none -->",
        "<!-- none",
        "--> @",
        "@ <!-- -->",
        "https://example.org/@.",
    ),
]


@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_no_combination_of_lines_loses_or_misplaces_a_line(lines: list[str]) -> None:
    markdown = numbered("\n".join(["# T", "", "@[^a][^b]", "", *lines, "", "[^a]: @", "", "[^b]: @"]))
    try:
        text = parsed(markdown)
    except BriefError:
        return  # such as a block without an end: there is no tree to check
    check(re.sub(r"<!--.*?-->", lambda comment: re.sub(r".", "", comment[0]), markdown, flags=re.DOTALL), text)
