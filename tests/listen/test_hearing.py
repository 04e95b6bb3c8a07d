"""What is heard of a structure, line by line, as `brief listen` prints it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from brief.listen import lines, read
from brief.listen.hearing import hear
from brief.listen.roles import PICTURES, WAYS
from brief.listen.tree import Node, Run
from tests.listen.making import E, Element, Leads, On, pdf


def said(*top: Element, pages: int = 1, language: str = "en") -> list[str]:
    """The lines below that of the document."""
    found = read(pdf(*top, pages=pages, language=language))
    assert found
    return list(lines(found))[1:]


def link(*kids: object, **entries: str) -> Element:
    return E("Link", Leads({name: String(value) for name, value in entries.items()}), *kids)


def call(number: str) -> Element:
    return E("Reference", link(E("Lbl", number), Contents=f"note {number}"))


def test_the_document_is_announced_with_title_language_and_pages() -> None:
    found = read(pdf(title="Put human rights on the table", language="en-US", pages=4))
    assert found
    assert list(lines(found)) == ["Document      Put human rights on the table [en-US, 4 pages]"]


def test_a_missing_title_and_a_missing_language_are_announced() -> None:
    found = read(pdf(title="", language=""))
    assert found
    assert list(lines(found)) == ["Document      [no title] [no language, 1 page]"]


def test_sections_and_divisions_are_not_heard_and_headings_say_their_level() -> None:
    section = E("Sect", E("H1", "One"), E("Div", E("H2", "Two"), E("NonStruct", E("P", "Three"))), E("H6", "Six"))
    assert said(section) == [
        "Heading 1     One",
        "Heading 2     Two",
        "Paragraph     Three",
        "Heading 6     Six",
    ]


def test_words_outside_known_elements_are_text() -> None:
    assert said(E("Div", "loose", E("P", "Words."), E("Unheard-of", "words"))) == [
        "Text          loose",
        "Paragraph     Words.",
        "Text          words",
    ]


def test_white_space_is_folded_and_trimmed() -> None:
    assert said(E("P", "  one ", E("Span", " two"), "\u00a0three ", E("Span", "  "))) == ["Paragraph     one two three"]


def test_a_space_between_two_links_is_kept() -> None:
    assert said(E("P", E("Link", "one"), " ", E("Link", "two"))) == ["Paragraph     one [link] two [link]"]


def test_a_word_divided_at_a_line_end_is_one_word() -> None:
    assert said(E("P", "diplo", E("Span", "‐", ActualText="\u00ad"), "macy")) == ["Paragraph     diplomacy"]


def test_characters_that_control_a_terminal_are_dropped() -> None:
    assert said(E("P", "a\x1b[31m\x07b"), E("Figure", Alt="c\x1b]0;d\x9b")) == [
        "Paragraph     a[31mb",
        "Figure        c]0;d",
    ]


def test_words_in_another_language_are_marked_without_the_spaces_around_them() -> None:
    inner = E("Span", "성분 ", E("Link", "링크"), Lang="ko")
    assert said(E("P", "songbun ", inner, " is", E("Span", " so", Lang="EN"))) == [
        "Paragraph     songbun [ko: 성분] [ko: 링크] [link] is so"
    ]


def test_an_element_in_another_language_is_marked_as_a_whole() -> None:
    assert said(E("P", "La loi ", E("Span", "dit"), Lang="fr"), E("Figure", Alt="Carte", Lang="fr")) == [
        "Paragraph     [fr: La loi dit]",
        "Figure        [fr: Carte]",
    ]


def test_an_abbreviation_is_followed_by_its_full_form() -> None:
    assert said(E("P", "The ", E("Span", "CO", "I", E="Commission of Inquiry"), " reported.")) == [
        "Paragraph     The COI [in full: Commission of Inquiry] reported."
    ]


def test_an_alternative_text_is_said_for_the_words() -> None:
    assert said(E("P", "a ", E("Span", "→", Alt="leads to"), " b")) == ["Paragraph     a leads to b"]


@pytest.mark.parametrize(
    ("contents", "mark"),
    [
        ("the report, https://un.org", "[link: https://un.org]"),
        ("the report (https://un.org/a_(b))", "[link: https://un.org/a_(b)]"),
        ("https://un.org/a_(b)", "[link: https://un.org/a_(b)]"),
        ("the report", "[link]"),
        ("", "[link]"),
    ],
)
def test_a_link_says_where_it_leads_and_not_its_text_again(contents: str, mark: str) -> None:
    assert said(E("P", "See ", link("the report", Contents=contents), ", 2014.")) == [
        f"Paragraph     See the report {mark}, 2014."
    ]


def test_a_link_with_several_parts_is_heard_as_one() -> None:
    words = link("the ", E("Span", "report "), E("Span", "성분", Lang="ko"), Contents="https://un.org")
    assert said(E("P", words)) == ["Paragraph     the report [ko: 성분] [link: https://un.org]"]


def test_a_note_is_called_in_the_line_and_read_behind_its_paragraph() -> None:
    note = E("Note", E("Lbl", "1."), " UN, ", E("Quote", "Report"), ".", ID="n1")
    assert said(E("P", "Held.", call("1"), call("2"), " More."), note) == [
        "Paragraph     Held. [note 1] [note 2] More.",
        "Note 1        UN, Report.",
    ]


def test_a_note_with_paragraphs_begins_with_its_first() -> None:
    assert said(E("Note", E("Lbl", "12"), E("P", "One."), E("P", "Two."))) == [
        "Note 12       One.",
        "  Paragraph   Two.",
    ]


def test_a_note_in_the_middle_of_a_sentence_is_heard_there() -> None:
    assert said(E("P", "Held", E("Note", E("Lbl", "1"), "UN."), " in camps.")) == [
        "Paragraph     Held",
        "  Note 1      UN.",
        "(goes on)     in camps.",
    ]


def test_a_reference_in_words_is_a_link() -> None:
    assert said(E("P", "See ", E("Reference", link("The camps", Dest="camps")))) == [
        "Paragraph     See The camps [link: #camps]"
    ]


def bullets(*items: Element, numbering: Name = Name.Disc) -> Element:
    return E("L", *items, A=Dictionary(O=Name.List, ListNumbering=numbering))


def test_lists_say_how_many_items_they_have_and_each_item_its_mark() -> None:
    inner = bullets(E("LI", E("Lbl", "•"), E("LBody", "openly")))
    items = [
        E("LI", E("Lbl", "1."), E("LBody", E("P", "Raise rights:"), inner, E("P", "and more."))),
        E("LI", E("Lbl", "2."), E("LBody", "Ask.")),
    ]
    assert said(bullets(*items, numbering=Name.Decimal), E("L", E("LI", E("LBody", "Bare.")))) == [
        "List          numbered, 2 items",
        "  1.          Raise rights:",
        "    List      bulleted, 1 item",
        "      •       openly",
        "    Paragraph  and more.",
        "  2.          Ask.",
        "List          1 item",
        "  Item        Bare.",
    ]


def test_a_term_is_said_before_its_definition() -> None:
    item = E("LI", E("Lbl", "Songbun"), E("LBody", "the classification"))
    assert said(E("L", item)) == ["List          1 item", "  Item        Songbun: the classification"]


def test_a_second_definition_is_said_by_itself() -> None:
    item = E("LI", E("Lbl", "Songbun"), E("LBody", "a class"), E("LBody", E("P", "a fate"), E("P", "for life")))
    assert said(E("L", item))[1:] == [
        "  Item        Songbun: a class",
        "    Paragraph  a fate",
        "    Paragraph  for life",
    ]


def cell(role: str, *kids: object, **attributes: Any) -> Element:
    named = {"ID": attributes.pop("ID")} if "ID" in attributes else {}
    return E(role, *kids, A=Dictionary(O=Name.Table, **attributes), **named)


def test_a_table_is_read_row_by_row_with_the_headers_of_each_cell() -> None:
    head = E("TR", *(cell("TH", text, Scope=Name.Column) for text in ("Country", "Held")))
    body = E("TR", cell("TH", "Korea", Scope=Name.Row), E("TD", E("P", "80,000"), E("P", "people")))
    table = E("Table", E("Caption", E("P", "Table 1. Camps")), E("THead", head), E("TBody", body, E("TR", E("TD"))))
    assert said(table) == [
        "Table         2 columns, 3 rows: Table 1. Camps",
        "  Header row  Country; Held",
        "  Row         Country: Korea; Held: 80,000 people",
        "  Row         Country: [empty]",
    ]


def test_cells_that_span_keep_their_headers() -> None:
    wide = [cell("TH", "", Scope=Name.Column), cell("TH", "Held", Scope=Name.Column, ColSpan=2)]
    head = [E("TR", *wide), E("TR", *(cell("TH", text, Scope=Name.Column) for text in ("Year", "Men", "Women")))]
    tall = cell("TH", "North", Scope=Name.Row, RowSpan=2)
    body = [E("TR", tall, E("TD", "1"), E("TD", "2")), E("TR", E("TD", "3"), E("TD", "4"))]
    assert said(E("Table", E("THead", *head), E("TBody", *body)))[3:] == [
        "  Row         Year: North; Held: Men: 1; Held: Women: 2",
        "  Row         North: Held: Men: 3; Held: Women: 4",
    ]


def test_a_cell_may_name_its_headers() -> None:
    head = E("TR", cell("TH", "Year", ID="y"), cell("TH", "Held", ID="h"))
    body = E("TR", cell("TD", "120", Headers=Array([String("h"), String("gone")])))
    assert said(E("Table", head, body))[2:] == ["  Row         Held: 120"]


def test_headers_without_a_scope_head_columns_in_the_head_and_rows_below_it() -> None:
    table = E("Table", E("TR", E("TH", "Year"), E("TH", "Held")), E("TR", E("TH", "2014"), E("TD", "120")))
    assert said(table) == [
        "Table         2 columns, 2 rows",
        "  Header row  Year; Held",
        "  Row         Year: 2014; Held: 120",
    ]


def test_a_header_is_said_before_its_cells_without_its_notes() -> None:
    head = [E("TD"), cell("TH", E("P", "Held", call("5")), E("Note", E("Lbl", "5"), "In camps."), Scope=Name.Column)]
    body = [cell("TH", "North", Scope=Name.Row), E("TD", "120")]
    assert said(E("Table", E("THead", E("TR", *head)), E("TBody", E("TR", *body))))[1:] == [
        "  Header row  [empty]; Held [note 5] Note 5 In camps.",
        "  Row         North; Held: 120",
    ]


def test_lists_and_notes_in_a_cell_are_said_in_its_row() -> None:
    inside = [bullets(E("LI", E("Lbl", "•"), E("LBody", "a"))), E("Note", E("Lbl", "1"), "UN.")]
    assert said(E("Table", E("TR", E("TD", "x", *inside), E("TD", "y"))))[1:] == ["  Row         x • a Note 1 UN.; y"]


def test_a_figure_is_heard_as_its_alternative_text_followed_by_its_caption() -> None:
    assert said(E("Div", E("Figure", "drawn words", Alt="A map."), E("Caption", "Figure 1. ", E("Span", "Camps")))) == [
        "Figure        A map.",
        "Caption       Figure 1. Camps",
    ]


def test_a_figure_without_alternative_text_is_announced_as_such() -> None:
    assert said(E("Figure"), E("P", "a", E("Figure"), "b")) == [
        "Figure        [no alternative text]",
        "Paragraph     a [image: no alternative text] b",
    ]


def test_a_picture_in_a_line_or_a_link_is_heard_there() -> None:
    assert said(
        E("P", E("Figure", Alt="Logo"), "Office ", link(E("Figure", Alt="Flag"), Contents="https://un.org"))
    ) == ["Paragraph     [image: Logo] Office [image: Flag] [link: https://un.org]"]


def test_a_quotation_begins_with_its_first_paragraph() -> None:
    assert said(E("BlockQuote", E("P", "One."), E("P", "Two."))) == ["Quotation     One.", "  Paragraph   Two."]


def test_contents_lists_are_read_entry_by_entry() -> None:
    assert said(E("TOC", E("TOCI", E("Reference", link("The camps", Contents="page 2"))))) == [
        "Contents",
        "  Entry       The camps [link: page 2]",
    ]


def test_code_is_read_as_text_and_an_empty_paragraph_is_announced() -> None:
    assert said(E("P", "Run ", E("Code", "brief build"), "."), E("P")) == [
        "Paragraph     Run brief build.",
        "Paragraph     [empty]",
    ]


def test_another_page_is_announced_before_what_begins_on_it() -> None:
    top = [E("P", "One ", On(2, "to two.")), E("P", On(2, "Two.")), E("P", On(2, "Two.")), E("P", "One again.")]
    assert said(*top, pages=2) == [
        "Paragraph     One to two.",
        "Page          2",
        "Paragraph     Two.",
        "Paragraph     Two.",
        "Page          1",
        "Paragraph     One again.",
    ]


RUNS = st.builds(Run, st.text("ab \u00ad\n성", max_size=4), st.integers(1, 3))
ELEMENTS = st.recursive(
    RUNS,
    lambda kids: st.builds(
        Node,
        role=st.sampled_from([*sorted(set(WAYS) - PICTURES - {"Lbl"}), "Sect", "Unheard-of"]),
        language=st.sampled_from(["en", "ko"]),
        kids=st.lists(kids, max_size=4).map(tuple),
        expansion=st.sampled_from([None, "in full"]),
    ),
    max_leaves=30,
)


@given(st.lists(ELEMENTS, max_size=6))
def test_all_that_is_written_is_heard_once_and_in_its_order(kids: list[Node | Run]) -> None:
    document = Node("Document", "en", kids=tuple(kids))
    letters = document.text.translate(dict.fromkeys(map(ord, " \u00ad\n")))
    assert "".join(one.text.replace(" ", "") for one in hear(document)) == letters


@given(st.lists(ELEMENTS, max_size=6))
def test_depth_grows_by_at_most_one_from_line_to_line(kids: list[Node | Run]) -> None:
    depths = [one.depth for one in hear(Node("Document", "en", kids=tuple(kids)))]
    assert all(after <= before + 1 for before, after in zip([-1, *depths], depths, strict=False))


def test_a_table_within_a_header_cell_is_heard_only_once() -> None:
    def head(kid: Node | Run) -> Node:
        return Node("TR", "en", kids=(Node("TH", "en", kids=(kid,), attributes={"Scope": "/Column"}),))

    inside: Node | Run = Run("a", None)
    for _ in range(15):
        inside = Node("Table", "en", kids=(head(inside), *(head(Run("b", None)) for _ in range(5))))
    assert isinstance(inside, Node)
    assert sum(one.role == "TH" for one in hear(inside)) == 15 * 6
