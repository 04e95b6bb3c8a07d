"""What the values of a brief say of themselves."""

from __future__ import annotations

import pytest

from brief.model import readable


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://www.example.org/", "example.org"),
        ("http://example.org/a/", "example.org/a"),
        ("HTTP://WWW.Example.org", "Example.org"),
        ("example.org", "example.org"),
        ("www.example.org", "example.org"),
        ("mailto:desk@example.org", "desk@example.org"),
        ("mailto:desk@example.org?subject=Hi%20there", "desk@example.org"),
        ("tel:+12025550143", "+12025550143"),
    ],
)
def test_an_address_reads_as_on_paper(address: str, said: str) -> None:
    assert readable(address) == said
