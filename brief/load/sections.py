"""Reads the Markdown files of a brief as sections: which files, in which order, and their front matter."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from pathlib import Path

from brief.fields import FIELD
from brief.findings import Finding, Place, collected
from brief.findings import files as rules
from brief.findings.nearest import did_you_mean, listed, shortened
from brief.load import text, typed, yaml
from brief.load.folders import inside
from brief.load.yaml import Items, Node, Scalar
from brief.model import Brief, Kind, Section, Short, key
from brief.process import begin_step

ENDING = ".md"
FENCE = re.compile(r"---[ \t]*")
KEY = re.compile(r"(?:title|kind|layout|short)\s*:", re.IGNORECASE)
FRONT_MATTER_LINE = re.compile(r"[\w-]+\s*:|[ \t#]")
"""The beginning of a line of front matter: a key, an indent, or a comment."""

NAME = re.compile(r"(?!.*\.md$)[^\W_][\w .-]{0,99}")
"""The name of a section or of a layout."""

KINDS: Mapping[str, Kind] = {
    "summary": "summary",
    "recommendations": "recommendations",
    "author": "author",
    "authors": "author",
    "sources": "sources",
}
"""The default kinds of sections, by the names of their files in lower case."""

MOST_NAMED = 8
"""The most files that a message names."""

BLOCK_SCALAR = re.compile(r"[|>][-+\d]*[ \t]*(?:#.*)?$")
"""The beginning of a block scalar, a value whose text is in the lines below it."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys that a section may begin with, between two lines of ``---``."""

    title: str = key("the heading of the section; its first `# heading` when it is missing")
    kind: Kind | None = key("what the section is; by the name of its file when it is missing", None)
    layout: str = key("a layout of one's own: the name of a template in styles/layouts")
    short: str = key("the section in short, in Markdown: what a handout prints of it")


def read(folder: Path, listed: Items | None) -> tuple[tuple[Section, ...], tuple[Finding, ...]]:
    """The sections in `folder`, in the order `listed` in brief.yaml or else by name; and findings on them.

    Sections with an error are left out, and so are those whose names contain fields (see `of_values`).
    """
    files = _files(folder)
    wanted: Iterable[str] = files
    if listed is None:
        findings = [*_wrong_files(files)] if files else [rules.SECTIONS_NONE.at(Place(folder))]
    else:
        names = tuple(name for name in yaml.texts(listed) if not has_fields(name.text))
        wanted = dict.fromkeys(_composed(name.text) for name in names)
        findings = [*_wrong_names(names, files), *_unlisted(names, files)]
        if not listed.nodes:
            findings.append(rules.SECTIONS_NONE.at(listed.place))
    sections = []
    for name in wanted:
        if name in files:
            begin_step("load", files[name])
            with collected(findings):
                sections.append(_section(folder, name, files[name]))
    return tuple(sections), tuple(findings)


def has_fields(name: str) -> bool:
    """Whether the name of a section contains fields."""
    return "{{" in name


def of_values(brief: Brief) -> tuple[tuple[Section, ...], tuple[Finding, ...]]:
    """All sections of a brief, after fields in their names are filled in with its values; and findings on them.

    Sections whose names contain no fields are not read again.
    """
    known = {section.listed or section.name: section for section in brief.sections}
    found: list[Section] = []
    findings: list[Finding] = []
    for name_in_list, origin in _listed(brief).items():
        if not has_fields(name_in_list):
            found += [known[_composed(name_in_list)]] if _composed(name_in_list) in known else []
            continue
        name = re.sub(FIELD, lambda match: brief.values.get(match["name"], ""), name_in_list).removesuffix(ENDING)
        path, place = inside(brief.folder, f"{name}{ENDING}"), brief.place(origin)
        if path is None or not path.is_file():
            beside = sorted(one.stem for one in (brief.folder / name).parent.glob(f"*{ENDING}")) if path else []
            said = {"name": shortened(name), "listed": shortened(name_in_list), "names": listed(beside[:MOST_NAMED])}
            findings.append(rules.SECTION_OF_VALUE_MISSING.at(place, **said))
            continue
        begin_step("load", path)
        with collected(findings):
            found.append(replace(_section(brief.folder, name, path), listed=name_in_list))
    return tuple(found), tuple(findings)


def _listed(brief: Brief) -> Mapping[str, str]:
    """The names of all sections with the keys that list them, including names with fields that only editions list."""
    listed = {name: f"sections.{number}" for number, name in enumerate(brief.settings.sections)}
    listed = listed or {section.name: "" for section in brief.sections}
    for edition, own in brief.settings.editions.items():
        named = ((name, f"editions.{edition}.sections.{number}") for number, name in enumerate(own.sections))
        listed = {**listed, **{name: origin for name, origin in named if has_fields(name) and name not in listed}}
    return listed


def _files(folder: Path) -> Mapping[str, Path]:
    """The Markdown files in `folder` by the names of their sections, sorted by name."""
    with rules.reading(folder):
        stems = [name.removesuffix(ENDING) for name in os.listdir(folder) if name.endswith(ENDING)]
    return {_composed(stem): folder / f"{stem}{ENDING}" for stem in sorted(stems) if not stem.startswith(".")}


