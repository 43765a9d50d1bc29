"""Small wards as released versions of the program left them, with invented test persons.

Each was made by the program of its time: 24 receptions and two forwardings of the test ward.
"""

import shutil
from pathlib import Path

RELEASED = Path(__file__).resolve().parents[1] / "data" / "released"
VERSIONS = tuple(sorted(int(path.name.removeprefix("schema-")) for path in RELEASED.iterdir()))
EVENTS, DOSSIERS = 26, 24


def released_ward(version: int, folder: Path) -> Path:
    """Give a copy of a ward at a schema version, to be opened."""
    shutil.copytree(RELEASED / f"schema-{version:04}", folder)
    (folder / "ward.key").chmod(0o600)
    return folder
