"""The day's tally and form II.06a, with their identities checked."""

from dataclasses import dataclass
from datetime import date, datetime

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.tally import Measures, add_up
from tthc_desk.usecases.closed_tally import closed_facts, open_facts
from tthc_desk.usecases.day_tally import (
    AGE_WORDS,
    CHANNEL_WORDS,
    NOTE_WORDS,
    broken_identities,
    name_order,
    tally_facts,
    tally_lines,
)
from tthc_desk.usecases.lines import CountRow, DayFigures, PaperLine
from tthc_desk.usecases.paper_facts import DailyTallyFacts, PaperKind
from tthc_desk.usecases.paper_issue import issue
from tthc_desk.usecases.ports import Store
from tthc_desk.usecases.rules import Rules

__all__ = [
    "AGE_WORDS",
    "CHANNEL_WORDS",
    "NOTE_WORDS",
    "Report06a",
    "Reports",
    "broken_identities",
    "name_order",
    "tally_facts",
    "tally_lines",
]


@dataclass(frozen=True, slots=True)
class Report06a:
    """Form II.06a of a period, as known at a moment.

    Args:
        rows: by field and procedure.
        fields: (field, measures) in Vietnamese alphabetical order.
        broken: fields whose identities do not hold; the report is then a draft.
    """

    first: date
    last: date
    as_of: datetime
    rows: tuple[CountRow, ...]
    fields: tuple[tuple[str, Measures], ...]
    total: Measures
    broken: tuple[str, ...]


class Reports:
    """Figures, rebuilt from what is stored."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self._rules = rules

    def report_06a(self, first: date, last: date, as_of: datetime | None = None) -> Report06a:
        """Count a period.

        Raises:
            DeskError: DATE when it ends before it begins.
        """
        if last < first:
            raise DeskError(Code.DATE, "to", low=first)
        rows = self._store.queries.report_rows(first, last, as_of)
        names = sorted({row.field for row in rows}, key=name_order)
        fields = tuple((n, add_up(r for r in rows if r.field == n)) for n in names)
        broken = tuple(name for name, measures in fields if not measures.holds)
        now = as_of or self._rules.moment(None)
        return Report06a(first, last, now, rows, fields, add_up(rows), broken)

    def tally(self, day: date, as_of: datetime | None = None) -> DayFigures:
        """Give the figures of one day."""
        return self._store.queries.day_figures(day, as_of)

    def tally_facts(
        self, day: date, actor: Actor, as_of: datetime | None = None
    ) -> DailyTallyFacts:
        """Gather what the daily tally says: of a closed day as closed, and what was corrected.

        Args:
            as_of: the figures as they were known then, whether the day was closed or not.
        """
        ward, queries = self._rules.book().ward, self._store.queries
        closings = queries.closings(day) if as_of is None else ()
        if closings and closings[-1].reopened is None:
            return closed_facts(queries, closings, ward, actor)
        figures = self.tally(day, as_of)
        return open_facts(queries, figures, ward, actor, as_of or self._rules.moment(None))

    def issue_tally(self, day: date, actor: Actor) -> PaperLine:
        """Issue the daily tally of a day as known now.

        Raises:
            DeskError: DATE for a day that has not come.
        """
        if day > self._rules.today():
            raise DeskError(Code.DATE, "date", high=self._rules.today())
        facts = self.tally_facts(day, actor)
        with self._store.write() as unit:
            now = self._rules.moment(unit.last_event_at())
            paper = issue(unit, PaperKind.DAILY_TALLY, day.isoformat(), facts, actor, now)
            unit.commit()
        return paper
