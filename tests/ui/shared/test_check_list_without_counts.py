"""A tick list that has no counts."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.qt import press
from tthc_desk.ui.shared.check_list import CheckItem, CheckList
from tthc_desk.ui.shared.kit import Kit


def test_a_digit_on_a_list_without_counts_changes_nothing(qtbot: QtBot, kit: Kit) -> None:
    ticks = CheckList(kit, name="Còn thiếu", titles=("Giấy tờ",))
    qtbot.addWidget(ticks)
    items = (CheckItem("Tờ khai", checked=True, counts=(), required=False),)
    ticks.set_items(items)
    ticks.setCurrentIndex(ticks.model().index(0, 0))
    press(ticks, Qt.Key.Key_5)
    assert tuple(ticks.items()) == items
