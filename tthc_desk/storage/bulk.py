"""A write unit for generated history: rows are gathered and written many at a time."""

from collections.abc import Sequence
from typing import Any

from tthc_desk.domain.dossier import Dossier
from tthc_desk.domain.events import Event
from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.storage import sql
from tthc_desk.storage.database import Writer
from tthc_desk.storage.events import chain_head
from tthc_desk.storage.projection import (
    dossier_row,
    heading_name,
    is_closed,
    payment_rows,
    span_rows,
)
from tthc_desk.storage.unit import Unit
from tthc_desk.usecases.ports import NewEvent
from tthc_desk.usecases.ward import Ward

_MOST_EVENTS = 50_000
_VERBS = {"DELETE": 0, "INSERT": 1, "UPDATE": 2}


class BulkUnit(Unit):
    """A unit with the same rules and the same rows, that may be committed many times.

    What was gathered is written before anything is read that could contain it. Open dossiers,
    counters and the end of the chain stay in memory from one commit to the next.
    """

    def __init__(self, writer: Writer) -> None:
        super().__init__(writer)
        self._gathered: dict[str, list[Sequence[Any]]] = {}
        self._changed: dict[str, Dossier] = {}
        self._counters: dict[tuple[str, str], int] = {}
        self._forget()
        self._begin()

    def _forget(self) -> None:
        self._head = None
        self._open: dict[str, Dossier] = {}
        self._last: dict[tuple[str, str], int] = {}
        self._headings: dict[tuple[str, str], int] = {}
        self._answers: dict[str, str] = {}
        self._paper_id: int | None = None

    def _begin(self) -> None:
        # Rows of one kind are written together, before or after those they refer to.
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        self._written_seq = self._chain().seq
        # Another process may have closed a day in between.
        self._days = None

    def commit(self) -> None:
        """Write what was gathered, make it durable, go on in a new transaction."""
        self._flush()
        super().commit()
        self._writer.begin()
        self._answers.clear()
        # Another process may have written in between.
        if chain_head(self._connection) != self._head:
            self._forget()
        self._begin()

    def _put(self, statement: str, row: Sequence[Any]) -> None:
        self._gathered.setdefault(statement, []).append(row)

    def _flush(self) -> None:
        for dossier in self._changed.values():
            self._gather(dossier)
        self._changed.clear()
        for name, value in self._counters.items():
            self._put(sql.SET_COUNTER, (*name, value))
        self._counters.clear()
        for statement in sorted(self._gathered, key=lambda text: _VERBS[text[:6]]):
            self._connection.executemany(statement, self._gathered[statement])
        self._gathered.clear()
        self._written_seq = self._chain().seq

    def _gather(self, dossier: Dossier) -> None:
        row = dossier_row(dossier, self._heading(dossier))
        if dossier.first_seq > self._written_seq:
            self._put(sql.INSERT_DOSSIER, row)
            self._put(sql.INSERT_WORDS, (row[0], row[-1]))
        else:
            self._replace(row)
        for span in span_rows(dossier):
            self._put(sql.INSERT_SPAN, span)
        for payment in payment_rows(dossier):
            self._put(sql.INSERT_PAYMENT, payment)
        if is_closed(dossier):
            self._open.pop(dossier.number, None)

    def append(self, event: NewEvent) -> Event:
        """Write an event at the end of the chain."""
        if len(self._gathered.get(sql.INSERT_EVENT, ())) >= _MOST_EVENTS:
            self._flush()
        # What is in memory of it no longer holds, until it is saved with this event.
        self._open.pop(event.subject, None)
        return super().append(event)

    def next_number(self, series: str, period: str) -> int:
        """Take the next number of a gap-free counter, from 1."""
        name = (series, period)
        if name not in self._last:
            row = self._connection.execute(sql.LAST_NUMBER, name).fetchone()
            self._last[name] = int(row[0]) if row else 0
        self._last[name] += 1
        self._counters[name] = self._last[name]
        return self._last[name]

    def answer_of(self, request_id: str) -> str | None:
        """Give the stored answer of a request that was already carried out."""
        return self._answers.get(request_id) or super().answer_of(request_id)

    def remember(self, request_id: str, answer: str) -> None:
        """Store the answer of a request in this transaction."""
        self._answers[request_id] = answer
        super().remember(request_id, answer)

    def dossier(self, number: str) -> Dossier | None:
        """Give a dossier, from memory if it is open."""
        return self._open.get(number) or super().dossier(number)

    def history(self, number: str) -> tuple[Event, ...]:
        """Give all events of a dossier in order."""
        self._flush()
        return super().history(number)

    def save_dossier(self, dossier: Dossier) -> None:
        """Keep a dossier; its rows are derived once, when they are written."""
        self._changed[dossier.number] = self._open[dossier.number] = dossier

    def _heading(self, dossier: Dossier) -> int | None:
        name = heading_name(dossier)
        if name is None:
            return None
        if name not in self._headings:
            self._headings[name] = super()._heading(dossier) or 0
        return self._headings[name]

    def _next_paper_id(self) -> int:
        if self._paper_id is None:
            self._paper_id = super()._next_paper_id()
        else:
            self._paper_id += 1
        return self._paper_id

    def replace_procedures(self, procedures: Sequence[Procedure]) -> None:
        """Write versions; one with the same code and first day is replaced."""
        super().replace_procedures(procedures)
        self._flush()

    def save_year(self, year: YearCalendar) -> None:
        """Write the days of a year."""
        super().save_year(year)
        self._flush()

    def save_ward(self, ward: Ward) -> None:
        """Keep the ward's profile."""
        super().save_ward(ward)
        self._flush()
