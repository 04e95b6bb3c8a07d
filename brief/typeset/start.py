"""How WeasyPrint is imported, and what is changed in it and in pyphen to start in two fifths of the time.

`tests/typeset/test_start.py` and `test_hyphens.py` fail when the code that this relies on changes.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import marshal
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache as once
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from brief import cache
from brief.typeset import korean, replaced
from brief.typeset.memory import IS_PLAIN

DEFERRED = ("fontTools", "fontTools.subset", "fontTools.ttLib", "fontTools.varLib", "fontTools.varLib.instancer")
"""What WeasyPrint imports for variable or compressed fonts, or without HarfBuzz, which the house's do not need."""

USERS = ("weasyprint.text.fonts", "weasyprint.pdf.fonts")
"""The modules of WeasyPrint that import fontTools."""

NOMINAL_GLYPH = "int hb_font_get_nominal_glyph (hb_font_t *font, hb_codepoint_t unicode, hb_codepoint_t *glyph);"
"""A function of HarfBuzz that `tags.letters` calls, and WeasyPrint does not."""

ADDED = NOMINAL_GLYPH + korean.ALLOW_BREAKS
"""The C functions that brief calls and WeasyPrint does not declare."""

DECLARATIONS = 1_000_000
"""The most bytes of declarations in the user's cache; those of one version take 15,000."""

PATTERNS = 20_000_000
"""The most bytes of hyphenation patterns in the user's cache; those of all languages take a third of it."""


@once
def load() -> ModuleType:
    """WeasyPrint, imported without what a build does not need, with the changes that a build needs.

    `replaced` lists the changes. It also reads hyphenation patterns and declarations of C functions from the cache,
    and refuses truncated pictures.
    """
    with _no_search_for_libraries(), _fonttools_later(), _declarations_kept():
        weasyprint = import_module("weasyprint")
    replaced.correct()
    if not IS_PLAIN:
        replaced.remember()
    _keep_patterns()
    from PIL import ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint has Pillow accept truncated pictures
    return weasyprint


@contextmanager
def _declarations_kept() -> Iterator[None]:
    """Takes WeasyPrint's declarations of C functions from the user's cache: parsing them takes a twentieth of a build.

    cffi can write them as a Python module with one call, whose arguments are kept here. The result is also faster to
    use than parsed declarations.
    """
    import cffi

    spec = find_spec("weasyprint")
    if spec is None or spec.origin is None:
        yield  # the import says that it is missing
        return
    status = Path(spec.origin).with_name("text").joinpath("ffi.py").stat()
    made_of = f"{cffi.__version__} {status.st_size} {status.st_mtime_ns} {sys.implementation.cache_tag} {ADDED}"
    kept = cache.home() / "declarations" / hashlib.sha256(made_of.encode()).hexdigest()
    theirs = cffi.FFI
    if body := cache.read(kept):
        from _cffi_backend import FFI

        class Kept(FFI):  # type: ignore[misc]  # cffi's backend has no types
            def cdef(self, _: str) -> None:
                """Does nothing, since all is declared."""

        def made() -> Any:
            asked_by = sys._getframe(1).f_globals["__name__"]  # other libraries get cffi's own
            return Kept("kept", **marshal.loads(body)) if asked_by == "weasyprint.text.ffi" else theirs()

        cffi.FFI = made
    try:
        yield
    finally:
        cffi.FFI = theirs
    from brief.parts import ffi

    if isinstance(ffi, theirs):
        ffi.cdef(ADDED)
        cache.write(kept, marshal.dumps(_arguments(ffi)), DECLARATIONS)


def _arguments(ffi: Any) -> dict[str, Any]:
    """The arguments with which cffi's backend makes the same declarations without parsing them."""
    import ast

    ffi.set_source("kept", None, compiler_verbose=False)
    module = StringIO()
    ffi.emit_python_code(module)
    (call,) = (node for node in ast.walk(ast.parse(module.getvalue())) if isinstance(node, ast.Call))
    return {str(one.arg): ast.literal_eval(one.value) for one in call.keywords}


@contextmanager
def _no_search_for_libraries() -> Iterator[None]:
    """Answers 'not found' to each search for a library, which would start 87 processes of gcc and ldconfig.

    WeasyPrint then opens the libraries by their sonames.
    """
    find = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = find


@contextmanager
def _fonttools_later() -> Iterator[None]:
    """Defers the import of fontTools until it is used, which for the faces of the house is never."""
    if "fontTools" in sys.modules:
        yield
        return
    sys.modules.update({name: _LaterModule(name) for name in DEFERRED})
    try:
        yield
    finally:
        for name in DEFERRED:
            del sys.modules[name]


class _LaterModule(ModuleType):
    """A module of fontTools while WeasyPrint is imported: each of its names is a `_Later`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__ = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Later(self.__name__, name)


class _Later:
    """A name of fontTools in a module of WeasyPrint; on its first use, all of them are replaced by the real objects."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._real()(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real(), name)

    def _real(self) -> Any:
        for user in map(import_module, USERS):
            for name, value in list(vars(user).items()):
                if isinstance(value, _Later):
                    setattr(user, name, value._itself())
        return self._itself()

    def _itself(self) -> Any:
        module = import_module(self._module)
        return getattr(module, self._name, None) or import_module(f"{self._module}.{self._name}")


CONSONANTS = re.compile(r"[b-df-hj-np-tv-xzß]+", re.IGNORECASE)
"""A part of a word without a vowel, which is no syllable: Mit-glieds-s-täd-ten."""

OVER = re.compile(r"übers", re.IGNORECASE)
"""The beginning of a German word that is divided behind "über" alone."""

LONGEST_NAME = 12
"""The letters of the longest word that is not divided because it has a capital."""


def _keep_patterns() -> None:
    """Lets pyphen take a language's patterns from the user's cache: reading them takes a twentieth of a cold build.

    Short words with a capital, such as names and months, are not divided, except in German, where nouns have one.
    Patterns mistake some seams of compounds, so no break leaves a part without a vowel, or an s behind "über".
    """
    import pyphen

    class Kept(pyphen.HyphDict):  # type: ignore[misc]  # pyphen has no types
        def __init__(self, path: Path) -> None:
            status, self.divides_capitals = path.stat(), path.stem.startswith("hyph_de")
            name = f"{path.stem}-{pyphen.__version__}-{status.st_size}-{status.st_mtime_ns}"
            kept = cache.home() / "hyphens" / f"{name}-{sys.implementation.cache_tag}"
            if body := cache.read(kept):
                self.patterns, self.maxlen = marshal.loads(body)
                self.cache: dict[str, Any] = {}
                return
            super().__init__(path)
            with suppress(ValueError):  # languages that respell a broken word have objects of pyphen's
                cache.write(kept, marshal.dumps((self.patterns, self.maxlen)), PATTERNS)

        def positions(self, word: str) -> list[Any]:
            is_name = len(word) <= LONGEST_NAME and any(map(str.isupper, word))
            if is_name and not self.divides_capitals:
                return []
            found, ends = super().positions(word), [0, len(word)]
            ends[1:1] = found
            without_vowel = {at for part in pairwise(ends) if CONSONANTS.fullmatch(word[slice(*part)]) for at in part}
            over = OVER.match(word) if self.divides_capitals else None
            return [at for at in found if at not in without_vowel and not (over and at == over.end())]

    pyphen.HyphDict = Kept
