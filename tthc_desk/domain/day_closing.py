"""Closing a business day: which day an act is counted in, which days wait, what cash must be."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tthc_desk.domain.dossier import Dossier
from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.workdays import WorkCalendar

CASH, TRANSFER = "cash", "transfer"
_DAY = timedelta(1)


def business_day(
    local_day: date, closed_through: date | None, calendar: Callable[[], WorkCalendar]
) -> date:
    """Give the day an act is counted in: its own, or the first open one after the last closing.

    Args:
        local_day: calendar day of the act in Vietnam.
        closed_through: the last closed day; days off before it are closed with it.
        calendar: asked only when the day is closed.
    """
    if closed_through is None or local_day > closed_through:
        return local_day
    return _next_open(closed_through, calendar())


def _next_open(after: date, calendar: WorkCalendar) -> date:
    """Find the next day on which the counter opens; the very next one if the year is unknown."""
    day = after + _DAY
    try:
        while not calendar.day(day).reception_open:
            day += _DAY
    except DeskError:
        # An act must not fail because nobody has loaded next year's calendar yet.
        return after + _DAY
    return day


def waiting_days(
    first: date,
    closed_through: date | None,
    today: date,
    calendar: WorkCalendar,
    worked: Iterable[date],
) -> tuple[date, ...]:
    """List the days that are still to be closed, in the order in which they must be.

    Args:
        first: the ward's first day of work.
        worked: days on which something was counted, days off among them.

    Raises:
        DeskError: CALENDAR for a year that is not loaded.
    """
    begin = first if closed_through is None else closed_through + _DAY
    days = {day for day in worked if begin <= day <= today}
    passed = (today - begin).days + 1
    candidates = (begin + timedelta(offset) for offset in range(passed))
    days.update(day for day in candidates if calendar.is_working(day))
    return tuple(sorted(days))


@dataclass(frozen=True, slots=True)
class Taking:
    """Money of one officer, one day and one way of paying; all amounts in đồng.

    Args:
        refunded_dong: what was given back, as a positive amount.
    """

    login: str
    method: str
    collected_dong: int
    refunded_dong: int


@dataclass(frozen=True, slots=True)
class Drawer:
    """What one cashier's cash drawer must hold at closing, in đồng.

    Args:
        opening_dong: what it held before the first payment.
        refunded_dong: what was given back, as a positive amount.
    """

    login: str
    opening_dong: int
    collected_dong: int
    refunded_dong: int

    @property
    def computed_dong(self) -> int:
        """Give what it must hold."""
        return self.opening_dong + self.collected_dong - self.refunded_dong

    @property
    def moved(self) -> bool:
        """Tell whether cash was taken or given back."""
        return bool(self.collected_dong or self.refunded_dong)


@dataclass(frozen=True, slots=True)
class CashCount:
    """A drawer as it was counted at closing, in đồng.

    Args:
        handed_in_dong: what leaves the drawer with the closing.
    """

    drawer: Drawer
    counted_dong: int
    handed_in_dong: int

    @property
    def difference_dong(self) -> int:
        """Give counted less computed: negative when money is missing."""
        return self.counted_dong - self.drawer.computed_dong

    @property
    def left_dong(self) -> int:
        """Give what stays in the drawer: the next opening cash."""
        return self.counted_dong - self.handed_in_dong


def drawers(
    takings: Iterable[Taking], left: Mapping[str, int], typed: Mapping[str, int]
) -> tuple[Drawer, ...]:
    """List the cash drawers of a day, by login: all that hold, took or gave cash.

    Args:
        left: login → what the last closing left in the drawer.
        typed: login → opening cash an officer typed instead.
    """
    cash = {taking.login: taking for taking in takings if taking.method == CASH}
    opening = {**left, **typed}
    made = (
        Drawer(login, opening.get(login, 0), taken.collected_dong, taken.refunded_dong)
        for login in sorted({*cash, *opening})
        for taken in (cash.get(login, Taking(login, CASH, 0, 0)),)
    )
    return tuple(one for one in made if one.moved or one.opening_dong or one.login in typed)


@dataclass(frozen=True, slots=True)
class DayCount:
    """What one day adds up to, counted from dossiers as their events tell them.

    Args:
        in_hand_change: dossiers in hand at the end of the day, less those that were in hand
            when the day before was closed.
        takings: by login and method, in order; nothing for who took nothing.
    """

    received: int
    finished: int
    delivered: int
    in_hand_change: int
    takings: tuple[Taking, ...]


def is_open_at(dossier: Dossier | None, day: date) -> bool:
    """Tell whether a dossier is in hand at the end of a day: received, not ended, counted."""
    if dossier is None or dossier.voided or not dossier.facts["counted"]:
        return False
    ended = dossier.ending is not None and dossier.ending.day <= day
    return dossier.received_day <= day and not ended


def count_day(
    touched: Iterable[tuple[Dossier, Dossier | None]], day: date, day_before: date | None
) -> DayCount:
    """Count a day once more, from dossiers and nothing else.

    Args:
        touched: each dossier that something was counted of since the closing before: as it is
            now, and as it was known at that closing (None: not yet).
        day_before: the day that was closed before; None for the first closing.
    """
    received = finished = delivered = change = 0
    takings: dict[tuple[str, str], tuple[int, int]] = {}
    for dossier, before in touched:
        counted = bool(dossier.facts["counted"]) and not dossier.voided
        opened = not dossier.facts.get("opening")
        received += counted and opened and dossier.received_day == day
        finished += counted and dossier.ending is not None and dossier.ending.day == day
        delivered += counted and dossier.delivered_day == day
        was_open = day_before is not None and is_open_at(before, day_before)
        change += is_open_at(dossier, day) - was_open
        _add_takings(takings, dossier, day)
    taken = tuple(Taking(*key, *sums) for key, sums in sorted(takings.items()))
    return DayCount(received, finished, delivered, change, taken)


def _add_takings(
    takings: dict[tuple[str, str], tuple[int, int]], dossier: Dossier, day: date
) -> None:
    for paid in dossier.payments:
        amount = paid.charge_dong + paid.fee_dong
        if paid.day == day and amount:
            taken, back = takings.get((paid.officer, paid.method), (0, 0))
            sums = (taken + max(amount, 0), back + max(-amount, 0))
            takings[paid.officer, paid.method] = sums
