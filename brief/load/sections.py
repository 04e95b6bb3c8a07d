"""The Markdown files of a brief become sections: read, told apart from their front matter, in their order."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, takewhile
from pathlib import Path

from brief.findings import BriefError, Finding, Place
from brief.findings import files as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.load import text, typed, yaml
from brief.load.yaml import Items, Pairs, Scalar
from brief.model import Kind, Section, Short, key

ENDING = ".md"
FENCE = re.compile(r"---[ \t]*")
KEY = re.compile(r"(?:title|kind|layout|short)\s*:", re.IGNORECASE)
OF_FRONT_MATTER = re.compile(r"[\w-]+\s*:|[ \t#]")
"""How a line of front matter begins: with a key, a blank below one, or a remark."""
NAME = re.compile(r"[^\W_][\w .-]{0,99}")
KINDS: Mapping[str, Kind] = {
    "summary": "summary",
    "recommendations": "recommendations",
    "author": "author",
    "authors": "author",
    "sources": "sources",
}
"""The kinds that go without saying, by the name of the file in small letters."""

PLANNED = ("ask",)
"""The keys of front matter whose feature is not built yet."""

BLOCK_SCALAR = re.compile(r"[|>][-+\d]*[ \t]*(?:#.*)?$")
"""How a value begins whose text stands in the lines below."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys that a section may begin with, between two lines of ``---``."""

    title: str = key("the heading of the section; its first `# heading` when it is missing")
    kind: Kind | None = key("what the section is; by the name of its file when it is missing", None)
    layout: str = key("a layout of one's own: the name of a template in styles/layouts")
    short: str = key("the section in short, in Markdown: what a handout prints of it")


def read(folder: Path, listed: Items | None) -> tuple[tuple[Section, ...], tuple[Finding, ...]]:
    """The sections in `folder`, in the order `listed` in brief.yaml or else by name, and what is wrong with them.

    Sections with an error are left out.
    """
    try:
        files = _files(folder)
    except OSError as error:
        return (), (
            rules.FILE_UNREADABLE.at(Place(folder), reason=rules.READ_TROUBLE.get(error.errno or 0, error.strerror)),
        )
    if listed is None:
        return _read(folder, files, [*_wrong_files(files)] if files else [rules.SECTIONS_NONE.at(Place(folder))])
    names = tuple(node for node in listed.nodes if isinstance(node, Scalar) and not node.missing)
    findings = [*_wrong_names(names, files, listed.place), *_unlisted(names, files)]
    if not listed.nodes:
        findings.append(rules.SECTIONS_NONE.at(listed.place))
    wanted = dict.fromkeys(_composed(node.text) for node in names)
    return _read(folder, {name: files[name] for name in wanted if name in files}, findings)


def _read(
    folder: Path, files: Mapping[str, Path], findings: Iterable[Finding]
) -> tuple[tuple[Section, ...], tuple[Finding, ...]]:
    """The sections in `files`, and `findings` with those about them."""
    sections, found = [], [*findings]
    for name, path in files.items():
        try:
            sections.append(_section(folder, name, path))
        except BriefError as error:
            found += error.findings
    return tuple(sections), tuple(found)


def _files(folder: Path) -> Mapping[str, Path]:
    """The Markdown files in `folder` by the name of their section, in the order of these names."""
    stems = (name.removesuffix(ENDING) for name in os.listdir(folder) if name.endswith(ENDING))
    return {_composed(stem): folder / f"{stem}{ENDING}" for stem in sorted(stems) if not stem.startswith(".")}


def _composed(name: str) -> str:
    """`name` with letters and their accents as one: some systems take file names apart."""
    return unicodedata.normalize("NFC", name)


def _is_name(name: str) -> bool:
    return bool(NAME.fullmatch(name)) and not name.endswith(ENDING)


def _wrong_files(files: Mapping[str, Path]) -> Iterator[Finding]:
    """The files that would be sections, were it not for their names."""
    for name, path in files.items():
        if not _is_name(name):
            plain = re.sub(r"[^\w .-]+", "-", shortened(name.removesuffix(ENDING))).strip(" ._-…") or "section"
            yield rules.SECTION_FILE_NAME_WRONG.at(Place(path), name=shortened(name), plain=plain)


