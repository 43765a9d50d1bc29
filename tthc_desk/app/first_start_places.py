"""What there is to know of a folder before data or backups go into it."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tthc_desk.app import paths
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.exchange import drives
from tthc_desk.storage.folder import DATABASE, holds_anything, is_network_share, os_errors
from tthc_desk.storage.network import Probe
from tthc_desk.storage.restore import held_a_book
from tthc_desk.storage.synced import is_synced
from tthc_desk.ui.first_start.services import Place

BACKUPS = "sao-luu-mot-cua"
"""Name proposed for a folder of backups."""
LEAST_MB = 500
"""Room for some years of a ward, or for its backups; decided for this program."""
_MB = 1_000_000
UNFIT_SIGNS = frozenset('<>"|?*')
"""In no name of a folder on Windows, and in everything a card's code types into a field."""


def check_folder(path: str, probe: Probe = is_network_share) -> Place:
    """Look at a folder for the data: on this machine, empty, writable."""
    folder = Path(path)
    try:
        with _path_errors(folder):
            _refuse_unfit(folder, probe)
    except DeskError as error:
        stands = error.code is Code.FOLDER_NOT_EMPTY and (folder / DATABASE).is_file()
        return Place(folder, error, holds_ward=stands)
    return Place(folder, None, drives.free_bytes(_standing(folder)))


def check_target(path: str, probe: Probe = is_network_share) -> Place:
    """Look at a folder a backup may be put into: as for data, or one where a book lies."""
    folder = Path(path)
    try:
        holds_book = folder.is_dir() and held_a_book(folder)
        if not holds_book:
            return check_folder(path, probe)
        _refuse_distant(folder, probe)
        _refuse_closed(folder)
    except DeskError as error:
        return Place(folder, error)
    return Place(folder, None, drives.free_bytes(folder), holds_book=True)


def refuse_unfit(path: str) -> Path:
    """Give a folder fit for the data.

    Raises:
        DeskError: as `check_folder` finds.
    """
    place = check_folder(path)
    if place.problem is not None:
        raise place.problem
    return place.folder


def check_backup(path: str, data: str) -> Place:
    """Look at a folder for backups: writable, outside the data, best on another drive."""
    folder, inside = Path(path), Path(data)
    try:
        with _path_errors(folder):
            _refuse_vague(folder)
            if folder.resolve().is_relative_to(inside.resolve()):
                raise DeskError(Code.FOLDER, folder=path, reason="inside_data")
            _refuse_closed(folder)
    except DeskError as error:
        return Place(folder, error)
    standing = _standing(folder)
    return Place(
        folder,
        None,
        drives.free_bytes(standing),
        same_drive=_drive(standing) == _drive(_standing(inside)),
        removable=drives.is_removable(standing),
    )


def propose_backup(data: str) -> str:
    """Propose a folder on another drive that stays in the machine; else beside the data."""
    own = _drive(_standing(Path(data)))
    for root in drive_roots():
        if _drive(root) != own:
            return str(root / BACKUPS)
    return str(Path(data).parent / BACKUPS)


def drive_roots() -> Iterator[Path]:
    """Give where drives that stay in the machine can be written."""
    import psutil

    for part in psutil.disk_partitions(all=False):
        mounted = Path(part.mountpoint)
        if _is_for_files(mounted) and not drives.is_removable(mounted):
            yield mounted


def _is_for_files(mounted: Path) -> bool:
    system = ("/boot", "/efi", "/etc", "/proc", "/sys", "/run", "/snap", "/dev")
    if os.name != "nt" and str(mounted).startswith(system):
        return False
    return mounted.is_dir() and os.access(mounted, os.W_OK)


def _refuse_unfit(folder: Path, probe: Probe) -> None:
    _refuse_distant(folder, probe)
    if is_synced(folder) or is_synced(folder.resolve()):
        raise DeskError(Code.FOLDER, folder=str(folder), reason="synced")
    with os_errors(folder):
        if folder.is_dir() and holds_anything(folder, frozenset({paths.MOVED})):
            raise DeskError(Code.FOLDER_NOT_EMPTY, folder=str(folder))
    _refuse_closed(folder)


def _refuse_distant(folder: Path, probe: Probe) -> None:
    _refuse_vague(folder)
    if probe(folder):
        raise DeskError(Code.NETWORK_SHARE, folder=str(folder))


@contextmanager
def _path_errors(folder: Path) -> Iterator[None]:
    """Turn what a path itself makes fail into refusals, a name too long among it."""
    try:
        folder.exists()
        yield
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise DeskError(Code.FOLDER, folder=str(folder), reason="long_folder") from error
        with os_errors(folder):
            raise


def _refuse_vague(folder: Path) -> None:
    text = str(folder)
    if UNFIT_SIGNS.intersection(text) or not text.isprintable():
        raise DeskError(Code.FOLDER, reason="signs")
    if not folder.is_absolute():
        raise DeskError(Code.FOLDER, folder=str(folder), reason="relative")


def _refuse_closed(folder: Path) -> None:
    """Try to write where the folder stands or will stand; nothing is left behind."""
    standing = _standing(folder)
    if not standing.is_dir():
        raise DeskError(Code.FOLDER, folder=str(folder), reason="file_for_folder")
    free = drives.free_bytes(standing)
    if free is not None and free < LEAST_MB * _MB:
        free_mb = free // _MB
        facts: dict[str, Any] = {"reason": "little_room", "free": free_mb, "need": LEAST_MB}
        raise DeskError(Code.FOLDER, folder=str(folder), **facts)
    with os_errors(folder), tempfile.TemporaryFile(dir=standing) as file:
        file.write(b"\0")
        file.flush()
        os.fsync(file.fileno())


def _standing(folder: Path) -> Path:
    """Give the folder, or the nearest one above it that exists."""
    found = (one for one in (folder, *folder.parents) if one.exists())
    return next(found, folder)


def _drive(folder: Path) -> int:
    try:
        return folder.stat().st_dev
    except OSError:
        return -1
