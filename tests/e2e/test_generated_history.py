"""Invented history: rich, the same from the same seed, and never in the way of real work."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.helpers.commands import run
from tests.helpers.factories import make_line
from tests.helpers.ward_commands import BIRTH, PROFILE
from tthc_desk.app.case_officers import case_officer, holder_of
from tthc_desk.app.clock import SetClock
from tthc_desk.app.generate import OPENING, History, Made
from tthc_desk.app.invented_courses import COURSES
from tthc_desk.app.profile import read_profile
from tthc_desk.app.wiring import Desk, make_ward, open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.intake_request import intake_request
from tthc_desk.usecases.lines import DossierLine
from tthc_desk.usecases.messages import error_text

# A Friday morning; the ward's calendar of the year is the shipped one.
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=VIETNAM)
FIRST, LAST = date(2026, 6, 1), date(2026, 10, 30)
COUNT = 900
RARE = {
    EventKind.EXTENDED,
    EventKind.APOLOGISED,
    EventKind.UNDONE,
    EventKind.CORRECTED,
    EventKind.VOIDED,
    EventKind.WITHDRAWN,
    EventKind.STOPPED,
    EventKind.REFUSED,
    EventKind.OBLIGATION_IMPOSED,
    EventKind.OBLIGATION_MET,
    EventKind.COUNTER_REFUSAL,
    EventKind.COUNTER_GUIDANCE,
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training ward without an event."""
    folder = tmp_path_factory.mktemp("history") / "ward"
    make_ward(folder, read_profile(PROFILE), SetClock(NOW))
    return folder


@pytest.fixture
def ward(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "ward"))


