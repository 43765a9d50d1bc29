"""Files opened by a double click: in a new window, in the running one, before there is a ward."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPushButton

from tests.helpers.districts import new_district
from tests.helpers.first_start_driver import put_pack, real_files, wizard
from tests.helpers.packs import MADE_AT, MORNING, SIGNER, changed, opened_pack, pack_bytes
from tests.helpers.program import FIRST_CARD, Program, make_training_ward, program, wait_until
from tests.helpers.qt import shown_rows
from tests.helpers.signed_files import totals_file
from tthc_desk.app.clock import SetClock
from tthc_desk.app.pack_start import make_ward_from_pack
from tthc_desk.app.single_window import SingleWindow
from tthc_desk.app.wiring import open_desk
from tthc_desk.ui.admin.admin_screen import AdminScreen
from tthc_desk.ui.first_start.steps import Step
from tthc_desk.ui.intake.screen import IntakeScreen

ROOT = Path(__file__).parents[2]
LATER = MADE_AT.replace(day=22)
NAME = "Gói mới của phường.tthcpack"


@pytest.fixture(autouse=True)
def _log_in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    make_ward_from_pack(tmp_path / "sổ", opened_pack(), SetClock(MORNING))
    return tmp_path / "sổ"


@pytest.fixture
def counter(ward: Path, styled: QApplication) -> Iterator[Program]:
    """The program with the supervisor signed in."""
    with program(ward) as made:
        made.wait_for_ward()
        made.sign_in("6")
        yield made


def bring(tmp_path: Path, files: dict[str, str] | None = None) -> Path:
    """Put a newer pack on a stick."""
    path = tmp_path / NAME
    path.write_bytes(
        pack_bytes(files or changed("phuong.toml", "Quầy 2", "Quầy Hai"), made_at=LATER)
    )
    return path


def admin(made: Program) -> AdminScreen:
    assert isinstance(made.screen, AdminScreen)
    return made.screen


def yes(made: Program) -> None:
    """Say yes to the question on screen."""
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    (found,) = [b for b in dialog.findChildren(QPushButton) if "Áp dụng" in b.text()]
    found.click()
    made.settle()


def run(*arguments: object, **more: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the program in a process of its own."""
    env = {**os.environ, "PYTHONPATH": ".", "QT_QPA_PLATFORM": "offscreen", **more}
    words = [sys.executable, *(str(one) for one in arguments)]
    return subprocess.run(words, cwd=ROOT, env=env, capture_output=True, check=False)


def test_a_running_window_is_given_the_path_whole(tmp_path: Path, qapp: object) -> None:
    path = bring(tmp_path)
    first = SingleWindow(tmp_path)
    assert first.is_first()
    first.listen()
    asked, raised = QSignalSpy(first.asked), QSignalSpy(first.raised)
    env = {**os.environ, "PYTHONPATH": ".", "QT_QPA_PLATFORM": "offscreen"}
    (tmp_path / "ward.db").touch()
    second = subprocess.Popen(
        [sys.executable, "-m", "tthc_desk", "--data", str(tmp_path), str(path)], cwd=ROOT, env=env
    )
    wait_until(lambda: second.poll() is not None)
    first.release()
    assert (second.returncode, raised.count(), asked.count()) == (0, 1, 1)
    assert asked.at(0) == [path]


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\0",
        b"goi.tthcpack\0",
        b"/tmp/phuong.toml\0",
        b"/tmp/a.tthcpack",
        b"/tmp/a.tthcpack\0more",
        b"/" + b"a" * 20_000 + b".tthcpack\0",
    ],
)
def test_anything_but_one_path_of_a_known_file_only_raises_the_window(
    tmp_path: Path, qapp: object, said: bytes
) -> None:
    first = SingleWindow(tmp_path)
    assert first.is_first()
    first.listen()
    asked, raised = QSignalSpy(first.asked), QSignalSpy(first.raised)
    socket = QLocalSocket()
    socket.connectToServer(first._name)
    socket.write(said)
    socket.flush()
    wait_until(lambda: raised.count() == 1)
    first.release()
    assert asked.count() == 0


