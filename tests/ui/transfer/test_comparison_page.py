"""The page of the comparison: a file in, four tables, codes ticked and written, a report out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.helpers.official_lists import code, official_row, save_list
from tests.helpers.qt import grab, press, shown_rows, type_text, unnamed_controls
from tests.helpers.tracking_driver import AT_COUNTER, IN_CHARGE, BusyWard, open_ward
from tests.helpers.ui_fakes import RecordingMessages
from tthc_desk.app.window_official import comparison_services
from tthc_desk.app.wiring import wire
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question, Tone
from tthc_desk.ui.shared.tasks import TaskRunner
from tthc_desk.ui.transfer.comparison_page import ComparisonPage
from tthc_desk.usecases.official_comparison import TakenCode

CANDIDATES, ONLY_HERE, ONLY_THERE, DIFFERENT = range(4)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    opened = open_ward(tmp_path / "ward")
    yield opened
    opened.store.close()


@dataclass
class Compared:
    """A page over a ward, and the ward's dossiers to make lists of."""

    page: ComparisonPage
    ward: BusyWard
    folder: Path
    numbers: list[str]

    def row(self, at: int, line: int, **changes: Any) -> dict[str, Any]:
        dossier = self.ward.store.queries.dossier(self.numbers[at])
        assert dossier is not None
        return official_row(
            line,
            procedure=dossier.facts["procedure_name"],
            owner=dossier.facts["owner"]["name"],
            received=f"{dossier.received_at:%d/%m/%Y %H:%M}",
            due=f"{dossier.due_day:%d/%m/%Y}",
            **changes,
        )

    def read(self, *rows: dict[str, Any]) -> Path:
        path = save_list(self.folder / "danh-sach.xlsx", rows)
        self.page.read(path)
        return path

    def counts(self) -> list[int]:
        stack = self.page._stack
        return [self.page._view(at).records_model.rowCount() for at in range(stack.count())]

    def code_of(self, at: int) -> str:
        line = self.ward.store.queries.line(self.numbers[at])
        assert line is not None
        return line.official_code


Opener = Callable[..., Compared]


@pytest.fixture
def opened(qtbot: QtBot, kit: Kit, ward: BusyWard, tmp_path: Path) -> Opener:
    """Open the page for an officer."""

    def open_page(actor: Actor = IN_CHARGE, dossiers: int = 4) -> Compared:
        numbers = [ward.receive(at) for at in range(dossiers)]
        kit.session.enter(actor)
        page = ComparisonPage(kit)
        page.set_services(comparison_services(wire(ward.store, ward.clock)))
        page.resize(1162, 600)
        qtbot.addWidget(page)
        page.show()
        page.follow()
        return Compared(page, ward, tmp_path, numbers)

    return open_page


@pytest.fixture
def said(kit: Kit) -> RecordingMessages:
    assert isinstance(kit.messages, RecordingMessages)
    return kit.messages


def test_an_empty_page_says_where_to_begin(opened: Opener) -> None:
    page = opened(dossiers=0).page
    assert (page.can_take, page.can_save) == (False, False)
    assert not page._take.isEnabled()
    assert "chọn tệp" in page._summary.text()
    assert unnamed_controls(page) == []
    grab(page, "comparison-empty")


def test_a_file_fills_the_days_the_counts_and_the_tables(opened: Opener) -> None:
    made = opened()
    made.read(
        made.row(0, 1, own=made.numbers[0]),
        made.row(1, 2, status="Chờ ký số"),
        official_row(9, received="23/11/2026", owner="Người Lạ Thử"),
    )
    assert made.counts() == [2, 2, 1, 0]
    assert [made.page.first.value(), made.page.last.value()] == 2 * [made.page.shown.first]  # type: ignore[union-attr]
    assert [tab.text() for tab in made.page._tabs] == [
        "Mã có thể ghi  2",
        "Chỉ có ở sổ  2",
        "Chỉ có ở hệ thống  1",
        "Khác nhau  0",
    ]
    assert "“Chờ ký số” (1)" in made.page._notes.text()
    (there,) = shown_rows(made.page.only_there)
    assert (there[1], there[2]) == (code(9), "Người Lạ Thử")


