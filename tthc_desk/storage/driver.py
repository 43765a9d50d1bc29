"""The cipher driver: what is asked of it, and its errors in the program's own words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as cipher_driver

from tthc_desk.domain.errors import Code, DeskError

if TYPE_CHECKING:
    # The driver has the interface of the standard one, whose stubs type it.
    from sqlite3 import Connection, Cursor
else:
    from sqlcipher3.dbapi2 import Connection, Cursor

__all__ = ["Connection", "Cursor", "check_driver", "cipher_driver", "error_code", "errors_of"]

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can lose committed data when the write-ahead log is reset."""

_CODES = {
    3: Code.READONLY,  # SQLITE_PERM
    5: Code.LOCKED,  # SQLITE_BUSY
    6: Code.LOCKED,  # SQLITE_LOCKED
    8: Code.READONLY,  # SQLITE_READONLY
    10: Code.IO,  # SQLITE_IOERR
    11: Code.CORRUPT,  # SQLITE_CORRUPT
    13: Code.DISK_FULL,  # SQLITE_FULL
    14: Code.IO,  # SQLITE_CANTOPEN
    15: Code.IO,  # SQLITE_PROTOCOL
    26: Code.CORRUPT,  # SQLITE_NOTADB
}


def check_driver(driver: ModuleType = cipher_driver) -> None:
    """Refuse a driver that would write plain text or can lose data.

    Raises:
        DeskError: DRIVER, with the versions found.
    """
    connection = driver.connect(":memory:")
    try:
        # A build without the cipher knows no such pragma and answers nothing.
        cipher = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    if not cipher or not cipher[0] or driver.sqlite_version_info < OLDEST_SQLITE:
        raise DeskError(
            Code.DRIVER, sqlite=driver.sqlite_version, cipher=cipher[0] if cipher else ""
        )


def error_code(error: Exception) -> Code | None:
    """Name the refusal a driver's error stands for; None if it is a mistake of ours."""
    number = getattr(error, "sqlite_errorcode", None)
    return None if number is None else _CODES.get(number & 0xFF)


@contextmanager
def errors_of(path: Path) -> Iterator[None]:
    """Turn the driver's errors into refusals, once, at the border of storage.

    Raises:
        DeskError: LOCKED, READONLY, IO, CORRUPT, DISK_FULL, with the folder.
    """
    try:
        yield
    except cipher_driver.Error as error:
        refusal = as_refusal(error, path)
        if refusal is error:
            raise
        raise refusal from error


def as_refusal(error: Exception, path: Path) -> Exception:
    """Give the refusal for a driver's error, or the error itself if it is a mistake of ours."""
    code = error_code(error)
    if code is None:
        return error
    name = getattr(error, "sqlite_errorname", "")
    return DeskError(code, folder=str(path), reason=name)
