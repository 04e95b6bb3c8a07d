"""Addresses: how they are printed, where a line may break in them, and the content of data URLs.

compose prints them in notes, cite in the list of sources, tags describes links with them.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from urllib.parse import quote, unquote_to_bytes

TRACKING = frozenset(
    (
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "li_fat_id",
        "igsh", "igshid", "epik", "rdt_cid", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp",
        "hsCtaTracking", "vero_id", "vero_conv", "mkt_tok", "oly_anon_id", "oly_enc_id", "rb_clickid", "s_cid",
        "ref_src", "ref_url", "wt_mc", "_openstat", "ml_subscriber", "ml_subscriber_hash", "_ga", "_gl",
        "_branch_match_id",
    )
)  # fmt: skip
"""Query parameters that only track who followed a link, and from where."""

TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "piwik_", "matomo_")
"""Prefixes of further ones: of Google Analytics and Matomo."""

LETTERS = re.compile("[A-Za-z0-9ªºÀ-ÖØ-öø-ƀΆ-Ϋά-ώЀ-џҐґ가-힣-]+")
"""The letters that every face of the house has."""

LONGEST_CODE = 300
"""Characters of the longest address whose QR code a camera can read on a copy."""

ZERO_WIDTH_SPACE, WORD_JOINER = "\N{ZERO WIDTH SPACE}", "\N{WORD JOINER}"
BREAKS = str.maketrans("", "", ZERO_WIDTH_SPACE + WORD_JOINER)
"""Removes the marks of `breakable` from a text; WeasyPrint does not draw them."""

SIGNS = "/~.,-_?#%=&+;@|"
"""The characters before which a line may end."""

ENDINGS = f"{SIGNS}:!"
"""The characters behind which a line must not end."""

HOST = 24
"""Characters of the longest host that is kept on one line: half of the margin column."""

LINE = 60
"""Characters of an address that always fit on one line of the text column."""

_SCHEME = re.compile(r"(?:tel:|https?://)?(?:www\.)?", re.IGNORECASE)
_MAIL = re.compile(r"[^\s/@]+@[^\s/@]+")
_AROUND = re.compile(r"(?<=.)(?=[^\w])|(?<=[^\w])(?=.)")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_PARTS = re.compile(r"((?:https?://)?)([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def readable(address: str) -> str:
    """An address as it is printed.

    It has no scheme, no ``www.``, no trailing slash, no subject of a mail and no tracking parameters. Encoded letters
    are decoded if typing them leads to the same place.
    """
    if address.lower().startswith("mailto:"):
        return address[len("mailto:") :].partition("?")[0]
    short = _SCHEME.sub("", without_tracking(address), count=1).rstrip("/")
    _, host, rest = _parts(short)
    return _named(host) + _ENCODED.sub(_lettered, rest)


def is_web(address: str) -> bool:
    """Whether an address is one of the web: ``https://…``."""
    return bool(_WEB.match(address))


def same_address(words: str, address: str) -> bool:
    """Whether some words are the address itself, as it is printed."""
    return readable(words.strip()).casefold() == readable(address).casefold()


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


def breakable(address: str) -> str:
    """An address with marks where a line may break in it, and where not.

    As the Chicago Manual of Style has it (17th edition, 14.18): after a colon or a double slash; before a single
    slash, a tilde, a full stop, a comma, a hyphen, an underline, a question mark, a number sign, a percent sign, an
    equals sign or an ampersand. So no line ends with a character that could end the sentence, or with a hyphen that
    could be added. A host with its scheme is broken only when it is long. A part that is longer than a line may be
    broken anywhere, without a hyphen (as ``overflow-wrap`` in the style sheet has it). A mail address is broken only
    before its @ and its full stops.
    """
    scheme, name, rest = _parts(address)
    if _MAIL.fullmatch(address) and len(address) > HOST:
        return _AROUND.sub(lambda at: ZERO_WIDTH_SPACE if address[at.start()] in "@." else WORD_JOINER, address)
    marked = _marked(address) if len(name) > HOST else _joined(scheme + name) + _marked(rest, behind=name)
    return ZERO_WIDTH_SPACE.join(map(_loosened, marked.split(ZERO_WIDTH_SPACE)))


def _marked(text: str, behind: str = "") -> str:
    """`text` with a mark at each place where a line may or must not break; `behind` is the text before it."""
    whole = behind[-2:] + text
    first = len(whole) - len(text)
    return "".join(_mark(whole, at) + whole[at] for at in range(first, len(whole)))


def _mark(text: str, at: int) -> str:
    """The mark before the character `at` of a text."""
    before, after = text[max(at - 2, 0) : at], text[at]
    if not before:
        return ""
    if before[-1] == ":" or before == "//":
        return WORD_JOINER if after == "/" else ZERO_WIDTH_SPACE
    if before[-1] in ENDINGS:
        return WORD_JOINER
    return ZERO_WIDTH_SPACE if after in SIGNS else ""


def _loosened(part: str) -> str:
    """A part of an address, with breaks everywhere if it is longer than a line.

    ``overflow-wrap`` is not enough: beside a side note, WeasyPrint first looks for a wider place below.
    """
    if len(part.translate(BREAKS)) <= LINE:
        return part
    return re.sub(rf"(?<=[^{WORD_JOINER}])(?=[^{WORD_JOINER}])", ZERO_WIDTH_SPACE, part)


def _joined(text: str) -> str:
    """`text` with marks that keep it on one line."""
    return _AROUND.sub(WORD_JOINER, text)


def in_ascii(address: str) -> str:
    """An address in ASCII: the host in Punycode, other letters percent-encoded (RFC 3987)."""
    scheme, host, rest = _parts(address)
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:  # a label that is empty or too long
        name = quote(host, safe=":@%")
    return scheme + name + quote(rest, safe="!#$%&'()*+,/:;=?@[]~|")


def within(address: str) -> bytes:
    """The content of a data URL (RFC 2397); empty when its base64 is invalid."""
    head, _, data = address.partition(",")
    whole = unquote_to_bytes(data)
    try:
        return base64.b64decode(whole) if head.endswith(";base64") else whole
    except binascii.Error:
        return b""


def _parts(address: str) -> tuple[str, str, str]:
    """The scheme of an address with its slashes, its host, and the rest."""
    match = _PARTS.match(address)
    assert match is not None  # each part may be empty
    return match[1], match[2], match[3]


def _tracks(parameter: str) -> bool:
    name = parameter.partition("=")[0]
    return name in TRACKING or name.lower().startswith(TRACKING_PREFIXES)


def _lettered(match: re.Match[str]) -> str:
    """Percent-encoded bytes as letters, if a browser encodes these the same."""
    letters = unquote_to_bytes(match[0]).decode(errors="replace")
    typed = quote(unicodedata.normalize("NFC", letters))
    return letters if LETTERS.fullmatch(letters) and typed == match[0].upper() else match[0]


def _named(host: str) -> str:
    """A host with Punycode (``xn--``) as letters, where these are of one script."""
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
