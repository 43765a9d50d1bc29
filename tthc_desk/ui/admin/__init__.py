"""Admin: the calendar of the year, and what the program says of itself."""
