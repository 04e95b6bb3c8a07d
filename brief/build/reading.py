"""Reading: parses each section once, runs the checks that need no pages, and seals what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from brief import check
from brief.findings import BriefError, Finding, Severity, collected, stop_on_errors
from brief.load import house, inside, pictures, starter
from brief.load import text as files
from brief.load.faces import brought, families, unfit
from brief.load.look import SHEET_NAMES, citation_style, every_sheet, profile, sheets, tokens
from brief.load.seal import sealed
from brief.model import Brief, Description, Exhibit, Section, Settings, Table, Text, exhibits, side_file
from brief.parse import SCRIPTS, name_headings, parse
from brief.process import begin_step

Beside = Callable[[str], tuple[Description | None, Sequence[Finding]]]
"""Takes the name of a picture; returns the description in the file beside it, if any, and the findings on that file."""


def read(brief: Brief) -> tuple[Brief, tuple[Text, ...], tuple[Finding, ...]]:
    """The brief with its content hash, its sections, parsed once for all editions, and the warnings.

    Raises `BriefError` with all findings when one of them is an error.
    """
    return Reader().read(brief)


def survey(brief: Brief) -> tuple[Brief, tuple[Text, ...], tuple[Finding, ...]]:
    """The same as `read`, also for a brief with errors: these are among the findings, and the content hash is missing.

    Sections that cannot be parsed are left out.
    """
    return Reader().survey(brief)


class Parsed(NamedTuple):
    """A section as parsed, its warnings, and what it was parsed from.

    `described` has the pictures of the section, each with whether the file beside it has an alternative text.
    """

    section: Section
    settings: Settings
    sources: Set[str]
    described: Mapping[str, bool]
    text: Text
    warnings: tuple[Finding, ...]

    def holds_for(self, section: Section, brief: Brief, described: Callable[[str], bool]) -> bool:
        """Whether parsing this section of this brief now would give the same."""
        same = (self.section, self.settings, self.sources) == (section, brief.settings, brief.sources.keys())
        return same and all(described(picture) == answer for picture, answer in self.described.items())


class Reader:
    """Reads a brief, and again when it was edited: only sections that have changed are parsed anew."""

    def __init__(self) -> None:
        self._parsed: dict[Path, Parsed] = {}

    def read(self, brief: Brief) -> tuple[Brief, tuple[Text, ...], tuple[Finding, ...]]:
        """The same as the function `read`."""
        whole, texts, findings = self.survey(brief)
        return whole, texts, stop_on_errors(findings)

    def survey(self, brief: Brief) -> tuple[Brief, tuple[Text, ...], tuple[Finding, ...]]:
        """The same as the function `survey`."""
        beside = cache(lambda picture: pictures.beside(brief.folder, picture))
        texts, of_sections = self._texts(brief, beside)
        begin_step("check")
        versions = [version for text in texts for version in text.versions]
        whole, of_files = _gathered(brief, versions, beside)
        findings = [*of_sections, *of_files]
        with collected(findings):
            findings += _checked(whole, versions)
        if not any(finding.severity is Severity.ERROR for finding in findings):
            named = [name for name, _ in check.pictures_named(whole, versions)]
            whole = sealed(whole, (*named, *map(side_file, whole.pictures), *whole.tables))
        return whole, texts, tuple(findings)

    def _texts(self, brief: Brief, beside: Beside) -> tuple[tuple[Text, ...], list[Finding]]:
        """The sections as parsed, without those with errors, and the findings on all of them."""
        texts: list[Text] = []
        findings: list[Finding] = []

        def described(picture: str) -> bool:  # a file that is wrong has findings of its own
            description, wrong = beside(pictures.meant(brief.folder, picture))
            return bool(wrong or (description and description.alt))

        paths = {section.path for section in brief.sections}
        self._parsed = {path: parsed for path, parsed in self._parsed.items() if path in paths}
        for section in brief.sections:
            try:
                parsed = self._section(section, brief, described)
            except BriefError as error:
                findings += error.findings
            else:
                texts.append(deepcopy(parsed.text))  # later steps change its trees
                findings += parsed.warnings
        for image in (image for text in texts for version in text.versions for image in _images(version)):
            image.set("src", pictures.meant(brief.folder, image.get("src", "")))
        name_headings(texts)
        return tuple(texts), findings

    def _section(self, section: Section, brief: Brief, described: Callable[[str], bool]) -> Parsed:
        """The section as parsed, now or earlier if nothing that it depends on has changed."""
        before = self._parsed.get(section.path)
        if before and before.holds_for(section, brief, described):
            return before
        answers: dict[str, bool] = {}

        def noted(picture: str) -> bool:
            answers[picture] = described(picture)
            return answers[picture]

        begin_step("parse", section.path)
        text, warnings = parse(section, brief.settings, brief.sources.keys(), noted)
        parsed = Parsed(section, brief.settings, {*brief.sources}, answers, text, warnings)
        self._parsed[section.path] = parsed
        return parsed


def _images(text: Text) -> Iterator[Element]:
    return (image for tree in text.trees for image in tree.iter("img"))


def _gathered(brief: Brief, texts: Sequence[Text], beside: Beside) -> tuple[Brief, list[Finding]]:
    """The brief with the contents of the files that its sections name, and the findings on these files."""
    cover = [brief.settings.cover] if brief.settings.cover else []
    names = dict.fromkeys([*cover, *(name for name, _ in check.pictures_shown(texts))])
    descriptions = {name: description for name in names if (description := beside(name)[0])}
    tables, findings = _tables(brief, texts)
    of_descriptions = [finding for name in names for finding in beside(name)[1]]
    brand = check.brand_of(brief, inside)
    return replace(brief, pictures=descriptions, tables=tables, brand=brand), [*of_descriptions, *findings]


def _checked(brief: Brief, texts: Sequence[Text]) -> Iterator[Finding]:
    """The findings on a brief before any page is set."""
    look = every_sheet(brief.styles)
    yield from unfit(brief.styles, brought(brief, look))
    cites = check.citations_in(texts)
    # A style that brief.yaml names is read for the seal, even when there are no citations.
    style = citation_style(brief) if cites or brief.settings.csl else None
    manuscript = check.Manuscript(
        brief=brief,
        texts=texts,
        look=look,
        inside=inside,
        families=cache(lambda: families(brief.styles)),
        sheet_names=SHEET_NAMES,
        scripts=SCRIPTS,
        profile=profile(brief)[0] if brief.settings.icc_profile else None,
        style=style if cites else None,
        settings=files.read(brief.folder, brief.folder / "brief.yaml"),
        example=_of_example,
        accent=lambda: tokens(sheets(brief.styles, brief.settings.paper, "full", "margin"))["accent"],
    )
    stop_on_errors(check.findings(check.FIRST_CHECKS, manuscript))  # later checks fill properties into others
    yield from check.findings(check.SOURCE_CHECKS, manuscript)
    if style and cites and not style.path.is_relative_to(house()):
        from brief.cite.trial import style_flaws

        yield from style_flaws(style, brief.settings.language, cites)


@cache
def _of_example(name: str) -> str:
    """The text of a file of the example that new briefs begin with; empty when there is no such file."""
    path = inside(starter(), name)
    return files.read(starter(), path) if path and path.is_file() else ""


def _exhibits(texts: Sequence[Text]) -> list[Exhibit]:
    """The charts and tables from data, in reading order."""
    return [one for text in texts for block in text.blocks for _, one in exhibits(block.tree, text.section.path)]


def _tables(brief: Brief, texts: Sequence[Text]) -> tuple[Mapping[str, Table], list[Finding]]:
    """The CSV files that the sections name, and the findings on them and on what is to be shown of them.

    For a brief without any, neither their reader nor `chart` is imported.
    """
    shown = [one for one in _exhibits(texts) if one.text("file")]
    if not shown:
        return {}, []
    from brief import chart
    from brief.load import tables
    from brief.numbers import decimal

    asked = [(one.text("file"), one.place_of("file")) for one in shown]
    read, findings = tables.read(brief.folder, asked, decimal(brief.words))
    for one in shown:
        if table := read.get(one.text("file")):
            try:
                chart.check(one, table)
            except BriefError as error:
                findings += error.findings
    return read, findings
