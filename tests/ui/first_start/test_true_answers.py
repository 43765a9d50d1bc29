"""What a person answers is what the pages, the summary and the book say afterwards."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests.helpers.first_start_driver import Wizard, put_pack, wizard
from tests.helpers.program import MORNING, wait_until
from tthc_desk.app.clock import SetClock
from tthc_desk.app.wiring import Desk, open_desk, proposed_year
from tthc_desk.domain.events import EventKind
from tthc_desk.ui.first_start.scan_verdict import TEST_BAR, TEST_CARD
from tthc_desk.ui.first_start.steps import Step
from tthc_desk.usecases.calendar_years import CalendarYears

BAD_CARD = "001090000001||Nguyen Van Thu Nghiem|15021990|Nam|Ha Noi, My Dinh|10052021"


def years_of(desk: Desk) -> CalendarYears:
    return CalendarYears(desk.store, desk.rules, desk.upkeep, proposed_year)


def fact(made: Wizard, name: str) -> str:
    """Read a line of the last page."""
    labels = [one.text() for one in made.page.findChildren(QLabel)]
    return labels[labels.index(name) + 1]


def test_a_year_left_for_later_is_not_confirmed_though_the_pack_was(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.CALENDAR)
        made.press("Ctrl+2", "F9")
        assert fact(made, "Lịch làm việc") == "để sau"
        made.press("F9")
        assert "Còn phải xác nhận lịch năm nay" in made.words
    with open_desk(tmp_path / "sổ", SetClock(MORNING)) as desk:
        assert not desk.rules.book().calendar.years[2026].confirmed
        assert years_of(desk).to_confirm() == 2026
        assert list(desk.upkeep.verify()) == []


def test_a_confirmed_year_names_who_confirmed_it(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.CALENDAR)
        made.press("Ctrl+1", "F9", "F9")
        assert "Phường đã sẵn sàng" in made.words
        assert fact(made, "Lịch làm việc") == "xác nhận năm 2026"
    with open_desk(tmp_path / "sổ", SetClock(MORNING)) as desk:
        last = desk.store.queries.timeline("2026")[-1]
        assert (last.kind, last.officer) == (EventKind.CALENDAR_CONFIRMED, "lanhdao")
        assert last.data["confirmed"] is True
        held = years_of(desk).held(2026)
        assert held.last is not None
        assert held.last.confirmed
        assert list(desk.upkeep.verify()) == []


def test_a_printer_is_good_only_after_a_page_was_sent(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.PRINTER)
        made.press("Ctrl+1", "F9")
        assert made.is_at(Step.PRINTER)
        made.press("Ctrl+3", "F9")
        assert made.is_at(Step.PRINTER)
        made.press("Ctrl+P")
        wait_until(lambda: "Đã gửi" in made.words)
        made.press("Ctrl+3")
        assert "in 100%" in made.words
        made.go_to(Step.SUMMARY)
        assert fact(made, "Máy in") == "đã thử, chưa dùng được"
        made.press("F9")
        assert "Máy in in ra sai" in made.words


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_page_that_could_not_be_sent_takes_the_good_word_back(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.PRINTER)
        made.press("Ctrl+P")
        wait_until(lambda: "Đã gửi" in made.words)
        made.press("Ctrl+1")
        assert made.hint == ""
        made.printers.fail = True
        made.press("Ctrl+P")
        wait_until(lambda: "không nhận trang thử" in made.words)
        made.press("Ctrl+1", "F9")
        assert made.is_at(Step.PRINTER)


def test_a_machine_without_a_printer_cannot_have_tried_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        monkeypatch.setattr(made.printers, "names", lambda: ())
        made.go_to(Step.PRINTER)
        made.press("Ctrl+1", "F9")
        assert made.is_at(Step.PRINTER)
        made.press("Ctrl+2")
        made.go_to(Step.SUMMARY)
        assert fact(made, "Máy in") == "để sau"


def test_a_scanner_is_good_only_after_a_good_scan(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.SCANNER)
        made.press("Ctrl+1", "F9")
        assert made.is_at(Step.SCANNER)
        made.scan(BAD_CARD)
        made.press("Ctrl+1", "F9")
        assert made.is_at(Step.SCANNER)
        made.press("Ctrl+3", "F9")
        assert made.is_at(Step.BACKUP)
        made.go_to(Step.SUMMARY)
        assert fact(made, "Máy quét") == "đã thử, chưa dùng được"
        made.press("F9")
        assert "Máy quét quét sai" in made.words


@pytest.mark.parametrize("slow_ms", [0, 120])
def test_the_bar_code_of_the_trial_sheet_wipes_no_verdict(tmp_path: Path, slow_ms: int) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.SCANNER)
        how = {"between_ms": slow_ms, "end": ""} if slow_ms else {}
        made.scan(TEST_BAR, **how)
        wait_until(lambda: "Mã vạch của trang thử: đọc đúng." in made.words)
        assert "Chưa dùng được" not in made.words
        assert "quét thêm mã vuông" in made.hint
        made.scan(TEST_CARD)
        assert made.hint == ""
        made.scan(TEST_BAR)
        assert made.hint == ""
        assert "✓ Đọc được" in made.words


def test_a_folder_for_backups_that_went_away_does_not_unmake_the_ward(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    usb = tmp_path / "usb"
    usb.mkdir()
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.BACKUP)
        made.write(str(usb / "sao"))
        wait_until(lambda: not made.hint)
        made.go_to(Step.SUMMARY)
        usb.rmdir()
        usb.write_text("x")
        made.press("F9")
        assert "Phường đã sẵn sàng" in made.words
        assert "Chưa lưu gì" not in made.words
        assert "Sổ đã lập đủ" in made.words
        assert fact(made, "Bản sao lưu").startswith("chưa đặt được")


def test_a_clock_that_stands_years_back_is_said_beside_the_pack(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.frame._clock.moment = MORNING - timedelta(days=3000)  # type: ignore[attr-defined]
        made.press("Ctrl+1", "F9")
        assert made.is_at(Step.PACK)
        assert "đồng hồ máy này chỉ" in made.words
        made.frame._clock.moment = MORNING  # type: ignore[attr-defined]
        made.press("F5", "F9")
        assert made.is_at(Step.KEY)
