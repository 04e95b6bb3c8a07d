"""The sheet as one HTML page to print and tick: nothing is loaded and no script runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, tostring

from brief.claims.sheet import Claim, Evidence, Sheet
from brief.model import direction

LOOK = """
@page { margin: 15mm 14mm 16mm }
:root { color: #000; background: #fff; font: 10pt/1.35 "Source Sans 3", "Segoe UI", Arial, sans-serif }
body { margin: 0 auto; max-width: 60rem; padding: 1rem }
h1 { font-size: 16pt; line-height: 1.2; margin: 0 0 .3rem }
h2 { font-size: 12pt; margin: 1.4rem 0 .4rem; break-after: avoid }
p { margin: .2rem 0 }
table { border-collapse: collapse; table-layout: fixed; width: 100% }
caption { text-align: left; margin-bottom: .3rem }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { border-bottom: .5pt solid #000; padding: .35rem .5rem .35rem 0; text-align: start; vertical-align: top }
thead th { border-bottom-width: 1.5pt; font-weight: 600 }
tbody th { font-weight: 400 }
th p { overflow-wrap: break-word }
th p:first-child { margin-top: 0 }
.tick { width: 3.4rem } .tick input { width: 4.5mm; height: 4.5mm; margin: 0 }
.year { width: 5.5rem } .remark { width: 22% }
.where { font-size: 8.5pt }
.due { font-weight: 700 }
.signed { display: flex; gap: 8mm; margin-top: 12mm; break-inside: avoid }
.signed p { border-top: .75pt solid #000; flex: 1; padding-top: 1mm }
@media print { body { max-width: none; padding: 0 } }
"""


def page(sheet: Sheet) -> bytes:
    """The page, in UTF-8: a table of the claims without a source, one of the others, and lines to sign on."""
    head = _tag(
        "head",
        _tag("meta", charset="utf-8"),
        _tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _tag("title", f"Claims: {sheet.title}"),
        _tag("style", LOOK),
    )
    body = _tag("body", *_opening(sheet))
    groups = (("Without a source", sheet.open), ("With a source", sheet.sourced))
    body.extend(part for name, claims in groups if claims for part in _group(sheet, name, claims))
    if sheet.claims:
        body.append(_tag("div", _tag("p", "Checked by"), _tag("p", "Date"), _tag("p", "Signature"), class_="signed"))
    html = _tag("html", head, body, lang="en")
    return f"<!DOCTYPE html>\n{tostring(html, encoding='unicode', method='html')}\n".encode()


def _opening(sheet: Sheet) -> Iterator[Element]:
    yield _tag("h1", "Claims: ", _words(sheet, sheet.title))
    version = f"Version {sheet.version}, copy code" if sheet.version else "Copy code"
    yield _tag("p", f"{version} {sheet.copy_code}. {sheet.count[0].upper()}{sheet.count[1:]}.")


def _group(sheet: Sheet, name: str, claims: Iterable[Claim]) -> Iterator[Element]:
    heads = {"tick": "Right", "sentence": "Claim and source", "year": "Year", "remark": "Remark"}
    row = _tag("tr", *(_tag("th", words, scope="col", class_=name) for name, words in heads.items()))
    yield _tag("h2", name)
    yield _tag("table", _tag("thead", row), _tag("tbody", *(_row(sheet, claim) for claim in claims)))


def _row(sheet: Sheet, claim: Claim) -> Element:
    where = str(claim.place)
    box = _tag("input", type="checkbox", aria_label=f"{where} is right")
    said = _tag("th", _words(sheet, claim.sentence, "p"), scope="row")
    said.extend(_tag("p", *_source(one)) for one in claim.evidence)
    said.append(_tag("p", f"{where} · {', '.join(claim.kinds)}", class_="where"))
    if claim.review_by:
        is_due = sheet.is_due(claim)
        words = f"{'Review was due' if is_due else 'Review by'} {claim.review_by.isoformat()}"
        said.append(_tag("p", words, class_="due" if is_due else "review"))
    return _tag("tr", _tag("td", box, class_="tick"), said, _tag("td", claim.year), _tag("td"))


def _source(one: Evidence) -> Iterator[str]:
    yield "→ " + ", ".join(filter(None, (one.short or one.key, one.locator)))
    if one.key and one.short:
        yield f" [{one.key}]"


def _words(sheet: Sheet, words: str, tag: str = "span") -> Element:
    """Words of the brief, in its language."""
    attributes = {"lang": sheet.language}
    if direction(sheet.language) == "rtl":
        attributes["dir"] = "rtl"
    return _tag(tag, words, **attributes)


def _tag(name: str, /, *children: Element | str, **attributes: str) -> Element:
    """An element; ``class_`` and ``aria_label`` stand for the attributes that Python cannot write."""
    element = Element(name, {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()})
    for child in children:
        if isinstance(child, Element):
            element.append(child)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + child
        else:
            element.text = (element.text or "") + child
    return element
