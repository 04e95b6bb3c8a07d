"""What the values of a brief say of themselves."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brief.model import (
    BREAKS,
    OfEdition,
    Settings,
    breakable,
    editions,
    in_ascii,
    readable,
    same_address,
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
    own = {"x": OfEdition(like="full", min_type_size="12"), "y": OfEdition(like="x", min_type_size="11")}
    made = editions(Settings(title="A", editions={**own, "z": OfEdition(like="x")}))
    assert [made[name].smallest for name in "xyz"] == [12, 11, 12]


def breaks(address: str) -> str:
    """An address with a bar where a line may end."""
    return breakable(address).replace("\u200b", "|").replace("\u2060", "")


@pytest.mark.parametrize(
    ("address", "broken"),
    [
        ("example.org", "example.org"),
        (
            "https://www.example.org/a-b/c_d.html?x=1&y=2#top",
            "https://www.example.org|/a|-b|/c|_d|.html|?x|=1|&y|=2|#top",
        ),
        ("web.archive.org/web/2014/http://example.org/a", "web.archive.org|/web|/2014|/http://|example|.org|/a"),
        ("example.org/a--b/../c", "example.org|/a|--b|/../c"),
        ("example.org/a,b~c%20d:e", "example.org|/a|,b|~c|%20d:|e"),
        (
            "a-host-of-many-words.and.many.names.example.org/a",
            "a|-host|-of|-many|-words|.and|.many|.names|.example|.org|/a",
        ),
        ("desk@example.org", "desk@example.org"),
        ("schmidt-loewenstein@a-b.example.org", "schmidt-loewenstein|@a-b|.example|.org"),
        (f"example.org/{'a' * 59}", f"example.org|/{'a' * 59}"),
        (f"example.org/{'a' * 60}-b", f"example.org|/{'|'.join('a' * 60)}|-b"),
        ("", ""),
    ],
)
def test_an_address_is_broken_where_the_chicago_manual_has_it(address: str, broken: str) -> None:
    assert breaks(address) == broken


ADDRESSES = st.text("ab1/.-_?#%=&:~,ü성@", max_size=60)


@given(ADDRESSES)
@example("https://example.org//a")
def test_marks_for_breaks_change_no_address(address: str) -> None:
    assert breakable(address).translate(BREAKS) == address
    assert not re.search("[\u200b\u2060]{2}|^[\u200b\u2060]|[\u200b\u2060]$", breakable(address))
    assert not re.search(r"(?<!/)[-/.,?=&_#%~]\|", breaks(address)), "a line ends with one of its signs"


@given(ADDRESSES)
def test_the_readable_form_of_an_address_is_that_of_itself(address: str) -> None:
    assert same_address(readable(f"https://example.org/{address}"), f"https://example.org/{address}")


@pytest.mark.parametrize(
    ("address", "passed_on"),
    [
        ("https://example.org/a%20b?c=d&e#f", "https://example.org/a%20b?c=d&e#f"),
        ("https://münchen.example.org/straße?ü", "https://xn--mnchen-3ya.example.org/stra%C3%9Fe?%C3%BC"),
        ("https://ü..example.org/", "https://%C3%BC..example.org/"),
    ],
)
def test_an_address_is_passed_on_in_ascii(address: str, passed_on: str) -> None:
    assert in_ascii(address) == passed_on
