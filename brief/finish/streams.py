"""Where a stream ends, so that nobody can count it wrong.

pydyf puts one line feed between the data and ``endstream``. When the data happen to end with a carriage return, as
one compressed stream in 256 does, the two together can be taken for the end of the line, and the length that is
told is one too many for strict readers (ISO 19005-3, 6.1.7.1).
"""

from __future__ import annotations

from functools import cache
from typing import Any

END = b"\r\nendstream"
"""The end of a stream whose data end with a carriage return, as pydyf writes it."""


@cache
def end_plainly() -> None:
    """Has pydyf end such streams with an end of line of two characters, which can only be taken as one."""
    import pydyf

    written = pydyf.Stream.data.fget

    def data(stream: Any) -> bytes:
        whole: bytes = written(stream)
        return whole.removesuffix(END) + b"\r" + END if whole.endswith(END) else whole

    pydyf.Stream.data = property(data)
