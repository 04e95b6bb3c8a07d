"""The terms of a house: words that it avoids, and names that must not be printed anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from brief.review import review
from tests.conftest import MakeBrief

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm"><text y="5">{}</text></svg>'
SOURCES = "- id: roe\n  type: book\n  title: The Book of Jane Roe\n  publisher: A House\n  issued: 2014\n"


def told(make_brief: MakeBrief, files: Mapping[str, str | bytes], terms: str) -> list[str]:
    settings = str(files.get("brief.yaml", ""))
    whole = {"terms.yaml": terms, **files, "brief.yaml": f"title: A brief\nterms: terms.yaml\n{settings}"}
    found = review(make_brief(whole), [], "", date(2026, 1, 1), with_pages=False).findings
    return [f"{one.place}: {one.rule}" for one in found if one.rule.startswith("term-")]


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"part.md": "# T\n\nWe met Jane Roe.\n"}, "part.md:3:8"),
        ({"part.md": "# T\n\nWe met Jane *Roe* there.\n"}, "part.md:3:8"),
        ({"part.md": "# T\n\nWe met Jane\nRoe there.\n"}, "part.md:3:8"),
        ({"part.md": "# T\n\nWe met Jane R\u00adoe.\n"}, "part.md:3:8"),
        ({"part.md": "# T\n\nWe met Jane\u200b-Roe.\n"}, "part.md:3:8"),
        ({"part.md": "# T\n\nWe met Ja\u0301ne_Roé.\n"}, "part.md:3:8"),
        ({"part.md": "# T\n\nA text.[^a]\n\n[^a]: As Jane Roe said.\n"}, "part.md:5:10"),
        ({"part.md": "# T\n\n![A portrait of Jane Roe](a.svg)\n", "a.svg": SVG.format("A")}, "part.md:3:17"),
        ({"part.md": "# T\n\n![A portrait](a.svg)\n", "a.svg": SVG.format("Jane Roe")}, "a.svg"),
        ({"part.md": "# T\n\nSee [it](https://example.org/Jane%20Roe).\n"}, "part.md:3"),
        ({"part.md": "# T\n\nJR is.\n\n*[JR]: Jane Roe\n"}, "part.md:3"),
        ({"part.md": "# T\n\nA.[@roe]\n", "s.yaml": SOURCES, "brief.yaml": "sources: s.yaml\n"}, "s.yaml:3:22"),
        (
            {
                "part.md": "# T\n\nA.[@roe]\n",
                "s.yaml": SOURCES.replace("Jane Roe", "T") + "  author: [{family: Roe, given: Jane}]\n",
                "brief.yaml": "sources: s.yaml\n",
            },
            "s.yaml:1:7",
        ),
        (
            {
                "part.md": "# T\n\nA.[@roe, sect. Jane Roe]\n",
                "s.yaml": SOURCES.replace("Jane Roe", "T"),
                "brief.yaml": "sources: s.yaml\n",
            },
            "part.md:3:16",
        ),
        ({"part.md": "# T\n\n![A](a.svg)\n", "a.svg": SVG.format("Jane</text><text>Roe</text><text>A")}, "a.svg"),
        ({"part.md": "# T\n\nA.\n", "brief.yaml": "slug: jane-roe\n"}, "brief.yaml:3:7"),
        ({"part.md": "# T\n\nA.\n", "brief.yaml": "subtitle: For Jane Roe\n"}, "brief.yaml:3:15"),
        ({"part.md": "# T\n\nWrite to [us](mailto:janeroe@example.org).\n"}, "part.md:3:22"),
        ({"part.md": "# T\n\nSee #JaneRoe2014.\n"}, "part.md:3:6"),
        (
            {"part.md": "# T\n\nA.\n", "styles/brand.css": "p { }\np::after { content: 'Jane Roe' }\n"},
            "styles/brand.css:2:22",
        ),
        ({"part.md": "# T\n\nA.\n", "styles/words/en.yaml": "figure: Jane Roe\n"}, "styles/words/en.yaml:1:9"),
    ],
)
def test_a_name_that_must_not_be_printed_is_found_wherever_it_is(
    make_brief: MakeBrief, files: Mapping[str, str | bytes], place: str
) -> None:
    assert f"content/{place}: term-never" in told(make_brief, files, "never: [Jane Roe]\n")


@pytest.mark.parametrize(
    ("text", "count"),
    [("We met Søren Weiß.", 1), ("We met Soren Weiss.", 1), ("We met SØREN WEISS.", 1), ("We met Soren Wei.", 0)],
)
def test_a_name_is_found_without_its_accents_and_special_letters(make_brief: MakeBrief, text: str, count: int) -> None:
    assert len(told(make_brief, {"part.md": f"# T\n\n{text}\n"}, "never: [Søren Weiß]\n")) == count


def test_a_name_within_longer_words_or_in_a_comment_of_css_is_not_reported(make_brief: MakeBrief) -> None:
    files = {"part.md": "# T\n\nThe manlike ones.\n", "styles/brand.css": "/* as Jane Roe said */ p { }\n"}
    assert told(make_brief, files, "never: [An Li, Jane Roe]\n") == []


@pytest.mark.parametrize(
    ("text", "count"), [("김철수는 말했다.", 1), ("김철수", 1), ("김철숙은 말했다.", 0), ("田中太郎は言った。", 1)]
)
def test_a_korean_or_japanese_name_joined_to_other_words_is_found(make_brief: MakeBrief, text: str, count: int) -> None:
    assert len(told(make_brief, {"part.md": f"# T\n\n{text}\n"}, "never: [김철수, 田中太郎]\n")) == count


def test_words_to_avoid_are_reported_everywhere_except_in_quotations(
    make_brief: MakeBrief,
) -> None:
    files = {
        "brief.yaml": "subtitle: On the regimes\n",
        "part.md": "# T\n\nThe regime says “our regime”.\n\n![The regime](a.svg)\n",
        "a.svg": SVG.format("A"),
    }
    assert told(make_brief, files, "avoid: {regime*: government}\n") == [
        "content/brief.yaml:3:18: term-avoided",
        "content/part.md:3:5: term-avoided",
        "content/part.md:5:7: term-avoided",
    ]
