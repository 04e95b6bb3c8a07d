"""Generates parts of docs/: the tables of the keys of brief.yaml and of how to print, the rules, and all pictures.

`make docs` runs it. The pictures are pages of real builds: the example brief in its editions and in each look, and each
construct in docs/, typeset alone from the lines that its page shows. `tests/test_docs.py` fails when a table or the
rules are out of date, or a construct has no picture.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

from PIL import Image, ImageChops

from brief.model import EDITIONS, LOOKS, Settings
from brief.release import SIDES
from brief.review import guide

DOCS = Path(__file__).parent
PICTURES = DOCS / "pictures"
SETTINGS = DOCS / "settings.md"
PRINTING = DOCS / "printing.md"
RULES = DOCS / "rules.md"
DASHES = ("–",) * 3
"""The cells of an edition that says nothing, in the table of how to print."""

WITH_PHOTOGRAPHS = DOCS.parent / "tests" / "pages" / "photographs"
"""A brief with photographs, of which one becomes a cover."""

WITH_CONSTRUCTS = (DOCS / "writing.md", DOCS / "sources.md")
MARK = "<!-- made from the model by `make docs` -->\n"
BARE_LAYOUT = """<!DOCTYPE html>
<html lang="{{ brief.language }}"><title>{{ title }}</title>
<h1 style="font-size: 1pt; line-height: 0; margin: 0; color: white">{{ title }}</h1>
{% for section in sections %}<section class="{{ section.kind }}">{% include section.layout %}</section>{% endfor %}
"""
"""The layout for the picture of a construct: the sections, below an invisible title."""

SOURCES = (DOCS.parent / "content" / "sources.yaml").read_text(encoding="utf-8").split("- id: ")[1:]
"""The sources of the example, which constructs may cite; each text begins with its key."""

DATA = {
    "sections.csv": (
        "Section,Words,Lines\nSummary,120,11\nAbuses,520,48\nSongbun,410,38\nRecommendations,640,\nAuthor,85,9\n"
    ),
    "pages.csv": (
        "Year,Rulers,Pencils\n2012,18,31\n2013,22,30\n2014,25,\n2015,31,24\n2016,38,22\n2017,44,19\n2018,52,17\n"
    ),
}
"""The CSV files that constructs may show, by name."""

BARE_PAGE = "@page { size: 215.9mm HEIGHTmm; margin-top: 8mm !important; margin-bottom: 5mm }"

LOW, HIGH = "88", "110"
"""The height of the page of a construct in mm, as text: without data, and with data, whose charts need more room."""

EXAMPLE = re.compile(
    r"(?:```yaml\n(?P<settings>(?:(?!```).)*)```\n+)?"
    r"```markdown\n(?P<text>(?:(?!```).)*)```\n+!\[[^\]]*\]\(pictures/(?P<name>[\w-]+)\.png\)",
    re.DOTALL,
)
"""A construct on a page: its keys of brief.yaml, if any, its Markdown, and directly below that its picture."""


class Construct(NamedTuple):
    """What an editor types: in a section, and in brief.yaml."""

    markdown: str
    settings: str = ""


def table(of: Any, below: str = "") -> Iterator[str]:
    """The rows of the table of keys; `below` is the name of the group of keys, with a dot at its end."""
    hints = get_type_hints(of)
    for one in fields(of):
        name = below + one.name.replace("_", "-")
        yield f"| `{name}` | {one.metadata['sense']} | {default(one)} |\n"
        for kind in kinds(hints[one.name]):
            if is_dataclass(kind):
                yield from table(kind, f"{name}.NAME." if one.name in ("fields", "editions", "rules") else f"{name}.")


def kinds(hint: Any) -> Iterator[Any]:
    """A type, and the types that it is composed of."""
    yield hint
    for part in get_args(hint):
        yield from kinds(part)


def default(one: Field[Any]) -> str:
    """The cell on the default of a key: its value, `required`, or a dash for an empty one."""
    if one.default is MISSING and one.default_factory is MISSING:
        return "required"
    if one.default in (MISSING, "", None):
        return "–"
    return f"`{one.default}`" if isinstance(one.default, str) else f"`{str(one.default).lower()}`"


def settings_page() -> str:
    """The text of docs/settings.md with a new table of keys."""
    head, mark, _ = SETTINGS.read_text(encoding="utf-8").partition(MARK)
    assert mark, "the mark is gone from settings.md"
    return f"{head}{MARK}\n| key | what it is | when missing |\n| --- | --- | --- |\n{''.join(table(Settings))}"


def printing_page() -> str:
    """The text of docs/printing.md with a new table of how to print each edition. A release says the same."""
    head, mark, rest = PRINTING.read_text(encoding="utf-8").partition(MARK)
    assert mark, "the mark is gone from printing.md"
    _, _, below = rest.lstrip("\n").partition("\n\n")
    sides = {name: SIDES[one.pages.most != 1] if one.duplex else "" for name, one in EDITIONS.items()}
    told = {name: f"{sides[name]}{one.how_to_print}".split("; ") for name, one in EDITIONS.items()}
    rows = "".join(f"| `{name}` | {' | '.join((*parts, *DASHES[len(parts) :]))} |\n" for name, parts in told.items())
    return f"{head}{MARK}\n| edition | sides | colour | sheets |\n| --- | --- | --- | --- |\n{rows}\n{below}"


def rules_page() -> str:
    """The text of docs/rules.md with a new guide to the rules."""
    head, mark, _ = RULES.read_text(encoding="utf-8").partition(MARK)
    assert mark, "the mark is gone from rules.md"
    return f"{head}{MARK}\n{guide.page()}"


def constructs() -> Mapping[str, Construct]:
    """The constructs on the pages of docs/, by the names of their pictures."""
    found = [match for page in WITH_CONSTRUCTS for match in EXAMPLE.finditer(page.read_text(encoding="utf-8"))]
    return {match["name"]: Construct(match["text"], match["settings"] or "") for match in found}


def write_brief(folder: Path, construct: Construct) -> Path:
    """Writes a brief with one construct, the sources that it cites, and all pictures and data; returns its folder."""
    text = construct.markdown if re.match(r"(---|# )", construct.markdown) else f"# Title\n\n{construct.markdown}"
    settings = f"title: T\nfields: {{senator: {{sample: Senator Example}}}}\n{construct.settings}"
    settings += "" if "sections:" in settings else "sections: [part]\n"
    page = BARE_PAGE.replace("HEIGHT", HIGH if "| data/" in text else LOW)
    (folder / "images").mkdir(parents=True)
    (folder / "styles" / "layouts").mkdir(parents=True)
    (folder / "styles" / "layouts" / "brief.html").write_text(BARE_LAYOUT, encoding="utf-8")
    (folder / "styles" / "brand.css").write_text(page, encoding="utf-8")
    if cited := [source for source in SOURCES if re.search(rf"@{source.splitlines()[0]}\b", text)]:
        settings += "sources: sources.yaml\n"
        (folder / "sources.yaml").write_text("".join(f"- id: {source}" for source in cited), encoding="utf-8")
    if "sources]" in settings:
        (folder / "sources.md").write_text("# Sources\n", encoding="utf-8")
    (folder / "brief.yaml").write_text(settings, encoding="utf-8")
    (folder / "part.md").write_text(text, encoding="utf-8")
    (folder / "data").mkdir()
    for name, rows in DATA.items():
        (folder / "data" / name).write_text(rows, encoding="utf-8")
    for picture in (DOCS.parent / "content" / "images").iterdir():
        (folder / "images" / picture.name).write_bytes(picture.read_bytes())
    return folder


def pages(where: Path, resolution: int, edition: str = "full") -> list[Image.Image]:
    """The pages of an edition of a brief on Letter, at `resolution` dots per inch."""
    import pypdfium2

    from brief.produce import produce

    with tempfile.TemporaryDirectory() as output:
        (made,) = produce(where, [edition], "us-letter", Path(output))
        with pypdfium2.PdfDocument(made.path) as pdf:
            return [page.render(scale=resolution / 72).to_pil() for page in pdf]


def in_look(where: Path, look: str, folder: Path, more: str = "") -> Path:
    """Copies a brief into `folder`, with another look and `more` lines of brief.yaml; returns the copy."""
    copy = folder / where.name
    shutil.copytree(where, copy)
    settings = copy / "brief.yaml"
    settings.write_text(f"look: {look}\n{more}{settings.read_text(encoding='utf-8')}", encoding="utf-8")
    return copy


def gallery() -> Iterator[tuple[str, Image.Image]]:
    """The names and pictures of the gallery: pages 1 and 2 and the handout in each look; and a page 1 with a cover."""
    for look in LOOKS:
        with tempfile.TemporaryDirectory() as folder:
            copy = in_look(DOCS.parent / "content", look, Path(folder))
            for number, page in enumerate(pages(copy, 50)[:2], 1):
                yield f"look-{look}-{number}", page
            yield f"look-{look}-handout", pages(copy, 50, "handout")[0]
    with tempfile.TemporaryDirectory() as folder:
        copy = in_look(WITH_PHOTOGRAPHS, "witness", Path(folder), "cover: images/marsh.jpg\n")
        yield "look-cover", pages(copy, 50)[0]


def first_page(where: Path, edition: str) -> Image.Image:
    """The first page of an edition on paper, at a low resolution."""
    return pages(where, 55, edition)[0]


def photographed(where: Path, edition: str) -> Image.Image:
    """The top of an edition for the screen, as Debian's Chromium shows it in a window 1180 px wide."""
    from brief.produce import produce

    with tempfile.TemporaryDirectory() as output:
        (made,) = produce(where, [edition], "", Path(output))
        picture = Path(output) / "screen.png"
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1180,1400"]
        address = made.path.resolve().as_uri()
        subprocess.run(["chromium-headless-shell", *flags, f"--screenshot={picture}", address], check=True)
        with Image.open(picture) as image:
            return image.convert("RGB").resize((image.width * 2 // 5, image.height * 2 // 5), Image.Resampling.LANCZOS)


def cropped(page: Image.Image) -> Image.Image:
    """A page, cropped to its printed area with a margin."""
    printed = ImageChops.invert(page.convert("L")).getbbox()
    assert printed, "the construct does not fit on its page"
    left, upper, right, lower = printed
    return page.crop((max(left - 20, 0), max(upper - 20, 0), right + 20, lower + 20))


def main(names: Collection[str]) -> None:
    """Writes the tables, the rules and all pictures; or only the pictures named: ``looks``, ``preview``, constructs."""
    PICTURES.mkdir(exist_ok=True)
    if not names or "preview" in names:  # first: a build sets fontconfig to the faces of the house, for a browser too
        from docs.preview import pictures  # it needs a browser, which tests of the tables do not

        for name, page in pictures():
            save(page, name)
    if not names:
        SETTINGS.write_text(settings_page(), encoding="utf-8")
        PRINTING.write_text(printing_page(), encoding="utf-8")
        RULES.write_text(rules_page(), encoding="utf-8")
        for edition in EDITIONS.values():
            picture = photographed if edition.medium == "screen" else first_page
            save(picture(DOCS.parent, edition.name), f"edition-{edition.name}")
    if not names or "looks" in names:
        for name, page in gallery():
            save(page, name)
    for name, construct in constructs().items():
        if name in names or not names:
            with tempfile.TemporaryDirectory() as folder:
                save(cropped(pages(write_brief(Path(folder) / "brief", construct), 100)[0]), name)


def save(picture: Image.Image, name: str) -> None:
    """Writes a picture as a PNG of at most 256 colors."""
    picture.convert("P", palette=Image.Palette.ADAPTIVE).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
