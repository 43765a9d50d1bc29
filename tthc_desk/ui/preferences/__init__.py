"""Preferences of one machine."""
