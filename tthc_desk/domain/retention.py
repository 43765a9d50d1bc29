"""Which backups are kept: all of the last days, then one a day, a week, a month."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta

ALL_KEPT = timedelta(days=2)
DAYS, WEEKS, MONTHS = 12, 10, 9


def kept(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Choose what is kept of sound backups.

    Days, weeks and months are counted among those that have a backup, not back from now: a clock
    that runs ten years ahead leaves as many as a true one. What bears a later moment than now was
    made while a clock was wrong; it is kept and takes nobody's place.
    """
    newest_first = sorted(set(moments), reverse=True)
    past = [made for made in newest_first if made <= now]
    chosen = {made for made in newest_first if made > now - ALL_KEPT}
    for count, name in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        chosen |= _newest_of_each(past, count, name)
    return frozenset(chosen)


def _newest_of_each(
    newest_first: Iterable[datetime], count: int, name: Callable[[datetime], Hashable]
) -> set[datetime]:
    found: dict[Hashable, datetime] = {}
    for made in newest_first:
        found.setdefault(name(made), made)
    return set(list(found.values())[:count])


def _day(made: datetime) -> Hashable:
    return made.date()


def _week(made: datetime) -> Hashable:
    return made.isocalendar()[:2]


def _month(made: datetime) -> Hashable:
    return made.year, made.month
