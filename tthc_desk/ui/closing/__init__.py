"""Closing and reports: the tally of a day and form II.06a."""
