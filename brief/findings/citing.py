"""Findings about references to sources and figures, and about a brief's own citation style."""

from __future__ import annotations

from collections.abc import Mapping

from brief.findings import error, warning

SOURCES_UNLISTED = error(
    "sources-unlisted",
    "the brief cites by {citations}, and has no list of sources for these to point to",
    "write a file sources.md with the line `# Sources` in it, and put `- sources` at the end of `sections`",
)
CITED_IN_VAIN = warning(
    "citation-plain",
    "'@{key}' is printed as it stands here, since this is plain text",
    "cite the source in the text of a section",
)
REFERENCE_UNKNOWN = error(
    "reference-unknown", "there is no {kind} '{name}' for @{prefix}:{name} to point to", "{nearest}"
)
REFERENCE_UNKNOWN_OTHERWISE = "give one its name: {{: #{name}}} below it"
REFERENCE_OTHER_KIND = "it is a {kind}: write @{prefix}:{name}"
REFERENCE_WITHOUT_NUMBER = error(
    "reference-unknown",
    "the table '{name}' has no caption, and so no number that @tab:{name} could print",
    "write one below it,  Table: …,  or into the block of a table from a file",
)
STYLE_MISSING = error(
    "csl-missing",
    "there is no file '{name}' with a style for citations",
    "put the file beside brief.yaml, or correct its name{near}",
)
STYLE_BROKEN = error(
    "csl-broken",
    "this is not a CSL style for citations: {reason}",
    "download the style again from zotero.org/styles, or let `citations` in brief.yaml choose one of ours",
)
STYLE_DEPENDENT = error(
    "csl-dependent",
    "this style only refers to another one: {parent}",
    "download that one from zotero.org/styles, and name it in brief.yaml",
)
STYLE_UNFIT = error(
    "csl-unfit",
    "this style {trouble}",
    "choose another style from zotero.org/styles, or let `citations` in brief.yaml choose one of ours",
)
TROUBLE: Mapping[str, str] = {
    "endless": "has no end: its parts contain one another, over and over",
    "crash": "ends in the middle of {source}: {printed}",
    "nothing": "prints nothing of {source}",
    "markup": "leaves a tag open in {source}: {printed}",
    "tags": "prints tags of its own in {source}: {printed}",
    "title twice": "prints the title of {source} twice: {printed}",
    "label lost": "prints 'chap. 317' of {source} without its 'chap.': {printed}",
    "locator lost": "does not print which page is cited: p. 419 of {source} is not in '{printed}'",
}
"""What a style does wrong in a trial, by the kind of fault."""