def test_a_pack_opened_before_anyone_sits_there_waits_for_the_sign_in(
    ward: Path, tmp_path: Path, styled: QApplication
) -> None:
    path = bring(tmp_path)
    with program(ward) as made:
        made.frame.open_file(path)
        made.wait_for_ward()
        assert "Vào làm việc để xem tệp vừa mở" in made.message
        made.sign_in("6")
        assert admin(made).packs.shows_difference
        made.press("Ctrl+L", Qt.Key.Key_Return)
        assert admin(made).packs.shows_difference


def test_a_pack_opened_while_somebody_works_is_shown_at_once(
    counter: Program, tmp_path: Path
) -> None:
    counter.frame.open_file(bring(tmp_path))
    counter.settle()
    parts = shown_rows(admin(counter).packs.difference.parts)
    assert ("Hồ sơ phường", "1") in parts


@pytest.mark.parametrize("name", ["không có.tthcpack", "thư mục.tthcpack"])
def test_a_file_that_is_gone_or_a_folder_is_named_in_the_window(
    counter: Program, tmp_path: Path, name: str
) -> None:
    (tmp_path / "thư mục.tthcpack").mkdir()
    counter.frame.open_file(tmp_path / name)
    counter.settle()
    assert name in admin(counter).packs.state_text
    assert not admin(counter).packs.shows_difference


def test_without_a_ward_the_first_start_begins_with_the_pack(tmp_path: Path, qapp: object) -> None:
    path = tmp_path / NAME
    path.write_bytes(pack_bytes(real_files()))
    put_pack(tmp_path / "sổ", pack_bytes(real_files(), made_at=LATER))
    with wizard(tmp_path / "sổ") as made:
        made.frame.window.open_pack(path)
        made.settle()
        assert made.is_at(Step.PACK)
        assert "phường Mỹ Đình 1 (00625)" in made.words
        draft = made.frame.window._draft
        assert draft is not None
        assert (draft.choices.pack, draft.pack.pack.made_at) == (str(path), MADE_AT)
        made.press("F9")
        assert made.is_at(Step.KEY)


def test_a_pack_handed_over_before_the_first_start_is_ready_is_kept(
    tmp_path: Path, styled: QApplication
) -> None:
    from tests.helpers.ui_fakes import PdfPrinters
    from tthc_desk.app.first_start import FirstStartFrame

    path = tmp_path / NAME
    path.write_bytes(pack_bytes(real_files()))
    home = tmp_path / "sổ"
    frame = FirstStartFrame(styled, home, printers=PdfPrinters(tmp_path), clock=SetClock(MORNING))
    frame.window.open_pack(path)
    frame.show()
    wait_until(lambda: bool(frame.window._pages) and not frame.window.page.missing)
    assert frame.window.step is Step.PACK
    frame.window.close()
    frame.finish()


TOTALS = """
import sys
from pathlib import Path
from tthc_desk.app import district_frame, main
def shown(frame, error):
    print(frame._words_of_refusal(error), flush=True)
    frame.window.close()
district_frame.DistrictFrame._on_refused = shown
opened = district_frame.DistrictFrame._on_opened
def taken(frame, what):
    opened(frame, what)
    screen = frame.window.screen_shown
    def tell():
        print(*(line.name for line in screen._answers), flush=True)
        frame.window.close()
    screen.work.ended.connect(tell)
district_frame.DistrictFrame._on_opened = taken
main.main()
"""


def test_totals_on_a_machine_without_a_district_are_refused_in_one_sentence(
    tmp_path: Path,
) -> None:
    make_training_ward(tmp_path / "sổ")
    before = sorted(path.name for path in (tmp_path / "sổ").iterdir())
    file = tmp_path / "TOTALS_00625_1.json"
    file.write_bytes(totals_file())
    done = run("-c", TOTALS, "--data", tmp_path / "sổ", file)
    assert done.returncode == 0, done.stderr.decode()
    (said,) = done.stdout.decode().splitlines()
    assert said.startswith(f"{file.name} là tệp số liệu của phường")
    assert sorted(path.name for path in (tmp_path / "sổ").iterdir()) == before


def test_totals_on_the_districts_machine_are_taken_in(tmp_path: Path) -> None:
    new_district(tmp_path / "quận").store.close()
    file = tmp_path / "TOTALS_00625 tháng 10.json"
    file.write_bytes(totals_file())
    done = run("-c", TOTALS, "--data", tmp_path / "quận", file)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().splitlines() == [file.name]


