"""What the reading side answers about closing days."""

from collections.abc import Iterator
from datetime import date, datetime

from tthc_desk.domain.day_closing import Taking
from tthc_desk.domain.dossier import Dossier, local_day
from tthc_desk.storage import closings, recount
from tthc_desk.storage.database import Database, HeldSnapshot
from tthc_desk.storage.events import chain_head
from tthc_desk.usecases.lines import CorrectionLine, DayClosing


class ClosingQueries:
    """The part of `usecases.ports.Queries` that closing needs."""

    _database: Database | HeldSnapshot

    def business_day(self, at: datetime, subject: str = "") -> date:
        """Give the day an act of a moment would be counted in."""
        with self._database.reading() as connection:
            head = chain_head(connection)
            return closings.DayBook(connection).day_of(local_day(at), head, subject)

    def closings(self, day: date) -> tuple[DayClosing, ...]:
        """Give every closing of a day, reopened ones too, the first one first."""
        with self._database.reading() as connection:
            return closings.closings_of(connection, day)

    def last_closing(self) -> DayClosing | None:
        """Give the closing of the last closed day."""
        with self._database.reading() as connection:
            return closings.last_closing(connection)

    def worked_days(self, after: date | None, through: date) -> tuple[date, ...]:
        """Give the days on which the ward worked, in order."""
        with self._database.reading() as connection:
            return tuple(closings.worked_days(connection, after, through))

    def takings(self, day: date) -> tuple[Taking, ...]:
        """Give what every officer took and gave back on a day, by way of paying."""
        with self._database.reading() as connection:
            return closings.takings(connection, day)

    def touched(
        self, day: date, before: DayClosing | None
    ) -> Iterator[tuple[Dossier, Dossier | None]]:
        """Fold every dossier that something was counted of since a closing, up to a day."""
        with self._database.reading() as connection:
            yield from recount.touched(connection, day, before)

    def row_faults(self, day: date) -> tuple[str, ...]:
        """Name the dossiers of a day whose rows say something else than their events."""
        with self._database.reading() as connection:
            return tuple(recount.day_faults(connection, day))

    def corrections_of(self, closing: DayClosing) -> tuple[CorrectionLine, ...]:
        """Give the events that changed the figures of a closed day since its closing."""
        with self._database.reading() as connection:
            return tuple(recount.corrections_of(connection, closing))

    def corrections_on(self, day: date, known: int) -> tuple[CorrectionLine, ...]:
        """Give the events counted in a day that changed a day closed before."""
        with self._database.reading() as connection:
            return tuple(recount.corrections_on(connection, day, known))
