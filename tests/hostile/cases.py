"""What strangers may send: small files that try to hang a build, to fill its memory, or to get at what is not theirs.

Each case is the files of a brief; `ends.txt` says how it ends. `SECRET` is part of what no page may have. `LONG` has
the cases that a limit of time or of memory may end.
"""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

SECRET = "Zebrawood"

FONT = Path(__file__).parents[2] / "styles" / "fonts" / "SourceSans3-Regular.ttf"

Files = Mapping[str, str | bytes]


def text(markdown: str, **settings: str) -> Files:
    """A brief with this section, and lines of brief.yaml."""
    lines = ["title: A", *(f"{key.replace('_', '-')}: {value}" for key, value in settings.items())]
    return {"brief.yaml": "\n".join(lines) + "\n", "part.md": f"# T\n\n{markdown}\n"}


def with_files(markdown: str, files: Files) -> Files:
    """A brief with this section and other files."""
    return {"brief.yaml": "title: A\n", "part.md": f"# T\n\nText.\n\n{markdown}\n", **files}


def layout(html: str) -> Files:
    """A brief with a layout of its own."""
    return with_files("", {"styles/layouts/prose.html": html})


def sheet(css: str) -> Files:
    """A brief with a style sheet of its own."""
    return with_files("", {"styles/brand.css": css})


def drawing(inside: str, head: str = "") -> Files:
    """A brief with a drawing."""
    svg = (
        f'{head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" '
        f'height="90">{inside}<path d="M0 0h9v9z"/></svg>'
    )
    return with_files("![A drawing](a.svg)", {"a.svg": svg})


def face(css: str = "", **tables: bytes) -> Files:
    """A brief with a font of its own that has these tables as well."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables.DefaultTable import DefaultTable

    font = TTFont(FONT, recalcTimestamp=False)
    for name, data in tables.items():
        tag = name.ljust(4)
        font[tag] = DefaultTable(tag)
        font[tag].data = data
    file = io.BytesIO()
    font.save(file)
    css = f"@font-face {{ font-family: Own; src: url(own.ttf) }} p {{ font-family: Own; {css} }}"
    return with_files("A word. More of them.", {"styles/brand.css": css, "styles/own.ttf": file.getvalue()})


def addressed(files: Files) -> Files:
    """A brief whose style sheet has its font in the address itself."""
    font, css = files["styles/own.ttf"], str(files["styles/brand.css"])
    assert isinstance(font, bytes)
    css = css.replace("own.ttf", f"data:font/ttf;base64,{base64.b64encode(font).decode()}")
    return {name: file for name, file in files.items() if name != "styles/own.ttf"} | {"styles/brand.css": css}


def picture(data: bytes, name: str = "a.png") -> Files:
    """A brief with a photograph."""
    return with_files(f"![A picture]({name})", {name: data})


def sources(written: str, name: str = "s.bib") -> Files:
    """A brief with a file of sources, of which one is cited."""
    settings = f"title: A\nsources: {name}\n"
    return {"brief.yaml": settings, "part.md": "# T\n\nA claim [@a].\n", name: written}


def table(csv: str | bytes) -> Files:
    """A brief with a table of a CSV file."""
    return with_files("/// table | a.csv\n///", {"a.csv": csv})


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG that claims to have this size."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(data)),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def with_text(file: bytes) -> bytes:
    """A PNG with the secret among its metadata."""
    body = b"tEXtComment\0" + SECRET.encode()
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return file[:33] + chunk + file[33:]


OWN_LAYOUT: Files = {"styles/layouts/prose.html": '<link rel="attachment" href="brief.yaml"><p>a'}


def doubling(count: int) -> str:
    """XML entities, each of which contains the one before ten times."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, count))
    return f'<!DOCTYPE svg [<!ENTITY e0 "{"x" * 10}">{entities}]>'


