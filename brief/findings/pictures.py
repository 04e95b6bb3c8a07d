"""Faults in pictures and drawings."""

from __future__ import annotations

from brief.findings import error, info, warning

IMAGE_MISSING = error(
    "image-missing", "there is no image '{image}'", "put the file into {folder}, or correct its name{near}"
)
IMAGE_OUTSIDE = error(
    "image-outside",
    "the image '{image}' is not a file in the brief's folder",
    "copy it into {folder}/images and write images/ and its name, with / and not \\; nothing else is ever read",
)
IMAGE_UNREADABLE = error(
    "image-unreadable", "'{image}' cannot be read as an image: {reason}", "save it again as JPEG, PNG, WebP or SVG"
)
IMAGE_TOO_LARGE = error(
    "image-too-large",
    "the image '{image}' is too large: {size}",
    "make it smaller; the limits are 50 megapixels and 50 MB",
)
IMAGE_COARSE = warning(
    "image-coarse",
    "{image} prints {width} cm wide at {density} ppi; supply {pixels:,} pixels{otherwise}",
    "under {least} pixels to the inch {why}",
)
IMAGE_COARSE_FOR_PRESS = warning("image-coarse-for-press", IMAGE_COARSE.message, IMAGE_COARSE.hint)
IMAGE_COARSE_WHY = "a picture is blurred or shows its pixels on paper"
IMAGE_COARSE_BACK = "a print shop may send a picture back"
IMAGE_COARSE_OTHERWISE = " or set it {width} cm wide"
CREDIT_LOST = warning(
    "credit-lost",
    "the credit of '{image}' is printed nowhere, since the picture stands within a line of text",
    "leave an empty line before the picture and one after it, or say in the text who made it",
)
COVER_ALT_MISSING = error(
    "alt-missing",
    "the cover '{image}' has no description for people who cannot see it",
    "write what it shows into a file beside it, {file}, as `alt: …`; `credit: …` there says who made it",
)
COVER_UNPRINTED = info(
    "cover-unprinted",
    "the look {look} has no place for a cover, so '{image}' is not printed",
    "choose a look that has one, {others}, or show the picture in a section",
)
IMAGE_INKS = warning(
    "image-inks",
    "'{image}' is in the inks of a press (CMYK) and does not say of which, so its colors are guessed",
    "save it again in RGB (sRGB), or with its color profile",
)
DRAWING_REFERENCE = error(
    "drawing-reference",
    "the drawing '{image}' asks for '{target}', {reason}",
    "export it again with everything in the one file; photographs may also stand beside it in the brief's folder",
)
DRAWING_SCRIPT = warning(
    "drawing-script",
    "the drawing '{image}' has a script, which is never run: what it would draw or change is missing",
    "export it as it looks on the screen, as SVG without scripts",
)
DRAWING_FONT = error(
    "drawing-font",
    "the drawing '{image}' brings its own font (@font-face), which is not used",
    "turn its text into outlines, or put the font into styles/fonts and take the rule out",
)
DRAWING_FACE = warning(
    "drawing-face",
    "the text in the drawing '{image}' asks for the font '{face}', which is not there, and gets another one",
    "check that it fits, turn it into outlines, or put the TTF or OTF files of '{face}' into styles/fonts",
)
DRAWING_PART = error(
    "drawing-part",
    "the drawing '{image}' has {part}",
    "export it again as plain SVG for print, with text as text or as outlines, or as PNG",
)
DRAWING_IN_WORDS = info(
    "drawing-in-words",
    "'{image}' is printed in words in the edition '{edition}': its smallest label would have {size:.1f} pt there, and "
    "at least {least:g} pt are needed{missing}",
    "to have it drawn there, make a drawing with larger labels, such as one that is taller than wide",
)
LABELS_MISSING = "; its description says nothing of {labels}"
PICTURE_WITHOUT_WORDS = error(
    "picture-without-words",
    "the picture {words} has no description for readers who cannot see it",
    'give its <img> in the layout an alt="…", which may be empty when it only decorates, and an <svg> a <title>',
)
