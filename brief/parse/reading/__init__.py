"""Reads the lines of a section into its outline: what each line is, and what it stands in."""
