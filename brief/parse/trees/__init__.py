"""Builds the tree of a block and turns it into what the page needs; `steps` has the order."""
