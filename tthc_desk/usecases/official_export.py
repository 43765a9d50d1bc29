"""Dossiers in the columns of the official system's screen, to be typed in again there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tthc_desk.domain.dossier import Dossier, Queue
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.lines import DossierId
from tthc_desk.usecases.listings import EARLIEST, LATEST
from tthc_desk.usecases.official_facts import OfficialCell, official_cell, official_text
from tthc_desk.usecases.official_screen import OfficialColumn
from tthc_desk.usecases.official_screens import OfficialScreens
from tthc_desk.usecases.paper_facts import Letterhead
from tthc_desk.usecases.ports import Alert, Queries, Store
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.selections import Pick, Selection
from tthc_desk.usecases.tracking import Tracking

MOST_LISTED = 10_000
"""Of a list on the screen; more is a period's work."""
_PAGE = 500


@dataclass(frozen=True, slots=True)
class OfficialSheetFacts:
    """Rows as the official system asks for them.

    Args:
        first, last: the days of reception; None for a list as it stands on the screen.
        rows: a cell for each column, oldest dossier first.
    """

    letterhead: Letterhead
    as_of: datetime
    officer_name: str
    columns: tuple[OfficialColumn, ...]
    rows: tuple[tuple[OfficialCell, ...], ...]
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as the tracking screen shows it."""

    query: str = ""
    queue: Queue | None = None
    alert: Alert | None = None


class OfficialExport:
    """Reads; never writes. Voided dossiers are left out: they are nowhere else."""

    def __init__(
        self, store: Store, rules: Rules, tracking: Tracking, screens: OfficialScreens
    ) -> None:
        self._store = store
        self._rules = rules
        self._tracking = tracking
        self._screens = screens

    def of_period(
        self,
        days: tuple[date, date],
        actor: Actor,
        queue: Queue | None = None,
        progress: Progress | None = None,
    ) -> OfficialSheetFacts:
        """Gather the dossiers received on some days.

        Args:
            queue: only those that stand in this work queue now.

        Raises:
            DeskError: DATE, CANCELLED.
        """
        check_days(days)
        chosen = Selection(Pick.REGISTERED, *days)
        with self._store.queries.snapshot() as queries:
            found = [
                dossier
                for dossier in queries.dossiers(chosen, progress=progress)
                if queue in (None, dossier.queue)
            ]
            return self._facts(queries, reversed(found), actor, days)

    def of_list(
        self, listed: Listed, actor: Actor, progress: Progress | None = None
    ) -> OfficialSheetFacts:
        """Gather the dossiers of a list.

        Raises:
            DeskError: FORMAT "list" with `reason` too_many_dossiers; CANCELLED.
        """
        numbers = tuple(self._numbers(listed))
        with self._store.queries.snapshot() as queries:
            found = _folded(queries, numbers, progress)
            return self._facts(queries, reversed(tuple(found)), actor)

    def row_text(self, dossier: Dossier) -> str:
        """Write one dossier in the order of the screen, its fields parted by tabs."""
        written = self._screens.screen().written
        return "\t".join(official_text(column.key, dossier) for column in written)

    def _numbers(self, listed: Listed) -> Iterator[str]:
        after: DossierId | None = None
        count = 0
        while True:
            page = self._tracking.find(
                listed.query, queue=listed.queue, alert=listed.alert, after=after, limit=_PAGE
            )
            count += len(page.lines)
            if count > MOST_LISTED:
                raise DeskError(Code.FORMAT, reason="too_many_dossiers", limit=MOST_LISTED)
            yield from (line.number for line in page.lines if not line.voided)
            after = page.after
            if after is None:
                return

    def _facts(
        self,
        queries: Queries,
        dossiers: Iterable[Dossier],
        actor: Actor,
        days: tuple[date, date] | None = None,
    ) -> OfficialSheetFacts:
        columns = self._screens.screen().written
        rows = (
            tuple(official_cell(column.key, dossier) for column in columns)
            for dossier in dossiers
            if not dossier.voided
        )
        first, last = days or (None, None)
        return OfficialSheetFacts(
            letterhead=queries.ward().letterhead,
            as_of=self._rules.moment(None),
            officer_name=actor.officer.name,
            columns=columns,
            rows=tuple(rows),
            first=first,
            last=last,
        )


def check_days(days: tuple[date, date]) -> None:
    """Refuse a period that ends before it begins, or lies outside of all calendars.

    Raises:
        DeskError: DATE.
    """
    first, last = days
    if not EARLIEST <= first <= LATEST:
        raise DeskError(Code.DATE, "from", low=EARLIEST, high=LATEST)
    if not first <= last <= LATEST:
        raise DeskError(Code.DATE, "to", low=first, high=LATEST)


def _folded(
    queries: Queries, numbers: tuple[str, ...], progress: Progress | None
) -> Iterator[Dossier]:
    for at, number in enumerate(numbers):
        if progress and not progress(at, len(numbers)):
            raise DeskError(Code.CANCELLED, done=at)
        dossier = queries.dossier(number)
        if dossier is not None:
            yield dossier
