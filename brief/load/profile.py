"""The profile that says what inks a press has: a brief's own, or that of the house."""

from __future__ import annotations

from brief.findings import BriefError, Place, files, press
from brief.findings.nearest import did_you_mean, shortened
from brief.load.folders import house, inside, there
from brief.model import Brief

HOUSE = "inks/FOGRA39L_coated.icc"
"""The profile of the house, in its styles: offset on coated paper (ISO 12647-2), which print shops everywhere know."""

LARGEST = 20_000_000
"""Bytes that a profile may have; those of printers have one to three million."""


def profile(brief: Brief) -> tuple[bytes, Place]:
    """The profile for the press, and where it is named, or stands. Raises `BriefError` when there is none to be had."""
    own = brief.settings.icc_profile
    if not own:
        path = house() / HOUSE
        return path.read_bytes(), Place(path)
    place = brief.place("icc-profile")
    path_ = there(brief.folder, own)
    if path_ is None or not inside(brief.folder, own) or not path_.is_file():
        profiles = (file.name for file in brief.folder.glob("*.ic[cm]"))
        near = did_you_mean(own, [name for name in profiles if inside(brief.folder, name)], "")
        raise BriefError([press.PROFILE_MISSING.at(place, name=shortened(own), near=f"; {near}" if near else "")])
    try:
        with open(path_, "rb") as file:
            return file.read(LARGEST), place
    except OSError as error:
        raise BriefError([files.unreadable(path_, error)]) from error
