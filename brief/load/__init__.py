"""Folder → `Brief`: the only place that reads YAML and the files of a brief.

brief.yaml becomes a tree of nodes with places (`yaml`), the tree the model's types (`typed`), the Markdown files
sections (`sections`), the look and its language words (`folders`, `words`). All of it is read before anything
is refused, so that an editor sees at once everything that is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from brief.findings import BriefError, Finding, Place, stop_on_errors
from brief.findings import files as rules
from brief.load import sections, settings, text, typed, words, yaml
from brief.load.folders import find, house, inside, looks, starter
from brief.model import Brief, Settings, Source

__all__ = ["house", "inside", "load", "starter"]


def load(where: Path) -> tuple[Brief, tuple[Finding, ...]]:
    """The brief that `where` means, and warnings about it.

    `where` is a folder with a brief.yaml, one that has content/brief.yaml, or the file itself. Paths are relative
    to the working directory where the brief is below it. Raises `UsageError` when there is no brief there, and
    `BriefError` with all that is wrong with it.
    """
    path = find(where)
    root = _root(path)
    read, remarks = sections.read(path.parent, settings.sections(root))
    styles, spoken, lacks = _look(path, root)
    sources, gaps = _sources(path, root)
    problems = (*typed.problems(Settings, root, path.name, settings.PLANNED), *settings.problems(root))
    warnings = stop_on_errors((*problems, *gaps, *lacks, *remarks))
    stop_on_errors(settings.wrong_sections(root, [section.name for section in read]))  # all of these are known now
    given: Settings = typed.value(Settings, root)
    named = replace(given, slug=given.slug or settings.slug_from(given.title))
    origin = dict(typed.origins(Settings, root))
    return Brief(path.parent, named, read, styles, spoken, origin, sources=sources), warnings


def _root(path: Path) -> yaml.Node:
    root = yaml.tree(text.read(path.parent, path), path, keys=typed.keys(Settings))
    if root is None:
        raise BriefError([rules.FILE_EMPTY.at(Place(path), line="title: …")])
    return root


def _sources(path: Path, root: yaml.Node) -> tuple[Mapping[str, Source], tuple[Finding, ...]]:
    """The sources by key, and what is wrong with them; a brief that names none does not even import their readers."""
    if not (names := settings.sources(root)):
        return {}, ()
    from brief.load import sources

    return sources.read(path.parent, names)


def _look(path: Path, root: yaml.Node) -> tuple[tuple[Path, ...], Mapping[str, str], tuple[Finding, ...]]:
    """The folders of the look and the words in the brief's language; or neither, and what is wrong with them."""
    language, place = settings.language(root)
    try:
        styles = looks(path.parent)
        return styles, words.read(language, styles, place or Place(path)), ()
    except BriefError as error:
        return (), {}, error.findings
