"""Hidden content and metadata are removed from a drawing, which looks as before."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from xml.etree.ElementTree import fromstring, register_namespace, tostring

import pypdfium2
import pytest

from brief.model import pens
from brief.model.drawings import SVG, XLINK, file_beside
from brief.model.shown import shown
from brief.model.starts import Area
from brief.model.viewports import common
from tests.built import BRIEFS, EXAMPLE

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:i="http://www.inkscape.org/namespaces/inkscape" width="60" height="40">'
)
SECRET = "Zebrawood"

KEPT = (
    '<linearGradient id="a"><stop stop-color="red"/></linearGradient><rect width="9" height="9" fill="url(#a)"/>',
    '<g display="none"><path id="a" d="M0 20h60v9z"/></g><text><textPath href="#a">Along</textPath></text>',
    '<clipPath id="a"><rect width="20" height="20" opacity="0"/></clipPath><path d="M0 0h60v40z" clip-path="url(#a)"/>',
    '<defs><g id="a"><path d="M0 0h9v9z"/></g></defs><use xlink:href="#a" x="20"/>',
    '<style>.a, path.b { fill: red }</style><path class="a" d="M0 0h9v9z"/><path class="b" d="M20 0h9v9z"/>',
    '<g visibility="hidden"><path visibility="visible" d="M0 0h9v9z"/></g>',
    '<a href="#a"><path id="a" opacity="0.1" d="M0 0h9v9z"/></a>',
)
"""Drawings that show everything that they contain."""

HIDING = (
    f'<text display="none">{SECRET}</text>',
    f'<g style="display : none"><text>{SECRET}</text></g>',
    f'<text visibility="hidden">{SECRET}</text>',
    f'<g style="visibility:hidden"><g><text>{SECRET}</text></g></g>',
    f'<text opacity="0.0">{SECRET}</text>',
    f'<g style="fill:red;opacity:0%"><text>{SECRET}</text></g>',
    f"<style>.st0{{display:none;}}</style><g class='st0'><text>{SECRET}</text></g>",
    f"<style>text#a.b{{opacity:0!important}}</style><text id='a' class='b'>{SECRET}</text>",
    f'<defs><text id="a">{SECRET}</text></defs>',
    f'<symbol id="b"><text>{SECRET}</text></symbol><g display="none"><use href="#b"/></g>',
    f'<g id="a" display="none"><text>{SECRET}</text></g><use href="#a"/>',
    f'<path i:label="{SECRET}" id="{SECRET}" class="{SECRET}" data-name="{SECRET}" aria-label="{SECRET}" d="M0 0h9"/>',
    f'<path xlink:title="{SECRET}" onload="{SECRET}" d="M0 0h9" style="-inkscape-{SECRET}:a;/* {SECRET} */"/>',
    f"<i:view><i:path>{SECRET}</i:path></i:view><title>{SECRET}</title><desc>{SECRET}</desc>",
    f"<!-- {SECRET} --><metadata>{SECRET}</metadata><script>{SECRET}</script><style>/* {SECRET} */</style>",
    f'{SECRET}<a href="https://example.org/{SECRET}"><path d="M0 0h9v9z"/></a>',
)

UNSEEN = (
    f'<image width="9" height="9" id="{SECRET}"/>',
    f'<text fill="none">{SECRET}</text>',
    f'<g style="fill: none"><text>{SECRET}<tspan>{SECRET}</tspan></text></g>',
    f"<style>.a {{ fill: none }}</style><text class='a'>{SECRET}</text>",
    f'<text fill="transparent">{SECRET}</text>',
    f'<text fill="rgba(1, 2, 3, 0)">{SECRET}</text>',
    f'<text fill="#12345600" y="9">{SECRET}</text>',
    f'<text fill="oklch(0.5 0 0 / 0)" y="20">{SECRET}</text>',
    f'<text fill="rgba(0,0,0,0e0)" y="20">{SECRET}</text>',
    f'<g color="transparent"><text fill="currentColor" y="20">{SECRET}</text></g>',
    f'<text fill="url(#missing)" y="20">{SECRET}</text>',
    f'<text fill-opacity="1e-9" y="20">{SECRET}</text>',
    f'<g opacity="0.0001"><text y="20">{SECRET}</text></g>',
    f'<text style="fill:none ! important" y="20">{SECRET}</text>',
    f'<style>g.k text {{ fill: none }}</style><g class="k"><text y="20">{SECRET}</text></g>',
    f'<style>g > text:first-child {{ fill: none }}</style><g><text y="20">{SECRET}</text></g>',
    f'<style>g.k > text {{ display: none }}</style><g class="k"><text y="20">{SECRET}</text></g>',
    f'<text x="9000mm" y="20">{SECRET}</text>',
    f'<text fill-opacity="0" stroke="red" stroke-width="0">{SECRET}</text>',
    f'<text fill="none" stroke="red" stroke-opacity="0%">{SECRET}</text>',
    f'<text font-size="0">{SECRET}</text>',
    f'<g style="font: 0 serif"><text>{SECRET}</text></g>',
    f'<g transform="scale(0.0001)"><text>{SECRET}</text></g>',
    f'<text x="-900" y="20">{SECRET}</text>',
    f'<text y="900">{SECRET}</text>',
    f'<text x="70" y="20" font-size="9">{SECRET} beside the picture</text>',
    f'<text y="60" font-size="9">{SECRET} below the picture</text>',
    f'<g transform="rotate(90)"><text x="60" y="-20">{SECRET}</text></g>',
    f'<text x="900px" y="20">{SECRET}</text>',
    f'<g transform="translate(0,-900)"><text y="20">{SECRET}</text></g>',
    f'<g transform="translate(9 9) rotate(90) matrix(1 0 0 1 900 900)"><text>{SECRET}</text></g>',
    f'<text style="transform: translate(900px, 0)" y="9">{SECRET}</text>',
    f'<text y="30"><tspan x="900" dx="5">{SECRET}</tspan></text>',
    f"<style>.{SECRET} {{ fill: red }} {SECRET}#b, .{SECRET} {{ fill: red }}</style>",
    f'<symbol id="a"><text fill="none">{SECRET}</text></symbol><use href="#a"/>',
    f'<text y="20" dx="9000">{SECRET}</text>',
    f'<text y="20" dy="-900">{SECRET}</text>',
    f'<text y="20" dx="500"><tspan dx="500">{SECRET}</tspan></text>',
    f'<text x="900 910 920" y="20">{SECRET}</text>',
    f'<text y="20"><tspan x="5" dx="900">{SECRET}</tspan></text>',
    f'<defs><text id="a" y="20">{SECRET}</text></defs><use href="#a" x="900"/>',
    f'<defs><g id="a"><text y="20">{SECRET}</text></g></defs><use xlink:href="#a" y="-900px"/>',
    f'<defs><text id="a" y="20">{SECRET}</text></defs><g transform="translate(900)"><use href="#a" x="5"/></g>',
    f'<defs><text id="a" y="20">{SECRET}</text></defs><use href="#a" fill="none"/>',
    f'<defs><text id="a" y="20">{SECRET}</text><g id="b"><use href="#a" x="900"/></g></defs><use href="#b"/>',
    f'<defs><text id="a" y="20">{SECRET}</text><use id="b" href="#a"/></defs><use href="#b" x="900"/>',
    f'<svg x="900"><text y="20">{SECRET}</text></svg>',
    f'<svg width="20" height="20"><text x="5" y="60">{SECRET}</text></svg>',
    f'<svg width="0" height="0"><text y="10">{SECRET}</text></svg>',
    f'<svg width="20" height="20" viewBox="0 0 200 200"><text x="300" y="60">{SECRET}</text></svg>',
    f'<svg x="50" width="20" height="20" overflow="visible"><text x="50" y="20">{SECRET}</text></svg>',
    f'<text y="20" text-anchor="end" x="-10">{SECRET}</text>',
    f'<g text-anchor="end"><text y="20" x="-10">{SECRET}</text></g>',
    f'<text y="20" text-anchor="middle" x="-900">{SECRET}</text>',
    f'<text y="20" x="98">{SECRET}</text>',
    f'<text y="20" style="transform:translateX(9000px)">{SECRET}</text>',
    f'<text y="20" transform="translateY(-900)">{SECRET}</text>',
    *(f'<text y="20" font-size="{size}">{SECRET}</text>' for size in ("+0", "0vw", "0ex", "0ch", "1e-9px", "-0px")),
    *(f'<text y="20" style="font:{font} a">{SECRET}</text>' for font in ("-0px", "0e3px", ".0pt", "+0.0em/2")),
    f'<style>[data-state="off"] {{ display: none }}</style><text data-state="off" y="20">{SECRET}</text>',
    f"<style>title + text {{ fill: none }}</style><g><title>A</title><text y='20'>{SECRET}</text></g>",
    f"<metadata><style>text {{ display: none }}</style></metadata><text y='20'>{SECRET}</text>",
    f'<g display="none"><text id="t" y="20">{SECRET}</text></g><use href="#t" fill="none"/>',
    f'<g opacity="0"><text id="t" y="20">{SECRET}</text></g><use href="#t" x="900"/>',
    f'<clipPath id="c"><path d="M0 0h9v9z"/><text y="9" display="none">{SECRET}</text></clipPath>'
    '<path clip-path="url(#c)" d="M0 0h9v9z"/>',
    f'<style>.q {{ fill: red !important }}</style><text class="q" style="fill:none!important" y="20">{SECRET}</text>',
    f'<style>.q {{ opacity: 1 !important }}</style><text class="q" style="opacity:0!important" y="20">{SECRET}</text>',
    f'<defs><svg id="p" width="20" height="20"><text y="60">{SECRET}</text></svg></defs><use href="#p"/>',
    f'<svg height="0"><text y="10">{SECRET}</text></svg>',
    f'<svg width="0.0px"><text y="10">{SECRET}</text></svg>',
    f'<g transform="skewX(1in)"><svg height="0%"><text y="10">{SECRET}</text></svg></g>',
    f'<text transform="translate(900 900)" transform-origin="5 5" y="20">{SECRET}</text>',
    f'<text x="9999" y="9">{SECRET}<title>A label</title><desc>Of words</desc></text>',
    f'<text x="9999" y="9"><tspan><set attributeName="x"/>{SECRET}</tspan></text>',
    f'<defs><g id="q" visibility="hidden"><text y="20">{SECRET}</text></g></defs><use href="#q"/>',
    f'<defs><text id="q" visibility="hidden" y="20">{SECRET}</text></defs><use href="#q"/>',
    f'<defs><text id="p" y="20">{SECRET}</text><use id="q" href="#p" visibility="hidden"/></defs><use href="#q"/>',
    f'<text y="20">seen<tspan dy="500">{SECRET}</tspan>{SECRET}</text>',
    f'<text y="20">seen<tspan x="900">{SECRET}</tspan>{SECRET}<tspan>{SECRET}</tspan></text>',
    f'<text x="900" y="20">{SECRET}<tspan x="5">seen</tspan></text>',
    *(f'<text x="900" y="20" letter-spacing="{space}">{SECRET}</text>' for space in ("0em", "0pt", "0.0", "normal")),
    f'<image href="a.jpg" xlink:href="{SECRET}.jpg" width="9" height="9"/>',
    f'<text x="-600" y="20" font-size="16">{SECRET} of the designer, forty letters</text>',
    '<text x="-700" y="20" font-size="16">'
    + "".join(f'<tspan x="-700" y="{y}">{SECRET} in one of the lines</tspan>' for y in range(20, 90, 20))
    + "</text>",
    f"<style>g:hover path {{ fill: red }} .q {{ fill: none }}</style><text class='q' y='20'>{SECRET}</text>",
    f"<style>path + path {{ fill: red }}</style><title>{SECRET}</title><g display='none'><text>{SECRET}</text></g>",
)
"""Words that nobody sees."""

SEEN = (
    '<text y="20" fill="none" stroke="red">Words</text>',
    '<g fill="none"><text y="20" fill="red">Words</text></g>',
    '<text x="-20" y="20">Words that begin on the left</text>',
    '<text x="90" y="20" text-anchor="end">Words that end within</text>',
    '<g text-anchor="middle"><text x="65" y="20">Words that begin within</text></g>',
    '<text x="65" y="20" style="direction: rtl">Words that begin within</text>',
    '<text x="65" y="20" rotate="180">Words that begin within</text>',
    '<g display="none"><text id="t" y="20">Words</text></g><use href="#t"/>',
    '<text y="20" requiredExtensions="">Words</text>',
    '<text x="65" y="20" text-anchor="middle">Words that begin within</text>',
    '<text x="65" y="20" style="direction: rtl" text-anchor="end">Words to the right</text>',
    '<text x="-3" y="20" text-anchor="end">Words that nearly reach in</text>',
    '<text x="-900" y="20" style="transform: translateX(905px) scaleX(1)">Words</text>',
    '<text y="20" font-size="-5px">Words</text>',
    '<text y="20" style="font: 1e1px serif">Words</text>',
    '<g transform="translate(-900 0)"><text x="910" y="20">Words</text></g>',
    '<g transform="rotate(90)"><text x="5" y="-20">Words</text></g>',
    '<g transform="rotate(90 20 20)"><text x="5" y="20">Words</text></g>',
    '<text x="900 5" y="20">Words</text>',
    "<style>text { fill: black } * { fill: none }</style><text y='20'>Words</text>",
    '<style>.a { fill: black !important } .b { fill: none }</style><text class="a b" y="20">Words</text>',
    '<style>.c .d { fill: black } .d { fill: none }</style><g class="c"><text class="d" y="20">Words</text></g>',
    '<text fill-opacity="inherit" y="20">Words</text>',
    '<text style="font: 12px / 0 serif" y="20">Words</text>',
    '<g fill="none"><text id="t" y="20">Words</text></g><use href="#t" fill="black"/>',
    '<g transform="translate(9999 0)"><text id="t" y="20">Words</text></g><use href="#t"/>',
    '<text x="9600" y="20" style="transform: translate(-100in)">Words</text>',
    '<text x="5990" y="20" transform="rotate(180)" transform-origin="3000 20">Words</text>',
    '<text x="200%" y="20">Words</text>',
    "<style>@supports (not (fill: red)) { text { fill: none } }</style><text y='20'>Words</text>",
    "<style>text { fill: red } @layer a { text { fill: none } }</style><text y='20'>Words</text>",
    '<g visibility="hidden"><text id="t" y="20">Words</text></g><use href="#t"/>',
    '<g font-size="0"><text y="20" style="font-size: 1rem">Words</text></g>',
    '<text x="900" y="20"><tspan x="5">Words</tspan></text>',
    '<text y="20" dx="0 5">Words</text>',
    '<text x="-300" y="20" letter-spacing="60">Words</text>',
    '<symbol id="a" viewBox="0 0 2000 2000"><text x="900" y="900">Words</text></symbol><use href="#a"/>',
    '<path id="a" d="M0 20h60"/><text x="900"><textPath href="#a">Words</textPath></text>',
    '<clipPath id="a"><text y="20" fill="none">Words</text></clipPath><path clip-path="url(#a)" d="M0 0h60v40z"/>',
    '<svg viewBox="0 0 2000 2000"><text x="900" y="900">Words</text></svg>',
    "<style>text { fill: red } g .b { fill: blue }</style><text y='20'>Words</text>",
    '<text x="-900" y="20" dx="905">Words</text>',
    '<text x="-900" y="20"><tspan dx="905">Words</tspan></text>',
    '<text y="20" dx="900"><tspan x="5">Words</tspan></text>',
    '<text y="20" dx="900"><tspan dx="-895">Words</tspan></text>',
    '<text x="900" y="20">a<tspan dx="-895">Words</tspan></text>',
    '<text x="900" y="20"><tspan x="5">a</tspan>Words</text>',
    '<text x="900" y="20"><tspan x="5">a</tspan><tspan>Words</tspan></text>',
    '<text x="5 6 7" y="20">a<tspan x="900">b</tspan><tspan>Words</tspan></text>',
    '<text x="900" y="20" dx="-60em">Words</text>',
    '<text id="a" x="-900" y="20">Words</text><use href="#a" x="905"/>',
    '<text id="a" y="20">Words</text><use href="#a" x="900"/>',
    '<defs><text id="a" y="20">Words</text></defs><use href="#a" x="900"/><use href="#a"/>',
    '<defs><text id="a" x="-900" y="20">Words</text></defs><use href="#a" x="50%" transform="translate(880)"/>',
    '<defs><g fill="none"><text id="a" y="20">Words</text></g></defs><use href="#a" fill="red"/>',
    '<defs><text id="a" y="20">Words</text><g id="b"><use href="#a" x="900"/></g></defs><use href="#b" x="-895"/>',
    '<a href="#b"><use id="b" href="#a"/></a><defs><text id="a" y="20">Words</text></defs>',
    '<svg x="-900"><text x="905" y="20">Words</text></svg>',
    '<svg width="20" height="20" viewBox="0 0 2000 2000"><text x="900" y="900">Words</text></svg>',
    '<svg width="20" height="20" overflow="visible"><text x="5" y="38">Words</text></svg>',
    '<svg width="20" height="20" viewBox="0 0 9 200" preserveAspectRatio="none"><text y="20">Words</text></svg>',
    '<svg x="1" width="50%" height="40"><text x="9" y="20">Words</text></svg>',
    '<pattern id="p" width="60" height="40"><text y="20">Words</text></pattern><path fill="url(#p)" d="M0 0h60v9z"/>',
    '<style>.q { fill: red !important }</style><text class="q" style="fill:none" y="20">Words</text>',
    '<text x="900" y="20" transform="scale(-1 1)" transform-origin="460">Words</text>',
    '<style>@media print { text { fill: white } }</style><g fill="none"><text fill="red" y="20">Words</text></g>',
    '<style>@media print { .t { transform: none } }</style><text class="t" transform="rotate(9)" y="900">Words</text>',
    '<style>@media print { .t { font-size: 9px } }</style><text class="t" font-size="0" y="20">Words</text>',
    '<text x="-60" y="-20" style="transform: rotate(0.5turn)">Words</text>',
    '<text y="20" style="font-size: 0; font: 12px serif">Words</text>',
    '<svg width="1" height="1" style="width: 60px; height: 40px"><text y="20">Words</text></svg>',
    '<g transform="rotate(9)" transform-origin="5 5"><g transform="translate(99)"><text y="20">Words</text></g></g>',
    '<svg id="p" width="9" height="9"><text y="20">Words</text></svg><use href="#p" width="60" height="40"/>',
    '<svg width="0" overflow="visible" height="9"/><text y="20">Words</text>',
    '<defs><text id="p" y="20" visibility="visible">Words</text></defs><use href="#p" visibility="hidden"/>',
    '<defs><g visibility="hidden"><text id="p" y="20">Words</text></g></defs><use href="#p"/>',
    '<g letter-spacing="60"><text x="-300" y="20">Words</text></g>',
    '<text x="-60" y="20" letter-spacing="3em">Words</text>',
    '<text x="90" y="20" style="word-spacing: 1cm" text-anchor="end">Words and more words</text>',
    '<style>[class^="lab"] { fill: red }</style><g fill="none"><text class="label" y="20">Words</text></g>',
    '<style>.a\\:b { fill: red }</style><g fill="none"><text class="a:b" y="20">Words</text></g>',
    '<style>desc + text { fill: red }</style><g fill="none"><desc>A</desc><text y="20">Words</text></g>',
    '<style>text:nth-child(3) { fill: red }</style><g fill="none"><title>A</title><path/><text y="20">Words</text></g>',
    '<style>[data-a] { fill: red }</style><g fill="none"><text data-a="b" y="20">Words</text></g>',
    '<defs><svg id="p" width="0" height="0"><text y="20">Words</text></svg></defs>'
    '<use href="#p" width="60" height="40"/>',
    '<text y="20" fill="none" stroke="red" stroke-width="-1">Words</text>',
    '<defs><text id="p" x="-500" y="20">Words</text></defs><use href="#p" style="x: 520px"/>',
    '<defs><text id="a%20b" y="20">Words</text></defs><use href="#a%20b"/>',
    '<g font-size="0"><text y="20" style="font-size: medium">Words</text></g>',
    '<g font-size="0"><text y="20" style="font-size: calc(1px + 9px)">Words</text></g>',
    '<g fill="none"><text y="20" style="all: initial">Words</text></g>',
    '<text x="-900" y="20" style="translate: 905px">Words</text>',
    '<text x="-60" y="-20" style="rotate: 180deg">Words</text>',
    "<style>@container (width > 1px) { text { fill: red } } text { fill: none }</style><text y='20'>Words</text>",
    "<style>g { fill: none; text { fill: red } } text { fill: none }</style><g><text y='20'>Words</text></g>",
    '<text x="900" y="20">far<tspan dx="-895">Words</tspan></text>',
    '<text x="-250" y="20" font-size="16">Words of somebody that end within</text>',
    '<text x="-460" y="20" font-size="16" style="text-transform: uppercase">Words of somebody that end within</text>',
    '<text y="20"><tspan visibility="hidden" x="20" y="30">a</tspan>Words</text>',
)
"""Words that somebody may see."""

OTHERWISE = (
    f'<text y="20" visibility="collapse">{SECRET}</text>',
    f'<text visibility="hidden">{SECRET}<tspan visibility="visible">x</tspan>{SECRET}</text>',
    f'<text y="20" fill="none">{SECRET}<tspan fill="red">x</tspan>{SECRET}</text>',
    f'<g requiredExtensions="http://example.org/a"><text y="20">{SECRET}</text></g>',
    f'<g visibility="hidden"><text y="20" style="visibility: unset">{SECRET}</text></g>',
    f'<g transform="scale(0)"><text>{SECRET}</text></g>',
    f'<text transform="scale(0)" transform-origin="5 5" y="20">{SECRET}</text>',
    f'<g transform="scale(9 0)"><text>{SECRET}</text></g>',
    f"<style>@media print {{ g > a {{ fill: red }} }}</style><desc><text y='20'>{SECRET}</text></desc>",
    f"<style>g > path {{ fill: red }}</style><title><a><tspan>{SECRET}</tspan></a></title>",
)
"""Drawings that look different without the hidden words.

