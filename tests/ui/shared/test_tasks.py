"""Work leaves the GUI thread and its answer comes back to it, in order, once, or not at all."""

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.shared.tasks import Lane, LongProgress, Report, TaskRunner


class Desk(QObject):
    """Receives answers as a screen does."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[str] = set()

    @Slot(object)
    def take(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.add(threading.current_thread().name)

    @Slot(object)
    def refuse(self, error: Exception) -> None:
        self.errors.append(error)
        self.threads.add(threading.current_thread().name)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk()


@pytest.fixture
def tasks(desk: Desk) -> Iterator[TaskRunner]:
    runner = TaskRunner(desk.refuse)
    yield runner
    runner.wait_for_done()


def test_answers_come_back_in_order_on_the_gui_thread(
    qtbot: QtBot, desk: Desk, tasks: TaskRunner
) -> None:
    workers: set[str] = set()

    def work(number: int) -> int:
        workers.add(threading.current_thread().name)
        return number

    for number in range(200):
        tasks.run(lambda number=number: work(number), desk.take)  # type: ignore[misc]
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert desk.answers == list(range(200))
    assert desk.threads == {"MainThread"}
    assert workers == {"lane-database"}


def test_an_error_takes_the_same_road_back(qtbot: QtBot, desk: Desk, tasks: TaskRunner) -> None:
    def work() -> None:
        raise DeskError(Code.DISK_FULL)

    tasks.run(work, desk.take, desk.refuse)
    tasks.run(work, desk.take)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert [type(error) for error in desk.errors] == [DeskError, DeskError]
    assert desk.threads == {"MainThread"}


def test_only_the_newest_answer_of_a_name_is_delivered(
    qtbot: QtBot, desk: Desk, tasks: TaskRunner
) -> None:
    gate = threading.Event()
    tasks.run(gate.wait, desk.take)
    for text in ("n", "ng", "ngu"):
        tasks.run(lambda text=text: text, desk.take, latest="search")  # type: ignore[misc]
    tasks.run(lambda: "other", desk.take, latest="counts")
    gate.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert desk.answers == [True, "ngu", "other"]
    assert desk.errors == []


def test_a_newer_question_also_drops_an_answer_already_on_its_way(
    qtbot: QtBot, desk: Desk, tasks: TaskRunner
) -> None:
    begun, gate = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        gate.wait()
        return "old"

    tasks.run(slow, desk.take, latest="search")
    begun.wait()
    tasks.run(lambda: "new", desk.take, latest="search")
    gate.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert desk.answers == ["new"]


def test_long_work_tells_how_far_it_is_and_stops_when_asked(
    qtbot: QtBot, desk: Desk, tasks: TaskRunner
) -> None:
    progress: list[LongProgress] = []
    ended: list[object] = []
    tasks.long_progressed.connect(progress.append)
    tasks.long_ended.connect(ended.append)
    begun, gate = threading.Event(), threading.Event()

    def work(report: Report) -> str:
        report(1, 4)
        begun.set()
        gate.wait()
        if not report(2, 4):
            raise DeskError(Code.CANCELLED)
        return "done"

    ticket = tasks.run_long("Kiểm tra", work, desk.take, desk.refuse)
    begun.wait()
    tasks.cancel(ticket)
    gate.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert [(one.done, one.of) for one in progress] == [(1, 4), (2, 4)]
    assert ended == [ticket]
    assert [error.code for error in desk.errors if isinstance(error, DeskError)] == [Code.CANCELLED]


def test_paper_does_not_wait_for_the_database(qtbot: QtBot, desk: Desk, tasks: TaskRunner) -> None:
    gate = threading.Event()
    tasks.run(gate.wait, desk.take)
    tasks.run(lambda: "paper", desk.take, lane=Lane.PAPER)
    qtbot.waitUntil(lambda: desk.answers == ["paper"])
    gate.set()
    qtbot.waitUntil(lambda: tasks.is_idle)


def test_nothing_is_delivered_to_a_screen_that_is_gone(qtbot: QtBot, tasks: TaskRunner) -> None:
    gone = Desk()
    gate = threading.Event()
    tasks.run(gate.wait, gone.take)
    shiboken6.delete(gone)
    gate.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert gone.answers == []


def test_closing_joins_every_lane(qtbot: QtBot, desk: Desk) -> None:
    runner = TaskRunner(desk.refuse)
    finished: list[int] = []
    for number in range(20):
        runner.run(lambda number=number: finished.append(number), desk.take)  # type: ignore[misc]
    runner.wait_for_done()
    assert finished == list(range(20))
    assert runner.is_idle
