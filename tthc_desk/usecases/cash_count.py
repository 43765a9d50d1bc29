"""The cash of a closing: what each drawer must hold, what was counted, who answers for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tthc_desk.domain.day_closing import CashCount, Drawer, Taking, drawers
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.money import dong
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.text_input import clean_block, clean_line
from tthc_desk.usecases.lines import DayClosing
from tthc_desk.usecases.ward import Ward

REASON_LIMIT = 2000
THE_ONE = ""
"""Stands for a login where one amount was given and only one drawer took cash."""


@dataclass(frozen=True, slots=True)
class ClosingInput:
    """What an officer says along with a closing, raw.

    Args:
        counted: login (or `THE_ONE`) → cash counted.
        opening: login → opening cash, where it is not what the last closing left.
        handed_in: login → cash that leaves the drawer; nothing by default.
        second: login of the second officer; none for a lone officer on duty.
        reason: of a difference, and in place of the second name.
    """

    counted: Mapping[str, object] = field(default_factory=dict)
    opening: Mapping[str, object] = field(default_factory=dict)
    handed_in: Mapping[str, object] = field(default_factory=dict)
    second: object = None
    reason: object = None


def drawers_of(
    given: ClosingInput, takings: tuple[Taking, ...], last: DayClosing | None, ward: Ward
) -> tuple[Drawer, ...]:
    """List the drawers of a day; one holds at first what the last closing left in it.

    Raises:
        DeskError: OFFICER, MONEY.
    """
    left = {count.drawer.login: count.left_dong for count in last.cash} if last else {}
    typed = {login: left.get(login, 0) for login in given.counted if login}
    return drawers(takings, left, {**typed, **_amounts(given.opening, "opening_cash", ward)})


def count_cash(given: ClosingInput, found: tuple[Drawer, ...], ward: Ward) -> tuple[CashCount, ...]:
    """Read what was counted; a drawer without movement needs no count.

    Raises:
        DeskError: CASH_COUNT with the `drawers`, OFFICER, MONEY.
    """
    counted = _amounts(_named(given.counted, found, "cash"), "cash", ward)
    handed_in = _amounts(_named(given.handed_in, found, "handed_in"), "handed_in", ward)
    if any(one.moved and one.login not in counted for one in found):
        raise DeskError(Code.CASH_COUNT, "cash", drawers=found)
    counts = (
        CashCount(one, counted.get(one.login, one.computed_dong), handed_in.get(one.login, 0))
        for one in found
    )
    return tuple(map(_within_count, counts))


def answer_for(
    given: ClosingInput, counts: tuple[CashCount, ...], actor: Actor, ward: Ward
) -> tuple[str, str]:
    """Give second officer and reason; both are empty where nobody has to answer for anything.

    Raises:
        DeskError: REASON for a difference without one, SECOND when it is the same officer,
            OFFICER.
    """
    second = clean_line(given.second, "second", 60)
    if second:
        _check_officer(second, "second", ward)
    if second == actor.officer.login:
        raise DeskError(Code.SECOND, "second")
    reason = clean_block(given.reason, "reason", REASON_LIMIT)
    different = tuple(count for count in counts if count.difference_dong)
    if different and not reason:
        raise DeskError(Code.REASON, "reason", reason="difference", counts=different)
    return second, reason


def _amounts(given: Mapping[str, object], name: str, ward: Ward) -> dict[str, int]:
    for login in given:
        _check_officer(login, name, ward)
    return {login: dong(value, name) for login, value in given.items()}


def _check_officer(login: str, name: str, ward: Ward) -> None:
    if ward.officer_ever(login) is None:
        words = tuple(officer.login for officer in ward.officers)
        raise DeskError(Code.OFFICER, name, words=words)


def _named(given: Mapping[str, object], found: tuple[Drawer, ...], name: str) -> dict[str, object]:
    """Give an amount without a login to the one drawer that took cash."""
    if THE_ONE not in given:
        return dict(given)
    moved = [one.login for one in found if one.moved] or [one.login for one in found]
    if len(moved) != 1 or len(given) > 1:
        raise DeskError(Code.CASH_COUNT, name, reason="which", drawers=found)
    return {moved[0]: given[THE_ONE]}


def _within_count(count: CashCount) -> CashCount:
    if count.handed_in_dong > count.counted_dong:
        raise DeskError(Code.MONEY, "handed_in", high=count.counted_dong)
    return count
