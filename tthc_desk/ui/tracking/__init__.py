"""Tracking: finding a dossier, looking into it, taking its next step."""