@pytest.fixture(scope="module")
def lived(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward with a history, to be read only."""
    folder = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("lived") / "ward"))
    assert generate(folder, COUNT, FIRST, LAST, seed=3).dossiers == COUNT
    return folder


def generate(
    folder: Path, count: int, first: date, last: date, now: datetime = NOW, seed: int = 1
) -> Made:
    clock = SetClock(now)
    with open_desk(folder, clock) as desk:
        return History(desk, clock, seed).write(count, first, last, lambda _done, _of: True)


@contextmanager
def desk_now(folder: Path, now: datetime = NOW) -> Iterator[Desk]:
    with open_desk(folder, SetClock(now)) as desk:
        yield desk


def events_of(folder: Path) -> int:
    with desk_now(folder) as desk:
        return desk.store.queries.chain_head()[1]


def lines_of(desk: Desk) -> list[DossierLine]:
    found: list[DossierLine] = []
    after = None
    while True:
        page = desk.tracking.find(after=after, limit=200)
        found += page.lines
        after = page.after
        if after is None:
            return found


def receive_one(folder: Path, now: datetime = NOW) -> str:
    """Take in a dossier of the day as the counter does."""
    request = make_line(procedure=BIRTH, request_id=None)
    with desk_now(folder, now) as desk:
        return desk.intake.take_in(intake_request(request), desk.actor()).number


def refused(folder: Path, first: date, last: date, now: datetime = NOW) -> DeskError:
    before = events_of(folder)
    with pytest.raises(DeskError) as refusal:
        generate(folder, 5, first, last, now)
    assert events_of(folder) == before
    return refusal.value


# --- the period


@pytest.mark.parametrize("last", [date(2026, 11, 21), date(2026, 12, 31), date(2199, 1, 1)])
def test_a_period_that_ends_after_today_is_refused_and_the_ward_stays_usable(
    ward: Path, last: date
) -> None:
    error = refused(ward, date(2026, 11, 2), last)
    assert (error.code, error.field) == (Code.DATE, "to")
    sentence = error_text(error)
    for part in ("chưa đến", "Chưa lưu gì", "không sau 20/11/2026"):
        assert part in sentence
    assert receive_one(ward)


def test_a_period_that_begins_before_the_newest_event_is_refused_with_the_day_to_take(
    ward: Path,
) -> None:
    generate(ward, 8, date(2026, 3, 2), date(2026, 3, 6))
    for first in (date(2026, 1, 5), date(2026, 3, 6)):
        error = refused(ward, first, date(2026, 3, 20))
        assert (error.code, error.field) == (Code.DATE, "from")
        sentence = error_text(error)
        for part in ("06/03/2026", "từ 07/03/2026", "Chưa lưu gì"):
            assert part in sentence
    assert generate(ward, 8, date(2026, 3, 7), date(2026, 3, 20)).dossiers == 8


def test_the_same_seed_goes_on_with_other_dossiers(ward: Path) -> None:
    for day in (2, 9, 16):
        generate(ward, 20, date(2026, 3, day), date(2026, 3, day + 4))
    with desk_now(ward) as desk:
        assert list(desk.upkeep.verify()) == []
        assert len({line.number for line in lines_of(desk)}) == 60


def test_a_period_that_ends_before_it_begins_or_holds_no_working_day_is_refused(ward: Path) -> None:
    assert refused(ward, date(2026, 3, 6), date(2026, 3, 2)).field == "to"
    weekend = refused(ward, date(2026, 3, 7), date(2026, 3, 8))
    assert "không có ngày làm việc" in error_text(weekend)


def test_a_day_that_is_not_over_is_left_out(ward: Path) -> None:
    today = NOW.date()
    assert "không có ngày làm việc nào đã trọn" in error_text(refused(ward, today, today))
    generate(ward, 12, today - timedelta(days=2), today)
    with desk_now(ward) as desk:
        days = {line.received_at.date() for line in lines_of(desk)}
    assert max(days) == today - timedelta(days=1)
    assert receive_one(ward)


def ward_with_hours(folder: Path, *clocks: time) -> Path:
    profile = replace(read_profile(PROFILE), hours=OfficeHours(*clocks))
    make_ward(folder, profile, SetClock(NOW))
    return folder


def test_nothing_lies_after_the_present_moment_of_a_day_that_is_over(tmp_path: Path) -> None:
    # In so short an afternoon the steps of a dossier run past closing.
    clocks = (time(16, 0), time(16, 30), time(16, 59), time(17, 0), time(16, 30))
    ward = ward_with_hours(tmp_path / "w", *clocks)
    closing = NOW.replace(hour=17, minute=0)
    generate(ward, 60, NOW.date(), NOW.date(), closing)
    with desk_now(ward, closing) as desk:
        assert {line.received_at.date() for line in lines_of(desk)} >= {NOW.date()}
        with desk.store.write() as unit:
            newest = unit.last_event_at()
    assert newest is not None
    assert newest <= closing
    assert receive_one(ward, closing)


def test_a_ward_with_other_office_hours_is_served_in_them(tmp_path: Path) -> None:
    clocks = (time(6, 0), time(10, 0), time(12, 0), time(15, 0), time(14, 0))
    ward = ward_with_hours(tmp_path / "w", *clocks)
    closing = NOW.replace(hour=15, minute=0)
    generate(ward, 150, NOW.date(), NOW.date(), closing)
    with desk_now(ward, closing) as desk:
        moments = [line.received_at for line in lines_of(desk)]
        assert list(desk.upkeep.verify()) == []
    served = [moment.time() for moment in moments if moment.date() == NOW.date()]
    assert [clock for clock in served if not time(6) <= clock <= time(15)] == []
    assert min(served) < time(7, 30)


def test_the_command_words_its_refusals(ward: Path) -> None:
    days = ("--from", "2026-03-02", "--to", "2126-03-06")
    outcome = run("generate", "--dossiers", "5", *days, data=ward)
    assert outcome.error == ("E_DATE", "to")
    assert "Chưa lưu gì" in outcome.err
    assert events_of(ward) == 0


# --- what is in it


def test_a_history_holds_every_step_of_the_counter_and_the_rare_ones_rarely(lived: Path) -> None:
    with desk_now(lived) as desk:
        kinds: Counter[str] = Counter()
        taken_back: set[str] = set()
        for line in lines_of(desk):
            events = desk.store.queries.timeline(line.number)
            kinds.update(event.kind for event in events)
            undone = (e for e in events if e.kind is EventKind.UNDONE)
            taken_back.update(str(event.data["undone_kind"]) for event in undone)
        today = desk.reports.tally_facts(LAST, desk.actor())
    assert today.broken == ()
    assert taken_back == {EventKind.FORWARDED, EventKind.FINISHED}
    slips = {EventKind.COUNTER_REFUSAL, EventKind.COUNTER_GUIDANCE}
    for kind in RARE - slips:
        assert 0 < kinds[kind] <= 0.02 * COUNT, kind
    assert kinds[EventKind.SUPPLEMENT_REQUESTED] > 0
    assert sum(share for _, share in COURSES) == pytest.approx(1)


def test_visitors_are_turned_away_with_a_slip_and_no_dossier(ward: Path) -> None:
    made = generate(ward, 200, date(2026, 3, 2), date(2026, 3, 27), seed=2)
    assert 0 < made.turned_away <= 8
    assert made.dossiers == 200
    with desk_now(ward) as desk:
        assert len(lines_of(desk)) == 200


def test_a_fresh_ward_begins_with_an_opening_balance_and_a_lived_one_does_not(lived: Path) -> None:
    with desk_now(lived) as desk:
        old = [n.received_at.date() for n in lines_of(desk) if n.received_at.date() < FIRST]
    assert len(old) == round(COUNT * OPENING)
    assert min(old) > FIRST - timedelta(days=40)


def test_no_opening_balance_reaches_before_the_first_calendar(ward: Path) -> None:
    assert generate(ward, 100, date(2023, 1, 3), date(2023, 1, 13)).dossiers == 100


def test_every_identity_of_the_figures_holds_and_every_byte_is_right(lived: Path) -> None:
    with desk_now(lived) as desk:
        assert list(desk.upkeep.verify()) == []
    for first, last in (
        (FIRST, LAST),
        (FIRST, date(2026, 6, 30)),
        (date(2026, 8, 14), date(2026, 9, 15)),
    ):
        period = ("--from", first.isoformat(), "--to", last.isoformat())
        report = run("report", "06a", *period, data=lived).lines[-1]
        total = report["total"]
        assert report["broken"] == []
        assert total["3"] == total["4"] + total["5"] + total["6"] == total["7"] + total["11"]


def test_the_same_seed_makes_the_same_history_and_another_one_does_not(
    prepared: Path, tmp_path: Path
) -> None:
    heads = []
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        folder = Path(shutil.copytree(prepared, tmp_path / name))
        generate(folder, 60, date(2026, 3, 2), date(2026, 3, 6), seed=seed)
        with desk_now(folder) as desk:
            heads.append(desk.store.queries.chain_head())
    assert heads[0] == heads[1] != heads[2]


def test_a_field_goes_to_the_officer_of_its_unit(lived: Path) -> None:
    with desk_now(lived) as desk:
        book = desk.rules.book()
        agencies = {p.code: p.agency for found in book.procedures.values() for p in found}
        held = [line for line in lines_of(desk) if line.holder]
        assert held
        for line in held:
            expected = holder_of(book.ward, line.field, agencies[line.procedure_code])
            assert line.holder in {expected, book.ward.name_of(expected)}


def test_every_procedure_of_the_ward_and_its_police_has_an_officer(prepared: Path) -> None:
    with desk_now(prepared) as desk:
        book = desk.rules.book()
        own = {
            (p.field, p.agency): case_officer(book.ward, p.field, p.agency)
            for found in book.procedures.values()
            for p in found
            if p.agency in {"UBND phường", "Công an phường"}
        }
    assert [place for place, officer in own.items() if officer is None] == []
    units = {officer.unit for officer in own.values() if officer}
    assert len(units) == 5
    police = {o.login for (_, agency), o in own.items() if o and agency == "Công an phường"}
    assert police == {"congan"}
    assert holder_of(book.ward, "Cấp sổ BHXH, thẻ BHYT", "Cơ quan bảo hiểm xã hội") == (
        "Cơ quan bảo hiểm xã hội"
    )
