"""Files that are no text, or text in another encoding, are reported with the reason and the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.findings import BriefError
from brief.load import load, text

MakeBrief = Callable[[Mapping[str, str | bytes]], Path]
Mistakes = Callable[[Mapping[str, str | bytes]], list[str]]

SAVE = "save it as UTF-8: your editor asks for the encoding under 'Save as'"
DELETE = "delete it, or retype the text around it; such characters come along with pasted text"
NO_TEXT = (
    ": error: file-binary: this is not a text file\n"
    "    open it in the program that made it, and save it as plain text in UTF-8; a spreadsheet, as 'CSV UTF-8'"
)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\0\xff"
DOCX = b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xdf\xa4\xd2l"

WRONG = {
    "UTF-16 with its mark": (
        "Text.".encode("utf-16"),
        f": error: file-utf16: this file is saved as UTF-16\n    {SAVE}",
    ),
    "UTF-16, the other way round": (
        b"\xfe\xff" + "인권".encode("utf-16-be"),
        f": error: file-utf16: this file is saved as UTF-16\n    {SAVE}",
    ),
    "UTF-16 without a mark": ("# What to do\n\nText.".encode("utf-16-le"), NO_TEXT),
    "picture": (
        PNG,
        NO_TEXT,
    ),
    "Word document": (
        DOCX,
        NO_TEXT,
    ),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", NO_TEXT),
    "empty zip": (b"PK\x05\x06" + bytes(18), NO_TEXT),
    "zip whose bytes are all characters of UTF-8": (b"PK\x03\x04\x14" + bytes(9) + b"a.txt", NO_TEXT),
    "large zip": (b"PK\x03\x04" + bytes(1_000_000), NO_TEXT),
    "NULs from the tenth on": (b"A,B\n" + bytes(10), NO_TEXT),
    "Windows-1252": (
        b"# One\r\n\r\nA caf\xe9 here",
        ":3:6: error: file-not-utf8: this file is not saved as UTF-8: byte 6 of this line, 0xE9, is not a character"
        f" (in Windows-1252 it is 'é')\n    {SAVE}, a spreadsheet has 'CSV UTF-8' there",
    ),
    "UTF-8 cut short after a mark": (
        b"\xef\xbb\xbfA\n\xec\x84",
        ":2:1: error: file-not-utf8: this file is not saved as UTF-8: byte 1 of this line, 0xEC, is not a character"
        f" (in Windows-1252 it is 'ì')\n    {SAVE}, a spreadsheet has 'CSV UTF-8' there",
    ),
    "NUL": (
        b"One\nTw\0o\n",
        ":2:3: error: control-character: there is a control character here (U+0000), which no page can show\n"
        f"    {DELETE}",
    ),
    "vertical tab": (
        b"One\r\nTwo\x0b\r\n",
        ":2:4: error: control-character: there is a control character here (U+000B), which no page can show\n"
        f"    {DELETE}",
    ),
    "line separator": (
        "One\n\u2028Two\n".encode(),
        ":2:1: error: control-character: there is a control character here (U+2028), which no page can show\n"
        f"    {DELETE}",
    ),
    "large": (
        b"a" * 1_000_001,
        ": error: file-too-large: this file is larger than 1 MB, too large for a text\n"
        "    put pictures and tables into files of their own, and only text here",
    ),
}


@pytest.mark.parametrize("name", ["a.md", "brief.yaml"])
@pytest.mark.parametrize(("data", "told"), WRONG.values(), ids=WRONG.keys())
def test_a_file_that_is_no_plain_text_is_reported_with_the_reason(
    mistakes: Mistakes, name: str, data: bytes, told: str
) -> None:
    assert mistakes({name: data}) == [f"content/{name}{told}"]


def test_every_control_character_is_reported_up_to_ten(mistakes: Mistakes) -> None:
    assert len(mistakes({"a.md": b"a\x01\n" * 3})) == 3
    assert len(mistakes({"a.md": b"a\x01\n" * 30})) == text.FEW


def test_a_text_of_the_largest_size_with_tabs_and_any_script_is_read(make_brief: MakeBrief) -> None:
    long = ("a\t성분 \U0001f1f0 é\u00ad\u200b\n".encode() * 60_000)[:999_990].decode(errors="ignore") + "\nend"
    (section,) = load(make_brief({"a.md": long}))[0].sections
    assert section.text == long


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("anywhere") / "a.md"


@given(st.binary(max_size=80))
def test_any_bytes_give_a_text_with_all_lines_or_findings(anywhere: Path, data: bytes) -> None:
    anywhere.write_bytes(data)
    try:
        read = text.read(anywhere.parent, anywhere)
    except BriefError:
        return
    assert read.encode().splitlines() == data.removeprefix(b"\xef\xbb\xbf").splitlines()
