"""From when on a ward owes totals, and on which days nothing is owed."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from tests.helpers.districts import (
    DISTRICT,
    NOW,
    START,
    SendingWard,
    deliver,
    enrol,
    month,
    open_again,
)
from tests.helpers.wards import FixedClock
from tthc_desk.app.district_wiring import DistrictDesk, make_district
from tthc_desk.domain.totals import Chain, Span, period_at
from tthc_desk.usecases.enrolment import EnrolWish
from tthc_desk.usecases.totals_facts import ConsolidatedFacts

OCTOBER = month(10)
WEEK = period_at(Chain.WEEKLY, date(2026, 11, 4))
TET = Span(date(2026, 2, 16), date(2026, 2, 22))
MAKE_UP_SATURDAY = date(2026, 8, 22)


def plainly(desk: DistrictDesk, *codes: str, until: date | None = None) -> list[SendingWard]:
    found = [SendingWard(code, f"phường {at}") for at, code in enumerate(codes)]
    for ward in found:
        wish = EnrolWish(ward.fingerprint, until=until)
        desk.enrolment.enrol(ward.key_file(), wish, desk.actor())
    return found


def report(
    desk: DistrictDesk, span: Span, chain: Chain | None = Chain.MONTHLY
) -> ConsolidatedFacts:
    return desk.reports.facts(span.first, span.last, desk.actor(), chain)


def states(desk: DistrictDesk, span: Span, chain: Chain = Chain.MONTHLY) -> dict[str, list[str]]:
    found = desk.board.status(chain, span.first, span.last)
    return {row.ward.code: [cell.state.value for cell in row.cells] for row in found.wards}


def test_a_ward_that_sent_nothing_is_named_though_it_was_enrolled_later(
    desk: DistrictDesk,
) -> None:
    first, second, silent = plainly(desk, "00001", "00002", "00003")
    deliver(desk, [first.send(OCTOBER), second.send(OCTOBER)])
    facts = report(desk, OCTOBER)
    assert facts.completeness == "2/3"
    assert [(ward.code, ward.missing) for ward in facts.incomplete] == [(silent.code, (OCTOBER,))]
    assert states(desk, Span(month(9).first, OCTOBER.last))[silent.code] == ["not_owed", "missing"]
    assert list(desk.store.verify()) == []


def test_the_order_of_arrival_does_not_change_what_is_owed(tmp_path: Path) -> None:
    answers = []
    for at, order in enumerate(permutations(range(3))):
        make_district(tmp_path / str(at), DISTRICT, FixedClock(NOW))
        desk = open_again(tmp_path / str(at))
        first, second, _ = plainly(desk, "00001", "00002", "00003")
        files = [first.send(month(9)), second.send(OCTOBER), first.send(OCTOBER)]
        deliver(desk, [files[place] for place in order])
        span = Span(month(8).first, OCTOBER.last)
        apart = [(ward.code, ward.missing) for ward in report(desk, span).incomplete]
        answers.append((states(desk, span), apart))
        desk.store.close()
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0]["00003"] == ["not_owed", "missing", "missing"]


def test_a_day_that_was_given_binds_whatever_others_sent(desk: DistrictDesk) -> None:
    (old,) = plainly(desk, "00001")
    new = SendingWard("00002", "phường Mới")
    enrol(desk, new, date(2026, 11, 1))
    deliver(desk, [old.send(OCTOBER)])
    assert report(desk, OCTOBER).completeness == "1/1"
    wish = EnrolWish(new.fingerprint, START)
    desk.enrolment.enrol(new.key_file(), wish, desk.actor())
    assert report(desk, OCTOBER).completeness == "1/2"


def test_the_month_of_enrolment_counts_when_it_is_earlier_than_every_file(
    desk: DistrictDesk,
) -> None:
    (ward,) = plainly(desk, "00001")
    (line,) = desk.enrolment.wards()
    assert (line.since, line.is_since_given) == (date(2026, 11, 1), False)
    assert states(desk, Span(OCTOBER.first, month(11).last))[ward.code] == ["not_owed", "not_due"]


def test_a_ward_that_had_ended_before_it_was_enrolled_owes_to_its_end(desk: DistrictDesk) -> None:
    plainly(desk, "00002", until=month(9).last)
    (old,) = plainly(desk, "00001")
    deliver(desk, [old.send(month(8)), old.send(month(9)), old.send(OCTOBER)])
    assert report(desk, OCTOBER).completeness == "1/1"
    assert states(desk, Span(month(8).first, OCTOBER.last))["00002"] == [
        *("missing", "missing", "not_owed")
    ]


# --- days off


@pytest.fixture
def daily(tmp_path: Path) -> DistrictDesk:
    made = replace(DISTRICT, chains=(Chain.DAILY,))
    make_district(tmp_path / "daily", made, FixedClock(NOW))
    return open_again(tmp_path / "daily")


def day(on: date) -> Span:
    return Span(on, on)


def test_a_week_of_five_working_days_is_whole(daily: DistrictDesk) -> None:
    whole, lacking = SendingWard("00001"), SendingWard("00002")
    for ward in (whole, lacking):
        enrol(daily, ward)
    monday = WEEK.first
    files = [whole.send(day(monday.replace(day=monday.day + at)), Chain.DAILY) for at in range(5)]
    deliver(daily, files)
    deliver(daily, [lacking.send(day(monday), Chain.DAILY)])
    facts = report(daily, WEEK, Chain.DAILY)
    assert facts.completeness == "1/2"
    assert [span.first.weekday() for span in facts.incomplete[0].missing] == [1, 2, 3, 4]
    assert facts.total.columns[4] == sum(sent.totals.measures.c7 for sent in files)
    assert states(daily, WEEK, Chain.DAILY)["00001"][5:] == ["not_owed", "not_owed"]
    daily.store.close()


def test_a_file_of_a_day_off_counts_and_stands_for_no_working_day(daily: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(daily, ward)
    monday = WEEK.first
    days = [monday.replace(day=monday.day + at) for at in (0, 1, 2, 3, 5)]
    files = [ward.send(day(on), Chain.DAILY) for on in days]
    deliver(daily, files)
    facts = report(daily, WEEK, Chain.DAILY)
    assert [span.first.weekday() for span in facts.incomplete[0].missing] == [4]
    saturday = day(days[-1])
    alone = report(daily, saturday, Chain.DAILY)
    assert alone.completeness == "1/1"
    assert alone.total.columns[4] == files[-1].totals.measures.c7
    daily.store.close()


def test_holidays_are_not_owed_and_make_up_saturdays_are(daily: DistrictDesk) -> None:
    enrol(daily, SendingWard("00001"))
    assert set(states(daily, TET, Chain.DAILY)["00001"]) == {"not_owed"}
    assert states(daily, day(MAKE_UP_SATURDAY), Chain.DAILY)["00001"] == ["missing"]
    (apart,) = report(daily, day(MAKE_UP_SATURDAY), Chain.DAILY).incomplete
    assert apart.missing == (day(MAKE_UP_SATURDAY),)
    assert report(daily, TET, Chain.DAILY).completeness == "0/0"
    daily.store.close()


def test_only_the_daily_chain_knows_days_off(desk: DistrictDesk) -> None:
    enrol(desk, SendingWard("00001"))
    assert states(desk, WEEK, Chain.WEEKLY)["00001"] == ["missing"]
