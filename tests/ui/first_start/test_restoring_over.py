"""A backup is put over a book that is refused or not wanted any more; what lay there is kept."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.program import MORNING, program, wait_until
from tests.helpers.qt import grab, shown_rows
from tests.helpers.restore_driver import (
    FRIDAY,
    MONDAY,
    Restorer,
    make_backed_up_ward,
    restorer,
)
from tests.helpers.wards import PROCEDURE, WARD, YEARS, Counter, FixedClock
from tthc_desk.app import paths
from tthc_desk.app.restore_frame import RestoreWish
from tthc_desk.app.wiring import open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage import restore as restore_module
from tthc_desk.storage.backup_file import unpack
from tthc_desk.storage.database import connect
from tthc_desk.storage.folder import DATABASE, KEY, create_folder
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.store import open_store
from tthc_desk.ui.first_start.restoring.numbers_page import NumbersPage

ROOT = Path(__file__).parents[3]
CLOCK = FixedClock(MORNING)


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A ward of five receptions; its backup in `usb` holds three."""
    make_backed_up_ward(tmp_path / "ward", tmp_path / "usb")
    return tmp_path / "ward"


def the_backup(ward: Path) -> Path:
    (file,) = (ward.parent / "usb").glob("*.backup")
    return file


def damage(ward: Path) -> bytes:
    content = bytearray((ward / DATABASE).read_bytes())
    content[20] ^= 1
    (ward / DATABASE).write_bytes(content)
    return bytes(content)


def events_of(folder: Path) -> int:
    with open_store(folder, CLOCK) as store:
        assert list(store.verify()) == []
        return store.queries.chain_head()[1]


def look(made: Restorer, name: str) -> None:
    """Keep pictures of a page in both sizes."""
    for width, height in ((1366, 728), (1093, 574)):
        made.frame.window.resize(width, height)
        made.settle()
        grab(made.frame.window, f"restore-{name}-{width}")
        shown = made.frame.window.size()
        assert (shown.width(), shown.height()) == (width, height), name


def wish(ward: Path, **more: Any) -> RestoreWish:
    return RestoreWish(ward, the_backup(ward), **more)


def test_a_damaged_book_leads_from_its_refusal_to_the_backup(ward: Path) -> None:
    broken = damage(ward)
    with program(ward) as made:
        wait_until(lambda: made.said("Chưa mở được sổ"))
        for width, height in ((1366, 728), (1093, 574)):
            made.frame.window.resize(width, height)
            grab(made.frame.window, f"restore-0-refusal-{width}")
        made.press("Ctrl+Return")
        wait_until(lambda: not made.frame.window.isVisible())
        made.settle()
        assert made.frame.wish == RestoreWish(ward)
        made.frame.finish()
        made.is_closed = True
    with restorer(ward, RestoreWish(ward, the_backup(ward))) as again:
        again.go_to("target")
        assert "cất nguyên trong" in again.words
        grab(again.frame.window, "restore-4-over-1366")
        again.go_to("review")
        assert (ward / DATABASE).read_bytes() == broken
        again.choose_name()
        again.put()
        again.leave()
        assert again.frame.end.folder == ward
    (kept,) = (ward / "truoc-phuc-hoi").iterdir()
    assert (kept / DATABASE).read_bytes() == broken
    assert events_of(ward) == 4
    assert not (ward / "noi-du-lieu.txt").exists()


@pytest.mark.parametrize("code", [Code.LOCKED, Code.NEWER_SCHEMA, Code.READONLY])
def test_where_a_backup_is_no_remedy_none_is_offered(ward: Path, code: Code) -> None:
    with program(ward, refused=DeskError(code)) as made:
        wait_until(lambda: made.said("Chưa mở được sổ"))
        made.press("Ctrl+Return")
        assert made.frame.window.isVisible()
        assert made.frame.wish is None


