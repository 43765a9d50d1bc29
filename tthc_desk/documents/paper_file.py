"""Writes a file for people into a folder: whole under its name, or not at all."""

import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tthc_desk.documents.file_kind import replaces
from tthc_desk.domain.errors import Code, DeskError

# On Windows a viewer or a virus scanner holds a file for moments, not for minutes.
_WAITS_S = (0.05, 0.1, 0.25, 0.6)
_CODES = {
    errno.EROFS: Code.READONLY,
    errno.EACCES: Code.READONLY,
    errno.EPERM: Code.READONLY,
    # The folder is there and yet makes no file, as those of the system do.
    errno.ENOENT: Code.READONLY,
    errno.ENOSPC: Code.DISK_FULL,
    errno.EDQUOT: Code.DISK_FULL,
    errno.EFBIG: Code.DISK_FULL,
    errno.ENOTDIR: Code.FOLDER,
    errno.EISDIR: Code.FOLDER,
    errno.ENAMETOOLONG: Code.FOLDER,
}
_REASONS = {errno.ENOENT: "closed_folder", errno.ENAMETOOLONG: "long_name"}
_ANYBODY_WRITES = 0o222


def _nothing() -> None:
    pass


def write_paper(content: bytes, path: Path, before_named: Callable[[], object] = _nothing) -> None:
    """Write a PDF, a workbook or a table, flushed to the disk before it gets its name.

    Args:
        before_named: records the print once the file is whole; what it raises leaves no file.

    Raises:
        DeskError: FOLDER, READONLY, DISK_FULL or IO (path: the file that was asked for); a file
            that stood there before is unchanged then, and no partial one is left. READONLY
            too for a file of another kind, which may be a key or what somebody has written.
    """
    temporary = ""
    with _told(path):
        _check(path)
        if path.exists() and not replaces(content, path):
            raise _refusal(Code.READONLY, path, "other_kind")
        try:
            handle, temporary = tempfile.mkstemp(suffix=".tmp", prefix=".paper-", dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            # A stop from here on records a print too many, never a paper nobody knows of.
            before_named()
            _rename(temporary, path)
        except BaseException:
            if temporary:
                with contextlib.suppress(OSError):
                    Path(temporary).unlink()
            raise


def check_target(path: Path) -> None:
    """Refuse a place that takes no file before any work is done for it.

    Raises:
        DeskError: FOLDER or READONLY, as `write_paper` does.
    """
    with _told(path):
        _check(path)


def make_folder(folder: Path, field: str | None = None) -> None:
    """Make a folder for papers unless it is there.

    Args:
        field: which input named it.

    Raises:
        DeskError: FOLDER or READONLY (folder).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        places = (folder, *folder.parents)
        taken = next((p for p in places if p.exists() and not p.is_dir()), folder)
        facts = {"folder": str(taken), "reason": "file_for_folder"}
        raise DeskError(Code.FOLDER, field, **facts) from error
    except OSError as error:
        code = _CODES.get(error.errno or 0, Code.FOLDER)
        raise DeskError(code, field, folder=str(folder)) from error


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        number = error.errno or 0
        reason = _REASONS.get(number, "")
        raise _refusal(_CODES.get(number, Code.IO), path, reason) from error


def _check(path: Path) -> None:
    """Refuse what stands at the place already; replacing a file asks no leave of the file."""
    if path.is_dir():
        raise _refusal(Code.FOLDER, path, "folder_for_file")
    if not path.parent.is_dir():
        reason = "file_for_folder" if path.parent.exists() else "no_folder"
        raise _refusal(Code.FOLDER, path, reason)
    if not path.exists():
        return
    if not path.is_file():
        raise _refusal(Code.READONLY, path, "no_file")
    if not path.stat().st_mode & _ANYBODY_WRITES or not os.access(path, os.W_OK):
        raise _refusal(Code.READONLY, path, "read_only_file")


def _refusal(code: Code, path: Path, reason: str) -> DeskError:
    return DeskError(code, path=str(path), folder=str(path.parent), reason=reason)


def _rename(temporary: str, path: Path) -> None:
    for wait_s in _WAITS_S:
        try:
            Path(temporary).replace(path)
        except PermissionError:
            time.sleep(wait_s)
        else:
            return
    Path(temporary).replace(path)
