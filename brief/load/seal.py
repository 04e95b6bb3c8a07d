"""Seals a brief: computes one hash of all files that its pages are made of, and lists the files that pages may load.

The seal covers brief.yaml, the sections that it lists, its sources, citation style and ICC profile, the pictures and
CSV files that sections name, the brief's own ``styles/``, and the files that these name in turn, such as a picture in a
style sheet. `serving.fetch` serves no other file of a brief, so two builds with the same hash, by the same version of
this package and its libraries, are the same. The house's styles belong to that version and are not hashed, even where
a complete copy of them is beside a brief.

The hash depends on names and contents. It ignores the place of the folder, times, permissions and line ends of texts.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from operator import itemgetter
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from brief import fonts
from brief.findings.files import reading
from brief.load import text, yaml
from brief.load.folders import NAME, entries, inside
from brief.model import Brief, copy_code

AFTER_SIGNING = frozenset({"status", "embargo", "signed-off"})
"""The keys that change when a brief is signed off and released."""

TEXTS = frozenset({".bib", ".csl", ".css", ".csv", ".html", ".json", ".md", ".svg", ".tsv", ".txt", ".yaml", ".yml"})
"""The suffixes of files whose readers accept any line end."""

WITH_ADDRESSES = frozenset({".css", ".html", ".svg"})
"""The suffixes of files that may name others."""

ADDRESS = re.compile(
    r"""(?:\burl\(\s*|\b(?:href|src|data)\s*=\s*|@import\s+)"""
    r"""(?:"(?P<double>[^"#][^"]*)"|'(?P<single>[^'#][^']*)'|(?P<bare>[^\s"'()<>#][^\s"'()<>]*))""",
    re.IGNORECASE,
)
"""An address of another file in a style sheet, a layout or a drawing; an address of a part of itself does not match."""


def sealed(brief: Brief, named: Iterable[str]) -> Brief:
    """`brief` with its content hash, its sign-off code if it needs one, and the files that its pages may load.

    `named` are the pictures and CSV files that its text names. Raises `BriefError` for a file that cannot be read.
    """
    *_, house = brief.styles
    settings = brief.settings
    own = {name: path for folder in brief.own_styles for name, path in _readable(folder)}
    asked = dict(_asked_for(brief, named, own))
    digests = {section.file: hashlib.sha256(section.text.encode()).digest() for section in brief.sections}
    read = {name: brief.folder / name for name in (NAME, *settings.sources, settings.csl, settings.icc_profile) if name}
    loaded = {name: _digest(path) for name, path in asked.items()}
    loaded |= {f"styles/{name}": digest for name, digest in _own_digests(own, house).items()}
    digests |= {name: _digest(path) for name, path in read.items()} | loaded
    code = copy_code(_hash({**digests, NAME: _signed(brief.folder)})) if settings.sign_off else ""
    files = frozenset((*own.values(), *asked.values()))
    return replace(brief, content_hash=_hash(digests), sign_off_code=code, files=files, files_hash=_hash(loaded))


def _signed(folder: Path) -> bytes:
    """The digest of the keys and values in brief.yaml, except those that change with sign-off and release."""
    root = yaml.tree(text.read(folder, folder / NAME), folder / NAME)
    kept = {key.text: _plain(value) for key, value in yaml.pairs(root) if key.text not in AFTER_SIGNING}
    return hashlib.sha256(repr(sorted(kept.items(), key=itemgetter(0))).encode(errors="surrogateescape")).digest()


def _plain(node: yaml.Node) -> object:
    """The content of a node in plain Python values, which do not depend on quotes and layout."""
    if isinstance(node, yaml.Scalar):
        return None if node.missing else node.text
    if isinstance(node, yaml.Items):
        return [_plain(item) for item in node.nodes]
    return tuple((key.text, _plain(value)) for key, value in yaml.pairs(node))


def _own_digests(own: Mapping[str, Path], house: Path) -> Mapping[str, bytes]:
    """The digests of a brief's own styles by name; empty when they are a complete copy of the house's."""
    digests = {name: _digest(path) for name, path in own.items()}
    shipped = dict(_readable(house)) if digests else {}
    same = digests.keys() == shipped.keys() and all(digests[name] == _digest(path) for name, path in shipped.items())
    return {} if same else digests


def _readable(styles: Path) -> Iterator[tuple[str, Path]]:
    """The files in a folder of styles with their names in it, except those that nothing reads.

    Nothing reads hidden files, files without a suffix other than fonts, and links that lead out.
    """
    for path in entries(styles, styles):
        name = path.relative_to(styles).as_posix()
        if path.is_file() and inside(styles, name) and (path.suffix or fonts.is_font("", _beginning(path))):
            yield name, path


def _beginning(path: Path) -> bytes:
    with reading(path), open(path, "rb") as file:
        return file.read(4)


def _asked_for(brief: Brief, named: Iterable[str], own: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    """The files in the brief's folder, with names, that its text, its styles or another of these files refer to."""
    seen: set[str] = set()
    waiting = [meant for name in named for meant in _meant(quote(name), "")]
    waiting += [meant for name, path in own.items() for meant in _named_in(path, name)]
    while waiting:
        if (name := waiting.pop()) in seen:
            continue
        seen.add(name)
        path = inside(brief.folder, name)
        if path and path.is_file():
            yield path.relative_to(brief.folder).as_posix(), path
            waiting += _named_in(path, name)


def _named_in(path: Path, name: str) -> Iterator[str]:
    """The names of files that the file at `path`, called `name` on pages, refers to."""
    if path.suffix.lower() in WITH_ADDRESSES:
        text = unescape(_bytes(path).decode(errors="replace"))
        for address in {match[match.lastgroup or 0] for match in ADDRESS.finditer(text)}:
            yield from _meant(address, name)


def _meant(address: str, asking: str) -> Iterator[str]:
    """The names that an address in the file `asking` may mean: relative to that file, or to the brief's folder."""
    itself = f"/{quote(asking)}"
    for base in {"/", itself}:
        try:
            scheme, host, path, _, _ = urlsplit(urljoin(base, address.strip()))
        except ValueError:  # not an address, such as http://[
            continue
        if not scheme and not host and path != itself:
            yield unquote(path).removeprefix("/")


def _digest(path: Path) -> bytes:
    """The SHA-256 of a file. A text is hashed with line feeds as line ends and without a byte order mark."""
    if path.suffix.lower() not in TEXTS:
        with reading(path), open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    data = _bytes(path).removeprefix(BOM_UTF8)
    if b"\0" not in data:  # as in UTF-16, which a drawing may have
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return hashlib.sha256(data).digest()


def _bytes(path: Path) -> bytes:
    with reading(path):
        return path.read_bytes()


def _hash(digests: Mapping[str, bytes]) -> str:
    """One hash of the digests and names of all files. Each digest has a fixed length, and NUL ends each name.

    Files are sorted by name. Accents are composed, because some file systems decompose them, unless two names differ
    in nothing else.
    """
    composed = {name: unicodedata.normalize("NFC", name) for name in digests}
    shared = Counter(composed.values())
    records = [
        ((name if shared[one] > 1 else one).encode(errors="surrogateescape"), digests[name])
        for name, one in composed.items()
    ]
    return hashlib.sha256(b"".join(digest + name + b"\0" for name, digest in sorted(records))).hexdigest()
