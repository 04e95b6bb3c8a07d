"""Data that end in a carriage return are kept apart from the line end of their stream. Each is compressed once."""

from __future__ import annotations

import io
import re
import zlib
from types import SimpleNamespace
from typing import Any

import pikepdf
import pydyf
import pytest

from brief.finish import compress_once, end_plainly


def test_data_that_end_in_a_carriage_return_are_followed_by_a_full_line_end() -> None:
    end_plainly()
    text = next(t for t in (b"%d" % n for n in range(99999)) if zlib.compress(t, 9).endswith(b"\r"))
    for content, end in ((text, b"\r\r\nendstream"), (b"", b"\nendstream")):
        stream = pydyf.Stream([content], compress=True)
        assert stream.data.endswith(end)


def test_a_stream_that_ends_in_a_carriage_return_is_read_back_whole() -> None:
    end_plainly()
    pdf = pydyf.PDF()
    stream = pydyf.Stream([b"0 0 m\r"])
    pdf.add_object(stream)
    pdf.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference, "Contents": stream.reference}))
    pdf.catalog["Extra"] = stream.reference
    output = io.BytesIO()
    pdf.write(output)
    assert re.search(rb"0 0 m\r\r\nendstream", output.getvalue())
    with pikepdf.open(io.BytesIO(output.getvalue())) as read:
        assert read.Root.Extra.read_raw_bytes() == b"0 0 m\r"


def written(*contents: bytes, identifier: bool = True) -> bytes:
    pdf = pydyf.PDF()
    for content in contents:
        pdf.add_object(pydyf.Stream([content], compress=True))
    output = io.BytesIO()
    pdf.write(output, b"1.7", identifier=identifier, compress=True)
    return output.getvalue()


def test_a_stream_is_compressed_once_in_a_document_and_a_face_once_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    compress_once()
    face, other = b"a face " * 99, b"another " * 99
    first, compressed, begin = written(face), list[bytes](), zlib.compressobj

    def note(data: bytes) -> bytes:
        compressed.append(data)
        return data

    def noted(level: int) -> Any:
        one = begin(level=level)
        return SimpleNamespace(compress=lambda data: one.compress(note(data)), flush=one.flush)

    monkeypatch.setattr(zlib, "compressobj", noted)
    assert written(face) == first
    assert face not in compressed
    written(other)
    assert compressed.count(other) == 1


def test_a_stream_that_is_changed_between_two_documents_is_compressed_anew() -> None:
    compress_once()
    pdf, stream = pydyf.PDF(), pydyf.Stream([b"a"], compress=True)
    pdf.add_object(stream)
    before = stream.data
    stream.stream = [b"b"]
    assert stream.data != before
    stream.extra["Kind"] = "/Other"
    assert b"/Kind /Other" in stream.data
