"""What the LaTeX in a field of BibTeX says, as plain text.

The only place that knows pylatexenc, which is slow: a text without a sign of LaTeX does not pass through it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

DEEPEST = 30
"""The most braces that may stand in one another: pylatexenc calls itself for each."""

_SIGNS = re.compile(r"[\\{}$~^_&%]|--|``|''|[?!]`")
"""What means something else in LaTeX."""

_URL = re.compile(r"\\url\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}(?!\s*\{)")
_LINK = re.compile(r"\\href\s*\{[^{}]*\}\s*(?=\{)")
_PLAIN = re.compile(r"(?<!\\)(?:[%&]|\$(?=\d[\d.,]*(?:[\s)]|$)))")
"""Signs that are themselves: no program that manages sources writes a comment, a table or '5' as a formula."""

_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_ESCAPED = re.compile(r"\\([_%&#$~^])(?:\{\})?|\\textasciitilde(?:\{\}|\s?)")


def plain(latex: str) -> str | None:
    """What a text in LaTeX prints, in one line; None when that cannot be told."""
    if not _SIGNS.search(latex):
        return " ".join(latex.split())
    if depth(latex) > DEEPEST:
        return None
    sound = _PLAIN.sub(r"\\\g<0>", _LINK.sub("", _URL.sub(r"\1\2", latex)))
    try:
        return " ".join(str(_reader().latex_to_text(sound)).split())
    except Exception:  # pylatexenc ends with many errors when a macro lacks what it needs
        return None


@cache
def _reader() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="text", keep_comments=True)


def address(latex: str) -> str:
    r"""An address, in which LaTeX's signs are none: without the ``\url{…}`` and the backslashes that guard it."""
    bare = _URL.sub(r"\1\2", latex).strip()
    while bare[:1] == "{" and bare[-1:] == "}":
        bare = bare[1:-1].strip()
    return _ESCAPED.sub(lambda match: match[1] or "~", bare)


def depth(latex: str) -> int:
    """How many braces stand in one another at most; a brace behind a backslash is a sign."""
    level = deepest = 0
    for match in _BRACE.finditer(latex):
        level += (match[0] == "{") - (match[0] == "}")
        deepest = max(deepest, level)
    return deepest
