"""``python -m brief``: the same as the command ``brief``."""

from brief.cli import main

main()
