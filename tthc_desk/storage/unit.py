"""One transaction of the writing side."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from tthc_desk.domain.dossier import Dossier, fold, local_day
from tthc_desk.domain.events import Event, EventKind, Json, canonical, stamp
from tthc_desk.domain.people import Person
from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.storage import exports, paper_rows, records, sql
from tthc_desk.storage.closings import DayBook, backdated_day
from tthc_desk.storage.database import Writer
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import ChainHead, chain_head, dossier_events, link
from tthc_desk.storage.projection import (
    Row,
    dossier_row,
    heading_name,
    payment_rows,
    span_rows,
)
from tthc_desk.usecases.lines import ListLine, PaperLine
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.ports import Draft, NewEvent
from tthc_desk.usecases.procedure_record import procedure_from_json
from tthc_desk.usecases.totals_ports import ExportLine, SigningKeyLine
from tthc_desk.usecases.ward import Ward


class Unit:
    """A write unit as `usecases.ports.WriteUnit` describes it."""

    def __init__(self, writer: Writer, request_id: str | None = None) -> None:
        self._writer = writer
        self._connection = writer.connection
        self._request_id = request_id
        self._head: ChainHead | None = None
        self._days: DayBook | None = None

    # --- the transaction

    def commit(self) -> None:
        """Make everything of this unit durable."""
        self._writer.commit(self._was_saved)

    def _was_saved(self, fresh: Connection) -> bool:
        if self._request_id is not None:
            return fresh.execute(sql.ANSWER, (self._request_id,)).fetchone() is not None
        # Without a request the newest event tells: its hash is that of no other history.
        head = self._head
        if head is None:
            return False
        row = fresh.execute(sql.HASH_OF, (head.seq,)).fetchone()
        return row is not None and bytes(row[0]) == head.hash

    def _put(self, statement: str, row: Sequence[Any]) -> None:
        self._connection.execute(statement, row)

    def answer_of(self, request_id: str) -> str | None:
        """Give the stored answer of a request that was already carried out."""
        row = self._connection.execute(sql.ANSWER, (request_id,)).fetchone()
        return None if row is None else str(row[0])

    def remember(self, request_id: str, answer: str) -> None:
        """Store the answer of a request in this transaction."""
        self._put(sql.INSERT_REQUEST, (request_id, answer))

    # --- events and numbers

    def _chain(self) -> ChainHead:
        if self._head is None:
            self._head = chain_head(self._connection)
        return self._head

    def rules_seq(self) -> int:
        """Give a number that grows whenever catalogue, calendar or profile change."""
        return int(self._connection.execute(sql.RULES_SEQ).fetchone()[0])

    def _rules_changed(self) -> None:
        self._connection.execute(sql.COUNT_ON, (sql.RULES, "")).fetchone()

    def last_event_at(self) -> datetime | None:
        """Give the moment of the newest event."""
        return self._chain().at

    def append(self, event: NewEvent) -> Event:
        """Write an event at the end of the chain."""
        # A reopening is the one act of a closed day.
        if event.kind is not EventKind.DAY_REOPENED:
            day = self._day_book().day_of(event.business_day, self._chain(), event.subject)
            event = replace(event, business_day=day)
        placed, row, self._head = link(self._chain(), event)
        self._put(sql.INSERT_EVENT, row)
        earlier = backdated_day(placed)
        if earlier is not None:
            self._put(sql.INSERT_BACKDATED, (placed.seq, earlier))
        return placed

    def _day_book(self) -> DayBook:
        if self._days is None:
            self._days = DayBook(self._connection)
        return self._days

    def business_day(self, at: datetime, subject: str = "") -> date:
        """Give the day an act is counted in; after a closing it is the next one."""
        return self._day_book().day_of(local_day(at), self._chain(), subject)

    def closed_through(self) -> date | None:
        """Give the last closed day; days off before it are closed with it."""
        return self._day_book().closed_through

    def save_closing(self, event: Event, number: int, paper_id: int) -> None:
        """Write the row of a closing; `event` is its DAY_CLOSED, `number` counts from 1."""
        self._put(sql.INSERT_CLOSING, (event.subject, number, event.seq, None, paper_id))
        self._days = None

    def save_reopening(self, event: Event, number: int) -> None:
        """Note that a closing no longer stands; `event` is its DAY_REOPENED."""
        self._put(sql.REOPEN, (event.seq, event.subject, number))
        self._days = None

    def next_number(self, series: str, period: str) -> int:
        """Take the next number of a gap-free counter, from 1."""
        return int(self._connection.execute(sql.COUNT_ON, (series, period)).fetchone()[0])

    def last_number(self, series: str, period: str) -> int:
        """Give the last number a counter gave; 0 before the first."""
        row = self._connection.execute(sql.LAST_NUMBER, (series, period)).fetchone()
        return int(row[0]) if row else 0

    # --- dossiers

    def dossier(self, number: str) -> Dossier | None:
        """Fold a dossier from its events; also found by its official code."""
        return fold(self.history(number))

    def history(self, number: str) -> tuple[Event, ...]:
        """Give all events of a dossier in order."""
        found = dossier_events(self._connection, number)
        if found:
            return found
        row = self._connection.execute(sql.NUMBER_OF_CODE, (number,)).fetchone()
        return dossier_events(self._connection, row[0]) if row else ()

    def number_of_code(self, official_code: str) -> str | None:
        """Give the dossier an official code is written on; voids do not hold one."""
        row = self._connection.execute(sql.NUMBER_OF_CODE, (official_code,)).fetchone()
        return row[0] if row and not row[1] else None

    def first_reception(self) -> date | None:
        """Give the first day a dossier was received on at this counter, opening balances apart."""
        row = self._connection.execute(sql.FIRST_RECEPTION).fetchone()
        return date.fromisoformat(row[0]) if row else None

    def save_dossier(self, dossier: Dossier) -> None:
        """Write the rows derived from a dossier: list row, spans, payments, search text."""
        row = dossier_row(dossier, self._heading(dossier))
        if dossier.version == 1:
            self._put(sql.INSERT_DOSSIER, row)
            self._put(sql.INSERT_WORDS, (row[0], row[-1]))
        else:
            self._replace(row)
        for span in span_rows(dossier):
            self._put(sql.INSERT_SPAN, span)
        for payment in payment_rows(dossier):
            self._put(sql.INSERT_PAYMENT, payment)

    def _replace(self, row: Row) -> None:
        before = self._connection.execute(sql.WORDS_OF, (row[0],)).fetchone()
        self._put(sql.DELETE_SPANS, (row[0],))
        self._put(sql.DELETE_PAYMENTS, (row[0],))
        self._put(sql.UPSERT_DOSSIER, row)
        if before is None or before[0] != row[-1]:
            self._put(sql.DELETE_WORDS, (row[0],))
            self._put(sql.INSERT_WORDS, (row[0], row[-1]))

    def _heading(self, dossier: Dossier) -> int | None:
        name = heading_name(dossier)
        if name is None:
            return None
        row = self._connection.execute(sql.HEADING, name).fetchone()
        if row is None:
            row = self._connection.execute(sql.INSERT_HEADING, name).fetchone()
        return int(row[0])

    def save_counter_slip(self, event: Event, slip_number: str) -> None:
        """Write the row derived from a refusal or guidance at the counter."""
        day = event.business_day
        row = (event.seq, day.year, slip_number, event.kind.value, day.isoformat())
        self._put(sql.INSERT_SLIP, row)

    def save_person(self, person: Person, seen_at: datetime) -> int:
        """Keep a person once per identity number; give the row's id (0: no number)."""
        if not person.id_number:
            return 0
        row = (*records.person_row(person), stamp(seen_at))
        return int(self._connection.execute(sql.UPSERT_PERSON, row).fetchone()[0])

    # --- the ward's own data

    def procedure(self, code: str, day: date) -> Procedure | None:
        """Give the version of a procedure in force on a day."""
        on = day.isoformat()
        row = self._connection.execute(sql.PROCEDURE_ON, (code, on, on)).fetchone()
        return stored_procedure(row[0]) if row else None

    def procedures(self) -> tuple[Procedure, ...]:
        """Give every version of every procedure."""
        return all_procedures(self._connection)

    def replace_procedures(self, procedures: Sequence[Procedure]) -> None:
        """Write versions; one with the same code and first day is replaced."""
        self._rules_changed()
        for procedure in procedures:
            self._put(sql.UPSERT_PROCEDURE, records.procedure_row(procedure))

    def save_year(self, year: YearCalendar) -> None:
        """Write the days of a year."""
        self._rules_changed()
        self._put(sql.DELETE_DAYS, (year.year,))
        self._put(sql.UPSERT_YEAR, records.year_row(year))
        for day in year.days:
            self._put(sql.INSERT_DAY, records.day_row(day))

    def save_ward(self, ward: Ward) -> None:
        """Keep the ward's profile."""
        self._rules_changed()
        self._put(sql.UPSERT_SETTING, (sql.WARD, records.ward_text(ward)))

    def save_setting(self, name: str, text: str) -> None:
        """Keep a setting of the ward that is no rule; never the profile."""
        self._put(sql.UPSERT_SETTING, (name, text))

    def save_draft(self, draft: Draft) -> None:
        """Keep half-typed work; an empty text removes it."""
        if draft.text:
            row = (draft.desk, draft.screen, draft.text, stamp(draft.saved_at))
            self._put(sql.UPSERT_DRAFT, row)
        else:
            self._put(sql.DELETE_DRAFT, (draft.desk, draft.screen))

    # --- papers and lists

    def issue_paper(
        self,
        kind: PaperKind,
        subject: str,
        facts_text: str,
        template_version: int,
        event: Event,
    ) -> PaperLine:
        """Store an issued paper; `event` is its PAPER_ISSUED event."""
        line = PaperLine(
            id=self._next_paper_id(),
            kind=kind,
            subject=subject,
            number=str(event.data.get("number", subject)),
            template_version=template_version,
            issued_at=event.at,
            officer=event.officer,
            state="issued",
            prints=0,
        )
        self._put(sql.INSERT_PAPER, paper_rows.paper_row(line, facts_text, event))
        return line

    def _next_paper_id(self) -> int:
        return int(self._connection.execute(sql.LAST_PAPER).fetchone()[0]) + 1

    def mark_paper(self, paper_id: int, state: str, event: Event) -> None:
        """Note that a paper was sent, confirmed or failed; `event` is PAPER_PRINTED."""
        self._put(sql.MARK_PAPER, (state, int(state == "sent"), paper_id))
        row = (event.seq, paper_id, stamp(event.at), event.officer, state)
        self._put(sql.INSERT_PRINT, row)

    def save_list(self, line: ListLine) -> None:
        """Write a hand-over list's head."""
        self._put(sql.UPSERT_LIST, paper_rows.list_row(line))

    def save_list_item(
        self, list_number: str, number: str, state: str, reason: str, result: Mapping[str, Json]
    ) -> None:
        """Write one dossier of a hand-over list (added or changed)."""
        row = (list_number, list_number, number, state, reason, canonical(result))
        self._put(sql.UPSERT_ITEM, row)

    # --- totals that travel

    def save_signing_key(self, line: SigningKeyLine) -> None:
        """Keep the public half of a key of this ward."""
        self._put(sql.INSERT_SIGNING_KEY, exports.key_row(line))

    def save_export(self, line: ExportLine) -> None:
        """Keep a file that was made."""
        self._put(sql.INSERT_EXPORT, exports.export_row(line))


def all_procedures(connection: Connection) -> tuple[Procedure, ...]:
    """Read every version of every procedure, by code and first day."""
    return tuple(stored_procedure(row[0]) for row in connection.execute(sql.PROCEDURES))


@lru_cache(maxsize=1024)
def stored_procedure(record: str) -> Procedure:
    """Read a stored version; the same text is read once."""
    return procedure_from_json(json.loads(record))
