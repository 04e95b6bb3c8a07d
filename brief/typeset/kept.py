"""Photographs as they were printed, kept in the user's cache: to reduce one takes a third of a whole build's time.

What is made again has the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache as once
from pathlib import Path

from PIL import __version__ as pillow
from PIL import features

from brief import cache
from brief.typeset import pixels
from brief.typeset.pixels import Encoded

LIMIT = 200_000_000
"""Bytes that the folder may have; above, what was made first goes first."""


def encode(source: bytes, width: int, height: int) -> Encoded:
    """What `pixels.encode` gives, from the cache if it is there. Raises `Unreadable`."""
    photograph = hashlib.sha256(source).hexdigest()
    path = cache.home() / "pictures" / hashlib.sha256(f"{_recipe()} {photograph} {width} {height}".encode()).hexdigest()
    if found := _read(path):
        return found
    made = pixels.encode(source, width, height)
    _write(path, made)
    return made


@once
def _recipe() -> str:
    """All that the bytes depend on besides the photograph: our own code, Pillow, and what it codes with."""
    codecs = [features.version_codec(codec) for codec in ("jpg", "zlib")]
    return f"{hashlib.sha256(Path(pixels.__file__).read_bytes()).hexdigest()} {pillow} {codecs}"


def _read(path: Path) -> Encoded | None:
    """What was kept at `path`; None when nothing was."""
    if (body := cache.read(path)) is None:
        return None
    head, _, rest = body.partition(b"\n")
    width, height, grey, jpeg, length = json.loads(head)
    return Encoded(width, height, grey, jpeg, rest[:length], rest[length:])


def _write(path: Path, made: Encoded) -> None:
    head = json.dumps([made.width, made.height, made.grey, made.jpeg, len(made.data)]).encode()
    cache.write(path, b"\n".join((head, made.data)) + made.mask, LIMIT)
