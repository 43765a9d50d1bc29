"""The tracking screen on a real store: finding, looking, and every step an officer takes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.pdf import all_text
from tests.helpers.qt import press, type_text, unnamed_controls
from tests.helpers.tracking_driver import (
    AT_COUNTER,
    CASE,
    IN_CHARGE,
    PROCEDURES,
    BusyWard,
    TrackingDriver,
    fill,
    open_ward,
    person,
)
from tests.helpers.ui_fakes import RecordingMessages, make_kit
from tthc_desk.domain.dossier import Status
from tthc_desk.domain.errors import Code
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.moves import Action
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.scan_reading import Scan, ScanKind
from tthc_desk.ui.shared.tasks import TaskRunner
from tthc_desk.ui.tracking.tracking_screen import TrackingScreen
from tthc_desk.usecases.lines import PaperLine
from tthc_desk.usecases.paper_facts import PaperKind


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    opened = open_ward(tmp_path / "ward")
    yield opened
    opened.store.close()


@pytest.fixture
def said(kit: Kit) -> RecordingMessages:
    assert isinstance(kit.messages, RecordingMessages)
    return kit.messages


def status_of(ward: BusyWard, number: str) -> Status:
    line = ward.store.queries.line(number)
    assert line is not None
    return line.status


def kinds(ward: BusyWard, number: str) -> list[EventKind]:
    """Name the standing steps of a dossier, oldest first."""
    return [event.kind for event in ward.tracking.detail(number, AT_COUNTER).dossier.standing]


def open_on(driver: TrackingDriver, number: str) -> None:
    driver.screen.on_open(number)
    opened = driver.screen.detail.opened
    assert opened is not None
    assert opened.number == number


def painted_text(widget: QWidget) -> str:
    """Read what a widget paints, as a person does: what is cut short is not there."""
    page = QBuffer()
    page.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(page)
    writer.setResolution(96)
    widget.render(writer)
    del writer
    return all_text(bytes(page.data().data()))


def card_of(at: int) -> str:
    """The QR text of a test person's card."""
    submitter = person(at)
    return f"{submitter.id_number}||{submitter.name}|15021990|Nam|Số 1, đường Thử|10022022"


