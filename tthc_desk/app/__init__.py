"""Wiring, commands and the program's entry points."""
