"""What the use cases need from the outside, as protocols."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from tthc_desk.domain.dossier import Dossier, Queue, local_day
from tthc_desk.domain.events import Event, EventKind, Json
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.people import Person
from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.watched_days import WatchedDays
from tthc_desk.domain.workdays import WorkCalendar, YearCalendar
from tthc_desk.usecases.figure_queries import ClosingQueries, FigureQueries, Progress
from tthc_desk.usecases.lines import (
    CountRow,
    DayFigures,
    DossierId,
    DossierLine,
    DossierPage,
    ListItem,
    ListLine,
    PaperLine,
    PersonLine,
    QueueCounts,
    SlipLine,
    StoredPaper,
    TimelineLine,
)
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.totals_ports import ExportQueries, ExportUnit
from tthc_desk.usecases.ward import Ward


class Clock(Protocol):
    """The only source of the present moment."""

    def now(self) -> datetime:
        """Give the present moment, aware, in Vietnam's time zone."""
        ...


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event before it has its place in the chain."""

    at: datetime
    business_day: date
    officer: str
    desk: str
    subject: str
    kind: EventKind
    data: Mapping[str, Json]

    @classmethod
    def by(
        cls, actor: Actor, at: datetime, subject: str, kind: EventKind, data: Mapping[str, Json]
    ) -> "NewEvent":
        """Make the event of an officer's act, counted on its calendar day."""
        login, desk = actor.officer.login, actor.desk
        return cls(at, local_day(at), login, desk, subject, kind, data)


@dataclass(frozen=True, slots=True)
class Draft:
    """Half-typed work of one desk and screen.

    Args:
        text: JSON text of the fields, the screen's own.
    """

    desk: str
    screen: str
    text: str
    saved_at: datetime


class Alert(StrEnum):
    """Time-dependent marks that lie across the work queues."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    UNCONFIRMED = "unconfirmed"
    TO_EXTEND = "to_extend"
    TO_CLOSE = "to_close"


class WriteUnit(ExportUnit, Protocol):
    """One transaction (BEGIN IMMEDIATE); leaving without `commit` rolls back."""

    def commit(self) -> None:
        """Make everything of this unit durable.

        Raises:
            DeskError: DISK_FULL, IO, READONLY when nothing was saved: an unclear commit is
                looked up on a fresh connection first. UNKNOWN_OUTCOME only if even that fails.
        """
        ...

    def answer_of(self, request_id: str) -> str | None:
        """Give the stored answer of a request that was already carried out."""
        ...

    def remember(self, request_id: str, answer: str) -> None:
        """Store the answer of a request in this transaction."""
        ...

    def rules_seq(self) -> int:
        """Give a number that grows whenever catalogue, calendar or profile change."""
        ...

    def last_event_at(self) -> datetime | None:
        """Give the moment of the newest event."""
        ...

    def append(self, event: NewEvent) -> Event:
        """Write an event at the end of the chain."""
        ...

    def business_day(self, at: datetime, subject: str = "") -> date:
        """Give the day an act is counted in; after a closing it is the next one.

        `append` counts every event so by itself.

        Args:
            at: the true moment.
            subject: number of the dossier, empty for a new one.
        """
        ...

    def closed_through(self) -> date | None:
        """Give the last closed day; days off before it are closed with it."""
        ...

    def save_closing(self, event: Event, number: int, paper_id: int) -> None:
        """Write the row of a closing; `event` is its DAY_CLOSED, `number` counts from 1."""
        ...

    def save_reopening(self, event: Event, number: int) -> None:
        """Note that a closing no longer stands; `event` is its DAY_REOPENED."""
        ...

    def next_number(self, series: str, period: str) -> int:
        """Take the next number of a gap-free counter, from 1."""
        ...

    def last_number(self, series: str, period: str) -> int:
        """Give the last number a counter gave; 0 before the first."""
        ...

    def save_person(self, person: Person, seen_at: datetime) -> int:
        """Keep a person once per identity number; give the row's id (0: no number)."""
        ...

    def dossier(self, number: str) -> Dossier | None:
        """Fold a dossier from its events; also found by its official code."""
        ...

    def number_of_code(self, official_code: str) -> str | None:
        """Give the dossier an official code is written on; voids do not hold one."""
        ...

    def first_reception(self) -> date | None:
        """Give the first day a dossier was received on at this counter, opening balances apart."""
        ...

    def history(self, number: str) -> tuple[Event, ...]:
        """Give all events of a dossier in order."""
        ...

    def save_dossier(self, dossier: Dossier) -> None:
        """Write the rows derived from a dossier: list row, spans, payments, search text."""
        ...

    def save_counter_slip(self, event: Event, slip_number: str) -> None:
        """Write the row derived from a refusal or guidance at the counter."""
        ...

    def procedure(self, code: str, day: date) -> Procedure | None:
        """Give the version of a procedure in force on a day."""
        ...

    def procedures(self) -> tuple[Procedure, ...]:
        """Give every version of every procedure."""
        ...

    def replace_procedures(self, procedures: Sequence[Procedure]) -> None:
        """Write versions; one with the same code and first day is replaced."""
        ...

    def save_year(self, year: YearCalendar) -> None:
        """Write the days of a year."""
        ...

    def issue_paper(
        self,
        kind: PaperKind,
        subject: str,
        facts_text: str,
        template_version: int,
        event: Event,
    ) -> PaperLine:
        """Store an issued paper; `event` is its PAPER_ISSUED event."""
        ...

    def mark_paper(self, paper_id: int, state: str, event: Event) -> None:
        """Note that a paper was sent, confirmed or failed; `event` is PAPER_PRINTED."""
        ...

    def save_list(self, line: ListLine) -> None:
        """Write a hand-over list's head."""
        ...

    def save_list_item(
        self, list_number: str, number: str, state: str, reason: str, result: Mapping[str, Json]
    ) -> None:
        """Write one dossier of a hand-over list (added or changed)."""
        ...

    def save_draft(self, draft: Draft) -> None:
        """Keep half-typed work; an empty text removes it."""
        ...

    def save_ward(self, ward: Ward) -> None:
        """Keep the ward's profile."""
        ...

    def save_setting(self, name: str, text: str) -> None:
        """Keep a setting of the ward that is no rule; never the profile."""
        ...