def test_a_supervisor_closes_the_ward_to_put_a_backup_back(ward: Path) -> None:
    with program(ward) as made:
        made.wait_for_ward()
        made.sign_in("2")
        made.press("F8", "Ctrl+3")
        made.screen.backups.choose(str(ward.parent / "usb"))  # type: ignore[attr-defined]
        made.settle()
        made.screen.backups.list.select_row(0)  # type: ignore[attr-defined]
        for width, height in ((1366, 728), (1093, 574)):
            made.frame.window.resize(width, height)
            grab(made.frame.window, f"restore-0-admin-{width}")
        made.press("Ctrl+Return")
        made.press("Esc")
        wait_until(lambda: QApplication.activeWindow() is made.frame.window)
        assert made.frame.window.isVisible()
        made.press("Ctrl+Return")
        asked = QApplication.activeModalWidget()
        assert asked is not None
        grab(asked, "restore-0-question")
        made.press(Qt.Key.Key_Backtab)
        made.press(Qt.Key.Key_Space)
        wait_until(lambda: not made.frame.window.isVisible())
        assert made.frame.wish == wish(ward, login="giam")
        made.frame.finish()
        made.is_closed = True


def test_a_counter_officer_may_not(ward: Path) -> None:
    with program(ward) as made:
        made.wait_for_ward()
        made.sign_in("1")
        made.press("F8", "Ctrl+3")
        made.screen.backups.choose(str(ward.parent / "usb"))  # type: ignore[attr-defined]
        made.settle()
        made.screen.backups.list.select_row(0)  # type: ignore[attr-defined]
        assert "người phụ trách" in made.screen.backups.hindrance  # type: ignore[attr-defined]
        made.press("Ctrl+Return")
        assert QApplication.activeModalWidget() is None
        assert made.frame.wish is None


def test_who_asked_is_chosen_and_written_down(ward: Path) -> None:
    with restorer(ward, wish(ward, login="thu")) as made:
        made.go_to("review")
        assert made.hint == ""
        made.put()
        made.leave()
    with open_store(ward, CLOCK) as store:
        assert [one.officer for one in store.queries.timeline("restore")] == ["thu"]


def test_what_a_living_book_gave_out_is_read_from_it_and_nobody_is_asked(ward: Path) -> None:
    left_out = "Hồ sơ ngày 23/11/2026: 1–2; Số thứ tự trong sổ theo dõi 2026: 4–5"
    with restorer(ward, wish(ward, login="giam")) as made:
        made.go_to("numbers")
        page = made.page
        assert isinstance(page, NumbersPage)
        assert "không phải hỏi" in made.words
        assert not page.answers.isVisible()
        assert shown_rows(page.known) == [
            ("Hồ sơ ngày 23/11/2026", "1–2"),
            ("Số thứ tự trong sổ theo dõi 2026", "4–5"),
        ]
        look(made, "5-read")
        made.press("Ctrl+2", "F9")
        made.wait("review")
        assert left_out in made.words
        made.put()
        assert left_out in made.words
        made.leave()
    with open_store(ward, CLOCK) as store:
        assert Counter(store).receive(MONDAY).number.endswith("T0003")


def test_a_ward_that_signed_is_told_that_its_key_is_not_in_the_backup(ward: Path) -> None:
    with open_desk(ward, CLOCK) as desk:
        desk.totals.make_key(desk.actor("giam"))
    with restorer(ward, wish(ward, login="giam")) as made:
        made.go_to("review")
        made.put()
        assert "lập khóa mới" in made.words
        made.leave()


def test_that_no_number_was_given_out_is_refused_where_a_broken_book_shows_one(
    ward: Path,
) -> None:
    with closing(connect(ward / DATABASE, read_key(ward / KEY))) as raw:
        raw.execute("DROP TABLE event")
    with restorer(ward, wish(ward, login="giam")) as made:
        made.go_to("target")
        made.press("F9")
        made.wait("numbers")
        made.press("Ctrl+2")
        assert "đã cấp số sau bản sao" in made.hint
        look(made, "5-false-none")
        made.press("Ctrl+3")
        assert made.hint == ""
        made.press("F9")
        made.wait("review")
        assert "dãy số khác" in made.words
        look(made, "6-unknown")
        planned = skipped_words(made)
        made.put()
        look(made, "6-unknown-done")
        assert skipped_words(made) == planned
        made.leave()


def skipped_words(made: Restorer) -> str:
    """Read which numbers are left out."""
    return next(line for line in made.words.splitlines() if "Hồ sơ ngày" in line)


def test_esc_on_the_first_page_leaves_the_book_as_it_was(ward: Path) -> None:
    with restorer(ward, wish(ward)) as made:
        made.go_to("numbers")
        made.press(*["Esc"] * 4)
        assert made.step == "backup"
        made.leave()
        assert (made.frame.end.folder, made.frame.end.went_back) == (ward, True)
    assert events_of(ward) == 5
    assert not (ward / ".phuc-hoi").exists()


