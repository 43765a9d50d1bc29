"""Why a dossier is due when it is, calendar day by calendar day, in Vietnamese."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tthc_desk.domain.deadline_course import Course, DueReason, WaitCause
from tthc_desk.domain.procedure import TermUnit
from tthc_desk.domain.terms import leave_out, same_day_limit, term_end
from tthc_desk.domain.workdays import VIETNAM, WEEKDAYS, Day, DayKind, WorkCalendar

WAIT_WORDS = {
    WaitCause.SUPPLEMENT: "chờ bổ sung hồ sơ",
    WaitCause.OBLIGATION: "chờ thực hiện nghĩa vụ tài chính",
}
FIXED_WORDS = {
    DueReason.START: "hẹn theo giấy tiếp nhận đã in",
    DueReason.RESTART: "hẹn theo giấy tiếp nhận đã in",
    DueReason.PAUSE: "hẹn theo giấy tiếp nhận đã in",
    DueReason.EXTENSION: "hẹn lại (gia hạn một lần)",
    DueReason.CALENDAR_CHANGE: "dời ngày hẹn do lịch làm việc thay đổi",
}


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """One calendar day of a term.

    Args:
        counted: the day (or, for working hours, a part of it) belongs to the term.
        number: which counted day of the term it is, 0 for a day that is not one.
        text: what happens to the day, to be read after its date.
        day: the day in the calendar of the office.
    """

    date: date
    counted: bool
    number: int
    text: str
    day: Day

    def line(self) -> str:
        """Word the step with its date: "thứ Năm 01/01/2026: không tính: nghỉ lễ …"."""
        return f"{WEEKDAYS[self.date.weekday()]} {self.date:%d/%m/%Y}: {self.text}"


def reason(day: Day) -> str:
    """Word shortly what is special about a day; empty for a plain working day."""
    match day.kind:
        case DayKind.WORKING:
            return ""
        case DayKind.MAKE_UP:
            return "làm bù"
        case DayKind.SWAPPED_OFF:
            return "hoán đổi"
        case DayKind.SUBSTITUTE_OFF:
            return f"nghỉ bù {day.name}"
        case DayKind.RECEPTION_ONLY:
            return f"{day.name}, chỉ tiếp nhận"
        case DayKind.HOLIDAY | DayKind.WEEKEND:
            return day.name


def _why(day: Day) -> str:
    # The day list has room for the full words.
    match day.kind:
        case DayKind.HOLIDAY:
            return f"nghỉ lễ {day.name}"
        case DayKind.SWAPPED_OFF:
            return "nghỉ hoán đổi"
        case _:
            return reason(day)


def clock(at: time) -> str:
    """Word a clock time as official papers do: "16 giờ 30"."""
    return f"{at.hour} giờ {at.minute:02d}"


def duration(minutes: int) -> str:
    """Word a length of working time: "3 giờ 30 phút"."""
    hours, rest = divmod(minutes, 60)
    words = [f"{hours} giờ"] if hours else []
    return " ".join(words + ([f"{rest} phút"] if rest or not hours else []))


def explain(course: Course) -> tuple[ExplainedStep, ...]:
    """List every calendar day from the start of the term in force to the day it is due.

    Empty when nothing is due.
    """
    if course.due is None:
        return ()
    steps = tuple(_computed(course))
    return (*steps, *_waited(course, steps)) if course.fixed_by is None else _fixed(course, steps)


def _computed(course: Course) -> Iterator[ExplainedStep]:
    if course.term_end is None:
        return
    if course.term.unit is TermUnit.WORKING_HOURS:
        yield from _hours(course, course.term_end)
    elif course.term.unit is TermUnit.SAME_DAY:
        yield from _same_day(course)
    else:
        words = "ngày bổ sung đủ hồ sơ" if course.restarted else "ngày tiếp nhận"
        yield _step(course, course.base.date(), f"{words}, không tính")
        days = _working_days if course.term.unit is TermUnit.WORKING_DAYS else _calendar_days
        yield from days(course)


def _working_days(course: Course) -> Iterator[ExplainedStep]:
    numbers = dict(_completions(course))
    for on in _days(course.base.date() + timedelta(days=1), max(numbers)):
        day = course.calendar.day(on)
        note = _why(day)
        if on in numbers:
            tail = f" ({note})" if note else ""
            yield ExplainedStep(
                on, True, numbers[on], f"ngày làm việc thứ {numbers[on]}{tail}", day
            )
        else:
            yield ExplainedStep(on, False, 0, f"không tính: {note or _waits(course)}", day)


def _completions(course: Course) -> Iterator[tuple[date, int]]:
    # The day on which each working day of the term is complete, waits before it left out.
    calendar = course.calendar
    start, at = course.base.date(), calendar.hours.into_hours(course.base.time())
    for number in range(1, course.term.amount):
        end = datetime.combine(calendar.add_working_days(start, number), at, VIETNAM)
        for wait in course.waits:
            if wait.start < end:
                minutes = calendar.working_minutes(wait.start, wait.end)
                end = leave_out(end, minutes, calendar)
        yield end.date(), number
    if course.term_end is not None:
        yield course.term_end.date(), course.term.amount


def _calendar_days(course: Course) -> Iterator[ExplainedStep]:
    start = course.base.date()
    last = start + timedelta(days=course.term.amount)
    for number, on in enumerate(_days(start + timedelta(days=1), last), 1):
        day = course.calendar.day(on)
        note = _why(day)
        tail = f" ({note})" if note else ""
        yield ExplainedStep(on, True, number, f"ngày thứ {number}{tail}", day)
    rolled = course.calendar.on_or_after(last)
    for on in _days(last + timedelta(days=1), rolled):
        words = "" if on != rolled else "ngày làm việc kế tiếp của ngày cuối"
        yield _step(course, on, words)


def _hours(course: Course, end: datetime) -> Iterator[ExplainedStep]:
    number = 0
    for on in _days(course.base.date(), end.date()):
        minutes = _term_minutes(course, on, end)
        number += minutes > 0
        words = f"tính {duration(minutes)}" if minutes else _no_hours(course, on)
        day = course.calendar.day(on)
        yield ExplainedStep(on, minutes > 0, number if minutes else 0, words, day)


def _term_minutes(course: Course, on: date, end: datetime) -> int:
    midnight = datetime.combine(on, time.min, VIETNAM)
    first, last = max(midnight, course.base), min(midnight + timedelta(days=1), end)
    minutes = course.calendar.working_minutes(first, last)
    for wait in course.waits:
        left, right = max(first, wait.start), min(last, wait.end)
        minutes -= course.calendar.working_minutes(left, right) if left < right else 0
    return minutes


def _no_hours(course: Course, on: date) -> str:
    note = _why(course.calendar.day(on))
    if not note and on == course.base.date():
        note = "tiếp nhận khi hết giờ làm việc"
    return f"không tính: {note or _waits(course)}"


def _same_day(course: Course) -> Iterator[ExplainedStep]:
    end = term_end(course.base, course.term, course.calendar)
    received, last = course.base.date(), end.date() if end else course.base.date()
    for on in _days(received, last):
        day = course.calendar.day(on)
        if on == last:
            words = "trả trong ngày tiếp nhận" if on == received else "trả trong ngày làm việc này"
            yield ExplainedStep(on, True, 1, words, day)
        elif day.is_working:
            limit = clock(same_day_limit(course.term, course.calendar))
            yield _step(course, on, f"không tính: tiếp nhận sau {limit}")
        else:
            yield _step(course, on)


def _waited(course: Course, steps: tuple[ExplainedStep, ...]) -> Iterator[ExplainedStep]:
    # Days that only the time left out has added behind the term.
    if steps and course.due is not None:
        for on in _days(steps[-1].date + timedelta(days=1), course.due.date()):
            yield _step(course, on, f"bù thời gian {_waits(course)}")


def _fixed(course: Course, steps: tuple[ExplainedStep, ...]) -> tuple[ExplainedStep, ...]:
    if course.due is None or course.fixed_by is None:
        return steps
    last = course.due.date()
    kept = tuple(step for step in steps if step.date < last)
    follow = kept[-1].date + timedelta(days=1) if kept else last
    between = (_step(course, on, "trước ngày hẹn") for on in _days(follow, last) if on != last)
    return (*kept, *between, _step(course, last, FIXED_WORDS[course.fixed_by]))


def _step(course: Course, on: date, words: str = "") -> ExplainedStep:
    # A day off keeps its own reason unless it is the day of receipt or the day due.
    day = _day(course.calendar, on)
    ends = course.due is not None and on == course.due.date()
    plain = not day.is_working and on != course.base.date() and not ends
    text = f"không tính: {_why(day)}" if plain or not words else words
    return ExplainedStep(on, False, 0, text, day)


def _day(calendar: WorkCalendar, on: date) -> Day:
    # A person may name a date in a year that is not loaded yet.
    if on.year in calendar.years:
        return calendar.day(on)
    return Day(on, DayKind.WORKING, WEEKDAYS[on.weekday()])


def _waits(course: Course) -> str:
    causes = dict.fromkeys(WAIT_WORDS[wait.cause] for wait in course.waits)
    return ", ".join(causes)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
