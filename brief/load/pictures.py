"""The file beside a picture that describes it: ``images/camp.jpg.yaml`` beside ``images/camp.jpg``.

Its name is that of the picture with ``.yaml`` added, so that it cannot be another file of the brief.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from brief.findings import BriefError, Finding
from brief.load import text, typed, yaml
from brief.load.folders import existing
from brief.model import Description, side_file


def meant(folder: Path, written: str) -> str:
    """The name of the picture that an editor wrote; ``%20`` and the like are decoded if only that name exists."""
    decoded = unquote(written)
    return decoded if not existing(folder, written) and existing(folder, decoded) else written


def beside(folder: Path, picture: str) -> tuple[Description | None, tuple[Finding, ...]]:
    """The description in the file beside a picture, None if that is missing or invalid; and findings on that file."""
    path = existing(folder, side_file(picture))
    if path is None:
        return None, ()
    try:
        node = yaml.tree(text.read(folder, path), path)
        return typed.checked(typed.form(Description), node, path.name) if node else Description(), ()
    except BriefError as error:
        return None, error.findings
