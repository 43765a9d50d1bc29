"""Tables show records in columns, fetch pages as they are scrolled, and speak."""

import threading
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.helpers.qt import press, shown_rows
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import (
    Column,
    Page,
    RecordSorter,
    RecordTableModel,
    TableRole,
)
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tasks import TaskRunner
from tthc_desk.ui.shared.tokens import Colour


@dataclass(frozen=True)
class Line:
    number: int
    due: date | None


LATE = StatusMark("Quá hạn", IconName.TRIANGLE, Colour.RED)
COLUMNS = [
    Column[Line]("Số", lambda line: str(line.number), chars=8, is_number=True),
    Column[Line]("Hạn", lambda line: f"{line.due:%d/%m/%Y}" if line.due else "", strong=True),
    Column[Line]("Trạng thái", lambda line: LATE.word, mark=lambda line: LATE),
]
NOWHERE = QModelIndex()


def lines(first: int, count: int) -> tuple[Line, ...]:
    return tuple(Line(at, date(2026, 1, 1 + at % 28)) for at in range(first, first + count))


@pytest.fixture
def model(qapp: object) -> RecordTableModel[Line]:
    return RecordTableModel(COLUMNS)


def test_the_model_keeps_the_rules_of_qt(
    model: RecordTableModel[Line], qtmodeltester: ModelTester
) -> None:
    model.set_records(lines(0, 3))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_a_cell_answers_in_words_shape_and_record(model: RecordTableModel[Line]) -> None:
    model.set_records(lines(7, 1))
    index = model.index(0, 2)
    assert index.data() == "Quá hạn"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Trạng thái: Quá hạn"
    assert index.data(TableRole.STATUS) == LATE
    assert index.data(TableRole.RECORD) == lines(7, 1)[0]
    assert model.index(0, 1).data(Qt.ItemDataRole.FontRole).bold()


def test_pages_come_from_the_lane_until_the_last(
    qtbot: QtBot, model: RecordTableModel[Line]
) -> None:
    asked: list[tuple[object, str]] = []

    def fetch(after: object | None) -> Page[Line]:
        asked.append((after, threading.current_thread().name))
        first = after if isinstance(after, int) else 0
        return Page(lines(first, 50), first + 50 if first < 100 else None)

    tasks = TaskRunner(lambda error: None)
    with qtbot.waitSignal(model.loaded):
        model.load(tasks, fetch)
    while model.canFetchMore(NOWHERE):
        before = model.rowCount()
        model.fetchMore(NOWHERE)
        assert not model.canFetchMore(NOWHERE)  # not twice for the same page
        qtbot.waitUntil(lambda before=before: model.rowCount() > before)  # type: ignore[misc]
    tasks.wait_for_done()
    assert [line.number for line in model.records()] == list(range(150))
    assert asked == [(None, "lane-database"), (50, "lane-database"), (100, "lane-database")]


def test_the_newest_load_wins_and_old_rows_stay_until_then(
    qtbot: QtBot, model: RecordTableModel[Line]
) -> None:
    begun, gate = threading.Event(), threading.Event()

    def slow(after: object | None) -> Page[Line]:
        begun.set()
        gate.wait()
        return Page(lines(100, 1))

    tasks = TaskRunner(lambda error: None)
    failures: list[Exception] = []
    model.load_failed.connect(failures.append)
    model.set_records(lines(1, 1))
    model.load(tasks, slow)
    begun.wait()
    loads: list[int] = []
    model.loaded.connect(loads.append)
    model.load(tasks, lambda after: Page(lines(200, 2)))
    assert model.rowCount() == 1
    with qtbot.waitSignal(model.loaded):
        gate.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    tasks.wait_for_done()
    assert (failures, loads) == ([], [2])
    assert [line.number for line in model.records()] == [200, 201]


def test_a_page_that_cannot_be_read_is_told_and_leaves_the_rows(
    kit: Kit, model: RecordTableModel[Line]
) -> None:
    failures: list[Exception] = []
    model.load_failed.connect(failures.append)
    model.set_records(lines(1, 2))

    def fetch(after: object | None) -> Page[Line]:
        raise OSError

    model.load(kit.tasks, fetch)
    assert [type(one) for one in failures] == [OSError]
    assert model.rowCount() == 2
    assert not model.is_loading


def test_python_dates_sort_where_qt_alone_could_not(model: RecordTableModel[Line]) -> None:
    days = (date(2026, 3, 1), None, date(2025, 12, 31), date(2026, 2, 28))
    by_day = Column[Line]("Hạn", lambda line: str(line.due), sort_key=lambda line: line.due)
    dated = RecordTableModel([by_day])
    dated.set_records([Line(at, day) for at, day in enumerate(days)])
    sorter = RecordSorter()
    sorter.setSourceModel(dated)
    sorter.sort(0)
    found = [sorter.index(row, 0).data(TableRole.RECORD).due for row in range(4)]
    assert found == [None, date(2025, 12, 31), date(2026, 2, 28), date(2026, 3, 1)]


def test_enter_opens_the_row_and_letters_stay_out_of_the_table(
    qtbot: QtBot, kit: Kit, model: RecordTableModel[Line]
) -> None:
    view = RecordView(kit, model, name="Hồ sơ")
    qtbot.addWidget(view)
    opened: list[Line] = []
    view.activated_record.connect(opened.append)
    model.set_records(lines(1, 3))
    view.select_row(1)
    press(view, "3")
    assert view.current_record() == lines(2, 1)[0]
    press(view, Qt.Key.Key_Return)
    assert opened == [lines(2, 1)[0]]
    assert shown_rows(view)[0] == ("1", "02/01/2026", "Quá hạn")


def test_the_current_record_is_told_and_forgotten_with_its_list(
    qtbot: QtBot, kit: Kit, model: RecordTableModel[Line]
) -> None:
    view = RecordView(kit, model, name="Hồ sơ", empty_text="Nhấn F2.")
    qtbot.addWidget(view)
    told: list[Line | None] = []
    view.current_changed.connect(told.append)
    model.set_records(lines(1, 2))
    view.select_row(0)
    model.set_records([])
    assert told[-2:] == [lines(1, 1)[0], None]
    assert view.current_record() is None
    assert not view.grab().isNull()


def test_a_sortable_view_gives_records_in_the_order_shown(
    qtbot: QtBot, kit: Kit, model: RecordTableModel[Line]
) -> None:
    view = RecordView(kit, model, name="Hồ sơ", sortable=True)
    qtbot.addWidget(view)
    model.set_records(lines(1, 3))
    view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    view.select_row(0)
    assert view.current_record().number == 3
