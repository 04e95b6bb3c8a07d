"""The sources that the briefs of these tests cite."""

from __future__ import annotations

SOURCES = """\
- id: coi2014
  type: report
  title: Report of the commission of inquiry
  author: [{literal: UN Human Rights Council}]
  issued: 2014-02-07
"""
