"""Wording: what is done to the words themselves: emphasis and links, quotes and dashes, languages, abbreviations."""
