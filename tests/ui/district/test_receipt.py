"""Taking files in: a stick with junk on it, again, dropped, stopped, saved."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from tests.helpers.district_driver import BusyDistrict, DistrictDriver
from tests.helpers.qt import press, shown_rows
from tests.helpers.ui_fakes import InstantTasks
from tests.ui.district.test_pictures import heap
from tthc_desk.ui.district.places import BOARD
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tasks import Lane, Report, Ticket

T = TypeVar("T")


@pytest.fixture
def usb(district: BusyDistrict, tmp_path: Path) -> Path:
    return heap(district, tmp_path)


def counts(driver: DistrictDriver) -> dict[str, str]:
    return dict(driver.receipt.counts.texts)


def test_a_heap_is_sorted_out_file_by_file(driver: DistrictDriver, usb: Path) -> None:
    driver.receipt.take([usb])

    assert counts(driver) == {
        "Đã nhận": "1",
        "Đã có": "2",
        "Giữ, không tính": "0",
        "Không nhận": "2",
        "Bỏ qua": "2",
    }
    assert driver.receipt.only_refused.isChecked()
    rows = shown_rows(driver.receipt.table)
    assert [row[1] for row in rows] == ["Không nhận", "Không nhận"]
    assert rows[0][4].startswith("Tệp bị cụt")
    assert "chưa đăng ký" in rows[1][4]
    assert driver.messages.said[-1][0] is Tone.WARNING


def test_all_files_are_shown_by_a_key_with_ward_and_period(
    driver: DistrictDriver, usb: Path
) -> None:
    driver.receipt.take([usb])
    assert driver.receipt.carry_out(Act.PART_1)

    rows = {row[0]: row[1:] for row in shown_rows(driver.receipt.table)}
    assert len(rows) == 7
    taken = rows["TOTALS_00634_2026-10-01_2026-10-31_12.json"]
    assert taken[:3] == ("Đã nhận", "phường Đại Mỗ", "tháng 10/2026")
    assert rows["anh-chup.jpg"][0] == "Bỏ qua"


def test_the_same_files_again_change_nothing_and_say_so(driver: DistrictDriver, usb: Path) -> None:
    driver.receipt.take([usb])
    before = driver.desk.store.queries.chain_head()
    driver.receipt.take([usb])
    assert counts(driver)["Đã có"] == "3"
    assert counts(driver)["Đã nhận"] == "0"
    assert driver.desk.store.queries.chain_head() == before


def test_what_is_dropped_on_the_page_is_taken_in(driver: DistrictDriver, usb: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(usb))])
    drop = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    driver.receipt.dropEvent(drop)
    assert counts(driver)["Đã nhận"] == "1"


def test_enter_on_a_file_shows_its_period_on_the_board(driver: DistrictDriver, usb: Path) -> None:
    driver.receipt.take([usb])
    driver.receipt.only_refused.setChecked(False)
    table = driver.receipt.table
    names = [row[0] for row in shown_rows(table)]
    table.select_row(names.index("TOTALS_00634_2026-09-01_2026-09-30_11.json"))
    press(table, Qt.Key.Key_Return)

    assert driver.window.screen_shown is driver.window.screen_of(BOARD)
    words = driver.board.detail.words
    assert words is not None
    assert (words.ward, words.period) == ("Phường Đại Mỗ", "Tháng 9/2026")


def test_the_whole_sentence_and_place_stand_under_the_table(
    driver: DistrictDriver, usb: Path
) -> None:
    driver.receipt.take([usb])
    text = driver.receipt._why.text()
    assert str(usb) in text
    assert "Hãy xin phường gửi lại đúng tệp đã xuất." in text


def test_the_answers_are_saved_as_a_workbook(
    driver: DistrictDriver, usb: Path, tmp_path: Path
) -> None:
    assert not driver.receipt.carry_out(Act.SAVE_TABLE)
    driver.receipt.take([usb])
    assert driver.receipt.carry_out(Act.SAVE_TABLE)
    output, chooser = driver.receipt.output, driver.receipt.output._chooser
    assert chooser is not None
    chooser.close()
    assert output._made is not None
    output.save(output._made, tmp_path / "list.xlsx", as_table=True)

    book = load_workbook(BytesIO((tmp_path / "list.xlsx").read_bytes()))
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    heading = next(row for row in cells if "Mã tệp" in row)
    lines = [row for row in cells if str(row[0]).startswith(("TOTALS_", "anh", "ghi"))]
    assert len(lines) == 7
    assert {line[heading.index("Kết quả")] for line in lines} == {
        "Đã nhận",
        "Đã có",
        "Không nhận",
        "Bỏ qua",
    }


class StoppingTasks(InstantTasks):
    """Answers every report with a wish to stop."""

    def run_long(
        self,
        title: str,
        work: Callable[[Report], T],
        on_success: Callable[[T], object],
        on_error: Callable[[Exception], object] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> Ticket:
        del title, lane
        return self._do(lambda: work(lambda done, of: False), on_success, on_error)


def test_stopping_keeps_what_was_taken_and_says_what_is_left(
    driver: DistrictDriver, tmp_path: Path
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for at in range(230):
        (many / f"{at:03}.txt").write_text("ghi chú", encoding="utf-8")
    screen = driver.receipt
    object.__setattr__(screen.work._kit, "tasks", StoppingTasks(driver.messages.failed))
    screen.take([many])
    assert counts(driver)["Bỏ qua"] == "200"
    assert "còn 30 tệp chưa xem" in driver.messages.last


def test_an_empty_page_says_what_to_do_and_nothing_there_is_said(
    driver: DistrictDriver, tmp_path: Path
) -> None:
    screen = driver.receipt
    assert "F9" in screen.table._empty_text
    empty = tmp_path / "nothing"
    empty.mkdir()
    screen.take([empty])
    assert driver.messages.last == "Không có tệp nào ở nơi đã chọn."


def test_the_window_asks_before_it_closes_over_running_work(driver: DistrictDriver) -> None:
    screen = driver.receipt
    screen.work._is_busy = True
    driver.window.close()
    assert driver.window.isVisible()
    driver.messages.answer("Ở lại")
    assert driver.window.isVisible()
    driver.window.close()
    driver.messages.answer("Đóng chương trình")
    assert not driver.window.isVisible()
