"""WeasyPrint is imported without a search for libraries and without fontTools, and both still work.

Each test runs in a process of its own, where nothing is imported yet.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def answer(program: str, **environment: str) -> str:
    """What a program prints in a new process; fails if the program fails."""
    command, env = [sys.executable, "-c", program], {**os.environ, **environment}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
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


def test_the_search_for_libraries_is_restored_after_the_import() -> None:
    program = """
import ctypes.util
find = ctypes.util.find_library
from brief.typeset.start import load
load()
print(ctypes.util.find_library is find)
"""
    assert answer(program) == "True"


def test_fonttools_is_loaded_when_it_is_used() -> None:
    program = """
from brief.typeset.start import load
load()
from weasyprint.pdf import fonts
from pathlib import Path
face = fonts.TTFont(Path("styles/fonts/SourceSans3-Regular.ttf"))
print(len(face.getGlyphOrder()) > 1000, type(face).__module__, issubclass(fonts.TTLibError, Exception),
      fonts.subset.__name__, fonts.instantiateVariableFont.__name__)
"""
    assert answer(program) == "True fontTools.ttLib.ttFont True fontTools.subset instantiateVariableFont"


def test_a_compressed_face_of_a_brief_still_loads() -> None:
    program = """
import io, sys
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
pdf, flaws, remarks = write(rendering, None, lambda document, pdf: None)
print(remarks)
"""
    assert answer(program) == "()"


def test_declarations_from_the_cache_equal_those_that_are_parsed(tmp_path: Path) -> None:
    program = """
import sys
from brief.typeset.start import load
load()
from weasyprint.text.ffi import ffi, harfbuzz, pango
parsed = "pycparser" in sys.modules
sizes = [ffi.sizeof(name) for name in ("PangoGlyphInfo", "PangoRectangle", "FcFontSet", "hb_codepoint_t[3]")]
fields = [name for name, _ in ffi.typeof("PangoGlyphItem").fields]
functions = pango.pango_layout_new, harfbuzz.hb_font_get_nominal_glyph
print(type(ffi).__module__, parsed, sizes, fields, pango.PANGO_GLYPH_EMPTY, [str(ffi.typeof(one)) for one in functions])
"""
    first, second = (answer(program, XDG_CACHE_HOME=str(tmp_path)).split(" ", 2) for _ in range(2))
    assert first[:2] == ["cffi.api", "True"]
    assert second[:2] == ["brief.typeset.start", "False"]
    assert first[2] == second[2]


def test_kept_declarations_are_for_weasyprint_alone(tmp_path: Path) -> None:
    """A library that is imported meanwhile and declares functions of its own gets the real cffi."""
    program = """
import sys
from brief.typeset import start
class Another:
    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint.text.fonts":  # while WeasyPrint is imported
            import cffi
            own = cffi.FFI()
            own.cdef("int getpid(void);")
            print(type(own).__module__, own.dlopen(None).getpid() > 0)
sys.meta_path.insert(0, Another())
start.load()
from weasyprint.text.ffi import ffi
print(type(ffi).__module__)
"""
    cache = {"XDG_CACHE_HOME": str(tmp_path)}
    assert answer(program, **cache).split() == ["cffi.api", "True", "cffi.api"]
    assert answer(program, **cache).split() == ["cffi.api", "True", "brief.typeset.start"]


def test_declarations_that_cannot_be_kept_are_parsed() -> None:
    program = "from brief.typeset.start import load; load(); from weasyprint.text.ffi import ffi; print(type(ffi))"
    assert answer(program, XDG_CACHE_HOME="/dev/null") == "<class 'cffi.api.FFI'>"


def test_no_part_is_a_function_as_it_was_before_it_is_replaced() -> None:
    """Parts are imported before functions are replaced, so one that is replaced must be called from its module."""
    program = """
import sys
from brief.typeset.start import load
load()
from brief import parts
imported = [part for part in vars(parts).values() if hasattr(part, "__qualname__")]
now = [getattr(sys.modules[part.__module__], part.__name__) for part in imported]
print(len(imported) > 9, imported == now)
"""
    assert answer(program) == "True True"
