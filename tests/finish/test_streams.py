"""Streams whose data end in a carriage return end so that nobody counts it to the end of the line."""

from __future__ import annotations

import io
import re
import zlib

import pikepdf
import pydyf

from brief.finish import end_plainly


def test_a_stream_that_ends_with_a_carriage_return_is_told_apart_from_its_end() -> None:
    end_plainly()
    text = next(t for t in (b"%d" % n for n in range(99999)) if zlib.compress(t, 9).endswith(b"\r"))
    for content, end in ((text, b"\r\r\nendstream"), (b"", b"\nendstream")):
        stream = pydyf.Stream([content], compress=True)
        assert stream.data.endswith(end)


def test_the_length_and_the_data_of_such_a_stream_are_right() -> None:
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
