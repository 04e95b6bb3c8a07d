"""Whole briefs of different shapes, and what can be measured of their pages without taste.

- `NAME/` is a brief: brief.yaml, Markdown, sources, pictures, data;
- `reading`: a finished PDF → its lines and its ink, by libraries that know nothing of how it was set;
- `judging`, with `belonging`: these → what is measured, with the page of each defect;
- `bounds`: what is measured → what is out of bounds;
- `corpus`: the briefs, built;
- `python -m tests.pages` prints the table of `make pages`.
"""
