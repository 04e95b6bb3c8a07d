"""The seal of a brief: one number that stands for all that its pages are made of, and the list of what that is.

Covered are brief.yaml, the sections that it lists, its sources, the pictures and CSV files that sections name, the
brief's own ``styles/``, and what these name in their turn: a style sheet a picture, a drawing a photograph.
`look.fetch` hands out nothing else, so two builds with one hash, by one version of this package and of its libraries,
cannot differ. The house's styles are of that version and do not count, even where they lie beside a brief as a whole,
as here.

Names count as well as contents; the place of the folder, times, rights, and the line ends of a text do not.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from brief.findings import BriefError
from brief.findings import files as rules
from brief.load.folders import NAME, entries, inside
from brief.model import Brief

TEXTS = frozenset({".bib", ".csl", ".css", ".csv", ".html", ".json", ".md", ".svg", ".tsv", ".txt", ".yaml", ".yml"})
"""The endings of files whose readers take one line end for another."""

NAMING = frozenset({".css", ".html", ".svg"})
"""The endings of files that may name others."""

ADDRESS = re.compile(
    r"""(?:\burl\(\s*|\b(?:href|src|data)\s*=\s*|@import\s+)"""
    r"""(?:"(?P<double>[^"#][^"]*)"|'(?P<single>[^'#][^']*)'|(?P<bare>[^\s"'()<>#][^\s"'()<>]*))""",
    re.IGNORECASE,
)
"""What a style sheet, a layout or a drawing asks for, other than a part of itself."""


def sealed(brief: Brief, named: Iterable[str]) -> Brief:
    """`brief` with its content hash and the files that its pages may ask for.

    `named` are the pictures and CSV files that its text names.

    Raises `BriefError` for a file that cannot be read.
    """
    *owns, house = brief.styles
    settings = brief.settings
    own = {name: path for folder in owns for name, path in _readable(folder)}
    asked = dict(_asked_for(brief, named, own))
    digests = {section.path.name: _of_text(section.text) for section in brief.sections}
    read = {name: brief.folder / name for name in (NAME, *settings.sources, settings.csl, settings.icc_profile) if name}
    digests |= {name: _digest(path) for name, path in {**asked, **read}.items()}
    digests |= {f"styles/{name}": digest for name, digest in _own_digests(own, house).items()}
    return replace(brief, content_hash=_hash(digests), files=frozenset((*own.values(), *asked.values())))


def _own_digests(own: Mapping[str, Path], house: Path) -> Mapping[str, bytes]:
    """The digests of a brief's own styles; none where they are the house's, file for file."""
    digests = {name: _digest(path) for name, path in own.items()}
    shipped = dict(_readable(house)) if digests else {}
    same = digests.keys() == shipped.keys() and all(digests[name] == _digest(path) for name, path in shipped.items())
    return {} if same else digests


def _readable(styles: Path) -> Iterator[tuple[str, Path]]:
    """The files of a folder of styles by their names in it, but for what nothing reads.

    That is what begins with a dot, what has no ending, and what a link leads out to.
    """
    for path in entries(styles, styles):
        name = path.relative_to(styles).as_posix()
        if path.suffix and path.is_file() and inside(styles, name):
            yield name, path


def _asked_for(brief: Brief, named: Iterable[str], own: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    """The files in the brief's folder that it, its styles or one of these files name."""
    seen: set[str] = set()
    waiting = [name for one in named for name in _meant(quote(one), "")]
    waiting += [name for at, path in own.items() for name in _named_in(path, at)]
    while waiting:
        if (name := waiting.pop()) in seen:
            continue
        seen.add(name)
        path = inside(brief.folder, name)
        if path and path.is_file():
            yield path.relative_to(brief.folder).as_posix(), path
            waiting += _named_in(path, name)


def _named_in(path: Path, at: str) -> Iterator[str]:
    """What the file at `path`, which pages know as `at`, asks for."""
    if path.suffix.lower() in NAMING:
        text = unescape(_bytes(path).decode(errors="replace"))
        for address in {match[match.lastgroup or 0] for match in ADDRESS.finditer(text)}:
            yield from _meant(address, at)


def _meant(address: str, at: str) -> Iterator[str]:
    """The names that an address in the file `at` may mean: layouts and style sheets ask from the folder itself."""
    for base in {"/", f"/{quote(at)}"}:
        try:
            scheme, host, path, _, _ = urlsplit(urljoin(base, address.strip()))
        except ValueError:  # no address at all, such as http://[
            continue
        if not scheme and not host and path != f"/{quote(at)}":
            yield unquote(path).removeprefix("/")


def _digest(path: Path) -> bytes:
    """The SHA-256 of a file; of a text with line feeds for line ends, and without a byte order mark."""
    if path.suffix.lower() not in TEXTS:
        try:
            with open(path, "rb") as file:
                return hashlib.file_digest(file, "sha256").digest()
        except OSError as error:
            raise BriefError([rules.unreadable(path, error)]) from error
    data = _bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:  # a drawing may be in another encoding
        return hashlib.sha256(data).digest()
    return hashlib.sha256(data).digest() if "\0" in text else _of_text(text)


def _of_text(text: str) -> bytes:
    return hashlib.sha256(text.replace("\r\n", "\n").replace("\r", "\n").encode()).digest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BriefError([rules.unreadable(path, error)]) from error


def _hash(digests: Mapping[str, bytes]) -> str:
    """One hash of all: of each file its own, of one length, and its name, which ends with what no name has in it.

    The order is that of the names, with letters and their accents as one, as not every system leaves them.
    """
    named = [
        (unicodedata.normalize("NFC", name).encode(errors="surrogateescape"), one) for name, one in digests.items()
    ]
    return hashlib.sha256(b"".join(digest + name + b"\0" for name, digest in sorted(named))).hexdigest()