LAYOUTS: Mapping[str, Files] = {
    "a weight without end": layout(f"<p style='font-weight:{'9' * 310}'>a"),
    "type without end": layout("<p style='font-size:1e9pt'>a"),
    "half of a character": layout("{{ '\\ud800' }}"),
    "a number too large": layout("{{ 1e400 }}"),
    "a product": layout("{{ 'a' * 10000000000 }}"),
    "a width": layout("{{ '%10000000000d' % 1 }}"),
    "a filter": layout("{{ 'a' | center(10000000000) }}"),
    "a loop": layout("{% for x in range(99999) %}{% for y in range(99999) %}{% endfor %}{% endfor %}"),
    "a loop within itself": layout(
        "{% for x in range(9) recursive %}{% if loop.depth < 9 %}{{ loop(range(99)) }}{% endif %}{% endfor %}"
    ),
    "loops over text": layout("{% set s = 'a' * 99999 %}{% for x in s %}{% for y in s %}{% endfor %}{% endfor %}"),
    "doubling": layout("{% set n = namespace(s='ab') %}{% for x in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}"),
    "a macro": layout("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}"),
    "itself": layout("{% include 'prose.html' %}"),
    "the class of a class": layout("{{ ''.__class__.__mro__[1].__subclasses__() }}"),
    "the globals": layout("{{ cycler.__init__.__globals__.os.environ }}"),
    "a format of the globals": layout("{{ '{0.__class__.__init__.__globals__}'.format(brief) }}"),
    "an attribute by a filter": layout("{{ brief | attr('__class__') }}"),
    "a file that it includes": layout("{% include '../../secret.txt' %}"),
    "a file of the system": layout("{% include '/etc/passwd' %}"),
    "lists within lists": layout("<section>" + "<ul><li>" * 60 + "a" + "</li></ul>" * 60 + "</section>"),
    "very many lists within lists": layout("<section>" + "<ul><li>" * 600 + "a" + "</li></ul>" * 600 + "</section>"),
    "nesting": layout("{% if 1 %}" * 3000 + "{% endif %}" * 3000),
    "a number": layout("{{ " + "9" * 9999 + " }}"),
    "a wide cell": layout("<table><tr><td colspan=100000000>a</table>"),
    "lists of lists": layout(
        "{% set n = namespace(x=['a']) %}{% for x in range(40) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}"
    ),
    "names of names": layout(
        "{% set n = namespace(x=1) %}{% for x in range(40) %}{% set n.x = namespace(a=n.x, b=n.x) %}{% endfor %}"
        "{{ n.x }}"
    ),
    "a search": layout("{% set s = 'a' * 900000 %}{% for x in range(900000) %}{{ 'b' in s }}{% endfor %}"),
    "a slice": layout("{% set s = 'a' * 900000 %}{% for x in range(900000) %}{{ s[1:] | length }}{% endfor %}"),
    "places behind the point": layout("{{ 1.5 | round(1000000000, 'ceil') }}"),
    "attachments": layout('<link rel="attachment" href="part.md"><link rel="attachment" href="brief.yaml"><p>a'),
    "an attachment of the system": layout('<link rel="attachment" href="file:///etc/passwd"><p>a'),
    "a source of nothing": layout('<p data-source="abc">a</p><p data-source="x:y">b</p>'),
    "a source outside": layout('<p data-source="../secret.txt:1-1" style="margin-right: -99cm">a</p>'),
    "the time zone": {**layout("{{ brief.date.strftime('%s') }}"), "brief.yaml": "title: A\ndate: 2020-01-01\n"},
    "another day": {
        **layout("{{ brief.date.fromtimestamp(67768036191676800) }}"),
        "brief.yaml": "title: A\ndate: 2020-01-01\n",
    },
    "a place in memory that is joined": layout("{{ tagged ~ '' }}"),
    "seconds with a width": {
        **layout("{{ brief.date.strftime('%1s') }}{{ brief.date.strftime('%Es') }}"),
        "brief.yaml": "title: A\ndate: 2020-01-01\n",
    },
    "chance": layout("{{ range(9) | random }}"),
    "a place in memory": layout("{{ joiner() }}"),
    "words that a layout changes": layout(
        "{{ dict.update(words, {'pair': '{name.__class__}'}) }}{{ pair(namespace(), 'x') }}"
    ),
    "a place in memory that a class method prints": layout("{{ ('a' | safe).escape(tagged) }}"),
    "links that no one should follow": layout(
        f'<a href="javascript:{SECRET}">a</a><a href="file:///{SECRET}">b</a><a href="smb://h/{SECRET}">c</a>'
    ),
    "an odd icon": layout('<link rel="icon" href="data:Text/html,<script>x()</script>"><p>a'),
    "a script": layout("<script>while(1);</script><p onclick='x()'>a"),
    "a page elsewhere": layout('<iframe src="http://127.0.0.1/"></iframe><object data="file:///etc/passwd"></object>'),
    "a picture elsewhere": layout('<img alt="a" src="http://127.0.0.1/a.png">'),
    "a picture of the system": layout('<img alt="a" src="file:///etc/passwd">'),
    "a style elsewhere": layout('<style>p { background: url("http://127.0.0.1/a") }</style><p>a'),
    "unclosed elements": layout("<div>" * 300),
    "a broken document": layout("<table><html><svg><html><frameset>"),
    "links to files": layout(f'<a href="/{SECRET}">a</a><a href="../{SECRET}">b</a><a href="{SECRET}.exe">c</a>'),
    "mail with a file": layout(f'<a href="mailto:a@b.org?attach=/{SECRET}">a</a>'),
    "a deep folder": with_files("", {f"styles/fonts/{'d/' * 900}a.txt": "a", f"styles/{'d/' * 900}a.txt": "a"}),
    "what steers fontconfig": with_files("", {"styles/fonts/.uuid": f"../../../../tmp/{SECRET}-1234567890123456"[:36]}),
    "bytes": with_files("", {"styles/layouts/prose.html": b"\xff\xfe\x00<p>"}),
}

