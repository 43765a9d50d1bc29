"""Reading which numbers a book gave out, from whatever of it can still be read."""

import json
import os
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.database import connect
from tthc_desk.storage.driver import Connection, as_refusal, cipher_driver, error_code
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import WardKey, read_key
from tthc_desk.usecases.backup_facts import Manifest, SeriesEnd
from tthc_desk.usecases.numbers_since import GivenNumbers

_COUNTERS = "SELECT series, period, value FROM counter WHERE series <> 'rules'"
# Where the counters are damaged the events tell; the newest first, as far as they can be read.
_EVENTS = (
    "SELECT 'dossier', data ->> 'number_day', data ->> 'daily_number' FROM event "
    "WHERE kind = 'received' ORDER BY seq DESC",
    "SELECT 'serial', data ->> 'book', data ->> 'serial' FROM event "
    "WHERE kind = 'received' ORDER BY seq DESC",
    "SELECT 'slip/' || (data ->> 'series'), data ->> 'year', data ->> 'serial' FROM event "
    "WHERE kind = 'paper_issued' AND data ->> 'series' IS NOT NULL ORDER BY seq DESC",
    "SELECT 'list/' || substr(subject, 1, 2), substr(subject, 3, 4), "
    "CAST(substr(subject, 8) AS INTEGER) FROM event WHERE kind = 'list_opened' ORDER BY seq DESC",
)
_HASH = "SELECT hash FROM event WHERE seq = ?"
NOTE = "so-da-cap.json"
"""File beside a restored book: where its counters went on, should it be lost before a backup."""

_Ends = dict[tuple[str, str], int]


def given_numbers(folder: Path, key_file: Path, backup: Manifest) -> GivenNumbers:
    """Read the last number of every series of the book in a folder.

    Args:
        key_file: of the backup; tried where the folder's own key is lost.

    Raises:
        DeskError: LOCKED; what cannot be read is left out.
    """
    path = folder.resolve() / DATABASE
    found: _Ends = {}
    is_whole = path.is_file() and _read_any(path, key_file, backup, found)
    return GivenNumbers(_ends(found), is_whole, _ends(_noted(path.with_name(NOTE))))


def _read_any(path: Path, key_file: Path, backup: Manifest, found: _Ends) -> bool:
    for key in _keys(key_file, path.with_name(KEY)):
        with suppress(cipher_driver.Error):
            try:
                with closing(connect(path, key)) as connection:
                    return _read(connection, backup, found)
            except cipher_driver.Error as error:
                if error_code(error) is Code.LOCKED:
                    raise as_refusal(error, path.parent) from error
                raise
    return False


def note_numbers(book: Path, key: WardKey) -> Path:
    """Write down beside a book where its counters stand; give the file, safe on the disk."""
    found: _Ends = {}
    with closing(connect(book, key)) as connection:
        _gather(connection, _COUNTERS, found)
    plain = [[series, period, value] for (series, period), value in found.items()]
    with book.with_name(NOTE).open("w", encoding="utf-8") as file:
        json.dump(plain, file)
        file.flush()
        os.fsync(file.fileno())
    return book.with_name(NOTE)


def _noted(file: Path) -> _Ends:
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        return {(str(series), str(period)): int(value) for series, period, value in rows}
    except (OSError, ValueError, TypeError):
        return {}


def _keys(*files: Path) -> Iterator[WardKey]:
    known: set[WardKey] = set()
    for file in files:
        with suppress(DeskError):
            key = read_key(file)
            if key not in known:
                known.add(key)
                yield key


def _read(connection: Connection, backup: Manifest, found: _Ends) -> bool:
    """Gather what can be read; tell whether that is all there is to know."""
    whole = _gather(connection, _COUNTERS, found)
    if not whole:
        for sql in _EVENTS:
            _gather(connection, sql, found)
    return whole and _goes_on_from(connection, backup)


def _gather(connection: Connection, sql: str, found: _Ends) -> bool:
    try:
        for series, period, value in connection.execute(sql):
            key = (str(series), str(period))
            found[key] = max(found.get(key, 0), int(value))
    except (cipher_driver.Error, TypeError, ValueError):
        return False
    return True


def _goes_on_from(connection: Connection, backup: Manifest) -> bool:
    """Tell whether the book is the one the backup was made of, or what became of it.

    Another one, begun anew or restored from an older backup, does not know what was given out
    between.
    """
    length = backup.facts.chain_length
    row = connection.execute(_HASH, (length,)).fetchone() if length else None
    return row is not None and bytes(row[0]).hex() == backup.facts.chain_head


def _ends(found: _Ends) -> tuple[SeriesEnd, ...]:
    return tuple(SeriesEnd(*key, value) for key, value in found.items())
