"""Random edits, one after the other: after each, a brief has the bytes of a first build with nothing kept."""
