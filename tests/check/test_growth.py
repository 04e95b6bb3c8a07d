"""Style sheets that would take forever to apply are refused at their line, before anything is set."""

from __future__ import annotations

from itertools import pairwise

import pytest

from brief.findings import BriefError
from tests.built import built
from tests.conftest import MakeBrief


def refused(make_brief: MakeBrief, css: str, **files: str) -> str:
    """The error on a style sheet; empty when nothing is wrong with it."""
    others = {f"styles/{name}.css": text for name, text in files.items()}
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/brand.css": css, **others})
    try:
        built(folder)
    except BriefError as error:
        return str(error)
    return ""


def levels(count: int, times: int) -> str:
    """Properties, one per line, each of which names the one before `times` times."""
    lines = [f"--a{number}: {f'var(--a{number - 1}) ' * times};" for number in range(1, count)]
    return "\n".join([":root {", "--a0: 1234567890;", *lines, "}", f"p {{ font-family: var(--a{count - 1}) }}"])


@pytest.mark.parametrize(("count", "times", "line"), [(9, 10, 6), (60, 2, 14), (40, 2, 14), (3, 9999, 3)])
def test_properties_that_grow_through_one_another_are_refused(
    count: int, times: int, line: int, make_brief: MakeBrief
) -> None:
    assert refused(make_brief, levels(count, times)) == (
        f"content/styles/brand.css:{line}:1: error: property-grows: '--a{line - 2}' becomes longer than 100,000 "
        "characters by the properties that it names\n"
        "    delete it, and do not use style sheets of whoever wrote it before you know why"
    )


@pytest.mark.parametrize("css", ["--a: var(--b) var(--b); --b: var(--a) var(--a)", "--a: var(--a) var(--a)"])
def test_properties_that_name_themselves_are_refused(css: str, make_brief: MakeBrief) -> None:
    assert "error: property-grows: '--a' becomes longer" in refused(make_brief, f"p {{ {css} }}")


def test_many_properties_that_do_not_grow_are_accepted(make_brief: MakeBrief) -> None:
    css = "p { --gap: 1pt; " + " ".join(f"--a{number}: var(--a{number - 1});" for number in range(1, 200))
    assert "property-grows" not in refused(make_brief, css + "}")


@pytest.mark.parametrize(
    "stops",
    [
        "red 0, blue 0.001pt",
        "red 0, blue 1e-7mm",
        "to right, red, rgb(10% 20% 30%) 0.00001%",
        "45deg, red 5pt, blue 5.0001pt",
        "red 0%, hsl(10deg, 20%, 30%) 0.01%",
        "red, blue 0.001em",
    ],
)
@pytest.mark.parametrize("kind", ["linear", "radial"])
def test_a_repeating_gradient_too_fine_to_see_is_refused(kind: str, stops: str, make_brief: MakeBrief) -> None:
    assert refused(make_brief, f"p {{ color: red;\n background: repeating-{kind}-gradient({stops}) }}") == (
        "content/styles/brand.css:2:14: error: gradient-too-fine: this gradient repeats in steps that nobody sees, and "
        "takes very long to draw\n    make its steps 0.1pt or longer, or 0.1 % and more"
    )


@pytest.mark.parametrize(
    "stops",
    [
        "red 0, blue 1mm",
        "red, blue",
        "red 0, blue 20%",
        "45deg, red 10pt, blue 12pt",
        "red 0, blue 0",
        "red 5%, blue 1pt",
    ],
)
def test_other_gradients_are_drawn(stops: str, make_brief: MakeBrief) -> None:
    assert refused(make_brief, f"p {{ background: repeating-linear-gradient({stops}) }}") == ""


@pytest.mark.parametrize(
    "css",
    [
        "border: 1e-5px dotted red",
        "outline: 0.00001em dashed",
        "column-rule: 1E-9mm dotted",
        "text-decoration: underline wavy 0.0001pt",
        "TEXT-DECORATION-THICKNESS: 0.0001%",
    ],
)
def test_a_line_too_thin_for_its_dots_is_refused(css: str, make_brief: MakeBrief) -> None:
    assert refused(make_brief, f"p {{ color: red;\n {css} }}") == (
        "content/styles/brand.css:2:2: error: line-too-thin: this line is too thin to print, and takes very long to "
        "draw in dots, dashes or waves\n    make it 0.1pt or thicker"
    )


@pytest.mark.parametrize("css", ["border: 0.1pt dotted", "border: 0 solid", "border: 0.0 dotted", "outline: none"])
def test_hairlines_are_drawn(css: str, make_brief: MakeBrief) -> None:
    assert refused(make_brief, f"p {{ {css} }}") == ""


@pytest.mark.parametrize("where", ["styles/brand.css", "styles/layouts/prose.html"])
def test_a_style_sheet_that_imports_itself_is_refused(where: str, make_brief: MakeBrief) -> None:
    asks = '@import "own.css";' if where.endswith("css") else '<style>@import "own.css";</style><p>a'
    files = {"part.md": "# T\n\nText.\n", where: asks, "styles/own.css": '@import "own.css"; @import "own.css";'}
    with pytest.raises(BriefError) as raised:
        built(make_brief(files))
    assert str(raised.value) == (
        "error: imported-without-end: 'own.css' is fetched again and again by @import\n"
        "    delete the lines with @import; brief knows the style sheets of a brief by their names"
    )


@pytest.mark.parametrize("name", ["--a{}/**/", "--\N{GRINNING FACE}{}", "--\\61 {}", "--b\\-{}"])
def test_properties_that_grow_are_found_however_their_names_are_written(name: str, make_brief: MakeBrief) -> None:
    names = [name.format(number) for number in range(9)]
    lines = [f"{one}: {f'var({before}) ' * 10};" for before, one in pairwise(names)]
    assert "property-grows" in refused(make_brief, "p {" + f"{names[0]}: 1234567890;" + "".join(lines) + "}")