SHEETS: Mapping[str, Files] = {
    "growing properties": sheet(
        ":root {\n" + "".join(f"--a{n}: {f'var(--a{n - 1}) ' * 10};\n" for n in range(1, 9)) + "--a0: 1234567890 }",
    ),
    "properties in a chain": sheet(
        f"p {{ {''.join(f'--a{n}: var(--a{n + 1});' for n in range(400))} color: var(--a0) }}"
    ),
    "properties in a chain without end": sheet(
        f"p {{ {''.join(f'--a{n}: var(--a{n + 1});' for n in range(9000))} color: var(--a0) }}"
    ),
    "properties in a circle": sheet("p { --a: var(--b); --b: var(--a); color: var(--a) }"),
    "a fine gradient": sheet("p { background: repeating-linear-gradient(red 0, blue 1e-9pt) }"),
    "thin dots": sheet("p { border: 1e-5px dotted red; border-radius: 3px }"),
    "thin waves": sheet("p { text-decoration: underline wavy; text-decoration-thickness: 1e-6px }"),
    "an import of the system": sheet('@import "file:///etc/passwd";'),
    "an import from the web": sheet("@import url(http://127.0.0.1/a.css);"),
    "an import of itself": with_files(
        "", {"styles/brand.css": '@import "own.css";', "styles/own.css": '@import "own.css";' * 2}
    ),
    "a picture elsewhere": sheet("body { background: url(http://127.0.0.1/a.png) }"),
    "a picture above": sheet("body { background: url(../../secret.txt) }"),
    "a face elsewhere": sheet("@font-face { font-family: X; src: url(http://127.0.0.1/a.ttf) } p { font-family: X }"),
    "body as a grid": sheet("body { display: grid }"),
    "an attribute without a name": sheet("p::before { content: attr() }"),
    "paper without end": sheet("@page { size: calc(1px * infinity) }"),
    "rules within rules": sheet("p {" + "& b {" * 60 + "color: red" + "}" * 61),
    "huge type": sheet("p { font-size: 1e30pt }"),
    "a huge box": sheet("p { width: 1e300mm; height: 1e300mm }"),
    "a grid": sheet("body { display: grid; grid-template-columns: repeat(1000000000, 1fr) }"),
    "columns": sheet("body { columns: 1000000000 }"),
    "a counter": sheet("p { counter-increment: a 2147483648000 } p::before { content: counter(a, lower-roman) }"),
    "a page of nothing": sheet("@page { size: 0 0 }"),
    "a page of margins": sheet("@page { margin: 200mm }"),
    "unclosed blocks": sheet("p {" * 500),
    "unclosed brackets": sheet("p { color: " + "calc(" * 500),
    "selectors": sheet(":is(" * 200 + "p" + ")" * 200 + "{ color: red }"),
    "has": sheet(":has(" * 20 + "p" + ")" * 20 + "{ color: red }"),
    "an odd color": sheet(":root { --accent: color() }"),
    "no weight": sheet("p { font-weight: . }"),
    "a part of the page": sheet("body { background: url(#b) }"),
    "a name with a control character": sheet(
        '@font-face { font-family: "A\\1 b"; src: url(a.ttf) } p { font-family: "A\\1 b" }'
    ),
    "odd selectors": sheet("[*|a] { color: red } *|{} |{} :lang(){} :has(:){} p { color: red }"),
    "a comment without end": sheet("/*" * 9999),
    "text that ends the style": sheet("p::after { content: '</style><h1>a' }"),
}

