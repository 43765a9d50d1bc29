"""The measures of form II.06a: what adds up in one period and over several."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.domain.tally import Measures, add_up, join_periods

_counts = st.integers(0, 100_000)
rows = st.builds(Measures, _counts, _counts, _counts, _counts, _counts, _counts, _counts, _counts)


@st.composite
def lives(draw: st.DrawFn) -> tuple[list[tuple[int, int, int]], list[int]]:
    """Give (day in, day out or beyond the end, when) of dossiers, and the ends of periods."""
    days = st.integers(0, 60)
    found = draw(st.lists(st.tuples(days, days, st.sampled_from((8, 9, 10))), max_size=30))
    ends = draw(st.lists(st.integers(1, 50), min_size=1, max_size=4, unique=True).map(sorted))
    return [(a, max(a, b), when) for a, b, when in found], ends


def count(dossiers: list[tuple[int, int, int]], first: int, last: int) -> Measures:
    """Count a period straight from the rule, late ones left aside."""
    open_before = [d for d in dossiers if d[0] < first <= d[1]]
    received = [d for d in dossiers if first <= d[0] <= last]
    ended = [d for d in open_before + received if d[1] <= last]
    left = len(open_before) + len(received) - len(ended)
    early, on_time, late = (sum(d[2] == when for d in ended) for when in (8, 9, 10))
    return Measures(0, len(received), len(open_before), early, on_time, late, left, 0)


@given(rows)
def test_sums_are_sums(row: Measures) -> None:
    columns = row.columns()
    assert list(columns) == [str(n) for n in range(3, 14)]
    assert columns["3"] == columns["4"] + columns["5"] + columns["6"]
    assert columns["7"] == columns["8"] + columns["9"] + columns["10"]
    assert columns["11"] == columns["12"] + columns["13"]
    assert row.holds == (columns["3"] == columns["7"] + columns["11"])


@given(st.lists(rows, max_size=6))
def test_rows_of_one_period_add_up_column_by_column(found: list[Measures]) -> None:
    total = add_up(found)
    for name, figure in total.columns().items():
        assert figure == sum(row.columns()[name] for row in found)


@given(lives())
def test_periods_joined_equal_the_whole_counted_at_once(
    lives: tuple[list[tuple[int, int, int]], list[int]],
) -> None:
    dossiers, ends = lives
    starts = [0, *(end + 1 for end in ends[:-1])]
    periods = [count(dossiers, a, b) for a, b in zip(starts, ends, strict=True)]
    assert join_periods(periods) == count(dossiers, 0, ends[-1])
    assert all(p.holds for p in periods)
    for before, after in itertools.pairwise(periods):
        assert after.c6 == before.c11


def test_joining_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no period"):
        join_periods(())


def test_the_worked_example_joins_to_both_months() -> None:
    march = Measures(0, 5, 0, 1, 1, 0, 2, 1)
    april = Measures(0, 1, 3, 1, 2, 1, 0, 0)
    both = join_periods((march, april))
    assert both == Measures(0, 6, 0, 2, 3, 1, 0, 0)
    assert (march.c3, march.c7, march.c11) == (5, 2, 3)
    assert (april.c3, april.c7, april.c11) == (4, 4, 0)
    assert (both.c3, both.c7, both.c11) == (6, 6, 0)
    assert all(row.holds for row in (march, april, both))