def test_ticked_codes_are_written_after_a_question(opened: Opener, said: RecordingMessages) -> None:
    made = opened()
    made.read(made.row(0, 1, own=made.numbers[0]), made.row(1, 2))
    page = made.page
    assert not page.can_take
    page.take_ticked()
    assert said.said[-1][0] is Tone.WARNING
    press(page.candidates, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page._take.text() == "Ghi mã đã chọn (2)"
    page.take_ticked()
    (question,) = said.questions
    assert isinstance(question, Question)
    assert question.safe == "Quay lại"
    said.answer("Ghi mã")
    assert (made.code_of(0), made.code_of(1)) == (code(1), code(2))
    assert said.last == "Đã ghi 2 mã vào sổ."
    assert made.counts()[CANDIDATES] == 0
    assert "2 hồ sơ khớp" in page._summary.text()
    assert not page.can_take


def test_going_back_writes_nothing(opened: Opener, said: RecordingMessages) -> None:
    made = opened()
    made.read(made.row(0, 1, own=made.numbers[0]))
    press(made.page.candidates, Qt.Key.Key_Space)
    made.page.take_ticked()
    said.answer("Quay lại")
    assert made.code_of(0) == ""
    assert made.page.can_take


def test_a_code_that_was_refused_says_why_in_its_row(
    opened: Opener, said: RecordingMessages
) -> None:
    made = opened()
    made.read(made.row(0, 1, own=made.numbers[0], code="2600012345"), made.row(1, 2))
    made.page.candidates.tick_all()
    made.page.take_ticked()
    said.answer("Ghi mã")
    assert said.said[-1][0] is Tone.WARNING
    (left,) = shown_rows(made.page.candidates)
    assert left[-1] == Code.FORMAT.value
    assert (made.code_of(0), made.code_of(1)) == ("", code(2))


def test_of_dossiers_that_look_alike_only_one_can_be_ticked(opened: Opener, ward: BusyWard) -> None:
    made = opened(dossiers=1)
    made.numbers.append(ward.receive(0))
    made.read(made.row(0, 1))
    view = made.page.candidates
    assert len(shown_rows(view)) == 2
    view.tick_all()
    assert not view.ticked
    for record in view.records_model.records():
        view.toggle(record)
    assert view.ticked == (f"{made.numbers[1]}={code(1)}",)


def test_who_is_not_in_charge_compares_and_writes_nothing(
    opened: Opener, said: RecordingMessages
) -> None:
    made = opened(AT_COUNTER)
    made.read(made.row(0, 1, own=made.numbers[0]))
    made.page.candidates.tick_all()
    assert not made.page._take.isEnabled()
    assert "người phụ trách" in made.page._take.toolTip()
    made.page.take_ticked()
    assert said.questions == []


def test_other_days_are_compared_when_they_are_typed(opened: Opener) -> None:
    made = opened()
    made.read(made.row(0, 1, own=made.numbers[0]))
    page = made.page
    for field in (page.first, page.last):
        field.clear()
        type_text(field, "20112026")
    press(page.last, Qt.Key.Key_Return)
    assert made.counts() == [0, 0, 0, 0]
    assert "1 dòng của tệp tiếp nhận ngoài kỳ này" in page._notes.text()
    page.first.clear()
    page.compare_again()
    assert page.form.error_of("from")


def test_a_file_that_cannot_be_read_is_told_and_the_old_comparison_stays(
    opened: Opener, said: RecordingMessages
) -> None:
    made = opened()
    made.read(made.row(0, 1))
    bad = made.folder / "cu.xls"
    bad.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99))
    made.page.read(bad)
    assert isinstance(said.failures[-1], DeskError)
    assert said.failures[-1].facts["reason"] == "old_excel"
    assert made.counts()[CANDIDATES] == 1


def test_enter_on_a_row_asks_for_its_dossier(opened: Opener, qtbot: QtBot) -> None:
    made = opened()
    made.read(
        made.row(0, 1, own=made.numbers[0]),
        official_row(9, received="23/11/2026", owner="Người Lạ Thử"),
    )
    page = made.page
    wanted: list[str] = []
    page.open_wanted.connect(wanted.append)
    for view in (page.candidates, page.only_here, page.only_there):
        view.select_row(0)
        press(view, Qt.Key.Key_Return)
    assert wanted == [made.numbers[0], made.numbers[1], "Người Lạ Thử"]


def test_the_report_is_saved_as_a_workbook(opened: Opener, said: RecordingMessages) -> None:
    made = opened()
    made.read(made.row(0, 1))
    made.page.save_report()
    (chooser,) = made.page.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(made.folder / "b.xlsx"))
    assert load_workbook(made.folder / "b.xlsx").sheetnames[0] == "Tóm tắt"
    assert said.said[-1][0] is Tone.DONE
    chooser.close()


def test_nothing_is_ticked_twice_while_codes_are_written(
    opened: Opener, kit: Kit, said: RecordingMessages, qtbot: QtBot
) -> None:
    made = opened()
    made.read(made.row(0, 1, own=made.numbers[0]))
    runner = TaskRunner(said.failed)
    object.__setattr__(kit, "tasks", runner)
    page = made.page
    page.candidates.tick_all()
    page.take_ticked()
    said.answer("Ghi mã")
    assert page.is_busy
    page.take_ticked()
    assert len(said.questions) == 1
    qtbot.waitUntil(lambda: not page.is_busy and runner.is_idle)
    runner.wait_for_done()
    assert made.code_of(0) == code(1)


def test_a_failing_machine_says_so_and_leaves_the_page_usable(
    opened: Opener, said: RecordingMessages
) -> None:
    made = opened()
    made.read(made.row(0, 1, own=made.numbers[0]))
    services = made.page._services
    assert services is not None

    def fail(*_: Any) -> tuple[TakenCode, ...]:
        raise DeskError(Code.LOCKED)

    object.__setattr__(services, "take", fail)
    made.page.candidates.tick_all()
    made.page.take_ticked()
    said.answer("Ghi mã")
    assert said.said[-1] == (Tone.ERROR, Code.LOCKED.value)
    assert not made.page.is_busy


@pytest.mark.parametrize(("width", "height"), [(1162, 600), (889, 440)])
def test_all_tables_fit_both_sizes(opened: Opener, width: int, height: int) -> None:
    made = opened(dossiers=8)
    page = made.page
    page.resize(width, height)
    made.read(
        *(made.row(at, at + 1, own=made.numbers[at]) for at in range(3)),
        made.row(3, 4),
        official_row(9, received="23/11/2026", owner="Người Lạ Thử"),
    )
    page.candidates.tick_all()
    for place in range(4):
        page.show_table(place)
        view = page._view(place)
        grab(page, f"comparison-{width}-{place}")
        assert view.horizontalScrollBar().maximum() == 0, place
