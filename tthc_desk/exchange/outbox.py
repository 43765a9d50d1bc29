"""Places files that are to be carried away: each whole and read back before it gets its name."""

import contextlib
import errno
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError

# On Windows a virus scanner holds a file for moments, not for minutes.
_WAITS_S = (0.05, 0.1, 0.25, 0.6)
_BEGIN, _END = ".totals-", ".part"
# Between them stand the characters `tempfile` draws.
_UNFINISHED = re.compile(rf"{re.escape(_BEGIN)}[a-z0-9_]{{8}}{re.escape(_END)}")
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


def place(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write files into a folder, all of them read back before the first one gets its name.

    The data come last: where a JSON file stands, everything that belongs to it stands too. A file
    that is there already and the same is left as it is. What a killed program left unfinished is
    cleared away first.

    Args:
        files: name → content.

    Raises:
        DeskError: FOLDER (reason no_folder, file_for_folder, other_file), READONLY, DISK_FULL,
            IO, READ_BACK; what has its final name then is whole, the JSON files have none.
    """
    check_folder(folder)
    _clear_unfinished(folder)
    names = sorted(files, key=lambda name: (name.endswith(".json"), name))
    targets = {name: folder / name for name in names}
    missing = [name for name in names if not _is_there(targets[name], files[name])]
    written: dict[str, Path] = {}
    try:
        for name in missing:
            with _told(targets[name]):
                written[name] = _write(files[name], folder)
        for name in missing:
            with _told(targets[name]):
                _rename(written[name], targets[name])
                del written[name]
                _keep_names(folder)
    finally:
        for unfinished in written.values():
            with contextlib.suppress(OSError):
                unfinished.unlink()
    return tuple(targets.values())


def is_unfinished(name: str) -> bool:
    """Tell the name of a file that was being written when the program was killed."""
    return _UNFINISHED.fullmatch(name) is not None


def check_folder(folder: Path) -> None:
    """Refuse a place that is no folder; a stick that is not there must not become one.

    Raises:
        DeskError: FOLDER.
    """
    if not folder.is_dir():
        reason = "file_for_folder" if folder.exists() else "no_folder"
        raise DeskError(Code.FOLDER, folder=str(folder), reason=reason)


def _clear_unfinished(folder: Path) -> None:
    """Remove what a killed program left; what cannot be removed is in nobody's way."""
    with contextlib.suppress(OSError):
        left = [path for path in folder.iterdir() if is_unfinished(path.name)]
        for path in left:
            with contextlib.suppress(OSError):
                path.unlink()


def _is_there(target: Path, content: bytes) -> bool:
    """Say whether the same file stands there already; another one of its name is never touched."""
    with _told(target):
        if not target.exists():
            return False
        same = target.is_file() and target.stat().st_size == len(content)
        if same and target.read_bytes() == content:
            return True
    path, parent = str(target), str(target.parent)
    raise DeskError(Code.FOLDER, path=path, folder=parent, reason="other_file")


def _write(content: bytes, folder: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=_BEGIN, suffix=_END, dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            _forget(file.fileno())
        _read_back(temporary, content)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _forget(handle: int) -> None:
    """Let the system forget what it holds of a file, so that reading asks the disk."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _read_back(path: Path, content: bytes) -> None:
    try:
        found = path.read_bytes()
    except OSError as error:
        raise DeskError(Code.READ_BACK, path=str(path.parent)) from error
    if found != content:
        raise DeskError(Code.READ_BACK, path=str(path.parent))


def _rename(temporary: Path, target: Path) -> None:
    for wait_s in _WAITS_S:
        try:
            temporary.replace(target)
        except PermissionError:
            time.sleep(wait_s)
        else:
            return
    temporary.replace(target)


def _keep_names(folder: Path) -> None:
    """Force a new name to the disk; Windows does so by itself, some sticks cannot be asked."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(handle)


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, Code.IO)
        raise DeskError(code, path=str(target), folder=str(target.parent)) from error
