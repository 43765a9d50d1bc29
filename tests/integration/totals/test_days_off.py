"""Days off of the daily chain: nobody misses them unless something was done."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.helpers.sending import Sender, sending_ward
from tthc_desk.domain.totals import Chain, Span

# The dossiers of the test ward come in on Monday 9 November and are done on Thursday.
MONDAY, NEXT_MONDAY = date(2026, 11, 9), date(2026, 11, 16)
SATURDAY, SUNDAY = date(2026, 11, 14), date(2026, 11, 15)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Sender]:
    with sending_ward(tmp_path / "ward") as found:
        yield found


def day(on: date) -> Span:
    return Span(on, on)


def listed(ward: Sender, first: date = MONDAY, last: date = NEXT_MONDAY) -> list[int]:
    lines = ward.desk.totals.calendar(Chain.DAILY, first, last)
    return [line.span.first.day for line in lines]


def test_a_weekend_on_which_nothing_was_done_is_left_out(ward: Sender) -> None:
    assert listed(ward) == [9, 10, 11, 12, 13, 16]


def test_a_holiday_is_left_out(ward: Sender) -> None:
    ward.correct(day(date(2025, 12, 31)))
    assert listed(ward, date(2025, 12, 31), date(2026, 1, 5)) == [31, 2, 5]


def test_a_day_off_that_was_sent_is_listed(ward: Sender) -> None:
    ward.send(day(SATURDAY), Chain.DAILY)
    assert listed(ward) == [9, 10, 11, 12, 13, 14, 16]


def test_a_day_off_on_which_something_was_done_is_listed_and_missed(ward: Sender) -> None:
    ward.send(day(date(2026, 11, 13)), Chain.DAILY)
    monday = ward.desk.totals.preview(Chain.DAILY, day(NEXT_MONDAY))
    assert monday.gaps == ()
    ward.correct(day(SATURDAY))
    assert listed(ward) == [9, 10, 11, 12, 13, 14, 16]
    monday = ward.desk.totals.preview(Chain.DAILY, day(NEXT_MONDAY))
    assert monday.gaps == (day(SATURDAY),)


def test_the_papers_of_a_file_name_no_day_off_either(ward: Sender) -> None:
    ward.send(day(date(2026, 11, 12)), Chain.DAILY)
    line = ward.send(day(NEXT_MONDAY), Chain.DAILY)
    assert ward.desk.totals_papers.note(line).gaps == (day(date(2026, 11, 13)),)
    assert ward.desk.totals_papers.sheet(line).gaps == (day(date(2026, 11, 13)),)


def test_weeks_and_months_know_no_days_off(ward: Sender) -> None:
    weeks = ward.desk.totals.calendar(Chain.WEEKLY, MONDAY, NEXT_MONDAY)
    assert len(weeks) == 2
