"""Comparing a book that was put aside with the one that took its place, by their chains."""

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.database import connect
from tthc_desk.storage.driver import Connection, errors_of
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.restore import KEPT
from tthc_desk.usecases.lost_work import LostEvent

_HASH = "SELECT hash FROM event WHERE seq = ?"
_LENGTH = "SELECT coalesce(max(seq), 0) FROM event"
_LOST = (
    "SELECT subject, kind, business_day, data ->> 'procedure_name', "
    "data ->> '$.submitter.name', data ->> 'chain', data ->> 'from', data ->> 'to', "
    "data ->> 'sha256' FROM event WHERE seq > ? ORDER BY seq"
)
_SENT = "totals_exported"


def lost_events(kept: Path, folder: Path) -> tuple[LostEvent, ...]:
    """Give the events of a book that was put aside which the book of a folder does not have.

    Raises:
        DeskError: KEY, CORRUPT, LOCKED, IO when one of the two cannot be read.
    """
    with (
        errors_of(kept),
        closing(connect(kept / DATABASE, read_key(kept / KEY))) as old,
        closing(connect(folder / DATABASE, read_key(folder / KEY))) as new,
    ):
        return tuple(_lost(old, _fork(old, new)))


def last_kept(folder: Path) -> Path:
    """Give the state that was put aside last.

    Raises:
        DeskError: NOT_FOUND.
    """
    rooms = (room for room in (folder / KEPT).glob("[0-9]*") if (room / DATABASE).is_file())
    found = max(rooms, key=lambda room: room.name, default=None)
    if found is None:
        raise DeskError(Code.NOT_FOUND, "file", reason="missing", file=str(folder / KEPT))
    return found


def _fork(old: Connection, new: Connection) -> int:
    """Find the last event both have; where a hash is the same, all before it is."""
    last = min(one.execute(_LENGTH).fetchone()[0] for one in (old, new))

    def differs(seq: int) -> bool:
        found = [one.execute(_HASH, (seq,)).fetchone() for one in (old, new)]
        return bool(found[0] != found[1])

    return bisect_left(range(1, last + 1), True, key=differs)


def _lost(old: Connection, fork: int) -> Iterator[LostEvent]:
    for subject, kind, day, procedure, submitter, *sent in old.execute(_LOST, (fork,)):
        file = tuple(map(str, sent)) if kind == _SENT else ()
        yield LostEvent(str(subject), str(kind), str(day), procedure or "", submitter or "", file)
