"""Files of wards at the superior, through the real parts: what counts, whatever came first."""

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.helpers.districts import (
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
from tthc_desk.app.district_wiring import DistrictDesk
from tthc_desk.domain.errors import Code
from tthc_desk.domain.totals import Chain, periods
from tthc_desk.domain.totals_chain import Standing
from tthc_desk.usecases.consolidation import LIMIT, Offered, Outcome

YEAR = (month(1, 2025).first, month(12, 2025).last)


def test_a_year_of_a_ward_is_taken_and_added_up(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    files = ward.year()
    assert deliver(desk, files) == ["accepted"] * 10
    facts = desk.reports.facts(month(1).first, month(10).last, desk.actor())
    sums = [file.totals.measures for file in files]
    assert facts.completeness == "1/1"
    assert facts.total.columns[4] == sum(m.c7 for m in sums)
    assert facts.total.columns[3] == sums[0].c6
    assert facts.total.columns[8] == sums[-1].c11
    assert facts.charge_dong == sum(file.totals.charge_dong for file in files)
    assert facts.head.broken == ()
    assert list(facts.months) == [
        (file.totals.span.first, m.c4 + m.c5, m.c7) for file, m in zip(files, sums, strict=True)
    ]
    assert deliver(desk, files) == ["unchanged"] * 10
    assert list(desk.store.verify()) == []


def twenty_wards() -> list[SendingWard]:
    # Their keys are older than what they send of the year before.
    return [SendingWard(f"{n:05}", made_at=NOW.replace(2025, 1, 1)) for n in range(20)]


def a_year_of_everything(wards: list[SendingWard]) -> list[Sent]:
    """Twelve files a ward; some amended, one forked, one lost."""
    files = []
    for at, ward in enumerate(wards):
        sent = [ward.send(month(number, 2025)) for number in range(1, 13)]
        if at % 5 == 1:
            sent.append(ward.send(month(3, 2025), replaces=sent[2].hash))
        if at % 5 == 2:
            sent.append(ward.send(month(7, 2025), seq=7, prev=sent[5].hash))
        files += sent if at % 5 != 3 else sent[:4] + sent[5:]
    return files


def picture(desk: DistrictDesk) -> object:
    facts = desk.reports.facts(*YEAR, desk.actor())
    status = desk.board.status(Chain.MONTHLY, *YEAR)
    cells = [[(cell.state, cell.file and cell.file.file.hash) for cell in ward.cells]
             for ward in status.wards]  # fmt: skip
    gaps = [ward.gaps for ward in status.wards]
    return facts.wards, facts.incomplete, facts.fields, facts.total, facts.gaps, cells, gaps


def test_no_order_of_arrival_changes_any_figure(tmp_path: Path) -> None:
    wards = twenty_wards()
    files, chance, pictures = a_year_of_everything(wards), random.Random(5), []
    for turn in range(5):
        desk = new_district(tmp_path / str(turn))
        for ward in wards:
            enrol(desk, ward, YEAR[0])
        brought = chance.sample(files, len(files)) + chance.sample(files, 40)
        if turn == 0:
            brought = files
        offered = [Offered(sent.name, sent.data) for sent in brought]
        for at in range(0, len(offered), 97):
            list(desk.consolidation.import_files(offered[at : at + 97], desk.actor()))
        pictures.append(picture(desk))
        assert list(desk.store.verify()) == []
        desk.store.close()
    assert all(found == pictures[0] for found in pictures)
    complete = desk_wards(pictures[0])
    # Every fifth ward lost a file, and every fifth has two at one place.
    assert len(complete) == 12


def desk_wards(found: object) -> list[object]:
    assert isinstance(found, tuple)
    return list(found[0])


def test_partial_folders_add_up_to_the_same_as_one(tmp_path: Path) -> None:
    wards = twenty_wards()[:4]
    files = a_year_of_everything(wards)
    whole, parts = new_district(tmp_path / "whole"), new_district(tmp_path / "parts")
    for desk, cuts in ((whole, [files]), (parts, [files[30:], files[10:40], files[:20]])):
        for ward in wards:
            enrol(desk, ward, YEAR[0])
        for cut in cuts:
            deliver(desk, cut)
    assert picture(whole) == picture(parts)
    whole.store.close()
    parts.store.close()


def test_a_later_file_can_unsettle_an_earlier_answer(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    first, twin = ward.send(month(1)), ward.send(month(1), seq=1, prev="")
    actor = desk.actor()
    assert desk.consolidation.import_file("a", first.data, actor).standing is Standing.COUNTED
    answer = desk.consolidation.import_file("b", twin.data, actor)
    assert (answer.outcome, answer.code) == (Outcome.EVIDENCE, Code.FORK)
    again = desk.consolidation.import_file("a", first.data, actor)
    assert (again.outcome, again.standing, again.code) == (
        Outcome.UNCHANGED,
        Standing.FORKED,
        Code.FORK,
    )
    assert [desk.store.queries.envelope(sent.hash) for sent in (first, twin)] == [
        first.data,
        twin.data,
    ]


def test_a_fork_within_one_delivery_is_evidence_both_times(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    files = [ward.send(month(1)), ward.send(month(1), seq=1, prev="")]
    offered = [Offered(sent.name, sent.data) for sent in files]
    answers = desk.consolidation.import_files(offered, desk.actor())
    assert [answer.outcome for answer in answers] == [Outcome.EVIDENCE] * 2


def test_history_shows_both_and_totals_use_the_amendment(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    first = ward.send(month(1))
    amended = ward.send(month(1), replaces=first.hash)
    assert deliver(desk, [amended, first]) == ["accepted", "accepted"]
    lines = desk.store.queries.files(Chain.MONTHLY, "00001")
    assert {line.file.hash: line.standing for line in lines} == {
        first.hash: Standing.REPLACED,
        amended.hash: Standing.COUNTED,
    }
    (row,) = desk.reports.facts(month(1).first, month(1).last, desk.actor()).wards
    assert row.row.columns[0] == amended.totals.measures.c3


def test_chains_do_not_mix(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    days = [ward.send(span, Chain.DAILY) for span in periods(Chain.DAILY, START, month(1).last)]
    assert deliver(desk, [ward.send(month(1)), *days]) == ["accepted"] * 32
    by_day = desk.reports.facts(month(1).first, month(1).last, desk.actor(), Chain.DAILY)
    assert by_day.total.columns[4] == sum(sent.totals.measures.c7 for sent in days)
    assert len(by_day.months) == 31


def test_a_period_that_is_not_over_is_refused_until_it_is(tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    desk = new_district(tmp_path / "d", clock)
    ward = SendingWard("00001")
    enrol(desk, ward)
    november = ward.send(month(11), as_of=NOW.replace(day=30, hour=18))
    answer = desk.consolidation.import_file(november.name, november.data, desk.actor())
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, Code.FUTURE)
    # Closed and sent on its last evening.
    clock.at = NOW.replace(day=30, hour=19)
    assert deliver(desk, [november]) == ["accepted"]
    desk.store.close()


def test_a_file_signed_after_this_clock_is_refused(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    early = ward.send(month(1), as_of=NOW.replace(day=24, hour=8))
    ahead = ward.send(month(2), as_of=NOW.replace(day=25))
    assert deliver(desk, [early]) == ["accepted"]
    answer = desk.consolidation.import_file(ahead.name, ahead.data, desk.actor())
    assert answer.code is Code.FUTURE
    assert answer.error is not None
    assert answer.error.facts["reason"] == "signed"


@pytest.mark.parametrize("ahead", [timedelta(seconds=90), timedelta(days=1500)])
def test_a_clock_that_was_ahead_and_is_put_right_stops_nothing(
    tmp_path: Path, ahead: timedelta
) -> None:
    clock = FixedClock(NOW + ahead)
    desk = new_district(tmp_path / "d", clock)
    ward = SendingWard("00001")
    enrol(desk, ward)
    clock.at = NOW
    assert deliver(desk, [ward.send(month(1))]) == ["accepted"]
    (line,) = desk.store.queries.files(Chain.MONTHLY)
    assert line.received_day == NOW.date()
    assert list(desk.store.verify()) == []
    desk.store.close()


@pytest.mark.parametrize("name", ["Nguyễn Văn Thử 001090012345.json", "TOTALS_00001_thu.json"])
def test_a_refused_file_leaves_no_name_in_the_book_that_a_person_gave_it(
    desk: DistrictDesk, name: str
) -> None:
    stranger = SendingWard("00002").send(month(1))
    answer = desk.consolidation.import_file(name, stranger.data, desk.actor())
    assert (answer.code, answer.name) == (Code.KEY_UNKNOWN, name)
    (kept,) = desk.store.queries.refusals(10)
    assert kept.name == f"{kept.sha256[:16]}.json"


def test_nothing_of_a_batch_is_kept_when_the_stick_is_pulled_out(
    desk: DistrictDesk, tmp_path: Path
) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    with pytest.raises(OSError, match="gone"):
        list(desk.consolidation.import_files(_until_gone(ward), desk.actor()))
    assert desk.store.queries.files(Chain.MONTHLY) == ()
    desk.store.close()
    again = open_again(tmp_path / "district")
    assert list(again.store.verify()) == []
    again.store.close()


def _until_gone(ward: SendingWard) -> Iterator[Offered]:
    for sent in ward.year():
        yield Offered(sent.name, sent.data)
    raise OSError("gone")


def test_progress_is_told_after_each_transaction_and_can_stop(desk: DistrictDesk) -> None:
    ward = SendingWard("00001")
    enrol(desk, ward)
    sent = ward.send(month(1))
    told: list[int] = []

    def progress(done: int, of: int) -> bool:
        told.append(done)
        return done < 400

    files = [Offered(sent.name, sent.data)] * 1000
    answers = list(desk.consolidation.import_files(iter(files), desk.actor(), progress))
    assert (told, len(answers)) == ([200, 400], 400)


def test_a_transaction_is_never_larger_than_some_megabytes(desk: DistrictDesk) -> None:
    told: list[int] = []

    def progress(done: int, of: int) -> bool:
        told.append(done)
        return True

    huge = Offered("x.json", b" " * (LIMIT + 1))
    list(desk.consolidation.import_files([huge] * 9, desk.actor(), progress))
    assert told == [4, 8, 9]
