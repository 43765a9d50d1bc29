"""Telling what a folder stands on: a stick that can be pulled out, and the room left there."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

_DRIVE_REMOVABLE = 2
_BLOCKS = Path("/sys/dev/block")


def free_bytes(folder: Path) -> int | None:
    """Give the room left for this user; None where the system does not say."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def is_removable(folder: Path, blocks: Path = _BLOCKS) -> bool:
    """Tell whether a folder lies on a stick or a card; False also where nobody can say.

    Args:
        blocks: where Linux describes its disks.
    """
    if sys.platform == "win32":
        return _is_removable_drive(folder)
    try:
        device = folder.stat().st_dev
    except OSError:
        return False
    found = blocks / f"{os.major(device)}:{os.minor(device)}"
    return found.exists() and _is_removable_block(found.resolve())


def sticks() -> Iterator[Path]:
    """Give where sticks and cards are mounted now."""
    import psutil

    for part in psutil.disk_partitions(all=False):
        mounted = Path(part.mountpoint)
        if is_removable(mounted):
            yield mounted


def _is_removable_block(block: Path) -> bool:
    # A partition lies inside its disk. Large sticks call themselves fixed: their bus tells.
    if any(part.startswith("usb") for part in block.parts):
        return True
    flags = (place / "removable" for place in (block, block.parent))
    return any(flag.is_file() and flag.read_text().strip() == "1" for flag in flags)


def _is_removable_drive(folder: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    drive = folder.resolve().drive
    return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOVABLE)
