"""Lines that read models return: frozen, ready to show, never a table row."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NewType

from tthc_desk.domain.day_closing import CashCount, Taking
from tthc_desk.domain.dossier import Queue, Status
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.procedure import Channel
from tthc_desk.usecases.paper_facts import PaperKind

DossierId = NewType("DossierId", int)
"""Order of entry; newest is highest. Only for paging."""


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One row of a list of dossiers.

    Args:
        id_tail: last four digits of the owner's identity number, the rest is masked.
        holder: who works on it, empty at the counter.
        paid: nothing is left to pay.
        by_post: the result goes out by post: the channel was the post.
        unconfirmed: a paper was issued and nobody said that it came out of the printer.
    """

    id: DossierId
    number: str
    official_code: str
    procedure_code: str
    procedure_name: str
    field: str
    channel: Channel
    owner_name: str
    owner_address: str
    submitter_name: str
    id_tail: str
    phone: str
    received_at: datetime
    due_at: datetime | None
    status: Status
    queue: Queue
    holder: str
    list_number: str
    finished_day: date | None
    delivered_day: date | None
    paid: bool
    sets: int
    by_post: bool
    voided: bool
    unconfirmed: bool
    version: int


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many dossiers stand in each queue and under each alert.

    Args:
        queues: every queue present but CLOSED.
        overdue, due_today, due_soon: among open dossiers (status 2 and 4); soon: within
            the next three days.
        unconfirmed: dossiers with a paper issued and not confirmed printed.
        to_extend: due on the next working day at the latest, and not re-appointed yet.
        to_close: supplements that were not completed in time.
    """

    queues: dict[Queue, int]
    overdue: int
    due_today: int
    due_soon: int
    unconfirmed: int
    to_extend: int = 0
    to_close: int = 0


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One event of a dossier as the detail shows it.

    Args:
        undone: it was taken back later.
    """

    seq: int
    at: datetime
    officer: str
    desk: str
    kind: EventKind
    data: dict[str, object] = field(hash=False)
    undone: bool = False


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One issued paper.

    Args:
        state: "issued", "sent", "confirmed" or "failed".
        prints: how often it was sent to a printer or a file.
    """

    id: int
    kind: PaperKind
    subject: str
    number: str
    template_version: int
    issued_at: datetime
    officer: str
    state: str
    prints: int


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """An issued paper with the text of its facts."""

    line: PaperLine
    facts_text: str


@dataclass(frozen=True, slots=True)
class ListLine:
    """One hand-over list.

    Args:
        kind: "officers" (out to officers) or "results" (results in).
        state: "open", "closed" (printed, on its way) or "accepted".
    """

    number: str
    kind: str
    agency: str
    taker: str
    giver: str
    opened_at: datetime
    closed_at: datetime | None
    accepted_at: datetime | None
    state: str
    items: int


@dataclass(frozen=True, slots=True)
class ListItem:
    """One dossier of a hand-over list.

    Args:
        state: "on", "accepted", "rejected" or "removed".
        result: number, date, signer … of the result (lists of results).
    """

    position: int
    dossier: DossierLine
    state: str
    reason: str
    result: dict[str, object] = field(hash=False)


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One refusal or guidance at the counter, which has no dossier.

    Args:
        number: as the slip writes it; together with `year` there is one.
        kind: COUNTER_REFUSAL or COUNTER_GUIDANCE.
        person: name of who came.
        id_tail: last four digits of that person's identity number.
    """

    number: str
    year: int
    at: datetime
    officer: str
    desk: str
    kind: EventKind
    procedure_code: str
    procedure_name: str
    field: str
    channel: Channel
    person: str
    id_tail: str
    reason: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person of earlier visits, as the intake fills it in."""

    id_number: str
    id_kind: str
    name: str
    birth_date: date | None
    sex: str
    address: str
    ward_code: str
    phone: str
    email: str
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class CountRow:
    """Figures of one field and procedure, in dossiers: the columns of form II.06a.

    Args:
        c4 … c13: the columns by their number; (3), (7) and (11) are sums.
    """

    field: str
    procedure_code: str
    c4: int
    c5: int
    c6: int
    c8: int
    c9: int
    c10: int
    c12: int
    c13: int


@dataclass(frozen=True, slots=True)
class DayRow:
    """Figures of one business day and field."""

    field: str
    received: int
    finished: int
    delivered: int
    charge_dong: int
    fee_dong: int
    supplements: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Everything the daily tally needs, as known at a moment.

    Args:
        by_channel: channel → received on the day.
        timeliness: finished on the day: (early, on time, late).
        open_by_age: in hand at the end of the day by working age: (due later, due within 3
            days, due that day, late, waiting).
        notes: what stands in no column: kind → dossiers ("voided", "refused", "guided",
            "not_counted").
    """

    day: date
    rows: tuple[DayRow, ...]
    carried_over: int
    in_hand: int
    in_hand_late: int
    by_channel: dict[Channel, int]
    timeliness: tuple[int, int, int]
    open_by_age: tuple[int, int, int, int, int]
    cash_dong: int
    transfer_dong: int
    notes: dict[str, int]
    chain_head: bytes
    chain_length: int


@dataclass(frozen=True, slots=True)
class Reopening:
    """A closed day that was opened again by a supervisor."""

    seq: int
    at: datetime
    officer: str
    reason: str


@dataclass(frozen=True, slots=True)
class DayClosing:
    """One closing of a business day, as closed.

    Args:
        round: how often the day has been closed, from 1.
        seq: its event.
        officer, second: logins of the two who answer for it; `second` empty when nobody else
            was needed, or on duty.
        reason: of a difference of cash, and of a lone officer.
        figures: the figures as closed.
        reopened: None while the day stays closed.
    """

    day: date
    round: int
    seq: int
    closed_at: datetime
    officer: str
    second: str
    reason: str
    figures: DayFigures
    cash: tuple[CashCount, ...]
    takings: tuple[Taking, ...]
    paper_id: int
    reopened: Reopening | None = None

    @property
    def differs(self) -> bool:
        """Tell whether any drawer did not hold what was computed."""
        return any(count.difference_dong for count in self.cash)

    @property
    def lone(self) -> bool:
        """Tell whether a difference was closed without a second officer."""
        return self.differs and not self.second


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """An event that changes a day that was closed when it was written.

    Args:
        day: the day it changes.
        undone: what an undo took back.
        reason: as it was typed, of several lines maybe; empty for a late entry.
    """

    seq: int
    at: datetime
    day: date
    officer: str
    number: str
    kind: EventKind
    undone: EventKind | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DossierPage:
    """One page of a list.

    Args:
        after: pass as `after` for the next page; None at the end.
        total: how many there are in all, None when counting was not asked.
    """

    lines: tuple[DossierLine, ...]
    after: DossierId | None
    total: int | None = None
