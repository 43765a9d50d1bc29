"""The handover screen on a real store: lists built, closed, checked and accepted by scanning."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.handover_driver import HandoverDriver, handover_services
from tests.helpers.qt import press, type_text, unnamed_controls
from tests.helpers.tracking_driver import AT_COUNTER, CASE, BusyWard, open_ward, person
from tests.helpers.ui_fakes import RecordingMessages, make_kit
from tthc_desk.domain.dossier import Dossier, Status
from tthc_desk.domain.errors import Code
from tthc_desk.domain.moves import Action
from tthc_desk.ui.handover.handover_screen import HandoverScreen
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question, Tone
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.scan_reading import Scan, ScanKind
from tthc_desk.ui.shared.tasks import TaskRunner
from tthc_desk.usecases.lines import ListLine


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    opened = open_ward(tmp_path / "ward")
    yield opened
    opened.store.close()


@pytest.fixture
def said(kit: Kit) -> RecordingMessages:
    assert isinstance(kit.messages, RecordingMessages)
    return kit.messages


def dossier(ward: BusyWard, number: str) -> Dossier:
    return ward.tracking.detail(number, AT_COUNTER).dossier


def lists(ward: BusyWard) -> tuple[ListLine, ...]:
    return ward.store.queries.lists()


def closed_list(driver: HandoverDriver, numbers: list[str]) -> None:
    for number in numbers:
        driver.scan(number)
    assert driver.press(Act.ACCEPT)


def test_scanned_receipts_build_a_list_and_f9_closes_and_prints_it(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    numbers = [ward.receive(at) for at in range(3)]
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    for number in numbers:
        driver.scan(number)
    assert driver.items() == numbers
    assert driver.press(Act.ACCEPT)

    (line,) = lists(ward)
    assert (line.state, line.items, line.taker) == ("closed", 3, CASE.name)
    (paper,) = ward.store.queries.papers_of(line.number)
    assert driver.printed == [PrintRequest((paper.id,))]


def test_a_number_typed_without_the_wards_own_part_is_found(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    number = ward.receive()
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    driver.enter_number(number.removeprefix("H26.158-"))

    assert driver.items() == [number]


def test_an_unknown_number_opens_no_list(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    driver.scan("H26.158-261123-T0999")

    assert lists(ward) == ()
    assert said.last.endswith(Code.NOT_FOUND.value)


def test_part_of_a_name_is_not_taken_for_a_number(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    ward.receive()
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    driver.enter_number("nguyen")

    assert lists(ward) == ()
    assert said.last.endswith(Code.NOT_FOUND.value)


def test_space_ticks_ctrl_a_ticks_all_and_ctrl_enter_puts_them_on(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    numbers = [ward.receive(at) for at in range(4)]
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    queue = driver.tab.queue
    queue.select_row(1)
    press(queue, Qt.Key.Key_Space)
    assert queue.ticked == (numbers[2],)
    press(queue, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert sorted(queue.ticked) == numbers

    assert driver.press(Act.DECIDE)

    assert sorted(driver.items()) == numbers
    assert not queue.ticked
    assert queue.records_model.records() == ()


def test_one_that_cannot_go_does_not_keep_the_others_off(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    first, second, third = (ward.receive(at) for at in range(3))
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.tab.queue.tick_all()
    ward.act(second, Action.WITHDRAW, reason="Công dân rút")

    driver.press(Act.DECIDE)

    assert sorted(driver.items()) == [first, third]
    assert [text for tone, text in said.said if tone is Tone.WARNING] == [
        f"{second.removeprefix('H26.158-')}: {Code.MOVE.value}"
    ]


def test_a_list_may_go_to_an_agency_that_is_no_officer_of_the_ward(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    number = ward.receive()
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.choose_party("Phòng Tài nguyên thử – UBND quận Thử")

    driver.scan(number)

    assert lists(ward)[0].taker == "Phòng Tài nguyên thử – UBND quận Thử"


def test_a_list_for_nobody_known_is_not_opened(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    number = ward.receive()
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.choose_party("Phạm Văn Không Rõ")

    driver.scan(number)

    assert lists(ward) == ()
    assert said.last.endswith(Code.OFFICER.value)


def test_missing_and_surplus_are_named_at_once(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    numbers = [ward.receive(at) for at in range(4)]
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    closed_list(driver, numbers[:3])

    driver.scan(numbers[0])
    driver.scan(numbers[3])

    summary = driver.tab.list_panel.summary
    missing, surplus = summary.split("Thừa")
    assert [n[-5:] in missing for n in numbers] == [False, True, True, False]
    assert [n[-5:] in surplus for n in numbers] == [False, False, False, True]
    assert driver.states() == ["Đã quét", "Chưa quét", "Chưa quét"]


def test_a_list_scanned_whole_is_accepted_by_f9_alone(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    numbers = [ward.receive(at) for at in range(2)]
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    closed_list(driver, numbers)
    for number in numbers:
        driver.scan(number)

    assert driver.press(Act.ACCEPT)

    assert said.questions == []
    assert {dossier(ward, n).status for n in numbers} == {Status.PROCESSING}
    assert {dossier(ward, n).holder for n in numbers} == {CASE.login}
    assert lists(ward)[0].state == "accepted"


def test_only_what_was_scanned_is_accepted_when_the_officer_says_so(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    numbers = [ward.receive(at) for at in range(2)]
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    closed_list(driver, numbers)
    driver.scan(numbers[1])
    driver.press(Act.ACCEPT)
    (question,) = said.questions
    assert isinstance(question, Question)
    assert question.safe == "Quay lại"

    said.answer("Chỉ nhận hồ sơ đã quét")

    assert [dossier(ward, n).status for n in numbers] == [Status.RECEIVED, Status.PROCESSING]
    assert lists(ward)[0].state == "closed"


def test_one_dossier_is_sent_back_with_a_reason_and_the_rest_goes_on(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    numbers = [ward.receive(at) for at in range(2)]
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    closed_list(driver, numbers)
    driver.tab.list_panel.items.select_row(0)

    assert driver.press(Act.UNDO_STEP)
    said.give_reason("Thiếu giấy chứng sinh")

    assert driver.states() == ["Trả lại", "Chưa quét"]
    driver.scan(numbers[1])
    driver.press(Act.ACCEPT)
    assert [dossier(ward, n).status for n in numbers] == [Status.RECEIVED, Status.PROCESSING]
    assert dossier(ward, numbers[0]).list_number == ""


def test_before_closing_f11_takes_a_dossier_off_without_a_question(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    numbers = [ward.receive(at) for at in range(2)]
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    for number in numbers:
        driver.scan(number)
    driver.tab.list_panel.items.select_row(0)

    driver.press(Act.UNDO_STEP)

    assert driver.items() == [numbers[1]]
    assert said.questions == []


def test_results_come_in_each_with_its_number_and_wait_for_the_citizen(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    numbers = [ward.receive(at) for at in range(2)]
    for number in numbers:
        ward.act(number, Action.FORWARD, holder=CASE.login)
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.press(Act.PART_2)
    form = driver.tab.list_panel.form

    for number, result in zip(numbers, ("15/2026", "16/2026"), strict=True):
        driver.scan(number)
        type_text(form.field("result_number"), result)
        assert driver.press(Act.DECIDE)
    driver.press(Act.ACCEPT)
    for number in numbers:
        driver.scan(number)
    driver.press(Act.ACCEPT)

    results = [dossier(ward, number).result for number in numbers]
    assert [r["result_number"] for r in results if r] == ["15/2026", "16/2026"]
    assert {dossier(ward, n).status for n in numbers} == {Status.FINISHED}


def test_a_result_with_an_impossible_day_is_refused_at_its_field(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    number = ward.receive()
    ward.act(number, Action.FORWARD, holder=CASE.login)
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.press(Act.PART_2)
    driver.scan(number)
    form = driver.tab.list_panel.form
    field = form.field("result_date")
    press(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(field, "31/02/2026")

    driver.press(Act.DECIDE)

    assert form.error_of("result_date") == Code.DATE.value
    assert lists(ward) == ()


def test_a_citizen_gets_the_result_and_the_slip_is_printed(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    number = ward.receive(4)
    ward.act(number, Action.FORWARD, holder=CASE.login)
    ward.act(number, Action.FINISH, result_number="15/2026")
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.press(Act.PART_3)
    driver.scan(number)
    text = f"{person(4).id_number}||{person(4).name}|15021990|Nam|Số 5, đường Thử|10022022"
    assert driver.screen.on_scan(Scan(text, ScanKind.CARD))

    assert driver.press(Act.ACCEPT)

    given = ward.tracking.detail(number, AT_COUNTER)
    assert given.dossier.status is Status.DELIVERED
    assert given.owed_dong == 0
    assert driver.printed == [PrintRequest((given.papers[-1].id,))]
    queue = driver.screen.tab(2).queue  # type: ignore[attr-defined]
    assert queue.records_model.records() == ()


def test_what_is_not_ready_is_not_given(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    number = ward.receive()
    driver = HandoverDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.press(Act.PART_3)

    driver.scan(number)

    assert "đã tiếp nhận" in said.last
    assert not driver.press(Act.ACCEPT)


def test_receipts_scanned_faster_than_they_are_saved_land_on_one_list(
    qtbot: QtBot, styled: object, tmp_path: Path, ward: BusyWard
) -> None:
    numbers = [ward.receive(at) for at in range(5)]
    unhandled: list[Exception] = []
    runner = TaskRunner(unhandled.append)
    driver = HandoverDriver(replace(make_kit(tmp_path), tasks=runner), ward)
    qtbot.addWidget(driver.screen)
    qtbot.waitUntil(lambda: runner.is_idle)

    for number in numbers:
        driver.scan(number)
    qtbot.waitUntil(lambda: runner.is_idle and len(driver.items()) == 5)
    runner.wait_for_done()

    assert driver.items() == numbers
    assert len(lists(ward)) == 1
    assert unhandled == []


@pytest.fixture
def lanes(
    qtbot: QtBot, styled: object, tmp_path: Path, ward: BusyWard
) -> Iterator[tuple[HandoverDriver, TaskRunner, RecordingMessages]]:
    """The screen on the real lanes, at rest."""
    kit = make_kit(tmp_path)
    assert isinstance(kit.messages, RecordingMessages)
    runner = TaskRunner(kit.messages.failed)
    driver = HandoverDriver(replace(kit, tasks=runner), ward)
    qtbot.addWidget(driver.screen)
    qtbot.waitUntil(lambda: runner.is_idle)
    yield driver, runner, kit.messages
    runner.wait_for_done()


def test_f9_pressed_while_a_dossier_is_put_on_closes_the_list_after_it(
    qtbot: QtBot, lanes: tuple[HandoverDriver, TaskRunner, RecordingMessages], ward: BusyWard
) -> None:
    driver, runner, _ = lanes
    numbers = [ward.receive(at) for at in range(2)]
    driver.press(Act.REFRESH)
    qtbot.waitUntil(lambda: runner.is_idle)
    driver.tab.queue.tick_all()

    assert driver.press(Act.DECIDE)
    assert driver.press(Act.ACCEPT)
    assert driver.press(Act.ACCEPT)
    qtbot.waitUntil(lambda: runner.is_idle and bool(driver.printed))

    (line,) = lists(ward)
    assert line.state == "closed"
    assert line.items == len(numbers)
    assert len(driver.printed) == 1


def test_f9_after_scans_that_are_still_being_saved_waits_for_all_of_them(
    qtbot: QtBot, lanes: tuple[HandoverDriver, TaskRunner, RecordingMessages], ward: BusyWard
) -> None:
    driver, runner, _ = lanes
    numbers = [ward.receive(at) for at in range(4)]

    for number in numbers:
        driver.scan(number)
    assert driver.press(Act.ACCEPT)
    qtbot.waitUntil(lambda: runner.is_idle and bool(driver.printed))

    assert driver.items() == numbers
    assert [line.state for line in lists(ward)] == ["closed"]


def test_f9_is_not_carried_out_and_says_why_when_what_it_waited_for_was_refused(
    qtbot: QtBot, lanes: tuple[HandoverDriver, TaskRunner, RecordingMessages], ward: BusyWard
) -> None:
    driver, runner, messages = lanes
    first, second = ward.receive(0), ward.receive(1)
    ward.act(second, Action.WITHDRAW, reason="Công dân rút")

    driver.scan(first)
    driver.scan(second)
    assert driver.press(Act.ACCEPT)
    qtbot.waitUntil(lambda: runner.is_idle and "F9" in messages.last)

    assert [line.state for line in lists(ward)] == ["open"]
    assert driver.printed == []


def test_every_control_has_a_name_in_every_tab(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    number = ward.receive()
    ward.act(number, Action.FORWARD, holder=CASE.login)
    screen = HandoverScreen(kit)
    qtbot.addWidget(screen)
    screen.show()
    screen.on_shown()
    screen.on_ready(handover_services(ward))

    for act in (Act.PART_1, Act.PART_2, Act.PART_3):
        assert screen.carry_out(act)
        assert unnamed_controls(screen) == []
