"""Reads the files with sources that brief.yaml names, in CSL-YAML, CSL-JSON or BibTeX, as `Source`s by key.

`csl` and `bibtex` read each file into entries with their places; `judging` checks the entries of all files together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from brief.findings import Finding, collected
from brief.findings import sources as rules
from brief.findings.nearest import perhaps, shortened
from brief.load.folders import existing
from brief.load.sources import bibtex, csl
from brief.load.sources.entries import Entry
from brief.load.sources.judging import judge
from brief.load.yaml import Scalar
from brief.model import Source
from brief.process import begin_step

READERS = {".yaml": csl.from_yaml, ".yml": csl.from_yaml, ".json": csl.from_json, ".bib": bibtex.read}
"""The functions that read files of sources, by suffix."""


def read(folder: Path, names: Iterable[Scalar]) -> tuple[Mapping[str, Source], tuple[Finding, ...]]:
    """The sources in the files `names` of the brief in `folder`, by key; and findings on them."""
    entries: list[Entry] = []
    findings: list[Finding] = []
    for name in names:
        with collected(findings):
            in_file, found = _read(folder, name)
            entries += in_file
            findings += found
    sources, found_in_all = judge(entries)
    return sources, (*findings, *found_in_all)


def _read(folder: Path, name: Scalar) -> csl.EntriesAndFindings:
    """The entries of one file, and findings on them. Raises `BriefError` for a file that cannot be read."""
    shown, place = shortened(name.text), name.place
    reader = READERS.get(Path(name.text).suffix.lower())
    if re.search(r"\.\w+\s*,", name.text):
        raise rules.SOURCES_IN_ONE.error_at(place, names=shown)
    if reader is None:
        raise rules.SOURCES_FORMAT.error_at(place, name=shown)
    path = existing(folder, name.text)
    if path is None:
        files = [file.name for file in folder.iterdir() if file.suffix.lower() in READERS and file.name != "brief.yaml"]
        raise rules.SOURCES_MISSING.error_at(place, name=shown, near=perhaps(name.text, files))
    begin_step("load", path)
    return reader(folder, path)
