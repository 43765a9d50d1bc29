"""The window: one folder per screen and what they share."""
