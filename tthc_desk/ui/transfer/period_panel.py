"""The chosen period: where it stands, its figures, what changed, and the file made of it."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget

from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import (
    ActionButton,
    Role,
    button,
    column,
    dress,
    label,
    panel,
    row,
)
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import Gap, TypeScale
from tthc_desk.ui.steps.clear_scroll import ClearScroll
from tthc_desk.ui.transfer.digits import in_lines
from tthc_desk.ui.transfer.figure_grid import FigureGrid
from tthc_desk.ui.transfer.period_facts import PeriodFacts, changed_rows, figure_rows, note_words
from tthc_desk.ui.transfer.period_words import Said, names
from tthc_desk.ui.transfer.send_step import Offer, Step
from tthc_desk.usecases.totals_export import PeriodState
from tthc_desk.usecases.totals_periods import period_text
from tthc_desk.usecases.totals_ports import ExportLine

_MOST_CHANGES = 12


class PeriodPanel(QWidget):
    """Shows one period; nothing in it can be typed into.

    Args:
        look, print_now: the screen's actions on the note of the file.
        on_replace: called when the file replaces one that a restored book no longer knows.
    """

    def __init__(
        self,
        scale: TypeScale,
        look: QAction,
        print_now: QAction,
        on_replace: Callable[[], object],
    ) -> None:
        super().__init__()
        self._officer_name: Callable[[str], str] = str
        self._title = label("", Role.HEADING, wraps=True)
        self._state = label("", wraps=True)
        self._hindrance = label("", Role.NOTE, wraps=True)
        self.figures = FigureGrid(scale)
        self._labels = {
            name: label("", role, wraps=True)
            for name, role in (
                ("broken", None),
                ("changes", None),
                ("notes", Role.NOTE),
                ("gaps", None),
                ("files", Role.NOTE),
                ("hash", None),
            )
        }
        dress(self._labels["broken"], tone=Tone.ERROR.value)
        dress(self._labels["gaps"], tone=Tone.WARNING.value)
        self._replace = button(self.tr("Đã gửi trước khi khôi phục…"), on_replace, Role.QUIET)
        self._build(look, print_now)
        self.show_nothing("")

    @property
    def title(self) -> str:
        """Give the name of the period shown, empty if none."""
        return self._title.text()

    @property
    def state_text(self) -> str:
        """Give the sentence on where the period stands, and what hinders the next step."""
        shown = (self._state, self._hindrance)
        return " ".join(one.text() for one in shown if not one.isHidden())

    def text_of(self, name: str) -> str:
        """Give a part by its name: broken, changes, notes, gaps, files, hash."""
        return self._labels[name].text()

    @property
    def can_replace(self) -> bool:
        """Say whether the way for files of before a restore is offered."""
        return not self._replace.isHidden()

    def set_officer_names(self, name_of: Callable[[str], str]) -> None:
        """Take what gives login → name."""
        self._officer_name = name_of

    def show_nothing(self, text: str) -> None:
        """Say why there is no period."""
        self._title.setText(text)
        for one in (self._state, self._hindrance, self.figures, self._replace, self._foot):
            one.hide()
        for one in self._labels.values():
            one.hide()

    def show_period(
        self, facts: PeriodFacts, offer: Offer, *, is_unwritten: bool, may_replace: bool
    ) -> None:
        """Show a period.

        Args:
            is_unwritten: its file could not be written out when it was last sent.
            may_replace: offer the way for a file sent before the book was restored.
        """
        line = facts.preview.line
        self._title.setText(period_text(line.chain, line.span))
        said = self._unwritten() if is_unwritten else self._standing(facts)
        _say(self._state, said.text)
        dress(self._state, tone=said.tone.value)
        _say(self._hindrance, offer.hindrance)
        self.figures.show_rows(figure_rows(facts))
        self.figures.show()
        for name, text in self._texts(facts).items():
            _say(self._labels[name], text)
        self._replace.setVisible(may_replace and offer.step is Step.EXPORT)
        self._foot.setVisible(bool(line.exports))

    def _build(self, look: QAction, print_now: QAction) -> None:
        self._foot = QWidget()
        buttons = (ActionButton(look, Role.QUIET), ActionButton(print_now, Role.QUIET))
        self._foot.setLayout(row(*buttons, None, gap=Gap.NONE))
        found, inner = self._labels, QWidget()
        names = ("changes", "notes", "gaps", "files", "hash")
        parts = (found["broken"], self.figures, *(found[name] for name in names))
        layout = column(*parts)
        layout.setContentsMargins(Gap.NONE, Gap.TIGHT, Gap.TIGHT, Gap.TIGHT)
        inner.setLayout(layout)
        area = ClearScroll(self.tr("Số liệu của kỳ"))
        area.put(inner)
        surface = panel()
        shown = column(self._title, self._state, self._hindrance, area, self._replace, self._foot)
        shown.setContentsMargins(Gap.MEDIUM, Gap.SMALL, Gap.SMALL, Gap.SMALL)
        shown.setStretch(3, 1)
        surface.setLayout(shown)
        self.setLayout(column(surface))

    def _standing(self, facts: PeriodFacts) -> Said:
        made = facts.preview.line.export
        text = {
            PeriodState.NOT_OVER: self.tr("○ Chưa xong kỳ; số liệu tính đến lúc này."),
            PeriodState.MISSING: self.tr("▲ Chưa gửi."),
            PeriodState.SENT: self.tr("✓ Đã gửi {at}."),
            PeriodState.AMENDED: self.tr("✓ Đã gửi bản sửa đổi {at}."),
            PeriodState.CHANGED: self.tr("◆ Số liệu đã đổi từ khi gửi {at}."),
        }[facts.state]
        tone = {
            PeriodState.NOT_OVER: Tone.INFO,
            PeriodState.MISSING: Tone.WARNING,
            PeriodState.CHANGED: Tone.ERROR,
        }.get(facts.state, Tone.DONE)
        return Said(text.format(at=self._at(made) if made else ""), tone)

    def _unwritten(self) -> Said:
        text = self.tr("✕ Tệp đã lập trong sổ nhưng chưa ghi ra được. Chọn nơi ghi rồi gửi lại.")
        return Said(text, Tone.ERROR)

    def _at(self, made: ExportLine) -> str:
        text = self.tr("lúc {at}, {who}, tệp số {seq}")
        who = self._officer_name(made.officer)
        return text.format(at=formats.moment(made.as_of), who=who, seq=made.seq)

    def _texts(self, facts: PeriodFacts) -> dict[str, str]:
        preview = facts.preview
        made = preview.line.export
        return {
            "broken": "\n".join(f"✕ {one}" for one in preview.broken),
            "changes": self._changes(facts),
            "notes": self._notes(facts),
            "gaps": self._gaps(facts),
            "files": self._files(preview.line.exports),
            "hash": self.tr("Mã tệp\n{hash}").format(hash=in_lines(made.hash)) if made else "",
        }

    def _changes(self, facts: PeriodFacts) -> str:
        changes = changed_rows(facts)
        if not changes:
            return ""
        shown = [f"• {one}" for one in changes[:_MOST_CHANGES]]
        left = len(changes) - _MOST_CHANGES
        if left > 0:
            shown.append(self.tr("• và {count} thủ tục khác").format(count=left))
        return "\n".join((self.tr("Đã đổi từ khi gửi:"), *shown))

    def _notes(self, facts: PeriodFacts) -> str:
        words = note_words(facts)
        return self.tr("Ngoài biểu: {words}.").format(words=", ".join(words)) if words else ""

    def _gaps(self, facts: PeriodFacts) -> str:
        preview = facts.preview
        if not preview.gaps:
            return ""
        text = self.tr("▲ Kỳ trước chưa gửi: {names}. Phiếu gửi sẽ ghi rõ.")
        return text.format(names=names(preview.line.chain, preview.gaps))

    def _files(self, made: tuple[ExportLine, ...]) -> str:
        """List the files that were made before the one that stands, the newest first."""
        if len(made) < 2:
            return ""
        listed = "; ".join(self._at(one) for one in reversed(made[:-1]))
        return self.tr("Đã thay: tệp gửi {files}.").format(files=listed)


def _say(line: QLabel, text: str) -> None:
    line.setText(text)
    line.setVisible(bool(text))
