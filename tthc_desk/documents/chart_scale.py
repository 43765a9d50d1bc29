"""The figures at the side of a chart, and the days gathered under one mark."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

_MOST_TICKS = 5
_MOST_DAYS = 45
_MOST_WEEKS = 54

Day = tuple[date, int, int]


class Step(Enum):
    """What one mark of a chart stands for, as its title says."""

    DAY = "theo ngày"
    WEEK = "theo tuần (từ thứ Hai)"
    MONTH = "theo tháng"


@dataclass(frozen=True, slots=True)
class Span:
    """Days under one mark, and what was received and finished in them."""

    first: date
    last: date
    received: int
    finished: int

    @property
    def days(self) -> int:
        """Count its calendar days."""
        return (self.last - self.first).days + 1


def gathered(days: Iterable[Day]) -> tuple[Step, tuple[Span, ...]]:
    """Leave up to 45 days apart, gather those of a year in weeks, of a longer time in months."""
    ordered = sorted(days)
    if len(ordered) <= _MOST_DAYS:
        return Step.DAY, _spans(ordered, lambda day: day)
    weeks = _spans(ordered, lambda day: day - timedelta(day.weekday()))
    if len(weeks) <= _MOST_WEEKS:
        return Step.WEEK, weeks
    return Step.MONTH, _spans(ordered, lambda day: day.replace(day=1))


def ticks(most: int) -> tuple[int, ...]:
    """List the round figures from 0 up to one that is not below the highest value."""
    step = _step(most)
    return tuple(range(0, max(1, -(-most // step)) * step + 1, step))


def _step(most: int) -> int:
    power = 1
    while True:
        for factor in (1, 2, 5):
            if most <= factor * power * _MOST_TICKS:
                return factor * power
        power *= 10


def _spans(days: Iterable[Day], start: Callable[[date], date]) -> tuple[Span, ...]:
    groups: dict[date, list[Day]] = {}
    for day in days:
        groups.setdefault(start(day[0]), []).append(day)
    return tuple(
        Span(group[0][0], group[-1][0], sum(d[1] for d in group), sum(d[2] for d in group))
        for group in groups.values()
    )
