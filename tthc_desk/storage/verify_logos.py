"""Kept logos against their names, and the profile against the logos."""

from collections.abc import Iterator

from tthc_desk.storage import sql
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.steps import Steps
from tthc_desk.usecases.ports import Finding
from tthc_desk.usecases.ward_logo import LOGO_SETTINGS, picture_of

_LOGOS = "SELECT name, value FROM setting WHERE name GLOB ? ORDER BY name"
_OF_WARD = "SELECT value ->> 'logo' FROM setting WHERE name = ?"


def logos(connection: Connection, steps: Steps) -> Iterator[Finding]:
    """Hash every picture again, and look for the one the ward's papers carry now."""
    del steps
    found = dict(_read(connection))
    for name, is_whole in found.items():
        if not is_whole:
            yield Finding("logos", name, "differs from its hash")
    for (name,) in connection.execute(_OF_WARD, (sql.WARD,)):
        if name and name not in found:
            yield Finding("logos", name, "the ward's logo is not there")


def whole_logos(connection: Connection) -> frozenset[str]:
    """Name the pictures that are there and whole."""
    return frozenset(name for name, is_whole in _read(connection) if is_whole)


def _read(connection: Connection) -> Iterator[tuple[str, bool]]:
    for name, text in connection.execute(_LOGOS, (f"{LOGO_SETTINGS}*",)):
        logo = name.removeprefix(LOGO_SETTINGS)
        yield logo, bool(picture_of(logo, text))
