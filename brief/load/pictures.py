"""What is said of a picture in the file beside it: ``images/camp.jpg.yaml`` beside ``images/camp.jpg``.

The name of that file is the picture's own with ``.yaml`` behind it, so that it never is another file of the brief.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from brief.findings import BriefError, Finding
from brief.load import text, typed, yaml
from brief.load.folders import there
from brief.model import Description, side_file


def meant(folder: Path, typed: str) -> str:
    """The name of the picture that an editor means: the one typed, or that with ``%20`` and the like decoded.

    A file whose name is as typed comes first.
    """
    decoded = unquote(typed)
    return decoded if not there(folder, typed) and there(folder, decoded) else typed


def beside(folder: Path, picture: str) -> tuple[Description | None, tuple[Finding, ...]]:
    """What is said of the picture of that name, and what is wrong with it; nothing when there is no such file."""
    path = there(folder, side_file(picture))
    if path is None:
        return None, ()
    try:
        node = yaml.tree(text.read(folder, path), path)
    except BriefError as error:
        return None, error.findings
    if node is None:
        return Description(), ()
    if problems := tuple(typed.problems(Description, node, path.name)):
        return None, problems
    said: Description = typed.value(Description, node)
    return said, ()
