"""Telling whether a folder is copied to the net by itself, which tears a database apart."""

import os
from pathlib import Path

_NAMES = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "nextcloud",
    "owncloud",
    "box sync",
    "mega",
    "pcloud",
    "yandex.disk",
)
_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def is_synced(folder: Path) -> bool:
    """Tell whether a folder lies where a well-known program copies everything to the net."""
    if any(_is_named_so(part.casefold()) for part in folder.parts):
        return True
    roots = (os.environ.get(name) for name in _VARIABLES)
    return any(root and folder.is_relative_to(root) for root in roots)


def _is_named_so(part: str) -> bool:
    # "OneDrive - Sở Nội vụ", "Dropbox (2)": what follows the name is the account's.
    return any(part == name or part.startswith((f"{name} -", f"{name} (")) for name in _NAMES)
