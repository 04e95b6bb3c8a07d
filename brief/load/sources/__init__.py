"""The files with sources that brief.yaml names become `Source`s by key: CSL-YAML, CSL-JSON, BibTeX.

Each file is read into entries with their places (`csl`, `bibtex`); what they hold is then judged once for all kinds
(`judged`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from brief.findings import BriefError, Finding
from brief.findings import sources as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.load.folders import there
from brief.load.sources import bibtex, csl
from brief.load.sources.entries import Entry
from brief.load.sources.judged import judged
from brief.load.yaml import Scalar
from brief.model import Source

READERS = {".yaml": csl.from_yaml, ".yml": csl.from_yaml, ".json": csl.from_json, ".bib": bibtex.read}
"""How a file is read, by its ending."""


def read(folder: Path, names: Iterable[Scalar]) -> tuple[Mapping[str, Source], tuple[Finding, ...]]:
    """The sources in the files `names` of a brief in `folder`, by key, and what is wrong with them."""
    entries: list[Entry] = []
    findings: list[Finding] = []
    for name in names:
        try:
            entries += _entries(folder, name, findings)
        except BriefError as error:
            findings += error.findings
    sources, found = judged(entries)
    return sources, (*findings, *found)


def _entries(folder: Path, name: Scalar, findings: list[Finding]) -> list[Entry]:
    """The entries of one file; what is wrong within them goes to `findings`."""
    path = there(folder, name.text)
    reader = READERS.get(Path(name.text).suffix.lower())
    if re.search(r"\.\w+\s*,", name.text):
        raise BriefError([rules.SOURCES_IN_ONE.at(name.place, names=shortened(name.text))])
    if reader is None:
        raise BriefError([rules.SOURCES_FORMAT.at(name.place, name=shortened(name.text))])
    if path is None:
        files = [file.name for file in folder.iterdir() if file.suffix.lower() in READERS and file.name != "brief.yaml"]
        near = did_you_mean(name.text, files, "")
        raise BriefError(
            [rules.SOURCES_MISSING.at(name.place, name=shortened(name.text), near=f"; {near}" if near else "")]
        )
    entries, found = reader(folder, path)
    findings += found
    return entries
