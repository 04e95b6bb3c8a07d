"""Reads a finished PDF back as a listener gets it: its structure, and the artifacts that are left out on purpose.

It uses only pikepdf's objects and its own reader of content streams, so that it shares no mistake with the code that
reads or writes PDFs in the program.

    read(pdf).root          the structure tree, each element with its words in order
    read(pdf).artifacts     what each page draws and nobody reads
    read(pdf).strays        what is drawn and is neither; must be empty
    read(pdf).mismatches    where the parent tree and the structure tree disagree; must be empty
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf

from tests.reading.drawing import Artifact, Box, Piece, pieces

SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: an address, or a page (from 1) and a height on it in points from its foot."""

    address: str = ""
    page: int = 0
    top: float = 0


@dataclass(frozen=True, slots=True)
class Press:
    """A link annotation on a page (from 1): its place, its description, its target."""

    page: int
    box: Box
    contents: str
    target: Target
    printed: bool


@dataclass(frozen=True, slots=True)
class Run:
    """What one marked-content identifier draws on a page (from 1)."""

    page: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element: its standard role, its kids in reading order, its entries."""

    role: str
    kids: tuple[Element | Run | Press, ...]
    lang: str
    alt: str | None
    actual: str | None
    expansion: str
    name: str
    attributes: Mapping[str, Any]
    owners: frozenset[str]

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def all(self, *roles: str) -> list[Element]:
        """The elements below with one of these roles, in reading order."""
        return [element for element in self.walk() if element.role in roles and element is not self]

    def one(self, role: str) -> Element:
        """The only element below with this role."""
        (found,) = self.all(role)
        return found

    @property
    def raw(self) -> str:
        """Its actual text if it has one, otherwise its characters."""
        return self.raw_without()

    def raw_without(self, *roles: str) -> str:
        """The same without the elements below it in these roles; a blank at the end of one of them stays."""
        if self.actual is not None:
            return self.actual
        parts: list[str] = []
        for kid in self.kids:
            if isinstance(kid, Element):
                blank = " " if kid.raw.endswith(" ") else ""
                parts.append(blank if kid.role in roles else kid.raw_without(*roles))
            elif not isinstance(kid, Press):
                parts.append(kid.text)
        return "".join(parts)

    @property
    def text(self) -> str:
        """What is heard of it: its characters, with divided words joined."""
        return self.raw.replace(SOFT_HYPHEN, "")

    def text_without(self, *roles: str) -> str:
        """The same without the elements below it in these roles."""
        return self.raw_without(*roles).replace(SOFT_HYPHEN, "")

    @property
    def runs(self) -> list[Run]:
        """The runs of it and of all elements below it."""
        return [kid for element in self.walk() for kid in element.kids if isinstance(kid, Run)]

    @property
    def presses(self) -> list[Press]:
        """The links of it and of all elements below it."""
        return [kid for element in self.walk() for kid in element.kids if isinstance(kid, Press)]

    @property
    def pages(self) -> list[int]:
        """The pages (from 1) on which it is drawn."""
        return sorted({run.page for run in self.runs})


@dataclass(frozen=True, slots=True)
class Unread:
    """An artifact: its page (from 1), type and subtype, the characters in it, and what it draws."""

    page: int
    type: str
    subtype: str
    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A PDF, read back."""

    root: Element
    artifacts: tuple[Unread, ...]
    strays: tuple[str, ...]
    mismatches: tuple[str, ...]


