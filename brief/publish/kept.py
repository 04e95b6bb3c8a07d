"""What stays in a page: elements, attributes and addresses that are known; everything else is left out.

Layouts, drawings and texts may come from strangers. Since only listed names stay, nothing can run, load or lead
elsewhere, whatever new features browsers may have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from brief.model import may_be_followed
from brief.model.drawings import ATTRIBUTES, SVG, XLINK, XML, local_name
from brief.publish.sheets import Joined
from brief.publish.trees import name_of
from brief.publish.values import NOTHING

MATHML = "{http://www.w3.org/1998/Math/MathML}"

DEEPEST = 200
"""The deepest nesting of elements; browsers move elements that are nested deeper than 512."""


class Known(NamedTuple):
    """The elements and attributes of one language."""

    elements: frozenset[str]
    attributes: frozenset[str]


def _known(elements: str, attributes: str) -> Known:
    return Known(frozenset(elements.split()), frozenset(attributes.split()) | EVERYWHERE)


EVERYWHERE = frozenset({"id", "class", "style", "lang", "role", "tabindex"})
ARIA = re.compile("aria-[a-z]+")
"""The attributes known in all languages, by name and by pattern."""

KNOWN: Mapping[str, Known] = {
    "": _known(
        """
        html head title meta link style body
        header main footer nav section article aside address search hgroup h1 h2 h3 h4 h5 h6
        div p hr pre blockquote figure figcaption ul ol menu li dl dt dd details summary dialog
        table caption colgroup col thead tbody tfoot tr th td
        a abbr b bdi bdo br button cite code data del dfn em i img ins kbd mark meter progress q rb rp rt rtc ruby s
        samp small span strong sub sup time u var wbr
        """,
        """
        dir title hidden inert translate popover popovertarget popovertargetaction
        content name property media href hreflang rel cite datetime value type
        src alt width height loading decoding open start reversed min max low high optimum
        colspan rowspan span headers scope abbr summary
        align valign bgcolor border cellpadding cellspacing color clear compact nowrap
        """,
    ),
    SVG: _known(
        """
        a circle clipPath defs desc ellipse filter g image line linearGradient marker mask path pattern polygon
        polyline radialGradient rect stop style svg switch symbol text textPath title tspan use view
        feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
        feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
        feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
        """,
        " ".join(ATTRIBUTES),
    ),
    MATHML: _known(
        """
        math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle
        msub msubsup msup mtable mtd mtext mtr munder munderover none semantics
        """,
        """
        dir display displaystyle scriptlevel mathvariant mathcolor mathbackground mathsize alttext
        accent accentunder fence form largeop lspace maxsize minsize movablelimits rspace separator stretchy symmetric
        linethickness width height depth voffset columnspan rowspan columnalign rowalign
        """,
    ),
}
"""What is known, by namespace. In HTML, the words of an unknown element stay, unless it is one of `SILENT`."""

SILENT = frozenset(
    {"applet", "audio", "canvas", "datalist", "embed", "form", "frameset", "iframe", "input", "noembed", "noframes"}
    | {"noscript", "object", "portal", "script", "select", "template", "textarea", "video"}
)
"""The elements of HTML whose content is not text of the page."""

TEXT_ALONE = frozenset({f"{SVG}{name}" for name in ("title", "desc", "style")})
"""The elements of SVG that may contain only text; in two of them browsers would read HTML."""

LINKING = frozenset(
    {("a", "href"), ("link", "href"), ("blockquote", "cite"), ("q", "cite"), ("del", "cite"), ("ins", "cite")}
)
"""The attributes of HTML that may name another page."""

SAID = re.compile(r"|viewport|color-scheme|theme-color|author|description|keywords|generator|robots|dcterms\.[a-z]+")
"""The names of a ``<meta>`` that describes the page; empty for one with a ``property``."""

UNHEARD = re.compile(r"^[\x00-\x20]+|[\t\n\r]+")
"""What browsers ignore in an address: blanks at its start, tabs and line ends (URL, 4.4)."""

PAINTED = re.compile(r"(?:clip|cursor|fill|filter|marker|mask|stroke)\b")
"""The attributes of SVG whose value may have an address in it, as CSS writes it."""


def keep_elements(parent: Element, depth: int = 1) -> None:
    """Removes all but the known elements from a tree; the words of other elements stay if they are text of the page."""
    waiting = [*reversed(parent)]
    del parent[:]
    while waiting:
        child = waiting.pop()
        if depth < DEEPEST and _is_known(child, parent):
            parent.append(child)
            keep_elements(child, depth + 1)
            continue
        if _has_words(child, parent):
            _add_text(parent, child.text)
            if len(child):
                child[-1].tail = (child[-1].tail or "") + (child.tail or "")
                waiting += reversed(child)
                continue
        _add_text(parent, child.tail)


def _add_text(parent: Element, text: str | None) -> None:
    """Appends a text to the content of an element."""
    if text and len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    elif text:
        parent.text = (parent.text or "") + text


def _namespace(element: Element) -> str:
    return str(element.tag).removesuffix(local_name(element.tag))


def _has_words(child: Element, parent: Element) -> bool:
    """Whether the content of an element that is left out is text of the page."""
    in_html = isinstance(child.tag, str) and not _namespace(child) and not _namespace(parent)
    return in_html and child.tag not in SILENT and child.tag not in KNOWN[""].elements


def _is_known(child: Element, parent: Element) -> bool:
    """Whether an element stays; a drawing and a formula may contain only elements of their own language."""
    if not isinstance(child.tag, str) or parent.tag in TEXT_ALONE:
        return False
    namespace = _namespace(child)
    if namespace != _namespace(parent) and (_namespace(parent) or local_name(child.tag) not in ("svg", "math")):
        return False
    if child.tag == "link":
        return _loads_nothing(child)
    if child.tag == "meta":
        return not {"http-equiv", "charset"} & child.attrib.keys() and SAID.fullmatch(child.get("name", "")) is not None
    return namespace in KNOWN and local_name(child.tag) in KNOWN[namespace].elements


def _loads_nothing(link: Element) -> bool:
    """Whether a ``<link>`` loads nothing: it names the canonical address, a license, or an icon in the page."""
    rel = link.get("rel", "").lower().split()
    return rel in (["canonical"], ["license"]) or (rel == ["icon"] and _is_in_page(link.get("href", "")))


def keep_attributes(root: Element, joined: Joined) -> None:
    """Removes all but the known attributes, and addresses that a browser would load; writes all CSS anew."""
    for element in root.iter():
        known = KNOWN.get(_namespace(element))
        for key, value in list(element.attrib.items()):
            kept = _kept(element, name_of(key), value, joined) if known and _is_named(key, known) else None
            if kept is None:
                del element.attrib[key]
            else:
                element.set(key, kept)
        if local_name(element.tag) == "style":
            element.text = joined.rules(element.text or "")


def _is_named(key: str, known: Known) -> bool:
    namespace = key.removesuffix(local_name(key))
    return namespace in ("", XLINK, XML) and (name_of(key) in known.attributes or ARIA.fullmatch(key) is not None)


def _kept(element: Element, name: str, value: str, joined: Joined) -> str | None:
    """The value of an attribute in the page; None when the attribute is left out."""
    if name == "style":
        return joined.declarations(value)
    if element.tag == "link" and value.startswith("data:image/"):
        return joined.picture(value)
    if name in ("href", "xlink:href", "src", "cite"):
        return value if _stays(element, name, UNHEARD.sub("", value)) else None
    if _namespace(element) == SVG and PAINTED.match(name) and "(" in value:
        return joined.declarations(value)
    return value


def _is_in_page(address: str) -> bool:
    """Whether an address is that of a picture in the page."""
    return address.startswith("data:image/") or address == NOTHING


def _stays(element: Element, key: str, address: str) -> bool:
    """Whether an address stays: of a picture in the page, of a part of it, or of a link that a reader may follow."""
    name = local_name(element.tag)
    if (name, key) == ("img", "src") or name == "image" or (name == "link" and address.startswith("data:")):
        return _is_in_page(address)
    if _namespace(element) == SVG:
        return address.startswith("#")
    return (name, key) in LINKING and may_be_followed(address)
