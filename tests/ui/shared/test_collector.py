"""Garbage is collected on the GUI thread only, and the interpreter gets its collector back."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from tthc_desk.ui.shared.collector import GuiCollector


class Cycle(QObject):
    """Only a collector can free it."""

    def __init__(self) -> None:
        super().__init__()
        self.self_again = self


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GuiCollector]:
    made = GuiCollector()
    made.start()
    yield made
    made.stop()
    assert gc.isenabled()


def test_a_cycle_of_qobjects_is_freed_on_the_gui_thread(
    qtbot: QtBot, collector: GuiCollector
) -> None:
    freed_on: list[str] = []
    assert not gc.isenabled()
    cycle = Cycle()
    weakref.finalize(cycle, lambda: freed_on.append(threading.current_thread().name))
    del cycle
    worker = threading.Thread(target=lambda: [[i] for i in range(100_000)])
    worker.start()
    worker.join()
    assert freed_on == []
    timer = collector.findChild(QTimer)
    assert timer is not None
    timer.setInterval(1)
    qtbot.waitUntil(lambda: freed_on == ["MainThread"])
