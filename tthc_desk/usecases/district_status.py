"""Wards × periods: what came, what is missing, late, amended, disputed or refused."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.totals import Chain, Span, period_at, periods
from tthc_desk.domain.totals_chain import Break, ChainFile, Gap, chain_state
from tthc_desk.usecases.chain_settling import lives
from tthc_desk.usecases.day_tally import name_order
from tthc_desk.usecases.district_ports import (
    DistrictStore,
    FileLine,
    KeyLine,
    RefusalLine,
    WardLine,
)
from tthc_desk.usecases.owed import OwedDays, WorkDays, days_off, owed_days
from tthc_desk.usecases.ports import Clock
from tthc_desk.usecases.status_cells import CellRule, CellState, StatusCell, refused_by_place

__all__ = ["CellState", "DistrictStatus", "StatusBoard", "StatusCell", "WardStatus"]

_REFUSALS = 2000
_Line = TypeVar("_Line", FileLine, KeyLine)


@dataclass(frozen=True, slots=True)
class WardStatus:
    """One ward.

    Args:
        gaps: places of its keys that no file fills.
        breaks: counted periods that follow one another and do not agree.
        rewound: files that know fewer events than one before: the ward was restored.
    """

    ward: WardLine
    cells: tuple[StatusCell, ...]
    gaps: tuple[Gap, ...]
    breaks: tuple[Break, ...]
    rewound: tuple[ChainFile, ...]
    keys: tuple[KeyLine, ...]


@dataclass(frozen=True, slots=True)
class DistrictStatus:
    """All wards in the order of their names, every cell a period of one chain.

    Args:
        refusals: files that were not taken, newest first.
    """

    chain: Chain
    periods: tuple[Span, ...]
    wards: tuple[WardStatus, ...]
    refusals: tuple[RefusalLine, ...]

    def count(self, state: CellState) -> int:
        """Count the cells of a state."""
        return sum(cell.state is state for ward in self.wards for cell in ward.cells)


class StatusBoard:
    """Says how it stands with what the wards owe."""

    def __init__(self, store: DistrictStore, clock: Clock, works_on: WorkDays) -> None:
        self._store = store
        self._clock = clock
        self._works_on = works_on

    def status(
        self, chain: Chain | None = None, first: date | None = None, last: date | None = None
    ) -> DistrictStatus:
        """Give the matrix of a chain.

        Args:
            chain: None: the first one of the profile.
            first, last: any days of its first and last period; None: from January of last
                year, to the last period that is over.
        """
        queries = self._store.queries
        district, today = queries.district(), local_day(self._clock.now())
        kind = chain or district.chains[0]
        begin = first or date(today.year - 1, 1, 1)
        end = last or period_at(kind, today).first - timedelta(1)
        spans, refusals = tuple(periods(kind, begin, end)), queries.refusals(_REFUSALS)
        rule = CellRule(today, district.due_days, refused_by_place(refusals, kind))
        files, keys = _by_ward(queries.files(kind)), _by_ward(queries.ward_keys())
        wards = sorted(queries.wards(), key=lambda ward: name_order(ward.name))
        days = owed_days(wards, queries.counted_days(kind))
        off = days_off(kind, spans, self._works_on)
        owing = {code: _Owing(owed, off) for code, owed in days.items()}
        rows = (
            _row(rule, spans, ward, owing[ward.code], files[ward.code], keys[ward.code])
            for ward in wards
        )
        return DistrictStatus(kind, spans, tuple(rows), refusals)


def _by_ward(lines: Iterable[_Line]) -> Mapping[str, list[_Line]]:
    found = defaultdict[str, list[_Line]](list)
    for line in lines:
        found[line.ward_code].append(line)
    return found


@dataclass(frozen=True, slots=True)
class _Owing:
    """What one ward owes: its days without the days off."""

    days: OwedDays
    off: frozenset[date]

    def holds(self, span: Span) -> bool:
        """Say whether a period is owed."""
        return self.days.holds(span) and span.first not in self.off


def _row(
    rule: CellRule,
    spans: tuple[Span, ...],
    ward: WardLine,
    owing: _Owing,
    files: list[FileLine],
    keys: list[KeyLine],
) -> WardStatus:
    state = chain_state((line.file for line in files), lives(keys))
    of_span = defaultdict[Span, list[FileLine]](list)
    for line in files:
        of_span[line.file.span].append(line)
    return WardStatus(
        ward=ward,
        cells=tuple(
            rule.cell(ward.code, span, of_span[span], lives(keys), owed=owing.holds(span))
            for span in spans
        ),
        gaps=state.gaps,
        breaks=state.breaks,
        rewound=tuple(line.file for line in files if line.file.hash in state.rewound),
        keys=tuple(keys),
    )
