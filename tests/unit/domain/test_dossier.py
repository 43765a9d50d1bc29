"""Ends compared with due days."""

from datetime import UTC, date, datetime

from tthc_desk.domain.dossier import Timeliness, local_day, timeliness

DUE = date(2026, 3, 9)


def test_an_end_is_compared_by_calendar_day() -> None:
    assert timeliness(date(2026, 3, 8), DUE) is Timeliness.EARLY
    assert timeliness(DUE, DUE) is Timeliness.ON_TIME
    assert timeliness(date(2026, 3, 10), DUE) is Timeliness.LATE


def test_without_a_due_day_an_end_is_on_time() -> None:
    assert timeliness(DUE, None) is Timeliness.ON_TIME


def test_a_day_begins_at_midnight_in_vietnam() -> None:
    assert local_day(datetime(2026, 3, 9, 17, 0, tzinfo=UTC)) == date(2026, 3, 10)
