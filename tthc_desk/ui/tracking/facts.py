"""What the detail of a dossier tells, top to bottom; built once, filled for each dossier."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.events import EventKind
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, column, label
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Colour, Gap
from tthc_desk.ui.steps.opened import Opened
from tthc_desk.ui.steps.words import event_word
from tthc_desk.ui.tracking.copy_rows import CopyRows
from tthc_desk.ui.tracking.pairs import Pair, Pairs
from tthc_desk.ui.tracking.paper_state import paper_state
from tthc_desk.ui.tracking.timeline import due_course, due_reasons, event_text, method_word
from tthc_desk.ui.tracking.told_facts import MOST_ROWS, told_facts
from tthc_desk.ui.tracking.workflow_words import workflow_words
from tthc_desk.usecases.lines import PaperLine, TimelineLine

_TOLD_AS_PAPERS = frozenset({EventKind.PAPER_ISSUED, EventKind.PAPER_PRINTED})
_STATE_CHARS = 20
_MONEY_ROWS = 4


class DossierFacts(QWidget):
    """People, due date, money, papers and timeline of one dossier.

    Making these widgets anew for each dossier would hold the keys up while rows are walked.

    Args:
        copy_all: button that copies the whole dossier.
    """

    def __init__(self, kit: Kit, copy_all: QWidget) -> None:
        super().__init__()
        self._kit = kit
        self.rows = CopyRows(kit, MOST_ROWS)
        self._course, self._reasons = label("", wraps=True), label("", Role.NOTE, wraps=True)
        self._workflow = label("", Role.NOTE, wraps=True)
        self._money = Pairs(kit, _MONEY_ROWS)
        self.papers = self._make_papers()
        self._timeline = label("", wraps=True)
        self._timeline.setTextFormat(Qt.TextFormat.RichText)
        self.setLayout(
            column(
                _block(self.tr("Hồ sơ (↑↓ chọn dòng, Ctrl+C sao chép)"), self.rows, copy_all),
                _block(self.tr("Vì sao ngày hẹn này"), self._course, self._reasons, self._workflow),
                _block(self.tr("Phí, lệ phí"), self._money),
                _block(
                    self.tr("Giấy tờ đã phát hành (Enter: in lại, Ctrl+N: lập giấy khác)"),
                    self.papers,
                ),
                _block(self.tr("Quá trình"), self._timeline),
                gap=Gap.MEDIUM,
            )
        )

    @property
    def timeline_html(self) -> str:
        """Give the timeline as it is shown: undone steps in <s>."""
        return self._timeline.text()

    @property
    def workflow_text(self) -> str:
        """Give the workflow as it is shown; empty when the procedure had none."""
        return self._workflow.text()

    def show_dossier(self, opened: Opened) -> None:
        """Tell of a dossier."""
        self.rows.show_facts(tuple(told_facts(opened)))
        self._show_due(opened)
        self._money.show_pairs(self._money_of(opened))
        self.papers.records_model.set_records(opened.detail.papers)
        rows = max(2, len(opened.detail.papers)) + 1
        self.papers.setFixedHeight(self._kit.scale.row_px * rows)
        happened = [e for e in opened.detail.timeline if e.kind not in _TOLD_AS_PAPERS]
        told = [self._event(line, opened) for line in reversed(happened)]
        self._timeline.setText("".join(told))

    def _show_due(self, opened: Opened) -> None:
        course = due_course(opened.detail.dossier)
        days = (formats.day(local_day(m.due_at)) if m.due_at else "–" for m in course)
        moved = len(course) > 1
        if moved:
            why = event_word(course[-1].kind).lower()
            text = self.tr("{days} ({why})").format(days=" → ".join(days), why=why)
            self._course.setText(text)
        self._course.setVisible(moved)
        reasons = due_reasons(opened.detail.dossier)
        self._reasons.setText(reasons or self.tr("Thủ tục không có thời hạn hẹn trả."))
        workflow = opened.detail.workflow
        self._workflow.setText(workflow_words(workflow) if workflow else "")
        self._workflow.setVisible(workflow is not None)

    def _money_of(self, opened: Opened) -> list[Pair]:
        dossier = opened.detail.dossier
        facts = dossier.facts
        charge, fee = int(facts["charge_dong"]), int(facts["fee_dong"])
        asked = self.tr("phí {charge} + lệ phí {fee}").format(
            charge=formats.dong(charge), fee=formats.dong(fee)
        )
        paid = (
            f"{formats.day(p.day)}: {formats.dong(p.charge_dong + p.fee_dong)}, "
            f"{method_word(p.method)} {p.receipt_series} {p.receipt_number}".rstrip()
            for p in dossier.payments
        )
        owed = formats.dong(opened.detail.owed_dong)
        return [
            (self.tr("Phải nộp"), asked if charge or fee else self.tr("không thu")),
            (self.tr("Còn phải thu"), owed if charge or fee else ""),
            (self.tr("Miễn"), str(facts.get("exemption") or "")),
            (self.tr("Đã thu"), "\n".join(paid)),
        ]

    def _event(self, line: TimelineLine, opened: Opened) -> str:
        text = escape(event_text(line, opened.officer_name))
        who = f"{formats.moment(line.at)} · {opened.officer_name(line.officer)} · {line.desk}"
        said = f"<s>{text}</s>" if line.undone else text
        style = f"color: {Colour.MUTED}; font-size: {self._kit.scale.small_pt:.1f}pt"
        space = f"margin: 0 0 {int(Gap.SMALL)}px 0"
        return f'<p style="{space}">{said}<br><span style="{style}">{escape(who)}</span></p>'

    def _make_papers(self) -> RecordView:
        columns: tuple[Column[PaperLine], ...] = (
            Column(self.tr("Giấy tờ"), lambda p: formats.paper_word(p.kind)),
            Column(self.tr("Tình trạng"), paper_state, chars=_STATE_CHARS),
        )
        view = RecordView(
            self._kit,
            RecordTableModel[PaperLine](columns),
            name=self.tr("Giấy tờ đã phát hành, Enter để in lại"),
            empty_text=self.tr("Chưa phát hành giấy tờ nào."),
        )
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return view


def _block(title: str, *items: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(label(title, Role.STRONG, wraps=True), *items, gap=Gap.TIGHT))
    return made
