"""A copy of a living book as it stood at one moment, while others go on writing."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.book_facts import book_facts
from tthc_desk.storage.database import connect
from tthc_desk.storage.driver import Connection, cipher_driver
from tthc_desk.storage.keys import WardKey
from tthc_desk.usecases.backup_facts import BookFacts
from tthc_desk.usecases.figure_queries import Progress

_STEPS = 2000
"""Steps of the engine between two looks at the copy: well under a millisecond."""
_PATIENCE_MS = 30_000


def copy_snapshot(
    source: Path, key: WardKey, target: Path, progress: Progress | None = None
) -> BookFacts:
    """Write a copy of a book into a new file; give what the book held at that moment.

    Args:
        progress: hears (bytes written, bytes of the book); False stops.

    Raises:
        DeskError: CANCELLED.
    """
    with closing(connect(source, key)) as held, closing(connect(source, key)) as worker:
        with _gate(source, key) as gate:
            # Nobody writes until the copying has begun: both see the same snapshot.
            held.execute("BEGIN")
            held.execute("SELECT count(*) FROM sqlite_master").fetchone()
            _pour(worker, _Watch(target, source.stat().st_size, gate, progress))
        facts = book_facts(held)
        held.execute("ROLLBACK")
    return facts


def copy_alone(
    sole: Connection, source: Path, target: Path, progress: Progress | None = None
) -> BookFacts:
    """Write a copy of a book that a connection has alone; otherwise as `copy_snapshot`."""
    _pour(sole, _Watch(target, source.stat().st_size, None, progress))
    return book_facts(sole)


def _pour(worker: Connection, watch: "_Watch") -> None:
    os.close(os.open(watch.target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    worker.set_progress_handler(watch.look, _STEPS)
    try:
        worker.execute("VACUUM INTO ?", (str(watch.target),))
    except cipher_driver.OperationalError as error:
        if watch.stopped:
            raise DeskError(Code.CANCELLED) from error
        raise
    finally:
        worker.set_progress_handler(None, 0)
    # A small book is copied before the first look.
    if watch.look():
        raise DeskError(Code.CANCELLED)


@contextmanager
def _gate(source: Path, key: WardKey) -> Iterator[Connection]:
    """Keep others from writing until the connection is rolled back."""
    with closing(connect(source, key)) as gate:
        # Who writes without a pause leaves but moments.
        gate.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        gate.execute("BEGIN IMMEDIATE")
        try:
            yield gate
        finally:
            _open_gate(gate)


def _open_gate(gate: Connection) -> None:
    if gate.in_transaction:
        with suppress(cipher_driver.Error):
            gate.execute("ROLLBACK")


@dataclass(slots=True)
class _Watch:
    """Looks at the copy as it grows: lets others write again, tells how far it is."""

    target: Path
    whole: int
    gate: Connection | None
    progress: Progress | None
    stopped: bool = False

    def look(self) -> int:
        """Answer the engine: 1 stops it."""
        written = self.target.stat().st_size
        # The first page is written only after the snapshot was taken.
        if written and self.gate is not None:
            _open_gate(self.gate)
        if self.progress is not None and not self.progress(min(written, self.whole), self.whole):
            self.stopped = True
        return int(self.stopped)
