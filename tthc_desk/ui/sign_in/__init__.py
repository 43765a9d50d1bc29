"""Choosing who sits at the window."""
