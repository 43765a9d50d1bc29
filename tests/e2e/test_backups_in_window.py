"""Backups behind the wired window: an older ward comes up, a closed day is backed up."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.helpers.program import MORNING, make_training_ward, program
from tests.helpers.released import EVENTS, released_ward
from tthc_desk.app.clock import SetClock
from tthc_desk.app.wiring import open_desk
from tthc_desk.ui.closing.closing_screen import ClosingScreen
from tthc_desk.ui.shared.actions import Act
from tthc_desk.usecases.backup_facts import BackupReason


def test_an_older_ward_comes_up_behind_the_window_with_a_backup(
    tmp_path: Path, styled: QApplication
) -> None:
    ward = released_ward(1, tmp_path / "ward")
    told: list[int] = []
    with program(ward) as made:
        made.frame.upgraded.connect(told.append)
        made.wait_for_ward()
        # No backup for weeks: it is said before anyone has signed in.
        assert made.said("ngày chưa sao lưu")
    assert told[-1] == 100
    assert len(list((ward / "truoc-nang-cap").iterdir())) == 1
    with open_desk(ward) as desk:
        assert desk.store.queries.chain_head()[1] == EVENTS


def test_a_closed_day_is_backed_up_and_the_warning_goes(
    tmp_path: Path, styled: QApplication
) -> None:
    ward, usb = tmp_path / "ward", tmp_path / "usb"
    usb.mkdir()
    make_training_ward(ward)
    with open_desk(ward, SetClock(MORNING - timedelta(days=20))) as desk:
        desk.backups.set_folder(usb, ward)
        desk.backups.make(usb, BackupReason.EXIT)
    (old,) = usb.iterdir()
    with program(ward) as made:
        made.wait_for_ward()
        made.sign_in()
        assert made.said("ngày chưa sao lưu")
        closing = made.frame.window.screen_of(Act.CLOSING)
        assert isinstance(closing, ClosingScreen)
        closing.day.work.closed.emit(MORNING.date())
        made.settle()
        assert not made.said("ngày chưa sao lưu")
    assert len({*usb.iterdir()} - {old}) == 1


def test_a_stick_that_was_pulled_out_is_said_and_stops_nothing(
    tmp_path: Path, styled: QApplication
) -> None:
    ward, usb = tmp_path / "ward", tmp_path / "usb"
    usb.mkdir()
    make_training_ward(ward)
    with open_desk(ward, SetClock(MORNING)) as desk:
        desk.backups.set_folder(usb, ward)
    usb.rmdir()
    with program(ward) as made:
        made.wait_for_ward()
        made.sign_in()
        made.frame.backups.make_after_closing()
        made.settle()
        assert "chưa sao lưu được" in made.message
        assert str(usb) in made.message
