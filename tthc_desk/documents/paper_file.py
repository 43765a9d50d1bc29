"""Writes a paper into a folder: the whole file under its name, or nothing."""

import contextlib
import errno
import os
import tempfile
import time
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError

# On Windows a viewer or a virus scanner holds a file for moments, not for minutes.
_WAITS_S = (0.05, 0.1, 0.25, 0.6)
_CODES = {
    errno.EROFS: Code.READONLY,
    errno.EACCES: Code.READONLY,
    errno.EPERM: Code.READONLY,
    errno.ENOSPC: Code.DISK_FULL,
    errno.EDQUOT: Code.DISK_FULL,
    errno.EFBIG: Code.DISK_FULL,
    errno.ENOENT: Code.FOLDER,
    errno.ENOTDIR: Code.FOLDER,
    errno.EISDIR: Code.FOLDER,
    errno.ENAMETOOLONG: Code.FOLDER,
}


def write_paper(pdf: bytes, path: Path) -> None:
    """Write a PDF, flushed to the disk before it gets its name.

    Raises:
        DeskError: FOLDER, READONLY, DISK_FULL or IO (path: the file that was asked for); a file
            that stood there before is unchanged then, and no partial one is left.
    """
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(suffix=".tmp", prefix=".paper-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        _rename(temporary, path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        code = _CODES.get(error.errno or 0, Code.IO)
        raise DeskError(code, path=str(path)) from error


def _rename(temporary: str, path: Path) -> None:
    for wait_s in _WAITS_S:
        try:
            Path(temporary).replace(path)
        except PermissionError:
            time.sleep(wait_s)
        else:
            return
    Path(temporary).replace(path)
