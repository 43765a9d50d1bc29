"""Every figure opens its dossiers: as many as it says, and each of them opens in tracking."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.closing_driver import ClosingDriver
from tests.helpers.factories import CERTIFICATION
from tests.helpers.qt import press, shown_rows
from tests.helpers.tracking_driver import AT_COUNTER, IN_CHARGE, NOW, BusyWard, person
from tests.ui.closing.conftest import Opener
from tests.ui.closing.test_reports import FIRST, LAST
from tthc_desk.domain.moves import Action
from tthc_desk.domain.procedure import Procedure
from tthc_desk.ui.closing.figure_view import Figure, FigureView
from tthc_desk.ui.closing.unit_rows import figure_at
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.screen import OpenRequest
from tthc_desk.usecases.intake_request import IntakeRequest
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.selections import Pick, Selection

_MONEY_ROW = 4
RECEIVED = Selection(Pick.RECEIVED, FIRST, LAST)
CERTIFYING = tuple(
    replace(CERTIFICATION, code=code, name=name)
    for code, name in (("2.999981", "Chứng thực bản sao thử"), ("2.999982", "Chứng thực ký thử"))
)


def listed(driver: ClosingDriver, view: FigureView, row: int, column: int) -> list[str]:
    """Press Enter on a figure; give the numbers of the dossiers listed, and go back."""
    view.choose(row, column)
    press(view, Qt.Key.Key_Return)
    assert driver.screen.behind.isVisible()
    table = driver.screen.behind.table
    model = table.records_model
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    found = [line.number for line in model.records()]
    assert driver.press(Act.BACK)
    assert view.isVisible()
    return found


def behind(driver: ClosingDriver, view: FigureView, row: int, column: int) -> int:
    """Press Enter on a figure; give how many dossiers are listed, and go back."""
    return len(listed(driver, view, row, column))


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


def certified(ward: BusyWard) -> Callable[[str, int], int]:
    """Let certifications happen; give what reads the figure of a column off a dossier."""
    with ward.store.write() as unit:
        unit.replace_procedures(CERTIFYING)
        unit.commit()
    for at, counts in enumerate(((4, 2, 1), (4, 3, 0), (1, 0, 2), (2, 1, 0))):
        certify(ward, CERTIFYING[at % 2], counts, paid="" if at == 3 else "cash")
    void = certify(ward, CERTIFYING[0], (9, 9, 9))
    ward.act(void, Action.VOID, reason="Nhập nhầm")
    ward.clock.at += timedelta(days=8)
    certify(ward, CERTIFYING[0], (9, 9, 9))

    def amount(number: str, column: int) -> int:
        dossier = ward.tracking.detail(number, IN_CHARGE).dossier
        paid = dossier.paid_charge_dong + dossier.paid_fee_dong
        named = (dossier.facts[name] for name in ("pages", "copies", "electronic_copies"))
        return int((1, *named, paid)[column - 1])

    return amount


def certify(ward: BusyWard, procedure: Procedure, counts: tuple[int, ...], paid: str = "") -> str:
    """Take a certification in; `counts` are pages, copies on paper and electronic ones."""
    pages, copies, electronic = counts
    request = IntakeRequest(
        procedure=procedure.code,
        submitter=person(1),
        pages=pages,
        copies=copies,
        electronic_copies=electronic,
        paid=paid,
    )
    return ward.intake.take_in(request, AT_COUNTER).number


def test_every_figure_of_the_certification_count_lists_the_dossiers_it_is_made_of(
    opened: Opener, ward: BusyWard
) -> None:
    amount = certified(ward)
    driver = opened()
    driver.press(Act.PART_2)
    driver.screen.report.show_list(PaperKind.CERTIFICATION_COUNT, FIRST, LAST)
    view = driver.screen.report.tables.view
    assert isinstance(view, FigureView)

    rows = shown_rows(view)
    assert [row[0] for row in rows] == [*(one.name for one in CERTIFYING), "Tổng số"]
    assert rows[-1][1:5] == ("4", "11", "6", "3")
    for at, row in enumerate(rows):
        for column in range(1, 6):
            found = [amount(number, column) for number in listed(driver, view, at, column)]
            assert 0 not in found, (row[0], column)
            assert sum(found) == int(row[column].replace(".", "")), (row[0], column)


def test_a_figure_of_the_certification_count_says_what_it_counts(
    opened: Opener, ward: BusyWard
) -> None:
    certified(ward)
    driver = opened()
    driver.press(Act.PART_2)
    driver.screen.report.show_list(PaperKind.CERTIFICATION_COUNT, FIRST, LAST)
    view = driver.screen.report.tables.view
    assert isinstance(view, FigureView)
    said = []
    for column in range(1, 6):
        listed(driver, view, 0, column)
        said.append(driver.screen.behind.title)

    assert said == [
        f"01/11/2026 – 30/11/2026, {CERTIFYING[0].name} – {words}"
        for words in (
            "Hồ sơ: 2",
            "Trang: 5, trong các hồ sơ dưới đây",
            "Bản giấy: 2, trong các hồ sơ dưới đây",
            "Bản điện tử: 3, trong các hồ sơ dưới đây",
            "Đã thu: 14.000 đ, của các hồ sơ dưới đây",
        )
    ]


def test_a_long_name_above_the_dossiers_does_not_widen_the_window(opened: Opener) -> None:
    driver = opened()
    driver.screen.resize(929, 491)

    driver.screen.open_figure(Figure("Thủ tục có tên rất dài " * 9, (RECEIVED,)))
    for _ in range(3):
        QApplication.processEvents()

    assert (driver.screen.width(), driver.screen.height()) == (929, 491)


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
