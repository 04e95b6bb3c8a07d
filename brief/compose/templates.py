"""Layouts: Jinja in its sandbox, which reads no files; errors in a layout become findings."""

from __future__ import annotations

import hashlib
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.bccache import Bucket
from markupsafe import Markup

from brief import cache
from brief.compose import limits, sandbox
from brief.compose.addresses import dialled, printed_address
from brief.compose.sandbox import Sandbox
from brief.findings import Place
from brief.findings import page as rules
from brief.findings.nearest import shortened
from brief.model import Brief, Sheet

MOST_KEPT = 5_000_000
"""Bytes of compiled layouts in the cache: those of some fifty briefs with layouts of their own."""


class Compiled(BytecodeCache):
    """Compiled layouts in the user's cache; compiling them takes 5 % of a cold build."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Loads a compiled layout from the cache."""
        if (body := cache.read(_place(bucket))) is not None:
            bucket.bytecode_from_string(body)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Stores a compiled layout in the cache."""
        cache.write(_place(bucket), bucket.bytecode_to_string(), MOST_KEPT)


def _place(bucket: Bucket) -> Path:
    """The file of a compiled layout, named by a hash of its text and of everything else that it depends on."""
    recipe = f"{_recipe()} {bucket.key} {bucket.checksum}"
    return cache.home() / "layouts" / hashlib.sha256(recipe.encode()).hexdigest()


@lru_cache(maxsize=1)
def _recipe() -> str:
    """The versions of Jinja, Python and the sandbox, on which compiled layouts depend."""
    modules = (sandbox, limits)
    code = hashlib.sha256(b"".join(Path(str(module.__file__)).read_bytes() for module in modules)).hexdigest()
    return f"{jinja2.__version__} {sys.version} {code}"


_SPACE = r"[ \t\n]+"  # without no-break spaces, which French has before colons

BETWEEN_BLOCKS = re.compile(rf"(?<=>){_SPACE}(?=</?(?:p|div|footer|svg)\b)|(?<=<p>){_SPACE}|{_SPACE}(?=</p>)")
"""White space around the tags of blocks, which does not show in print."""


def _in_one_line(html: str) -> Markup:
    """HTML with its white space folded, for the area of footnotes, where the engine would print it."""
    return Markup(re.sub(_SPACE, " ", BETWEEN_BLOCKS.sub("", html)).strip())


@lru_cache(maxsize=4)
def environment(layouts: tuple[Sheet, ...]) -> Sandbox:
    """The sandbox with these layouts by their file names; values are escaped, and unknown names are errors."""
    by_name = {sheet.path.name: sheet for sheet in layouts}

    def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        sheet = by_name.get(name)
        return (sheet.text, str(sheet.path), lambda: True) if sheet else None

    templates = Sandbox(
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=Compiled(),
    )
    templates.filters["readable"] = templates.bounded("readable", printed_address)
    templates.filters["dialled"] = templates.bounded("dialled", dialled)
    templates.filters["one_line"] = templates.bounded("one_line", _in_one_line)
    return templates


OF_LAYOUTS = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, NameError, OSError, RuntimeError),
    *(TypeError, ValueError),
)
"""The exceptions that expressions in a layout may raise."""


ADDRESS = re.compile(r"0x[0-9a-f]+")
"""An address in memory, which differs from run to run."""


@contextmanager
def translated(brief: Brief, layouts: Sequence[Sheet]) -> Iterator[None]:
    """Turns the errors of Jinja into a `BriefError` with the line of the layout."""
    try:
        yield
    except TemplateNotFound as error:
        if not isinstance(error.name, str):
            place = _place_in_layout(error, layouts)
            raise rules.LAYOUT_BROKEN.error_at(
                place, reason="it includes or imports something that is no name"
            ) from error
        wanted = next((s for s in brief.sections if f"{s.layout}.html" == error.name), None)
        place = Place(wanted.path, 1) if wanted else None
        raise rules.LAYOUT_MISSING.error_at(place, layout=error.name) from error
    except TemplateSyntaxError as error:
        place = Place(Path(error.filename), error.lineno) if error.filename else None
        raise rules.LAYOUT_BROKEN.error_at(place, reason=error.message) from error
    except RecursionError as error:
        place = _place_in_layout(error, layouts)
        raise rules.LAYOUT_BROKEN.error_at(place, reason="it includes or calls itself without end") from error
    except (*OF_LAYOUTS, TemplateError) as error:
        place = _place_in_layout(error, layouts)
        if place is None and not isinstance(error, TemplateError):
            raise
        reason = shortened(ADDRESS.sub("…", str(error))) or "it takes too much memory"
        raise rules.LAYOUT_BROKEN.error_at(place, reason=reason) from error


def _place_in_layout(error: BaseException, layouts: Sequence[Sheet]) -> Place | None:
    """The innermost line of a layout in the traceback, which Jinja writes in terms of layouts."""
    paths = {str(sheet.path): sheet.path for sheet in layouts}
    frames = reversed(traceback.extract_tb(error.__traceback__))
    return next((Place(paths[frame.filename], frame.lineno) for frame in frames if frame.filename in paths), None)
