"""Rules about names: no two things have the same one, and each link within the brief leads to one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brief.check.places import find, perhaps, sourced
from brief.findings import Finding
from brief.findings import page as rules
from brief.model import Text


def names(texts: Sequence[Text]) -> Iterator[Finding]:
    """No two things in the brief have the same name: sections have those of their files.

    The two versions of a section may share a name, since an edition prints one of them.
    """
    given: dict[str, tuple[Text | None, str]] = {
        text.section.name: (None, f"as the section {text.section.path.name}") for text in texts
    }
    for text in texts:
        for element, source in sourced(text):
            if not (name := element.get("id")):
                continue
            place = find(text.section, source, name if "data-exhibit" in element.attrib else f"#{name}")
            if name not in given:
                given[name] = (text, f"in {place.path.name}, line {place.line}")
                continue
            other, where = given[name]
            if other is None or other is text or other.section.name != text.section.name:
                yield rules.NAME_TWICE.at(place, anchor=name, other=where)


def links(texts: Sequence[Text]) -> Iterator[Finding]:
    """Each link within the brief leads somewhere."""
    anchors = {element.get("id", "") for text in texts for element, _ in sourced(text)} - {""}
    anchors |= {text.section.name for text in texts}
    for text in texts:
        for element, source in sourced(text):
            target = element.get("href", "")
            if (
                element.tag == "a"
                and target[:1] == "#"
                and target[1:] not in anchors
                and "data-ref" not in element.attrib
            ):
                near = perhaps(target, (f"#{anchor}" for anchor in anchors))
                yield rules.LINK_BROKEN.at(find(text.section, source, target), anchor=target[1:], near=near)
