"""What a screen's tests put in place of threads, messages and printers."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtPrintSupport import QPrinter

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor, Officer, Role
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.ui.preferences.store import Preferences
from tthc_desk.ui.shared.icons import Icons
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question, ReasonQuestion, Tone
from tthc_desk.ui.shared.session import Session
from tthc_desk.ui.shared.tasks import Lane, Report, Ticket
from tthc_desk.ui.shared.tokens import TypeScale

T = TypeVar("T")
RESOURCES = Path(__file__).resolve().parents[2] / "resources"
MONDAY_MORNING = datetime(2026, 11, 23, 8, 15, tzinfo=VIETNAM)
OFFICERS = (
    Officer("thu", "Nguyễn Văn Thử", Role.COUNTER, unit="Một cửa"),
    Officer("nghiem", "Trần Thị Thử Nghiệm", Role.COUNTER, unit="Một cửa"),
    Officer("mau", "Lê Văn Mẫu", Role.CASE, unit="Tư pháp"),
    Officer("phutrach", "Phạm Thị Ví Dụ", Role.SUPERVISOR, unit="Văn phòng"),
)
ACTOR = Actor(OFFICERS[0], "Quầy 1")


class InstantTasks:
    """Does work on the spot, on the calling thread."""

    def __init__(self, on_unhandled: Callable[[Exception], object]) -> None:
        self._on_unhandled = on_unhandled
        self.cancelled: list[Ticket] = []
        self._number = 0

    def run(
        self,
        work: Callable[[], T],
        on_success: Callable[[T], object],
        on_error: Callable[[Exception], object] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
        latest: str = "",
    ) -> Ticket:
        del lane, latest
        return self._do(work, on_success, on_error)

    def run_long(
        self,
        title: str,
        work: Callable[[Report], T],
        on_success: Callable[[T], object],
        on_error: Callable[[Exception], object] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> Ticket:
        del title, lane
        return self._do(lambda: work(lambda done, of: True), on_success, on_error)

    def cancel(self, ticket: Ticket) -> None:
        self.cancelled.append(ticket)

    def _do(
        self,
        work: Callable[[], T],
        on_success: Callable[[T], object],
        on_error: Callable[[Exception], object] | None,
    ) -> Ticket:
        self._number += 1
        try:
            result = work()
        except Exception as error:  # noqa: BLE001  as the real runner
            (on_error or self._on_unhandled)(error)
        else:
            on_success(result)
        return Ticket(self._number)


class RecordingMessages:
    """Keeps what the officer would read, and answers questions when told to."""

    def __init__(self) -> None:
        self.said: list[tuple[Tone, str]] = []
        self.failures: list[Exception] = []
        self.questions: list[Question | ReasonQuestion] = []
        self._answers: list[Callable[[str], object]] = []

    @property
    def last(self) -> str:
        """Give the sentence said last, empty if none."""
        return self.said[-1][1] if self.said else ""

    def info(self, text: str) -> None:
        self.said.append((Tone.INFO, text))

    def done(self, text: str) -> None:
        self.said.append((Tone.DONE, text))

    def warning(self, text: str) -> None:
        self.said.append((Tone.WARNING, text))

    def error(self, text: str) -> None:
        self.said.append((Tone.ERROR, text))

    def failed(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.failures.append(error)
        self.error(self.words_of(error))

    def words_of(self, error: Exception) -> str:
        return error.code.value if isinstance(error, DeskError) else str(error)

    def clear(self) -> None:
        self.said.clear()

    def ask(self, question: Question, on_answer: Callable[[str], object]) -> None:
        self.questions.append(question)
        self._answers.append(on_answer)

    def ask_reason(self, question: ReasonQuestion, on_reason: Callable[[str], object]) -> None:
        self.questions.append(question)
        self._answers.append(on_reason)

    def answer(self, verb: str) -> None:
        """Answer the oldest open question with one of its verbs."""
        question = self.questions[-len(self._answers)]
        assert isinstance(question, Question)
        assert verb in question.verbs
        self._answers.pop(0)(verb)

    def give_reason(self, reason: str) -> None:
        """Answer the oldest open question with a reason."""
        assert isinstance(self.questions[-len(self._answers)], ReasonQuestion)
        self._answers.pop(0)(reason)


class PdfPrinters:
    """Printers that print into files; `fail` takes the printer away."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.fail = False
        self.made: list[tuple[str, str]] = []

    @property
    def files(self) -> list[Path]:
        """Give what was printed, in order."""
        return sorted(self._folder.glob("printed-*.pdf"))

    def names(self) -> tuple[str, ...]:
        return ("Máy in quầy", "Máy in phòng")

    def make(self, name: str, title: str) -> QPrinter:
        self.made.append((name, title))
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(150)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        place = self._folder / "gone" if self.fail else self._folder
        printer.setOutputFileName(str(place / f"printed-{len(self.made):03}.pdf"))
        return printer


def make_kit(folder: Path, scale: TypeScale | None = None) -> Kit:
    """Make a kit of fakes; preferences and prints go into a folder of the test."""
    messages = RecordingMessages()
    session = Session()
    session.enter(ACTOR)
    return Kit(
        tasks=InstantTasks(messages.failed),
        messages=messages,
        icons=Icons(RESOURCES / "icons"),
        session=session,
        remembered=Preferences(folder / "preferences.ini"),
        printers=PdfPrinters(folder),
        scale=scale or TypeScale(),
        now=lambda: MONDAY_MORNING,
    )


def refusal(code: Code, field: str | None = None, **facts: object) -> Callable[[], object]:
    """Make work that is refused."""

    def work() -> object:
        raise DeskError(code, field, **facts)

    return work
