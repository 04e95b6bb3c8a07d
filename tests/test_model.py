"""Readable addresses, tracking parameters, and the type sizes of editions."""

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
def test_an_address_is_shortened_for_paper(address: str, said: str) -> None:
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
def test_escaped_letters_that_could_mislead_stay_escaped(address: str, why: str) -> None:
    assert readable(f"https://{address}") == address, why


def test_tracking_parameters_are_found_and_removed() -> None:
    address = "https://example.org/a?UTM_Source=x&id=7&mc_cid=&gclid#utm_medium=1"
    assert tracking(address) == ("UTM_Source=x", "mc_cid=", "gclid")
    assert without_tracking(address) == "https://example.org/a?id=7#utm_medium=1"
    assert tracking("https://example.org/utm_source=a") == ()
    assert without_tracking("https://example.org/?a&&b=#") == "https://example.org/?a&&b=#"


def test_the_smallest_type_of_an_edition_is_its_own_or_that_of_its_base() -> None:
    own = {"x": Overrides(like="full", min_type_size="12"), "y": Overrides(like="x", min_type_size="11")}
    made = editions_of(Settings(title="A", editions={**own, "z": Overrides(like="x")}))
    assert [made[name].smallest for name in "xyz"] == [12, 11, 12]


def sized(size: str, **editions: Overrides) -> dict[str, tuple[float, float, float]]:
    """The type size of each edition, its smallest and its largest, where brief.yaml sets a size."""
    made = editions_of(Settings(title="A", type_size=size, editions=editions))
    return {name: (edition.type_size, edition.smallest, edition.largest) for name, edition in made.items()}


def test_a_type_size_in_brief_yaml_is_fixed_for_editions_on_paper() -> None:
    found = sized("13")
    for name in ("full", "handout", "photocopy", "print-shop", "proof"):
        assert found[name] == (13, 13, 13)
    assert found["screen"] == (0, 0, 0)


def test_no_type_size_goes_below_the_minimum_of_an_edition() -> None:
    found = sized("10.8")
    assert found["full"] == (10.8, 10.8, 10.8)
    assert found["proof"] == (11, 11, 11)
    assert found["large-print"] == (18, 18, 18)


def test_a_type_size_of_an_edition_applies_to_editions_like_it_too() -> None:
    own = {"full": Overrides(type_size="12 pt"), "memo": Overrides(like="full"), "note": Overrides(like="handout")}
    found = sized("11", **own)
    assert found["full"] == found["memo"] == found["photocopy"] == (12, 12, 12)
    assert found["handout"] == found["note"] == (11, 11, 11)


def test_a_minimum_above_the_type_size_wins() -> None:
    assert sized("11", full=Overrides(min_type_size="12"))["full"] == (12, 12, 12)


def test_an_edition_without_a_type_size_in_brief_yaml_has_its_own_bounds() -> None:
    made = editions_of(Settings(title="A"))
    assert not any(edition.enlarged for edition in made.values())
    assert (made["full"].smallest, made["full"].largest) == (10.5, 12)
    enlarged = editions_of(Settings(title="A", type_size="11"))
    assert [name for name, edition in enlarged.items() if not edition.enlarged] == ["screen"]
