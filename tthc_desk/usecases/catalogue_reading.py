"""What reading a catalogue file came to, row by row, as a person has to see it."""

from dataclasses import dataclass
from enum import StrEnum

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.procedure import Procedure


class Topic(StrEnum):
    """What a row of a catalogue leaves open."""

    TERM_UNIT = "term_unit"
    TERM = "term"
    FEE = "fee"
    WHICH_RULE = "which_rule"
    CODE = "code"


class Verdict(StrEnum):
    """What became of a row."""

    ACCEPTED = "accepted"
    NEEDS_ANSWER = "needs_answer"
    REFUSED = "refused"


class Layout(StrEnum):
    """Which columns a catalogue file has."""

    OWN = "own"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Question:
    """What an officer has to answer before the row says all it must.

    Args:
        sentence: the question in Vietnamese, quoting the cell.
    """

    topic: Topic
    sentence: str


@dataclass(frozen=True, slots=True)
class RowReading:
    """One row of the file with its verdict.

    Args:
        row: number among the rows below the headings, from 1.
        line: line of the text file or row of the sheet where it begins, from 1.
        code: what stands in the code cell, valid or not.
        procedures: versions the row stands for; none when refused. Two when it says nothing of
            supplements and holds on both sides of the day their rule changed.
        error: why it was refused.
        blank: headings of its empty cells.
    """

    row: int
    line: int
    code: str
    verdict: Verdict
    procedures: tuple[Procedure, ...] = ()
    questions: tuple[Question, ...] = ()
    error: DeskError | None = None
    blank: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class News:
    """A version as a file has it.

    Args:
        carried: names of the fields the file has a column for.
        blank: headings of the empty cells of its row.
    """

    version: Procedure
    carried: frozenset[str]
    blank: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CatalogueReading:
    """A whole catalogue file, read.

    Args:
        carried: names of the fields of `Procedure` this layout has a column for; the others
            are not news and must be taken over from the versions in force.
        ignored_columns: headings that mean nothing here.
    """

    layout: Layout
    rows: tuple[RowReading, ...]
    carried: frozenset[str]
    ignored_columns: tuple[str, ...] = ()

    def of(self, verdict: Verdict) -> tuple[RowReading, ...]:
        """Pick the rows with one verdict, in the order of the file."""
        return tuple(row for row in self.rows if row.verdict is verdict)

    def news(self) -> tuple[News, ...]:
        """List every version that can be applied with what its row speaks of."""
        return tuple(
            News(version, self.carried, row.blank)
            for row in self.rows
            for version in row.procedures
            if version.code
        )

    def procedures(self) -> tuple[Procedure, ...]:
        """List every version that can be applied: not refused, and with a national code."""
        return tuple(item.version for item in self.news())
