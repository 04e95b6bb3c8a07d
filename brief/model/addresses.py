"""Addresses: as people read them, and those that hold what they lead to."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote_to_bytes


def readable(address: str) -> str:
    """An address as people say it and paper shows it: no scheme, no ``www.``, no closing slash, no mail's subject."""
    if address.lower().startswith("mailto:"):
        return address[len("mailto:") :].partition("?")[0]
    return re.sub(r"^(?:tel:|https?://)?(?:www\.)?", "", address, flags=re.IGNORECASE).rstrip("/")


def within(address: str) -> bytes:
    """What stands in an address of the scheme ``data`` (RFC 2397); nothing when its base64 is none."""
    head, _, data = address.partition(",")
    whole = unquote_to_bytes(data)
    try:
        return base64.b64decode(whole) if head.endswith(";base64") else whole
    except binascii.Error:
        return b""
