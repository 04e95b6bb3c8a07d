"""Addresses: how they are printed, which of their parameters track readers, and the content of data URLs.

`compose` prints them in notes, `cite` in the list of sources; `tags` describes links with them.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from urllib.parse import quote, unquote, unquote_to_bytes

_TRACKING = """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igsh igshid epik rdt_cid mc_cid mc_eid
    _hsenc _hsmi __hssc __hstc __hsfp hsCtaTracking vero_id vero_conv mkt_tok oly_anon_id oly_enc_id rb_clickid s_cid
    ref_src ref_url wt_mc _openstat ml_subscriber ml_subscriber_hash _ga _gl _branch_match_id
"""
TRACKING = frozenset(_TRACKING.split())
"""Query parameters that only track who followed a link, and from where."""

TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "piwik_", "matomo_")
"""Prefixes of further tracking parameters, those of Google Analytics and Matomo."""

LETTERS = re.compile("[A-Za-z0-9ªºÀ-ÖØ-öø-ƀΆ-Ϋά-ώЀ-џҐґ가-힣-]+")
"""The letters that every face of the house has."""

LONGEST_CODE = 300
"""The most characters of an address whose QR code a camera can still read on a photocopy."""

ZERO_WIDTH_SPACE, WORD_JOINER = "\N{ZERO WIDTH SPACE}", "\N{WORD JOINER}"
WITHOUT_BREAKS = str.maketrans("", "", ZERO_WIDTH_SPACE + WORD_JOINER)
"""Removes the marks for line breaks in printed addresses from a text; WeasyPrint does not draw them."""

FOLLOWED = frozenset({"http", "https", "mailto", "tel"})
"""The schemes of links that are safe to follow; a click on any other may run a program or open a file."""

_ACTING = re.compile(r"mailto:.*[?&;]attach|tel:.*[*#]", re.IGNORECASE | re.DOTALL)
"""An address that would attach one of the reader's files to a mail, or a code that changes settings of a telephone."""

_BEFORE_COLON = re.compile(r"([^:/?#]*):")
_SCHEME = re.compile(r"(?:tel:|https?://)?(?:www\.)?", re.IGNORECASE)
_PARTS = re.compile(r"((?:https?://)?)([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def readable(address: str) -> str:
    """An address as it is printed.

    The scheme, ``www.``, a trailing slash, the subject of a mail and tracking parameters are left out. Encoded letters
    are decoded if typing them leads to the same place.
    """
    if address.lower().startswith("mailto:"):
        return address[len("mailto:") :].partition("?")[0]
    short = _SCHEME.sub("", without_tracking(address), count=1).rstrip("/")
    _, host, rest = parts(short)
    return _named(host) + _ENCODED.sub(_lettered, rest)


def may_be_followed(address: str) -> bool:
    """Whether a link is safe to follow: one to the web, to mail or a telephone, or within the page."""
    scheme = _BEFORE_COLON.match(address)
    if scheme is None:
        return address.startswith("#")
    return scheme[1].lower() in FOLLOWED and not _ACTING.match(unquote(address))


def tracking(address: str) -> tuple[str, ...]:
    """The tracking parameters of an address, as written: ``utm_source=mail``."""
    query = address.partition("#")[0].partition("?")[2]
    return tuple(one for one in query.split("&") if _tracks(one))


def without_tracking(address: str) -> str:
    """The address without tracking parameters."""
    if not tracking(address):
        return address
    before, _, place = address.partition("#")
    path, _, query = before.partition("?")
    left = "&".join(one for one in query.split("&") if not _tracks(one))
    return path + (f"?{left}" if left else "") + (f"#{place}" if place else "")


def data_url_content(address: str) -> bytes:
    """The content of a data URL (RFC 2397); empty when its base64 is invalid."""
    head, _, data = address.partition(",")
    whole = unquote_to_bytes(data)
    try:
        return base64.b64decode(whole) if head.endswith(";base64") else whole
    except binascii.Error:
        return b""


def parts(address: str) -> tuple[str, str, str]:
    """The scheme of an address with its slashes, its host, and the rest."""
    match = _PARTS.match(address)
    assert match is not None  # each part may be empty
    return match[1], match[2], match[3]


def _tracks(parameter: str) -> bool:
    name = parameter.partition("=")[0]
    return name in TRACKING or name.lower().startswith(TRACKING_PREFIXES)


def _lettered(match: re.Match[str]) -> str:
    """Percent-encoded bytes as letters; unchanged unless a browser encodes these letters in the same way."""
    letters = unquote_to_bytes(match[0]).decode(errors="replace")
    typed = quote(unicodedata.normalize("NFC", letters))
    return letters if LETTERS.fullmatch(letters) and typed == match[0].upper() else match[0]


def _named(host: str) -> str:
    """A host whose Punycode labels (``xn--``) are decoded, where the letters of a label belong to one script."""
    return ".".join(_label(label) for label in host.split(".")) if "xn--" in host.lower() else host


def _label(label: str) -> str:
    try:
        name = label.encode("ascii").decode("idna")
        again = name.encode("idna").decode("ascii")
    except UnicodeError:
        return label
    scripts = {unicodedata.name(letter, "").split()[0] for letter in name if letter.isalpha()}
    safe = LETTERS.fullmatch(name) and len(scripts) == 1 and again == label.lower()
    return name if safe else label
