"""Reading: the lines of a section become its outline, which says what each line is and what it stands in."""
