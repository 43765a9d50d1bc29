"""The report over all wards, and the matrix of what is owed."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.helpers.districts import (
    DISTRICT,
    NOW,
    START,
    SendingWard,
    Sent,
    deliver,
    enrol,
    month,
    new_district,
    open_again,
)
from tests.helpers.wards import FixedClock
from tthc_desk.app.district_wiring import DistrictDesk, make_district
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.totals import Chain, TotalsNotes, TotalsRow, period_at, periods
from tthc_desk.usecases.district_status import CellState
from tthc_desk.usecases.totals_facts import ConsolidatedFacts


def wards_of(desk: DistrictDesk, *codes: str, since: date = START) -> list[SendingWard]:
    found = [
        SendingWard(code, f"phường {name}") for code, name in zip(codes, "ABCDE", strict=False)
    ]
    for ward in found:
        enrol(desk, ward, since)
    return found


def report(desk: DistrictDesk, first: int, last: int) -> ConsolidatedFacts:
    return desk.reports.facts(month(first).first, month(last).last, desk.actor())


def states(desk: DistrictDesk, first: int = 1, last: int = 10) -> dict[str, list[str]]:
    status = desk.board.status(Chain.MONTHLY, month(first).first, month(last).last)
    return {row.ward.code: [cell.state.value for cell in row.cells] for row in status.wards}


def row(c5: int, c6: int, c8: int, c12: int, opening: int = 0) -> tuple[TotalsRow, ...]:
    return (
        TotalsRow("Hộ tịch", "1.1", "Khai sinh", c5=c5, c6=c6, c8=c8, c12=c12, opening=opening),
    )


def test_a_ward_that_lacks_a_month_stands_apart_and_is_not_added(desk: DistrictDesk) -> None:
    whole, lacking, silent = wards_of(desk, "00001", "00002", "00003")
    files = whole.year(range(1, 4))
    deliver(desk, files)
    january, _, march = lacking.year(range(1, 4))
    deliver(desk, [january, march])
    facts = report(desk, 1, 3)
    assert (facts.completeness, facts.expected) == ("1/3", 3)
    assert [w.code for w in facts.wards] == ["00001"]
    apart = {w.code: w for w in facts.incomplete}
    assert apart["00002"].missing == (month(2),)
    assert (apart["00002"].has_first, apart["00002"].has_last) == (True, True)
    came = [january.totals.measures, march.totals.measures]
    assert apart["00002"].row.columns[2] == sum(m.c5 for m in came)
    assert apart[silent.code].missing == (month(1), month(2), month(3))
    assert not apart[silent.code].has_first
    assert facts.total.columns[2] == sum(sent.totals.measures.c5 for sent in files)
    assert facts.gaps == (f"phường B: chưa nhận tệp số 2 của khóa {lacking.key_id}.",)


def test_what_comes_over_is_that_of_the_first_month_with_later_opening_balances(
    desk: DistrictDesk,
) -> None:
    (ward,) = wards_of(desk, "00001")
    files = [
        ward.send(month(1), rows=row(10, 3, 9, 4)),
        ward.send(month(2), rows=row(5, 6, 7, 4, opening=2)),
        ward.send(month(3), rows=row(0, 4, 1, 3)),
    ]
    deliver(desk, files)
    facts = report(desk, 1, 3)
    assert facts.head.broken == ()
    # (3) … (13): 15 received, 3 + 2 came over, 17 done, 3 left.
    assert facts.total.columns == (20, 0, 15, 5, 17, 17, 0, 0, 3, 3, 0)
    assert facts.fields[0].columns == facts.total.columns
    assert facts.percent == "85,00%"


def test_the_share_is_cut_and_never_rounded_up(desk: DistrictDesk) -> None:
    (ward,) = wards_of(desk, "00001")
    deliver(desk, [ward.send(month(1), rows=row(98_840, 0, 98_424, 416))])
    assert report(desk, 1, 1).percent == "99,57%"


def test_a_ward_enrolled_later_owes_nothing_before(desk: DistrictDesk) -> None:
    (old,) = wards_of(desk, "00001")
    new = SendingWard("00002", "phường Z")
    enrol(desk, new, month(3).first)
    deliver(desk, old.year(range(1, 4)))
    deliver(desk, [new.send(month(3))])
    assert report(desk, 1, 2).completeness == "1/1"
    assert report(desk, 1, 3).completeness == "2/2"
    assert states(desk, 1, 3)["00002"] == ["not_owed", "not_owed", "late"]


def test_a_ward_that_ended_owes_nothing_after(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward, until=month(2).last)
    deliver(desk, ward.year(range(1, 3)))
    assert report(desk, 1, 10).completeness == "1/1"
    assert report(desk, 3, 4).completeness == "0/0"
    assert report(desk, 3, 4).percent == "–"


def test_a_file_from_before_the_enrolment_is_never_left_out_in_silence(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward, month(6).first)
    deliver(desk, [ward.send(month(2))])
    assert report(desk, 2, 2).completeness == "1/1"
    # From its first file on it owes the rest too.
    assert report(desk, 2, 3).incomplete[0].missing == (month(3),)


def test_figures_that_do_not_carry_over_make_a_draft(desk: DistrictDesk) -> None:
    good, bad = wards_of(desk, "00001", "00002")
    deliver(desk, good.year(range(1, 4)))
    deliver(
        desk, [bad.send(month(1), rows=row(9, 0, 5, 4)), bad.send(month(2), rows=row(0, 3, 3, 0))]
    )
    assert report(desk, 1, 1).head.broken == ()
    (sentence,) = report(desk, 1, 2).head.broken
    assert sentence == (
        "phường B: cuối kỳ 01/01/2026 – 31/01/2026 còn 4 hồ sơ, "
        "kỳ 01/02/2026 – 28/02/2026 ghi từ kỳ trước 3."
    )
    # Of a ward that is not in the sums it says nothing.
    assert report(desk, 1, 3).head.broken == ()


def test_what_stands_in_no_column_is_said_below(desk: DistrictDesk) -> None:
    one, two = wards_of(desk, "00001", "00002")
    notes = TotalsNotes(refused=3, late=1)
    files = [one.send(month(1), notes=notes), two.send(month(1), notes=notes)]
    deliver(desk, files)
    twin = two.send(month(2)), two.send(month(2))
    deliver(desk, twin)
    assert report(desk, 1, 1).notes == (
        "Từ chối tiếp nhận tại quầy: 6 lượt.",
        "Nhập bù từ phiếu viết tay: 2 hồ sơ.",
    )
    assert "phường B: 1 tệp giữ làm chứng cứ, không tính." in report(desk, 2, 2).notes


def test_the_coarsest_chain_that_makes_the_period_up_is_taken(tmp_path: Path) -> None:
    chains = (Chain.DAILY, Chain.WEEKLY, Chain.MONTHLY)
    make_district(tmp_path / "d", replace(DISTRICT, chains=chains), FixedClock(NOW))
    desk = open_again(tmp_path / "d")
    week = period_at(Chain.WEEKLY, date(2026, 3, 4))
    for first, last, chain in (
        (START, month(3).last, Chain.MONTHLY),
        (week.first, week.last, Chain.WEEKLY),
        (START, START + timedelta(9), Chain.DAILY),
    ):
        assert desk.reports.facts(first, last, desk.actor()).chain is chain
    desk.store.close()


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (date(2026, 2, 1), date(2026, 1, 31), Code.DATE),
        (date(1, 1, 1), date(2026, 1, 31), Code.DATE),
        (date(2026, 1, 1), date.max, Code.DATE),
        (date(2026, 1, 1), date(2026, 1, 30), Code.PERIOD),
    ],
)
def test_days_that_make_no_report_are_refused(
    desk: DistrictDesk, first: date, last: date, code: Code
) -> None:
    with pytest.raises(DeskError) as caught:
        desk.reports.facts(first, last, desk.actor())
    assert caught.value.code is code


def test_a_long_report_by_day_is_the_sum_of_its_days(desk: DistrictDesk) -> None:
    (ward,) = wards_of(desk, "00001")
    sent: list[Sent] = [
        ward.send(day, Chain.DAILY) for day in periods(Chain.DAILY, START, month(2).last)
    ]
    deliver(desk, sent)
    facts = desk.reports.facts(START, month(2).last, desk.actor(), Chain.DAILY)
    assert facts.total.columns[4] == sum(s.totals.measures.c7 for s in sent)
    assert facts.head.broken == ()


# --- the matrix


def test_every_state_of_a_cell(tmp_path: Path) -> None:
    clock = FixedClock(NOW.replace(month=2, day=3))
    desk = new_district(tmp_path / "d", clock)
    ward = wards_of(desk, "00001")[0]
    deliver(desk, [ward.send(month(1))])
    clock.at = NOW.replace(month=11, day=4)
    february = ward.send(month(2))
    deliver(desk, [february, ward.send(month(3))])
    deliver(desk, [ward.send(month(4))])
    deliver(desk, [ward.send(month(4), seq=4, prev=ward.prevs[Chain.MONTHLY])])
    deliver(desk, [ward.send(month(2), replaces=february.hash, as_of=clock.at)])
    bad = ward.send(month(6))
    broken = bad.data.replace(b'"sig":"', b'"sig":"A', 1)
    desk.consolidation.import_file(bad.name, broken, desk.actor())
    assert states(desk, 1, 10)["00001"] == [
        *("received", "amended", "late", "disputed", "missing", "refused"),
        *("missing", "missing", "missing", "not_due"),
    ]
    desk.store.close()


def test_a_refused_cell_says_why(desk: DistrictDesk) -> None:
    (ward,) = wards_of(desk, "00001")
    deliver(desk, [ward.send(month(1), as_of=NOW.replace(month=2, day=2))])
    desk.enrolment.revoke(ward.key_id, START, "thử", desk.actor())
    (found,) = desk.board.status(Chain.MONTHLY, month(1).first, month(1).last).wards
    (cell,) = found.cells
    assert cell.state is CellState.REFUSED
    assert cell.error is not None
    assert cell.error.code is Code.KEY_REVOKED


def test_without_a_span_the_matrix_reaches_to_the_last_period_that_is_over(
    desk: DistrictDesk,
) -> None:
    status = desk.board.status()
    assert (status.chain, status.periods[0], status.periods[-1]) == (
        Chain.MONTHLY,
        month(1, 2025),
        month(10),
    )


def test_a_ward_that_was_restored_is_named(desk: DistrictDesk) -> None:
    (ward,) = wards_of(desk, "00001")
    january = ward.send(month(1))
    ward.events = -5
    february = ward.send(month(2))
    deliver(desk, [january, february])
    (found,) = desk.board.status(Chain.MONTHLY, month(1).first, month(2).last).wards
    assert [file.hash for file in found.rewound] == [february.hash]


def test_an_amendment_settles_what_was_disputed_before_it_and_nothing_after(
    desk: DistrictDesk,
) -> None:
    (ward,) = wards_of(desk, "00001")
    twins = ward.send(month(1)), ward.send(month(1), seq=1, prev="")
    deliver(desk, twins)
    assert states(desk, 1, 1)["00001"] == ["disputed"]
    amended = ward.send(month(1), replaces=twins[1].hash, as_of=NOW.replace(month=3))
    deliver(desk, [amended])
    assert states(desk, 1, 1)["00001"] == ["amended"]
    deliver(desk, [ward.send(month(1), as_of=NOW.replace(month=4))])
    assert states(desk, 1, 1)["00001"] == ["disputed"]
    assert report(desk, 1, 1).completeness == "1/1"


def test_months_that_are_not_neighbours_are_not_compared(desk: DistrictDesk) -> None:
    (ward,) = wards_of(desk, "00001")
    deliver(desk, [ward.send(month(1), rows=row(9, 0, 5, 4))])
    deliver(desk, [ward.send(month(3), rows=row(0, 3, 3, 0))])
    assert desk.store.queries.breaks(Chain.MONTHLY, month(1).first, month(3).last) == ()


def test_files_of_a_revoked_key_are_told_among_what_is_not_counted(desk: DistrictDesk) -> None:
    one, other = wards_of(desk, "00001", "00002")
    deliver(desk, [one.send(month(1)), other.send(month(1), as_of=NOW.replace(month=2, day=2))])
    desk.enrolment.revoke(other.key_id, START, "thử", desk.actor())
    facts = report(desk, 1, 1)
    assert facts.disputes == ("phường B: 1 tệp giữ làm chứng cứ, không tính.",)
    assert facts.notes[-1:] == facts.disputes
    assert report(desk, 2, 2).disputes == ()
