"""The opening hours of an office and what counts as working time inside them."""

from dataclasses import dataclass, field
from datetime import time

from tthc_desk.domain.errors import Code, DeskError


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Two blocks of a working day, in whole minutes of local time.

    The default stands for an office whose profile names no hours of its own.

    Args:
        fifteen_mark: paper received later is handed over the next working day
            (Nghị định 118/2025/NĐ-CP Art 18(2)); also the mark of same-day procedures.
    """

    morning_start: time = time(7, 30)
    morning_end: time = time(11, 30)
    afternoon_start: time = time(13, 30)
    afternoon_end: time = time(17, 0)
    fifteen_mark: time = time(15, 0)
    _marks: tuple[int, int, int, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        clocks = (self.morning_start, self.morning_end, self.afternoon_start, self.afternoon_end)
        opening, noon, back, closing = (_minute(clock) for clock in clocks)
        odd = any(clock.second or clock.microsecond or clock.tzinfo for clock in clocks)
        if odd or not opening < noon <= back < closing:
            raise DeskError(Code.PROFILE, field="office_hours")
        if not self.morning_start < self.fifteen_mark <= self.afternoon_end:
            raise DeskError(Code.PROFILE, field="fifteen_mark")
        object.__setattr__(self, "_marks", (opening, noon, back, closing))

    @property
    def minutes_a_day(self) -> int:
        """Working minutes of one whole day."""
        opening, noon, back, closing = self._marks
        return noon - opening + closing - back

    def into_hours(self, clock: time) -> time:
        """Move a clock time into opening hours, never to an earlier block.

        Before opening it is the opening, at lunch the afternoon opening, after closing the closing.
        """
        if clock <= self.morning_start:
            return self.morning_start
        if self.morning_end < clock < self.afternoon_start:
            return self.afternoon_start
        return min(clock, self.afternoon_end)

    def elapsed(self, clock: time) -> int:
        """Count the working minutes from opening to a clock time of the same day."""
        opening, noon, back, closing = self._marks
        minute = _minute(clock)
        return max(0, min(minute, noon) - opening) + max(0, min(minute, closing) - back)

    def clock_after(self, minutes: int) -> time:
        """Find the earliest clock time by which so many (0 to `minutes_a_day`) have passed."""
        opening, noon, back, _ = self._marks
        morning = noon - opening
        return _clock(opening + minutes if minutes <= morning else back + minutes - morning)
