"""Addresses as they are printed, with marks where a line may break, and as links and QR codes contain them."""

from __future__ import annotations

import re
from urllib.parse import quote

from brief.model.addresses import WITHOUT_BREAKS, WORD_JOINER, ZERO_WIDTH_SPACE, parts, readable

SIGNS = "/~.,-_?#%=&+;@|"
"""The characters before which a line may end."""

ENDINGS = f"{SIGNS}:!"
"""The characters behind which a line must not end."""

HOST = 24
"""Characters of the longest host that is kept on one line: half of the margin column."""

WORD = 24
"""Characters of the longest part between two signs that is kept on one line when it is made of several words."""

MAIL = 30
"""Characters of the longest part of a mail address, on either side of its @, that is kept on one line."""

STEP = 16
"""Characters of the longest part between two slashes that is kept on one line: half of a line of the margin column."""

LINE = 60
"""Characters of an address that always fit on one line of the text column."""

_MAIL = re.compile(r"[^\s/@]+@[^\s/@]+")
_EXTENSION = re.compile(r"[\s,]*(?:extension|ext\.?|x|#)\s*(?=\d)", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"(?<=[a-z]{3})(?=[A-Z]\w{2})")
_AROUND = re.compile(r"(?<=.)(?=[^\w])|(?<=[^\w])(?=.)")


def printed_address(address: str) -> str:
    """An address as it is printed: readable, and with marks where a line may be broken in it."""
    return breakable(readable(address))


def dialled(phone: str) -> str:
    """A telephone number as a ``tel:`` link has it (RFC 3966): digits, a plus before them, an extension behind them.

    A zero in brackets is not dialled from abroad, where the plus is.
    """
    number, _, extension = _EXTENSION.sub(";", phone).partition(";")
    plus = "+" if number.strip().startswith("+") else ""
    digits = re.sub(r"\D", "", number.replace("(0)", "") if plus else number)
    extension = re.sub(r"\D", "", extension)
    return f"{plus}{digits};ext={extension}" if extension else f"{plus}{digits}"


def same_address(words: str, address: str) -> bool:
    """Whether the words of a link are its own address, as it is printed."""
    return readable(words.strip()).casefold() == readable(address).casefold()


def breakable(address: str) -> str:
    """An address with marks where a line may break in it, and where it must not.

    As the Chicago Manual of Style has it (17th edition, 14.18): after a colon or a double slash; before a single
    slash, a tilde, a full stop, a comma, a hyphen, an underline, a question mark, a number sign, a percent sign, an
    equals sign or an ampersand. So no line ends with a character that could end the sentence, or with a hyphen that
    seems added. A host with its scheme, and a part between slashes, are broken only when they are long. A long part
    is broken between its words, where capital letters show them (``CommissionofInquiry``). One that is longer than a
    line may be broken anywhere, without a hyphen (as ``overflow-wrap`` in the style sheet has it). A mail address is
    broken only before its @, and before the full stops of a long part.
    """
    scheme, host, _ = parts(address)
    if _MAIL.fullmatch(address) and len(address) > HOST:
        return _AROUND.sub(lambda at: _mark_in_mail(address, at.start()), address)
    kept = len(scheme + host) if len(host) <= HOST else 0
    marked = _AROUND.sub(WORD_JOINER, address[:kept])
    marked += "".join(_mark(address, at) + address[at] for at in range(kept, len(address)))
    marked = "/".join(map(_kept, marked.split("/")))
    return ZERO_WIDTH_SPACE.join(map(_loosened, marked.split(ZERO_WIDTH_SPACE)))


def _kept(step: str) -> str:
    """The marked text between two slashes, without its inner breaks if it is short."""
    is_short = len(step.translate(WITHOUT_BREAKS)) <= STEP
    return re.sub(rf"(?<=.){ZERO_WIDTH_SPACE}(?=.)", WORD_JOINER, step) if is_short else step


def _mark(text: str, at: int) -> str:
    """The mark before the character `at` of a text; empty where none is needed."""
    before, after = text[max(at - 2, 0) : at], text[at]
    if not before:
        return ""
    if before[-1] == ":" or before == "//":
        return WORD_JOINER if after == "/" else ZERO_WIDTH_SPACE
    if before[-1] in ENDINGS:
        return WORD_JOINER
    return ZERO_WIDTH_SPACE if after in SIGNS else ""


def _mark_in_mail(address: str, at: int) -> str:
    """The mark before the character `at` of a mail address: at its @, and at the full stops of a long part."""
    name, host = address.split("@")
    is_long = len(name if at <= len(name) else host) > MAIL
    breaks = address[at] == "@" or (address[at] == "." and is_long)
    return ZERO_WIDTH_SPACE if breaks and address[at - 1] not in ENDINGS else WORD_JOINER


def _loosened(part: str) -> str:
    """A part of an address, with breaks between its words if it is long, and everywhere if it is longer than a line.

    ``overflow-wrap`` is not enough: beside a side note, WeasyPrint first looks for a wider place below.
    """
    if len(part.translate(WITHOUT_BREAKS)) <= LINE:
        return _BETWEEN_WORDS.sub(ZERO_WIDTH_SPACE, part) if len(part) > WORD else part
    return re.sub(rf"(?<=[^{WORD_JOINER}])(?=[^{WORD_JOINER}])", ZERO_WIDTH_SPACE, part)


def in_ascii(address: str) -> str:
    """An address in ASCII: the host in Punycode, other letters percent-encoded (RFC 3987)."""
    scheme, host, rest = parts(address)
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:  # a label that is empty or too long
        name = quote(host, safe=":@%")
    return scheme + name + quote(rest, safe="!#$%&'()*+,/:;=?@[]~|")
