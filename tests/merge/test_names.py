"""Names of files that every system takes."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.merge.names import LONGEST, MOST_BYTES, RESERVED, file_name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Office of Senator Smith", "Office of Senator Smith.pdf"),
        ("../../etc/x", "etc-x.pdf"),
        ("CON", "CON_.pdf"),
        ("aux.pdf", "aux.pdf_.pdf"),
        ("🎉", "row-7.pdf"),
        ("", "row-7.pdf"),
        ("a  b\tc", "a b c.pdf"),
        ("O’Neil & Sons, (D-OH)", "O’Neil & Sons, (D-OH).pdf"),
        ('<>:"/\\|?*', "row-7.pdf"),
        (" .hidden. ", "hidden.pdf"),
        ("성분", "성분.pdf"),
        ("e\u0301", "é.pdf"),
    ],
)
def test_a_name_is_made_safe(said: str, name: str) -> None:
    assert file_name(said, 7) == name


@given(st.text(max_size=400))
def test_no_name_leads_elsewhere_or_is_refused(said: str) -> None:
    name = file_name(said, 1)
    stem = name.removesuffix(".pdf")
    assert Path(name).name == name
    assert len(name) <= LONGEST + 5
    assert len(name.encode()) <= MOST_BYTES + 5
    assert not RESERVED.fullmatch(stem)
    assert not stem.startswith((".", " ", "-"))
    assert not set(stem) & set('<>:"/\\|?*\0')
    assert unicodedata.is_normalized("NFC", name)
