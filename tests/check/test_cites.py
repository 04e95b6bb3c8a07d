"""Sources that nobody cites or that are later than the brief, and references that lead nowhere, are reported."""

from __future__ import annotations

import pytest

from brief import build
from brief.load import load
from tests.built import told_of
from tests.conftest import MakeBrief

SOURCE = "- id: a\n  type: book\n  title: T\n  publisher: P\n  issued: 2018-06-09\n"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
NAMED = (
    "![A](a.svg){: #camps}\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\nTable: C\n{: #record}\n\n"
    "| x | y |\n|---|---|\n| 1 | 2 |\n{: #plain}\n"
)


def message(make_brief: MakeBrief, text: str, keys: str = "") -> list[str]:
    files = {"brief.yaml": f"title: A\nsources: s.yaml\n{keys}", "s.yaml": SOURCE, "a.svg": PICTURE}
    return told_of(make_brief({**files, "part.md": f"# T\n\n{text}\n"}))


def test_a_source_that_nobody_cites_is_reported(make_brief: MakeBrief) -> None:
    assert message(make_brief, "Text.") == [
        "content/s.yaml:1:7: info: source-unused: the source 'a' is cited nowhere, so it is not printed\n"
        "    cite it, [@a], or leave it for later"
    ]


def test_an_uncited_library_is_reported_once(make_brief: MakeBrief) -> None:
    library = "".join(SOURCE.replace("id: a", f"id: a{number}") for number in range(11))
    files = {"brief.yaml": "title: A\nsources: s.yaml\n", "s.yaml": library, "part.md": "# T\n\nText.\n"}
    assert [str(one) for one in build.read(load(make_brief(files))[0])[2]] == [
        "content/s.yaml: info: source-unused: 11 sources of this file are cited nowhere, so they are not printed: a0, "
        "a1, a2 …\n    a file may hold the sources of many briefs; nothing needs to be done"
    ]


@pytest.mark.parametrize("text", ["[@a]", "Text.[^n]\n\n[^n]: See @a.", "> - One @a", "/// box | See [@a]\nText.\n///"])
def test_a_source_that_is_cited_anywhere_is_used(text: str, make_brief: MakeBrief) -> None:
    assert message(make_brief, text) == []


@pytest.mark.parametrize(
    ("issued", "printed"),
    [
        ("2018-06-09", "2018-06-09"),
        ("2018-07", "2018-07"),
        ("2019", "2019"),
        ("2019-21", "2019"),
    ],
)
def test_a_source_later_than_the_brief_is_reported(issued: str, printed: str, make_brief: MakeBrief) -> None:
    files = {"s.yaml": SOURCE.replace("2018-06-09", issued), "part.md": "# T\n\nText [@a].\n"}
    settings = "title: A\nsources: s.yaml\ndate: 2018-06-08\n"
    _, _, noticed = build.read(load(make_brief({"brief.yaml": settings, **files}))[0])
    assert [str(finding) for finding in noticed] == [
        f"content/s.yaml:1:7: warning: source-later: the source 'a' is of {printed}, after the date of the brief\n"
        "    correct the date here, or that of the brief in brief.yaml"
    ]


@pytest.mark.parametrize(
    "issued",
    [
        *("2018-06-08", "2018-06", "2018", "2017-12-31"),
        *("2018-21", "2018-22", "2018-24", "2017-23", "{date-parts: [[2018, 13]]}"),
    ],
)
def test_a_source_not_later_than_the_brief_is_not_reported(issued: str, make_brief: MakeBrief) -> None:
    files = {"s.yaml": SOURCE.replace("2018-06-09", issued), "part.md": "# T\n\nText [@a].\n"}
    settings = "title: A\nsources: s.yaml\ndate: 2018-06-08\n"
    assert build.read(load(make_brief({"brief.yaml": settings, **files}))[0])[2] == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "See @fig:camp [@a].",
            "there is no figure 'camp' for @fig:camp to point to\n    did you mean 'camps'?",
        ),
        (
            "See @tab:camps [@a].",
            "there is no table 'camps' for @tab:camps to point to\n    it is a figure: write @fig:camps",
        ),
        (
            "See @tab:camp [@a].",
            "there is no table 'camp' for @tab:camp to point to\n    give one its name: {: #camp} below it",
        ),
        (
            "See @tab:plain [@a].",
            "the table 'plain' has no caption, and so no number that @tab:plain could print\n"
            "    write one below it,  Table: …,  or into the block of a table from a file",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_reported(text: str, expected: str, make_brief: MakeBrief) -> None:
    assert message(make_brief, f"{text}\n\n{NAMED}") == [f"content/part.md:3:5: error: reference-unknown: {expected}"]


def test_a_broken_reference_is_reported_at_each_place(make_brief: MakeBrief) -> None:
    found = message(make_brief, f"See @fig:camp, @fig:camp [@a].\n\nAnd @fig:camp.\n\n{NAMED}")
    assert [one.partition(": ")[0] for one in found] == [
        "content/part.md:3:5",
        "content/part.md:3:16",
        "content/part.md:5:5",
    ]


def test_references_that_lead_somewhere_are_not_reported(make_brief: MakeBrief) -> None:
    assert message(make_brief, f"See @fig:camps, @tab:record and [@tbl:record] [@a].\n\n{NAMED}") == []


def test_a_citation_in_plain_text_is_reported(make_brief: MakeBrief) -> None:
    settings = "title: A\nsources: s.yaml\nask: |-\n  We ask\n  [@a, p. 7], a@a.org, and @b.\nslug: a\n"
    part = "---\nkind: summary\ntitle: As @a says\n---\n\nText [@a].\n\n![A](a.svg)\n"
    files = {
        "brief.yaml": settings,
        "s.yaml": SOURCE,
        "part.md": part,
        "a.svg": PICTURE,
        "a.svg.yaml": "credit: '@a'\n",
    }
    message = "warning: citation-plain: '@a' is printed as it stands here, since this is plain text"
    assert [str(one).partition("\n")[0] for one in build.read(load(make_brief(files))[0])[2]] == [
        f"content/brief.yaml:3:6: {message}",
        f"content/part.md:3:11: {message}",
        f"content/a.svg.yaml:1:10: {message}",
    ]


@pytest.mark.parametrize("text", ["One @tab:record@a12.", "One [@a], @a@a12"])
@pytest.mark.parametrize("keys", ["", "date: 2018-06-10\n"])
def test_an_unknown_key_right_after_another_is_reported(text: str, keys: str, make_brief: MakeBrief) -> None:
    found = message(make_brief, f"{text} [@a]\n\n{NAMED}", keys)
    assert [one.partition("\n")[0] for one in found] == [
        f"content/part.md:3:{text.index('a12')}: error: source-unknown: there is no source 'a12'"
    ]
