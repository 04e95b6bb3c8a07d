"""Reads and finishes the words: inline Markdown, citations, languages, typographic marks."""
