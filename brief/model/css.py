"""What several rooms have to know of CSS: families, custom properties, comments."""

from __future__ import annotations

import re

GENERIC = frozenset(
    {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "inherit", "initial"}
)
"""What stands for a family and is the name of none: it leaves the choice to whoever sets or draws."""

ASKED = re.compile(r"var\(\s*--(?P<name>[\w-]+)\s*(?:,\s*(?P<otherwise>[^()]*))?\)")
"""A custom property in a value, and what stands for one that there is not."""

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
"""A rule that brings a face."""

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
