"""The object that `brief listen --json` prints."""

from __future__ import annotations

from typing import Any

from pikepdf import Dictionary, Name, String

from brief.listen import read, report
from tests.listen.making import E, Element, Leads, On, pdf


def told(*top: Element, pages: int = 1) -> list[dict[str, Any]]:
    found = read(pdf(*top, pages=pages))
    assert found
    return list(report(found)["elements"])


def test_it_names_the_document_and_lists_its_elements() -> None:
    found = read(pdf(E("Sect", E("H1", "One"), E("P", On(2, "Two.")), Lang="fr"), title="T", language="en-US", pages=2))
    assert found
    assert report(found) == {
        "title": "T",
        "language": "en-US",
        "pages": 2,
        "elements": [
            {
                "role": "H1",
                "depth": 0,
                "language": "fr",
                "page": 1,
                "text": "One",
                "alt": None,
                "parts": [{"text": "One", "language": "fr"}],
            },
            {
                "role": "P",
                "depth": 0,
                "language": "fr",
                "page": 2,
                "text": "Two.",
                "alt": None,
                "parts": [{"text": "Two.", "language": "fr"}],
            },
        ],
    }


def test_a_line_has_the_text_of_its_parts_and_lists_the_properties_of_each() -> None:
    link = E("Link", Leads({"Contents": String("a report, un.org")}), "a ", E("Span", "COI", E="Commission"), " report")
    (line,) = told(E("P", "See ", link, E("Span", " 성분", Lang="ko"), E("Figure", Alt="A flag"), E("Code", "x")))
    assert line["text"] == "See a COI report 성분x" == "".join(part["text"] for part in line["parts"])
    leads = {"role": "Link", "target": "a report, un.org"}
    assert line["parts"] == [
        {"text": "See ", "language": "en"},
        {"text": "a ", "language": "en", **leads},
        {"text": "COI", "language": "en", **leads, "expansion": "Commission"},
        {"text": " report", "language": "en", **leads},
        {"text": " ", "language": "en"},
        {"text": "성분", "language": "ko"},
        {"text": "", "language": "en", "role": "Figure", "alt": "A flag"},
        {"text": "x", "language": "en", "role": "Code"},
    ]


def test_notes_lists_and_pictures_say_what_they_are() -> None:
    numbered = Dictionary(O=Name.List, ListNumbering=Name.Decimal)
    elements = told(
        E("Note", E("Lbl", "1"), "UN."), E("L", E("LI", E("Lbl", "1."), E("LBody")), A=numbered), E("Figure")
    )
    assert [{name: one[name] for name in one if name not in ("language", "page", "parts")} for one in elements] == [
        {"role": "Note", "depth": 0, "text": "UN.", "alt": None, "label": "1"},
        {"role": "L", "depth": 0, "text": "", "alt": None, "numbering": "Decimal", "items": 1},
        {"role": "LI", "depth": 1, "text": "", "alt": None, "label": "1."},
        {"role": "Figure", "depth": 0, "text": "", "alt": None},
    ]


def test_each_cell_of_a_table_is_an_element_with_its_headers() -> None:
    table, *cells = told(E("Table", E("TR", E("TH", "Year"), E("TH")), E("TR", E("TD", "2014"), E("TD", "x"))))
    assert (table["columns"], table["rows"]) == (2, 2)
    assert [(one["role"], one["depth"], one.get("scope"), one.get("headers")) for one in cells] == [
        ("TR", 1, None, None),
        ("TH", 2, "Column", None),
        ("TH", 2, "Column", None),
        ("TR", 1, None, None),
        ("TD", 2, None, ("Year",)),
        ("TD", 2, None, None),
    ]


def test_the_rest_of_an_interrupted_line_is_marked() -> None:
    elements = told(E("P", "Held", E("Note", "UN."), " in camps."))
    assert [(one["role"], one["text"], one.get("goes_on")) for one in elements] == [
        ("P", "Held", None),
        ("Note", "UN.", None),
        ("P", "in camps.", True),
    ]
