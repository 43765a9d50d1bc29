"""Periods of reports: calendar months, quarters and years, and those that end on the 14th."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_MONTHS = 12
_ROMAN = ("I", "II", "III", "IV")


class PeriodKind(StrEnum):
    """Kinds of periods; words of the command line.

    The kinds `…_15` run from the 15th of the month before to the 14th of their last month.
    Source: Nghị định 09/2019/NĐ-CP Art 12 (reports of a quarter and of a year).
    """

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    QUARTER_15 = "quarter-15"
    YEAR_15 = "year-15"


_LENGTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.YEAR: _MONTHS,
    PeriodKind.QUARTER_15: 3,
    PeriodKind.YEAR_15: _MONTHS,
}
_FROM_THE_15TH = frozenset({PeriodKind.QUARTER_15, PeriodKind.YEAR_15})


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """Days a report counts, both ends in it.

    Args:
        kind: None for days chosen freely.
        year, number: what it is called by: "Quý I năm 2026" begins on 15/12/2025 when it
            runs from the 15th. 0 for days chosen freely.
    """

    first: date
    last: date
    kind: PeriodKind | None = None
    year: int = 0
    number: int = 0

    @property
    def text(self) -> str:
        """Name it as reports do; empty for days chosen freely."""
        if self.kind is None:
            return ""
        if _LENGTHS[self.kind] == _MONTHS:
            return f"Năm {self.year}"
        name = (
            f"Quý {_ROMAN[self.number - 1]}" if _is_quarter(self.kind) else f"Tháng {self.number}"
        )
        return f"{name} năm {self.year}"


def period_at(kind: PeriodKind, day: date) -> ReportPeriod:
    """Give the period of a kind that holds a day.

    Raises:
        ValueError: in the first and the last year a calendar can have.
    """
    # From the 15th on a day belongs to the month that follows.
    late = kind in _FROM_THE_15TH and day.day >= 15
    return _numbered(kind, (_month_of(day) + late) // _LENGTHS[kind])


def period_before(period: ReportPeriod) -> ReportPeriod:
    """Give the period that ends on the day before; of the same length if it was chosen freely."""
    end = period.first - timedelta(1)
    if period.kind is not None:
        return period_at(period.kind, end)
    return ReportPeriod(end - (period.last - period.first), end)


def period_after(period: ReportPeriod) -> ReportPeriod:
    """Give the period that begins on the day after; of the same length if it was chosen freely."""
    begin = period.last + timedelta(1)
    if period.kind is not None:
        return period_at(period.kind, begin)
    return ReportPeriod(begin, begin + (period.last - period.first))


def named_period(first: date, last: date) -> ReportPeriod:
    """Recognise the period two days span, so that a report can say its name."""
    for kind in PeriodKind:
        found = period_at(kind, last)
        if (found.first, found.last) == (first, last):
            return found
    return ReportPeriod(first, last)


def _numbered(kind: PeriodKind, place: int) -> ReportPeriod:
    begin, length = place * _LENGTHS[kind], _LENGTHS[kind]
    year, month = divmod(begin, _MONTHS)
    if kind in _FROM_THE_15TH:
        first = _first_of(begin - 1).replace(day=15)
        last = _first_of(begin + length - 1).replace(day=14)
    else:
        first = _first_of(begin)
        last = _first_of(begin + length) - timedelta(1)
    return ReportPeriod(first, last, kind, year, month // length + 1)


def _is_quarter(kind: PeriodKind) -> bool:
    return kind in (PeriodKind.QUARTER, PeriodKind.QUARTER_15)


def _month_of(day: date) -> int:
    return day.year * _MONTHS + day.month - 1


def _first_of(month: int) -> date:
    year, rest = divmod(month, _MONTHS)
    return date(year, rest + 1, 1)
