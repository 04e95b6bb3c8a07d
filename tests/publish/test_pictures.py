"""Pictures in a page are made for the screen, without metadata or animation, and legible in the dark."""

from __future__ import annotations

import io
from base64 import b64decode
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element, fromstring

import pytest
from PIL import Image

from brief.findings import BriefError
from brief.load import house
from brief.model import Remark
from brief.model.drawings import SVG
from brief.publish.drawings import size
from brief.publish.faces import read as read_faces
from brief.publish.pictures import Pictures
from brief.publish.trees import read
from brief.typeset.encoded import for_screen

FACES = read_faces(sorted((house() / "fonts").glob("*.ttf")))
TOKENS = {"ink": "#1b1b1d", "accent": "#8a2318", "rule": "#77797d"}

Put = Callable[[str, Mapping[str, bytes]], tuple[Element, Pictures]]


def put(html: str, files: Mapping[str, bytes]) -> tuple[Element, Pictures]:
    """A body with its pictures embedded, and the `Pictures` that embedded them."""

    def fetch(name: str) -> bytes:
        if name not in files:
            raise LookupError(name)
        return files[name]

    root = read(f"<!DOCTYPE html><title>T</title><body>{html}</body>")
    pictures = Pictures(fetch, for_screen, FACES, TOKENS)
    pictures.put_in(root)
    return root, pictures


def photograph(width: int, height: int, kind: str = "JPEG", **saved: object) -> bytes:
    file = io.BytesIO()
    mode = "RGBA" if saved.pop("transparent", False) else "RGB"
    Image.linear_gradient("L").resize((width, height)).convert(mode).save(file, kind, **saved)
    return file.getvalue()


def embedded(element: Element, key: str = "src") -> bytes:
    return b64decode(element.attrib[key].partition("base64,")[2])


def image(root: Element) -> Element:
    found = next(iter(root.iter("img")))
    return found


def drawn(root: Element) -> Element:
    assert image(root).attrib["src"].startswith("data:image/svg+xml;base64,")
    return fromstring(embedded(image(root)))


@pytest.mark.parametrize(
    ("attributes", "across"),
    [
        ("", 1400),
        (' style="width: 80mm"', 605),
        (' style="width: 1.2.3mm"', 1400),
        (' class="photo"', 264),
        (' style="max-width: 80mm"', 1400),
    ],
)
def test_a_photograph_has_two_pixels_for_one_of_the_page(attributes: str, across: int) -> None:
    root, pictures = put(f'<img src="a%20b.jpg" alt="A"{attributes}>', {"a b.jpg": photograph(2800, 1400)})
    made = image(root)
    assert made.attrib["src"].startswith("data:image/webp;base64,")
    assert (made.get("width"), made.get("height")) == (str(across), str(round(across / 2)))
    with Image.open(io.BytesIO(embedded(made))) as opened:
        assert (opened.format, opened.size) == ("WEBP", (across, round(across / 2)))
    assert (pictures.count, pictures.remarks) == (1, [])


def test_a_photograph_is_never_enlarged_and_loses_its_metadata() -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET-PLACE"
    exif[0x0112] = 6
    data = photograph(40, 20, exif=exif, comment="SECRET-PLACE")
    assert b"SECRET-PLACE" in data
    root, _ = put('<img src="a.jpg" alt="A">', {"a.jpg": data})
    made = embedded(image(root))
    assert b"SECRET" not in made
    with Image.open(io.BytesIO(made)) as opened:
        assert opened.size == (20, 40)  # upright
        assert not opened.getexif()


def test_a_photograph_that_is_too_high_for_its_format_is_made_smaller() -> None:
    root, _ = put('<img src="a.png" alt="A">', {"a.png": photograph(2, 40_000, "PNG")})
    with Image.open(io.BytesIO(embedded(image(root)))) as made:
        assert made.size == (1, 16_383)


def test_a_transparent_photograph_keeps_a_white_ground_and_every_pixel() -> None:
    root, _ = put('<img src="a.png" alt="A">', {"a.png": photograph(4, 4, "PNG", transparent=True)})
    assert image(root).get("class") is None  # its mask is full
    file = io.BytesIO()
    Image.new("RGBA", (4, 4), (10, 20, 30, 128)).save(file, "PNG")
    root, _ = put('<img src="a.png" alt="A">', {"a.png": file.getvalue()})
    assert image(root).get("class") == "plate"
    with Image.open(io.BytesIO(embedded(image(root)))) as opened:
        assert opened.getpixel((1, 1)) == (10, 20, 30, 128)


def test_a_file_that_is_no_photograph_stops_the_build() -> None:
    with pytest.raises(BriefError, match=r"'a\.jpg' cannot be read as an image: its content is no picture"):
        put('<img src="a.jpg" alt="A">', {"a.jpg": b"text"})


def test_a_file_that_cannot_be_fetched_is_reported() -> None:
    root, pictures = put('<img src="https://example.org/a.jpg" alt="A" srcset="https://example.org/b.jpg 2x">', {})
    assert image(root).attrib == {"src": "data:,", "alt": "A"}
    assert pictures.remarks == [Remark("file", "https://example.org/a.jpg")]


SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'


def draw(inside: str, attributes: str = 'width="20" height="10"', **files: bytes) -> tuple[Element, Pictures]:
    svg = SQUARE.format(attributes, inside).encode()
    return put(
        '<img src="a.svg" alt="A">', {"a.svg": svg, **{name.replace("_", "."): of for name, of in files.items()}}
    )


