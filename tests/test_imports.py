"""Imports between rooms go one way, and each library is imported only by the rooms that own it.

WeasyPrint is imported by two modules: `parts` has what is used of it, `typeset.replaced` what is replaced. Before them,
`typeset.start` imports it by its name, since much must be prepared for that.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import MakeBrief

PACKAGE = Path(__file__).parents[1] / "brief"

FLOORS = (
    {"findings"},
    {"css", "cache", "fonts", "parts", "process", "walk"},
    {"model", "watcher"},
    {"numbers", "forks"},
    {"fields"},
    {
        "load",
        "parse",
        "chart",
        "cite",
        "compose",
        "typeset",
        "measure",
        "fit",
        "tags",
        "finish",
        "publish",
        "check",
        "output",
        "manifest",
        "pdf",
        "streams",
    },
    {"build", "asked"},
    {"claims"},
    {"review"},
    {"produce", "preview", "merge", "new", "doctor", "listen", "verify", "release", "fix"},
    {"cli"},
    {"__main__"},
)
"""The rooms of the package, from the ground up. A room imports only from floors below its own."""

OWNERS = {
    "weasyprint": {"parts", "typeset.replaced"},
    "pyphen": {"typeset"},
    "cffi": {"typeset"},
    "_cffi_backend": {"typeset"},
    "pydyf": {"typeset", "tags", "finish"},
    "markdown": {"parse"},
    "jinja2": {"compose"},
    "markupsafe": {"compose"},
    "yaml": {"load"},
    "bibtexparser": {"load"},
    "pylatexenc": {"load"},
    "citeproc": {"cite"},
    "matplotlib": {"chart"},
    "PIL": {"check", "typeset"},
    "fontTools": {"fonts", "check", "publish"},
    "tinyhtml5": {"publish"},
    "inflect": {"fields"},
    "cssselect2": {"css", "publish", "model"},
    "tinycss2": {"css", "publish"},
    "segno": {"compose"},
    "playa": {"listen"},
    "pikepdf": {"pdf", "merge"},
    "starlette": {"preview"},
    "uvicorn": {"preview"},
    "watchfiles": {"preview"},
    "pypdfium2": {"preview", "merge"},
    "distributed": {"merge"},
    "tqdm": {"cli"},
    "hunspell": {"review"},
    "typer": {"cli"},
}
"""The rooms or modules that may import each library; a library that is not listed may not be imported anywhere."""

FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def breaches(name: str, source: str) -> list[str]:
    """What the module `name` (``brief.parse.blocks``) imports, replaces or prints, and its room may not."""
    room = name.split(".")[1]
    if room not in FLOOR:
        return [f"{name}: the room '{room}' stands on no floor"]
    tree = ast.parse(source)
    found = chain(imported(tree, name), replaced(tree, name), printed(tree, room))
    return [f"{name}:{line}: {trouble}" for line, trouble in sorted(found)]


def imported(tree: ast.AST, name: str) -> Iterator[tuple[int, str]]:
    """The lines that import from a higher floor, from the same floor, or a library of other rooms."""
    room = name.split(".")[1]
    for line, target in targets(tree, name):
        top, below, *_ = [*target.split("."), "__init__"]
        if top == "brief":
            if not below.startswith("__") and below != room and FLOOR.get(below, len(FLOORS)) >= FLOOR[room]:
                yield line, f"{room} may not import {below}"
        elif top not in sys.stdlib_module_names and not {room, name.removeprefix("brief.")} & OWNERS.get(top, set()):
            yield line, f"{room} may not import {top}"


def targets(tree: ast.AST, name: str) -> Iterator[tuple[int, str]]:
    """The line and full name of every import, anywhere in the module: ``brief.load.yaml``, ``jinja2``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(name.split(".")[: -node.level]) if node.level else ""
            source = ".".join(filter(None, [package, node.module]))
            yield from ((node.lineno, f"{source}.{alias.name}") for alias in node.names)


def replaced(tree: ast.AST, name: str) -> Iterator[tuple[int, str]]:
    """The lines that change a part of WeasyPrint: something from `parts`, or what `load` of `typeset.start` returns."""
    theirs = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if f"{node.module}.{alias.name}".startswith(("brief.parts", "brief.typeset.start.load"))
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            owner = ast.unparse(node.value)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("setattr", "delattr"):
            owner = ast.unparse(node.args[0])
        else:
            continue
        if re.split(r"\W", owner)[0] in theirs:
            yield node.lineno, f"{name.split('.')[1]} may not change {owner}"


