"""Faults in what goes to a press or a copier: the profile of its inks, and what no ink can print."""

from __future__ import annotations

from brief.findings import error, warning

PROFILE_MISSING = error(
    "icc-profile-missing",
    "there is no color profile '{name}' in the brief's folder",
    "put the file that the print shop gave you beside brief.yaml, or take the line out: then the house's is used{near}",
)
PROFILE_WRONG = error(
    "icc-profile-wrong",
    "'{name}' is {found}, and not the profile of a press, which has four inks",
    "ask the print shop for the ICC output profile (CMYK) of its paper, or take the line out: then the house's is used",
)
TRANSPARENT_DRAWING = error(
    "transparent",
    "the drawing '{image}' has {what}, which cannot be printed in the edition '{edition}': ink does not show through",
    "give it solid colors and export it again ('flatten transparency'), or save it as PNG with 300 pixels to the inch",
)
TRANSPARENT_STYLE = error(
    "transparent",
    "'{what}' makes something show through, which cannot be printed in the edition '{edition}'",
    "write the color that it looks like, in full: #d9c1bd",
)
TRANSPARENT = error(
    "transparent",
    "something on these pages has {what}, which cannot be printed in the edition '{edition}'",
    "look in the brief's own layouts, and in drawings within them, for opacity, masks and colors that show through",
)
BLEED_SHORT = warning(
    "bleed-short",
    "'{image}' ends at the edge of page {page}: a cut that is off by a hair leaves a white line",
    "let it reach 3 mm beyond the edge, by its margins in the style sheet, or end 3 mm before it",
)
TINT_LOST = warning(
    "tint-lost",
    "in the drawing '{image}' the areas in {colors} {become} in the edition '{edition}', which has no tints",
    "give them an outline, lines or dots, or name them in words; lines and text stay, whatever their color",
)
BECOME_WHITE = "become white paper"
BECOME_BLACK = "all become black"
CROP_MARKS_NOWHERE = error(
    "crop-marks-nowhere",
    "the edition '{edition}' is not cut to size, so it has no crop marks",
    "take the line out, or write it below `print-shop`, or an edition that is like it",
)
