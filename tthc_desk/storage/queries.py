"""The reading side as `usecases.ports.Queries` describes it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from tthc_desk.domain.dossier import Dossier, Queue, fold
from tthc_desk.domain.events import Event, EventKind
from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.watched_days import WatchedDays
from tthc_desk.domain.workdays import WorkCalendar
from tthc_desk.storage import figures, records, search, slips, sql
from tthc_desk.storage.behind_queries import BehindQueries
from tthc_desk.storage.calendar_rows import read_calendar
from tthc_desk.storage.closing_queries import ClosingQueries
from tthc_desk.storage.database import Database, HeldSnapshot
from tthc_desk.storage.dossier_lines import LINE_COLUMNS, LINE_WIDTH, dossier_line, dossier_lines
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import NOT_OF_DOSSIER, chain_head, events_of, moment
from tthc_desk.storage.export_queries import ExportQueries
from tthc_desk.storage.paper_rows import (
    LIST_COLUMNS,
    PAPER_COLUMNS,
    list_line,
    paper_line,
    result_of,
)
from tthc_desk.storage.search_words import typed_query
from tthc_desk.storage.unit import all_procedures
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
from tthc_desk.usecases.ports import Alert, Clock, Draft
from tthc_desk.usecases.ward import Ward

_MOST_USED_AMONG = 20_000

_LINE_OF = (
    f"SELECT {LINE_COLUMNS} FROM dossier d WHERE d.number = ?1 UNION ALL "  # noqa: S608
    f"SELECT {LINE_COLUMNS} FROM dossier d WHERE d.official_code = ?1 AND d.official_code <> '' "
    "AND d.number <> ?1 LIMIT 1"
)
_OPEN_OF = (
    f"SELECT {LINE_COLUMNS} FROM dossier d WHERE d.id IN ("  # noqa: S608
    "SELECT id FROM dossier WHERE owner_id = ?1 AND owner_id <> '' AND queue <> 'closed' UNION "
    "SELECT id FROM dossier WHERE submitter_id = ?1 AND submitter_id <> '' "
    "AND queue <> 'closed') ORDER BY d.id DESC"
)
_HOLDERS = (
    "SELECT holder, count(*) FROM dossier WHERE queue <> 'closed' AND holder <> '' GROUP BY holder"
)
_QUEUES = "SELECT queue, count(*) FROM dossier WHERE queue <> 'closed' GROUP BY queue"
_ALERTS = (
    "SELECT count(*) FILTER (WHERE due_day < ?1), count(*) FILTER (WHERE due_day = ?1), "
    "count(*) FILTER (WHERE due_day > ?1), "
    "(SELECT count(*) FROM (SELECT DISTINCT subject FROM paper WHERE state <> 'confirmed') "
    "WHERE EXISTS (SELECT 1 FROM dossier d WHERE d.number = subject)) "
    "FROM dossier WHERE running = 1 AND due_day <= ?2"
)
_TO_EXTEND = f"SELECT count(*) FROM dossier d WHERE d.running = 1 AND {search.TO_EXTEND}"  # noqa: S608
_TO_CLOSE = f"SELECT count(*) FROM dossier d WHERE {search.TO_CLOSE}"  # noqa: S608
_HANDED_IN = (
    "SELECT number FROM dossier WHERE received_day = ? AND submitter_id = ? AND NOT voided "
    "ORDER BY id"
)
_LETTERS = (
    "SELECT subject FROM paper WHERE number = ?1 AND number <> subject "
    "AND (?2 IS NULL OR substr(issued_at, 1, 4) = ?2) GROUP BY subject ORDER BY max(id) DESC"
)
_RUNNING = "SELECT number FROM dossier WHERE running = 1 AND due_day IS NOT NULL ORDER BY id"
_USE = (
    "SELECT h.procedure_code, count(*) FROM (SELECT heading FROM dossier "
    "ORDER BY received_day DESC LIMIT +?) r JOIN heading h ON h.id = r.heading GROUP BY 1"
)
_PERSON = f"SELECT {records.PERSON_COLUMNS} FROM person WHERE id_number = ?"  # noqa: S608
_PAPERS = f"SELECT {PAPER_COLUMNS} FROM paper WHERE subject = ? ORDER BY id"  # noqa: S608
_PAPER = f"SELECT {PAPER_COLUMNS}, facts FROM paper WHERE id = ?"  # noqa: S608
_LISTS = (
    f"SELECT {LIST_COLUMNS} FROM handover_list l WHERE ?1 IS NULL OR l.state = ?1 "  # noqa: S608
    "ORDER BY l.opened_at DESC, l.number DESC LIMIT +?2"
)
_LIST = f"SELECT {LIST_COLUMNS} FROM handover_list l WHERE l.number = ?"  # noqa: S608
_ITEMS = (
    f"SELECT {LINE_COLUMNS}, i.position, i.state, i.reason, i.result "  # noqa: S608
    "FROM handover_item i JOIN dossier d ON d.number = i.number "
    "WHERE i.list_number = ? ORDER BY i.position"
)
_DRAFT = "SELECT desk, screen, text, saved_at FROM draft WHERE desk = ? AND screen = ?"
_SETTING = "SELECT value FROM setting WHERE name = ?"


class DatabaseQueries(ClosingQueries, BehindQueries, ExportQueries):
    """Answers of one ward's file; each call reads one snapshot."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database: Database | HeldSnapshot = database
        self._clock = clock
        self._ward_read: tuple[str, Ward] | None = None

    def _one(self, statement: str, values: tuple[Any, ...]) -> Any:
        with self._database.reading() as connection:
            return connection.execute(statement, values).fetchone()

    def _all(self, statement: str, values: tuple[Any, ...], read: Callable[[Any], Any]) -> Any:
        with self._database.reading() as connection:
            return tuple(map(read, connection.execute(statement, values)))

    # --- the ward's own data

    def ward(self) -> Ward:
        """Give the ward's profile."""
        with self._database.reading() as connection:
            return self._ward(connection)

    def _ward(self, connection: Connection) -> Ward:
        text: str = connection.execute(_SETTING, (sql.WARD,)).fetchone()[0]
        # Another process may change it: the text is read each time, its reading is kept.
        if self._ward_read is None or self._ward_read[0] != text:
            self._ward_read = text, records.ward_from_text(text)
        return self._ward_read[1]

    def rules_seq(self) -> int:
        """Give a number that grows whenever catalogue, calendar or profile change."""
        return int(self._one(sql.RULES_SEQ, ())[0])

    def first_reception(self) -> date | None:
        """Give the first day a dossier was received on at this counter; None before."""
        with self._database.reading() as connection:
            row = connection.execute(sql.FIRST_RECEPTION).fetchone()
        return date.fromisoformat(row[0]) if row else None

    def setting(self, name: str) -> str | None:
        """Give a setting kept by `save_setting`."""
        with self._database.reading() as connection:
            row = connection.execute(_SETTING, (name,)).fetchone()
        return None if row is None else str(row[0])

    def calendar(self) -> WorkCalendar:
        """Give the working calendar of all stored years."""
        with self._database.reading() as connection:
            return read_calendar(connection, self._ward(connection))

    def procedures(self) -> tuple[Procedure, ...]:
        """Give every version of every procedure."""
        with self._database.reading() as connection:
            return all_procedures(connection)

    def procedure_use(self) -> dict[str, int]:
        """Give procedure code → dossiers among the newest 20,000 counted ones."""
        with self._database.reading() as connection:
            return dict(connection.execute(_USE, (_MOST_USED_AMONG,)).fetchall())

    # --- dossiers

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
        """Give a page of dossiers: exact numbers first, then newest first."""
        only = search.filter_of(queue, alert, days)
        with self._database.reading() as connection:
            typed = typed_query(query, self._ward(connection).agency_code)
            return search.find_page(connection, typed, only, after, limit)

    def counts(self, days: WatchedDays) -> QueueCounts:
        """Count queues and alerts as of a day."""
        today, soon = days.today.isoformat(), days.today + timedelta(search.SOON_DAYS)
        with self._database.reading() as connection:
            found = dict(connection.execute(_QUEUES).fetchall())
            alerts = connection.execute(_ALERTS, (today, soon.isoformat())).fetchone()
            overdue, due_today, due_soon, unconfirmed = alerts
            extend = connection.execute(_TO_EXTEND, (today, days.notice_until.isoformat()))
            close = connection.execute(_TO_CLOSE, (days.asked_until.isoformat(),))
            to_extend, to_close = extend.fetchone()[0], close.fetchone()[0]
        queues: dict[Queue, int] = {
            q: found.get(q.value, 0) for q in Queue if q is not Queue.CLOSED
        }
        return QueueCounts(
            queues,
            overdue,
            due_today,
            due_soon,
            unconfirmed,
            to_extend=to_extend,
            to_close=to_close,
        )

    def numbers_handed_in(self, id_number: str, day: date) -> tuple[str, ...]:
        """Give the dossiers a person handed in on a business day, in order, voids left out."""
        with self._database.reading() as connection:
            rows = connection.execute(_HANDED_IN, (day.isoformat(), id_number))
            return tuple(row[0] for row in rows)

    def open_by_holder(self) -> dict[str, int]:
        """Give who works on dossiers (login or name) → how many; none for nobody."""
        with self._database.reading() as connection:
            return dict(connection.execute(_HOLDERS).fetchall())

    def running_numbers(self) -> tuple[str, ...]:
        """Give the numbers of the dossiers whose term runs, oldest first."""
        with self._database.reading() as connection:
            return tuple(row[0] for row in connection.execute(_RUNNING))

    def line(self, number: str) -> DossierLine | None:
        """Give one dossier's line by own number or official code."""
        row = self._one(_LINE_OF, (number,))
        return dossier_line(row) if row else None

    def dossier(self, number: str) -> Dossier | None:
        """Fold a dossier from its events."""
        return fold(e for e in self._events(number) if e.kind not in NOT_OF_DOSSIER)

    def _events(self, number: str) -> tuple[Event, ...]:
        with self._database.reading() as connection:
            found = events_of(connection, number)
            if found:
                return found
            row = connection.execute(sql.NUMBER_OF_CODE, (number,)).fetchone()
            return events_of(connection, row[0]) if row else ()

    def timeline(self, number: str) -> tuple[TimelineLine, ...]:
        """Give every event of a dossier, undone ones marked; its papers' events too."""
        events = self._events(number)
        undone = {e.data["undoes"] for e in events if e.kind is EventKind.UNDONE}
        return tuple(
            TimelineLine(e.seq, e.at, e.officer, e.desk, e.kind, dict(e.data), e.seq in undone)
            for e in events
        )

    def letters(self, number: str, year: int | None = None) -> tuple[str, ...]:
        """Give the dossiers that letters of a number are about, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_LETTERS, (number, str(year) if year else None))
            return tuple(row[0] for row in rows)

    def slips(self, number: str, year: int | None = None) -> tuple[SlipLine, ...]:
        """Give the refusals and guidances at the counter of a number, newest year first."""
        with self._database.reading() as connection:
            return slips.slips_of(connection, number, year)

    def person(self, id_number: str) -> PersonLine | None:
        """Give a person of earlier visits."""
        row = self._one(_PERSON, (id_number,))
        return records.person_line(row) if row else None

    def open_dossiers_of(self, id_number: str) -> tuple[DossierLine, ...]:
        """Give a person's dossiers that are open or wait to be collected, newest first."""
        with self._database.reading() as connection:
            return dossier_lines(connection.execute(_OPEN_OF, (id_number,)).fetchall())

    # --- papers, lists, drafts

    def papers_of(self, subject: str) -> tuple[PaperLine, ...]:
        """Give the papers issued for a dossier or list, oldest first."""
        found: tuple[PaperLine, ...] = self._all(_PAPERS, (subject,), paper_line)
        return found

    def paper(self, paper_id: int) -> StoredPaper | None:
        """Give one stored paper."""
        row = self._one(_PAPER, (paper_id,))
        return StoredPaper(paper_line(row), row[9]) if row else None

    def lists(self, *, state: str | None = None, limit: int = 50) -> tuple[ListLine, ...]:
        """Give hand-over lists, newest first."""
        found: tuple[ListLine, ...] = self._all(_LISTS, (state, limit), list_line)
        return found

    def list_items(self, list_number: str) -> tuple[ListItem, ...]:
        """Give the dossiers of a list by position."""
        found: tuple[ListItem, ...] = self._all(_ITEMS, (list_number,), _item)
        return found

    def list_line(self, list_number: str) -> ListLine | None:
        """Give one hand-over list."""
        row = self._one(_LIST, (list_number,))
        return list_line(row) if row else None

    def draft(self, desk: str, screen: str) -> Draft | None:
        """Give half-typed work."""
        row = self._one(_DRAFT, (desk, screen))
        return Draft(row[0], row[1], row[2], moment(row[3])) if row else None

    # --- figures and the chain

    def day_figures(self, day: date, as_of: datetime | None = None) -> DayFigures:
        """Give the figures of one business day as known at a moment (default: now)."""
        with self._database.reading() as connection:
            return figures.day_figures(connection, day, as_of, self._clock.now())

    def report_rows(
        self, first: date, last: date, as_of: datetime | None = None
    ) -> tuple[CountRow, ...]:
        """Give form II.06a by field and procedure, as known at a moment (default: now)."""
        with self._database.reading() as connection:
            return figures.report_rows(connection, (first, last), as_of, self._clock.now())

    def chain_head(self) -> tuple[bytes, int]:
        """Give hash and seq of the newest event."""
        with self._database.reading() as connection:
            head = chain_head(connection)
        return head.hash, head.seq

    def answer_of(self, request_id: str) -> str | None:
        """Give the stored answer of a request."""
        row = self._one(sql.ANSWER, (request_id,))
        return None if row is None else str(row[0])


def _item(row: tuple[Any, ...]) -> ListItem:
    position, state, reason, result = row[LINE_WIDTH:]
    return ListItem(position, dossier_line(row), state, reason, result_of(result))
