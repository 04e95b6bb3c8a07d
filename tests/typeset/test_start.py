"""WeasyPrint is imported without a search for libraries and without fontTools, and lacks neither.

Each test runs in a process of its own, where nothing is imported yet.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def answer(program: str) -> str:
    """What a program prints, in a new process; fails when it does."""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_import_starts_no_process() -> None:
    program = """
import subprocess
def refuse(*words, **more): raise AssertionError(words)
subprocess.Popen.__init__ = refuse
from brief.typeset.start import load
print(load().__name__)
"""
    assert answer(program) == "weasyprint"


def test_the_loader_is_left_as_it_was() -> None:
    program = """
import ctypes.util
find = ctypes.util.find_library
from brief.typeset.start import load
load()
print(ctypes.util.find_library is find)
"""
    assert answer(program) == "True"


def test_fonttools_moves_in_when_it_is_used() -> None:
    program = """
from brief.typeset.start import load
load()
from weasyprint.pdf import fonts
from pathlib import Path
face = fonts.TTFont(Path("styles/fonts/SourceSans3-Regular.ttf"))
print(len(face.getGlyphOrder()) > 1000, fonts.TTFont.__module__, issubclass(fonts.TTLibError, Exception),
      fonts.subset.__name__, fonts.instantiateVariableFont.__name__)
"""
    assert answer(program) == "True fontTools.ttLib.ttFont True fontTools.subset instantiateVariableFont"


def test_a_compressed_face_of_a_brief_still_loads() -> None:
    program = """
import io, sys
from contextlib import nullcontext
from pathlib import Path
from brief.model import Sheet
from brief.typeset import Engine, typeset, write
fonts = Path("styles/fonts")
engine = Engine([fonts])
assert "fontTools" not in sys.modules
from fontTools.ttLib import TTFont
face = TTFont(fonts / "SourceSans3-Regular.ttf")
face.flavor = "woff"
data = io.BytesIO()
face.save(data)
css = "@font-face { font-family: Own; src: url(own.woff) } p { font-family: Own }"
html = "<html lang=en><title>t</title><p>Text"
rendering = typeset(html, [Sheet(Path("a.css"), css)], lambda name: data.getvalue(), engine)
pdf, flaws, remarks = write(rendering, lambda document: nullcontext([]), lambda document, pdf: None)
print(remarks)
"""
    assert answer(program) == "()"


def test_arrays_of_glyphs_have_the_length_of_what_is_put_in() -> None:
    program = """
from brief.typeset.start import load
load()
from weasyprint.pdf import fonts
arrays = [fonts.ffi.new(f"hb_codepoint_t[{len(glyphs)}]", glyphs) for glyphs in ([], [5], [1, 2, 3])]
print([list(array) for array in arrays], {str(fonts.ffi.typeof(array)) for array in arrays}, fonts.ffi.new("char[4]"))
"""
    assert answer(program) == ("[[], [5], [1, 2, 3]] {\"<ctype 'uint32_t[]'>\"} <cdata 'char[4]' owning 4 bytes>")
