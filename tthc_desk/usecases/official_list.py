"""A list that the official system exported, as it was read."""

from dataclasses import dataclass
from datetime import date

from tthc_desk.usecases.official_screen import OfficialKey


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """One dossier of the official system; what its columns do not say is empty or None.

    Args:
        line: row of the sheet, from 1.
        code: the official code, in capitals.
        own_number: what stands in the column of the code of origin, in capitals.
        status: the word as written.
        unread: columns whose cell could not be understood; they are compared with nothing.
    """

    line: int
    code: str
    own_number: str = ""
    procedure_code: str = ""
    procedure: str = ""
    owner: str = ""
    received: date | None = None
    due: date | None = None
    finished: date | None = None
    delivered: date | None = None
    status: str = ""
    unread: frozenset[OfficialKey] = frozenset()


@dataclass(frozen=True, slots=True)
class UnreadCell:
    """A cell that could not be understood, or is missing where it must not be.

    Args:
        text: as it stands there; empty for a missing one.
    """

    line: int
    key: OfficialKey
    text: str


@dataclass(frozen=True, slots=True)
class RepeatedCode:
    """A code that stands in several lines; the first of them is the one that is compared."""

    code: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OfficialList:
    """What was found in a file.

    Args:
        file: its name, without folder.
        heading_line: row of the headings, from 1.
        carried: the columns that were found.
        unknown_headings: columns nobody looked at.
        skipped: rows below the headings that are no dossier: numbering, groups, sums, signatures.
    """

    file: str
    heading_line: int
    carried: frozenset[OfficialKey]
    unknown_headings: tuple[str, ...]
    rows: tuple[OfficialRow, ...]
    repeated: tuple[RepeatedCode, ...]
    unread: tuple[UnreadCell, ...]
    skipped: int

    @property
    def period(self) -> tuple[date, date] | None:
        """Give the first and the last day of reception; None where no row says one."""
        days = [row.received for row in self.rows if row.received]
        return (min(days), max(days)) if days else None
