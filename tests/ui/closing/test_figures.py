"""Every figure opens its dossiers: as many as it says, and each of them opens in tracking."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.closing_driver import ClosingDriver
from tests.helpers.qt import press, shown_rows
from tests.helpers.tracking_driver import NOW, BusyWard
from tests.ui.closing.conftest import Opener
from tests.ui.closing.test_reports import FIRST, LAST
from tthc_desk.ui.closing.figure_view import FigureView
from tthc_desk.ui.closing.unit_rows import figure_at
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.screen import OpenRequest
from tthc_desk.usecases.paper_facts import PaperKind

_MONEY_ROW = 4


def behind(driver: ClosingDriver, view: FigureView, row: int, column: int) -> int:
    """Press Enter on a figure; give how many dossiers are listed, and go back."""
    view.choose(row, column)
    press(view, Qt.Key.Key_Return)
    assert driver.screen.behind.isVisible()
    table = driver.screen.behind.table
    model = table.records_model
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    found = len(shown_rows(table))
    assert driver.press(Act.BACK)
    assert view.isVisible()
    return found


def test_every_count_of_the_tally_lists_so_many_dossiers(opened: Opener, ward: BusyWard) -> None:
    ward.receive(20)
    driver = opened()
    driver.screen.day.show_day(NOW.date())
    units = driver.screen.day.tables.units

    rows = shown_rows(units)
    assert len(rows) == 3
    for at, row in enumerate(rows):
        for column in range(1, 6):
            assert behind(driver, units, at, column) == int(row[column]), (row[0], column)


def test_every_count_of_the_identities_lists_so_many_dossiers(opened: Opener) -> None:
    driver = opened()
    driver.screen.day.show_day(NOW.date())
    view = driver.screen.day.tables.identities

    for at, row in enumerate(shown_rows(view)[:_MONEY_ROW]):
        for column, text in enumerate(row[1:], start=1):
            if text:
                said = int(text.rpartition(" ")[2])
                assert behind(driver, view, at, column) == said, text


def test_every_figure_of_form_06a_lists_so_many_dossiers(opened: Opener) -> None:
    driver = opened()
    driver.press(Act.PART_2)
    driver.screen.report.show_list(PaperKind.REPORT_06A, FIRST, LAST)
    view = driver.screen.report.tables.view
    assert isinstance(view, FigureView)

    for at, row in enumerate(shown_rows(view)):
        for column in range(1, 12):
            assert behind(driver, view, at, column) == int(row[column])


def test_a_closed_day_lists_the_dossiers_it_was_closed_with(opened: Opener, ward: BusyWard) -> None:
    driver = opened()
    driver.close_before(NOW.date())
    first = min(line for line in driver.desk.closing.queue())
    assert first == NOW.date()
    driver.screen.day.show_day(LAST.replace(day=9))
    units = driver.screen.day.tables.units

    rows = shown_rows(units)

    assert [behind(driver, units, at, 1) for at in range(len(rows))] == [int(r[1]) for r in rows]


def test_enter_on_a_dossier_opens_it_in_tracking_and_escape_goes_back_to_the_figure(
    qtbot: QtBot, opened: Opener
) -> None:
    driver = opened()
    qtbot.waitUntil(driver.screen.isActiveWindow)
    units = driver.screen.day.tables.units
    units.setFocus()
    units.choose(0, 1)
    press(units, Qt.Key.Key_Return)
    table = driver.screen.behind.table
    number = table.records_model.record(0).number

    assert QApplication.focusWidget() is table
    press(table, Qt.Key.Key_Return)

    assert driver.opened == [OpenRequest(Act.TRACKING, number)]
    driver.press(Act.BACK)
    assert QApplication.focusWidget() is units
    assert (units.currentIndex().row(), units.currentIndex().column()) == (0, 1)


@pytest.mark.parametrize("kind", [PaperKind.REGISTER, PaperKind.OVERDUE_LIST])
def test_enter_on_a_line_of_a_list_opens_its_dossier(opened: Opener, kind: PaperKind) -> None:
    driver = opened()
    driver.press(Act.PART_2)
    driver.screen.report.show_list(kind, FIRST, LAST)
    view = driver.screen.report.tables.view
    assert view is not None
    number = view.records_model.record(0).number

    press(view, Qt.Key.Key_Return)

    assert driver.opened == [OpenRequest(Act.TRACKING, number)]


def test_a_name_opens_nothing(opened: Opener) -> None:
    driver = opened()
    units = driver.screen.day.tables.units
    units.choose(0, 0)

    press(units, Qt.Key.Key_Return)

    assert not driver.screen.behind.isVisible()


def test_a_unit_of_several_fields_lists_the_dossiers_of_all_of_them(opened: Opener) -> None:
    driver = opened()
    driver.screen.day.show_day(LAST.replace(day=19))
    shown = driver.screen.day.shown
    assert shown is not None
    facts, fields = shown.facts, ("Bảo trợ xã hội", "Chứng thực", "Hộ tịch")
    ward = replace(shown.ward, units=(("Văn phòng", fields),))
    assert len(facts.lines) > 1

    figure = figure_at(facts, ward, replace(facts.total, name="Văn phòng"), 1)
    assert figure is not None
    driver.screen.open_figure(figure)
    model = driver.screen.behind.table.records_model
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())

    assert {selection.field for selection in figure.selections} >= set(fields)
    assert len(model.records()) == facts.total.received
