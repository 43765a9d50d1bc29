"""A backup is put back on a new PC by keys alone, and what stands then."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.helpers.districts import new_district
from tests.helpers.program import MORNING, program
from tests.helpers.qt import grab, shown_rows, unnamed_controls
from tests.helpers.restore_driver import Restorer, make_backed_up_ward, restorer
from tests.helpers.wards import FixedClock
from tthc_desk.app import paths
from tthc_desk.app.first_start import is_first_start
from tthc_desk.app.first_start_places import BACKUPS
from tthc_desk.app.restore_frame import RestoreFrame, RestoreWish, run_restoring
from tthc_desk.app.single_window import SingleWindow
from tthc_desk.app.wiring import wire
from tthc_desk.domain.events import EventKind
from tthc_desk.storage.store import open_store
from tthc_desk.ui.first_start.restoring.backup_choice_page import BackupChoicePage
from tthc_desk.ui.first_start.restoring.numbers_page import NumbersPage
from tthc_desk.ui.first_start.restoring.services import RestoreServices
from tthc_desk.ui.shared.message_bar import MessageBar
from tthc_desk.usecases.backup_facts import BackupReason

CLOCK = FixedClock(MORNING)


def look(made: Restorer, name: str) -> None:
    """Keep pictures of a page in both sizes, every control named."""
    assert unnamed_controls(made.frame.window) == []
    for width, height in ((1366, 728), (1093, 574)):
        made.frame.window.resize(width, height)
        made.settle()
        grab(made.frame.window, f"restore-{name}-{width}")
        shown = made.frame.window.size()
        assert (shown.width(), shown.height()) == (width, height), name


def test_from_the_backup_to_the_sign_in_page_by_keys_alone(tmp_path: Path) -> None:
    old, home, backups = tmp_path / "máy cũ", tmp_path / "nhà" / "tthc-desk", tmp_path / "usb"
    file = make_backed_up_ward(old, backups)
    key = tmp_path / "két" / "ward.key"
    key.parent.mkdir()
    (old / "ward.key").rename(key)
    with restorer(home) as made:
        _choose_backup(made, backups)
        _choose_key(made, file, key)
        _see_content_and_place(made)
        assert not (home / "ward.db").exists()
        made.press("F9")
        made.wait("numbers")
        _say_numbers(made)
        made.press("F9")
        assert is_first_start(home)
        _put(made)
        assert made.frame.end.folder == home
    _check_ward(home)
    assert not (home / ".phuc-hoi").exists()
    with program(home) as started:
        started.wait_for_ward()


def _choose_backup(made: Restorer, backups: Path) -> None:
    page = made.page
    assert isinstance(page, BackupChoicePage)
    look(made, "1-none")
    assert made.hint == "Chọn một bản sao lưu."
    page.look_in(str(backups))
    made.settle()
    (row,) = shown_rows(page.list)
    assert row[:3] == ("20/11/2026 17:00", "Phường Thử (99999)", "3")
    assert row[4] == "▲ còn thiếu tệp khóa"
    look(made, "1-found")
    made.press("F9")


def _choose_key(made: Restorer, file: Path, key: Path) -> None:
    assert made.hint == "Chọn tệp khóa."
    look(made, "2-key-none")
    made.write(str(file))
    assert "không phải tệp khóa" in made.words
    look(made, "2-key-bad")
    made.press("F9")
    assert made.step == "key"
    made.write(str(key))
    assert "✓ Đúng khóa" in made.words
    look(made, "2-key")
    made.press("F9")


def _see_content_and_place(made: Restorer) -> None:
    made.wait("content")
    assert "thứ Sáu 20/11/2026 17:00" in made.words
    look(made, "3-content")
    made.press("F9")
    made.wait("target")
    look(made, "4-target")


def _put(made: Restorer) -> None:
    made.wait("review")
    assert "Hồ sơ ngày 23/11/2026: 1–2" in made.words
    assert made.hint.startswith("Chọn người")
    made.choose_name()
    look(made, "6-review")
    made.put()
    assert "Đã khôi phục sổ" in made.words
    # This ward never signed anything.
    assert "Khóa ký" not in made.words
    assert "Chưa có nơi nhận bản sao lưu" in made.words
    look(made, "7-done")
    made.leave()


def _say_numbers(made: Restorer) -> None:
    page = made.page
    assert isinstance(page, NumbersPage)
    assert made.hint == "Chọn một trong ba câu trả lời."
    made.press("F9")
    assert made.step == "numbers"
    look(made, "5-numbers-empty")
    made.write("h99.9-261123-t0002\n7/hdht\nlung tung")
    rows = shown_rows(page.read)
    assert rows[0] == ("h99.9-261123-t0002", "✓ Hồ sơ ngày 23/11/2026", "1–2")
    assert rows[1][1:] == ("✓ Phiếu, văn bản HDHT 2026", "1–7")
    assert rows[2][1] == "✕ không hiểu được"
    assert "“lung tung”" in page.verdict
    assert made.hint == "Sửa dòng chưa hiểu được."
    look(made, "5-numbers-bad")
    made.press("F9")
    assert made.step == "numbers"
    # None and some cannot both be true.
    made.press("Ctrl+2")
    assert "xóa đi" in made.hint
    made.press("Ctrl+1")
    made.write("h99.9-261123-t0002\n7/hdht")
    look(made, "5-numbers")


def _check_ward(home: Path) -> None:
    with open_store(home, CLOCK) as store:
        assert list(store.verify()) == []
        (told,) = store.queries.timeline("restore")
        assert (told.kind, told.officer) == (EventKind.BOOK_RESTORED, "giam")
        with store.write() as unit:
            # What was put back was checked whole.
            last = wire(store, CLOCK).backups.last_verified()
            assert last is not None
            assert (last.file.suffix, last.chain_length) == (".backup", 3)
            assert unit.next_number("dossier", "2026-11-23") == 3
            assert unit.next_number("slip/HDHT", "2026") == 8
            # Days and lists nobody named are left out by a margin, and the register with them.
            assert unit.next_number("dossier", "2026-11-20") == 3 + 1000 + 1
            assert unit.next_number("serial", "2026") > 3 + 1000 + 2


def test_backups_beside_the_data_are_found_newest_first_with_their_key(tmp_path: Path) -> None:
    old = tmp_path / "máy cũ"
    backups = tmp_path / BACKUPS
    file = make_backed_up_ward(old, backups)
    (backups / "khóa").mkdir()
    (backups / "hỏng.backup").write_bytes(file.read_bytes()[:-9])
    (backups / "ward.key").write_bytes((old / "ward.key").read_bytes())
    with restorer(tmp_path / "mới") as made:
        assert isinstance(made.page, BackupChoicePage)
        rows = shown_rows(made.page.list)
        assert [row[4] for row in rows] == ["✓ mở được", "✕ hỏng"]
        assert made.hint == ""
        look(made, "1-many")
        made.press(Qt.Key.Key_Down)
        assert "hỏng hoặc không phải bản sao lưu" in made.words
        assert made.hint == "Chọn bản khác."
        look(made, "1-damaged")
        made.press(Qt.Key.Key_Up)
        made.go_to("review")
        made.choose_name()
        made.put()
        made.leave()
    with open_store(tmp_path / "mới", CLOCK) as store:
        assert store.queries.chain_head()[1] == 4


def test_data_put_elsewhere_are_found_by_the_next_start(tmp_path: Path) -> None:
    file = make_backed_up_ward(tmp_path / "cũ", tmp_path / BACKUPS)
    home, other = tmp_path / "mặc định", tmp_path / "ổ khác" / "sổ"
    with restorer(home) as made:
        made.go_to("key")
        made.go_to("target", tmp_path / "cũ" / "ward.key")
        made.write(str(other))
        made.go_to("review")
        assert paths.moved_to(home) is None
        made.choose_name()
        file.unlink()  # what was laid ready needs no stick any more
        made.put()
        made.leave()
        assert made.frame.end.folder == other
    assert paths.data_folder(home) == other
    assert not is_first_start(home)


@pytest.mark.parametrize("has_key", [False, True])
def test_the_backup_of_a_superior_is_refused_at_once_with_the_command_for_it(
    tmp_path: Path, has_key: bool
) -> None:
    desk = new_district(tmp_path / "quận")
    (tmp_path / "usb").mkdir()
    file = desk.backups.make(tmp_path / "usb", BackupReason.ASKED).path
    desk.store.close()
    if has_key:
        shutil.copy(tmp_path / "quận" / "district.key", tmp_path / "usb" / "ward.key")
    with restorer(tmp_path / "nhà" / "tthc-desk") as made:
        page = made.page
        assert isinstance(page, BackupChoicePage)
        page.look_in(str(file))
        made.settle()
        assert "✕ sổ của cấp trên" in shown_rows(page.list)[0]
        assert "tthc-desk restore" in page.state
        assert made.hint == "Chọn bản khác."
        look(made, "1-superior")
        made.press("F9")
        assert made.step == "backup"


def test_a_file_opened_meanwhile_is_put_off_in_one_sentence(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    single, prepared = SingleWindow(tmp_path), RestoreFrame._on_prepared

    def asked(frame: RestoreFrame, services: RestoreServices) -> None:
        prepared(frame, services)
        single.asked.emit(tmp_path / "PHUONG_00625.tthcpack")
        bar = frame.window.findChild(MessageBar)
        said.append(bar.text if bar else "")
        frame.window.close()

    monkeypatch.setattr(RestoreFrame, "_on_prepared", asked)
    run_restoring(qapp, tmp_path / "nhà", RestoreWish(), single)
    assert "PHUONG_00625.tthcpack" in said[0]
    assert "mở lại" in said[0]
