"""Turns the tree that Python-Markdown makes of a block into what the page needs; `steps` has the order."""
