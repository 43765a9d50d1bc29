"""Keys of the tracking screen say what they do, and why they do nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.tracking_driver import BusyWard, TrackingDriver, open_ward
from tests.helpers.ui_fakes import RecordingMessages
from tthc_desk.domain.errors import Code
from tthc_desk.domain.moves import Action
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone

NARROW_PX = 1093


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    opened = open_ward(tmp_path / "ward")
    yield opened
    opened.store.close()


@pytest.fixture
def said(kit: Kit) -> RecordingMessages:
    assert isinstance(kit.messages, RecordingMessages)
    return kit.messages


def test_f11_says_why_nothing_can_be_undone(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    number = ward.receive()
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.screen.on_open(number)

    assert driver.screen.carry_out(Act.UNDO_STEP)

    assert said.said == [(Tone.WARNING, Code.UNDO.value)]
    assert dict(driver.screen.offered())[Act.UNDO_STEP].text() == "Hoàn tác"
    assert not driver.screen.detail.is_asking


def test_f11_without_a_dossier_asks_for_one(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    assert driver.screen.carry_out(Act.UNDO_STEP)

    ((tone, text),) = said.said
    assert tone is Tone.WARNING
    assert "Chọn hồ sơ" in text


def test_f11_says_nothing_while_a_step_is_asked_for(
    qtbot: QtBot, kit: Kit, ward: BusyWard, said: RecordingMessages
) -> None:
    number = ward.receive()
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.screen.on_open(number)
    driver.ask(Action.FORWARD)

    driver.screen.carry_out(Act.UNDO_STEP)

    assert driver.screen.detail.form.action is Action.FORWARD
    assert said.said == []


def test_help_names_f9_by_what_it_does_here(qtbot: QtBot, kit: Kit, ward: BusyWard) -> None:
    number = ward.receive()
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    driver.screen.on_open(number)
    assert dict(driver.screen.offered())[Act.ACCEPT].text() == "Ghi bước đang mở"

    driver.ask(Action.FORWARD)
    assert "xử lý" in dict(driver.screen.offered())[Act.ACCEPT].text()
    driver.screen.carry_out(Act.BACK)
    assert dict(driver.screen.offered())[Act.ACCEPT].text() == "Ghi bước đang mở"


def test_the_hint_of_the_box_is_read_whole_in_the_narrowest_window(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)
    # The rail stands beside the screen.
    driver.screen.resize(NARROW_PX - kit.scale.chars_px(20), 520)
    QApplication.processEvents()
    box = driver.screen.finder.box
    room = box.contentsRect().width() - box.textMargins().left() - box.textMargins().right()
    frame = box.fontMetrics().averageCharWidth() * 2
    assert box.fontMetrics().horizontalAdvance(box.placeholderText()) <= room - frame
