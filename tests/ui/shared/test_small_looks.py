"""Small looks: words beside words stand on one line, long facts end in "…"."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.program import wait_until
from tthc_desk.domain.officers import Officer, Role
from tthc_desk.ui.admin.fact_line import FactLine
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Colour, TypeScale
from tthc_desk.ui.sign_in.page import SignInPage


def ink_rows(image: QImage, left: int, right: int) -> tuple[int, int]:
    """Give the first and the last line in which something dark is painted."""
    dark = [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y).lightness() < 120 for x in range(left, right))
    ]
    return dark[0], dark[-1]


@pytest.mark.parametrize("base_pt", [9.0, 11.0, 12.0, 14.0, 16.0])
def test_a_status_stands_on_the_line_of_the_words_beside_it(
    qtbot: QtBot, styled: QApplication, kit: Kit, base_pt: float
) -> None:
    kit = replace(kit, scale=TypeScale(base_pt))
    word = "Nghỉ lễ"
    mark = StatusMark(word, IconName.CIRCLE, Colour.ACCENT)
    columns = (
        Column[str]("a", lambda _: word, chars=20),
        Column[str]("b", lambda _: word, chars=20, mark=lambda _: mark),
    )
    view = RecordView(kit, RecordTableModel[str](columns), name="x")
    qtbot.addWidget(view)
    view.records_model.set_records(("r",))
    font = view.font()
    font.setPointSizeF(base_pt)
    view.setFont(font)
    view.resize(900, 200)
    view.show()
    image = view.viewport().grab().toImage()
    first = view.columnWidth(0)
    plain = ink_rows(image, 0, first - 1)
    assert ink_rows(image, first + 30, first + view.columnWidth(1) - 1) == plain


def test_a_fact_without_room_ends_in_dots_and_is_copied_whole(
    qtbot: QtBot, styled: QApplication
) -> None:
    line = FactLine()
    qtbot.addWidget(line)
    line.setText("phường " * 40)
    line.resize(300, 30)
    line.show()
    assert line.shown.endswith("…")
    assert line.fontMetrics().horizontalAdvance(line.shown) < 300
    assert line.text() == "phường " * 40
    line.setText("ngắn")
    assert line.shown == "ngắn"


def test_every_officer_of_thirteen_has_a_key(qtbot: QtBot, styled: QApplication, kit: Kit) -> None:
    names = [f"Nguyễn Văn Mẫu {letter}" for letter in "ABCDEGHIKLMNO"]
    officers = [Officer(f"cb{at}", name, Role.COUNTER) for at, name in enumerate(names)]
    page = SignInPage(kit)
    qtbot.addWidget(page)
    page.offer(officers, ("Quầy 1",))
    page.show()
    page.activateWindow()
    wait_until(page._view.hasFocus)
    keys = [page._view.model().index(row, 0).data() for row in range(page._view.model().rowCount())]
    assert keys == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "M", "N", "O"]
    for key, officer in zip(keys, officers, strict=True):
        QTest.keyClick(page._view, key.lower())
        assert page.chosen == officer
