"""A fixture that the tests of `load` share: the errors of a brief."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from brief.findings import BriefError
from brief.load import load

Mistakes = Callable[[Mapping[str, str | bytes]], list[str]]


@pytest.fixture
def mistakes(make_brief: Callable[[Mapping[str, str | bytes]], Path]) -> Mistakes:
    """Writes a brief of these files, with a summary if none is given, and returns its errors."""

    def told(files: Mapping[str, str | bytes]) -> list[str]:
        with pytest.raises(BriefError) as caught:
            load(make_brief({"summary.md": "# Summary\n\nText.\n", **files}))
        return [str(finding) for finding in caught.value.findings]

    return told
