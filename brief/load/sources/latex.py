"""Turns the LaTeX in a field of BibTeX into plain text.

This is the only module that uses pylatexenc, which is slow and therefore reads only texts that contain LaTeX.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_SIGNS = re.compile(r"[\\{}$~^_&%]|--|``|''|[?!]`")
"""Characters with a meaning in LaTeX."""

_URL = re.compile(r"\\url\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}(?!\s*\{)")
_LINK = re.compile(r"\\href\s*\{[^{}]*\}\s*(?=\{)")
_PLAIN = re.compile(r"(?<!\\)(?:[%&]|\$(?=\d[\d.,]*(?:[\s)]|$)))")
"""Signs that are taken literally: reference managers write no comments or tables, and ``$5`` is no formula."""

_ESCAPED = re.compile(r"\\([_%&#$~^])(?:\{\})?|\\textasciitilde(?:\{\}|\s?)")


def plain(latex: str) -> str | None:
    """The text that LaTeX prints, in one line; None when it cannot be read."""
    if not _SIGNS.search(latex):
        return " ".join(latex.split())
    escaped = _PLAIN.sub(r"\\\g<0>", _LINK.sub("", _URL.sub(r"\1\2", latex)))
    try:
        return " ".join(str(_reader().latex_to_text(escaped)).split())
    except Exception:  # pylatexenc raises many kinds of errors, also when braces are nested too deep for its recursion
        return None


@cache
def _reader() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="text", keep_comments=True)


def address(latex: str) -> str:
    r"""A web address without the ``\url{…}`` around it and the backslashes in it."""
    bare = _URL.sub(r"\1\2", latex).strip()
    while bare[:1] == "{" and bare[-1:] == "}":
        bare = bare[1:-1].strip()
    return _ESCAPED.sub(lambda match: match[1] or "~", bare)
