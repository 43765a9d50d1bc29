"""Putting a backup back from the window: what is laid ready is held from page to page."""

from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import partial
from pathlib import Path

from tthc_desk.app import paths
from tthc_desk.app.data_pointer import pointed
from tthc_desk.app.first_start_places import check_target
from tthc_desk.app.restore_finding import find_backups, look_in
from tthc_desk.app.restoring import LaidReady, laid_ready
from tthc_desk.storage.restore import KEPT, Staging, find_manifest
from tthc_desk.ui.first_start.restoring.services import ReadyBook, RestoreServices, Source
from tthc_desk.ui.shared.tasks import Report
from tthc_desk.usecases.ports import Clock
from tthc_desk.usecases.restoring import IssuedSince, ReadNumber, Restored, SkippedNumbers


class RestoreDesk:
    """Does what the pages ask for; all of it in one lane.

    Args:
        home: where the data are looked for first.
        held: the folder whose window this program has; None at a first start.
    """

    def __init__(self, home: Path, held: Path | None, clock: Clock) -> None:
        self._home = home
        self._held = held if held is not None and held.is_dir() else None
        self._lost = None if self._held else held
        self._clock = clock
        self._open = ExitStack()
        self._source: Source | None = None
        self._ready: LaidReady | None = None

    def services(self, file: Path | None, login: str) -> RestoreServices:
        """Give what the pages work with.

        Args:
            file: the backup that was chosen before; None for none.
            login: of who asked for it; empty where nobody knows.
        """
        moved = None if self._lost else paths.moved_to(self._home)
        folder = self._held or moved or self._home
        return RestoreServices(
            folder=folder,
            kept=KEPT,
            lost=self._lost,
            is_fixed=self._held is not None,
            file=file,
            login=login,
            find=partial(find_backups, folder),
            look_in=partial(look_in, folder),
            open=find_manifest,
            check_place=check_target,
            lay_ready=self.lay_ready,
            understood=self.understood,
            planned=self.planned,
            put=self.put,
            leave=self.leave,
        )

    def lay_ready(self, source: Source, report: Report) -> ReadyBook:
        """Copy a backup beside its place and check it whole; one that lies there stays.

        Raises:
            DeskError: see `storage.restore.staged`; CANCELLED.
        """
        ready = self._laid(source, report)
        return ReadyBook(ready.officers(), ready.last_written(), ready.must_ask, ready.known())

    def understood(
        self, source: Source, typed: tuple[str, ...], last_serial: int | None
    ) -> tuple[ReadNumber, ...]:
        """Say of numbers what they are read as."""
        return self._laid(source, _going_on).understood(typed, last_serial)

    def planned(self, source: Source, issued: IssuedSince) -> tuple[SkippedNumbers, ...]:
        """Say all that would be left out."""
        return self._laid(source, _going_on).planned(issued)

    def put(self, source: Source, issued: IssuedSince, login: str, report: Report) -> Restored:
        """Make the backup the book of the folder: all of it or nothing.

        Raises:
            DeskError: see `storage.restore.staged` and `LaidReady.put`.
        """
        ready = self._laid(source, report)
        try:
            with self._pointed(source.folder):
                return ready.put(issued, login)
        finally:
            # What a failure left half told is not told on: the next try begins with the backup.
            self.leave()

    def leave(self) -> None:
        """Throw away what was laid ready."""
        self._source = self._ready = None
        self._open.close()

    def _laid(self, source: Source, report: Report) -> LaidReady:
        if self._ready is not None and self._source == source:
            return self._ready
        self.leave()
        how = Staging(_in_hundredths(report), source.folder == self._held, frozenset({paths.MOVED}))
        context = laid_ready(source.folder, source.file, source.key, self._clock, how)
        self._ready, self._source = self._open.enter_context(context), source
        return self._ready

    def _pointed(self, folder: Path) -> AbstractContextManager[None]:
        return nullcontext() if folder == self._held else pointed(self._home, folder)


def _in_hundredths(report: Report) -> Report:
    # Bytes of a large book do not fit a bar.
    return lambda done, of: report(done * 100 // max(of, 1), 100)


def _going_on(done: int, of: int) -> bool:
    del done, of
    return True
