"""The look: which style sheets a brief is set with, and the files that they and the text may ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from os.path import lexists
from pathlib import Path

from brief.css import ASKED
from brief.findings import BriefError
from brief.findings import citing as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.load import text
from brief.load.folders import inside, there
from brief.model import BLEED, EDITIONS, LARGEST_FILE, PAPERS, Brief, Edition, PaperName, Scale, Sheet

ORDER = (
    "tokens.css", "papers/{paper}.css", "page.css", "text.css", "blocks.css", "sections.css", "brand.css",
    "editions/{look}.css",
)  # fmt: skip
"""The style sheets in their order, the later winning; brand.css is a brief's own, and the full edition needs none."""

ON_SCREEN = ("tokens.css", "brand.css", "editions/{look}.css")
"""The style sheets of an edition for the screen, in their order: of those for paper only what holds everywhere."""

FOLDED = "folded.css"
"""The style sheet for pages whose margin column is folded into the text."""

NAMES = frozenset(
    name.format(paper=paper, look=look) for name in (*ORDER, FOLDED) for paper in PAPERS for look in EDITIONS
)
"""The names that a style sheet may have."""


ROOT_RULE = re.compile(r"(?<![^{};,\s]):root\s*(?:,[^{}]*)?\{(?P<body>[^{}]*)\}")
PROPERTY = re.compile(r"--(?P<name>[\w-]+)\s*:\s*(?P<value>[^;{}]+?)\s*(?:!\s*important\s*)?(?=[;}]|$)")
"""Where custom properties are set, and one of them."""


def sheets(styles: Sequence[Path], paper: PaperName, look: str) -> tuple[Sheet, ...]:
    """The style sheets for a paper and the look of an edition: of each name the first that one of the folders has.

    Raises `BriefError` for one that is no text, no ordinary file, or a link that leads out of its folder.
    """
    return _found(styles, [name.format(paper=paper, look=look) for name in ORDER])


def on_screen(styles: Sequence[Path], look: str) -> tuple[Sheet, ...]:
    """The style sheets of an edition for the screen. Raises `BriefError` as those for paper do."""
    return _found(styles, [name.format(look=look) for name in ON_SCREEN])


def _found(styles: Sequence[Path], names: Sequence[str]) -> tuple[Sheet, ...]:
    found = (next((folder for folder in styles if lexists(folder / name)), None) for name in names)
    return tuple(
        Sheet(root / name, text.read(root, root / name)) for name, root in zip(names, found, strict=True) if root
    )


def scaled(styles: Sequence[Path], scale: Scale) -> tuple[Sheet, ...]:
    """The style sheets that set pages at a scale, after all others. Raises `BriefError` as those do."""
    said = "; ".join(f"--{name}: {value}" for name, value in scale.properties)
    return (
        *(_found(styles, [FOLDED]) if scale.folded else ()),
        *((Sheet(Path("scale.css"), f":root {{ {said} }}"),) if said else ()),
    )


def bled(edition: Edition) -> tuple[Sheet, ...]:
    """The style sheet for pages that are cut to size: what touches their edge goes on beyond it."""
    if not edition.trimmed:
        return ()
    return (Sheet(Path("bleed.css"), f"@page {{ bleed: {BLEED:g}mm; marks: none }}"),)


def not_for_print(brief: Brief, most: int) -> Sheet:
    """The style sheet for pages that are too many: a word over each, a ground behind those after the first `most`."""
    words = re.sub(r"[\"\\\n]", "", brief.words["not-for-print"])
    return Sheet(
        Path("not-for-print.css"),
        f'@page {{ @top-center {{ content: "{words}"; color: #b00020; font: bold 14pt sans-serif }} }}\n'
        f"@page :nth(n+{most + 1}) {{ background: #f7d9d5 }}\n",
    )


def layouts(styles: Sequence[Path]) -> tuple[Sheet, ...]:
    """The layouts, of each name the first that one of the folders has.

    Raises `BriefError` for one that is no text, or a link that leads out of its folder.
    """
    found: dict[str, tuple[Path, Path]] = {}
    for root in styles:
        for path in sorted((root / "layouts").glob("[!.]*.html")):
            found.setdefault(path.name, (root, path))
    return tuple(Sheet(path, text.read(root, path)) for root, path in found.values())


def tokens(sheets: Sequence[Sheet]) -> Mapping[str, str]:
    """The custom properties that `sheets` set on the whole document, by their names without ``--``; the later win.

    Where one asks for another, it has what that has, or what it names for want of it.
    """
    text = re.sub(r"/\*.*?\*/", "", "\n".join(sheet.text for sheet in sheets), flags=re.DOTALL)
    said = {
        match["name"]: match["value"].strip()
        for rule in ROOT_RULE.finditer(text)
        for match in PROPERTY.finditer(rule["body"])
    }
    for _ in said:  # no chain of them is longer
        said = {name: _filled(value, said) for name, value in said.items()}
    return said


def _filled(value: str, said: Mapping[str, str]) -> str:
    return (
        ASKED.sub(lambda match: said.get(match["name"], match["otherwise"] or ""), value) if "var(" in value else value
    )


def citation_style(brief: Brief) -> Sheet:
    """The style for citations, in CSL: the brief's own, or the house's for its way to cite.

    Raises `BriefError` when there is none of that name, or it is no text.
    """
    if own := brief.settings.csl:
        place = brief.place("csl")
        path = there(brief.folder, own)
        if path is None:
            near = did_you_mean(own, [file.name for file in brief.folder.glob("*.csl")], "")
            raise BriefError([rules.STYLE_MISSING.at(place, name=shortened(own), near=f"; {near}" if near else "")])
        return Sheet(path, text.read(brief.folder, path))
    name = f"csl/{brief.settings.citations}.csl"
    root = next(folder for folder in brief.styles if (folder / name).is_file())
    return Sheet(root / name, text.read(root, root / name))


def fetch(brief: Brief, name: str) -> bytes:
    """The bytes of a file that the brief's seal covers, or of the house's styles; `LookupError` for anything else."""
    *_, house = brief.styles
    for folder, path in _meant(brief, name):
        if folder == house or path in brief.files:
            return path.read_bytes()
    raise LookupError(f"{name} does not belong to the brief")


def served(brief: Brief, name: str) -> Path | None:
    """The file that a style sheet or the text means by `name`, whether or not the brief is sealed yet."""
    return next((path for _, path in _meant(brief, name)), None)


def _meant(brief: Brief, name: str) -> Iterator[tuple[Path, Path]]:
    """The files that `name` may mean, the first one first, each with its folder: the brief's, then its styles'."""
    for folder in (brief.folder, *brief.styles):
        path = inside(folder, name)
        if path and path.is_file() and path.stat().st_size <= LARGEST_FILE:
            yield folder, path