def test_any_other_single_word_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    for word in ("khong-co", str(tmp_path / "a.txt")):
        done = run("-m", "tthc_desk", word)
        assert (done.returncode, done.stdout) == (2, b"")


def test_a_pack_taken_over_reaches_the_form_that_is_open(counter: Program, tmp_path: Path) -> None:
    counter.scan(FIRST_CARD)
    counter.press("F2")
    counter.press("k", "h", "a", "i", Qt.Key.Key_Return)
    intake = counter.frame.window.screen_shown
    assert isinstance(intake, IntakeScreen)
    chosen = intake.body.chosen
    assert chosen is not None
    intake.body.papers.list.tick_all()
    ticked = intake.body.papers.documents()
    files = changed("thu-tuc.csv", "5 ngày làm việc", "3 ngày làm việc")
    files["thu-tuc.csv"] = files["thu-tuc.csv"].replace("4.5", "2.5")
    counter.frame.open_file(bring(tmp_path, files))
    counter.settle()
    counter.press("F9")
    yes(counter)
    assert "Đã áp dụng gói" in counter.message
    counter.press("F2")
    assert "vừa đổi" in counter.message
    now = intake.body.chosen
    assert now is not None
    assert (now.code, now.valid_from) == (chosen.code, MORNING.date())
    assert counter.said("3 ngày làm việc")
    assert intake.body.papers.documents() == ticked
    counter.press("F9")
    assert "T0001" in counter.message


def test_a_change_from_a_later_day_leaves_the_open_form_alone(
    counter: Program, tmp_path: Path
) -> None:
    counter.press("F2", "k", "h", "a", "i", Qt.Key.Key_Return)
    files = changed("thanh-phan.csv", "Giấy chứng sinh", "Giấy chứng sinh bản mới")
    counter.frame.open_file(bring(tmp_path, files))
    counter.settle()
    view = admin(counter).packs.difference
    view.day.setText("01122026")
    view.day.editingFinished.emit()
    counter.settle()
    counter.press("F9")
    yes(counter)
    counter.press("F2")
    assert "vừa đổi" not in counter.message
    assert counter.said("5 ngày làm việc")


def test_an_officer_whose_role_changed_works_on_with_the_new_one(
    counter: Program, tmp_path: Path
) -> None:
    row = "lanhdao,Vũ Văn Mẫu Sáu,supervisor"
    files = changed("can-bo.csv", row, "lanhdao,Vũ Văn Thử Sáu,case")
    files["can-bo.csv"] = files["can-bo.csv"].replace("Ba,case", "Ba,supervisor")
    counter.frame.open_file(bring(tmp_path, files))
    counter.settle()
    counter.press("F9")
    yes(counter)
    actor = counter.frame.kit.session.actor
    assert actor is not None
    assert (actor.officer.name, actor.is_supervisor) == ("Vũ Văn Thử Sáu", False)
    counter.frame.open_file(bring(tmp_path))
    counter.settle()
    counter.press("F9")
    assert counter.said("phải do người phụ trách")


def test_an_officer_who_is_gone_or_whose_desk_is_signs_in_anew(
    counter: Program, tmp_path: Path, ward: Path
) -> None:
    files = changed("can-bo.csv", "lanhdao,", "lanhdaomoi,")
    counter.frame.open_file(bring(tmp_path, files))
    counter.settle()
    counter.press("F9")
    yes(counter)
    assert counter.frame.kit.session.actor is None
    assert "Hãy vào làm việc lại" in counter.message
    counter.sign_in("6")
    actor = counter.frame.kit.session.actor
    assert actor is not None
    assert actor.officer.login == "lanhdaomoi"
    counter.close()
    with open_desk(ward, SetClock(MORNING)) as desk:
        assert list(desk.upkeep.verify()) == []
        pinned = desk.packs.pinned()
        assert pinned is not None
        assert pinned.public == SIGNER.public


def test_every_window_carries_the_programs_icon_and_the_name_of_its_menu_entry(
    counter: Program,
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.desktopFileName() == "tthc-desk"
    icon = counter.frame.window.windowIcon()
    assert [size.width() for size in icon.availableSizes()] == [16, 32, 64]
    assert icon.pixmap(64, 64).toImage().pixelColor(32, 4).name() == "#0b5a6b"
