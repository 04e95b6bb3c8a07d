"""Reads the lines of a section into its outline: the kind of each, and the blocks around it."""