Visible words move to the place of hidden ones; the engine draws what is collapsed, needs an extension, is unset, or is
in metadata; and a drawing that it could not draw is drawn.
"""


def stripped(svg: str) -> str:
    root = fromstring(svg)
    shown(root)
    register_namespace("", SVG.strip("{}"))
    register_namespace("xlink", XLINK.strip("{}"))
    return tostring(root, encoding="unicode")


@pytest.mark.parametrize("inside", [*HIDING, *UNSEEN, *OTHERWISE])
def test_hidden_content_is_removed(inside: str) -> None:
    drawing = stripped(f"{HEAD}{inside}</svg>")
    assert SECRET.lower() not in drawing.lower()


@pytest.mark.parametrize("inside", KEPT)
def test_visible_elements_are_kept(inside: str) -> None:
    drawing = f"{HEAD}{inside}</svg>"
    assert [element.tag for element in fromstring(stripped(drawing)).iter()] == [
        element.tag for element in fromstring(drawing).iter()
    ]


@pytest.mark.parametrize(
    "inside",
    [
        '<style>.d { fill: none } @media print { .d { fill: black } }</style><text class="d" y="20">Words</text>',
        '<style media="speech">.d { display: none }</style><text class="d" y="20">Words</text>',
        '<style type="text/x">.d { display: none }</style><text class="d" y="20">Words</text>',
    ],
)
def test_words_hidden_only_in_other_media_are_kept(inside: str) -> None:
    assert "Words" in stripped(f"{HEAD}{inside}</svg>")


@pytest.mark.parametrize("inside", SEEN)
def test_words_that_somebody_may_see_stay(inside: str) -> None:
    assert "Words" in stripped(f"{HEAD}{inside}</svg>")


@pytest.mark.parametrize(
    ("size", "stays"),
    [
        ('width="200" height="40" viewBox="0 0 40 40"', True),  # shown in the middle, with room on both sides
        ('width="200" height="40" viewBox="0 0 40 40" preserveAspectRatio="xMinYMid meet"', True),  # at the left
        ('width="200" height="40" viewBox="0 0 40 40" preserveAspectRatio="xMaxYMid"', False),  # room at the left only
        ('width="200" height="40" viewBox="0 0 40 40" preserveAspectRatio="none"', False),  # stretched
        ('width="120" height="40" viewBox="0 0 40 40"', False),  # half of the room is on the other side
        ('viewBox="0 0 40 40"', False),
        ('width="40" height="40" viewBox="0 0 0 0"', False),
        ("", True),
        ('width="40" height="40" viewBox="107 0 40 40"', True),
        ('width="40" height="40" viewBox="0 0 120 40" preserveAspectRatio="xMinYMin slice"', False),  # cropped
        ('width="40" height="40" viewBox="0 0 120 40" preserveAspectRatio="xMidYMid slice"', False),
        ('width="40" height="40" viewBox="0 0 120 40" preserveAspectRatio="xMaxYMin slice"', True),
        ('width="40" height="40" viewBox="0 0 120 40" preserveAspectRatio="none slice"', True),  # not cropped
        ('width="40" height="40" viewBox="0 0 120 40" preserveAspectRatio="left slice"', True),  # invalid
        ('width="40." height="+4e1"', False),
        ('width="40.0px" height="160q"', False),
    ],
)
def test_words_outside_the_view_box_are_kept_where_there_is_room_for_them(size: str, stays: bool) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><text font-size="2" x="100" y="20">Words</text></svg>'
    assert ("Words" in stripped(drawing)) == stays


def test_small_units_do_not_hide_words() -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90" viewBox="126.9 37.5 0.1 0.1">'
    assert "Words" in stripped(f'{head}<text x="126.92" y="37.55" font-size="0.006">Words</text></svg>')


def pixels(svg: str) -> bytes:
    from weasyprint import CSS, HTML

    image = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    page = CSS(string="@page { size: 120mm 120mm; margin: 5mm } img { max-width: 100% }")
    pdf = HTML(string=f'<img src="{image}">').write_pdf(stylesheets=[page])
    with pypdfium2.PdfDocument(pdf) as document:
        drawn: bytes = document[0].render(scale=2).to_pil().tobytes()
    return drawn


FILES = sorted(path for folder in (EXAMPLE / "content", BRIEFS) for path in folder.rglob("*.svg"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_drawing_of_a_brief_is_drawn_as_before(path: Path) -> None:
    svg = path.read_text(encoding="utf-8")
    assert pixels(stripped(svg)) == pixels(svg)


@pytest.mark.parametrize("inside", [*KEPT, *HIDING, *UNSEEN, *SEEN])
def test_a_drawing_that_hides_something_is_drawn_as_before(inside: str) -> None:
    svg = f'{HEAD}<path d="M40 20h9v9z"/>{inside}</svg>'
    assert pixels(stripped(svg)) == pixels(svg)


@pytest.mark.parametrize(
    ("drawing", "address", "name"),
    [
        ("d.svg", "p.jpg", "p.jpg"),
        ("images/d.svg", "../p%20q.jpg?a#b", "p q.jpg"),
        ("images/d.svg", "p.jpg", "images/p.jpg"),
    ],
)
def test_the_address_of_a_photograph_is_relative_to_its_drawing(drawing: str, address: str, name: str) -> None:
    assert file_beside(drawing, address) == name


def test_words_that_are_used_very_often_stay() -> None:
    """Nobody may wait for the words of a drawing that uses itself thousands of times."""
    uses = "".join(f'<g id="n{n}"><use href="#n{n - 1}"/><use href="#n{n - 1}" x="900"/></g>' for n in range(1, 40))
    drawing = f'{HEAD}<defs><text id="n0" y="20" fill="none">Words</text>{uses}</defs><use href="#n39"/></svg>'
    assert "Words" in stripped(drawing)


def test_a_drawing_that_uses_itself_is_stripped() -> None:
    drawing = f'{HEAD}<g id="a"><text y="20">Words</text><use href="#a" x="9"/></g></svg>'
    assert "Words" in stripped(drawing)


def test_each_part_of_a_long_text_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[Area] = []

    def counted(one: Area, other: Area) -> Area:
        looked_at.append(one)
        return common(one, other)

    monkeypatch.setattr(pens, "common", counted)
    parts = '<tspan dy="1">Words</tspan>' * 1000
    assert "Words" not in stripped(f'{HEAD}<text x="900" y="20">{parts}</text></svg>')
    assert len(looked_at) <= 2 * (1 + 2 * 1000)
