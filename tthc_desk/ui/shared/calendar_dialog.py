"""A window in which the dates a confirmed calendar would move are kept or moved."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QDialog, QWidget

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, label, row
from tthc_desk.ui.shared.fields import LineField
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.record_table import Column, RecordTableModel, TableRole
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tasks import Report
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.calendar_review import CalendarReview, DueShift

_WIDE_CHARS, _HIGH_ROWS = 110, 15
_NUMBER_CHARS, _OWNER_CHARS, _DUE_CHARS = 24, 22, 16
_REASON_LIMIT = 200


@dataclass(frozen=True, slots=True)
class _Decided:
    """What became of a selection; what stands before an error is saved."""

    numbers: tuple[str, ...]
    papers: tuple[int, ...]
    error: DeskError | None = None


class CalendarDialog(QDialog):
    """Lists printed dates beside those of the calendar; a printed date stays unless moved.

    Signals:
        print_wanted: a `PrintRequest` for the receipts of moved dates.
        decided: at least one date was kept or moved.
        left: how many dates are still to be decided.
    """

    print_wanted = Signal(object)
    decided = Signal()
    left = Signal(int)

    def __init__(self, kit: Kit, review: CalendarReview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._review = review
        # Made once for each decision: a repeat after an unclear failure decides nothing twice.
        self._ids: dict[tuple[str, int, bool], str] = {}
        self._is_busy = False
        self._build()

    def show_shifts(self, shifts: Sequence[DueShift]) -> None:
        """Show dates to decide; the first one is selected."""
        self.list.records_model.set_records(shifts)
        self.list.select_row(0)
        self.list.setFocus()

    @property
    def notice(self) -> str:
        """Give the sentence on what was done or refused last."""
        return self._notice.text()

    @Slot()
    def keep(self) -> None:
        """Keep the printed dates of the selection."""
        self._decide(move=False)

    @Slot()
    def move_dates(self) -> None:
        """Take the calendar's dates for the selection."""
        self._decide(move=True)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Ngày hẹn đổi theo lịch làm việc"))
        text = self.tr(
            "Ngày đã in trên giấy hẹn ràng buộc cơ quan: không đổi thì giữ nguyên. "
            "Đổi thì giấy hẹn mới in ra, nói rõ vì sao."
        )
        self.list = self._make_list()
        self.reason = LineField(_REASON_LIMIT, self.tr("Lý do, nếu cần ghi thêm vào sổ"))
        self.reason.setAccessibleName(self.tr("Lý do"))
        self._notice = label("", wraps=True)
        keys = self.tr("↑↓ chọn một, Shift+↑↓ hoặc Ctrl+A chọn nhiều hồ sơ.")
        kept = self.tr("Giữ ngày đã in")
        keep = button(f"{kept}   {Act.ACCEPT.key_text}", self.keep, Role.PRIMARY)
        move = button(f"{self.tr('Đổi theo lịch')}   {Act.DECIDE.key_text}", self.move_dates)
        close = button(self.tr("Đóng   Esc"), self.close, Role.QUIET)
        head = (label(text, wraps=True), label(keys, Role.NOTE))
        foot = (self.reason, self._notice, row(keep, move, None, close))
        self.setLayout(column(*head, self.list, *foot, gap=Gap.SMALL, margin=Gap.MEDIUM))
        for act, slot in ((Act.ACCEPT, self.keep), (Act.DECIDE, self.move_dates)):
            QShortcut(QKeySequence(act.key), self).activated.connect(slot)
        scale = self._kit.scale
        self.resize(scale.chars_px(_WIDE_CHARS), scale.row_px * _HIGH_ROWS)

    def _make_list(self) -> RecordView:
        columns: tuple[Column[DueShift], ...] = (
            Column(self.tr("Số hồ sơ"), lambda s: s.number, chars=_NUMBER_CHARS),
            Column(self.tr("Chủ hồ sơ"), lambda s: s.owner_name, chars=_OWNER_CHARS),
            Column(self.tr("Thủ tục"), lambda s: s.procedure_name, tip=lambda s: s.procedure_name),
            Column(self.tr("Đã in"), lambda s: formats.moment(s.printed_due), chars=_DUE_CHARS),
            Column(
                self.tr("Theo lịch"),
                lambda s: formats.moment(s.new_due),
                chars=_DUE_CHARS,
                strong=True,
            ),
        )
        model = RecordTableModel[DueShift](columns)
        made = RecordView(
            self._kit,
            model,
            name=self.tr("Hồ sơ có ngày hẹn đổi"),
            empty_text=self.tr("Đã xét xong mọi ngày hẹn. Esc để đóng."),
        )
        made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        return made

    def _selected(self) -> tuple[DueShift, ...]:
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        model = self.list.model()
        return tuple(model.index(at, 0).data(TableRole.RECORD) for at in rows)

    def _decide(self, *, move: bool) -> None:
        chosen, actor, reason = self._selected(), self._kit.session.actor, self.reason.value()
        if not chosen or actor is None or self._is_busy:
            return
        self._is_busy = True
        ids = [self._id_of(shift, move) for shift in chosen]

        def work(report: Report) -> _Decided:
            return self._carry_out(chosen, ids, actor, (move, reason), report)

        self._kit.tasks.run_long(
            self.tr("Ghi quyết định ngày hẹn"), work, self._on_decided, self._on_failed
        )

    def _id_of(self, shift: DueShift, move: bool) -> str:
        return self._ids.setdefault((shift.number, shift.version, move), str(uuid.uuid4()))

    def _carry_out(
        self,
        chosen: tuple[DueShift, ...],
        ids: Sequence[str],
        actor: Actor,
        decision: tuple[bool, str],
        report: Report,
    ) -> _Decided:
        move, reason = decision
        numbers: list[str] = []
        papers: list[int] = []
        for shift, request_id in zip(chosen, ids, strict=True):
            try:
                answer = self._review.decide(
                    shift, actor, move=move, reason=reason, request_id=request_id
                )
            except DeskError as error:
                return _Decided(tuple(numbers), tuple(papers), error)
            numbers.append(shift.number)
            papers += answer.papers
            if not report(len(numbers), len(chosen)):
                break
        return _Decided(tuple(numbers), tuple(papers))

    def _on_decided(self, decided: _Decided) -> None:
        self._is_busy = False
        records = self.list.records_model.records()
        left = [shift for shift in records if shift.number not in decided.numbers]
        self.show_shifts(left)
        self._say(decided)
        if decided.papers:
            self.print_wanted.emit(PrintRequest(decided.papers))
        if decided.numbers:
            self.decided.emit()
        self.left.emit(len(left))

    def _say(self, decided: _Decided) -> None:
        done = self.tr("Đã ghi {count} hồ sơ, còn {left}.").format(
            count=len(decided.numbers), left=len(self.list.records_model.records())
        )
        why = self._kit.messages.words_of(decided.error) if decided.error else ""
        self._notice.setText(f"{done} {why}".strip())

    def _on_failed(self, error: Exception) -> None:
        self._is_busy = False
        self._notice.setText(self._kit.messages.words_of(error))
