"""Telling whether a folder lies on another machine, where this kind of database is unsafe."""

import sys
from collections.abc import Callable
from pathlib import Path

import psutil

Probe = Callable[[Path], bool]

_SHARES = (
    "nfs",
    "cifs",
    "smb",
    "9p",
    "fuse.sshfs",
    "fuse.s3fs",
    "afs",
    "ceph",
    "glusterfs",
)
_DRIVE_REMOTE = 4


def is_network_share(path: Path) -> bool:
    """Tell whether a path, or the nearest folder above it that exists, is on a share."""
    place = path.resolve()
    if sys.platform == "win32":
        return _is_remote_drive(place)
    return _file_system(place).startswith(_SHARES)


def _file_system(place: Path) -> str:
    mounted = {Path(part.mountpoint): part.fstype for part in psutil.disk_partitions(all=True)}
    return next((mounted[p] for p in (place, *place.parents) if p in mounted), "")


def _is_remote_drive(place: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    if place.drive.startswith("\\\\"):
        return True
    return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\") == _DRIVE_REMOTE)
