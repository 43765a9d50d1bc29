"""Hand-over, late supplements, closing and announcement days."""

from datetime import date, datetime

import pytest

from tests.helpers.deadline_samples import (
    CALENDAR,
    at,
)
from tthc_desk.domain.watched_days import (
    handover_due,
    late_supplement,
    reappointment_notice_day,
    supplement_close_proposal_day,
)


def test_a_delay_is_announced_on_the_last_working_day_before() -> None:
    assert reappointment_notice_day(date(2026, 3, 9), CALENDAR) == date(2026, 3, 6)
    assert reappointment_notice_day(date(2026, 1, 12), CALENDAR) == date(2026, 1, 10)
    assert reappointment_notice_day(date(2026, 1, 5), CALENDAR) == date(2025, 12, 31)


def test_closing_is_proposed_on_the_working_day_after_fifteen_days() -> None:
    assert supplement_close_proposal_day(date(2026, 3, 27), CALENDAR) == date(2026, 4, 13)
    assert supplement_close_proposal_day(date(2026, 3, 2), CALENDAR) == date(2026, 3, 18)


def test_a_supplement_is_late_after_the_third_working_day() -> None:
    received = at(2026, 3, 5, 16, 0)
    assert not late_supplement(at(2026, 3, 10, 23, 0), received, CALENDAR)
    assert late_supplement(at(2026, 3, 11, 0, 0), received, CALENDAR)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ((2026, 3, 6, 15, 0), at(2026, 3, 6, 17, 0)),
        ((2026, 3, 6, 15, 1), at(2026, 3, 9, 7, 30)),
        ((2026, 3, 7, 9, 0), at(2026, 3, 9, 7, 30)),
        ((2026, 1, 10, 9, 0), at(2026, 1, 10, 17, 0)),
    ],
)
def test_paper_is_handed_over_the_same_day_or_at_the_next_opening(
    received: tuple[int, ...], expected: datetime
) -> None:
    assert handover_due(at(*received), CALENDAR) == expected
