"""Reading what is counted: the days that were closed, and the dossiers behind the figures."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Protocol

from tthc_desk.domain.day_closing import Taking
from tthc_desk.domain.dossier import Dossier
from tthc_desk.usecases.lines import (
    CorrectionLine,
    DayClosing,
    DossierId,
    DossierPage,
)
from tthc_desk.usecases.selections import Disagreement, Selection

Progress = Callable[[int, int], bool]
"""Told (done, of); answers False to stop."""


class ClosingQueries(Protocol):
    """What is known of closed days and of what changed them later."""

    def business_day(self, at: datetime, subject: str = "") -> date:
        """Give the day an act of a moment would be counted in, as `WriteUnit.business_day`."""
        ...

    def closings(self, day: date) -> tuple[DayClosing, ...]:
        """Give every closing of a day, reopened ones too, the first one first."""
        ...

    def last_closing(self) -> DayClosing | None:
        """Give the closing of the last closed day."""
        ...

    def worked_days(self, after: date | None, through: date) -> tuple[date, ...]:
        """Give the days on which the ward worked, in order.

        Args:
            after: only later ones; None for all.
        """
        ...

    def takings(self, day: date) -> tuple[Taking, ...]:
        """Give what every officer took and gave back on a day, by way of paying."""
        ...

    def touched(
        self, day: date, before: DayClosing | None
    ) -> Iterator[tuple[Dossier, Dossier | None]]:
        """Fold every dossier that something was counted of since a closing, up to a day.

        Returns:
            Each as it is now, and as it was known at that closing (None: not yet).
        """
        ...

    def row_faults(self, day: date) -> tuple[str, ...]:
        """Name the dossiers of a day whose rows say something else than their events."""
        ...

    def corrections_of(self, closing: DayClosing) -> tuple[CorrectionLine, ...]:
        """Give the events that changed the figures of a closed day since its closing."""
        ...

    def corrections_on(self, day: date, known: int) -> tuple[CorrectionLine, ...]:
        """Give the events counted in a day that changed a day closed before.

        Args:
            known: the last event the figures of the day know, their `chain_length`.
        """
        ...

    # --- what stands behind the figures


class FigureQueries(Protocol):
    """The dossiers behind a figure, folded as they stood at any moment."""

    def dossiers(
        self,
        selection: Selection,
        as_of: datetime | None = None,
        progress: Progress | None = None,
    ) -> Iterator[Dossier]:
        """Fold the dossiers of a selection as known at a moment (default: now), newest first.

        A connection is lent until the iterator ends or is closed.

        Raises:
            DeskError: CANCELLED when `progress`, told (looked at, proposed), answers False.
        """
        ...

    def dossier_page(
        self,
        selection: Selection,
        as_of: datetime | None = None,
        *,
        after: DossierId | None = None,
        limit: int | None = 50,
        progress: Progress | None = None,
    ) -> DossierPage:
        """Give a page of a selection, newest first, as lines that stand as they are now.

        Args:
            after: the last id of the page before.
            limit: None for all.
        """
        ...

    def disagreement(
        self,
        first: date,
        last: date,
        as_of: datetime | None = None,
        progress: Progress | None = None,
    ) -> Disagreement:
        """Compare the rows the figures of a period are made of with the events behind them."""
        ...

    def day_counts(
        self, first: date, last: date, as_of: datetime | None = None
    ) -> tuple[tuple[date, int, int], ...]:
        """Give (day, received, finished) of every calendar day of a period.

        Received and finished are those of columns (4)+(5) and (7).
        """
        ...

    def uncounted(self, first: date, last: date, as_of: datetime | None = None) -> dict[str, int]:
        """Count what was done in a period and stands in no column.

        "refused" and "guided" at the counter, "voided", "undone", "late" and "opening" entries.
        """
        ...
