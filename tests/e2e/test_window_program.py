"""What the program does around the counter's work: starts, refusals, printers, crashes, its end."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.helpers.districts import new_district
from tests.helpers.program import (
    FIRST_CARD,
    SECOND_CARD,
    Program,
    copy_ward,
    make_training_ward,
    program,
    wait_until,
)
from tests.helpers.qt import press
from tests.helpers.released import VERSIONS, released_ward
from tthc_desk.app import window
from tthc_desk.app.diagnostics import log_folder
from tthc_desk.app.single_window import SingleWindow
from tthc_desk.app.wiring import open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.database import connect
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key
from tthc_desk.ui.shared.opening_page import RefusalPage
from tthc_desk.usecases.ports import Alert

ROOT = Path(__file__).parents[2]
FIRST, SECOND = "TH.006.25-261123-T0001", "TH.006.25-261123-T0002"
CANARY = "Trần Thị Chim Hoàng Yến 001190123456"
STARTED = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from tthc_desk.app import window
frame_of = window.Frame.__init__
def made(frame, *given, **more):
    frame_of(frame, *given, **more)
    frame.window.painted.connect(lambda: print("shown", flush=True))
window.Frame.__init__ = made
raise SystemExit(window.run_window(Path(sys.argv[1])))
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward without a dossier, made once."""
    folder = tmp_path_factory.mktemp("prepared") / "ward"
    make_training_ward(folder)
    return folder


@pytest.fixture(autouse=True)
def _log_in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def ward(prepared: Path, tmp_path: Path) -> Path:
    return copy_ward(prepared, tmp_path / "ward")


@pytest.fixture
def counter(ward: Path, styled: QApplication) -> Iterator[Program]:
    """The program with the first officer at the counter."""
    with program(ward) as made:
        made.wait_for_ward()
        made.sign_in()
        yield made


def receive(counter: Program, card: str = FIRST_CARD) -> None:
    counter.scan(card)
    counter.press("k", "s", "i", "F9")


def states(folder: Path, number: str = FIRST) -> list[str]:
    """Read what became of a dossier's papers."""
    with open_desk(folder) as desk:
        return [paper.state for paper in desk.papers.of(number)]


def unconfirmed(folder: Path) -> list[str]:
    """Read the queue of dossiers with papers nobody has seen."""
    with open_desk(folder) as desk:
        return [line.number for line in desk.tracking.find(alert=Alert.UNCONFIRMED).lines]


def start(*arguments: str, **changes: str) -> "subprocess.Popen[bytes]":
    """Start another process with offscreen windows."""
    env = {**os.environ, "PYTHONPATH": ".", "QT_QPA_PLATFORM": "offscreen", **changes}
    kept = {name: value for name, value in env.items() if value}
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=kept,
    )


def refused_with(folder: Path, refused: DeskError | None = None) -> str:
    """Open the window on a folder that cannot be opened; give what it says."""
    with program(folder, refused=refused) as made:
        wait_until(lambda: made.frame.window.findChild(RefusalPage) is not None)
        made.settle()
        page = made.frame.window.findChild(RefusalPage)
        assert page is not None
        made.press("F3", "F2", "F9")
        assert made.frame.window.isVisible()
        assert page.isVisible()
        return "\n".join(one.text() for one in page.findChildren(QLabel))


def test_a_second_start_shows_the_first_window_and_ends_well(ward: Path, qapp: object) -> None:
    first = SingleWindow(ward)
    assert first.is_first()
    first.listen()
    raised = QSignalSpy(first.raised)
    second = start("-m", "tthc_desk", "--data", str(ward))
    wait_until(lambda: second.poll() is not None)
    said, complained = second.communicate()
    first.release()
    assert (second.returncode, said, complained) == (0, b"", b"")
    assert raised.count() == 1


