"""Trees: what Python-Markdown makes of a block becomes what the page needs, in the order of `steps`."""
