"""How addresses are printed, and where a line may break in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brief.compose.addresses import breakable, dialled, in_ascii, same_address
from brief.model import WITHOUT_BREAKS, readable


def breaks(address: str) -> str:
    """An address with a bar where a line may end."""
    return breakable(address).replace("\u200b", "|").replace("\u2060", "")


@pytest.mark.parametrize(
    ("address", "broken"),
    [
        ("example.org", "example.org"),
        (
            "https://www.example.org/a-b/c_d.html?x=1&y=2#top",
            "https://www.example.org|/a-b|/c|_d|.html|?x|=1|&y|=2|#top",
        ),
        ("web.archive.org/web/2014/http://example.org/a", "web.archive.org|/web|/2014|/http://|example.org|/a"),
        ("example.org/a--b/../c", "example.org|/a--b|/../c"),
        ("example.org/a,b~c%20d:e", "example.org|/a,b~c%20d:e"),
        (
            "a-host-of-many-words.and.many.names.example.org/a",
            "a|-host|-of|-many|-words|.and|.many|.names|.example|.org|/a",
        ),
        ("desk@example.org", "desk@example.org"),
        ("federation@rare-diagnosis.example.org", "federation|@rare-diagnosis.example.org"),
        ("all.of-the-many-authors-of-the-book-=@example.org", "all|.of-the-many-authors-of-the-book-=@example.org"),
        ("schmidt-loewenstein@a-b.example.org", "schmidt-loewenstein|@a-b.example.org"),
        (
            "example.org/Pages/ReportoftheCommissionofInquiryDPRK.aspx",
            "example.org|/Pages|/Reportofthe|Commissionof|Inquiry|DPRK|.aspx",
        ),
        (f"example.org/{'a' * 59}", f"example.org|/{'a' * 59}"),
        (f"example.org/{'a' * 60}-b", f"example.org|/{'|'.join('a' * 60)}|-b"),
        ("", ""),
    ],
)
def test_an_address_breaks_where_the_chicago_manual_breaks_it(address: str, broken: str) -> None:
    assert breaks(address) == broken


ADDRESSES = st.text("ab1/.-_?#%=&:~,ü성@", max_size=60)


@given(ADDRESSES)
@example("https://example.org//a")
def test_marks_for_breaks_change_no_address(address: str) -> None:
    assert breakable(address).translate(WITHOUT_BREAKS) == address
    assert not re.search("[\u200b\u2060]{2}|^[\u200b\u2060]|[\u200b\u2060]$", breakable(address))
    assert not re.search(r"(?<!/)[-/.,?=&_#%~]\|", breaks(address)), "a line ends with one of its signs"


@given(ADDRESSES)
def test_the_readable_form_of_an_address_is_the_same_address(address: str) -> None:
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


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("+1 202 555 0143", "+12025550143"),
        ("(202) 555-0143", "2025550143"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("020 7946 0000", "02079460000"),
        ("202.555.0143 ext. 12", "2025550143;ext=12"),
        ("+1 202 555 0143 x4", "+12025550143;ext=4"),
    ],
)
def test_a_telephone_number_is_dialled_as_digits(phone: str, number: str) -> None:
    assert dialled(phone) == number