def _wrong_names(listed: Iterable[Scalar], files: Iterable[str], begin: Place) -> Iterator[Finding]:
    """What is wrong with the names in the list that begins at `begin`, as does a text that stands for a list."""
    first: dict[str, Scalar] = {}
    for node in listed:
        name = node.text
        if several := _several(name):
            items = ", ".join(f"`- {one}`" for one in several)
            rule = rules.SECTIONS_IN_ONE if node.place == begin else rules.SECTIONS_IN_ITEM
            yield rule.at(node.place, names=", ".join(several), items=items)
        elif not _is_name(name):
            plain = Path(shortened(name.replace("\\", "/"))).name.removesuffix(ENDING).strip(" .-") or "summary"
            yield rules.SECTION_NAME_WRONG.at(node.place, name=shortened(name), plain=plain)
        elif name in first:
            yield rules.SECTION_TWICE.at(node.place, name=name, line=first[name].place.line)
        elif _composed(name) not in files:
            nearest = did_you_mean(name, files, "the files there are {names}")
            yield rules.SECTION_MISSING.at(node.place, name=name, nearest=nearest)
        first.setdefault(name, node)


def _several(name: str) -> list[str]:
    """The names of sections between commas; none where there is no comma."""
    return [shortened(one) for one in name.split(",") if one.strip()] if "," in name else []


def _unlisted(listed: Iterable[Scalar], files: Mapping[str, Path]) -> Iterator[Finding]:
    names = {_composed(one) for node in listed for one in _several(node.text) or [node.text]}
    yield from (rules.SECTION_UNLISTED.at(Place(path), name=name) for name, path in files.items() if name not in names)


def _section(folder: Path, name: str, path: Path) -> Section:
    """The section in the file at `path`; raises `BriefError` with all that is wrong with it."""
    whole = text.read(folder, path)
    lines = whole.split("\n")
    first = _first_line(lines, path)
    front, short, problems = _front_matter(lines[: first - 1], path)
    kind = front.kind or KINDS.get(name.casefold(), "prose")
    if kind != "sources" and not any(line.strip() for line in lines[first - 1 :]):  # these may come from elsewhere
        problems = (*problems, rules.SECTION_EMPTY.at(Place(path), name=name))
    if problems:
        raise BriefError(problems)
    return Section(name, path, whole, first, front.title, kind, front.layout, short)


def _first_line(lines: list[str], path: Path) -> int:
    """The number of the line in which the Markdown begins: the one after the front matter, if there is any."""
    fences = [number for number, line in enumerate(lines, 1) if FENCE.fullmatch(line)]
    if not fences or any(line.strip() for line in lines[: fences[0] - 1]):
        for first, last in pairwise(fences):
            between = [line for line in lines[first : last - 1] if line.strip()]
            if any(map(KEY.match, between)) and all(map(OF_FRONT_MATTER.match, between)):
                raise BriefError([rules.FRONT_MATTER_LATE.at(Place(path, first, 1))])
        return 1
    if len(fences) == 1:
        raise BriefError([rules.FRONT_MATTER_OPEN.at(Place(path, fences[0], 1))])
    return fences[1] + 1


def _front_matter(lines: list[str], path: Path) -> tuple[FrontMatter, Short | None, tuple[Finding, ...]]:
    """What the lines up to the second fence say, the short version in them, and what is wrong with it."""
    begin = next((number for number, line in enumerate(lines, 1) if line.strip()), 1)
    node = yaml.tree(
        "\n" * begin + "\n".join(lines[begin:-1]), path, keys=typed.keys(FrontMatter)
    )  # empty lines keep the numbers right
    if node is None:
        return FrontMatter(), None, ()
    problems = [*typed.problems(FrontMatter, node, "front matter", {FrontMatter: PLANNED})]
    layout = node.get("layout") if isinstance(node, Pairs) else None
    if isinstance(layout, Scalar) and layout.text and not NAME.fullmatch(layout.text):
        problems.append(rules.LAYOUT_NAME_WRONG.at(layout.place, name=shortened(layout.text)))
    if problems:
        return FrontMatter(), None, tuple(problems)
    short = node.get("short") if isinstance(node, Pairs) else None
    return typed.value(FrontMatter, node), _short(short, lines[:-1]) if isinstance(short, Scalar) else None, ()


def _short(value: Scalar, lines: list[str]) -> Short | None:
    """The Markdown of a section's short version, with the place in the file where it begins.

    Text below its key is taken as it stands there, so that each line of it keeps its number.
    """
    line, column = value.place.line or 1, value.place.column or 1
    if not value.text:
        return None
    if not BLOCK_SCALAR.match(lines[line - 1][column - 1 :]):
        return Short(value.text, line, column)
    below = [*takewhile(lambda text: not text.strip() or text[:1] in " \t", lines[line:])]
    margin = min(len(text) - len(text.lstrip()) for text in below if text.strip())
    return Short("\n".join(text[margin:] for text in below), line + 1, margin + 1)
