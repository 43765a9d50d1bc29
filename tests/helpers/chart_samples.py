"""Facts of charts of a period, ordinary and at their worst."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.helpers import paper_samples as samples
from tthc_desk.documents.chart_scale import Day
from tthc_desk.usecases.report_facts import PeriodChartFacts, ReportHead

SUNDAY = date(2026, 11, 1)
LONG = "Hoạt động xây dựng, quy hoạch và kiến trúc theo phân cấp của thành phố, số"


def make_days(count: int = 30, first: date = SUNDAY, scale: int = 1) -> tuple[Day, ...]:
    """Make days whose figures differ from each other."""
    return tuple(
        (first + timedelta(at), (at * 7 % 31 + 1) * scale, (at * 5 % 29 + 1) * scale)
        for at in range(count)
    )


def make_fields(count: int) -> tuple[tuple[str, int, int, int], ...]:
    """Make fields with long names, no two figures of which are equal."""
    return tuple((f"{LONG} {at}", 100 + at, 200 + at, 300 + at) for at in range(count))


def make_facts(day_count: int = 30, field_count: int = 6, **changes: Any) -> PeriodChartFacts:
    """Make the facts of so many days and fields."""
    head = ReportHead(
        samples.make_letterhead(),
        SUNDAY,
        SUNDAY + timedelta(max(day_count, 1) - 1),
        samples.MORNING,
        "Phạm Thị Cán Bộ Thử",
        chain_head="9f2c4e01ab77d350",
    )
    facts = PeriodChartFacts(
        head=head,
        days=make_days(day_count),
        timeliness=(612, 380, 3),
        fields=make_fields(field_count),
        ageing=(("Dưới 5 ngày", 18), ("5–10 ngày", 21), ("Trên 10 ngày", 14)),
    )
    return replace(facts, **changes)


EDGES = {
    "month": make_facts(),
    "nothing": make_facts(0, 0, timeliness=(0, 0, 0), ageing=()),
    "zeros": make_facts(
        days=tuple((day, 0, 0) for day, *_ in make_days(3)),
        timeliness=(0, 0, 0),
        fields=(("Hộ tịch", 0, 0, 0),),
        ageing=(("Dưới 5 ngày", 0),),
    ),
    "one day": make_facts(1, 1),
    "a week": make_facts(7),
    "45 days": make_facts(45),
    "46 days": make_facts(46),
    "leap year": make_facts(366, 30),
    "three years": make_facts(1096, 2),
    "millions": replace(
        make_facts(31, 3),
        days=make_days(31, scale=1_000_000),
        timeliness=(1_000_000, 2_000_000, 1),
        fields=((LONG, 1_000_000, 1, 1_000_000), ("Hộ tịch", 0, 2, 3)),
        ageing=(("Dưới 5 ngày", 1_000_000), ("Trên 5 ngày", 1)),
    ),
    "one giant": replace(
        make_facts(20), days=(*make_days(19), (SUNDAY + timedelta(19), 1_000_000, 1))
    ),
    "80 fields": make_facts(30, 80),
}