def _composed(name: str) -> str:
    """`name` with accents composed: some file systems decompose them."""
    return unicodedata.normalize("NFC", name)


def _wrong_files(files: Mapping[str, Path]) -> Iterator[Finding]:
    """Findings on files whose names cannot be those of sections."""
    for name, path in files.items():
        if not NAME.fullmatch(name):
            plain = re.sub(r"[^\w .-]+", "-", shortened(name.removesuffix(ENDING))).strip(" ._-…") or "section"
            yield rules.SECTION_FILE_NAME_WRONG.at(Place(path), name=shortened(name), plain=plain)


def _wrong_names(listed: Iterable[Scalar], files: Iterable[str]) -> Iterator[Finding]:
    """Findings on the names in the list of sections."""
    yield from typed.repeated(listed, rules.SECTION_TWICE)
    for node in listed:
        name = node.text
        if several := _split(name):
            yield rules.SECTIONS_IN_ONE.at(node.place, names=", ".join(several))
        elif not NAME.fullmatch(name):
            plain = Path(shortened(name.replace("\\", "/"))).name.removesuffix(ENDING).strip(" .-") or "summary"
            yield rules.SECTION_NAME_WRONG.at(node.place, name=shortened(name), plain=plain)
        elif _composed(name) not in files:
            nearest = did_you_mean(name, files, "the files there are {names}")
            yield rules.SECTION_MISSING.at(node.place, name=name, nearest=nearest)


def _split(name: str) -> list[str]:
    """The names between the commas in `name`; empty when it has no comma."""
    return [shortened(part) for part in name.split(",") if part.strip()] if "," in name else []


def _unlisted(listed: Iterable[Scalar], files: Mapping[str, Path]) -> Iterator[Finding]:
    names = {_composed(name) for node in listed for name in _split(node.text) or [node.text]}
    yield from (rules.SECTION_UNLISTED.at(Place(path), name=name) for name, path in files.items() if name not in names)


def _section(folder: Path, name: str, path: Path) -> Section:
    """The section in the file at `path`. Raises `BriefError` when its front matter is invalid or its text empty."""
    whole = text.read(folder, path)
    lines = whole.split("\n")
    first = _first_line(lines, path)
    front, short = _front_matter(lines[: first - 1], path)
    kind = front.kind or KINDS.get(name.casefold(), "prose")
    if kind != "sources" and not any(line.strip() for line in lines[first - 1 :]):  # sources are filled in later
        raise rules.SECTION_EMPTY.error_at(Place(path), name=name)
    return Section(name, path, whole, first, front.title, kind, front.layout, short)


def _first_line(lines: list[str], path: Path) -> int:
    """The line where the Markdown begins, from 1, after any front matter. Raises `BriefError` if that is misplaced."""
    fences = [number for number, line in enumerate(lines, 1) if FENCE.fullmatch(line)]
    if not fences or any(line.strip() for line in lines[: fences[0] - 1]):
        for first, last in pairwise(fences):
            between = [line for line in lines[first : last - 1] if line.strip()]
            if any(map(KEY.match, between)) and all(map(FRONT_MATTER_LINE.match, between)):
                raise rules.FRONT_MATTER_LATE.error_at(Place(path, first, 1))
        return 1
    if len(fences) == 1:
        raise rules.FRONT_MATTER_OPEN.error_at(Place(path, fences[0], 1))
    return fences[1] + 1


def _front_matter(lines: list[str], path: Path) -> tuple[FrontMatter, Short | None]:
    """The front matter in `lines`, which end with its second fence, and the short version in it.

    Raises `BriefError` with all findings on it.
    """
    begin = next((number for number, line in enumerate(lines, 1) if line.strip()), 1)
    yaml_text = "\n" * begin + "\n".join(lines[begin:-1])  # the empty lines keep the line numbers right
    form = typed.form(FrontMatter)
    node = yaml.tree(yaml_text, path, keys=form.keys)
    if node is None:
        return FrontMatter(), None
    front = typed.checked(form, node, "front matter", _wrong_layout(node))
    short = yaml.get(node, "short")
    return front, _short(short, lines[:-1]) if isinstance(short, Scalar) else None


def _wrong_layout(front: Node) -> Iterator[Finding]:
    for layout in yaml.given(front, "layout"):
        if layout.text and not NAME.fullmatch(layout.text):
            yield rules.LAYOUT_NAME_WRONG.at(layout.place, name=shortened(layout.text))


def _short(value: Scalar, lines: list[str]) -> Short | None:
    """The Markdown of a section's short version, and where in the file it begins; None when it is empty.

    A block scalar is read from the lines of the file and not from YAML, so that line numbers stay right.
    """
    line, column = value.place.line or 1, value.place.column or 1
    if not value.text:
        return None
    if not BLOCK_SCALAR.match(lines[line - 1][column - 1 :]):
        return Short(value.text, line, column)
    below = [*takewhile(lambda text: not text.strip() or text[:1] in " \t", lines[line:])]
    margin = min(len(text) - len(text.lstrip()) for text in below if text.strip())
    return Short("\n".join(text[margin:] for text in below), line + 1, margin + 1)
