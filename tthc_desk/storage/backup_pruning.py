"""Which backups of a folder go after a new one was made, by one rule and never for a rotten one."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tthc_desk.domain.retention import kept
from tthc_desk.storage.backup import is_whole, listed, moment_of
from tthc_desk.storage.backup_file import ENDING
from tthc_desk.storage.keys import WardKey
from tthc_desk.usecases.backup_facts import BackupLine

_NAME = re.compile(r"tthc-desk_([0-9A-Za-z]+)_[0-9]{8}-[0-9]{6}(-[0-9]+)?")


def prune(folder: Path, key: WardKey, now: datetime, fresh: BackupLine) -> tuple[Path, ...]:
    """Remove what the rule does not keep, after a backup was made; give what was removed.

    What stays in the place of one that goes is read whole first: one that rotted takes nobody's
    place, and stays beside.

    Args:
        fresh: the one just made and checked; it stays whatever any clock says.
    """
    lines = [line for line in listed(folder, key) if line.manifest is not None]
    read = {fresh.path}
    while unsound := _first_unsound(_instead(lines, now, fresh), read):
        lines.remove(unsound)
    removed = []
    for line in _going(lines, now, fresh):
        with suppress(OSError):
            line.path.unlink()
            removed.append(line.path)
    return tuple(removed)


def _going(lines: list[BackupLine], now: datetime, fresh: BackupLine) -> list[BackupLine]:
    staying = kept([moment_of(line) for line in lines], now)
    return [
        line
        for line in lines
        if _NAME.fullmatch(line.path.name.removesuffix(ENDING))
        and line.path != fresh.path
        and moment_of(line) not in staying
    ]


def _instead(lines: list[BackupLine], now: datetime, fresh: BackupLine) -> Iterator[BackupLine]:
    """Give, for each that goes, the next newer one that stays: it holds all the other held."""
    going, newer = _going(lines, now, fresh), fresh
    for line in lines:
        if line in going:
            yield newer
        else:
            newer = line


def _first_unsound(lines: Iterable[BackupLine], read: set[Path]) -> BackupLine | None:
    for line in lines:
        if line.path not in read and not is_whole(line):
            return line
        read.add(line.path)
    return None
