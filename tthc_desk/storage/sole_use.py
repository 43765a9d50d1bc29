"""Making sure that nobody else has a book open."""

from contextlib import closing
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.database import connect
from tthc_desk.storage.driver import cipher_driver, error_code, errors_of
from tthc_desk.storage.keys import WardKey


def fold_log(path: Path, key: WardKey) -> None:
    """Fold the write-ahead log into the file, which only works while nobody else has it open.

    Raises:
        DeskError: LOCKED, IO.
    """
    with errors_of(path.parent), closing(connect(path, key)) as connection:
        try:
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        except cipher_driver.OperationalError as error:
            if error_code(error) is not Code.LOCKED:
                raise
            mode = ""
    if mode != "delete":
        raise DeskError(Code.LOCKED, folder=str(path.parent))
