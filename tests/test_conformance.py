"""Every PDF is sound and conforms to PDF/UA-1 and PDF/A-3a; a validator other than the tests' own reader checks it.

PDFs for a print shop are PDF/X-4 instead, which `tests/test_print_shop.py` checks; they are sound as well.
"""

from __future__ import annotations

import io
from pathlib import Path

import page
import pikepdf
import pytest

from brief.model import EDITIONS, PaperName
from tests import built

STANDARDS = {"PDF/UA-1": page.ValidationProfile.PDF_UA_1, "PDF/A-3a": page.ValidationProfile.PDF_A_3A}

EVERY = [
    pytest.param(folder, edition, paper, id=f"{folder.name}-{edition}-{paper}")
    for edition in EDITIONS
    if EDITIONS[edition].medium == "paper"
    for folder, paper in built.ON_PAPER
    if folder == built.KITCHEN_SINK or edition in ("full", "large-print")
]
"""Every paper edition of the kitchen sink, which has everything; of the other briefs the two that differ most."""

TO_LAST = [each for each in EVERY if EDITIONS[str(each.values[1])].inks != "press"]
"""Those that must be accessible and fit to be archived: all except those for a press."""


def failures(pdf: bytes, standard: str) -> list[str]:
    """The violations in a PDF: the rule, the message, and the number of the object."""
    report = page.validate_pdf_bytes(pdf, profile=STANDARDS[standard])
    assert report.rules.total > 100, "nothing was judged"
    found = [
        f"{one.rule_id}: {one.message} (object {one.object_id.object_number if one.object_id else '-'})"
        for one in report.failures
    ]
    assert report.is_compliant == (not found)
    return found


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize(("folder", "edition", "paper"), TO_LAST)
def test_every_edition_conforms(folder: Path, edition: str, paper: PaperName, standard: str) -> None:
    assert failures(built.kept(folder, edition, paper).pdf, standard) == []


@pytest.mark.parametrize(("folder", "edition", "paper"), EVERY)
def test_every_edition_is_sound(folder: Path, edition: str, paper: PaperName) -> None:
    with pikepdf.open(io.BytesIO(built.kept(folder, edition, paper).pdf)) as pdf:
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize(
    ("change", "standard"),
    [
        ("/StructTreeRoot", "PDF/UA-1"),
        ("/StructTreeRoot", "PDF/A-3a"),
        ("/Lang", "PDF/UA-1"),
        ("/Metadata", "PDF/A-3a"),
    ],
)
def test_the_validator_reports_what_is_removed(change: str, standard: str) -> None:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(built.kept(built.BRIEFS / "minimal").pdf)) as pdf:
        del pdf.Root[change]
        pdf.save(made)
    assert failures(made.getvalue(), standard)


@pytest.mark.parametrize("folder", built.ALL, ids=lambda folder: folder.name)
def test_the_validated_briefs_have_no_findings_except_side_notes_left_out(folder: Path) -> None:
    assert {finding.rule for finding in built.kept(folder).findings} <= {"side-notes-left-out"}
