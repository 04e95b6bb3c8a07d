"""Heads and feet of pages, rules and backgrounds are not read aloud; everything else is."""

from __future__ import annotations

from pathlib import Path

from tests.reading import Reading, Unread
from tests.tags.conftest import Hear

FOOT = "Office of “Exact” Measures & Sons · Weights & measures · February 29, 2020"
"""The foot of a page: who signs, the short title and the date."""


def said(reading: Reading, page: int) -> dict[tuple[str, str], str]:
    """The words of the artifacts of a page, by type and subtype."""
    found: dict[tuple[str, str], str] = {}
    for one in reading.artifacts:
        if one.page == page and one.text:
            found[one.type, one.subtype] = found.get((one.type, one.subtype), "") + one.text
    return found


def test_everything_drawn_is_read_or_an_artifact(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    assert reading.strays == ()


def test_the_parent_tree_agrees_with_the_structure(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    assert reading.mismatches == ()


def test_running_title_folio_and_status_are_head_and_foot_of_the_page(sink: Reading) -> None:
    pages = max(one.page for one in sink.artifacts)
    assert said(sink, 1) == {("Pagination", "Header"): "For comment, not for distribution"}
    for page in range(2, pages + 1):
        found = said(sink, page)
        assert found["Pagination", "Header"] == "For comment, not for distribution"
        assert found["Pagination", "Footer"] == f"{FOOT}{page} of {pages}"


def test_no_word_of_the_head_and_foot_of_a_page_is_heard(sink: Reading, example: Reading) -> None:
    assert "Weights & measures" not in sink.root.text
    assert "For comment" not in sink.root.text
    assert " of 10" not in sink.root.text
    assert " of 4" not in example.root.text


def test_artifacts_with_words_are_all_of_type_pagination(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    left_out = [one for one in reading.artifacts if one.text.strip() and one.text != ","]  # between two calls of notes
    assert {one.type for one in left_out} <= {"Pagination"}


def test_every_artifact_has_a_known_type(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    assert {one.type for one in reading.artifacts} <= {"Pagination", "Layout", "Background"}
    assert {one.subtype for one in reading.artifacts} <= {"", "Header", "Footer", "Watermark"}


def test_rules_and_backgrounds_are_left_out(hear: Hear) -> None:
    look = ".box { background: #eeeeee } body { background: #fafafa }"
    reading = hear("/// box | Head\nText.\n///\n\n***\n\nMore.", {"styles/brand.css": look})
    assert reading.strays == ()
    assert sum(1 for one in reading.artifacts if drawn(one)) > 3


def drawn(one: Unread) -> bool:
    return any(piece.kind == "path" for piece in one.pieces)


def test_a_watermark_is_never_heard(hear: Hear) -> None:
    """Neither as text in a margin box nor as a picture behind the text."""
    look = (
        '@page { @top-left { content: "WATERMARK"; vertical-align: bottom } background: url(images/mark.svg) }\n'
        ".running-title { color: #123456 }\n"
    )
    mark = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><path d="M0 0h90v90z" fill="#eeeeee"/></svg>'
    reading = hear("Text.", {"styles/brand.css": look, "images/mark.svg": mark})
    assert "WATERMARK" in "".join(one.text for one in reading.artifacts if one.type == "Pagination")
    assert "WATERMARK" not in reading.root.text
    assert reading.strays == ()


def test_a_decorative_picture_is_not_heard(hear: Hear) -> None:
    line = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="6"><path d="M0 0h60v6z"/></svg>'
    files = {"a.svg": line}
    reading = hear("Text ![](a.svg){: .decorative} more.\n\n![](a.svg){: .decorative}\n\nEnd.", files)
    assert reading.root.all("Figure") == []
    assert reading.strays == ()
    assert sum(1 for one in reading.artifacts if drawn(one)) >= 2
