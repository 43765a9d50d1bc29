"""What the detail of a dossier tells, top to bottom; made anew for each dossier."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.events import EventKind
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, column, label
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.steps.opened import Opened
from tthc_desk.ui.steps.words import event_word
from tthc_desk.ui.tracking.timeline import due_course, due_reasons, event_text, method_word
from tthc_desk.usecases.lines import PaperLine, TimelineLine

_CONTEXT = "facts"
_TOLD_AS_PAPERS = frozenset({EventKind.PAPER_ISSUED, EventKind.PAPER_PRINTED})
_STATE_CHARS = 15
_NAME_CHARS = 13


class DossierFacts(QWidget):
    """People, due date, money, papers and timeline of one dossier.

    Args:
        on_paper: bound method that takes the `PaperLine` to print again.
    """

    def __init__(self, kit: Kit, opened: Opened, on_paper: Callable[[PaperLine], object]) -> None:
        super().__init__()
        self._kit = kit
        self._opened = opened
        self.papers = self._papers(on_paper)
        parts = (self._people(), self._due(), self._money(), self._paper_part(), self._timeline())
        self.setLayout(column(*parts, gap=Gap.MEDIUM))

    def _people(self) -> QWidget:
        facts, line = self._opened.detail.dossier.facts, self._opened.detail.line
        owner, submitter = facts["owner"], facts["submitter"]
        rows = [
            (self.tr("Thủ tục"), f"{line.procedure_name} ({line.procedure_code})"),
            (self.tr("Mã quốc gia"), line.official_code),
            (self.tr("Số định danh"), formats.masked(str(owner["id_number"]))),
            (self.tr("Điện thoại"), str(owner["phone"])),
            (self.tr("Địa chỉ"), str(owner["address"])),
        ]
        if submitter["name"] != owner["name"]:
            rows.append((self.tr("Người nộp"), f"{submitter['name']} · {submitter['phone']}"))
        rows += [
            (self.tr("Đang ở"), self._opened.officer_name(line.holder) or line.list_number),
            (self.tr("Kết quả"), self._result()),
            (self.tr("Nội dung"), str(facts["note"])),
        ]
        return _pairs(self._kit, [pair for pair in rows if pair[1]])

    def _result(self) -> str:
        result = self._opened.detail.dossier.result or {}
        return " · ".join(str(result.get(n) or "") for n in ("result_kind", "result_number")).strip(
            " ·"
        )

    def _due(self) -> QWidget:
        dossier = self._opened.detail.dossier
        lines: list[QWidget] = [label(self.tr("Vì sao ngày hẹn này"), Role.STRONG)]
        course = due_course(dossier)
        if len(course) > 1:
            text = " → ".join(formats.day(local_day(m.due_at)) if m.due_at else "–" for m in course)
            text = self.tr("{days} ({why})").format(
                days=text, why=event_word(course[-1].kind).lower()
            )
            lines.append(label(text, wraps=True))
        reasons = due_reasons(dossier) or self.tr("Thủ tục không có thời hạn hẹn trả.")
        lines.append(label(reasons, Role.NOTE, wraps=True))
        return _block(*lines)

    def _money(self) -> QWidget:
        dossier, owed = self._opened.detail.dossier, self._opened.detail.owed_dong
        facts = dossier.facts
        charge, fee = int(facts["charge_dong"]), int(facts["fee_dong"])
        rows = [(self.tr("Phải nộp"), self.tr("không thu"))]
        if charge or fee:
            text = self.tr("phí {charge} + lệ phí {fee}")
            rows = [
                (
                    self.tr("Phải nộp"),
                    text.format(charge=formats.dong(charge), fee=formats.dong(fee)),
                ),
                (self.tr("Còn phải thu"), formats.dong(owed)),
            ]
        if facts.get("exemption"):
            rows.append((self.tr("Miễn"), str(facts["exemption"])))
        for paid in dossier.payments:
            way = f"{method_word(paid.method)} {paid.receipt_series} {paid.receipt_number}"
            text = f"{formats.dong(paid.charge_dong + paid.fee_dong)}, {way.strip()}"
            rows.append((self.tr("Đã thu {day}").format(day=formats.day(paid.day)), text))
        return _block(label(self.tr("Phí, lệ phí"), Role.STRONG), _pairs(self._kit, rows))

    def _papers(self, on_paper: Callable[[PaperLine], object]) -> RecordView:
        columns: tuple[Column[PaperLine], ...] = (
            Column(self.tr("Giấy tờ"), lambda p: formats.paper_word(p.kind)),
            Column(self.tr("Tình trạng"), _paper_state, chars=_STATE_CHARS),
        )
        model = RecordTableModel[PaperLine](columns)
        model.set_records(self._opened.detail.papers)
        view = RecordView(
            self._kit,
            model,
            name=self.tr("Giấy tờ đã phát hành, Enter để in lại"),
            empty_text=self.tr("Chưa phát hành giấy tờ nào."),
        )
        rows = max(2, len(self._opened.detail.papers)) + 1
        view.setFixedHeight(self._kit.scale.row_px * rows)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.activated_record.connect(on_paper)
        return view

    def _paper_part(self) -> QWidget:
        title = label(self.tr("Giấy tờ đã phát hành (Enter: in lại)"), Role.STRONG)
        return _block(title, self.papers)

    def _timeline(self) -> QWidget:
        happened = (e for e in self._opened.detail.timeline if e.kind not in _TOLD_AS_PAPERS)
        lines = [self._event(line) for line in reversed(tuple(happened))]
        return _block(label(self.tr("Quá trình"), Role.STRONG), *lines)

    def _event(self, line: TimelineLine) -> QWidget:
        text = label(event_text(line, self._opened.officer_name), wraps=True)
        if line.undone:
            struck = QFont(text.font())
            struck.setStrikeOut(True)
            text.setFont(struck)
        who = label(
            f"{formats.moment(line.at)} · {self._opened.officer_name(line.officer)} · {line.desk}",
            Role.NOTE,
        )
        return _block(text, who)


def _paper_state(paper: PaperLine) -> str:
    words = {
        "issued": QCoreApplication.translate(_CONTEXT, "chưa in"),
        "sent": QCoreApplication.translate(_CONTEXT, "đã gửi máy in"),
        "confirmed": QCoreApplication.translate(_CONTEXT, "đã in"),
        "failed": QCoreApplication.translate(_CONTEXT, "in hỏng"),
    }
    word = words[paper.state]
    return f"{word} ×{paper.prints}" if paper.prints > 1 else word


def _block(*items: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(*items, gap=Gap.TIGHT))
    return made


def _pairs(kit: Kit, rows: list[tuple[str, str]]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Gap.SMALL)
    grid.setVerticalSpacing(Gap.TIGHT)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, kit.scale.chars_px(_NAME_CHARS))
    for at, (name, value) in enumerate(rows):
        grid.addWidget(label(name, Role.LABEL), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_value(value), at, 1)
    return made


def _value(text: str) -> QLabel:
    made = label(text, wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
