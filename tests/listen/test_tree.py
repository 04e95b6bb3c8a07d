"""The structure of a PDF, as read from the file: roles, languages, texts, links, pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pikepdf import Array, Dictionary, Name, String

from brief.listen.tree import Node, Run, Tree, read
from tests.listen.making import Content, E, Leads, On, pdf, shown, untagged


def top(tree: Tree | None) -> Node:
    """The one element in the Document."""
    assert tree
    (document,) = tree.top.kids
    assert isinstance(document, Node)
    (only,) = document.kids
    assert isinstance(only, Node)
    return only


def below(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from below(kid)


def test_title_language_and_pages_are_those_of_the_file() -> None:
    tree = read(pdf(E("P", "Words."), title="Rights · 인권", language="fr-CA", pages=3))
    assert tree
    assert (tree.title, tree.language, tree.pages) == ("Rights · 인권", "fr-CA", 3)


def test_a_pdf_without_a_structure_has_no_tree() -> None:
    assert read(untagged()) is None


def test_text_is_what_the_glyphs_stand_for_to_the_last_space() -> None:
    text = " At a glance  “성분” 25 "
    assert top(read(pdf(E("P", text)))).text == text


def test_no_space_is_added_between_distant_glyphs() -> None:
    apart = b"BT /F 10 Tf 10 700 Td <0061> Tj 300 -50 Td <0062> Tj ET"
    assert top(read(pdf(E("P", Content(apart), "c")))).text == "abc"


def test_an_element_may_continue_on_the_next_page() -> None:
    node = top(read(pdf(E("P", "One page ", On(2, "and the next.")), pages=2)))
    assert node.kids == (Run("One page ", 1), Run("and the next.", 2))
    assert (node.text, node.page) == ("One page and the next.", 1)


def test_an_element_begins_on_the_page_of_its_first_words() -> None:
    assert top(read(pdf(E("P", E("Span", On(2, "Words."))), pages=2))).page == 2


def test_a_language_holds_for_all_that_stands_in_the_element() -> None:
    node = top(read(pdf(E("P", "a", E("Span", "b", E("Link", "c"), Lang="ko"), E("Span", "d")))))
    assert [(one.text, one.language) for one in below(node)] == [
        ("abcd", "en"),
        ("bc", "ko"),
        ("c", "ko"),
        ("d", "en"),
    ]


def test_actual_text_of_an_element_stands_for_its_text() -> None:
    node = top(read(pdf(E("P", "diplo", E("Span", "‐", ActualText="\u00ad"), "macy"))))
    assert node.text == "diplo\u00admacy"


def test_actual_text_of_marked_content_stands_for_all_that_is_drawn_in_it() -> None:
    within = b"/Span <</ActualText <FEFF00AD>>> BDC %s %s EMC" % (shown("‐"), shown("‐"))
    assert top(read(pdf(E("P", Content(shown("a") + within + shown("b")))))).text == "a\u00adb"


def test_artifacts_are_not_read() -> None:
    folio = b"/Artifact BMC %s EMC" % shown("2 of 4")
    within = Content(shown("a") + folio + shown("b"))
    assert top(read(pdf(E("P", within), before=[folio, shown("2 of 4")]))).text == "ab"


def test_alternative_text_and_expansion_are_kept_and_missing_differs_from_empty() -> None:
    node = top(read(pdf(E("P", E("Figure", Alt=""), E("Span", "COI", E="Commission of Inquiry")))))
    assert [(one.alt, one.expansion) for one in below(node)] == [
        (None, None),
        ("", None),
        (None, "Commission of Inquiry"),
    ]


@pytest.mark.parametrize(
    ("entries", "target"),
    [
        (
            {"Contents": "the report, https://un.org", "A": Dictionary(URI=String("https://un.org"))},
            "the report, https://un.org",
        ),
        ({"A": Dictionary(S=Name.URI, URI=String("https://un.org"))}, "https://un.org"),
        ({"A": Dictionary(S=Name.GoTo, D=String("camps"))}, "#camps"),
        ({"Dest": String("camps")}, "#camps"),
        ({"Dest": Array([0, Name.Fit])}, ""),
        ({}, ""),
    ],
)
def test_the_target_of_a_link_is_its_description_or_else_its_address(entries: dict[str, object], target: str) -> None:
    made = {name: String(value) if isinstance(value, str) else value for name, value in entries.items()}
    assert top(read(pdf(E("Link", Leads(made), "the report")))).target == target


def test_attributes_are_plain_values_of_all_owners() -> None:
    owned = Array(
        [
            Dictionary(O=Name.List, ListNumbering=Name.Decimal),
            Dictionary(O=Name.Table, ColSpan=2, Headers=Array([String("a"), String("b")])),
            3,
        ]
    )
    attributes = top(read(pdf(E("L", A=owned)))).attributes
    assert (attributes["ListNumbering"], attributes["ColSpan"], attributes["Headers"]) == ("Decimal", 2, ["a", "b"])


@pytest.mark.parametrize(("span", "taken"), [(2, 2), (0, 1), (-1, 1), (10**9, 1000)])
def test_a_cell_spans_at_least_1_and_at_most_1000_columns(span: int, taken: int) -> None:
    assert top(read(pdf(E("TD", "x", A=Dictionary(O=Name.Table, ColSpan=span))))).span("ColSpan") == taken
