"""Findings: what is wrong with a brief, where, why, and the way out.

Stages return findings; they never print. The wording of every finding stands in the modules of this package and nowhere
else, one `Rule` for each kind of fault, by subject:

- `files`: the files of a brief, and which of them are sections,
- `yaml`: how YAML is written,
- `keys`: the keys of brief.yaml and front matter, and their values,
- `markdown`, `wording`: the Markdown of a section: its blocks, and what stands within a line,
- `data`: CSV files, charts and tables,
- `sources`, `citing`: files of sources, and what cites and refers to them,
- `page`: layouts, style sheets and what stands on the page,
- `pictures`: pictures and drawings,
- `editions`: what an edition prints, and how many pages that takes,
- `press`: what goes to a press or a copier,
- `release`: what a release needs,
- `command`: the command line and the output folder,
- `verify`: PDFs that are traced to their source,
- `preview`: the preview in a browser,
- `merge`: a merge and its list,
- `leftovers`, `review`: what is left over in a text, and what a colleague says who reads a draft;
- `nearest`: what somebody who mistyped a name may have meant.

There are two errors: `BriefError` (the brief is wrong, exit code 1) and, below it, `UsageError` (the command line is
wrong, exit code 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that a terminal does not show but obeys: line ends, changes of color, changes of direction."""


def in_one_line(text: object) -> str:
    r"""Words of somebody else on one line, with escapes for the characters that a terminal would obey.

    A file's name may contain anything: ``a.pdf\nunchanged  b.pdf``.
    """
    return STEERING.sub(lambda match: match[0].encode("unicode_escape").decode(), str(text))


class Severity(StrEnum):
    """How bad a finding is, the worst first: an error stops the build, a warning does not, an info is not a fault."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, and the line and column in it, counted from 1 as text editors do."""

    path: Path
    line: int | None = None
    column: int | None = None

    @classmethod
    def in_text(cls, path: Path, text: str, offset: int) -> Place:
        """The place of the character at `offset` in a file's text."""
        return cls(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: the rule that it breaks, how bad it is, the reason, the way out, and the place.

    `edition` is the edition whose text or pages it was found in, the first of several, and `page` the number of a page
    in it; both are None for what is wrong in the source. `words` fill the gaps of the rule's wording, without the page.
    """

    rule: str
    severity: Severity
    message: str
    hint: str = ""
    place: Place | None = None
    edition: str | None = None
    page: int | None = None
    words: tuple[tuple[str, str], ...] = ()

    @property
    def fault(self) -> tuple[object, ...]:
        """Equal for findings that are one fault, found in several editions or on several pages."""
        return self.rule, self.place, self.words

    @property
    def names_edition(self) -> bool:
        """Whether the message itself says which edition it is about."""
        return any(name == "edition" for name, _ in self.words)

    def __str__(self) -> str:
        """The finding as it is printed: ``path:line:column: severity: rule: message``, with the hint below."""
        where = f"{self.place}: " if self.place else ""
        line = in_one_line(f"{where}{self.severity}: {self.rule}: {self.message}")
        return f"{line}\n    {in_one_line(self.hint)}" if self.hint else line


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of fault and its wording; `message` and `hint` are `str.format` templates."""

    id: str
    severity: Severity
    message: str
    hint: str = ""

    def at(self, place: Place | None = None, /, **words: object) -> Finding:
        """The finding that this rule is broken at `place`; `words` fill the gaps of the wording.

        One that is called ``page`` is the number of the page where the finding was made.
        """
        message, hint = self.message.format(**words), self.hint.format(**words)
        page = words.pop("page", None)
        known = tuple((name, str(word)) for name, word in words.items())
        return Finding(
            self.id, self.severity, message, hint, place, page=page if isinstance(page, int) else None, words=known
        )

    def error_at(self, place: Place | None = None, /, **words: object) -> BriefError:
        """The exception that this rule alone is broken at `place`."""
        return BriefError([self.at(place, **words)])


def error(id: str, message: str, hint: str = "") -> Rule:
    """A rule that stops the build."""
    return Rule(id, Severity.ERROR, message, hint)


def warning(id: str, message: str, hint: str = "") -> Rule:
    """A rule that is reported and stops nothing."""
    return Rule(id, Severity.WARNING, message, hint)


def info(id: str, message: str, hint: str = "") -> Rule:
    """A rule for something worth knowing, which may be intended."""
    return Rule(id, Severity.INFO, message, hint)


def catalogue() -> Mapping[str, tuple[Rule, ...]]:
    """Every rule there is, by its name; some have several wordings."""
    found: dict[str, list[Rule]] = {}
    for module in iter_modules(__path__):
        named = vars(import_module(f"{__name__}.{module.name}"))
        for rule in (one for one in named.values() if isinstance(one, Rule)):
            if rule not in found.setdefault(rule.id, []):
                found[rule.id].append(rule)
    return {name: tuple(found[name]) for name in sorted(found)}


class BriefError(Exception):
    """The brief cannot be built as it is. At least one of its `findings` is an error."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))

    def __reduce__(self) -> tuple[type[BriefError], tuple[tuple[Finding, ...]]]:
        """How it comes from one process to another."""
        return type(self), (self.findings,)


class UsageError(BriefError):
    """The command line is wrong: there is no such brief, edition, paper or output folder."""


@contextmanager
def collected(findings: list[Finding]) -> Iterator[None]:
    """Goes on after a `BriefError`: what is wrong is added to `findings`."""
    try:
        yield
    except BriefError as error:
        findings += error.findings


def stop_on_errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings again when none is an error; raises `BriefError` with all of them otherwise."""
    findings = tuple(findings)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise BriefError(findings)
    return findings
