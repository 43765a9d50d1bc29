"""How it stands with one period of one ward, decided from the files that came for it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.totals import NO_HASH, Chain, Span
from tthc_desk.domain.totals_chain import KeyLife, Standing
from tthc_desk.usecases.district_ports import FileLine, RefusalLine
from tthc_desk.usecases.doubts import doubt
from tthc_desk.usecases.refusal_record import refusal_error

_DAY = "([0-9]{4}-[0-9]{2}-[0-9]{2})"
_NAMED = re.compile(f"TOTALS_([0-9]{{5}})_{_DAY}_{_DAY}_", re.IGNORECASE)
_UNSETTLED = frozenset(
    {Standing.FORKED, Standing.UNLINKED, Standing.OVERLAPS, Standing.OTHER_PERIOD}
)
_Place = tuple[str, Span]


class CellState(StrEnum):
    """How it stands with one period of one ward."""

    RECEIVED = "received"
    LATE = "late"
    AMENDED = "amended"
    DISPUTED = "disputed"
    REFUSED = "refused"
    MISSING = "missing"
    NOT_DUE = "not_due"
    NOT_OWED = "not_owed"


@dataclass(frozen=True, slots=True)
class StatusCell:
    """One period of one ward.

    Args:
        file: the file that counts; None if there is none.
        others: the files of the period that do not count, in the order they came.
        error: why one of them is not counted; of a disputed or refused cell.
    """

    span: Span
    state: CellState
    file: FileLine | None = None
    others: tuple[FileLine, ...] = ()
    error: DeskError | None = None


def refused_by_place(refusals: Iterable[RefusalLine], chain: Chain) -> dict[_Place, RefusalLine]:
    """Give the newest refusal of each ward and period.

    Where no signature tells, the name of the file does: it is only shown, never counted.

    Args:
        refusals: newest first.
    """
    found: dict[_Place, RefusalLine] = {}
    for line in refusals:
        place = _place(line, chain)
        if place is not None:
            found.setdefault(place, line)
    return found


def _place(line: RefusalLine, chain: Chain) -> _Place | None:
    if line.span is not None:
        return (line.ward_code, line.span) if line.chain is chain else None
    named = _NAMED.match(line.name)
    try:
        return (named[1], Span(*map(date.fromisoformat, named.groups()[1:]))) if named else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class CellRule:
    """What every cell is decided by.

    Args:
        due_days: days after the end of a period from which on a file is late; None: not judged.
        refused: the newest refusal by ward and period.
    """

    today: date
    due_days: int | None
    refused: Mapping[_Place, RefusalLine]

    def cell(
        self,
        ward_code: str,
        span: Span,
        files: Sequence[FileLine],
        keys: Mapping[str, KeyLife],
        *,
        owed: bool,
    ) -> StatusCell:
        """Decide for one period of a ward.

        Args:
            files: those of the period, in the order they came.
            keys: those of the ward.
            owed: whether the ward owes totals of it.
        """
        counted = next((f for f in files if f.standing is Standing.COUNTED), None)
        others = tuple(f for f in files if f is not counted)
        open_doubt = next((f for f in reversed(others) if _is_open(f, counted)), None)
        keyed = next((f for f in reversed(others) if f.standing is Standing.KEY), None)
        refusal = self.refused.get((ward_code, span))
        error = None
        if open_doubt:
            state, error = CellState.DISPUTED, _doubt(open_doubt, counted, keys)
        elif counted:
            state = self._state_of(counted)
        elif keyed:
            state, error = CellState.REFUSED, _doubt(keyed, counted, keys)
        elif refusal:
            state, error = CellState.REFUSED, refusal_error(refusal)
        else:
            state = self._state_without(span) if owed else CellState.NOT_OWED
        return StatusCell(span, state, counted, others, error)

    def _state_of(self, counted: FileLine) -> CellState:
        if counted.file.replaces != NO_HASH:
            return CellState.AMENDED
        is_late = self.due_days is not None and counted.received_day > self._due(counted.file.span)
        return CellState.LATE if is_late else CellState.RECEIVED

    def _state_without(self, span: Span) -> CellState:
        return CellState.MISSING if self.today > self._due(span) else CellState.NOT_DUE

    def _due(self, span: Span) -> date:
        return span.last + timedelta(self.due_days or 0)


def _is_open(other: FileLine, counted: FileLine | None) -> bool:
    """Say whether a person must still settle it; a later amendment has settled it."""
    if other.standing not in _UNSETTLED:
        return False
    if counted is None or counted.file.replaces == NO_HASH:
        return True
    return counted.file.as_of < other.file.as_of


def _doubt(
    line: FileLine, counted: FileLine | None, keys: Mapping[str, KeyLife]
) -> DeskError | None:
    life = keys[line.file.key_id]
    return doubt(line.file, line.standing, life, (counted.file,) if counted else ())