def test_a_drawing_loses_its_metadata_scripts_animation_and_outside_addresses() -> None:
    root, _ = draw(
        "<!-- SECRET --><metadata>SECRET</metadata><title>SECRET</title><desc>SECRET</desc><script>SECRET</script>"
        '<path d="M0 0h1v1z" onclick="SECRET" fill="#1b1b1d"><animate attributeName="x"/></path>'
        '<foreignObject><p>SECRET</p></foreignObject><a href="https://example.org/SECRET"><path d="M0 0h2"/></a>'
        '<use href="https://example.org/SECRET#a"/><use xlink:href="#a"/>'
    )
    svg = embedded(image(root))
    assert b"SECRET" not in svg
    tags = [element.tag.rpartition("}")[2] for element in drawn(root).iter()]
    assert tags == ["svg", "style", "path", "a", "path", "use", "use"]


def test_a_drawing_in_house_colors_also_has_those_for_the_dark() -> None:
    root, _ = draw('<path fill="#1B1B1D" stroke="#8a2318"/><path fill="#fff" stroke="none"/><path fill="url(#p)"/>')
    assert drawn(root)[0].text == (
        "@media screen and (prefers-color-scheme:dark){:root{fill:#dcdcde}"
        '[fill="#1B1B1D"]{fill:#dcdcde}[stroke="#8a2318"]{stroke:#e57468}[fill="#fff"]{fill:#161618}}'
    )
    assert image(root).get("class") == "drawing"


@pytest.mark.parametrize("inside", ['<path fill="blue"/>', '<path style="fill: #1b1b1d"/>', "<style>path{}</style>"])
def test_any_other_drawing_keeps_its_white_ground(inside: str) -> None:
    root, _ = draw(inside)
    assert image(root).get("class") == "plate drawing"
    assert "prefers-color-scheme" not in embedded(image(root)).decode()


def test_a_drawing_contains_the_glyphs_of_its_words() -> None:
    root, pictures = draw('<text font-family="Source Sans 3, sans-serif" font-weight="600">Core</text><text>Ab</text>')
    style, core, plain = drawn(root)
    assert style.tag == f"{SVG}style"
    rules = [line.partition(";src")[0] for line in (style.text or "").splitlines() if line.startswith("@font-face")]
    assert rules == [
        '@font-face{font-family:"Source Sans 3";font-weight:600;font-style:normal;font-display:block',
        rules[1],
    ]
    assert 'font-family:"brief"' in rules[1]
    assert core.get("font-family") == "'Source Sans 3', sans-serif"
    assert plain.get("font-family") is None
    assert drawn(root).get("font-family") == "'brief'"
    assert not pictures.missing


def test_a_character_in_a_drawing_that_no_face_has_is_reported() -> None:
    _, pictures = draw("<text>人</text>")
    assert list(pictures.missing) == ["人"]


def test_a_photograph_in_a_drawing_is_made_for_the_screen() -> None:
    root, pictures = draw('<image xlink:href="b.jpg" width="2" height="2"/>', b_jpg=photograph(3000, 10))
    (shown,) = drawn(root).iter(f"{SVG}image")
    with Image.open(io.BytesIO(embedded(shown, "href"))) as opened:
        assert (opened.format, opened.width) == ("WEBP", 1400)
    assert pictures.remarks == []


def test_a_photograph_in_a_drawing_is_found_in_the_folder_of_the_drawing() -> None:
    svg = SQUARE.format("", '<image href="b%20c.jpg" width="2" height="2"/>').encode()
    _, pictures = put('<img src="images/a.svg" alt="A">', {"images/a.svg": svg, "images/b c.jpg": photograph(9, 9)})
    assert pictures.remarks == []


def test_hidden_parts_of_a_drawing_are_not_in_the_page() -> None:
    root, pictures = draw('<text opacity="0">人</text><g display="none"><text>SECRET</text></g><path d="M0 0h1"/>')
    assert [element.tag for element in drawn(root).iter(f"{SVG}text")] == []
    assert not pictures.missing


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="20" height="10"', (20, 10)),
        ('width="499pt" height="172pt" viewBox="0 0 499 172"', (665, 229)),
        ('viewBox="0 0 30 20"', (30, 20)),
        ('width="60" viewBox="0 0 30 20"', (60, 40)),
        ('height="40" viewBox="0 0 30 20"', (60, 40)),
        ('width="100%" height="100%" viewBox="0 0 30 20"', (30, 20)),
        ('width="100%"', None),
        ('width="0" height="0"', None),
    ],
)
def test_the_size_of_a_drawing_follows_from_its_attributes(attributes: str, expected: tuple[int, int] | None) -> None:
    assert size(fromstring(SQUARE.format(attributes, ""))) == expected


def test_drawings_in_the_page_have_its_colors_and_unique_ids() -> None:
    one = (
        '<svg><title>A</title><pattern id="p"><path fill="#8a2318"/></pattern><path fill="url(#p)" stroke="#fff"/>'
        '<use href="#p"/></svg>'
    )
    root, _ = put(one + one, {})
    first, second = root.iter(f"{SVG}svg")
    assert [element.get("id") for element in (first[1], second[1])] == ["p-1", "p-2"]
    assert [element[2].get("fill") for element in (first, second)] == ["url(#p-1)", "url(#p-2)"]
    assert second[3].get("href") == "#p-2"
    assert first[2].get("stroke") == "var(--ground)"
    assert first[1][0].get("fill") == "var(--accent)"
    assert first.get("fill") == "currentColor"


def test_a_qr_code_stays_black_on_white() -> None:
    root, _ = put('<svg class="code"><title>A</title><rect fill="#fff"/><path fill="#000"/></svg>', {})
    (svg,) = root.iter(f"{SVG}svg")
    assert [element.get("fill") for element in svg] == [None, "#fff", "#000"]
    assert svg.get("class") == "code"
