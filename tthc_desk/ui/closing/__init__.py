"""Closing and reports: the closing of a day, lists and reports of a period, charts."""
