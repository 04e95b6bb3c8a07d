"""The faces that come with brief are static, of the families that the styles name, and have the promised letters."""

from __future__ import annotations

import hashlib
import io
import os
import re
import string
import subprocess
import sys
import unicodedata
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from brief import build
from brief.load import load
from brief.model import editions_of
from tests.conftest import MakeBrief

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "styles" / "fonts"
FACES = sorted(path.name for path in FONTS.glob("*.ttf"))
SOURCE = [name for name in FACES if name.startswith("Source")]
SERIF_TEXT = [name for name in FACES if name.startswith("SourceSerif4SmText")]

ALPHABETS = {
    "Albanian": "ç ë", "Azerbaijani": "ə ç ğ ı İ ö ş ü", "Basque": "ñ", "Breton": "ñ ê ù",
    "Catalan": "à ç è é í ï ò ó ú ü ŀ",
    "Croatian, Bosnian, Serbian": "č ć đ š ž", "Czech": "á č ď é ě í ň ó ř š ť ú ů ý ž", "Danish, Norwegian": "æ ø å",
    "Dutch": "é ë ï ó ö ü", "Esperanto": "ĉ ĝ ĥ ĵ ŝ ŭ", "Estonian": "ä õ ö ü š ž", "Faroese": "á ð í ó ú ý æ ø",
    "Finnish, Swedish": "ä å ö", "French": "à â æ ç é è ê ë î ï ô œ ù û ü ÿ", "Frisian": "â ê ô û ú",
    "Gaelic": "á à é è í ì ó ò ú ù", "German": "ä ö ü ß ẞ", "Greenlandic": "ĸ á ê", "Hungarian": "á é í ó ö ő ú ü ű",
    "Icelandic": "á ð é í ó ú ý þ æ ö", "Italian": "à è é ì í î ò ó ù", "Latvian": "ā č ē ģ ī ķ ļ ņ š ū ž",
    "Lithuanian": "ą č ę ė į š ų ū ž", "Maltese": "ċ ġ ħ ż", "Polish": "ą ć ę ł ń ó ś ź ż",
    "Portuguese": "á â ã à ç é ê í ó ô õ ú", "Romanian": "ă â î ș ț ş ţ", "Slovak": "á ä č ď é í ĺ ľ ň ó ô ŕ š ť ú ý ž",
    "Slovenian": "č š ž", "Sorbian": "č ć ě ł ń ó ř ŕ š ś ž ź", "Spanish": "á é í ñ ó ú ü ¿ ¡",
    "Turkish": "ç ğ ı İ ö ş ü", "Welsh": "â ê î ô û ŵ ŷ ẁ ẃ ẅ ỳ ý ÿ",
    "Vietnamese": "ă â đ ê ô ơ ư " + " ".join(
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in "aăâeêioôơuưy" for tone in "\u0300\u0301\u0303\u0309\u0323"
    ),
    "Greek": "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω ά έ ή ί ό ύ ώ ϊ ϋ ΐ ΰ",
    "Russian": "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я", "Ukrainian": "ґ є і ї",
    "Belarusian": "і ў", "Bulgarian": "ѝ", "Macedonian": "ѓ ѕ ј љ њ ќ џ ѐ ѝ", "Serbian": "ђ ј љ њ ћ џ",
    "Kazakh": "ә ғ қ ң ө ұ ү һ і", "Kyrgyz, Mongolian": "ң ө ү", "Tajik": "ғ ӣ қ ӯ ҳ ҷ", "Tatar": "ә ө ү җ ң һ",
}  # fmt: skip
"""The letters of each alphabet besides a to z; `letters` adds their capitals."""

