"""A dossier that is withdrawn or stopped: the papers given back are asked and printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.qt import press, type_text
from tests.helpers.tracking_driver import IN_CHARGE, BusyWard, TrackingDriver, open_ward
from tthc_desk.domain.moves import Action
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.usecases.letter_facts import StopNoticeFacts
from tthc_desk.usecases.paper_record import facts_from_text


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    opened = open_ward(tmp_path / "ward")
    yield opened
    opened.store.close()


@pytest.mark.parametrize("action", [Action.WITHDRAW, Action.STOP])
@pytest.mark.parametrize("returned", ["Tờ khai; Giấy chứng sinh", ""])
def test_papers_given_back_are_typed_after_the_reason_and_stand_on_the_notice(
    qtbot: QtBot, kit: Kit, ward: BusyWard, action: Action, returned: str
) -> None:
    driver = TrackingDriver(kit, ward, IN_CHARGE)
    qtbot.addWidget(driver.screen)
    driver.screen.activateWindow()
    qtbot.waitUntil(driver.screen.isActiveWindow)
    driver.screen.on_open(ward.receive(1))
    driver.ask(action)
    for name, text in (("reason", "Công dân đổi ý"), ("returned_originals", returned)):
        field = QApplication.focusWidget()
        assert field is not None
        assert field.objectName() == name
        type_text(field, text)
        press(field, Qt.Key.Key_Tab)
    driver.carry_out()

    stored = ward.store.queries.paper(driver.printed[-1].paper_ids[0])
    assert stored is not None
    notice = facts_from_text(stored.line.kind, stored.facts_text)
    assert isinstance(notice, StopNoticeFacts)
    assert (notice.reason, notice.returned) == ("Công dân đổi ý", returned)
