"""What each rule is for, with an example that breaks it and one that keeps it, from ``rules.md`` beside this file.

In that file, a first-level heading is a subject and a second-level heading the name of a rule. Below the name are one
line with the reason, one line with the way out, and the files of both examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from brief.findings import Rule, Severity, UsageError, catalogue
from brief.findings import command as rules
from brief.findings.nearest import did_you_mean
from brief.findings.nearest import listed as listed_names
from brief.findings.review import LIMITS, WHEN_CHECKED, WHEN_FINAL

_SUBJECT = re.compile(r"^# (?P<subject>.+)\n\n(?=## [a-z-]+\n.+\n.+\n### fails\n)", re.MULTILINE)
_FILE = re.compile(r"```(?P<name>\S+)\n(?P<text>.*?)```\n", re.DOTALL)
_FILES = r"(?:```\S+\n(?s:.*?)```\n)+"
_ENTRY = re.compile(
    r"^## (?P<rule>[a-z-]+)\n(?P<reason>.+)\n(?P<way>.+)\n"
    rf"### fails\n(?P<fails>{_FILES})### passes\n(?P<passes>{_FILES})",
    re.MULTILINE,
)


class _Gap:
    """A placeholder for words that a finding fills in; prints as an ellipsis."""

    def __format__(self, form: str) -> str:
        return "…"

    def __getitem__(self, name: object) -> _Gap:
        return self


class _Gaps(dict[str, _Gap]):
    def __missing__(self, name: str) -> _Gap:
        return _Gap()


GAPS = _Gaps()

Files = Mapping[str, str]
"""The texts of the files of an example, by their names in the folder of a brief."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The entry of a rule in the guide: its subject, its reason, the way out, and its examples."""

    rule: str
    subject: str
    reason: str
    way: str
    fails: Files
    passes: Files


@cache
def entries() -> Mapping[str, Entry]:
    """The entries of the guide by the names of their rules, in the order of ``rules.md``."""
    written = (Path(__file__).parent / "rules.md").read_text(encoding="utf-8")
    subjects = [(match.start(), match["subject"]) for match in _SUBJECT.finditer(written)]
    return {
        entry["rule"]: Entry(
            entry["rule"],
            [subject for start, subject in subjects if start < entry.start()][-1],
            entry["reason"],
            entry["way"],
            *({file["name"]: file["text"] for file in _FILE.finditer(entry[side])} for side in ("fails", "passes")),
        )
        for entry in _ENTRY.finditer(written)
    }


def severity_of(rule: Rule) -> str:
    """The severity of a rule and its limit, in words: ``warning, in a final brief an error; limit 25``."""
    final = ", in a final brief an error" if rule.id in WHEN_FINAL else ""
    limit = f"; limit {LIMITS[rule.id]}" if rule.id in LIMITS else ""
    checked = ", in a check and a release an error" if rule.id in WHEN_CHECKED else ""
    return f"{rule.severity}{final}{checked}{limit}"


def listed(*, every: bool = False) -> Iterator[str]:
    """The lines of a list of the rules in the guide, by subject; with `every`, the other rules follow, by severity."""
    known, subject = catalogue(), ""
    for entry in entries().values():
        if entry.subject != subject:
            subject = entry.subject
            yield f"\n{subject}" if entry.rule != next(iter(entries())) else subject
        yield f"  {entry.rule:<28}{severity_of(known[entry.rule][0])}"
    if not every:
        return
    others = [wordings[0] for name, wordings in known.items() if name not in entries()]
    kinds = {
        Severity.ERROR: "What stops a build",
        Severity.WARNING: "What a build warns of",
        Severity.INFO: "What a build remarks on",
    }
    for severity, what in kinds.items():
        yield f"\n{what}"
        yield from (f"  {rule.id}" for rule in others if rule.severity is severity)


def explained(name: str) -> Iterator[str]:
    """The lines that explain a rule: its reason and examples, or its wordings if the guide has no entry for it.

    Raises `UsageError` when there is no such rule.
    """
    known = catalogue()
    if name not in known:
        like = [one for one in known if name in one]
        nearest = f"there is {listed_names(like)}" if like else did_you_mean(name, known, "`brief rules` lists them")
        raise UsageError([rules.UNKNOWN_RULE.at(rule=name, nearest=nearest)])
    first = known[name][0]
    yield f"{name}: {severity_of(first)}"
    entry = entries().get(name)
    if entry is None:
        for rule in known[name]:
            yield f"\n{rule.message.format_map(GAPS)}"
            yield from [f"    {rule.hint.format_map(GAPS)}"] * bool(rule.hint)
        return
    yield from ("", entry.reason, entry.way)
    for side, files in (("breaks it", entry.fails), ("keeps it", entry.passes)):
        for file, text in files.items():
            yield f"\n{side}: {file}"
            yield from (f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))


def page() -> str:
    """The rules as a page of Markdown, for the documentation."""
    known, parts, subject = catalogue(), [], ""
    for entry in entries().values():
        if entry.subject != subject:
            subject = entry.subject
            parts.append(f"## {subject}\n")
        rule = known[entry.rule][0]
        parts.append(f"### `{entry.rule}`\n\n*{severity_of(rule).capitalize()}.* {entry.reason} {entry.way}\n")
        for side, files in (("Breaks it", entry.fails), ("Keeps it", entry.passes)):
            for file, text in files.items():
                kind = "markdown" if file.endswith(".md") else file.rpartition(".")[2]
                parts.append(f"{side}, in {file}:\n\n```{kind}\n{text}```\n")
    return "\n".join(parts)
