"""The ward's profile, calendar and catalogue as every use case needs them, read once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.numbering import NumberPattern
from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.workdays import WorkCalendar
from tthc_desk.usecases.catalogue import version_on
from tthc_desk.usecases.ports import Clock, Queries, Store, WriteUnit
from tthc_desk.usecases.ward import Ward

CLOCK_SLACK = timedelta(minutes=2)
"""A clock may be set back this far by itself; further back a person has to look at it."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """What is in force, as of one `rules_seq`."""

    seq: int
    ward: Ward
    pattern: NumberPattern
    calendar: WorkCalendar
    procedures: dict[str, tuple[Procedure, ...]]

    def procedure(self, code: str, day: date) -> Procedure:
        """Find the version in force on a day.

        Raises:
            DeskError: PROCEDURE when the catalogue has none of that code for that day.
        """
        return version_on(self.procedures.get(code, ()), code, day)


class Rules:
    """Reads the rule book again only when it has changed."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._book: RuleBook | None = None

    def book(self, unit: WriteUnit | None = None) -> RuleBook:
        """Give the rules in force now.

        Args:
            unit: an open unit to ask whether they changed; saves a second connection.
        """
        queries = self._store.queries
        seq = (unit or queries).rules_seq()
        if self._book is None or self._book.seq != seq:
            self._book = _read(queries, seq)
        return self._book

    def today(self) -> date:
        """Give the present business day (Asia/Ho_Chi_Minh)."""
        return local_day(self._clock.now())

    def moment(self, last_event_at: datetime | None) -> datetime:
        """Give the present moment, never before the newest event.

        Raises:
            DeskError: CLOCK when the computer's clock is further back than two minutes.
        """
        now = self._clock.now()
        if last_event_at is None or now >= last_event_at:
            return now
        if last_event_at - now > CLOCK_SLACK:
            raise DeskError(Code.CLOCK, now=now, last=last_event_at)
        return last_event_at.astimezone(now.tzinfo)


def _read(queries: Queries, seq: int) -> RuleBook:
    versions: dict[str, list[Procedure]] = {}
    for procedure in queries.procedures():
        versions.setdefault(procedure.code, []).append(procedure)
    ward = queries.ward()
    return RuleBook(
        seq,
        ward,
        NumberPattern.parse(ward.number_pattern),
        queries.calendar(),
        {code: tuple(found) for code, found in versions.items()},
    )
