"""A closed day: who closed it, its cash, and its figures as closed beside the corrected ones."""

from PySide6.QtWidgets import QWidget

from tthc_desk.domain.money import dong_text
from tthc_desk.ui.closing.cash_line import signed
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, column, label, panel, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.steps.clear_scroll import ClearScroll
from tthc_desk.usecases.paper_facts import CashRow, ClosingFacts, DailyTallyFacts, TallyChange

_FIGURE_CHARS = 12


class ClosedView(QWidget):
    """Shows a closing; nothing can be typed, and what has no room is scrolled."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._closing = label("", wraps=True)
        self._corrections = label("", Role.NOTE, wraps=True)
        said = QWidget()
        said.setLayout(column(self._closing, self._corrections, gap=Gap.SMALL))
        self.words = ClearScroll(self.tr("Việc chốt sổ và các đính chính"))
        self.words.put(said)
        self.table = RecordView(
            kit,
            RecordTableModel[TallyChange](self._columns()),
            name=self.tr("Số khi chốt và số đã đính chính"),
        )
        surface = panel()
        surface.setLayout(column(self.words, margin=Gap.SMALL))
        layout = row(surface, self.table, gap=Gap.SMALL)
        layout.setStretch(0, 1)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    @property
    def text(self) -> str:
        """Give what is said of the closing and its corrections."""
        return f"{self._closing.text()}\n{self._corrections.text()}"

    def show_facts(self, facts: DailyTallyFacts, closing: ClosingFacts) -> None:
        """Show the closing of a day."""
        self._closing.setText("\n".join(self._sentences(closing)))
        self._corrections.setText("\n".join((*facts.corrections, *closing.reopened)))
        self._corrections.setVisible(bool(self._corrections.text()))
        self.table.records_model.set_records(facts.changes)
        self.table.setVisible(bool(facts.changes))

    def _sentences(self, closing: ClosingFacts) -> list[str]:
        text = self.tr("Đã chốt lúc {moment} bởi {name}.")
        found = [text.format(moment=formats.moment(closing.closed_at), name=closing.closed_by)]
        if closing.second_name:
            found.append(self.tr("Người thứ hai: {name}.").format(name=closing.second_name))
        elif closing.lone:
            found.append(self.tr("Một mình trực, không có người thứ hai."))
        if closing.reason:
            found.append(self.tr("Lý do: {reason}").format(reason=closing.reason))
        found += [self._cash(line) for line in closing.cash]
        return found

    def _cash(self, line: CashRow) -> str:
        text = self.tr("{name}: phải có {computed}, đếm được {counted}, chênh lệch {apart}")
        said = text.format(
            name=line.name,
            computed=dong_text(line.computed_dong),
            counted=dong_text(line.counted_dong),
            apart=signed(line.difference_dong),
        )
        if line.handed_in_dong:
            handed = self.tr(", nộp đi {amount}")
            said += handed.format(amount=dong_text(line.handed_in_dong))
        return f"{said} đ."

    def _columns(self) -> tuple[Column[TallyChange], ...]:
        return (
            Column(self.tr("Số liệu"), lambda line: line.name, tip=lambda line: line.name),
            Column(
                self.tr("Khi chốt"),
                lambda line: formats.count(line.as_closed),
                chars=_FIGURE_CHARS,
                is_number=True,
            ),
            Column(
                self.tr("Đã đính chính"),
                lambda line: formats.count(line.corrected) + (" *" if _differs(line) else ""),
                chars=_FIGURE_CHARS,
                is_number=True,
            ),
        )


def _differs(line: TallyChange) -> bool:
    return line.as_closed != line.corrected
