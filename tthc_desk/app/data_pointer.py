"""Writing down where the data lie when it is not where they are looked for."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tthc_desk.app import paths
from tthc_desk.domain.errors import DeskError


@contextmanager
def pointed(home: Path, folder: Path) -> Iterator[None]:
    """Let a folder hold the data; when the block fails, it is as it was before.

    Raises:
        DeskError: READONLY, DISK_FULL, IO.
    """
    before = paths.moved_to(home)
    _point(home, folder)
    try:
        yield
    except BaseException:
        with suppress(OSError, DeskError):
            _point(home, before or home)
        raise


def _point(home: Path, folder: Path) -> None:
    from tthc_desk.documents.paper_file import write_paper
    from tthc_desk.storage.folder import os_errors

    with os_errors(home):
        if folder.resolve() == home.resolve():
            (home / paths.MOVED).unlink(missing_ok=True)
            return
        folder.mkdir(parents=True, exist_ok=True)
        home.mkdir(parents=True, exist_ok=True)
    # Before the ward: a ward nobody points to would be lost to the next start.
    write_paper(f"{folder.resolve()}\n".encode(), home / paths.MOVED)
