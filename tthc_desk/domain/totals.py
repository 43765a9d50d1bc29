"""The totals of a period as they travel to the superior authority: figures, never persons."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tthc_desk.domain.tally import Measures, add_up

FORMAT = 1
"""Version of the file; a reader refuses every other one."""

MOST = 999_999_999_999
"""No count and no sum of money in a file is greater, nor less than its negative."""

NO_HASH = ""
"""Stands where a chain begins and where nothing is replaced."""


class Chain(StrEnum):
    """The chains of a ward; the periods of one chain never overlap. Stored: never renamed."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days of one file, both ends in it."""

    first: date
    last: date

    def overlaps(self, other: "Span") -> bool:
        """Say whether any day lies in both."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """Figures of one field and procedure.

    Args:
        c4 … c13: the columns of form II.06a by their number, in dossiers.
        opening: of (6), the opening balances received within the period: no earlier period
            counted them.
        charge_dong, fee_dong: phí and lệ phí taken less given back; may be negative.
    """

    field: str
    procedure_code: str
    procedure_name: str
    c4: int = 0
    c5: int = 0
    c6: int = 0
    c8: int = 0
    c9: int = 0
    c10: int = 0
    c12: int = 0
    c13: int = 0
    opening: int = 0
    charge_dong: int = 0
    fee_dong: int = 0


@dataclass(frozen=True, slots=True)
class TotalsNotes:
    """What stands in no column.

    Args:
        refused, guided: at the counter, before any dossier.
        not_counted: taken for the police or another agency.
        late: entered from a receipt written by hand.
        unclosed_days: days the ward worked on and has not closed.
    """

    voided: int = 0
    refused: int = 0
    guided: int = 0
    not_counted: int = 0
    late: int = 0
    unclosed_days: int = 0


class SummedRows:
    """What the rows of a period add up to."""

    __slots__ = ()
    rows: tuple[TotalsRow, ...]

    @property
    def measures(self) -> Measures:
        """Give all rows added up."""
        return add_up(self.rows)

    @property
    def opening(self) -> int:
        """Give the opening balances received within the period."""
        return sum(row.opening for row in self.rows)

    @property
    def charge_dong(self) -> int:
        """Give phí taken less given back."""
        return sum(row.charge_dong for row in self.rows)

    @property
    def fee_dong(self) -> int:
        """Give lệ phí taken less given back."""
        return sum(row.fee_dong for row in self.rows)


@dataclass(frozen=True, slots=True)
class Totals(SummedRows):
    """One file's content.

    Args:
        key_id: which key signs it, 16 hexadecimal digits.
        replaces: SHA-256 of the payload an amendment takes the place of; `NO_HASH` otherwise.
        seq: place among the files of its key and chain, from 1.
        prev: SHA-256 of the payload before it in the chain, whatever its key.
        as_of: the moment the figures were known at.
        audit_head, audit_length: hash and place of the ward's last event at that moment.
        rows: in the order of field, then procedure; none twice.
    """

    ward_code: str
    ward_name: str
    key_id: str
    chain: Chain
    span: Span
    seq: int
    prev: str
    replaces: str
    as_of: datetime
    audit_head: str
    audit_length: int
    program: str
    rows: tuple[TotalsRow, ...]
    notes: TotalsNotes

    @property
    def file_name(self) -> str:
        """Name the file: of codes only, never of words somebody typed."""
        days = f"{self.span.first.isoformat()}_{self.span.last.isoformat()}"
        return f"TOTALS_{self.ward_code}_{days}_{self.seq}.json"


def broken_rows(rows: Iterable[TotalsRow]) -> tuple[str, ...]:
    """Name the fields of which a row contradicts itself or stands twice.

    Source: Biểu số II.06a/VPCP/KSTT: (3)=(7)+(11).
    """
    found = tuple(rows)
    times = Counter((row.field, row.procedure_code) for row in found)
    wrong = (row.field for row in found if not _holds(row) or times[_key(row)] > 1)
    return tuple(dict.fromkeys(wrong))


def _key(row: TotalsRow) -> tuple[str, str]:
    return row.field, row.procedure_code


def _holds(row: TotalsRow) -> bool:
    # As `Measures.holds`, without making one: a thousand files bring twenty thousand rows.
    came, ended = row.c4 + row.c5 + row.c6, row.c8 + row.c9 + row.c10
    return came == ended + row.c12 + row.c13 and row.opening <= row.c6


def period_at(chain: Chain, day: date) -> Span:
    """Give the period of a chain that holds a day: the day, Monday to Sunday, the month."""
    if chain is Chain.DAILY:
        return Span(day, day)
    if chain is Chain.WEEKLY:
        monday = day - timedelta(day.weekday())
        return Span(monday, monday + timedelta(6))
    first = day.replace(day=1)
    return Span(first, (first + timedelta(31)).replace(day=1) - timedelta(1))


def periods(chain: Chain, first: date, last: date) -> Iterator[Span]:
    """Give the periods of a chain that hold any day between two, in order."""
    while first <= last:
        span = period_at(chain, first)
        yield span
        first = span.last + timedelta(1)