def test_a_double_click_opens_one_window(ward: Path) -> None:
    pair = [start("-c", STARTED, str(ward)) for _ in range(2)]
    try:
        wait_until(lambda: any(one.poll() is not None for one in pair))
        second = next(one for one in pair if one.poll() is not None)
        first = next(one for one in pair if one is not second)
        assert second.returncode == 0
        assert first.stdout is not None
        assert first.stdout.readline() == b"shown\n"
        assert first.poll() is None
    finally:
        for one in pair:
            one.kill()
            one.communicate()


def test_a_window_that_begins_to_listen_late_is_found(tmp_path: Path, qapp: object) -> None:
    first, second = SingleWindow(tmp_path), SingleWindow(tmp_path)
    assert first.is_first()
    assert not second.is_first()
    asking = threading.Thread(target=second.raise_first)
    raised = QSignalSpy(first.raised)
    asking.start()
    first.listen()
    wait_until(lambda: raised.count() == 1)
    asking.join()
    first.release()


def test_a_folder_without_a_ward_is_named(tmp_path: Path, styled: object) -> None:
    said = refused_with(tmp_path / "nothing")
    assert "chưa có sổ của phường" in said
    assert "tthc-desk init --pack GÓI (hoặc --profile TỆP)" in said


def test_the_folder_of_a_superior_names_the_command_that_opens_it(
    tmp_path: Path, styled: object
) -> None:
    new_district(tmp_path / "quận").store.close()
    said = refused_with(tmp_path / "quận")
    assert "sổ tổng hợp của cấp trên" in said
    assert "tthc-desk district" in said
    assert "init" not in said
    assert "Khôi phục" not in said


def test_a_database_of_a_newer_program_is_left_alone(ward: Path, styled: object) -> None:
    with closing(connect(ward / DATABASE, read_key(ward / KEY))) as raw:
        raw.execute("PRAGMA user_version = 99")
    before = (ward / DATABASE).read_bytes()
    assert "phiên bản mới hơn" in refused_with(ward)
    assert (ward / DATABASE).read_bytes() == before


