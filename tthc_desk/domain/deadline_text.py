"""The due moment and its reasons as one short Vietnamese paragraph, for a receipt or a screen."""

from collections.abc import Iterable
from datetime import datetime

from tthc_desk.domain.deadline_course import Course
from tthc_desk.domain.deadline_explanation import (
    FIXED_WORDS,
    WAIT_WORDS,
    ExplainedStep,
    clock,
    duration,
    explain,
    reason,
)
from tthc_desk.domain.procedure import TermUnit
from tthc_desk.domain.terms import same_day_limit
from tthc_desk.domain.workdays import WEEKDAYS, DayKind

_WEEKEND = frozenset({DayKind.WEEKEND, DayKind.RECEPTION_ONLY})
_IN_DAYS = frozenset({TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS})
_WEEKENDS_NAMED = 2  # more of them are only counted, so that a long term stays one paragraph


def describe(course: Course) -> str:
    """Word the deadline: the term, the days left out, the make-up days, the day it is due."""
    if course.due is None:
        return "Không hẹn ngày trả kết quả."
    steps = explain(course)
    parts = [*_left_out(course, steps), *_made_up(steps), *_waited(course)]
    due = f"{_fixed(course)} {clock(course.due.time())} {_day(course.due)}"
    head = f"{_head(course)}: {'; '.join([*parts, due])}."
    if course.waiting_for is None:
        return head
    return f"{head} Đang {WAIT_WORDS[course.waiting_for]}, thời gian chờ chưa tính."


def _fixed(course: Course) -> str:
    return "hẹn trả" if course.fixed_by is None else f"{FIXED_WORDS[course.fixed_by]}: trả"


def _head(course: Course) -> str:
    amount = course.term.amount
    since = "ngày bổ sung đủ hồ sơ" if course.restarted else "ngày tiếp nhận"
    moment = f"{clock(course.base.time())} {_day(course.base)}"
    match course.term.unit:
        case TermUnit.WORKING_DAYS:
            return f"{amount} ngày làm việc, tính từ sau {since} {_day(course.base)}"
        case TermUnit.CALENDAR_DAYS:
            return f"{amount} ngày, tính từ sau {since} {_day(course.base)}"
        case TermUnit.WORKING_HOURS:
            return f"{amount} giờ làm việc, tính từ {moment}"
        case TermUnit.SAME_DAY:
            return f"Trả trong ngày làm việc, {_same_day(course)}{moment}"
        case TermUnit.NONE:
            return f"Không có thời hạn, từ {since} {_day(course.base)}"


def _same_day(course: Course) -> str:
    words = "bổ sung đủ hồ sơ" if course.restarted else "tiếp nhận"
    limit = same_day_limit(course.term, course.calendar)
    if course.calendar.is_working(course.base.date()) and course.base.time() > limit:
        return f"{words} sau {clock(limit)}, lúc "
    return f"{words} lúc "


def _day(moment: datetime) -> str:
    return f"{WEEKDAYS[moment.weekday()]} {moment:%d/%m/%Y}"


def _left_out(course: Course, steps: tuple[ExplainedStep, ...]) -> list[str]:
    # The day of receipt is no day of a term in days, so it is not left out of it either.
    inner = steps[1:-1] if course.term.unit in _IN_DAYS else steps[:-1]
    runs = _runs(step for step in inner if not step.counted and not step.day.is_working)
    weekends = [run for run in runs if run[0].day.kind in _WEEKEND]
    few = len(weekends) <= _WEEKENDS_NAMED
    named = [_run(run) for run in runs if few or run[0].day.kind not in _WEEKEND]
    if not few:
        named.append(f"{sum(map(len, weekends))} ngày nghỉ cuối tuần")
    return [f"bỏ qua {', '.join(named)}"] if named else []


def _runs(steps: Iterable[ExplainedStep]) -> list[list[ExplainedStep]]:
    # Days in a row that have one reason.
    runs: list[list[ExplainedStep]] = []
    for step in steps:
        before = runs[-1][-1] if runs else None
        if before and (step.date - before.date).days == 1 and _kind(step) == _kind(before):
            runs[-1].append(step)
        else:
            runs.append([step])
    return runs


def _kind(step: ExplainedStep) -> str:
    return "" if step.day.kind in _WEEKEND else reason(step.day)


def _run(run: list[ExplainedStep]) -> str:
    names = ", ".join(dict.fromkeys(reason(step.day) for step in run))
    first, last = run[0].date, run[-1].date
    if first == last:
        return f"{first.day}/{first.month} ({names})"
    start = f"{first.day}" if first.month == last.month else f"{first.day}/{first.month}"
    return f"{start}–{last.day}/{last.month} ({names})"


def _made_up(steps: tuple[ExplainedStep, ...]) -> list[str]:
    days = [s.date for s in steps if s.counted and s.day.kind is DayKind.MAKE_UP]
    named = ", ".join(f"{on.day}/{on.month}" for on in days)
    return [f"tính {named} (làm bù)"] if named else []


def _waited(course: Course) -> list[str]:
    calendar = course.calendar
    total = sum(calendar.working_minutes(wait.start, wait.end) for wait in course.waits)
    if not total:
        return []
    days, rest = divmod(total, calendar.hours.minutes_a_day)
    words = ([f"{days} ngày làm việc"] if days else []) + ([duration(rest)] if rest else [])
    causes = ", ".join(dict.fromkeys(WAIT_WORDS[wait.cause] for wait in course.waits))
    return [f"không tính {' '.join(words)} {causes}"]
