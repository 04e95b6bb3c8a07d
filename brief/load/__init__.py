"""Reads a folder as a `Brief`; the only room that reads YAML and the files of a brief.

`yaml` turns brief.yaml into a tree of nodes with places, and `typed` turns that tree into the types of the model.
`sections` reads the Markdown files, `folders` finds the styles, `words` reads their words. Everything is read before an
error is raised, so that an editor sees all findings at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from brief.findings import BriefError, Finding, Place, keys, stop_on_errors
from brief.findings import files as rules
from brief.findings.nearest import perhaps, shortened
from brief.load import fields, sections, settings, text, typed, words, yaml
from brief.load.folders import existing, find, house, inside, starter, style_folders
from brief.model import MOST_STARS, Brief, Settings, Source, Terms, is_phrase
from brief.process import begin_step

__all__ = ["find", "house", "inside", "load", "starter", "with_values"]


def load(where: Path) -> tuple[Brief, tuple[Finding, ...]]:
    """The brief at `where`, and warnings about it.

    `where` is a folder with brief.yaml or content/brief.yaml in it, or the file itself. Paths are relative to the
    working directory if the brief is below it. Raises `UsageError` when there is no brief, and `BriefError` with
    all findings when one of them is an error.
    """
    path, form = find(where), typed.form(Settings)
    begin_step("load", path)
    root = yaml.tree(text.read(path.parent, path), path, keys=form.keys)
    if root is None:
        raise rules.FILE_EMPTY.error_at(Place(path), line="title: …")
    read, of_sections = sections.read(path.parent, settings.sections(root))
    styles, phrases, of_styles = _styles(path, root)
    sources, of_sources = _sources(path, root)
    terms, of_terms = _terms(path, root)
    of_keys = (*typed.problems(form, root, path.name), *settings.problems(root))
    warnings = stop_on_errors((*of_keys, *of_sources, *of_terms, *of_styles, *of_sections))
    stop_on_errors(settings.wrong_sections(root, [section.name for section in read]))
    given: Settings = typed.value(form, root)
    named = replace(given, slug=given.slug or settings.slug_from(given.title))
    origin = dict(typed.origins(form, root))
    brief = Brief(path.parent, named, read, styles, phrases, origin, sources=sources, terms=terms)
    stop_on_errors((*warnings, *fields.problems(brief)))
    return with_values(brief, fields.values(brief)), warnings


def with_values(brief: Brief, values: Mapping[str, str]) -> Brief:
    """The brief with these values of fields, and with the sections whose names contain fields.

    Raises `BriefError` when such a section is missing or cannot be read.
    """
    brief = replace(brief, values=values)
    named = (*brief.settings.sections, *(name for own in brief.settings.editions.values() for name in own.sections))
    if not any(map(sections.has_fields, named)):
        return brief
    read, findings = sections.of_values(brief)
    stop_on_errors(findings)
    return replace(brief, sections=read)


def _sources(path: Path, root: yaml.Node) -> tuple[Mapping[str, Source], tuple[Finding, ...]]:
    """The sources by key, and findings on them."""
    names = [*yaml.given(root, "sources")]
    if not names:
        return {}, ()
    from brief.load import sources  # only briefs with sources need to load their readers

    return sources.read(path.parent, names)


def _terms(path: Path, root: yaml.Node) -> tuple[Terms, tuple[Finding, ...]]:
    """The word lists in the file that brief.yaml names as `terms`, and findings on it; empty lists without one."""
    named = next(yaml.given(root, "terms"), None)
    if named is None:
        return Terms(), ()
    file = existing(path.parent, named.text)
    if file is None:
        near = perhaps(named.text, (one.name for one in path.parent.glob("*.y*ml") if one != path))
        return Terms(), (keys.TERMS_MISSING.at(named.place, name=shortened(named.text), near=near),)
    try:
        node = yaml.tree(text.read(path.parent, file), file)
        terms = typed.checked(typed.form(Terms), node, file.name) if node else Terms()
    except BriefError as error:
        return Terms(), error.findings
    terms = replace(terms, **{name: _each(getattr(terms, name)) for name in ("acronyms", "never", "words")})
    wrong = (one for one in (*terms.avoid, *terms.acronyms, *terms.never, *terms.words) if not is_phrase(one))
    return terms, tuple(keys.TERM_WRONG.at(Place(file), entry=shortened(one), most=MOST_STARS) for one in wrong)


def _each(entries: Iterable[str]) -> tuple[str, ...]:
    """The entries of a list without empty ones; an entry with commas is split at them."""
    return tuple(part.strip() for entry in entries for part in entry.split(",") if part.strip())


def _styles(path: Path, root: yaml.Node) -> tuple[tuple[Path, ...], Mapping[str, str], tuple[Finding, ...]]:
    """The folders of styles, the words in the brief's language, and findings; both are empty if there are findings."""
    language, place = settings.language(root)
    try:
        styles = style_folders(path.parent, settings.look(root))
        return styles, words.read(language, styles, place or Place(path)), ()
    except BriefError as error:
        return (), {}, error.findings