def test_half_a_database_is_named(ward: Path, styled: object) -> None:
    content = (ward / DATABASE).read_bytes()
    (ward / DATABASE).write_bytes(content[: len(content) // 2])
    assert "bị hỏng" in refused_with(ward)


def test_a_folder_another_program_holds_is_named_in_the_window(ward: Path, styled: object) -> None:
    assert "Chương trình khác đang dùng" in refused_with(ward, DeskError(Code.LOCKED))


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_without_a_printer_the_dossier_is_saved_and_its_papers_wait(
    counter: Program, ward: Path
) -> None:
    counter.printers.fail = True
    receive(counter)
    assert "Máy in không nhận lệnh" in counter.message
    counter.close()
    assert states(ward) == ["failed", "failed"]
    assert unconfirmed(ward) == [FIRST]


def test_papers_are_confirmed_when_the_next_citizens_papers_are_printed(
    counter: Program, ward: Path
) -> None:
    receive(counter)
    receive(counter, SECOND_CARD)
    counter.close()
    assert states(ward, FIRST) == ["confirmed", "confirmed"]
    assert states(ward, SECOND) == ["sent", "sent"]
    assert unconfirmed(ward) == [SECOND]


def test_papers_printed_while_the_desk_is_locked_are_noted(counter: Program, ward: Path) -> None:
    counter.scan(FIRST_CARD)
    counter.press("k", "s", "i")
    press(None, Qt.Key.Key_F9)
    wait_until(lambda: FIRST in counter.message)
    counter.press("Ctrl+L")
    counter.close()
    assert states(ward) == ["sent", "sent"]


def test_closing_while_papers_are_printed_lets_them_come_out(counter: Program, ward: Path) -> None:
    counter.scan(FIRST_CARD)
    counter.press("k", "s", "i")
    press(None, Qt.Key.Key_F9)
    wait_until(lambda: FIRST in counter.message)
    assert not counter.frame.tasks.is_idle
    counter.close()
    assert [path.read_bytes()[-6:] for path in counter.printers.files] == [b"%%EOF\n"] * 2
    assert states(ward) == ["sent", "sent"]


def test_closing_while_a_dossier_is_being_saved_asks_and_saves_it(
    counter: Program, ward: Path
) -> None:
    counter.scan(FIRST_CARD)
    counter.press("k", "s", "i")
    press(None, Qt.Key.Key_F9)
    counter.frame.window.close()
    assert counter.frame.window.isVisible()
    question = QApplication.activeModalWidget()
    assert question is not None
    close = next(b for b in question.findChildren(QPushButton) if "Đóng" in b.text())
    close.click()
    counter.close()
    with open_desk(ward) as desk:
        assert [line.number for line in desk.tracking.find().lines] == [FIRST]


def test_keys_typed_before_the_first_screen_stands_reach_it(
    ward: Path, styled: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = threading.Event()
    monkeypatch.setattr(window, "load_first_screen", loaded.wait)
    with program(ward) as made:
        wait_until(lambda: QApplication.focusWidget() is not None)
        for key in ("1", Qt.Key.Key_Return, "k", "s"):
            press(None, key)
        assert made.frame.window.screen_shown is None
        loaded.set()
        wait_until(lambda: made.frame.kit.session.actor is not None)
        made.settle()
        made.scan(FIRST_CARD)
        made.press("F9")
        assert FIRST in made.message


def test_a_card_scanned_before_anyone_sits_there_is_not_lost_in_silence(
    ward: Path, styled: object
) -> None:
    with program(ward) as made:
        made.wait_for_ward()
        made.scan(FIRST_CARD)
        assert "quét lại" in made.message


def crash() -> None:
    raise ValueError(CANARY)


def test_a_crash_in_a_slot_is_told_and_work_goes_on(counter: Program) -> None:
    QTimer.singleShot(0, crash)
    wait_until(lambda: "Chương trình gặp lỗi" in counter.message)
    receive(counter)
    assert FIRST in counter.message
    written = (log_folder() / "tthc-desk.log").read_text("utf-8")
    assert "ValueError [test_window_program.py" in written
    assert not any(word in written for word in CANARY.split())


def test_a_crash_in_a_lane_is_told_and_work_goes_on(counter: Program) -> None:
    counter.frame.tasks.run(crash, print)
    wait_until(lambda: "Chương trình gặp lỗi" in counter.message)
    receive(counter)
    assert FIRST in counter.message
    written = (log_folder() / "tthc-desk.log").read_text("utf-8")
    assert not any(word in written for word in (*CANARY.split(), *FIRST_CARD.split("|")[:3]))


@pytest.mark.skipif(sys.platform != "linux", reason="other platforms have no DISPLAY")
def test_without_a_screen_one_sentence_is_said(ward: Path) -> None:
    blind = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    ended = start("-m", "tthc_desk", "--data", str(ward), **blind)
    said, complained = ended.communicate()
    assert ended.returncode == 1
    assert said == b""
    assert len(complained.decode("utf-8").splitlines()) == 1
    assert "Cửa sổ không mở được" in complained.decode("utf-8")


def test_the_window_paints_before_the_words_of_refusals_are_loaded() -> None:
    late = (
        "('tthc_desk.usecases.messages', 'tthc_desk.documents.render', 'sqlalchemy', 'reportlab')"
    )
    code = f"import sys, tthc_desk.app.window; print([m for m in {late} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_an_upgrade_the_engine_refuses_leaves_a_page_that_says_so(
    tmp_path: Path, styled: object
) -> None:
    ward = released_ward(VERSIONS[0], tmp_path / "ward")
    with closing(connect(ward / DATABASE, read_key(ward / KEY))) as raw:
        raw.execute("CREATE TABLE backdated (x)")
    with program(ward) as made:
        wait_until(lambda: made.said("Chưa mở được sổ"))
        assert made.said("Nâng cấp không xong")


def test_a_refusal_is_said_once_on_its_page(tmp_path: Path, styled: object) -> None:
    with program(tmp_path, refused=DeskError(Code.LOCKED)) as made:
        wait_until(lambda: made.said("Chưa mở được sổ"))
        made.settle()
        assert made.message == ""
