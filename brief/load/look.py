"""The look of a brief: style sheets, layouts, citation style, ICC profile."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from os.path import lexists
from pathlib import Path

from brief.css import COMMENT, filled
from brief.findings import Place, citing, files, press
from brief.findings.nearest import perhaps, shortened
from brief.load import text
from brief.load.folders import existing, house, inside, opened
from brief.model import BLEED, EDITIONS, PAPERS, Brief, Edition, Grid, PaperName, Scale, Sheet

SHEETS_OF_GRIDS: Mapping[Grid, tuple[str, ...]] = {
    "margin": ("margin",),
    "hanging": ("hanging",),
    "paper": ("hanging", "paper"),
    "folded": ("columns", "folded"),
    "one-page": ("columns", "one-page"),
    "own": (),
}
"""The style sheets of each grid, in ``grids/``."""

ORDER = (
    "tokens.css", "look-tokens.css", "papers/{paper}.css", "page.css", "text.css", "blocks.css", "sections.css",
    "grids/{grid}.css", "look.css", "look-{grid}.css", "brand.css", "editions/{edition}.css",
)  # fmt: skip
"""The style sheets for paper in cascade order; a name with ``{grid}`` is repeated for each sheet of the grid.

brand.css is a brief's own, and the full edition has no sheet. The sheets of a look are look-tokens.css, with its faces
and colors, for the screen too; look.css, for paper only; and after that those for grids, such as look-hanging.css.
"""

ON_SCREEN = ("tokens.css", "look-tokens.css", "brand.css", "editions/{edition}.css")
"""The style sheets for the screen in cascade order."""


def _in_order(paper: PaperName, edition: str, grid: Grid) -> list[str]:
    """The names of the style sheets for paper in cascade order."""
    names: list[str] = []
    for name in ORDER:
        sheets = SHEETS_OF_GRIDS[grid] if "{grid}" in name else ("",)
        names += (name.format(paper=paper, edition=edition, grid=sheet) for sheet in sheets)
    return names


IN_LINE, ONCE, LISTS = "contact-in-line.css", "contact-once.css", "lists.css"
"""The style sheets for pages with the contact in one line at the foot of page 1, and for the lists of a merge."""

SHEET_NAMES = tuple(
    dict.fromkeys(
        name
        for paper in PAPERS
        for edition in EDITIONS
        for grid in SHEETS_OF_GRIDS
        for name in (IN_LINE, ONCE, LISTS, *_in_order(paper, edition, grid))
    )
)
"""The names of the style sheets of all papers, editions and grids."""

ROOT_RULE = re.compile(r"(?<![^{};,\s]):root\s*(?:,[^{}]*)?\{(?P<body>[^{}]*)\}")
PROPERTY = re.compile(r"--(?P<name>[\w-]+)\s*:\s*(?P<value>[^;{}]+?)\s*(?:!\s*important\s*)?(?=[;}]|$)")
"""A rule that sets custom properties for the whole document, and one property in it."""

HOUSE_PROFILE = "inks/FOGRA39L_coated.icc"
"""The house's ICC profile, in its styles: offset on coated paper (ISO 12647-2), which print shops everywhere know."""

LARGEST_PROFILE = 20_000_000
"""The most bytes of a profile; those of print shops have one to three million."""


def sheets(styles: Sequence[Path], paper: PaperName, edition: str, grid: Grid) -> tuple[Sheet, ...]:
    """The style sheets for a paper, a built-in edition and a grid, each from the first folder that has it.

    Raises `BriefError` for a file that is not text or leads out of its folder; so do the other functions for sheets.
    """
    return _found(styles, _in_order(paper, edition, grid))


def every_sheet(styles: Sequence[Path]) -> tuple[Sheet, ...]:
    """The style sheets for all papers and editions, each once."""
    return _found(styles, SHEET_NAMES)


def on_screen(styles: Sequence[Path], edition: str) -> tuple[Sheet, ...]:
    """The style sheets of a built-in edition for the screen."""
    return _found(styles, [name.format(edition=edition) for name in ON_SCREEN])


def _found(styles: Sequence[Path], names: Sequence[str]) -> tuple[Sheet, ...]:
    folders = (next((folder for folder in styles if lexists(folder / name)), None) for name in names)
    return tuple(_sheet(folder, folder / name) for name, folder in zip(names, folders, strict=True) if folder)


def _sheet(folder: Path, path: Path) -> Sheet:
    return Sheet(path, text.read(folder, path))


