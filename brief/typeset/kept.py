"""Photographs as they were printed, kept in the user's cache: to reduce one takes a third of a whole build's time.

Nothing depends on it: what is not there, is broken, or cannot be written is made again, with the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from functools import cache
from pathlib import Path

from PIL import __version__ as pillow
from PIL import features

from brief.typeset import pixels
from brief.typeset.engine import cache_home
from brief.typeset.pixels import Encoded

LIMIT = 200_000_000
"""Bytes that the folder may have; above, what was made first goes first."""


def encode(source: bytes, width: int, height: int) -> Encoded:
    """What `pixels.encode` gives, from the cache if it is there. Raises `Unreadable`."""
    photograph = hashlib.sha256(source).hexdigest()
    path = cache_home() / "pictures" / hashlib.sha256(f"{_recipe()} {photograph} {width} {height}".encode()).hexdigest()
    if found := _read(path):
        return found
    made = pixels.encode(source, width, height)
    _write(path, made)
    return made


@cache
def _recipe() -> str:
    """All that the bytes depend on besides the photograph: our own code, Pillow, and what it codes with."""
    codecs = [features.version_codec(codec) for codec in ("jpg", "zlib")]
    return f"{hashlib.sha256(Path(pixels.__file__).read_bytes()).hexdigest()} {pillow} {codecs}"


def _read(path: Path) -> Encoded | None:
    """What was kept at `path`; None when nothing was, or not to the last bit."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    seal, body = kept[:32], kept[32:]
    if hashlib.sha256(body).digest() != seal:
        return None
    head, _, rest = body.partition(b"\n")
    width, height, grey, jpeg, length = json.loads(head)
    return Encoded(width, height, grey, jpeg, rest[:length], rest[length:])


def _write(path: Path, made: Encoded) -> None:
    """Keeps it: beside, then renamed; a disk that is full or may not be written is no trouble."""
    head = json.dumps([made.width, made.height, made.grey, made.jpeg, len(made.data)]).encode()
    body = b"\n".join((head, made.data)) + made.mask
    beside = path.with_name(f"{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # nobody else's: it may be under embargo
        try:
            beside.write_bytes(hashlib.sha256(body).digest() + body)
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
        _make_room(path.parent)
    except OSError:
        return


def _make_room(folder: Path) -> None:
    """Removes what was made first until the folder is within its limit."""
    files = sorted((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in os.scandir(folder))
    size = sum(length for _, length, _ in files)
    for _, length, path in files:
        if size <= LIMIT:
            return
        Path(path).unlink(missing_ok=True)
        size -= length