def test_a_name_without_marks_finds_its_dossiers_as_it_is_typed(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    fill(ward, 10)
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    assert len(driver.owners()) == 10

    for letter in ("d", "o", " ", "q"):
        type_text(driver.screen.finder.box, letter)

    assert driver.owners() == ["Đỗ Quốc Thử Nghiệm"]


@pytest.mark.parametrize("query", ["0912000004", person(4).id_number, "000004"])
def test_phone_and_identity_number_find_their_dossier(
    qtbot: QtBot, kit: Kit, ward: BusyWard, query: str
) -> None:
    numbers = fill(ward, 10)
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    driver.find(query)

    assert driver.numbers() == [numbers[4]]


def test_each_open_dossier_stands_in_exactly_one_work_queue(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    numbers = fill(ward, 18)
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    entries = [line for line in driver.screen.finder.queues.records_model.records() if line.queue]

    found: list[str] = []
    for line in entries:
        driver.choose_queue(line.mark.word)
        assert len(driver.numbers()) == line.count
        found += driver.numbers()

    closed = [n for n in numbers if status_of(ward, n) is Status.DELIVERED]
    assert sorted([*found, *closed]) == sorted(numbers)


def test_only_legal_steps_are_offered_in_every_status(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    numbers = fill(ward, 9)
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    bar = driver.screen.detail.bar

    for number in numbers:
        open_on(driver, number)
        opened = driver.screen.detail.opened
        assert opened is not None
        assert set(bar.offered()) | {Action.UNDO} == set(opened.detail.moves) | {Action.UNDO}
        for action in set(Action) - set(opened.detail.moves):
            driver.ask(action)
            assert not driver.screen.detail.is_asking


def test_ctrl_1_takes_the_first_step_and_f9_carries_it_out(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    number = ward.receive()
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    open_on(driver, number)

    assert driver.screen.carry_out(Act.PART_1)
    driver.carry_out()

    line = ward.store.queries.line(number)
    assert line is not None
    assert (line.status, line.holder) == (Status.PROCESSING, CASE.login)
    assert "Chuyển xử lý" in said.last


def test_f9_does_nothing_outside_a_form(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    number = ward.receive()
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    open_on(driver, number)

    assert not driver.screen.carry_out(Act.ACCEPT)
    driver.ask(Action.FORWARD)
    driver.carry_out()
    assert not driver.screen.carry_out(Act.ACCEPT)

    assert kinds(ward, number) == [EventKind.RECEIVED, EventKind.FORWARDED]


def test_a_supplement_without_a_reason_is_refused_at_its_field_and_keeps_what_was_ticked(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    number = ward.receive(1)
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    open_on(driver, number)
    driver.ask(Action.REQUEST_SUPPLEMENT)
    fields = driver.screen.detail.form.fields
    assert fields is not None
    missing = fields.field("missing")
    press(missing, Qt.Key.Key_Down)
    press(missing, Qt.Key.Key_Space)

    driver.carry_out()
    assert fields.error_of("reason") == Code.REASON.value
    assert status_of(ward, number) is Status.RECEIVED

    driver.fill(other_missing="Ảnh thử", reason="Thiếu giấy chứng sinh")
    driver.carry_out()

    last = ward.tracking.detail(number, AT_COUNTER).dossier.standing[-1]
    assert last.kind is EventKind.SUPPLEMENT_REQUESTED
    wanted = [PROCEDURES[1].documents[1].name, "Ảnh thử"]
    assert list(last.data["missing"]) == wanted  # type: ignore[arg-type]


def test_a_completed_supplement_prints_a_new_receipt(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    number = ward.receive(1)
    ward.act(number, Action.REQUEST_SUPPLEMENT, missing=("Giấy thử",), reason="Thiếu")
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    open_on(driver, number)

    driver.ask(Action.COMPLETE_SUPPLEMENT)
    driver.carry_out()

    newest = ward.tracking.detail(number, AT_COUNTER).papers[-1]
    assert driver.printed == [PrintRequest((newest.id,))]
    assert newest.kind is PaperKind.RECEIPT


def finished(ward: BusyWard, at: int, owner: str = "") -> str:
    number = ward.receive(at, owner=owner)
    ward.act(number, Action.FORWARD, holder=CASE.login)
    ward.act(number, Action.FINISH, result_number="15/2026")
    return number


def test_money_is_taken_before_the_result_is_given(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    number = finished(ward, 4)
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    open_on(driver, number)

    driver.ask(Action.DELIVER)
    driver.fill(receipt_series="TN-26E", receipt_number="0000123")
    driver.carry_out()

    detail = ward.tracking.detail(number, AT_COUNTER)
    assert detail.dossier.status is Status.DELIVERED
    assert detail.owed_dong == 0
    paid = detail.dossier.payments
    assert [(p.fee_dong, p.method, p.receipt_number) for p in paid] == [(16_000, "cash", "0000123")]
    assert kinds(ward, number)[-2:] == [EventKind.PAID, EventKind.DELIVERED]
    assert detail.papers[-1].kind is PaperKind.RESULT_SLIP
    assert driver.printed == [PrintRequest((detail.papers[-1].id,))]


def test_a_refused_delivery_keeps_the_money_once_and_goes_on_where_it_stopped(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    number = finished(ward, 4)
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    open_on(driver, number)
    driver.ask(Action.DELIVER)
    driver.fill(collector_phone="không phải số")

    driver.carry_out()
    fields = driver.screen.detail.form.fields
    assert fields is not None
    assert fields.error_of("collector_phone") == Code.PHONE.value
    driver.fill(collector_phone="0912000111")
    driver.carry_out()

    dossier = ward.tracking.detail(number, AT_COUNTER).dossier
    assert dossier.status is Status.DELIVERED
    assert len(dossier.payments) == 1


def test_the_submitters_card_is_compared_and_fills_the_collector(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    number = finished(ward, 0, owner="Trần Văn Thử Chủ")
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    open_on(driver, number)
    driver.ask(Action.DELIVER)

    assert driver.screen.on_scan(Scan(card_of(0), ScanKind.CARD))

    form = driver.screen.detail.form
    assert "người nộp" in form.collector_text
    assert form.fields is not None
    assert form.fields.made("collector_id").value() == person(0).id_number
    assert form.fields.made("authority").isHidden()


def test_a_strangers_card_asks_for_the_proxy_paper(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    number = finished(ward, 0)
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    open_on(driver, number)
    driver.ask(Action.DELIVER)
    driver.screen.on_scan(Scan(card_of(7), ScanKind.CARD))
    fields = driver.screen.detail.form.fields
    assert fields is not None
    assert not fields.made("authority").isHidden()

    driver.carry_out()
    assert fields.error_of("authority") == Code.REQUIRED.value
    driver.fill(authority="Giấy ủy quyền ngày 20/11/2026")
    driver.carry_out()

    data = ward.tracking.detail(number, AT_COUNTER).dossier.standing[-1].data
    assert data["collector_id"] == person(7).id_number
    assert data["authority"] == "Giấy ủy quyền ngày 20/11/2026"


def test_who_was_overtaken_is_told_and_keeps_what_was_typed(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    number = ward.receive()
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    open_on(driver, number)
    driver.ask(Action.WITHDRAW)
    driver.fill(reason="Công dân đổi ý")
    ward.act(number, Action.FORWARD, holder=CASE.login)

    driver.carry_out()

    assert [getattr(e, "code", None) for e in said.failures] == [Code.CONFLICT]
    assert status_of(ward, number) is Status.PROCESSING
    assert driver.screen.detail.is_asking
    driver.carry_out()
    assert status_of(ward, number) is Status.WITHDRAWN


def test_a_form_keeps_its_dossier_when_another_desk_moves_it_out_of_the_queue(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    number, other = ward.receive(0), ward.receive(1)
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.choose_queue("Chờ bàn giao")
    assert driver.screen.finder.settle(number)
    driver.ask(Action.WITHDRAW)
    driver.fill(reason="Công dân đổi ý")
    ward.act(number, Action.FORWARD, holder=CASE.login)

    driver.carry_out()
    assert driver.numbers() == [other]
    driver.carry_out()

    assert [status_of(ward, n) for n in (number, other)] == [Status.WITHDRAWN, Status.RECEIVED]


def test_f11_takes_back_the_last_step_with_a_reason_and_strikes_it_in_the_timeline(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    number = ward.receive()
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    open_on(driver, number)
    driver.ask(Action.FORWARD)
    driver.carry_out()

    assert driver.screen.carry_out(Act.UNDO_STEP)
    driver.fill(reason="Chuyển nhầm người")
    driver.carry_out()

    assert status_of(ward, number) is Status.RECEIVED
    struck = re.findall("<s>(.*?)</s>", driver.screen.detail.facts.timeline_html)
    assert len(struck) == 1
    assert struck[0].startswith("Chuyển xử lý")


def test_a_supervisor_may_correct_and_only_what_was_changed_is_written(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    number = ward.receive(owner="Nguyễn Văn Nhầm Thử")
    driver = TrackingDriver(kit, ward, IN_CHARGE)
    qtbot.addWidget(driver.screen)
    open_on(driver, number)
    driver.ask(Action.CORRECT)
    driver.fill(owner_name="Nguyễn Văn Thử Đúng", reason="Gõ nhầm tên")
    driver.carry_out()

    detail = ward.tracking.detail(number, IN_CHARGE)
    assert detail.line.owner_name == "Nguyễn Văn Thử Đúng"
    changes = detail.dossier.standing[-1].data["changes"]
    assert set(changes) == {"owner"}  # type: ignore[arg-type]


def test_enter_on_a_paper_prints_it_again(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    number = ward.receive()
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    open_on(driver, number)
    facts = driver.screen.detail.facts
    facts.papers.select_row(1)

    press(facts.papers, Qt.Key.Key_Return)

    paper: PaperLine = facts.papers.records_model.record(1)
    assert driver.printed == [PrintRequest((paper.id,))]


def test_what_is_typed_before_the_data_folder_is_open_is_looked_for_then(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    numbers = fill(ward, 10)
    screen = TrackingScreen(kit)
    qtbot.addWidget(screen)
    screen.show()
    screen.on_shown()
    type_text(screen.finder.box, "do quoc")

    screen.on_ready(ward.services)

    assert [line.number for line in screen.finder.list.records_model.records()] == [numbers[8]]


def test_a_scanned_receipt_opens_its_dossier_whatever_was_looked_for(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    numbers = fill(ward, 10)
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.choose_queue("Chờ trả kết quả")

    assert driver.screen.on_scan(Scan(numbers[0], ScanKind.NUMBER))

    opened = driver.screen.detail.opened
    assert opened is not None
    assert opened.number == numbers[0]
    assert driver.screen.finder.queues.line.queue is None


def test_a_long_list_is_read_page_by_page(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    numbers = [ward.receive(at) for at in range(60)]
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    assert len(driver.numbers()) == 50

    driver.screen.finder.list.select_row(49)
    driver.screen.finder.list.scrollToBottom()
    model = driver.screen.finder.list.records_model
    root = driver.screen.finder.list.rootIndex()
    if model.canFetchMore(root):
        model.fetchMore(root)

    assert driver.numbers() == numbers[::-1]


def test_a_name_of_four_words_and_the_procedure_can_be_read_in_the_smallest_window(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    ward.receive(0, owner="Nguyễn Hoàng Phương Trang")
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.screen.resize(925, 490)

    text = painted_text(driver.screen.finder.list)

    assert "Nguyễn Hoàng Phương Trang" in text
    assert "Thủ tục đăng ký kết hôn" in text
    assert "Chưa xác nhận in" in painted_text(driver.screen.finder.queues)


def test_every_control_has_a_name_also_in_a_form(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    number = finished(ward, 4)
    driver = TrackingDriver(kit, ward, IN_CHARGE)
    qtbot.addWidget(driver.screen)
    open_on(driver, number)
    assert unnamed_controls(driver.screen) == []

    for action in (Action.DELIVER, Action.CORRECT, Action.VOID):
        driver.ask(action)
        assert unnamed_controls(driver.screen) == []


def test_the_last_letters_win_with_the_real_lanes(
    qtbot: QtBot, styled: object, tmp_path: Path, ward: BusyWard
) -> None:
    fill(ward, 10)
    unhandled: list[Exception] = []
    runner = TaskRunner(unhandled.append)
    kit = replace(make_kit(tmp_path), tasks=runner)
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    for letters in ("n", "ng", "ngo", "ngo d", "bui"):
        driver.find(letters)
    qtbot.waitUntil(lambda: runner.is_idle)
    runner.wait_for_done()

    found = [line.owner_name for line in ward.tracking.find("bui").lines]
    assert driver.owners() == found
    assert len(found) == 1
    assert unhandled == []