class Queries(ClosingQueries, FigureQueries, ExportQueries, Protocol):
    """Reading: frozen lines from a query-only connection; each call sees one snapshot."""

    def ward(self) -> Ward:
        """Give the ward's profile."""
        ...

    def rules_seq(self) -> int:
        """Give a number that grows whenever catalogue, calendar or profile change."""
        ...

    def first_reception(self) -> date | None:
        """Give the first day a dossier was received on at this counter; None before."""
        ...

    def setting(self, name: str) -> str | None:
        """Give a setting kept by `save_setting`."""
        ...

    def calendar(self) -> WorkCalendar:
        """Give the working calendar of all stored years."""
        ...

    def procedures(self) -> tuple[Procedure, ...]:
        """Give every version of every procedure."""
        ...

    def procedure_use(self) -> dict[str, int]:
        """Give procedure code → dossiers received, for "most used first"."""
        ...

    def find(
        self,
        query: str,
        *,
        queue: Queue | None = None,
        alert: Alert | None = None,
        days: WatchedDays | None = None,
        after: DossierId | None = None,
        limit: int = 50,
    ) -> DossierPage:
        """Give a page of dossiers: exact numbers first, then newest first.

        Args:
            query: what a person typed: number, any code, words of a name without marks,
                tail of an identity number, phone; empty for all.
            days: today and what is watched, for alerts.
            after: the last id of the page before.
        """
        ...

    def counts(self, days: WatchedDays) -> QueueCounts:
        """Count queues and alerts as of a day."""
        ...

    def line(self, number: str) -> DossierLine | None:
        """Give one dossier's line by own number or official code."""
        ...

    def dossier(self, number: str) -> Dossier | None:
        """Fold a dossier from its events."""
        ...

    def timeline(self, number: str) -> tuple[TimelineLine, ...]:
        """Give every event of a dossier, undone ones marked."""
        ...

    def letters(self, number: str, year: int | None = None) -> tuple[str, ...]:
        """Give the dossiers that letters of a number are about, newest first."""
        ...

    def slips(self, number: str, year: int | None = None) -> tuple[SlipLine, ...]:
        """Give the refusals and guidances at the counter of a number, newest year first."""
        ...

    def person(self, id_number: str) -> PersonLine | None:
        """Give a person of earlier visits."""
        ...

    def open_dossiers_of(self, id_number: str) -> tuple[DossierLine, ...]:
        """Give a person's dossiers that are open or wait to be collected, newest first."""
        ...

    def open_by_holder(self) -> dict[str, int]:
        """Give who works on dossiers (login or name) → how many; none for nobody."""
        ...

    def running_numbers(self) -> tuple[str, ...]:
        """Give the numbers of the dossiers whose term runs (status 2 and 4), oldest first."""
        ...

    def numbers_handed_in(self, id_number: str, day: date) -> tuple[str, ...]:
        """Give the dossiers a person handed in on a business day, in order, voids left out."""
        ...

    def papers_of(self, subject: str) -> tuple[PaperLine, ...]:
        """Give the papers issued for a dossier or list, oldest first."""
        ...

    def paper(self, paper_id: int) -> StoredPaper | None:
        """Give one stored paper."""
        ...

    def lists(self, *, state: str | None = None, limit: int = 50) -> tuple[ListLine, ...]:
        """Give hand-over lists, newest first."""
        ...

    def list_items(self, list_number: str) -> tuple[ListItem, ...]:
        """Give the dossiers of a list by position."""
        ...

    def list_line(self, list_number: str) -> ListLine | None:
        """Give one hand-over list."""
        ...

    def draft(self, desk: str, screen: str) -> Draft | None:
        """Give half-typed work."""
        ...

    def day_figures(self, day: date, as_of: datetime | None = None) -> DayFigures:
        """Give the figures of one business day as known at a moment (default: now)."""
        ...

    def report_rows(
        self, first: date, last: date, as_of: datetime | None = None
    ) -> tuple[CountRow, ...]:
        """Give form II.06a by field and procedure, as known at a moment (default: now)."""
        ...

    def chain_head(self) -> tuple[bytes, int]:
        """Give hash and seq of the newest event."""
        ...

    def answer_of(self, request_id: str) -> str | None:
        """Give the stored answer of a request."""
        ...

    def snapshot(self) -> AbstractContextManager["Queries"]:
        """Answer several questions from one state of the file."""
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing `verify` found wrong; names rows and numbers, never persons."""

    check: str
    subject: str
    detail: str


class Store(Protocol):
    """A ward's data folder, open."""

    def write(self, request_id: str | None = None) -> AbstractContextManager[WriteUnit]:
        """Open a write unit; the request id is what an unclear commit is looked up by."""
        ...

    def bulk(self) -> AbstractContextManager[WriteUnit]:
        """Open a write unit that gathers rows and writes them in one go at commit.

        Same rules, same rows; only for generated history of a training ward. May be
        committed many times.
        """
        ...

    @property
    def queries(self) -> Queries:
        """Give the reading side."""
        ...

    def verify(self, progress: Progress | None = None) -> Iterator[Finding]:
        """Check the whole file: pages, foreign keys, chain, numbers, derived rows, types."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...
