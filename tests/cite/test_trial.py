"""A style is tried on sources that break citeproc-py: ours pass, and each fault is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.cite.trial import faults, trials

FOLDER = Path(__file__).parents[2] / "styles" / "csl"
LANGUAGES = ("en-US", "en-GB", "fr-FR", "ko-KR", "de-DE", "ja-JP", "ar")
SOUND = '<text variable="title"/><label variable="locator" prefix=", " suffix=" "/><text variable="locator"/>'


def style(layout: str, *, entry: str = '<text variable="title"/>') -> str:
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>T</title><id>t</id>'
        "<updated>2026-01-01T00:00:00+00:00</updated></info>"
        f'<macro name="called"><text variable="title"/></macro><citation><layout>{layout}</layout></citation>'
        f"<bibliography><layout>{entry}</layout></bibliography></style>"
    )


@pytest.mark.parametrize("name", ["footnotes", "numbers", "author-date"])
def test_our_styles_pass(name: str) -> None:
    text = (FOLDER / f"{name}.csl").read_text(encoding="utf-8")
    assert [fault for language in LANGUAGES for fault in faults(text, language)] == []


@pytest.mark.parametrize(
    ("layout", "entry", "kind", "shows", "printed"),
    [
        (SOUND, '<text variable="title"/>', "", "", ""),
        (
            SOUND,
            '<text variable="title"/><number variable="volume" text-case="capitalize-first"/>',
            "crash",
            "a law without a date",
            "AttributeError: 'str' object has no attribute 'capitalize_first'",
        ),
        (
            '<text variable="title"/><text variable="locator" prefix=", "/>',
            '<text variable="title"/>',
            "label lost",
            "a book",
            "Quixotic Lanterns, 317",
        ),
        ('<text variable="title"/>', '<text variable="title"/>', "locator lost", "a book", "Quixotic Lanterns"),
        (
            SOUND,
            '<names variable="author"><name/><substitute><text macro="called"/></substitute></names>'
            '<text variable="title" prefix=". "/>',
            "title twice",
            "a book without an author",
            "Quixotic Lanterns. Quixotic Lanterns",
        ),
        (SOUND, '<text variable="genre"/>', "nothing", "a book", ""),
        (
            SOUND,
            '<text variable="title"/><text variable="URL" prefix=" &lt;" suffix="&gt;"/>',
            "markup",
            "a report without an author",
            "Quixotic Lanterns <https://example.org/a>",
        ),
    ],
)
def test_each_fault_is_found(layout: str, entry: str, kind: str, shows: str, printed: str) -> None:
    found = faults(style(layout, entry=entry), "en-US")
    told = next(((fault.kind, fault.source, fault.printed) for fault in found), ("", "", ""))
    assert told == (kind, shows, printed)


def test_the_trials_are_of_each_kind_that_an_office_cites() -> None:
    assert {item["type"] for item in trials().values()} >= {
        "book",
        "report",
        "legislation",
        "treaty",
        "bill",
        "legal_case",
        "hearing",
        "webpage",
        "article-journal",
        "article-newspaper",
        "chapter",
        "dataset",
        "thesis",
    }
