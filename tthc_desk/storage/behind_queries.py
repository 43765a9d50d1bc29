"""The reading side of what stands behind the figures, as `usecases.ports.Queries` describes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date, datetime
from itertools import islice
from typing import Self

from tthc_desk.domain.dossier import Dossier
from tthc_desk.storage import agreement, day_counts, figures, search, selections
from tthc_desk.storage.database import Database, HeldSnapshot
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import chain_head
from tthc_desk.storage.measures import Period
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.lines import DossierId, DossierPage
from tthc_desk.usecases.ports import Clock
from tthc_desk.usecases.selections import Disagreement, Selection


class BehindQueries:
    """Answers about the dossiers behind lists and figures; part of `DatabaseQueries`."""

    _database: Database | HeldSnapshot
    _clock: Clock

    @contextmanager
    def snapshot(self) -> Iterator[Self]:
        """Answer several questions from one state of the file."""
        with self._database.reading() as connection:
            held = copy(self)
            held._database = HeldSnapshot(connection)  # noqa: SLF001 — of the same class
            yield held

    def dossiers(
        self,
        selection: Selection,
        as_of: datetime | None = None,
        progress: Progress | None = None,
    ) -> Iterator[Dossier]:
        """Fold the dossiers of a selection as known at a moment, newest first."""
        with self._database.reading() as connection:
            period = self._period(connection, (selection.first, selection.last), as_of)
            yield from selections.chosen_dossiers(connection, selection, period, progress=progress)

    def dossier_page(
        self,
        selection: Selection,
        as_of: datetime | None = None,
        *,
        after: DossierId | None = None,
        limit: int | None = 50,
        progress: Progress | None = None,
    ) -> DossierPage:
        """Give a page of a selection, newest first, as lines that stand as they are now."""
        with self._database.reading() as connection:
            period = self._period(connection, (selection.first, selection.last), as_of)
            found = selections.chosen_dossiers(
                connection, selection, period, before=after, progress=progress
            )
            more = None if limit is None else limit + 1
            ids = [dossier.first_seq for dossier in islice(found, more)]
            lines = search.lines_of(connection, ids[:limit])
        last = lines[-1].id if lines and limit is not None and len(ids) > limit else None
        return DossierPage(lines, last)

    def disagreement(
        self,
        first: date,
        last: date,
        as_of: datetime | None = None,
        progress: Progress | None = None,
    ) -> Disagreement:
        """Compare the rows the figures of a period are made of with the events behind them."""
        with self._database.reading() as connection:
            period = self._period(connection, (first, last), as_of)
            return agreement.disagreement(connection, period, progress)

    def day_counts(
        self, first: date, last: date, as_of: datetime | None = None
    ) -> tuple[tuple[date, int, int], ...]:
        """Give (day, received, finished) of every calendar day of a period."""
        with self._database.reading() as connection:
            return day_counts.day_counts(connection, self._period(connection, (first, last), as_of))

    def uncounted(self, first: date, last: date, as_of: datetime | None = None) -> dict[str, int]:
        """Count what was done in a period and stands in no column."""
        with self._database.reading() as connection:
            seq = self._period(connection, (first, last), as_of).seq
            known = chain_head(connection).seq if seq is None else seq
            return figures.uncounted(connection, (first, last), known)

    def _period(
        self, connection: Connection, days: tuple[date, date], as_of: datetime | None
    ) -> Period:
        return figures.known_period(connection, days, as_of, self._clock.now())
