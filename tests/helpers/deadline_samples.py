"""A small calendar, builders of deadline events, and strategies of receipts and terms."""

from datetime import date, datetime, time

from hypothesis import strategies as st

from tthc_desk.domain.deadlines import (
    Deadline,
    DeadlineEvent,
    EventKind,
    WaitCause,
    due,
    due_moment,
)
from tthc_desk.domain.procedure import DeadlineMode, Term, TermUnit
from tthc_desk.domain.workdays import (
    VIETNAM,
    Day,
    DayKind,
    OfficeHours,
    WorkCalendar,
    YearCalendar,
)

TET = "Tết Nguyên đán"
OFF = (
    (date(2025, 4, 26), DayKind.MAKE_UP, "Làm bù"),
    (date(2025, 4, 30), DayKind.HOLIDAY, "Ngày Chiến thắng"),
    (date(2025, 5, 1), DayKind.HOLIDAY, "Quốc tế Lao động"),
    (date(2025, 5, 2), DayKind.SWAPPED_OFF, "Nghỉ hoán đổi"),
    (date(2026, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch"),
    (date(2026, 1, 2), DayKind.SWAPPED_OFF, "Nghỉ hoán đổi"),
    (date(2026, 1, 10), DayKind.MAKE_UP, "Làm bù"),
    *((date(2026, 2, day), DayKind.HOLIDAY, TET) for day in range(16, 21)),
    (date(2026, 4, 26), DayKind.HOLIDAY, "Giỗ Tổ Hùng Vương"),
    (date(2026, 4, 27), DayKind.SUBSTITUTE_OFF, "Giỗ Tổ Hùng Vương"),
    (date(2026, 4, 30), DayKind.HOLIDAY, "Ngày Chiến thắng"),
    (date(2026, 5, 1), DayKind.HOLIDAY, "Quốc tế Lao động"),
    (date(2026, 6, 6), DayKind.RECEPTION_ONLY, "Sáng thứ Bảy"),
    (date(2026, 8, 22), DayKind.MAKE_UP, "Làm bù"),
    (date(2026, 8, 31), DayKind.SWAPPED_OFF, "Nghỉ hoán đổi"),
    (date(2026, 9, 1), DayKind.HOLIDAY, "Quốc khánh"),
    (date(2026, 9, 2), DayKind.HOLIDAY, "Quốc khánh"),
    (date(2026, 11, 24), DayKind.HOLIDAY, "Ngày Văn hóa Việt Nam"),
)
CALENDAR = WorkCalendar(
    OfficeHours(),
    {
        year: YearCalendar(year, tuple(Day(*off) for off in OFF if off[0].year == year))
        for year in (2025, 2026, 2027)
    },
)
RESTART, PAUSE = DeadlineMode.RESTART, DeadlineMode.PAUSE
SAME_DAY = Term(TermUnit.SAME_DAY)
FIFTEEN = Term(TermUnit.SAME_DAY, fifteen_mark=True)


def days(amount: int) -> Term:
    return Term(TermUnit.WORKING_DAYS, amount)


def calendar_days(amount: int) -> Term:
    return Term(TermUnit.CALENDAR_DAYS, amount)


def hours(amount: int) -> Term:
    return Term(TermUnit.WORKING_HOURS, amount)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=VIETNAM)  # type: ignore[misc,arg-type]


def start(*parts: int) -> DeadlineEvent:
    return DeadlineEvent(EventKind.START, at(*parts))


def wait(
    begin: datetime, end: datetime, cause: WaitCause = WaitCause.SUPPLEMENT
) -> tuple[DeadlineEvent, DeadlineEvent]:
    return (
        DeadlineEvent(EventKind.WAIT_BEGIN, begin, cause=cause),
        DeadlineEvent(EventKind.WAIT_END, end),
    )


def extension(when: datetime, new: datetime) -> DeadlineEvent:
    return DeadlineEvent(EventKind.EXTENSION, when, new)


def deadline(term: Term, *events: DeadlineEvent, mode: DeadlineMode = RESTART) -> Deadline:
    return due(events, term, mode, CALENDAR)


def due_of(term: Term, *received: int) -> datetime | None:
    return due_moment([start(*received)], term, RESTART, CALENDAR)


RECEIPT_DAYS = st.dates(date(2025, 1, 6), date(2026, 9, 30))
MOMENTS = st.builds(
    lambda on, minute: datetime.combine(on, time(minute // 60, minute % 60), VIETNAM),
    RECEIPT_DAYS,
    st.integers(0, 24 * 60 - 1),
)
AMOUNTS = st.integers(1, 60)
DAY_TERMS = st.builds(
    Term, st.sampled_from([TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS]), AMOUNTS
)
TERMS = st.one_of(
    DAY_TERMS, st.builds(hours, st.integers(1, 80)), st.sampled_from([SAME_DAY, FIFTEEN])
)
