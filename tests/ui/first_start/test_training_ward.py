"""The training ward: whole or not there, stopped by its button, ended with the window."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QProgressBar, QPushButton

from tests.helpers.first_start_driver import wizard
from tests.helpers.program import MORNING, wait_until
from tthc_desk.app import demo, paths
from tthc_desk.app.clock import SetClock
from tthc_desk.app.first_start_services import training_folder
from tthc_desk.app.training_day import live_one_day
from tthc_desk.app.wiring import open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.first_start.steps import Step

ROOT = Path(__file__).parents[3]
KILLED = """
import os, signal
from tests.helpers.program import MORNING
from tthc_desk.app import paths
from tthc_desk.app.clock import SetClock
from tthc_desk.app.first_start_services import training_folder
def die(done, of):
    if done > of // 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return True
training_folder(SetClock(MORNING), die)
"""


def heard(_: int, __: int) -> bool:
    return True


def test_it_is_whole_and_told_step_by_step(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def hear(done: int, of: int) -> bool:
        told.append((done, of))
        return True

    folder = training_folder(SetClock(MORNING), hear)
    assert folder == paths.demo_folder()
    done = [one for one, _ in told]
    assert done == sorted(set(done))
    assert told[-1][0] == told[-1][1]
    with open_desk(folder, SetClock(MORNING)) as desk:
        assert list(desk.upkeep.verify()) == []
        assert len(desk.tracking.find(limit=200).lines) > 40
        assert desk.tracking.counts().unconfirmed == 1


def test_a_kill_in_the_middle_leaves_none_and_the_next_start_makes_it_whole() -> None:
    env = {**os.environ, "PYTHONPATH": "."}
    Path(os.environ["HOME"]).mkdir()
    run = subprocess.run(
        [sys.executable, "-c", KILLED], cwd=ROOT, env=env, capture_output=True, check=False
    )
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()
    assert not (paths.demo_folder() / "ward.db").exists()
    folder = training_folder(SetClock(MORNING), heard)
    with open_desk(folder, SetClock(MORNING)) as desk:
        assert len(desk.tracking.find(limit=200).lines) > 40
    assert {path.name for path in folder.iterdir()} == {"ward.db", "ward.key", "use.lock"}


def test_a_stop_leaves_nothing_behind() -> None:
    def stop(done: int, of: int) -> bool:
        return done < of // 3

    with pytest.raises(DeskError) as refused:
        training_folder(SetClock(MORNING), stop)
    assert refused.value.code is Code.CANCELLED
    assert not paths.demo_folder().exists()


def test_the_stop_button_stops_and_the_page_can_be_used_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with wizard(tmp_path / "sổ") as made:
        stop = next(
            one for one in made.frame.window.findChildren(QPushButton) if one.text() == "Dừng"
        )
        _when_half_done(monkeypatch, stop.click)
        made.press("Ctrl+2")
        wait_until(lambda: "Đã dừng" in made.message)
        assert made.is_at(Step.WELCOME)
        assert made.page.isEnabled()
        assert not paths.demo_folder().exists()


def test_a_closed_window_ends_the_work_and_opens_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with wizard(tmp_path / "sổ") as made:
        gone = QSignalSpy(made.frame.ended)
        _when_half_done(monkeypatch, made.frame.window.close)
        made.press("Ctrl+2")
        wait_until(lambda: gone.count() > 0)
        assert made.frame.folder is None
        assert not (paths.demo_folder() / "ward.db").exists()
        made.end()


def test_the_bar_shows_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with wizard(tmp_path / "sổ") as made:
        bar = made.frame.window.findChild(QProgressBar)
        assert isinstance(bar, QProgressBar)
        shown: list[tuple[int, str]] = []
        _when_half_done(monkeypatch, lambda: shown.append((bar.maximum(), made.words)))
        made.press("Ctrl+2")
        wait_until(lambda: not made.frame.window.isVisible())
        assert shown[0][0] > 1
        assert "phường tập huấn" in shown[0][1]
        made.end()


def _when_half_done(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let the window act in the middle of the work, which waits for it."""
    from threading import Event

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    live, app = live_one_day, QApplication.instance()
    assert app is not None

    def lived(folder: Path, day: date, _: object, progress: Callable[..., bool]) -> object:
        acted = Event()

        def now() -> None:
            act()
            acted.set()

        def hear(done: int, of: int) -> bool:
            goes_on = progress(done, of)
            if done == of // 2:
                QTimer.singleShot(0, app, now)
                assert acted.wait(10)
            return goes_on

        return live(folder, day, None, hear)

    monkeypatch.setattr(demo, "live_one_day", lived)
