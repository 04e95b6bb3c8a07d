"""Charts and tables from data, as they are typed: how they are read, and which faults are reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest

from brief.findings import Place
from brief.model import Exhibit, Option, Text, exhibits

FILE = Path("content/abuses.md")


@pytest.fixture
def found(parse_text: Callable[..., Text]) -> Callable[[str], list[Exhibit]]:
    def made(text: str) -> list[Exhibit]:
        return [one for block in parse_text(text).blocks for _, one in exhibits(block.tree, FILE)]

    return made


def test_options_come_with_their_places(found: Callable[[str], list[Exhibit]]) -> None:
    (one,) = found('/// chart | data/a.csv\n    kind: bar\n    x:   "Year"\n///')
    assert one == Exhibit(
        "chart",
        (
            Option("file", "data/a.csv", Place(FILE, 3, 13)),
            Option("kind", "bar", Place(FILE, 4, 11)),
            Option("x", "Year", Place(FILE, 5, 11)),
        ),
        "",
        False,
        Place(FILE, 3, 1),
    )
    assert one.text("kind") == "bar"
    assert one.text("y") == ""
    assert one.place_of("y") == one.place


def test_the_file_may_be_an_option_and_options_may_begin_at_the_margin(found: Callable[[str], list[Exhibit]]) -> None:
    (one,) = found("/// chart\nfile: data/a.csv\nkind: line\n///")
    assert (one.text("file"), one.place_of("file")) == ("data/a.csv", Place(FILE, 4, 7))


def test_several_exhibits_keep_their_options_also_in_boxes(found: Callable[[str], list[Exhibit]]) -> None:
    text = (
        "/// table | a.csv\n///\n\n/// box | Box\n\nText.\n\n/// chart | b.csv\nkind: bar\n///\n\n"
        "/// table | c.csv\ncolumns: A\n///\n\nText.\n///\n\n/// chart | d.csv\nkind: line\n///"
    )
    assert [(one.kind, one.text("file"), one.text("kind"), one.text("columns")) for one in found(text)] == [
        ("table", "a.csv", "", ""),
        ("chart", "b.csv", "bar", ""),
        ("table", "c.csv", "", "A"),
        ("chart", "d.csv", "line", ""),
    ]


def test_a_caption_is_markdown_and_a_title_before_it_bold(parse_text: Callable[..., Text]) -> None:
    text = parse_text(
        "/// chart | a.csv\n    kind: bar\n    title: *Rulers*\n    note: By [hand](#a).\n    source: The *office*\n\n"
        "Words with a note[^n]\n///\n\n[^n]: A note."
    )
    (block,) = text.blocks
    for element in block.tree.iter():
        element.attrib = {key: value for key, value in element.attrib.items() if not key.startswith("data-")}
    assert tostring(block.tree, encoding="unicode", method="html").replace("\n", " ") == (
        '<figure class="chart"><figcaption><strong><em>Rulers</em>.</strong>  Words with a note<span></span>'
        "</figcaption>"
        '<p class="fine note">By <a href="#a">hand</a>.</p><p class="fine source">The <em>office</em></p></figure>'
    )
    assert block.kind == "figure"


def test_a_title_alone_is_the_caption_of_a_table(parse_text: Callable[..., Text]) -> None:
    (block,) = parse_text("/// table | a.csv\nid: record\nwide: yes\ntitle: The record\n///").blocks
    assert block.kind == "table"
    assert (block.tree.get("id"), block.tree.get("class")) == ("record", "table wide")
    assert block.tree.findtext("table/caption") == "The record"
    (one,) = (one for _, one in exhibits(block.tree, FILE))
    assert (one.caption, one.wide) == ("The record", True)


def test_attributes_below_an_exhibit_belong_to_it(parse_text: Callable[..., Text]) -> None:
    (block,) = parse_text("/// chart | a.csv\nkind: bar\n///\n{: .wide #record}").blocks
    ((_, one),) = exhibits(block.tree, FILE)
    assert one.wide
    assert block.tree.get("id") == "record"


WRONG = {
    "no file for a chart": (
        "/// chart\nkind: bar\n///",
        "3:1: error: data-unnamed: this chart does not say which file has its data\n"
        "    write the name of a CSV file in the brief's folder after a bar: /// chart | data/pages.csv",
    ),
    "no file for a table": (
        "/// table\n///",
        "3:1: error: data-unnamed: this table does not say which file has its data\n"
        "    write the name of a CSV file in the brief's folder after a bar: /// table | data/pages.csv",
    ),
    "two files": (
        "/// chart | a.csv\n    kind: bar\n    file: b.csv\n\nWords\n///",
        "5:11: warning: data-twice: this chart names its file as `file:`, so what is after the bar is not used\n"
        "    leave one of the two out; a title is an option of its own, `title:`",
    ),
    "an option of the other": (
        "/// table | a.csv\n    kind: bar\n///",
        "4:5: error: option-unknown: a table has no option 'kind'\n"
        "    did you mean 'id'? (to write text, begin at the left margin, below an empty line)",
    ),
    "two paragraphs": (
        "/// chart | a.csv\nkind: bar\n\nOne.\n\nTwo.\n///",
        "8:1: error: caption-not-text: between the first line of a chart and its last stands its caption,"
        " and this is more than one paragraph\n"
        "    keep one paragraph there, and put the rest into the text, or below as an option: note: …",
    ),
    "a list": (
        "/// chart | a.csv\nkind: bar\n\n- One\n///",
        "6:1: error: caption-not-text: between the first line of a chart and its last stands its caption,"
        " and this is more than one paragraph\n"
        "    keep one paragraph there, and put the rest into the text, or below as an option: note: …",
    ),
    "in a pull quote": (
        "/// pull-quote\nText.\n\n/// chart | a.csv\nkind: bar\n///\n///",
        "6:1: error: exhibit-inside: a chart cannot stand in a pull-quote\n    write it before or after it",
    ),
    "a name that is none": (
        "/// chart | a.csv\nid: the record\n///",
        "4:5: error: id-wrong: 'the record' cannot be a name for links\n"
        "    a letter first, then letters, digits, hyphens and dots: id: record",
    ),
    "wide in a way": (
        "/// chart | a.csv\nwide: very\n///",
        "4:7: error: wide-unknown: 'very' does not say whether this takes both columns\n"
        "    write wide: yes, or take out the option",
    ),
}


def test_a_field_in_an_option_that_takes_none_is_reported(findings: Callable[..., list[str]]) -> None:
    found = findings("# T\n\n/// chart | a.csv\ntitle: For {{ who }}\nunit: Pages for {{ who | upper }}\n///")
    assert [one for one in found if "field-unknown" not in one] == [
        "content/abuses.md:5:17: error: field-in-option: a field is not filled in here: what 'unit' says is printed as"
        " it stands\n"
        "    write the field into the caption, the title, the note or the source"
    ]


@pytest.mark.parametrize(("text", "expected"), WRONG.values(), ids=WRONG)
def test_faults_in_exhibits_are_reported(text: str, expected: str, findings: Callable[..., list[str]]) -> None:
    assert findings(f"# T\n\n{text}") == [f"content/abuses.md:{expected}"]
