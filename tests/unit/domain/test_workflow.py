"""Shares of a term: they add up, and end as the term itself is counted."""

from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.helpers.deadline_samples import CALENDAR, MOMENTS, SAME_DAY, at, calendar_days, days
from tests.helpers.procedures import a_procedure
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Channel, Term, TermUnit, WorkflowStep
from tthc_desk.domain.terms import term_end
from tthc_desk.domain.workflow import amount_text, fits, has_fitting_steps, share_end

DAYS, HOURS = TermUnit.WORKING_DAYS, TermUnit.WORKING_HOURS
WORKED = MOMENTS.filter(lambda moment: CALENDAR.is_working(moment.date()))
PARTS = st.integers(1, 60).map(lambda tenths: tenths * 10)


def step(hundredths: int) -> WorkflowStep:
    return WorkflowStep("Đơn vị thử", hundredths)


def end(hundredths: int, unit: TermUnit, *when: int) -> datetime | None:
    return share_end(step(hundredths), unit, at(*when), CALENDAR)


@given(MOMENTS, st.integers(1, 30), st.sampled_from((DAYS, HOURS, TermUnit.CALENDAR_DAYS)))
def test_a_step_that_has_the_whole_term_ends_with_it(
    handed_over: datetime, amount: int, unit: TermUnit
) -> None:
    found = share_end(step(amount * 100), unit, handed_over, CALENDAR)
    assert found == term_end(handed_over, Term(unit, amount), CALENDAR)


@given(WORKED, PARTS, PARTS, st.sampled_from((DAYS, HOURS)))
def test_two_steps_one_after_the_other_take_as_long_as_both_at_once(
    handed_over: datetime, first: int, second: int, unit: TermUnit
) -> None:
    middle = share_end(step(first), unit, handed_over, CALENDAR)
    assert middle is not None
    last = share_end(step(second), unit, middle, CALENDAR)
    both = share_end(step(first + second), unit, handed_over, CALENDAR)
    assert last is not None
    assert both is not None
    # The end of one day and the beginning of the next are one moment of work.
    assert CALENDAR.working_minutes(last, both) == 0


@given(WORKED, PARTS, PARTS)
@example(at(2025, 2, 3, 0, 0), 10, 90)
def test_a_longer_share_never_ends_earlier(handed_over: datetime, one: int, more: int) -> None:
    short = share_end(step(one), DAYS, handed_over, CALENDAR)
    long = share_end(step(one + more), DAYS, handed_over, CALENDAR)
    assert short is not None
    assert long is not None
    assert handed_over - timedelta(minutes=1) < short <= long


@pytest.mark.parametrize(
    ("hundredths", "unit", "handed_over", "expected"),
    [
        (50, DAYS, (2026, 3, 2, 8, 0), at(2026, 3, 2, 13, 45)),
        (250, DAYS, (2026, 3, 2, 8, 0), at(2026, 3, 4, 13, 45)),
        (50, DAYS, (2026, 3, 6, 16, 0), at(2026, 3, 9, 10, 15)),
        (100, DAYS, (2026, 1, 9, 8, 0), at(2026, 1, 10, 8, 0)),
        (150, HOURS, (2026, 3, 2, 11, 0), at(2026, 3, 2, 14, 30)),
        (200, TermUnit.CALENDAR_DAYS, (2026, 3, 5, 8, 0), at(2026, 3, 9, 8, 0)),
    ],
)
def test_a_share_is_counted_in_office_hours(
    hundredths: int, unit: TermUnit, handed_over: tuple[int, ...], expected: datetime
) -> None:
    assert end(hundredths, unit, *handed_over) == expected


@pytest.mark.parametrize(
    ("hundredths", "unit"),
    [(50, TermUnit.CALENDAR_DAYS), (50, TermUnit.SAME_DAY), (100, TermUnit.NONE)],
)
def test_what_nobody_can_say_is_not_said(hundredths: int, unit: TermUnit) -> None:
    assert end(hundredths, unit, 2026, 3, 2, 8, 0) is None


def test_part_of_a_day_handed_over_on_a_day_off_is_not_said() -> None:
    saturday = (2026, 3, 7, 9, 0)
    assert end(50, DAYS, *saturday) is None
    assert end(100, DAYS, *saturday) == term_end(at(*saturday), days(1), CALENDAR)


def test_a_year_that_is_not_loaded_is_refused() -> None:
    with pytest.raises(DeskError) as refused:
        end(500, DAYS, 2027, 12, 30, 8, 0)
    assert refused.value.code is Code.CALENDAR


@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=8), st.integers(1, 200))
def test_steps_fit_a_counted_term_of_their_sum_alone(parts: list[int], amount: int) -> None:
    steps = [step(part) for part in parts]
    assert fits(steps, days(amount)) is (sum(parts) == amount * 100)
    assert fits(steps, calendar_days(amount)) is (sum(parts) == amount * 100)
    assert fits(steps, SAME_DAY) is (sum(parts) <= 100)
    assert not fits(steps, Term(TermUnit.NONE))


def test_steps_fit_a_procedure_by_any_of_its_channels() -> None:
    terms = {Channel.IN_PERSON: days(5), Channel.ONLINE: days(3)}
    assert has_fitting_steps(a_procedure(terms=terms))
    assert has_fitting_steps(a_procedure(terms=terms, steps=(step(300),)))
    assert not has_fitting_steps(a_procedure(terms=terms, steps=(step(400),)))


@pytest.mark.parametrize(
    ("hundredths", "text"), [(50, "0,5"), (25, "0,25"), (5, "0,05"), (200, "2"), (1000, "10")]
)
def test_an_amount_is_written_as_people_do(hundredths: int, text: str) -> None:
    assert amount_text(hundredths) == text
