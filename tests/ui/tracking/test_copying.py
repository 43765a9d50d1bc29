"""Copying what a dossier says into another system: a row, the whole, and what is forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.qt import grab, press, unnamed_controls
from tests.helpers.tracking_driver import (
    IN_CHARGE,
    BusyWard,
    TrackingDriver,
    fill,
    open_ward,
    person,
)
from tests.helpers.ui_fakes import RecordingMessages
from tthc_desk.domain.moves import Action
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.tracking.copy_rows import CopyRows
from tthc_desk.ui.tracking.copying import KEPT_MS

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    opened = open_ward(tmp_path / "ward")
    yield opened
    opened.store.close()


@pytest.fixture
def driver(qtbot: QtBot, kit: Kit, ward: BusyWard) -> TrackingDriver:
    number = ward.receive(6)
    changes = {"owner_birth_date": "1990-02-15", "owner_sex": "male"}
    ward.act(number, Action.CORRECT, reason="Thiếu ngày sinh", changes=changes)
    made = TrackingDriver(kit, ward)
    qtbot.addWidget(made.screen)
    made.screen.activateWindow()
    made.screen.on_open(number)
    return made


@pytest.fixture
def said(kit: Kit) -> RecordingMessages:
    assert isinstance(kit.messages, RecordingMessages)
    return kit.messages


def rows_of(driver: TrackingDriver) -> CopyRows:
    return driver.screen.detail.facts.rows


def button_of(row: QWidget) -> QPushButton:
    (made,) = row.findChildren(QPushButton)
    return made


def pasted() -> str:
    return QGuiApplication.clipboard().text()


def test_every_fact_can_be_copied_by_its_button(
    driver: TrackingDriver, said: RecordingMessages
) -> None:
    copied = {}
    for row in rows_of(driver).shown_rows():
        button_of(row).click()
        copied[row.fact.name] = pasted()
        assert row.fact.name.lower() in said.last
    who = person(6)
    assert copied["Chủ hồ sơ"] == who.name
    assert copied["Số định danh"] == who.id_number
    assert copied["Ngày sinh"] == "15/02/1990"
    assert copied["Giới tính"] == "Nam"
    assert copied["Điện thoại"] == who.phone
    assert copied["Địa chỉ"] == who.address
    assert copied["Mã thủ tục"] == "1.001193"
    assert copied["Số hồ sơ"] == driver.numbers()[0]
    assert copied["Tiếp nhận"] == "23/11/2026 08:15"
    assert copied["Hẹn trả"] == "25/11/2026 08:15"


def test_the_identity_number_is_shown_masked_and_named_in_no_message(
    driver: TrackingDriver, said: RecordingMessages
) -> None:
    (row,) = [row for row in rows_of(driver).shown_rows() if row.fact.is_secret]
    assert str(person(6).id_number) not in row.accessibleName()
    assert row.fact.shown.endswith("0006")
    button_of(row).click()
    driver.screen.carry_out(Act.COPY_ALL)
    told = " ".join(text for _, text in said.said)
    for secret in (person(6).id_number, person(6).name, person(6).phone):
        assert str(secret) not in told


def test_rows_are_walked_by_arrows_and_copied_by_ctrl_c(
    driver: TrackingDriver, qtbot: QtBot
) -> None:
    first, second, *_ = rows_of(driver).shown_rows()
    with qtbot.waitActive(driver.screen):
        driver.screen.activateWindow()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    press(first, Qt.Key.Key_C, CONTROL)
    assert pasted() == person(6).name
    press(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    press(second, Qt.Key.Key_C, CONTROL)
    assert pasted() == person(6).id_number
    assert (first.is_stop, second.is_stop) == (False, True)
    press(second, Qt.Key.Key_Up)
    press(first, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first


def test_a_button_shows_only_where_the_pointer_or_the_focus_is(
    driver: TrackingDriver, qtbot: QtBot
) -> None:
    first, second, *_ = rows_of(driver).shown_rows()
    buttons = [button_of(row) for row in (first, second)]
    assert [made.isVisible() for made in buttons] == [False, False]
    at = QPointF(1, 1)
    QApplication.sendEvent(second, QEnterEvent(at, at, at))
    assert buttons[1].isVisible()
    QApplication.sendEvent(second, QEvent(QEvent.Type.Leave))
    assert not buttons[1].isVisible()
    with qtbot.waitActive(driver.screen):
        driver.screen.activateWindow()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert buttons[0].isVisible()
    second.setFocus(Qt.FocusReason.TabFocusReason)
    assert [made.isVisible() for made in buttons] == [False, True]


def test_a_secret_leaves_the_clipboard_after_ten_seconds(driver: TrackingDriver) -> None:
    copier = driver.screen.detail.copier
    copier.copy("001090000001", is_secret=True)
    assert (copier.timer.isActive(), copier.timer.interval()) == (True, KEPT_MS)
    formats = QGuiApplication.clipboard().mimeData().formats()
    assert "x-kde-passwordManagerHint" in formats
    copier.timer.timeout.emit()
    assert pasted() == ""
    assert not copier.timer.isActive()


def test_what_was_copied_since_is_left_alone(driver: TrackingDriver) -> None:
    copier = driver.screen.detail.copier
    copier.copy("001090000001", is_secret=True)
    QGuiApplication.clipboard().setText("việc khác")
    copier.timer.timeout.emit()
    assert pasted() == "việc khác"
    copier.copy("001090000001", is_secret=True)
    copier.copy("0912000006", is_secret=False)
    assert not copier.timer.isActive()
    copier.forget()
    assert pasted() == "0912000006"


def test_the_whole_dossier_is_copied_in_the_official_order(
    driver: TrackingDriver, ward: BusyWard
) -> None:
    assert driver.screen.carry_out(Act.COPY_ALL)
    cells = pasted().split("\t")
    columns = ward.services.official.export._screens.screen().written
    assert len(cells) == len(columns)
    assert cells[[column.heading for column in columns].index("Chủ hồ sơ")] == person(6).name
    assert driver.screen.detail.copier.timer.isActive()


def test_the_submitter_is_told_apart_only_where_it_is_another(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    number = ward.receive(3, owner="Trần Thị Thử Chủ")
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.screen.on_open(number)
    told = {row.fact.name: row.fact.copied for row in rows_of(driver).shown_rows()}
    assert (told["Chủ hồ sơ"], told["Người nộp"]) == ("Trần Thị Thử Chủ", person(3).name)
    secrets = [row.fact for row in rows_of(driver).shown_rows() if row.fact.is_secret]
    assert [fact.copied for fact in secrets] == [person(3).id_number]


def test_the_list_that_is_shown_is_saved_to_be_typed_in_again(
    qtbot: QtBot, kit: Kit, ward: BusyWard, tmp_path: Path
) -> None:
    fill(ward, 18)
    driver = TrackingDriver(kit, ward, IN_CHARGE)
    qtbot.addWidget(driver.screen)
    driver.choose_queue("Đang xử lý")
    shown = driver.numbers()
    assert driver.screen.carry_out(Act.SAVE_TABLE)
    (chooser,) = driver.screen.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "a.xlsx"))
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    written = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    assert shown
    assert set(shown) <= written
    assert len(written & {line.number for line in ward.tracking.find(limit=99).lines}) == len(shown)
    chooser.close()


@pytest.mark.parametrize(("width", "height"), [(1194, 640), (921, 490)])
def test_the_detail_stays_calm_at_both_sizes(
    driver: TrackingDriver, qtbot: QtBot, width: int, height: int
) -> None:
    screen = driver.screen
    screen.resize(width, height)
    with qtbot.waitActive(screen):
        screen.activateWindow()
    second = rows_of(driver).shown_rows()[1]
    second.setFocus(Qt.FocusReason.TabFocusReason)
    grab(screen, f"tracking-copy-{width}")
    made = button_of(second)
    right = made.mapTo(screen, made.rect().topRight()).x()
    assert right < screen.width()
    assert not made.visibleRegion().isEmpty()
    assert unnamed_controls(screen) == []
