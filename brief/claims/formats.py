"""The claims sheet as text for a terminal, as CSV for a spreadsheet, and as an HTML page to print and tick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from textwrap import wrap

from brief import output
from brief.claims.claim import Claim, Evidence, Sheet
from brief.findings.nearest import shortened
from brief.model import direction

FORMATS = ("text", "csv", "html")

WIDTH = 100
INDENT = "    "

COLUMNS = ("file", "line", "column", "kind", "sentence", "source key", "source", "locator", "year", "review by")
TO_FILL_IN = ("checked by", "date", "remark")
"""The columns of the CSV; those of `TO_FILL_IN` come last, for the colleague who checks the claims."""

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
    rows: list[Sequence[object]] = [(*COLUMNS, *TO_FILL_IN)]
    for claim in sheet.claims:
        place, review_by = claim.place, claim.review_by
        rows.append(
            (
                *(place.path.as_posix(), place.line or "", place.column or "", ", ".join(claim.kinds)),
                *(claim.sentence, claim.keys, claim.sources, claim.locators, claim.year),
                review_by.isoformat() if review_by else "",
                *[""] * len(TO_FILL_IN),
            )
        )
    return output.spreadsheet(rows)


def page(sheet: Sheet) -> bytes:
    """The sheet as an HTML page in UTF-8 that needs no scripts or other files, with lines for signatures."""
    title, version = escape(sheet.title), f"Version {sheet.version}, copy code" if sheet.version else "Copy code"
    tables = "".join(_table(sheet, name, claims) for name, claims in sheet.groups.items())
    signed = '<div class="signed"><p>Checked by</p><p>Date</p><p>Signature</p></div>'
    html = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Claims: {title}</title><style>{LOOK}</style></head>"
        f"<body><h1>Claims: <span{_language(sheet)}>{title}</span></h1>"
        f"<p>{escape(version)} {sheet.copy_code}{_signing(sheet)}. {_sentence(sheet.count)}.</p>"
        f"{tables}{signed if sheet.claims else ''}</body></html>\n"
    )
    return html.encode()


def _signing(sheet: Sheet) -> str:
    return f", sign-off code {sheet.sign_off_code}" if sheet.sign_off_code else ""


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def _language(sheet: Sheet) -> str:
    """The ``lang`` and ``dir`` of an element with words of the brief, with a space before them."""
    way = ' dir="rtl"' if direction(sheet.language) == "rtl" else ""
    return f' lang="{escape(sheet.language)}"{way}'


def _table(sheet: Sheet, name: str, claims: Iterable[Claim]) -> str:
    heads = {"tick": "Right", "sentence": "Claim and source", "year": "Year", "remark": "Remark"}
    row = "".join(f'<th scope="col" class="{name}">{words}</th>' for name, words in heads.items())
    rows = "".join(_row(sheet, claim) for claim in claims)
    return f"<h2>{_sentence(name)}</h2><table><thead><tr>{row}</tr></thead><tbody>{rows}</tbody></table>"


def _row(sheet: Sheet, claim: Claim) -> str:
    place = escape(str(claim.place))
    lines = [f"<p{_language(sheet)}>{escape(claim.sentence)}</p>"]
    for evidence in claim.evidence:
        key = f" [{evidence.key}]" if evidence.key and evidence.short else ""
        lines.append(f"<p>→ {escape(_located(evidence.short or evidence.key, evidence) + key)}</p>")
    lines.append(f'<p class="where">{place} · {", ".join(claim.kinds)}</p>')
    if review := sheet.review(claim):
        lines.append(f'<p class="{"due" if sheet.is_due(claim) else "review"}">{_sentence(review)}</p>')
    box = f'<td class="tick"><input type="checkbox" aria-label="{place} is right"></td>'
    return f'<tr>{box}<th scope="row">{"".join(lines)}</th><td>{escape(claim.year)}</td><td></td></tr>'