def test_a_drive_that_is_gone_is_named_and_another_place_proposed(
    tmp_path: Path, ward: Path
) -> None:
    home, gone = tmp_path / "nhà", tmp_path / "ổ đã rút" / "sổ"
    home.mkdir()
    (home / paths.MOVED).write_text(str(gone))
    with restorer(home, RestoreWish(gone, the_backup(ward), "giam")) as made:
        made.go_to("target", ward / "ward.key")
        assert f"Không thấy {gone}." in made.words
        made.go_to("review")
        made.put()
        made.leave()
        assert made.frame.end.folder == home
    assert paths.data_folder(home) == home
    assert not gone.exists()
    assert events_of(home) == 4


def test_the_book_of_another_ward_is_left_alone(tmp_path: Path, ward: Path) -> None:
    other = tmp_path / "other"
    create_folder(other, replace(WARD, code="88888"), YEARS, (PROCEDURE,))
    key = ward / "ward.key"
    with restorer(other, RestoreWish(other, the_backup(ward))) as made:
        made.go_to("target", key)
        made.press("F9")
        assert "nơi khác" in made.message
        assert made.step == "target"


def test_a_full_disk_and_a_pulled_stick_change_nothing(
    ward: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space")

    file = the_backup(ward)
    with restorer(ward, wish(ward)) as made:
        made.go_to("target")
        monkeypatch.setattr(restore_module, "unpack", full)
        made.press("F9")
        assert made.message.startswith("Ổ đĩa đã đầy.")
        monkeypatch.setattr(restore_module, "unpack", unpack)
        file.rename(file.with_suffix(".away"))
        made.press("F9")
        assert made.step == "target"
        assert made.message
        assert events_of(ward) == 5
        file.with_suffix(".away").rename(file)
        made.press("F9")
        made.wait("numbers")


def test_a_failure_of_the_last_step_is_said_and_may_be_tried_again(
    ward: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space")

    link = restore_module._link
    with restorer(ward, wish(ward, login="giam")) as made:
        made.go_to("review")
        monkeypatch.setattr(restore_module, "_link", full)
        made.put()
        assert made.message.startswith("Ổ đĩa đã đầy.")
        assert events_of(ward) == 5
        monkeypatch.setattr(restore_module, "_link", link)
        # The numbers are read again before the next try.
        made.press("Esc")
        made.wait("numbers")
        made.press("F9")
        made.wait("review")
        made.put()
        made.leave()
    assert events_of(ward) == 4


def test_copying_can_be_stopped(ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(file: Path, manifest: object, target: Path, moved: Callable[[int], None]) -> None:
        target.write_bytes(b"half a book")
        while True:
            moved(0)

    with restorer(ward, wish(ward)) as made:
        made.go_to("target")
        monkeypatch.setattr(restore_module, "unpack", endless)
        QTest.keySequence(made.frame.window, "F9")
        assert "Esc để dừng" in made.hint
        made.press("Esc")
        assert "Đã dừng" in made.message
        assert made.step == "target"
        assert not (ward / ".phuc-hoi").exists()
    assert events_of(ward) == 5


KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tests.helpers.restore_driver import restorer
from tthc_desk.app.restore_frame import RestoreWish
from tthc_desk.storage import restore
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
ward, file, where = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
app = QApplication([])
with restorer(ward, RestoreWish(ward, file, "giam")) as made:
    made.go_to("target")
    if where == "copying":
        restore.check_copy = die
    made.go_to("review")
    if where == "review":
        die()
    elif where == "linking":
        restore._link = die
    else:
        restore._same = die
    made.put()
"""


@pytest.mark.parametrize("where", ["copying", "review", "linking", "aside"])
def test_a_kill_leaves_a_book_that_opens(ward: Path, tmp_path: Path, where: str) -> None:
    env = {**os.environ, "PYTHONPATH": ".", "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-c", KILLED, str(ward), str(the_backup(ward)), where],
        cwd=ROOT,
        env=env,
        capture_output=True,
        check=False,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()
    # Behind the change of the book's name it is the restored one.
    assert events_of(ward) == (4 if where == "aside" else 5)
    with restorer(ward, wish(ward, login="giam")) as made:
        made.go_to("review")
        made.put()
        made.leave()
    assert events_of(ward) == 4
    with open_store(ward, CLOCK) as store:
        assert Counter(store).receive(FRIDAY).number.endswith("T0004")