IN_PARTS = {
    "Dutch, with the ligature": "ĳ", "Irish in the old spelling": "ḃ ċ ḋ ḟ ġ ṁ ṗ ṡ ṫ",
    "Northern Sami": "á č đ ŋ š ŧ ž", "Skolt Sami": "â č ʒ ǯ đ ǧ ǥ ǩ ŋ õ š ž å ä",
    "Greek of all times": "ἀ ἁ ἄ ἅ ἆ ᾳ ᾷ ὰ ῆ ῇ ῥ ὦ ᾧ ῶ",
}  # fmt: skip
"""Alphabets with letters that the serifs lack: these are composed from parts, or set in Source Sans."""

MARKS = "—–‘’“”„«»…·•§¶†‡©®™°±×÷−½¼¾²³€£¥→←"


def face(name: str) -> TTFont:
    return TTFont(FONTS / name)


def family_and_style(font: TTFont) -> tuple[str, int, bool]:
    names = font["name"]
    family = names.getDebugName(16) or names.getDebugName(1)
    return family, font["OS/2"].usWeightClass, bool(font["OS/2"].fsSelection & 1)


def test_the_families_are_those_that_the_styles_may_name() -> None:
    serif, sans = "Source Serif 4 SmText", "Source Sans 3"
    four = [(400, False), (400, True), (600, False), (600, True)]
    assert sorted(family_and_style(face(name)) for name in FACES) == [
        ("NanumMyeongjo", 400, False),
        ("NanumMyeongjo", 600, False),  # its bold declares a weight of 600
        *((sans, *style) for style in four),
        *(("Source Serif 4 Display", weight, False) for weight in (400, 600)),
        *((serif, *style) for style in four),
    ]


@pytest.mark.parametrize("name", FACES)
def test_no_face_is_variable(name: str) -> None:
    """The engine would make an instance of a variable face for each PDF, which takes a quarter of a build."""
    assert "fvar" not in face(name)


def letters(alphabet: str) -> set[str]:
    return set(alphabet + alphabet.upper()) - {" "}


@pytest.mark.parametrize("name", SOURCE)
def test_all_alphabets_of_europe_and_the_vietnamese_are_covered(name: str) -> None:
    cmap = face(name).getBestCmap()
    assert [letter for letter in string.ascii_letters + string.digits + MARKS if ord(letter) not in cmap] == []
    lacking = {
        language: {letter for letter in letters(those) if ord(letter) not in cmap}
        for language, those in ALPHABETS.items()
    }
    assert {language: lack for language, lack in lacking.items() if lack} == {}


@pytest.mark.parametrize("name", ["NanumMyeongjo.ttf", "NanumMyeongjoBold.ttf"])
def test_every_hangul_syllable_is_covered(name: str) -> None:
    cmap = face(name).getBestCmap()
    assert [chr(code) for code in range(0xAC00, 0xD7A4) if code not in cmap] == []


@pytest.mark.parametrize("name", SERIF_TEXT)
def test_text_can_have_old_style_tabular_and_raised_figures(name: str) -> None:
    features = {record.FeatureTag for record in face(name)["GSUB"].table.FeatureList.FeatureRecord}
    assert features >= {"onum", "lnum", "pnum", "tnum", "sups", "case", "liga"}


@pytest.mark.parametrize("language", IN_PARTS)
def test_letters_that_the_serifs_lack_print_in_source_faces_all_the_same(language: str, make_brief: MakeBrief) -> None:
    """A letter that no face has would stop the build."""
    those = IN_PARTS[language]
    text = f"# {those}\n\n{those} *{those}* **{those}** ***{those}***\n"
    made = build_one(make_brief({"brief.yaml": f"title: {those}\n", "part.md": text}))
    assert {name.partition("+")[2].partition("-")[0] for name in fonts(made)} == {"Source"}