def scaled(styles: Sequence[Path], scale: Scale) -> tuple[Sheet, ...]:
    """The style sheets that set pages at a scale; they come after all others."""
    properties = "; ".join(f"--{name}: {value}" for name, value in scale.properties)
    return (
        *(_found(styles, [IN_LINE]) if scale.contact_in_line else ()),
        *(_found(styles, [ONCE]) if scale.contact_once else ()),
        *((Sheet(Path("scale.css"), f":root {{ {properties} }}"),) if properties else ()),
    )


def bled(edition: Edition) -> tuple[Sheet, ...]:
    """The style sheet that extends trimmed pages by the bleed; none for other editions."""
    if not edition.trimmed:
        return ()
    return (Sheet(Path("bleed.css"), f"@page {{ bleed: {BLEED:g}mm; marks: none }}"),)


def not_for_print(brief: Brief, most: int) -> Sheet:
    """The style sheet for too many pages: a warning on each page, and a tint on pages after the first `most`."""
    words = re.sub(r"[\"\\\n]", "", brief.words["not-for-print"])
    return Sheet(
        Path("not-for-print.css"),
        f'@page {{ @top-center {{ content: "{words}"; color: #b00020; font: bold 14pt sans-serif }} }}\n'
        f"@page :nth(n+{most + 1}) {{ background: #f7d9d5 }}\n",
    )


def list_sheet(brief: Brief) -> Sheet:
    """The style sheet for pages that list something, such as the stops of a lobby day."""
    (sheet,) = _found(brief.styles, [LISTS])
    return sheet


def layouts(styles: Sequence[Path]) -> tuple[Sheet, ...]:
    """The layouts, each from the first folder with one of that name."""
    found: dict[str, tuple[Path, Path]] = {}
    for folder in styles:
        for path in sorted((folder / "layouts").glob("[!.]*.html")):
            found.setdefault(path.name, (folder, path))
    return tuple(_sheet(folder, path) for folder, path in found.values())


def tokens(sheets: Sequence[Sheet]) -> Mapping[str, str]:
    """The custom properties of the whole document by their names without ``--``, with each ``var()`` replaced."""
    css = COMMENT.sub("", "\n".join(sheet.text for sheet in sheets))
    values = {
        match["name"]: match["value"].strip()
        for rule in ROOT_RULE.finditer(css)
        for match in PROPERTY.finditer(rule["body"])
    }
    for _ in values:  # no chain of var() has more links
        if not any("var(" in value for value in values.values()):
            break
        values = {name: filled(value, values) if "var(" in value else value for name, value in values.items()}
    return values


def house_tokens() -> Mapping[str, str]:
    """The custom properties of the house, in ``tokens.css``, by their names without ``--``."""
    return tokens(_found([house()], ["tokens.css"]))


def properties(sheet: Sheet) -> frozenset[str]:
    """The names of the custom properties that a sheet sets for the whole document."""
    rules = ROOT_RULE.finditer(COMMENT.sub("", sheet.text))
    return frozenset(match["name"] for rule in rules for match in PROPERTY.finditer(rule["body"]))


def citation_style(brief: Brief) -> Sheet:
    """The CSL style for citations: the brief's own, or the house's for its `citations` setting.

    Raises `BriefError` when it is missing, or not text.
    """
    if own := brief.settings.csl:
        path = existing(brief.folder, own)
        if path is None:
            near = perhaps(own, [file.name for file in brief.folder.glob("*.csl")])
            raise citing.STYLE_MISSING.error_at(brief.place("csl"), name=shortened(own), near=near)
        return _sheet(brief.folder, path)
    (style,) = _found(brief.styles, [f"csl/{brief.settings.citations}.csl"])
    return style


def profile(brief: Brief) -> tuple[bytes, Place]:
    """The ICC profile for the print shop, the brief's own or the house's, and its place for findings.

    Raises `BriefError` when it is missing or cannot be read.
    """
    own = brief.settings.icc_profile
    if not own:
        path = house() / HOUSE_PROFILE
        return path.read_bytes(), Place(path)
    named = inside(brief.folder, own)
    if named is None or not named.is_file():
        profiles = (file.name for file in brief.folder.glob("*.ic[cm]"))
        near = perhaps(own, [name for name in profiles if inside(brief.folder, name)])
        raise press.PROFILE_MISSING.error_at(brief.place("icc-profile"), name=shortened(own), near=near)
    with files.reading(named), opened(brief.folder, named) as file:
        return file.read(LARGEST_PROFILE), brief.place("icc-profile")
