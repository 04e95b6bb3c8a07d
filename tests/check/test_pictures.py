"""Pictures that would print half, never, or for ever."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from brief import build
from brief.findings import BriefError
from brief.load import load
from brief.typeset import start
from tests.conftest import MakeBrief

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'

ENDLESS = "'a.svg' cannot be read as an image: a part of it uses itself, or is nested too deeply"


@pytest.fixture
def reason(make_brief: MakeBrief) -> Callable[..., str]:
    """The first line of what is wrong with the one picture of a brief."""

    def found(name: str, data: str | bytes) -> str:
        brief, _ = load(make_brief({"part.md": f"# Title\n\n![A]({name})\n", name: data}))
        with pytest.raises(BriefError) as raised:
            build.read(brief)
        return str(raised.value).partition("\n")[0]

    return found


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_that_ends_too_early(reason: Callable[..., str], kind: str) -> None:
    start.load()  # the engine tells Pillow to take such pictures
    whole = io.BytesIO()
    Image.effect_noise((400, 400), 90).save(whole, kind)
    said = reason("a.img", whole.getvalue()[: len(whole.getvalue()) // 2])
    assert said.startswith("content/part.md:3:6: error: image-unreadable: 'a.img' cannot be read as an image: ")
    assert "truncated" in said


def test_a_drawing_that_uses_itself(reason: Callable[..., str]) -> None:
    drawing = SVG.format('<g id="a"><use x:href="#a"/></g>')
    assert reason("a.svg", drawing).endswith(
        "cannot be read as an image: a part of it uses itself, or is nested too deeply"
    )


def test_a_drawing_nested_thousands_deep(reason: Callable[..., str]) -> None:
    drawing = SVG.format(f"{'<g>' * 5000}{'</g>' * 5000}")
    assert reason("a.svg", drawing).endswith(
        "cannot be read as an image: a part of it uses itself, or is nested too deeply"
    )


def test_a_small_drawing_that_grows_without_measure(reason: Callable[..., str]) -> None:
    levels = "".join(
        f'<g id="l{n}">{f"<use href=&quot;#l{n - 1}&quot;/>".replace("&quot;", chr(34)) * 10}</g>' for n in range(1, 9)
    )
    drawing = SVG.format(f'<defs><path id="l0" d="M0 0h1"/>{levels}</defs><use href="#l8"/>')
    assert reason("a.svg", drawing).endswith("the image 'a.svg' is too large: more than 100000 shapes")


def test_a_file_whose_name_means_something_in_an_address_prints(make_brief: MakeBrief) -> None:
    files = {name: SVG.format("") for name in ("a#1.svg", "a%20b.svg", "c d.svg")}
    text = "# Title\n\n" + "".join(f"![A](<{name}>)\n\n" for name in files)
    brief, _ = load(make_brief({"part.md": text, **files}))
    brief, texts, _ = build.read(brief)
    from brief.model import EDITIONS

    assert build.build(brief, texts, EDITIONS["full"], "us-letter", build.press_for(brief)).findings == ()