def test_every_alphabet_prints_in_titles_heads_text_bold_italic_and_notes(make_brief: MakeBrief) -> None:
    """They are set only in the Source faces and, for Korean, in Nanum."""
    lines = [f"{those} {those.upper()}" for those in ALPHABETS.values()] + ["성분 출신성분 뷁"]
    text = "".join(f"## {n}\n\n{n} *{n}* **{n}** ***{n}***[^{i}]\n\n[^{i}]: {n}\n\n" for i, n in enumerate(lines))
    settings = "title: A brief\neditions: {full: {pages: 9}}\n"
    made = build_one(make_brief({"brief.yaml": settings, "part.md": f"# Title\n\n{text}"}))
    assert {name.partition("+")[2].partition("-")[0] for name in fonts(made)} == {"Source", "NanumMyeongjo"}
    with pypdfium2.PdfDocument(made) as document:
        printed = "".join(page.get_textpage().get_text_range() for page in document)
    lost = set(unicodedata.normalize("NFC", "".join(lines))) - set(unicodedata.normalize("NFC", printed))
    assert lost == set()


def test_no_face_of_the_machine_changes_a_byte(make_brief: MakeBrief, tmp_path: Path) -> None:
    """Fonts that claim the names of the house's faces are in every place where systems look for fonts."""
    folder = make_brief({"part.md": "# Title\n\nText, *text*, **성분**, Ἀθῆναι, Київ.\n"})
    hashes: set[str] = set()
    for name, faces in (("poor", 0), ("rich", 3)):
        home = tmp_path / name
        for place in (".fonts", ".local/share/fonts", ".config/fontconfig"):
            (home / place).mkdir(parents=True)
            for number in range(faces):
                impostor(
                    ("Source Serif 4 SmText", "Source Sans 3", "NanumMyeongjo")[number], home / place / f"{number}.ttf"
                )
        configuration = home / ".config/fontconfig/fonts.conf"
        configuration.write_text(f"<fontconfig><dir>{home}/.fonts</dir><dir>/usr/share/fonts</dir></fontconfig>")
        environment = {
            "HOME": str(home), "XDG_DATA_HOME": str(home / ".local/share"), "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_CACHE_HOME": str(home / ".cache"), "FONTCONFIG_FILE": str(configuration),
            "FONTCONFIG_PATH": str(configuration.parent), "FC_LANG": "ko", "LC_ALL": "C.UTF-8" if faces else "C",
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        command = [sys.executable, "-m", "brief", "build", str(folder), "-o", str(home / "out")]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        hashes.update(hashlib.sha256(path.read_bytes()).hexdigest() for path in (home / "out").glob("*.pdf"))
    assert len(hashes) == 1


def impostor(family: str, path: Path) -> None:
    """Writes a font that claims to be of this family and has other letters."""
    with TTFont(FONTS / "SourceSans3-SemiboldIt.ttf") as font:
        font["name"].names = []
        for record in (1, 4, 16):
            font["name"].setName(family, record, 3, 1, 0x409)
        font["OS/2"].usWeightClass, font["OS/2"].fsSelection = 400, 0x40
        font.save(path)


def test_every_font_of_a_pdf_is_embedded_and_a_subset(make_brief: MakeBrief) -> None:
    made = build_one(make_brief({"part.md": "# Title\n\nText, *text*, **bold** 성분.[^1]\n\n[^1]: A note.\n"}))
    found = fonts(made)
    assert len(found) >= 5
    for name, (file, is_mapped) in found.items():
        assert re.fullmatch(r"[A-Z]{6}\+.+", name), "no subset"
        assert file[:4] == b"\0\1\0\0", "not embedded"
        assert len(file) < 100_000
        assert is_mapped, "no text to copy"


def fonts(made: bytes) -> dict[str, tuple[bytes, bool]]:
    """The fonts on the pages of a PDF by name: the file of each, and whether it maps to Unicode."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        of_pages = [font for page in pdf.pages for font in page.resources.get("/Font", {}).values()]
        files = [font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes() for font in of_pages]
        return {
            str(font.BaseFont)[1:]: (file, "/ToUnicode" in font) for font, file in zip(of_pages, files, strict=True)
        }


def build_one(folder: Path) -> bytes:
    brief, _ = load(folder)
    brief, texts, _ = build.read(brief)
    return build.build(brief, texts, editions_of(brief.settings)["full"], "us-letter", build.engine_for(brief)).pdf
