"""Where backups and key files are looked for when a ward's book is put back."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from tthc_desk.app.first_start_places import BACKUPS, drive_roots
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.exchange.drives import sticks
from tthc_desk.storage.backup_file import ENDING, stated_manifest
from tthc_desk.storage.folder import KEY, os_errors
from tthc_desk.storage.restore import find_manifest, refuse_superiors
from tthc_desk.storage.upgrade import BEFORE_UPGRADE
from tthc_desk.ui.first_start.restoring.services import FoundBackup

_MOST = 300
"""Backups looked at; the rule that keeps them leaves fewer than fifty."""
_MOST_FOLDERS = 200


def find_backups(data: Path) -> tuple[FoundBackup, ...]:
    """Look on sticks, in the usual folders and beside the data; newest first.

    Args:
        data: where the data lie or will lie.
    """
    return _found(_usual(data), data)


def look_in(data: Path, chosen: Path) -> tuple[FoundBackup, ...]:
    """Look in a folder that was chosen, or at the one file.

    Raises:
        DeskError: FOLDER, READONLY, IO.
    """
    if chosen.is_file():
        return (_read(chosen, tuple(_keys((chosen.parent, chosen.parent.parent, data)))),)
    if not chosen.is_dir():
        raise DeskError(Code.FOLDER, reason="no_folder", folder=str(chosen))
    with os_errors(chosen):
        return _found((chosen, *_below(chosen)), data)


def _found(folders: Iterable[Path], data: Path) -> tuple[FoundBackup, ...]:
    places = tuple(dict.fromkeys(folder for folder in folders if folder.is_dir()))
    files = dict.fromkeys(path.resolve() for folder in places for path in _backups_in(folder))
    keys = tuple(_keys((*(file.parent for file in files), *places, data)))
    read = [_read(file, keys) for file in list(files)[:_MOST]]
    return tuple(sorted(read, key=_newest_first))


def _usual(data: Path) -> Iterator[Path]:
    from platformdirs import user_desktop_path, user_documents_path, user_downloads_path

    for stick in sticks():
        yield from (stick, *_below(stick))
    yield from (root / BACKUPS for root in drive_roots())
    yield from (data.parent / BACKUPS, data / BEFORE_UPGRADE)
    for place in (user_documents_path(), user_desktop_path(), user_downloads_path()):
        yield from (place, place / BACKUPS)


def _below(folder: Path) -> tuple[Path, ...]:
    """Give the folders in a folder; none where it cannot be read."""
    with suppress(OSError):
        return tuple(sorted(path for path in folder.iterdir() if path.is_dir()))[:_MOST_FOLDERS]
    return ()


def _backups_in(folder: Path) -> tuple[Path, ...]:
    with suppress(OSError):  # pulled out, or not ours to read
        return tuple(sorted(path for path in folder.glob(f"*{ENDING}") if path.is_file()))
    return ()


def _keys(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in dict.fromkeys(folders):
        with suppress(OSError):
            if (folder / KEY).is_file():
                yield folder / KEY


def _read(file: Path, keys: tuple[Path, ...]) -> FoundBackup:
    try:
        with os_errors(file.parent):
            stated = stated_manifest(file)
    except DeskError as error:
        return FoundBackup(file, None, problem=error)
    try:
        refuse_superiors(stated)
    except DeskError as error:
        return FoundBackup(file, stated, problem=error)
    for key in keys:
        try:
            return FoundBackup(file, find_manifest(file, key), key)
        except DeskError as error:
            if error.code is not Code.KEY:
                return FoundBackup(file, stated, problem=error)
    return FoundBackup(file, stated)


def _newest_first(found: FoundBackup) -> tuple[bool, float]:
    made = found.manifest.made_at.timestamp() if found.manifest else 0.0
    return found.problem is not None, -made
