"""Files and folders that were brought: each file as it is found, never more of it than can be ours."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.totals_answers import LIMIT, Offered


def offered(places: Iterable[Path]) -> Iterator[Offered]:
    """Give every file of the places, folders with all that is in them, in the order of names.

    A file is read when it is asked for, and at most `LIMIT` + 1 bytes of it. What is no file of
    the disk is told as NOT_TOTALS, what cannot be read as IO or NOT_FOUND.
    """
    for place in places:
        if place.is_dir():
            yield from _folder(place)
        else:
            yield Offered(place.name, _content(place), str(place))


def _folder(folder: Path) -> Iterator[Offered]:
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        yield Offered(folder.name, _unreadable(folder, error), str(folder), asked=False)
        return
    for name, is_folder in names:
        path = folder / name
        if is_folder:
            yield from _folder(path)
        else:
            yield Offered(name, _content(path), str(path), asked=False)


def _content(path: Path) -> bytes | DeskError:
    try:
        # A pipe or a device would keep the reader waiting for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            return DeskError(Code.NOT_TOTALS, file=path.name)
        with closing(path.open("rb")) as file:
            return file.read(LIMIT + 1)
    except OSError as error:
        return _unreadable(path, error)


def _unreadable(path: Path, error: OSError) -> DeskError:
    if isinstance(error, FileNotFoundError):
        return DeskError(Code.NOT_FOUND, "file", file=path.name, reason="missing")
    reason = "denied" if isinstance(error, PermissionError) else "unreadable"
    return DeskError(Code.IO, "file", file=path.name, reason=reason)
