"""The window itself: keys, officers, its first start, refusals and its end."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.helpers.district_driver import BusyDistrict, DistrictDriver
from tests.helpers.districts import NOW
from tests.helpers.qt import press, press_sequence, unnamed_controls
from tests.helpers.ui_fakes import PdfPrinters
from tests.helpers.wards import FixedClock
from tthc_desk.app import paths
from tthc_desk.app.district_frame import DistrictFrame
from tthc_desk.app.district_window import open_district_window
from tthc_desk.ui.district.board_screen import BoardScreen
from tthc_desk.ui.district.places import BOARD, RECEIPT, REPORT, WARDS
from tthc_desk.ui.shared.kit import Kit

_DISPLAYS = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")


@pytest.mark.parametrize(
    ("key", "place"),
    [("F2", BOARD), ("F3", RECEIPT), ("F4", REPORT), ("F6", WARDS)],
)
def test_every_place_has_its_key(driver: DistrictDriver, key: str, place: object) -> None:
    press_sequence(driver.window, key)
    assert driver.window.screen_shown is driver.window.screen_of(place)  # type: ignore[arg-type]


def test_help_lists_the_keys_of_the_place_and_of_the_window(driver: DistrictDriver) -> None:
    press_sequence(driver.window, "F1")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    said = {found.text() for found in dialog.findChildren(QLabel)}
    assert {"F2", "Tình hình", "Ctrl+Enter", "Sao chép lời nhắn", "Phường"} <= said
    assert "Tiếp nhận" not in said
    dialog.close()


def test_who_works_is_chosen_at_the_top_and_remembered(driver: DistrictDriver, kit: Kit) -> None:
    top = driver.window._top
    assert driver.kit.session.present_actor.officer.login == "tonghop"
    top._officers.set_value("giamsat")
    top._officers.activated.emit(1)
    assert driver.kit.session.present_actor.officer.login == "giamsat"
    assert driver.window._memory.last_officer == "giamsat"


def test_before_the_folder_is_open_keys_do_nothing(
    qtbot: QtBot, kit: Kit, district: BusyDistrict
) -> None:
    made = DistrictDriver(kit, district.desk)
    for key in ("F2", "F3", "F1", "F9", "Esc"):
        press_sequence(made.window, key)
    assert made.window.screen_shown is None
    made.close()


@contextmanager
def program(folder: Path, tmp_path: Path, app: QApplication) -> Iterator[DistrictFrame]:
    frame = DistrictFrame(app, folder, printers=PdfPrinters(tmp_path), clock=FixedClock(NOW))
    frame.window.show()
    try:
        yield frame
    finally:
        frame.window.close()
        frame.finish()
        frame.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def _log_in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_the_first_start_makes_the_book_from_a_profile(
    qtbot: QtBot, styled: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "quan"
    with program(folder, tmp_path, styled) as frame:
        window = frame.window
        qtbot.waitUntil(lambda: hasattr(window, "founding"))
        page = window.founding
        assert unnamed_controls(window) == []
        assert str(folder) in " ".join(x.text() for x in page.findChildren(QLabel))

        page.read(paths.shipped_profile())
        qtbot.waitUntil(lambda: page.state.startswith("Tệp my-dinh-1.toml"))
        press(window, Qt.Key.Key_F9)
        assert not folder.exists()

        page.read(paths.shipped_district_profile())
        qtbot.waitUntil(lambda: page.state.startswith("Đã đọc hồ sơ"))
        press(window, Qt.Key.Key_F9)
        qtbot.waitUntil(lambda: isinstance(window.screen_shown, BoardScreen))
        assert window.windowTitle() == "Quận Nam Từ Liêm – Tổng hợp số liệu"
    assert (folder / "district.db").is_file()


def test_the_profile_to_begin_with_is_saved_and_read_again(
    qtbot: QtBot, styled: QApplication, tmp_path: Path
) -> None:
    with program(tmp_path / "quan", tmp_path, styled) as frame:
        window = frame.window
        qtbot.waitUntil(lambda: hasattr(window, "founding"))
        window.founding.save_sample(tmp_path / "mau.toml")
        qtbot.waitUntil((tmp_path / "mau.toml").is_file)
        window.founding.read(tmp_path / "mau.toml")
        qtbot.waitUntil(lambda: window.founding.state.startswith("Đã đọc hồ sơ"))


def test_a_damaged_book_is_told_in_the_window(
    qtbot: QtBot, styled: QApplication, district: BusyDistrict, tmp_path: Path
) -> None:
    district.close()
    folder = district.desk.store.folder
    (folder / "district.key").write_bytes(b"nothing")
    with program(folder, tmp_path, styled) as frame:

        def told() -> bool:
            said = [x.text() for x in frame.window.findChildren(QLabel)]
            return "Chưa mở được sổ tổng hợp" in said

        qtbot.waitUntil(told)


def test_the_wired_window_opens_a_book_and_ends_quietly(
    qtbot: QtBot, styled: QApplication, district: BusyDistrict, tmp_path: Path
) -> None:
    folder = district.desk.store.folder
    with program(folder, tmp_path, styled) as frame:
        window = frame.window
        qtbot.waitUntil(lambda: isinstance(window.screen_shown, BoardScreen))
        board = window.screen_shown
        assert isinstance(board, BoardScreen)
        qtbot.waitUntil(lambda: board.view.board.rowCount() == 10)
        with qtbot.waitSignal(frame.ended):
            window.close()


def test_without_a_display_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in _DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert open_district_window(tmp_path / "quan") == 1
    assert "không có màn hình" in capsys.readouterr().err


def test_the_command_alone_is_the_window_and_its_folder_is_never_passed_over(
    tmp_path: Path,
) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        plain = {k: v for k, v in os.environ.items() if k not in _DISPLAYS}
        call = [sys.executable, "-m", "tthc_desk", "district", *arguments]
        found = subprocess.run(call, env=plain, capture_output=True, text=True, check=False)
        return found.returncode, found.stderr

    folder = str(tmp_path / "quan")
    code, said = run("--data", folder)
    assert (code, "không có màn hình" in said) == (1, True)
    code, said = run("--data", folder, "status")
    assert (code, "--data đứng sau tên lệnh" in said) == (2, True)
