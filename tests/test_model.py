"""What the values of a brief say of themselves."""

from __future__ import annotations

import pytest

from brief.model import (
    Overrides,
    Settings,
    editions_of,
    readable,
    tracking,
    without_tracking,
)


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
        ("https://example.org/?utm_source=mail", "example.org"),
        ("https://example.org/a?id=7&fbclid=x&b=%20#top", "example.org/a?id=7&b=%20#top"),
        ("https://example.org/stra%C3%9Fe/%d0%bf%d1%83%d1%82%d1%8c", "example.org/straße/путь"),
        ("https://ko.example.org/wiki/%EC%84%B1%EB%B6%84_(%EB%B6%84)", "ko.example.org/wiki/성분_(분)"),
        ("https://xn--mnchen-3ya.example.org/", "münchen.example.org"),
    ],
)
def test_an_address_reads_as_on_paper(address: str, said: str) -> None:
    assert readable(address) == said


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("example.org/%2Fa%3Fb", "what these stand for means something else in an address"),
        ("example.org/%D8%A7", "no face of the house has the letter"),
        ("example.org/%E2%80%AE", "it turns the line round"),
        ("example.org/e%CC%81", "typed, it becomes another letter"),
        ("example.org/%FF", "it is no letter"),
        ("xn--80ak6aa92e.com", "its letters look like others"),
        ("xn--pple-43d.com", "its letters are of two scripts"),
        ("xn--.example", "it is none"),
        ("xn--a-ecp.example", "it is none"),
    ],
)
def test_letters_that_would_lead_elsewhere_stay_numbers(address: str, why: str) -> None:
    assert readable(f"https://{address}") == address, why


def test_parameters_that_track_are_told_as_they_stand() -> None:
    address = "https://example.org/a?UTM_Source=x&id=7&mc_cid=&gclid#utm_medium=1"
    assert tracking(address) == ("UTM_Source=x", "mc_cid=", "gclid")
    assert without_tracking(address) == "https://example.org/a?id=7#utm_medium=1"
    assert tracking("https://example.org/utm_source=a") == ()
    assert without_tracking("https://example.org/?a&&b=#") == "https://example.org/?a&&b=#"


def test_the_smallest_type_of_an_edition_is_its_own_before_that_of_its_kin() -> None:
    own = {"x": Overrides(like="full", min_type_size="12"), "y": Overrides(like="x", min_type_size="11")}
    made = editions_of(Settings(title="A", editions={**own, "z": Overrides(like="x")}))
    assert [made[name].smallest for name in "xyz"] == [12, 11, 12]
