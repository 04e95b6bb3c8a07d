"""Keeps printed photographs in the user's cache: reducing one takes a third of a whole build's time."""

from __future__ import annotations

import hashlib
import json
from functools import cache as once
from pathlib import Path

from PIL import __version__ as pillow
from PIL import features

from brief import cache
from brief.model import Inks
from brief.typeset import encoded, pixels, plates, separation
from brief.typeset.encoded import Encoded

LIMIT = 200_000_000
"""The most bytes in the cache; the oldest files are removed first."""


def encode(source: bytes, width: int, height: int, inks: Inks) -> Encoded:
    """The photograph in these inks (`encoded`, `plates`), from the cache if it is there. Raises `Unreadable`."""
    photograph, profile = hashlib.sha256(source).hexdigest(), hashlib.sha256(inks.profile).hexdigest()
    made_of = f"{_recipe()} {photograph} {width} {height} {inks.set} {profile}"
    path = cache.home() / "pictures" / hashlib.sha256(made_of.encode()).hexdigest()
    if found := _read(path):
        return found
    made = _made(source, width, height, inks)
    _write(path, made)
    return made


def _made(source: bytes, width: int, height: int, inks: Inks) -> Encoded:
    match inks.set:
        case "press":
            return plates.for_press(pixels.upright(source, width, height), inks.profile)
        case "black":
            whole = pixels.upright(source, *pixels.upright_size(source))
            return plates.in_black(pixels.upright(source, width, height), plates.is_line_art(whole))
        case _:
            return encoded.encode(source, width, height)


@once
def _recipe() -> str:
    """What the bytes depend on besides the photograph: the code of brief, Pillow and its codecs."""
    codecs = [features.version_codec(codec) for codec in ("jpg", "zlib")]
    code = (Path(str(module.__file__)).read_bytes() for module in (encoded, pixels, plates, separation))
    return f"{hashlib.sha256(b''.join(code)).hexdigest()} {pillow} {features.version('littlecms2')} {codecs}"


def _read(path: Path) -> Encoded | None:
    if (body := cache.read(path)) is None:
        return None
    head, _, rest = body.partition(b"\n")
    width, height, space, coding, bits, length = json.loads(head)
    return Encoded(width, height, space, coding, rest[:length], rest[length:], bits)


def _write(path: Path, made: Encoded) -> None:
    head = json.dumps([made.width, made.height, made.space, made.coding, made.bits, len(made.data)]).encode()
    cache.write(path, b"\n".join((head, made.data)) + made.mask, LIMIT)
