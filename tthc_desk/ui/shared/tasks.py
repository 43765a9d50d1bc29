"""Work off the GUI thread: lanes of one thread each, results back on the GUI thread."""

import itertools
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from tthc_desk.domain.errors import Code, DeskError

T = TypeVar("T")
Report = Callable[[int, int], bool]
"""Told (done, of) by long work; answers False when the work should stop."""

_SWITCH_INTERVAL_S = 0.001


class Lane(StrEnum):
    """Each lane is one thread, so its work never overlaps itself."""

    DATABASE = "database"
    PAPER = "paper"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Ticket:
    """Names one piece of work given to a lane."""

    number: int


@dataclass(frozen=True, slots=True)
class LongWork:
    """Long work that began: shown with a bar and "Dừng"."""

    ticket: Ticket
    title: str


@dataclass(frozen=True, slots=True)
class LongProgress:
    """How far long work is; `of` 0 means that nobody knows."""

    ticket: Ticket
    done: int
    of: int


class Tasks(Protocol):
    """What screens use of `TaskRunner`; tests put a runner in its place that works at once."""

    def run(
        self,
        work: Callable[[], T],
        on_success: Callable[[T], object],
        on_error: Callable[[Exception], object] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
        latest: str = "",
    ) -> Ticket:
        """See `TaskRunner.run`."""
        ...

    def run_long(
        self,
        title: str,
        work: Callable[[Report], T],
        on_success: Callable[[T], object],
        on_error: Callable[[Exception], object] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> Ticket:
        """See `TaskRunner.run_long`."""
        ...

    def cancel(self, ticket: Ticket) -> None:
        """See `TaskRunner.cancel`."""
        ...


@dataclass(slots=True)
class _Job:
    ticket: Ticket
    work: Callable[[Report], Any]
    on_success: Callable[[Any], object]
    on_error: Callable[[Exception], object] | None
    is_long: bool = False
    latest: str = ""
    stopped: Event = field(default_factory=Event)


@dataclass(frozen=True, slots=True)
class _Outcome:
    ticket: Ticket
    result: Any = None
    error: Exception | None = None


class TaskRunner(QObject):
    """Runs work in lanes and hands results to bound methods on the GUI thread.

    Args:
        on_unhandled: gets the error of work that was given without `on_error`.

    Signals:
        long_began: a `LongWork`.
        long_progressed: a `LongProgress`.
        long_ended: the `Ticket` of long work, whatever its outcome.
    """

    long_began = Signal(object)
    long_progressed = Signal(object)
    long_ended = Signal(object)
    _ended = Signal(object)

    def __init__(
        self, on_unhandled: Callable[[Exception], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._on_unhandled = on_unhandled
        self._numbers = itertools.count(1)
        self._jobs: dict[Ticket, _Job] = {}
        self._newest: dict[str, Ticket] = {}
        self._lanes: dict[Lane, tuple[Thread, SimpleQueue[_Job | None]]] = {}
        # Python work gives the interpreter back sooner, so that keys are never held up.
        sys.setswitchinterval(_SWITCH_INTERVAL_S)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        on_success: Callable[[T], object],
        on_error: Callable[[Exception], object] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
        latest: str = "",
    ) -> Ticket:
        """Run a plain function in a lane.

        Args:
            work: sees no widget; returns frozen data.
            on_success: bound method of a QObject; called on the GUI thread, never at once.
            on_error: as `on_success`; without it the error goes to the message bar.
            latest: name of a question that may be asked again before it is answered
                (search as you type): only the newest answer of a name is delivered.
        """
        job = _Job(self._ticket(), lambda _: work(), on_success, on_error, latest=latest)
        if latest:
            self._supersede(latest, job.ticket)
        return self._start(job, lane)

    def run_long(
        self,
        title: str,
        work: Callable[[Report], T],
        on_success: Callable[[T], object],
        on_error: Callable[[Exception], object] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> Ticket:
        """Run work that takes seconds: it shows in the message bar and can be stopped there.

        Args:
            work: gets a `Report`; when that answers False it raises DeskError(CANCELLED).
        """
        job = _Job(self._ticket(), work, on_success, on_error, is_long=True)
        self.long_began.emit(LongWork(job.ticket, title))
        return self._start(job, lane)

    def cancel(self, ticket: Ticket) -> None:
        """Ask work to stop; work that has not begun is dropped and ends as CANCELLED."""
        job = self._jobs.get(ticket)
        if job:
            job.stopped.set()

    @property
    def is_idle(self) -> bool:
        """Say whether every piece of work has ended and was delivered."""
        return not self._jobs

    def wait_for_done(self) -> None:
        """Finish all lanes and join their threads; afterwards nothing is delivered any more."""
        for _, queue in self._lanes.values():
            queue.put(None)
        for thread, _ in self._lanes.values():
            thread.join()
        self._lanes.clear()
        self._jobs.clear()

    def _ticket(self) -> Ticket:
        return Ticket(next(self._numbers))

    def _supersede(self, latest: str, ticket: Ticket) -> None:
        older = self._newest.get(latest)
        if older:
            self.cancel(older)
        self._newest[latest] = ticket

    def _start(self, job: _Job, lane: Lane) -> Ticket:
        self._jobs[job.ticket] = job
        if lane not in self._lanes:
            queue: SimpleQueue[_Job | None] = SimpleQueue()
            # A daemon, so that a crashed window does not leave a process that holds the ward.
            name = f"lane-{lane}"
            thread = Thread(target=self._work_off, args=(queue,), name=name, daemon=True)
            self._lanes[lane] = (thread, queue)
            thread.start()
        self._lanes[lane][1].put(job)
        return job.ticket

    def _work_off(self, queue: "SimpleQueue[_Job | None]") -> None:
        while (job := queue.get()) is not None:
            self._ended.emit(self._outcome(job))

    def _outcome(self, job: _Job) -> _Outcome:
        def report(done: int, of: int) -> bool:
            if job.is_long:
                self.long_progressed.emit(LongProgress(job.ticket, done, of))
            return not job.stopped.is_set()

        if job.stopped.is_set():
            return _Outcome(job.ticket, error=DeskError(Code.CANCELLED))
        try:
            return _Outcome(job.ticket, job.work(report))
        except Exception as error:  # noqa: BLE001  the one road back for every failure
            return _Outcome(job.ticket, error=error)

    @Slot(object)
    def _on_ended(self, outcome: _Outcome) -> None:
        job = self._jobs.pop(outcome.ticket, None)
        if job is None:
            return
        if job.is_long:
            self.long_ended.emit(job.ticket)
        if job.latest and self._newest.get(job.latest) != job.ticket:
            return
        self._newest.pop(job.latest, None)
        self._deliver(job, outcome)

    def _deliver(self, job: _Job, outcome: _Outcome) -> None:
        if outcome.error is None:
            receiver, value = job.on_success, outcome.result
        else:
            receiver, value = job.on_error or self._on_unhandled, outcome.error
        owner = getattr(receiver, "__self__", None)
        if isinstance(owner, QObject) and not shiboken6.isValid(owner):
            return
        receiver(value)
