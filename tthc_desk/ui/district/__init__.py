"""The window of a superior authority: what its wards sent, and the reports made of it."""
