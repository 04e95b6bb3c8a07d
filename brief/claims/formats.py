"""The claims sheet as text for a terminal, as CSV for a spreadsheet, and as an HTML page to print and tick."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from textwrap import wrap
from xml.etree.ElementTree import Element, tostring

from brief.claims.claim import Claim, Evidence, Sheet
from brief.findings.nearest import shortened
from brief.model import direction

FORMATS = ("text", "csv", "html")

WIDTH = 100
INDENT = "    "

COLUMNS = ("file", "line", "column", "kind", "sentence", "source key", "source", "locator", "year", "review by")
TO_FILL_IN = ("checked by", "date", "remark")
"""The columns of the CSV; the last are for the colleague who checks the claims."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The characters with which a formula begins in a spreadsheet (OWASP, CSV Injection)."""

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


def lines(sheet: Sheet, width: int = WIDTH) -> Iterator[str]:
    """The sheet as lines of text, folded at `width` between words."""
    for number, (name, claims) in enumerate(sheet.groups.items()):
        yield from [""] * (number > 0)
        yield f"{name} ({len(claims)})"
        for claim in claims:
            yield ""
            yield f"{claim.place}  {', '.join(claim.kinds)}"
            yield from _folded(claim.sentence, width)
            yield from _folded("  ".join(filter(None, (_keys(claim), claim.year, sheet.review(claim)))), width)


def _folded(text: str, width: int) -> list[str]:
    return wrap(
        text, width, initial_indent=INDENT, subsequent_indent=INDENT, break_long_words=False, break_on_hyphens=False
    )


def _keys(claim: Claim) -> str:
    """``[coi2014, p. 7; hrc2525]``, or an empty string."""
    sources = [_located(evidence.key or shortened(evidence.short), evidence) for evidence in claim.evidence]
    return f"[{'; '.join(sources)}]" if sources else ""


def _located(name: str, evidence: Evidence) -> str:
    return ", ".join(filter(None, (name, evidence.locator)))


def spreadsheet(sheet: Sheet) -> bytes:
    """The sheet as CSV (RFC 4180) in UTF-8, with the byte order mark that spreadsheets need, a row for each claim."""
    file = StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow((*COLUMNS, *TO_FILL_IN))
    for claim in sheet.claims:
        place, review_by = claim.place, claim.review_by
        cells = (
            *(place.path.as_posix(), str(place.line or ""), str(place.column or ""), ", ".join(claim.kinds)),
            *(claim.sentence, claim.keys, claim.sources, claim.locators, claim.year),
            review_by.isoformat() if review_by else "",
            *[""] * len(TO_FILL_IN),
        )
        writer.writerow(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells)
    return file.getvalue().encode("utf-8-sig")


def page(sheet: Sheet) -> bytes:
    """The sheet as an HTML page, in UTF-8, without scripts and other files; with lines for signatures."""
    head = _tag(
        "head",
        _tag("meta", charset="utf-8"),
        _tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _tag("title", f"Claims: {sheet.title}"),
        _tag("style", LOOK),
    )
    version = f"Version {sheet.version}, copy code" if sheet.version else "Copy code"
    body = _tag(
        "body",
        _tag("h1", "Claims: ", _in_language(sheet, sheet.title)),
        _tag("p", f"{version} {sheet.copy_code}. {_sentence(sheet.count)}."),
        *(element for name, claims in sheet.groups.items() for element in _table(sheet, name, claims)),
    )
    if sheet.claims:
        body.append(_tag("div", _tag("p", "Checked by"), _tag("p", "Date"), _tag("p", "Signature"), class_="signed"))
    html = _tag("html", head, body, lang="en")
    return f"<!DOCTYPE html>\n{tostring(html, encoding='unicode', method='html')}\n".encode()


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def _table(sheet: Sheet, name: str, claims: Iterable[Claim]) -> tuple[Element, Element]:
    heads = {"tick": "Right", "sentence": "Claim and source", "year": "Year", "remark": "Remark"}
    row = _tag("tr", *(_tag("th", words, scope="col", class_=name) for name, words in heads.items()))
    rows = _tag("tbody", *(_row(sheet, claim) for claim in claims))
    return _tag("h2", _sentence(name)), _tag("table", _tag("thead", row), rows)


def _row(sheet: Sheet, claim: Claim) -> Element:
    box = _tag("input", type="checkbox", aria_label=f"{claim.place} is right")
    cell = _tag("th", _in_language(sheet, claim.sentence, "p"), scope="row")
    for evidence in claim.evidence:
        key = f" [{evidence.key}]" if evidence.key and evidence.short else ""
        cell.append(_tag("p", f"→ {_located(evidence.short or evidence.key, evidence)}{key}"))
    cell.append(_tag("p", f"{claim.place} · {', '.join(claim.kinds)}", class_="where"))
    if review := sheet.review(claim):
        cell.append(_tag("p", _sentence(review), class_="due" if sheet.is_due(claim) else "review"))
    return _tag("tr", _tag("td", box, class_="tick"), cell, _tag("td", claim.year), _tag("td"))


def _in_language(sheet: Sheet, words: str, tag: str = "span") -> Element:
    """An element with words of the brief, and with their language."""
    attributes = {"lang": sheet.language}
    if direction(sheet.language) == "rtl":
        attributes["dir"] = "rtl"
    return _tag(tag, words, **attributes)


def _tag(name: str, /, *children: Element | str, **attributes: str) -> Element:
    """An element; attributes are written ``class_`` and ``aria_label`` where Python has no such name."""
    element = Element(name, {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()})
    for child in children:
        if isinstance(child, Element):
            element.append(child)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + child
        else:
            element.text = (element.text or "") + child
    return element
