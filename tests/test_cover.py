"""The cover: a picture of brief.yaml for page 1, described by the file beside it."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
from PIL import Image

from brief import build
from brief.load import load
from brief.model import LOOKS
from tests import built
from tests.conftest import MakeBrief

LAYOUT = """<!DOCTYPE html>
<html lang="en"><title>T</title><body><h1>{{ title }}</h1>
{% if cover %}<figure><img src="{{ cover.src | urlencode }}" alt="{{ cover.alt }}" style="width: 150mm">
<figcaption>{{ cover.caption }} {{ cover.credit }}</figcaption></figure>{% else %}<p>No cover.</p>{% endif %}
{% for section in sections %}{% include section.layout %}{% endfor %}</body></html>
"""
PART = "# P\n\n" + "A paragraph that is here to fill the page behind the first one with text.\n\n" * 30
BESIDE = "alt: A fence in the rain\ncaption: The fence.\ncredit: Ann & Bo\nsource: https://example.org/a\n"


def photograph(width: int = 1300) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, width // 2), "teal").save(data, "JPEG")
    return data.getvalue()


def files(settings: str = "cover: images/a b.jpg\n", **more: str | bytes) -> Mapping[str, str | bytes]:
    return {
        "brief.yaml": f"title: T\nlook: witness\n{settings}",
        "part.md": "# P\n\nText.\n",
        "images/a b.jpg": photograph(),
        "images/a b.jpg.yaml": BESIDE,
        **more,
    }


def test_layouts_have_the_cover_with_its_words_and_credit(make_brief: MakeBrief) -> None:
    made = built.built(make_brief({**files(), "styles/layouts/brief.html": LAYOUT}))
    assert made.findings == ()
    assert 'src="images/a%20b.jpg" alt="A fence in the rain"' in made.html
    assert "<figcaption>The fence. Photo: Ann &amp; Bo, <a " in made.html
    assert 'href="https://example.org/a"' in made.html
    assert [photo.name for photo in made.measured.pages[0].photographs] == ["images/a b.jpg"]


def test_without_a_cover_layouts_have_none(make_brief: MakeBrief) -> None:
    made = built.built(make_brief({**files(""), "styles/layouts/brief.html": LAYOUT}))
    assert "<p>No cover.</p>" in made.html


def test_a_cover_with_too_few_pixels_is_reported_where_it_is_named(make_brief: MakeBrief) -> None:
    small: dict[str, str | bytes] = {"images/a b.jpg": photograph(300), "styles/layouts/brief.html": LAYOUT}
    made = built.built(make_brief({**files(), **small}))
    assert [str(finding).split("\n")[0] for finding in made.findings] == [
        "content/brief.yaml:3:8: warning: image-coarse: images/a b.jpg prints 12.2 cm wide at 62 ppi; supply 961 pixels"
    ]


@pytest.mark.parametrize(
    ("settings", "more", "said"),
    [
        ("cover: images/none.jpg\n", {}, "error: image-missing: there is no image 'images/none.jpg'"),
        ("cover: ../a.jpg\n", {}, "error: image-outside: the image '../a.jpg' is not a file in the brief's folder"),
        (
            "cover: part.md\n",
            {"part.md.yaml": "alt: A\n"},
            "error: image-unreadable: 'part.md' cannot be read as an image: its content is no picture",
        ),
        (
            "cover: b.jpg\n",
            {"b.jpg": photograph()},
            "error: alt-missing: the cover 'b.jpg' has no description for people who cannot see it",
        ),
        (
            "cover: b.jpg\n",
            {"b.jpg": photograph(), "b.jpg.yaml": "credit: Ann\n"},
            "error: alt-missing: the cover 'b.jpg' has no description for people who cannot see it",
        ),
    ],
)
def test_faults_in_a_cover_are_reported(
    make_brief: MakeBrief, settings: str, more: dict[str, str | bytes], said: str
) -> None:
    found = built.told_of(make_brief({**files(settings), **more}))
    assert [one.split("\n")[0] for one in found] == [f"content/brief.yaml:3:8: {said}"]


def test_a_fault_in_the_file_beside_a_cover_is_reported_once(make_brief: MakeBrief) -> None:
    found = built.told_of(make_brief({**files(), "images/a b.jpg.yaml": "alts: A\n"}))
    assert [one.split(": ")[2] for one in found] == ["key-unknown"]


@pytest.mark.parametrize("look", [name for name, look in LOOKS.items() if not look.cover])
def test_a_look_without_a_place_for_the_cover_is_reported(make_brief: MakeBrief, look: str) -> None:
    settings = f"title: T\nlook: {look}\ncover: images/a b.jpg\n"
    assert built.told_of(make_brief({**files(), "brief.yaml": settings})) == [
        f"content/brief.yaml:3:8: info: cover-unprinted: the look {look} has no place for a cover, so"
        " 'images/a b.jpg' is not printed\n    choose a look that has one, look: witness or look: ledger,"
        " or show the picture in a section"
    ]
    own = {"brief.yaml": settings, "styles/layouts/brief.html": LAYOUT}
    assert built.told_of(make_brief({**files(), **own})) == []


def test_the_cover_and_the_file_beside_it_are_part_of_the_seal(make_brief: MakeBrief) -> None:

    hashes = set()
    for beside in (BESIDE, "alt: Another\n"):
        brief, _, _ = build.read(load(make_brief({**files(), "images/a b.jpg.yaml": beside}))[0])
        assert {path.name for path in brief.files} == {"a b.jpg", "a b.jpg.yaml"}
        hashes.add(brief.content_hash)
    assert len(hashes) == 2


@pytest.mark.parametrize(("points", "height", "last"), [(4, 273, 1), (5, 210, 1), (8, 273, 2)])
def test_a_cover_is_lower_where_that_keeps_the_summary_on_page_1(
    points: int, height: int, last: int, make_brief: MakeBrief
) -> None:
    point = "- **Point {}.** A reason that goes on on a second line of the summary, as it does here.\n"
    settings = (
        "cover: images/a b.jpg\nask: We ask you to do this, to do it well and to do it soon.\n"
        "addressee: the Senate\nsubtitle: A deck.\nsections: [summary, part]\n"
    )
    summary = "".join(map(point.format, range(points)))
    folder = make_brief(files(settings, **{"summary.md": summary, "part.md": PART}))
    found = built.built(folder, "full").measured.pages
    assert [page.number for page in found for run in page.texts if run.text.startswith("Point")][-1] == last
    assert round(max(picture.foot - picture.y for picture in found[0].pictures)) == height


@pytest.mark.parametrize("edition", ["proof", "large-print"])
def test_a_proof_and_large_print_show_the_cover_with_its_words(edition: str, make_brief: MakeBrief) -> None:
    made = built.built(make_brief(files()), edition)
    assert [photo.name for page in made.measured.pages for photo in page.photographs] == ["images/a b.jpg"]
    assert "The fence. Photo: Ann & Bo" in "".join(run.text for page in made.measured.pages for run in page.texts)
