"""What the reading side answers about totals: those that were sent, and those that would be."""

from datetime import date, datetime

from tthc_desk.domain.totals import Chain, TotalsNotes, TotalsRow
from tthc_desk.storage import exports, figures, totals
from tthc_desk.storage.database import Database, HeldSnapshot
from tthc_desk.usecases.ports import Clock
from tthc_desk.usecases.totals_ports import ExportLine, SigningKeyLine


class ExportQueries:
    """The part of `usecases.ports.Queries` that sending totals needs."""

    _database: Database | HeldSnapshot
    _clock: Clock

    def totals_rows(
        self, first: date, last: date, as_of: datetime | None = None
    ) -> tuple[TotalsRow, ...]:
        """Give the rows of a period by field and procedure, with what was collected."""
        with self._database.reading() as connection:
            period = figures.known_period(connection, (first, last), as_of, self._clock.now())
            return totals.totals_rows(connection, period)

    def totals_notes(self, first: date, last: date, as_of: datetime | None = None) -> TotalsNotes:
        """Count what stands in no column of a period."""
        with self._database.reading() as connection:
            period = figures.known_period(connection, (first, last), as_of, self._clock.now())
            return totals.totals_notes(connection, period)

    def open_after(self, day: date) -> int:
        """Count the dossiers that are open at the end of a day: (11) of a period it ends."""
        with self._database.reading() as connection:
            return totals.open_after(connection, day)

    def first_day(self) -> date | None:
        """Give the first day anything of a report was counted in; None of an empty book."""
        with self._database.reading() as connection:
            return totals.first_day(connection)

    def changed_from(self, seq: int) -> date | None:
        """Give the first day that corrections after an event may have changed; None of none."""
        with self._database.reading() as connection:
            return totals.changed_from(connection, seq)

    def exports(self, chain: Chain | None = None) -> tuple[ExportLine, ...]:
        """Give the files made, in the order they were made."""
        with self._database.reading() as connection:
            return tuple(exports.exports(connection, chain))

    def signing_keys(self) -> tuple[SigningKeyLine, ...]:
        """Give the keys this ward has signed with, oldest first."""
        with self._database.reading() as connection:
            return tuple(exports.signing_keys(connection))
