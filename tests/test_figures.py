"""Figures: the words on a picture, in its block or in the file beside it, and the size at which it is printed."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from brief import build
from brief.findings import BriefError
from brief.load import load
from brief.model import WITHOUT_BREAKS, Photograph
from tests.built import built
from tests.compose.composing import composed
from tests.conftest import MakeBrief
from tests.reading import read

Files = Mapping[str, str | bytes]

MM = 72 / 25.4
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><path d="M0 0h90v30z"/></svg>'
CAMP = (
    "alt: A gate\ncaption: The *gate*.\ncredit: The Clerk\nlicence: CC BY 4.0\nsource: https://www.example.org/a-gate\n"
)


def photograph(width: int, height: int, kind: str = "JPEG") -> bytes:
    file = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).save(file, kind)
    return file.getvalue()


def files_of(picture: str, beside: str) -> Files:
    """A photograph with enough pixels, and the file beside it."""
    return {picture: photograph(1000, 600), f"{picture}.yaml": beside}


def found(folder: Path) -> list[str]:
    """The findings on a brief, from its folder to its pages."""
    try:
        brief, _ = load(folder)
        brief, texts, findings = build.read(brief)
        from brief.model import EDITIONS

        findings += build.build(brief, texts, EDITIONS["full"], "us-letter", build.engine_for(brief)).findings
    except BriefError as error:
        findings = error.findings
    return [str(finding) for finding in findings]


def figure(make_brief: MakeBrief, text: str, files: Files, settings: str = "") -> str:
    """The one figure of a brief as HTML."""
    brief, _ = load(make_brief({"brief.yaml": f"title: T\n{settings}", "part.md": f"# T\n\n{text}\n", **files}))
    brief, texts, _ = build.read(brief)
    html = re.sub(r' data-source="[^"]*"', "", composed(brief, texts)).translate(WITHOUT_BREAKS)
    (match,) = re.finditer("<figure.*?</figure>", html, re.DOTALL)
    return match[0]


# ── Its words and credit ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_file_beside_a_picture_says_what_its_block_does_not(make_brief: MakeBrief) -> None:
    files = files_of("images/camp.jpg", CAMP)
    assert figure(make_brief, "![](images/camp.jpg)\n{: .wide }", files) == (
        '<figure class="wide"><img src="images/camp.jpg" alt="A gate"><figcaption><span class="label">Figure 1.</span> '
        'The *gate*.<br><span class="credit">Photo: The Clerk, <a class="address" href="https://www.example.org/a-gate">'
        "example.org/a-gate</a>, CC BY 4.0</span></figcaption></figure>"
    )


def test_the_block_takes_precedence_over_the_file_beside_a_picture(make_brief: MakeBrief) -> None:
    files = files_of("images/camp.jpg", "alt: A\ncaption: B\ncredit: C\n")
    text = '![A wall](images/camp.jpg "The **wall**.")\n{: .wide credit="Office & Sons" }'
    html = figure(make_brief, text, files)
    assert 'alt="A wall"' in html
    assert "</span> The <strong>wall</strong>.<br>" in html
    assert "Photo: Office &amp; Sons</span>" in html


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("a.jpg", "en-GB", "Photo: The Clerk"),
        ("a.svg", "en-US", "Graphic: The Clerk"),
        ("a.jpg", "fr", "Photo\u00a0: The Clerk"),
        ("a.svg", "ko", "그림: The Clerk"),
    ],
)
def test_a_credit_names_the_kind_of_picture_in_the_language_of_the_brief(
    name: str, language: str, said: str, make_brief: MakeBrief
) -> None:
    files: Files = {name: SVG if name == "a.svg" else photograph(300, 200)}
    html = figure(make_brief, f'![A]({name}){{: credit="The Clerk" }}', files, f"language: {language}\n")
    assert f'<span class="credit">{said}</span>' in re.sub('<span lang="en">(.*?)</span>', r"\1", html)


def test_a_credit_without_a_caption_stands_behind_the_number(make_brief: MakeBrief) -> None:
    html = figure(make_brief, '![A](a.svg)\n{: .wide credit="The Clerk" }', {"a.svg": SVG})
    assert '<span class="label">Figure 1.</span> <span class="credit">Graphic: The Clerk</span>' in html


def test_an_ornament_has_its_credit_and_nothing_else(make_brief: MakeBrief) -> None:
    html = figure(make_brief, "![](a.svg)\n{: .decorative }", {"a.svg": SVG, "a.svg.yaml": CAMP})
    assert 'alt=""' in html
    assert "The *gate*" not in html
    assert "Graphic: The Clerk" in html
    assert "Figure" not in html


def test_a_credit_is_read_with_the_caption(make_brief: MakeBrief) -> None:
    files = files_of("a.jpg", "alt: A gate\ncredit: 성분 Archive\n")
    made = built(make_brief({"part.md": '# T\n\n![](a.jpg "The gate.")\n', **files}))
    root = read(made.pdf).root
    assert root.one("Caption").text == "Figure 1. The gate. Photo: 성분 Archive"
    assert root.one("Figure").alt == "A gate"
    assert "ko" in {element.lang for element in root.walk()}


@pytest.mark.parametrize("text", ["![](a.jpg)", "Text ![](a.jpg) more.", "![](<a.jpg>)", '![](a.jpg "Caption")'])
def test_a_picture_needs_no_words_in_its_section_when_the_file_beside_it_has_them(
    text: str, make_brief: MakeBrief
) -> None:
    files = files_of("a.jpg", "alt: A gate\n")
    made = built(make_brief({"part.md": f"# T\n\n{text}\n", **files}))
    assert made.findings == ()
    assert read(made.pdf).root.one("Figure").alt == "A gate"


# ── Faults in the file beside it ─────────────────────────────────────────────────────────────────────────────────

BESIDE = {
    "nothing that says what it shows": (
        "credit: The Clerk\n",
        "content/part.md:3:1: error: alt-missing: this picture has no description for people who cannot see it\n"
        "    write between the square brackets what it shows, or, after an ornament, {: .decorative}",
    ),
    "a misspelt key": (
        "alt: A\ncredits: B\n",
        "content/a.jpg.yaml:2:1: error: key-unknown: there is no key 'credits' in a.jpg.yaml\n"
        "    did you mean 'credit'?",
    ),
    "a list": (
        "alt: [A, B]\n",
        "content/a.jpg.yaml:1:6: error: wrong-type: 'alt' is a list; a text was expected\n"
        '    write it after the colon, in quotes if there is a colon in it: title: "Korea: rights first"',
    ),
    "an emoji": (
        "alt: A\ncredit: The Clerk 📷\n",
        "content/a.jpg.yaml:2:19: error: emoji: the emoji '📷' (U+1F4F7, CAMERA) cannot be printed\n"
        "    say it in words, with a plain sign such as ✓ or ☎, or in a picture: ![A locked door](images/lock.svg)",
    ),
    "a character without a face": (
        "alt: A\ncredit: สวัส\n",
        "content/a.jpg.yaml:2:9: error: glyph-missing: no font has the character 'ส' (U+0E2A, THAI CHARACTER SO SUA)"
        " and 2 more of Thai\n    write it another way, or put a TTF or OTF font for it into the brief's styles/fonts,"
        " where it is found by itself",
    ),
}


@pytest.mark.parametrize(("beside", "told"), BESIDE.values(), ids=BESIDE)
def test_faults_in_the_file_beside_a_picture_are_reported_with_their_place(
    beside: str, told: str, make_brief: MakeBrief
) -> None:
    assert found(make_brief({"part.md": "# T\n\n![](a.jpg)\n", **files_of("a.jpg", beside)})) == [told]


def test_a_file_beside_a_picture_that_leads_out_is_not_read(make_brief: MakeBrief, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("alt: Secret\n")
    folder = make_brief({"part.md": "# T\n\n![](a.jpg)\n", "a.jpg": photograph(900, 600)})
    (folder / "a.jpg.yaml").symlink_to(tmp_path / "secret.yaml")
    (told,) = found(folder)
    assert told.startswith(
        "content/a.jpg.yaml: error: file-outside: this is a link to a file outside the brief's folder"
    )


def test_a_credit_that_is_printed_nowhere_is_reported(make_brief: MakeBrief) -> None:
    files = files_of("a.jpg", "alt: A gate\ncredit: The Clerk\n")
    text = "# T\n\nText ![](a.jpg){: width=2cm } more.\n"
    assert found(make_brief({"part.md": text, **files})) == [
        "content/part.md:3:10: warning: credit-lost: the credit of 'a.jpg' is printed nowhere, since the picture "
        "stands within a line of text\n"
        "    leave an empty line before the picture and one after it, or say in the text who made it"
    ]
    assert found(make_brief({"part.md": f"{text}\n![](a.jpg){{: width=2cm }}\n", **files})) == []


def test_the_file_beside_a_printed_picture_is_part_of_the_seal(make_brief: MakeBrief) -> None:
    files: Files = {"part.md": "# T\n\n![A](a.svg)\n", "a.svg": SVG, "other.svg.yaml": "alt: Not used\n"}

    def sealed(beside: Files) -> str:
        return build.read(load(make_brief({**files, **beside}))[0])[0].content_hash

    before = sealed({})
    assert sealed({"other.svg.yaml": "alt: Another\n"}) == before
    one = sealed({"a.svg.yaml": "credit: The Clerk\n"})
    assert one != before
    assert sealed({"a.svg.yaml": "credit: The Clerk\r\n"}) == one
    assert sealed({"a.svg.yaml": "credit: Another\n"}) != one


# ── Its size on the page ─────────────────────────────────────────────────────────────────────────────────────────


def drawn(make_brief: MakeBrief, text: str, name: str, data: bytes) -> Photograph:
    made = built(make_brief({"part.md": f"# T\n\n{text}\n", name: data}))
    (photograph,) = [one for page in made.measured.pages for one in page.photographs]
    return photograph


@pytest.mark.parametrize(
    ("attributes", "width"),
    [
        ("", 122),
        ("{: .wide }", 174),
        ("{: width=4cm }", 40),
        ("{: width=45mm }", 45),
        ('{: .wide width="6 in" }', 152.4),
        ("{: width=170mm }", 122),
    ],
)
def test_a_picture_is_as_wide_as_is_asked_and_never_wider_than_its_column(
    attributes: str, width: float, make_brief: MakeBrief
) -> None:
    one = drawn(make_brief, f"![A](a.jpg)\n{attributes}", "a.jpg", photograph(3000, 2000))
    assert one.box.width == pytest.approx(width * MM, abs=0.1)
    assert one.box.height == pytest.approx(width * MM * 2 / 3, abs=0.1)
    assert (one.name, one.pixels, one.box.source) == ("a.jpg", (3000, 2000), f"part.md:3-{4 if attributes else 3}")


@pytest.mark.parametrize(("name", "part"), [("a.svg", 1), ("a.SVG", 1), ("a.jpg", 0.85)])
def test_where_pages_close_up_a_drawing_keeps_the_whole_width(name: str, part: float, make_brief: MakeBrief) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><path d="M0 0h900v300z"/></svg>'
    data = photograph(3000, 1000) if name == "a.jpg" else drawing
    closed = {"styles/brand.css": ":root { --figures: 85% }", "part.md": f"# T\n\n![A]({name})\n{{: .wide }}\n"}
    (picture,) = built(make_brief({**closed, name: data})).measured.pages[0].pictures
    assert picture.right - picture.x == pytest.approx(part * 174 * MM, abs=0.1)


def test_a_picture_within_a_line_may_have_a_width(make_brief: MakeBrief) -> None:
    one = drawn(make_brief, "Text ![A](a.jpg){: width=9mm } more.", "a.jpg", photograph(300, 200))
    assert one.box.width == pytest.approx(9 * MM, abs=0.1)


def test_a_tall_picture_keeps_its_shape(make_brief: MakeBrief) -> None:
    made = built(make_brief({"part.md": "# T\n\n![A](a.png){: width=80mm }\n", "a.png": photograph(500, 1500, "PNG")}))
    (one,) = [one for page in made.measured.pages for one in page.photographs]
    assert one.density == pytest.approx(1500 / (160 / 25.4), rel=0.01)
    ((left, bottom, right, top),) = [
        piece.box for run in read(made.pdf).root.one("Figure").runs for piece in run.pieces if piece.kind == "picture"
    ]
    assert (top - bottom) / (right - left) == pytest.approx(3, rel=0.01)


# ── Its pixels ───────────────────────────────────────────────────────────────────────────────────────────────────

WHY = "\n    under 200 pixels to the inch a picture is blurred or shows its pixels on paper"


COARSE = [
    ("![A]({})", 340, "3:6: {} prints 9 cm wide at 96 ppi; supply 709 pixels or set it 4 cm wide"),
    ("![A]({})", 900, "3:6: {} prints 12.2 cm wide at 187 ppi; supply 961 pixels or set it 11 cm wide"),
    (
        "![A]({})\n{{: .wide }}",
        1000,
        "3:6: {} prints 17.4 cm wide at 146 ppi; supply 1,371 pixels or set it 12.5 cm wide",
    ),
    ("![A]({}){{: width=4cm }}", 300, "3:6: {} prints 4 cm wide at 190 ppi; supply 315 pixels or set it 3.5 cm wide"),
    ("Text.\n\n> Text ![A]({}).", 60, "5:13: {} prints 1.6 cm wide at 96 ppi; supply 125 pixels"),
]


@pytest.mark.parametrize(("text", "across", "told"), COARSE)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_that_is_too_coarse_for_its_size_is_reported(
    text: str, across: int, told: str, kind: str, make_brief: MakeBrief
) -> None:
    name = f"images/camp.{kind.lower()}"
    folder = make_brief({"part.md": f"# T\n\n{text.format(name)}\n", name: photograph(across, across * 2 // 3, kind)})
    place, _, words = told.format(name).partition(": ")
    assert found(folder) == [f"content/part.md:{place}: warning: image-coarse: {words}{WHY}"]


@pytest.mark.parametrize(
    ("text", "across"), [("![A]({})", 961), ("![A]({}){{: width=4cm }}", 315), ("![A]({}){{: width=5mm }}", 40)]
)
def test_a_photograph_with_enough_pixels_is_not_reported(text: str, across: int, make_brief: MakeBrief) -> None:
    assert found(make_brief({"part.md": f"# T\n\n{text.format('a.jpg')}\n", "a.jpg": photograph(across, 600)})) == []


def test_a_drawing_has_enough_whatever_its_size(make_brief: MakeBrief) -> None:
    assert found(make_brief({"part.md": "# T\n\n![A](a.svg){: width=116mm }\n", "a.svg": SVG})) == []


def test_each_use_of_a_coarse_picture_is_reported_once(make_brief: MakeBrief) -> None:
    text = "# T\n\n![A](a.jpg)\n\n![A](a.jpg){: width=4cm }\n\n![A](a.jpg){: width=20mm }\n"
    told = found(make_brief({"part.md": text, "a.jpg": photograph(200, 100)}))
    assert [one.partition("; ")[0] for one in told] == [
        "content/part.md:3:6: warning: image-coarse: a.jpg prints 5.3 cm wide at 96 ppi",
        "content/part.md:5:6: warning: image-coarse: a.jpg prints 4 cm wide at 127 ppi",
    ]


def test_coarse_logos_and_portraits_are_reported_where_brief_yaml_names_them(make_brief: MakeBrief) -> None:
    settings = "title: T\norganisation: {name: O, logo: l.png}\nauthors: [{name: A, photo: p.png}]\n"
    files: Files = {"l.png": photograph(60, 30, "PNG"), "p.png": photograph(100, 120, "PNG")}
    text = "# About\n\nText.\n"
    assert found(make_brief({"brief.yaml": settings, "author.md": text, **files})) == [
        f"content/brief.yaml:2:31: warning: image-coarse: l.png prints 1.8 cm wide at 85 ppi; supply 142 pixels{WHY}",
        f"content/brief.yaml:3:28: warning: image-coarse: p.png prints 2.2 cm wide at 115 ppi; supply 174 pixels{WHY}",
    ]


# ── Addresses with passwords and tracking ──────────────────────────────────────────────────────────────────────────


def test_an_address_with_a_password_stops_the_build_before_anybody_can_read_it(make_brief: MakeBrief) -> None:
    text = (
        "# T\n\nSee [this](https://clerk:s3cret@example.org/a), [that](https://clerk@example.org) and a@example.org.\n"
    )
    with pytest.raises(BriefError) as raised:
        built(make_brief({"part.md": f"{text}\nAt https://me:x@example.org/.\n"}))
    hint = "delete everything between the slashes and the @, and the @; readers sign in by themselves"
    assert [str(finding) for finding in raised.value.findings] == [
        f"content/part.md:{line}:{column}: error: link-password: this address contains the password of '{user}', "
        f"which every copy of the brief would give away\n    {hint}"
        for line, column, user in ((3, 20, "clerk"), (5, 12, "me"))
    ]


def test_addresses_that_track_are_reported_at_their_places(make_brief: MakeBrief) -> None:
    settings = (
        "title: T\norganisation: {name: O, url: 'https://example.org/?utm_source=a'}\n"
        "web-address: https://example.org/b?fbclid=x\n"
    )
    text = (
        "# T\n\nSee [this](https://example.org/?id=7&utm_source=mail&utm_medium=x),\nhttps://example.org/?gclid=1.[^a]\n\n"
        "[^a]: See <https://example.org/?mc_eid=1>.\n\n/// qr | https://example.org/?ref_src=paper\n///\n"
    )
    hint = "delete it from the address; the printed address leaves it out and leads to the same page"
    says = "warning: link-tracks: this address tracks its readers"
    assert found(make_brief({"brief.yaml": settings, "part.md": text})) == [
        f"content/brief.yaml:2:30: {says}: utm_source=a\n    {hint}",
        f"content/brief.yaml:3:14: {says}: fbclid=x\n    {hint}",
        f"content/part.md:3:38: {says}: utm_source=mail, utm_medium=x\n    {hint}",
        f"content/part.md:4:22: {says}: gclid=1\n    {hint}",
        f"content/part.md:8:31: {says}: ref_src=paper\n    {hint}",
        f"content/part.md:6:33: {says}: mc_eid=1\n    {hint}",
    ]
