"""The counter program of a Vietnamese ward: dossiers in, promises kept, figures proved."""

__version__ = "0.1.0"