DRAWINGS: Mapping[str, Files] = {
    "entities": drawing("<text>&e8;</text>", doubling(9)),
    "an entity of the system": drawing("<text>&x;</text>", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "a document type elsewhere": drawing("", '<!DOCTYPE svg SYSTEM "http://127.0.0.1/a.dtd">'),
    "a style sheet elsewhere": drawing("", '<?xml-stylesheet href="http://127.0.0.1/a.css"?>'),
    "a fine gradient": drawing('<linearGradient id="a" x2="1e-9" spreadMethod="repeat"><stop/></linearGradient>'),
    "uses": drawing(
        "".join(f'<g id="l{n}">{f"""<use href="#l{n - 1}"/>""" * 10}</g>' for n in range(1, 9)) + '<use href="#l8"/>'
    ),
    "uses in a circle": drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
    "patterns": drawing(
        "".join(f'<pattern id="l{n}">{f"""<path fill="url(#l{n - 1})"/>""" * 10}</pattern>' for n in range(1, 9))
    ),
    "markers": drawing(
        f'<marker id="m">{"<g/>" * 200}</marker><path style="marker: url(#m)" d="M0 0{"L1 1" * 5000}"/>'
    ),
    "shapes": drawing('<path d="M0 0h1"/>' * 60_000),
    "nesting": drawing("<g>" * 5000 + "</g>" * 5000),
    "a huge number": drawing('<path d="M0 0h1e300"/>'),
    "no number": drawing('<rect width="nan" height="inf"/>'),
    "a huge size": drawing('<svg width="1e9" height="1e9" viewBox="0 0 1 1"/>'),
    "a picture of the system": drawing('<image href="file:///etc/passwd" width="9" height="9"/>'),
    "a picture elsewhere": drawing('<image href="http://127.0.0.1/a.png" width="9" height="9"/>'),
    "a picture above": drawing('<image href="../secret.txt" width="9" height="9"/>'),
    "a part of another file": drawing('<use href="b.svg#a"/>'),
    "a script": drawing("<script>x()</script>"),
    "handlers": drawing('<rect width="9" height="9" onload="x()"/>'),
    "another language": drawing(
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script/></body></foreignObject>'
    ),
    "words that nobody sees": drawing(f'<text fill="none">{SECRET}</text><text y="9999">{SECRET}</text>'),
    "words of no size": drawing(f'<text font-size="0">{SECRET}</text><g opacity="0"><text>{SECRET}</text></g>'),
    "words that are used beside the picture": drawing(
        f'<defs><text id="a" y="20">{SECRET}</text></defs><use href="#a" x="900"/><text dx="9999">{SECRET}</text>'
    ),
    "words that are used without end": drawing(
        '<defs><text id="a0">a</text>'
        + "".join(f'<g id="a{n}"><use href="#a{n - 1}"/><use href="#a{n - 1}"/></g>' for n in range(1, 50))
        + '</defs><use href="#a49"/>'
    ),
    "words behind an odd color": drawing(f'<text fill="color()"/><text y="20" fill="none">{SECRET}</text>'),
    "words behind many paints": drawing(f'<text fill="{"url(#x) " * 1500}"/><text fill="none">{SECRET}</text>'),
    "words that importance hides": drawing(
        f'<text style="fill:none!important;fill:red">{SECRET}</text>'
        f'<text style="opacity:0!important;opacity:1">{SECRET}</text>'
    ),
    "words that an escape hides": drawing(f'<text style="f\\69ll:n\\6fne">{SECRET}</text>'),
    "words that a medium hides": drawing(f'<style media="all">.q{{fill:none}}</style><text class="q">{SECRET}</text>'),
    "words in a gradient": drawing(
        f'<linearGradient id="k"><stop/><text>{SECRET}</text></linearGradient><path d="M0 0h9v9z" fill="url(#k)"/>'
    ),
    "words beside that a link names": drawing(
        f'<text id="t" y="9000">{SECRET}</text><a href="#t"><path d="M0 0"/></a>'
    ),
    "a color of too many parts": drawing('<text fill="device-cmyk(1 1 0 0 / / -1)"/>'),
    "odd selectors": drawing("<style>[*|a]{fill:red}*|{}|{}:lang(){}:has(:){}</style>"),
    "an empty name": with_files(
        "", {"styles/layouts/prose.html": '<svg width="9" height="9"><title>A</title><g id=""/></svg><p>a'}
    ),
    "deep selectors": drawing(f"<style>{':is(' * 300}p{')' * 300} {{ fill: red }}</style>"),
    "an unused rule": drawing(f"<style>.{SECRET} {{ fill: red }}</style>"),
    "a filter": drawing(
        '<filter id="f"><feGaussianBlur stdDeviation="1e9"/></filter><rect width="9" height="9" filter="url(#f)"/>'
    ),
    "a mask of itself": drawing(
        '<mask id="m"><rect width="9" height="9" mask="url(#m)"/></mask><rect width="9" height="9" mask="url(#m)"/>'
    ),
    "a turn without end": drawing('<path d="M0 0h9" transform="rotate(1e999)"/>'),
    "a gradient turned without end": drawing(
        '<linearGradient id="a" spreadMethod="repeat" gradientTransform="rotate(1e999)"><stop/></linearGradient>'
        '<path d="M0 0h9v9z" fill="url(#a)"/>'
    ),
    "a turn in a style": drawing('<text style="transform:rotate(1e999)">a</text>'),
    "a weight without end": drawing(f'<text font-weight="{"9" * 310}">a</text>'),
    "type below zero": drawing('<text font-size="-5">a</text>'),
    "a path that goes on": drawing('<path d="M0 0h9 Ze"/><path d="M0 0h9z 5"/>'),
    "dashes": drawing('<path d="M0 0h90" stroke="red" stroke-dasharray="1e-9"/>'),
    "text on a path of itself": drawing('<text><textPath href="#t">a</textPath></text><text id="t"/>'),
    "nothing": with_files("![A](a.svg)", {"a.svg": ""}),
    "no drawing": with_files("![A](a.svg)", {"a.svg": "<html/>"}),
    "bytes": with_files("![A](a.svg)", {"a.svg": b"\x00\xff" * 99}),
}

PICTURES: Mapping[str, Files] = {
    "a bomb": picture(png(100_000, 100_000, b"\0")),
    "no pixels": picture(png(0, 0)),
    "half a picture": picture(png(90, 90, b"\0" * 99)),
    "a head alone": picture(b"\x89PNG\r\n\x1a\n"),
    "a text": picture(SECRET.encode()),
    "a PDF": picture(b"%PDF-1.7\n"),
    "a drawing by another name": picture(b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "PostScript": picture(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage", name="a.jpg"),
    "a photograph within a drawing": drawing(
        f'<image width="9" height="9" href="data:image/png;base64,{base64.b64encode(png(99999, 99999)).decode()}"/>'
    ),
    "a name that leads out": with_files("![A](../secret.txt)", {}),
    "an absolute name": with_files("![A](/etc/passwd)", {}),
    "an address": with_files("![A](file:///etc/passwd)", {}),
    "data": with_files("![A](data:image/png;base64,AAAA)", {}),
}

TEXTS: Mapping[str, Files] = {
    "brackets": text("[" * 9_900),
    "links": text("[a](" * 2_400),
    "stars": text("*a **a " * 1_400),
    "underscores": text("_" * 9_900),
    "backticks": text(" ".join("`" * n for n in range(1, 130))),
    "quotes": text(">" * 3_000 + " a"),
    "lists": text("\n".join("  " * n + "- a" for n in range(300))),
    "boxes": text("/// box\n" * 200),
    "comments": text("<!--" * 2_400),
    "entities": text("&" * 9_900),
    "angles": text("<" * 9_900),
    "a long word": text("a" * 100_000),
    "blanks": text("a" + " " * 9_900 + "b"),
    "line ends": text("a\n\n" * 3_000),
    "attributes": text("{: " + "a=b " * 2_400 + "}"),
    "numbers": text("1" * 9_000 + ". a"),
    "a table of columns": text("|" + "a|" * 2_000 + "\n|" + "-|" * 2_000),
    "notes in a circle": text("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]"),
    "a note of notes": text("a[^1]\n\n[^1]: " + "b[^1]" * 50),
    "HTML": text("<script>x()</script><iframe src='file:///etc/passwd'></iframe>"),
    "a script in a link": text("[a](javascript:x)"),
    "a file in a link": text("[a](file:///etc/passwd)"),
    "a field": text("{{ brief.__class__.__mro__ }}"),
    "a statement": text("{% include '/etc/passwd' %}"),
    "controls": text("a\x00b\x1b[31mc"),
    "directions": text("a\u202eb\u2066c"),
    "halves of letters": {"brief.yaml": "title: A\n", "part.md": b"# T\n\n\xed\xa0\x80\n"},
    "signs": text("\u0301" * 5_000),
    "a comment": text(f"Text. <!-- Ed: {SECRET} --> <!-- {SECRET} -->"),
}

SETTINGS: Mapping[str, Files] = {
    "aliases": {
        "brief.yaml": "title: A\na0: &a0 [x]\n"
        + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 12)),
        "part.md": "# T\n\na\n",
    },
    "an alias of itself": {"brief.yaml": "title: A\nauthors: &a [*a]\n", "part.md": "# T\n\na\n"},
    "nesting": {"brief.yaml": "title: " + "[" * 2_000, "part.md": "# T\n\na\n"},
    "an object": {"brief.yaml": "title: !!python/object/apply:os.system [x]\n", "part.md": "# T\n\na\n"},
    "a binary": {"brief.yaml": b"PK\x03\x04\x00", "part.md": "# T\n\na\n"},
    "a number": text("a", version="9" * 5_000),
    "a slug that leads out": text("a", slug="../../secret"),
    "a slug that is absolute": text("a", slug="/etc/cron.d/x"),
    "sections that lead out": text("a", sections="[../secret]"),
    "sources that lead out": text("a", sources="../secret.txt"),
    "a cover that leads out": text("a", cover="../secret.txt"),
    "a profile that leads out": text("a", icc_profile="../secret.txt"),
    "a style that leads out": text("a", csl="../secret.txt"),
    "an address": text("a", web_address="javascript:x()"),
    "a look that leads out": text("a", look="../../secret"),
    "an odd brand": text("a", brand="color()"),
    "a title": text("a", subtitle="a " * 20_000),
    "a limit": text("a", editions="{full: {pages: 99999999999}}"),
    "editions": text("a", editions="{a: {like: b}, b: {like: a}}"),
    "a script in a title": {"brief.yaml": "title: '</title><script>x()</script>'\n", "part.md": "# T\n\na\n"},
}

SOURCES: Mapping[str, Files] = {
    "doubling": sources(
        '@string{a0="xxxxxxxxxx"}\n'
        + "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 60))
        + "@book{a, title = a59}"
    ),
    "braces": sources("@book{a, title = " + "{" * 5_000),
    "closed braces": sources("@book{a, title = " + "{" * 3_000 + "}" * 3_000 + "}"),
    "LaTeX": sources(r"@book{a, title = {\input{/etc/passwd} \write18{x}}}"),
    "parents in a circle": sources("@book{a, crossref = b}\n@book{b, crossref = a}"),
    "names": sources("@book{a, title = {T}, author = {" + "A and " * 5_000 + "B}}"),
    "JSON": sources("[" * 50_000, "s.json"),
    "a number of JSON": sources(
        '[{"id": "a", "type": "book", "title": "T", "volume": ' + "9" * 20_000 + "}]", "s.json"
    ),
    "aliases": sources("- &a {id: a, title: T}\n" + "- *a\n" * 200, "s.yaml"),
    "a style in no encoding": {
        **sources("- {id: a, type: book, title: T, publisher: P}\n", "s.yaml"),
        "brief.yaml": "title: A\nsources: s.yaml\ncsl: x.csl\n",
        "x.csl": '<?xml version="1.0" encoding="bogus"?><style/>',
    },
    "an address": sources("@misc{a, title = {T}, url = {javascript:x()}}"),
    "markup": sources('- id: a\n  type: book\n  publisher: P\n  title: "<script>x()</script>"\n', "s.yaml"),
}

LEAKS: Mapping[str, Files] = {
    "settings": {"brief.yaml": f"title: A\n# {SECRET}\n", "part.md": "# T\n\na\n", **OWN_LAYOUT},
    "a column": {**table(f"a,b,c\n1,2,{SECRET}\n"), "part.md": "# T\n\n/// table | a.csv\ncolumns: a, b\n///\n"},
    "a review of a source": sources(
        f"- id: a\n  type: book\n  title: T\n  publisher: P\n  review: {SECRET}\n  note: {SECRET}\n", "s.yaml"
    ),
    "an abstract of a source": sources(f"@book{{a, title = {{T}}, abstract = {{{SECRET}}}, keywords = {{{SECRET}}}}}"),
    "another edition": text(f"Text.\n\n/// only-in | handout\n{SECRET}\n///"),
    "keys of sources and notes": {
        **sources(f"- {{id: {SECRET}, type: book, title: T, publisher: P, issued: 2001}}\n", "s.yaml"),
        "part.md": f"# T\n\nA claim [@{SECRET}], a note[^{SECRET}].\n\n[^{SECRET}]: A note.\n",
        "sources.md": "# Sources\n",
    },
    "a file that nobody names": with_files("", {"draft.md.bak": SECRET, "notes.txt": SECRET}),
    "words of a drawing": drawing(f'<text fill="none">{SECRET}</text><text y="9999">{SECRET}</text>'),
    "metadata of a drawing": drawing(f"<metadata>{SECRET}</metadata><title>{SECRET}</title><!-- {SECRET} -->"),
    "metadata of a photograph": picture(with_text(png(2, 2, b"\0" + b"\1" * 6 + b"\0" + b"\1" * 6))),
}

TABLES: Mapping[str, Files] = {
    "a cell": table("a,b\n" + "x" * 500_000 + ",1\n"),
    "columns": table("a" + ",b" * 20_000 + "\n"),
    "a quotation": table('a,b\n"' + "x,\n" * 5_000),
    "nothing": table(""),
    "bytes": table(b"\x00\xff" * 500),
    "formulas": table("a,b\n=cmd|' /C calc'!A0,1\n"),
    "a name that leads out": with_files("/// table | ../secret.txt\n///", {}),
    "a number": table("a,b\nx," + "9" * 9_000 + "\n"),
}

LONG: Mapping[str, Files] = {
    "a word": text("a" * 900_000),
    "elements within each other": layout("{% for n in range(40000) %}<div>{% endfor %}a"),
    "pages": layout("{% for n in range(9000) %}<p style='break-before: page'>a</p>{% endfor %}"),
    "notes": text(
        "a[^1]" * 1 + "".join(f" b[^{n}]" for n in range(2, 900)) + "".join(f"\n\n[^{n}]: c" for n in range(1, 900))
    ),
    "paragraphs": text("A word or two.\n\n" * 40_000),
    "a table": text("| a | b |\n|---|---|\n" + "| c | d |\n" * 9_000),
    "text in a drawing": drawing(f"<text>{'ab ' * 14_000}</text>"),
}


FONTS: Mapping[str, Files] = {
    "letters that are pictures": face(sbix=b"\0\1\0\1\0\0\0\0"),
    "letters that are drawings": face(SVG=b"\0\0\0\0\0\12\0\0\0\0\0\0"),
    "pictures in an address": addressed(face(sbix=b"\0\1\0\1\0\0\0\0")),
    "bitmaps in an address": addressed(face(CBDT=b"\0\3\0\0")),
    "drawings in an address": addressed(face(SVG=b"\0\0\0\0\0\12\0\0\0\0\0\0")),
    "an empty table of axes": face(fvar=b""),
    "a table with an odd name": {
        name: data.replace(b"NOTE", b"\xff\xfe\xfd\xfc") if isinstance(data, bytes) else data
        for name, data in face(NOTE=b"a").items()
    },
    "a table of its own": face(NOTE=SECRET.encode() * 9),
    "tables for other programs": face(STAT=SECRET.encode() * 9, meta=SECRET.encode() * 9, VDMX=SECRET.encode() * 9),
    "an axis of no font": face("font-variation-settings: 'wg=t' 5, 'a,bc' 1"),
    "no glyphs": face(cmap=b"\0\0\0\0"),
}


def cases() -> Iterator[tuple[str, Files]]:
    """All cases that end without a limit, with their names."""
    groups = {
        "layout": LAYOUTS,
        "sheet": SHEETS,
        "drawing": DRAWINGS,
        "picture": PICTURES,
        "text": TEXTS,
    }
    groups |= {"settings": SETTINGS, "sources": SOURCES, "table": TABLES, "leak": LEAKS, "font": FONTS}
    for group, of_group in groups.items():
        for name, case in of_group.items():
            yield f"{group}: {name}", case
