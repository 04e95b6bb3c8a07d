"""Faults that matter on a printing press are reported at their line, with the way out."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from brief.findings import BriefError
from brief.load import house
from brief.load.look import HOUSE_PROFILE
from tests import built
from tests.conftest import MakeBrief

FOGRA = (house() / HOUSE_PROFILE).read_bytes()
SETTINGS = "title: T\nicc-profile: shop.icc\n"
PART = "# P\n\nText.\n"


def relabelled(kind: bytes = b"prtr", space: bytes = b"CMYK") -> bytes:
    """The house's profile with another kind and color space in its header."""
    return FOGRA[:12] + kind + space + FOGRA[20:]


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "no ICC profile"),
        (b"Dear print shop, " * 40, "no ICC profile"),
        (FOGRA[:100], "no ICC profile"),
        (srgb(), "the profile of a screen"),
        (relabelled(b"scnr", b"RGB "), "the profile of a scanner or a camera"),
        (relabelled(b"prtr", b"RGB "), "the profile of a printer for other colors"),
        (relabelled(b"link"), "a profile of another kind"),
        (FOGRA[:5000], "a broken ICC profile"),
    ],
)
def test_a_profile_that_is_not_that_of_a_press_is_reported_at_its_line(
    data: bytes, found: str, make_brief: MakeBrief
) -> None:
    folder = make_brief({"brief.yaml": SETTINGS, "part.md": PART, "shop.icc": data})
    assert built.told_of(folder) == [
        f"content/brief.yaml:2:14: error: icc-profile-wrong: 'shop.icc' is {found}, "
        "and not the profile of a press, which has four inks\n"
        "    ask the print shop for the ICC output profile (CMYK) of its paper, or take the line out: "
        "then the house's is used"
    ]


MISSING = (
    "    put the file that the print shop gave you beside brief.yaml, or take the line out: then the house's is used"
)


@pytest.mark.parametrize(
    ("named", "files", "near"),
    [
        ("shop.icc", {}, ""),
        ("../shop.icc", {"../shop.icc": FOGRA}, ""),
        ("shop.icc", {"shap.icc": FOGRA}, "; did you mean 'shap.icc'?"),
        ("folder", {"folder/a.icc": FOGRA}, ""),
    ],
)
def test_a_missing_profile_is_reported_at_its_line(
    named: str, files: Mapping[str, bytes], near: str, make_brief: MakeBrief
) -> None:
    folder = make_brief({"brief.yaml": f"title: T\nicc-profile: {named}\n", "part.md": PART, **files})
    assert built.told_of(folder) == [
        "content/brief.yaml:2:14: error: icc-profile-missing: "
        f"there is no color profile '{named}' in the brief's folder\n{MISSING}{near}"
    ]


@pytest.mark.parametrize("put", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_a_profile_that_is_no_ordinary_file_is_reported_without_waiting(
    put: Callable[[Path], None], make_brief: MakeBrief
) -> None:
    folder = make_brief({"brief.yaml": "title: T\nicc-profile: shop.icc\n", "part.md": PART})
    put(folder / "shop.icc")
    assert built.told_of(folder) == [
        "content/brief.yaml:2:14: error: icc-profile-missing: "
        f"there is no color profile 'shop.icc' in the brief's folder\n{MISSING}"
    ]


def messages(make_brief: MakeBrief, files: Mapping[str, str | bytes], edition: str = "print-shop") -> list[str]:
    """The findings of building the edition, whether they stop the build or not."""
    try:
        made = built.built(make_brief({"brief.yaml": "title: T\nstatus: final\n", "part.md": PART, **files}), edition)
    except BriefError as error:
        return [str(finding) for finding in error.findings]
    return [str(finding) for finding in made.findings]


def test_inks_in_a_style_sheet_for_screens_are_refused(make_brief: MakeBrief) -> None:
    css = ":root { --accent: device-cmyk(0 1 1 0) }\n"
    assert built.told_of(make_brief({"part.md": PART, "styles/brand.css": css})) == [
        "content/styles/brand.css:1:19: error: inks-of-print: 'device-cmyk(0 1 1 0)' is a color in printing inks, "
        "which a PDF for screens and archives may not contain\n    write the color as styles/tokens.css does: #1b4f72"
    ]


BANNER = "# P\n\n![B](b.png)\n\nText.\n\n/// pull-quote\nSaid.\n///\n"


@pytest.mark.parametrize(
    ("css", "short"),
    [
        ("left: -20mm; width: 100mm", True),
        ("left: -21.5mm; width: 100mm", True),
        ("left: -23mm; width: 100mm", False),
        ("left: -30mm; width: 100mm", False),
        ("left: 0; width: 100mm", False),
        ("left: 0; width: 195.9mm", True),
        ("left: 0; width: 199mm", False),
    ],
)
def test_a_photograph_that_ends_at_the_edge_of_the_paper_is_reported(
    css: str, short: bool, make_brief: MakeBrief
) -> None:
    image = io.BytesIO()
    Image.new("RGB", (2400, 300), "navy").save(image, "PNG")
    styles = f"figure img {{ position: absolute; max-width: none; height: 20mm; {css} }}"
    files: Mapping[str, str | bytes] = {"part.md": BANNER, "b.png": image.getvalue(), "styles/brand.css": styles}
    expected = (
        "content/part.md:3: warning: bleed-short: 'b.png' ends at the edge of page 1: "
        "a cut that is off by a hair leaves a white line\n"
        "    let it reach 3 mm beyond the edge, by its margins in the style sheet, or end 3 mm before it"
    )
    found = {
        edition: [one for one in messages(make_brief, files, edition) if "bleed" in one]
        for edition in ("full", "print-shop")
    }
    assert found.pop("print-shop") == ([expected] if short else [])
    assert not any(found.values())


def test_a_profile_with_bytes_after_its_end_is_accepted(make_brief: MakeBrief) -> None:
    """Such a profile is as good as one without these bytes."""
    folder = make_brief({"brief.yaml": SETTINGS, "part.md": PART, "shop.icc": FOGRA + bytes(64)})
    assert built.told_of(folder) == []
    assert io.BytesIO(built.built(folder, "print-shop").pdf).read(8) == b"%PDF-1.6"
