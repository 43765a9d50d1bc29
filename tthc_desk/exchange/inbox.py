"""Files and folders that were brought: each file found, never more read than can be ours."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.exchange.outbox import is_unfinished
from tthc_desk.usecases.totals_answers import LIMIT, Offered


def offered(places: Iterable[Path]) -> Iterator[Offered]:
    """Give every file of the places, folders with all that is in them, in the order of names.

    A file is read when it is asked for, and at most `LIMIT` + 1 bytes of it. What is no file of
    the disk is told as NOT_TOTALS, and so is what a killed export left unfinished in a folder:
    whole as it may look, it was never given out. What cannot be read is told as IO or NOT_FOUND.
    """
    for place in places:
        if os.path.isdir(place):  # noqa: PTH112 — Path.is_dir raises where it may not look
            yield from _folder(place)
        else:
            yield Offered(place.name, _content(place), str(place))


def _folder(top: Path) -> Iterator[Offered]:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            names, folders = _names(folder)
        except OSError as error:
            yield Offered(folder.name, _unreadable(folder, error), str(folder), asked=False)
            continue
        for name in names:
            yield Offered(name, _found(folder / name), str(folder / name), asked=False)
        waiting += [folder / name for name in reversed(folders)]


def _names(folder: Path) -> tuple[list[str], list[str]]:
    """Give the names of files and of folders; a link to a folder might lead in a circle."""
    files, folders = list[str](), list[str]()
    with os.scandir(folder) as entries:
        for entry in entries:
            (folders if entry.is_dir(follow_symlinks=False) else files).append(entry.name)
    return sorted(files), sorted(folders)


def _found(path: Path) -> bytes | DeskError:
    if is_unfinished(path.name):
        return DeskError(Code.NOT_TOTALS, file=path.name)
    return _content(path)


def _content(path: Path) -> bytes | DeskError:
    try:
        # A pipe or a device would keep the reader waiting for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            return DeskError(Code.NOT_TOTALS, file=path.name)
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except OSError as error:
        return _unreadable(path, error)


def _unreadable(path: Path, error: OSError) -> DeskError:
    if isinstance(error, FileNotFoundError):
        return DeskError(Code.NOT_FOUND, "file", file=path.name, reason="missing")
    reason = "denied" if isinstance(error, PermissionError) else "unreadable"
    return DeskError(Code.IO, "file", file=path.name, reason=reason)
