"""A superior authority's data folder: the totals of its wards, and nothing of a citizen."""
