"""The papers of one dossier: print again, issue another one, say what became of a print."""

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import ActionButton, Role, button, column, label, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.steps.opened import Opened
from tthc_desk.ui.tracking.paper_choices import PaperChoice, paper_choices
from tthc_desk.ui.tracking.paper_state import paper_state
from tthc_desk.ui.tracking.services import TrackingServices
from tthc_desk.usecases.lines import PaperLine

_CONTEXT = "papers"
_STATE_CHARS = 21


class PapersPage(QWidget):
    """Lists papers; Enter prints the current one, issuing it first where it never was.

    Args:
        print_one: the screen's action that prints the current row.
        confirm: the screen's action that says all papers came out.

    Signals:
        print_wanted: a `PrintRequest`.
        changed: papers were issued or judged.
        left: the officer goes back.
    """

    print_wanted = Signal(object)
    changed = Signal()
    left = Signal()

    def __init__(self, kit: Kit, print_one: QAction, confirm: QAction) -> None:
        super().__init__()
        self._kit = kit
        self._services: TrackingServices | None = None
        self._opened: Opened | None = None
        self._is_busy = False
        self._wanted: PaperChoice | None = None
        self._build(print_one, confirm)

    def set_services(self, services: TrackingServices) -> None:
        """Take the use cases."""
        self._services = services

    def show_papers(self, opened: Opened) -> None:
        """Read and show the papers of a dossier."""
        self._opened = opened
        services, actor, now = self._services, self._kit.session.actor, self._kit.now()
        if services is not None and actor is not None:
            self._kit.tasks.run(
                lambda: paper_choices(services, opened, actor, now),
                self._on_read,
                latest="tracking-papers",
            )

    def take_focus(self) -> None:
        """Put the focus on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def print_current(self) -> None:
        """Print the current row."""
        choice = self.list.current_record()
        if isinstance(choice, PaperChoice):
            self._print(choice)

    @Slot()
    def confirm_all(self) -> None:
        """Note that every paper of the dossier came out of the printer."""
        lines = [c.line for c in self.list.records_model.records() if c.line]
        open_ids = tuple(dict.fromkeys(p.id for p in lines if p.state != "confirmed"))
        self._judge(open_ids, "confirmed")

    @Slot()
    def fail_current(self) -> None:
        """Note that the current paper did not come out as it should."""
        choice = self.list.current_record()
        if isinstance(choice, PaperChoice) and choice.line and choice.line.prints:
            self._judge((choice.line.id,), "failed")
        else:
            self._kit.messages.warning(self.tr("Giấy này chưa in lần nào."))

    def _build(self, print_one: QAction, confirm: QAction) -> None:
        columns: tuple[Column[PaperChoice], ...] = (
            Column(self.tr("Giấy tờ"), _name, tip=_name),
            Column(self.tr("Tình trạng"), _state, chars=_STATE_CHARS),
        )
        self.list = RecordView(
            self._kit,
            RecordTableModel[PaperChoice](columns),
            name=self.tr("Giấy tờ của hồ sơ, Enter để in"),
            empty_text=self.tr("Hồ sơ này không có giấy tờ nào để in."),
        )
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated_record.connect(self._print)
        note = self.tr("Enter: in giấy đang chọn; giấy chưa lập thì được lập theo hồ sơ hiện tại.")
        failed = button(self.tr("In hỏng"), self.fail_current)
        back = button(self.tr("Quay lại   Esc"), self.left, Role.QUIET)
        keys = column(
            row(ActionButton(print_one, Role.PRIMARY), None, back),
            row(ActionButton(confirm), failed, None),
            gap=Gap.TIGHT,
        )
        head = (
            label(self.tr("Giấy tờ của hồ sơ"), Role.HEADING),
            label(note, Role.NOTE, wraps=True),
        )
        self.setLayout(column(*head, self.list, keys, gap=Gap.SMALL))

    def _on_read(self, choices: tuple[PaperChoice, ...]) -> None:
        at = max(0, self.list.currentIndex().row())
        self.list.records_model.set_records(choices)
        self.list.select_row(at)

    @Slot(object)
    def _print(self, choice: PaperChoice) -> None:
        if choice.line is not None:
            self.print_wanted.emit(
                PrintRequest((choice.line.id,), continuation=choice.continuation)
            )
        else:
            self._issue(choice)

    def _issue(self, choice: PaperChoice) -> None:
        services, opened, actor = self._services, self._opened, self._kit.session.actor
        if services is None or opened is None or actor is None or self._is_busy:
            return
        self._is_busy = True
        self._wanted = choice
        self._kit.tasks.run(
            lambda: services.papers.issue_anew(choice.kind, opened.number, actor),
            self._on_issued,
            self._on_refused,
        )

    def _on_issued(self, paper: PaperLine) -> None:
        self._is_busy = False
        further = self._wanted is not None and self._wanted.continuation
        self.print_wanted.emit(PrintRequest((paper.id,), continuation=further))
        self.changed.emit()

    def _on_refused(self, error: Exception) -> None:
        self._is_busy = False
        self._kit.messages.failed(error)

    def _judge(self, paper_ids: tuple[int, ...], state: str) -> None:
        services, actor = self._services, self._kit.session.actor
        if services is None or actor is None or not paper_ids:
            return
        self._kit.tasks.run(lambda: services.papers.note(paper_ids, state, actor), self._on_judged)

    def _on_judged(self, _: None) -> None:
        self._kit.messages.done(self.tr("Đã ghi tình trạng in."))
        self.changed.emit()


def _name(choice: PaperChoice) -> str:
    word = formats.paper_word(choice.kind)
    if choice.continuation:
        return QCoreApplication.translate(_CONTEXT, "{paper}, tờ tiếp theo").format(paper=word)
    return word


def _state(choice: PaperChoice) -> str:
    if choice.continuation:
        return ""
    if choice.line is None:
        return QCoreApplication.translate(_CONTEXT, "lập mới")
    return paper_state(choice.line)
