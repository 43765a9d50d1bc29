"""The calendar tells a changed period without counting: it must say what counting says."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.factories import LONG, PAID, Office, make_office_folder, open_office
from tests.helpers.wards import moment
from tthc_desk.domain.moves import Action
from tthc_desk.domain.totals import Chain, period_at
from tthc_desk.usecases.closing import ClosingInput
from tthc_desk.usecases.totals_export import PeriodState

MARCH_DAY, LATER = date(2026, 3, 10), date(2026, 5, 6)
RESULT: dict[str, Any] = {
    "result_number": "1/KQ",
    "result_date": MARCH_DAY.isoformat(),
    "signer": "Người Thử",
}
TAKEN_OVER: dict[str, Any] = {
    "opening": True,
    "received_at": "2026-02-20T09:00:00+07:00",
    "old_number": "8",
}
Act = Callable[[Office, list[str]], object]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office that worked in March and sent every chain in May."""
    make_office_folder(tmp_path / "ward")
    opened = open_office(tmp_path / "ward", moment(date(2026, 2, 26)))
    opened.accept(opening=True, received_at="2026-02-20T08:00:00+07:00", old_number="7")
    yield opened
    opened.desk.store.close()


def work(office: Office) -> list[str]:
    office.on(MARCH_DAY)
    numbers = [office.accept(procedure=PAID.code, paid="cash") for _ in range(3)]
    numbers.append(office.accept(procedure=LONG.code))
    numbers.append(office.desk.tracking.find("").lines[-1].number)
    office.act(numbers[0], Action.FINISH, **RESULT)
    office.act(numbers[1], Action.REQUEST_SUPPLEMENT, missing=("Tờ khai",))
    office.on(date(2026, 4, 15))
    numbers.append(office.receive(office.supervisor, **TAKEN_OVER).number)
    return numbers


def forward(office: Office, numbers: list[str]) -> None:
    office.act(numbers[3], Action.FINISH, **{**RESULT, "result_date": LATER.isoformat()})


def deliver(office: Office, numbers: list[str]) -> None:
    office.act(numbers[0], Action.DELIVER, collector_name="Nguyễn Thị Thử")


def withdraw(office: Office, numbers: list[str]) -> None:
    office.act(numbers[1], Action.WITHDRAW)


def pay(office: Office, numbers: list[str]) -> None:
    office.act(numbers[3], Action.PAY, method="cash", fee_dong=1000)


def refuse_at_the_counter(office: Office, numbers: list[str]) -> None:
    office.receive(decision="refuse", reason="Không thuộc thẩm quyền")


def undo(office: Office, numbers: list[str]) -> None:
    office.act(numbers[0], Action.UNDO, office.supervisor)


def void(office: Office, numbers: list[str]) -> None:
    office.act(numbers[2], Action.VOID, office.supervisor)


def void_the_opening(office: Office, numbers: list[str]) -> None:
    office.act(numbers[4], Action.VOID, office.supervisor)


def void_the_opening_of_april(office: Office, numbers: list[str]) -> None:
    office.act(numbers[5], Action.VOID, office.supervisor)


def correct_the_procedure(office: Office, numbers: list[str]) -> None:
    changes = {"procedure": LONG.code}
    office.act(numbers[2], Action.CORRECT, office.supervisor, changes=changes)


def correct_a_name(office: Office, numbers: list[str]) -> None:
    changes = {"owner_address": "Số 2, đường Thử"}
    office.act(numbers[2], Action.CORRECT, office.supervisor, changes=changes)


def enter_late(office: Office, numbers: list[str]) -> None:
    office.accept(received_at="2026-03-10T11:00:00+07:00", supervisor="lanhdao")


def enter_an_opening(office: Office, numbers: list[str]) -> None:
    office.receive(office.supervisor, **TAKEN_OVER)


ACTS: dict[Act, bool] = {
    forward: False,
    deliver: False,
    withdraw: False,
    pay: False,
    refuse_at_the_counter: False,
    correct_a_name: False,
    undo: True,
    void: True,
    void_the_opening: True,
    void_the_opening_of_april: True,
    correct_the_procedure: True,
    enter_late: True,
    enter_an_opening: True,
}


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_what_is_done_later_changes_what_counting_says_it_changes(
    office: Office, act: Act, *, closed: bool
) -> None:
    numbers = work(office)
    office.on(LATER)
    if closed:
        close_all(office)
    for chain in Chain:
        span = period_at(chain, MARCH_DAY)
        office.desk.totals.export(chain, span.first, span.last, office.supervisor)
    office.later(hours=1)
    act(office, numbers)
    for chain in Chain:
        assert is_changed(office, chain) is ACTS[act]
    assert office.findings() == []


def is_changed(office: Office, chain: Chain) -> bool:
    span = period_at(chain, MARCH_DAY)
    totals = office.desk.totals
    (line,) = totals.calendar(chain, span.first, span.last)
    preview = totals.preview(chain, span)
    assert preview.line.state is line.state
    assert line.export
    counted = preview.figures.counts_as(totals.totals(line.export))
    assert counted is (line.state is PeriodState.SENT)
    return line.state is PeriodState.CHANGED


def close_all(office: Office) -> None:
    for day in office.desk.closing.queue():
        takings = office.desk.store.queries.takings(day)
        cash: dict[str, object] = {one.login: one.collected_dong for one in takings}
        given = ClosingInput(cash, reason="một mình trực")
        office.desk.closing.close(day, given, office.supervisor)


def test_a_day_sent_once_it_was_closed_and_opened_again_shows_what_came(office: Office) -> None:
    office.on(MARCH_DAY)
    office.accept()
    close_all(office)
    totals = office.desk.totals
    totals.export(Chain.DAILY, MARCH_DAY, MARCH_DAY, office.supervisor)
    assert totals.calendar(Chain.DAILY, MARCH_DAY, MARCH_DAY)[0].state is PeriodState.SENT
    office.desk.closing.reopen(MARCH_DAY, "Còn hồ sơ", office.supervisor)
    office.receive(decision="guide", reason="Thiếu tờ khai")
    assert totals.calendar(Chain.DAILY, MARCH_DAY, MARCH_DAY)[0].state is PeriodState.CHANGED