def printed(tree: ast.AST, room: str) -> Iterator[tuple[int, str]]:
    """The lines that print in a room other than cli."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print" and room != "cli":
            yield node.lineno, f"{room} may not print"


MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path != PACKAGE / "__init__.py"
}
"""The path of each module by its full name; the name of a package ends with ``__init__``."""


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_one_way(name: str) -> None:
    assert breaches(name, MODULES[name].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("name", "source", "breach"),
    [
        ("brief.model", "from brief.load import load", "brief.model:1: model may not import load"),
        ("brief.parse.blocks", "from brief import compose", "brief.parse.blocks:1: parse may not import compose"),
        ("brief.parse.blocks", "from ..compose import x", "brief.parse.blocks:1: parse may not import compose"),
        ("brief.parse.__init__", "from ..compose import x", "brief.parse.__init__:1: parse may not import compose"),
        ("brief.load.__init__", "import brief.build", "brief.load.__init__:1: load may not import build"),
        ("brief.new", "from brief.cli import app", "brief.new:1: new may not import cli"),
        ("brief.new", "from brief.produce import produce", "brief.new:1: new may not import produce"),
        ("brief.check", "def f():\n    import weasyprint", "brief.check:2: check may not import weasyprint"),
        ("brief.typeset", "from weasyprint import CSS", "brief.typeset:1: typeset may not import weasyprint"),
        ("brief.build", "from yaml.error import Mark", "brief.build:1: build may not import yaml"),
        ("brief.load.text", "import requests", "brief.load.text:1: load may not import requests"),
        ("brief.load.text", "import brief.helpers", "brief.load.text:1: load may not import helpers"),
        ("brief.build", "if 1:\n    print(2)", "brief.build:2: build may not print"),
        (
            "brief.tags",
            "def f():\n    from brief.parts import Stream\n    Stream.marked = None",
            "brief.tags:3: tags may not change Stream",
        ),
        (
            "brief.measure",
            "from brief import parts\nsetattr(parts.boxes.LineBox, 'copy', None)",
            "brief.measure:2: measure may not change parts.boxes.LineBox",
        ),
        (
            "brief.typeset.engine",
            "from brief.typeset.start import load\nload().document.Page = None",
            "brief.typeset.engine:2: typeset may not change load().document",
        ),
        ("brief.utils", "", "brief.utils: the room 'utils' stands on no floor"),
    ],
)
def test_a_breach_is_found(name: str, source: str, breach: str) -> None:
    assert breaches(name, source) == [breach]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("brief.parse.blocks", "from . import fields\nfrom .fields import x\nfrom brief.parse import fields"),
        ("brief.compose.__init__", "from brief import __version__, model\nimport jinja2.sandbox"),
        ("brief.cli", "import typer\nfrom brief import build, produce\nprint(1)"),
        ("brief.typeset.replaced", "import ctypes.util\nimport weasyprint"),
    ],
)
def test_allowed_imports_and_prints_are_no_breach(name: str, source: str) -> None:
    assert breaches(name, source) == []


def test_no_module_is_hidden_by_a_name_of_its_package() -> None:
    """`brief.check.links` is always a module, never a function of that name."""
    for name in MODULES:
        parent, _, own = name.removesuffix(".__init__").rpartition(".")
        if parent and own != "__main__":
            import_module(f"{parent}.{own}")
            assert isinstance(getattr(import_module(parent), own), ModuleType), name


PLAIN = {
    "brief.yaml": "title: A\nsources: s.yaml\n",
    "s.yaml": "- id: a\n  type: book\n  title: B\n  issued: 2012\n",
    "part.md": "# T\n\nSee [this](https://example.org).\n\n| a |\n|---|\n| b |\n\n![A](a.svg)\n",
    "a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>',
}
"""A brief that cites nothing and has no code, no data, no photograph, no BibTeX and no font of its own."""

LATE = {
    "a font of a brief": "fontTools",
    "a photograph": "brief.typeset.pixels",
    "a photograph that is kept": "brief.typeset.kept",
    "a PDF to read": "pikepdf",
    "a PDF to verify": "playa",
    "a code": "segno",
    "a citation": "citeproc",
    "a style for citations": "lxml",
    "BibTeX": "bibtexparser",
    "LaTeX in BibTeX": "pylatexenc",
    "data": "brief.chart",
    "a chart": "matplotlib",
    "the numbers of a chart": "numpy",
}
"""The modules that are imported only for a brief that contains this."""


def test_a_build_imports_only_what_its_brief_needs(make_brief: MakeBrief) -> None:
    program = """
import sys
from pathlib import Path
from brief.produce import produce
list(produce(Path("content"), ["full"], "", Path("output")))
print(*sys.modules)
"""
    assert [name for name in LATE.values() if find_spec(name) is None] == []
    make_brief(PLAIN)
    env = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=env)
    imported = set(done.stdout.split())
    assert "weasyprint" in imported
    assert [what for what, name in LATE.items() if name in imported] == []