def read(pdf: bytes) -> Reading:
    """The structure and the artifacts of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return _Reader(document).reading()


class _Reader:
    """A document with its content streams read."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.document = document
        self.numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        self.drawn = {number: list(pieces(page)) for number, page in enumerate(document.pages, 1)}
        self.tree = document.Root.StructTreeRoot
        self.role_map: Any = self.tree.get("/RoleMap", {})
        named = document.Root.get("/Names", pikepdf.Dictionary()).get("/Dests", None)
        self.places = dict(pikepdf.NameTree(named)) if named is not None else {}
        self.holders: dict[tuple[int, int], tuple[int, int]] = {}
        self.pressed: dict[tuple[int, int], tuple[int, int]] = {}
        self.doubly: list[str] = []

    def reading(self) -> Reading:
        top = self.tree.K
        (first,) = top if isinstance(top, pikepdf.Array) else (top,)
        root = self.element(first, None)
        return Reading(root, tuple(self.artifacts()), tuple(self.strays()), tuple(self.mismatches()))

    def element(self, given: Any, page: Any) -> Element:
        page = given.get("/Pg", page)
        kids = given.get("/K", [])
        role = str(given.S).removeprefix("/")
        return Element(
            role=str(self.role_map.get(f"/{role}", role)).removeprefix("/"),
            kids=tuple(self.kids(given, list(kids) if isinstance(kids, pikepdf.Array) else [kids], page)),
            lang=str(given.get("/Lang", "")),
            alt=str(given.Alt) if "/Alt" in given else None,
            actual=str(given.ActualText) if "/ActualText" in given else None,
            expansion=str(given.get("/E", "")),
            name=str(given.get("/ID", "")),
            attributes={key: value for one in _dictionaries(given) for key, value in one.items() if key != "O"},
            owners=frozenset(one["O"] for one in _dictionaries(given)),
        )

    def kids(self, holder: Any, kids: Sequence[Any], page: Any) -> Iterator[Element | Run | Press]:
        for kid in kids:
            if isinstance(kid, int):
                yield self.run(holder, page, kid)
            elif kid.get("/Type") == "/MCR":
                yield self.run(holder, kid.get("/Pg", page), int(kid.MCID))
            elif kid.get("/Type") == "/OBJR":
                self.pressed[kid.Obj.objgen] = holder.objgen
                yield self.press(kid.Obj, self.numbers[kid.get("/Pg", page).objgen])
            else:
                if kid.P.objgen != holder.objgen:
                    self.doubly.append(f"an element {kid.S} names another parent than the one it stands in")
                yield self.element(kid, page)

    def run(self, holder: Any, page: Any, identifier: int) -> Run:
        number = self.numbers[page.objgen]
        if (number, identifier) in self.holders:
            self.doubly.append(f"page {number}: content {identifier} stands in the tree twice")
        self.holders[number, identifier] = holder.objgen
        mine = tuple(piece for piece in self.drawn[number] if piece.owner == identifier)
        if not mine:
            self.doubly.append(f"page {number}: content {identifier} stands in the tree, and nothing is drawn of it")
        return Run(number, mine)

    def press(self, annotation: Any, page: int) -> Press:
        left, bottom, right, top = (float(side) for side in annotation.Rect)
        return Press(
            page=page,
            box=(min(left, right), min(bottom, top), max(left, right), max(bottom, top)),
            contents=str(annotation.get("/Contents", "")),
            target=self.target(annotation),
            printed=bool(int(annotation.get("/F", 0)) & 4),
        )

    def target(self, annotation: Any) -> Target:
        action = annotation.get("/A", pikepdf.Dictionary())
        if "/URI" in action:
            return Target(address=str(action.URI))
        place = annotation.get("/Dest", action.get("/D", None))
        if isinstance(place, pikepdf.String | pikepdf.Name):
            place = self.places.get(str(place))
        if isinstance(place, pikepdf.Dictionary):
            place = place.D
        return Target(page=self.numbers[place[0].objgen], top=float(place[3])) if place is not None else Target()

    def artifacts(self) -> Iterator[Unread]:
        for page, drawn in self.drawn.items():
            for owner in dict.fromkeys(piece.owner for piece in drawn if isinstance(piece.owner, Artifact)):
                mine = tuple(piece for piece in drawn if piece.owner == owner)
                yield Unread(page, owner.type, owner.subtype, "".join(piece.text for piece in mine), mine)

    def strays(self) -> Iterator[str]:
        for page, drawn in self.drawn.items():
            for piece in drawn:
                read = isinstance(piece.owner, int) and (page, piece.owner) in self.holders
                if piece.tangled or not (read or isinstance(piece.owner, Artifact)):
                    yield f"page {page}: {piece.kind} '{piece.text}' at {piece.box[0]:.0f}, {piece.box[1]:.0f}"

    def mismatches(self) -> Iterator[str]:
        yield from self.doubly
        parents = pikepdf.NumberTree(self.tree.ParentTree)
        for number, page in enumerate(self.document.pages, 1):
            listed: Any = parents[int(page.StructParents)] if "/StructParents" in page else []
            held = {identifier: holder for (on, identifier), holder in self.holders.items() if on == number}
            if len(listed) != len(held):
                yield f"page {number}: {len(held)} contents in the tree, {len(listed)} in the parent tree"
            for identifier, holder in held.items():
                if identifier >= len(listed) or listed[identifier].objgen != holder:
                    yield f"page {number}: the parent tree has another element for content {identifier}"
            if "/Annots" in page and page.get("/Tabs") != "/S":
                yield f"page {number}: the tab key does not follow the structure"
            for annotation in page.get("/Annots", []):
                key = int(annotation.get("/StructParent", -1))
                if key not in parents or self.pressed.get(annotation.objgen) != parents[key].objgen:
                    yield f"page {number}: the parent tree has another element for a link to {self.target(annotation)}"
        if "/IDTree" in self.tree:
            for name, element in pikepdf.NameTree(self.tree.IDTree).items():
                if str(element.get("/ID", "")) != name:
                    yield f"the name tree has another element for {name}"


def _dictionaries(given: Any) -> list[dict[str, Any]]:
    """The attributes of an element by owner, names without their slash, lengths as floats."""
    attributes = given.get("/A", [])
    owned = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return [
        {key.removeprefix("/"): _plain(value) for key, value in one.items()}
        for one in owned
        if isinstance(one, pikepdf.Dictionary)
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, pikepdf.Name):
        return str(value).removeprefix("/")
    if isinstance(value, pikepdf.Array):
        return tuple(_plain(one) for one in value)
    return float(value) if isinstance(value, Decimal) else str(value) if isinstance(value, pikepdf.String) else value
