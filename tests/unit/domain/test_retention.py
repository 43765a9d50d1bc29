"""Which backups stay: enough of the past, never none, whatever the clock says."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.domain.retention import ALL_KEPT, DAYS, MONTHS, WEEKS, kept
from tthc_desk.domain.workdays import VIETNAM

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM)
MOMENTS = st.lists(
    st.integers(-400 * 24 * 60, 3 * 365 * 24 * 60).map(lambda m: NOW - timedelta(minutes=m)),
    min_size=1,
    max_size=120,
)
CLOCKS = st.integers(-3650, 3650).map(lambda days: NOW + timedelta(days=days))


@given(MOMENTS, CLOCKS)
def test_the_newest_always_stays_and_nothing_is_made_up(
    moments: list[datetime], now: datetime
) -> None:
    staying = kept(moments, now)
    assert max(moments) in staying
    assert staying <= set(moments)


@given(MOMENTS, CLOCKS)
def test_all_of_two_days_and_all_of_the_future_stay(moments: list[datetime], now: datetime) -> None:
    assert {m for m in moments if m > now - ALL_KEPT} <= kept(moments, now)


@given(MOMENTS, CLOCKS)
def test_of_the_past_a_bounded_number_stays(moments: list[datetime], now: datetime) -> None:
    past = [m for m in kept(moments, now) if m <= now - ALL_KEPT]
    assert len(past) <= DAYS + WEEKS + MONTHS


@given(MOMENTS)
def test_a_clock_ten_years_ahead_leaves_the_newest_of_twelve_days(moments: list[datetime]) -> None:
    staying = kept(moments, NOW + timedelta(days=3653))
    days = sorted({m.date() for m in moments}, reverse=True)[:DAYS]
    assert {max(m for m in moments if m.date() == day) for day in days} <= staying


@given(MOMENTS, CLOCKS)
def test_what_stays_once_stays_when_asked_again(moments: list[datetime], now: datetime) -> None:
    staying = kept(moments, now)
    assert kept(staying, now) == staying


def test_a_year_of_daily_backups_becomes_days_weeks_and_months() -> None:
    moments = [NOW - timedelta(days=n) for n in range(365)]
    staying = sorted(kept(moments, NOW), reverse=True)
    assert staying[:DAYS] == moments[:DAYS]
    assert len({m.isocalendar()[:2] for m in staying}) >= WEEKS
    assert len({(m.year, m.month) for m in staying}) == MONTHS
    assert len(staying) <= DAYS + WEEKS + MONTHS
