"""How WeasyPrint is imported: in two fifths of the time, without what a build does not need.

All of it leans on how WeasyPrint 70.0 is written; `tests/typeset/test_start.py` fails when that changes.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from brief.typeset import hyphens, lines

DEFERRED = ("fontTools", "fontTools.subset", "fontTools.ttLib", "fontTools.varLib", "fontTools.varLib.instancer")
"""What WeasyPrint imports for fonts that are variable, compressed or not subset by HarfBuzz, which ours are not."""

USERS = ("weasyprint.text.fonts", "weasyprint.pdf.fonts")
"""The modules of WeasyPrint that import from it."""


@cache
def load() -> ModuleType:
    """WeasyPrint, imported without what a build does not need, and taught what it forgets.

    It then remembers blanks (`lines`) and patterns for hyphens (`hyphens`), and refuses pictures that end too early.
    """
    with _no_search_for_libraries(), _fonttools_later():
        weasyprint = import_module("weasyprint")
    lines.remember_blanks()
    hyphens.keep_patterns()
    _arrays_of_any_length()
    from PIL import ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint has Pillow take pictures that end too early
    return weasyprint


def _arrays_of_any_length() -> None:
    """Keeps the subsetting of fonts from having cffi parse a new type for each length of an array of glyphs.

    An open array takes its length from what is put in, and is parsed once.
    """
    from weasyprint.pdf import fonts

    fonts.ffi = _OpenArrays(fonts.ffi)


class _OpenArrays:
    """cffi, with arrays of glyphs of open length."""

    def __init__(self, ffi: Any) -> None:
        self._ffi = ffi

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ffi, name)

    def new(self, kind: str, value: Any = None) -> Any:
        return self._ffi.new("hb_codepoint_t[]" if kind.startswith("hb_codepoint_t[") else kind, value)


@contextmanager
def _no_search_for_libraries() -> Iterator[None]:
    """Keeps the import from asking gcc and ldconfig for each library, which starts 87 processes.

    The loader finds the libraries by their sonames without, so the question is answered 'not found' meanwhile.
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
    """Puts off importing fontTools until something of it is used, which for the faces of the house is never."""
    if "fontTools" in sys.modules:
        yield
        return
    sys.modules.update({name: _Shelf(name) for name in DEFERRED})
    try:
        yield
    finally:
        for name in DEFERRED:
            del sys.modules[name]


class _Shelf(ModuleType):
    """Stands for a module of fontTools while WeasyPrint is imported: whatever is taken from it comes later."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__ = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Later(self.__name__, name)


class _Later:
    """Stands for something of fontTools in a module of WeasyPrint; on its first use all the real ones move in."""

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
