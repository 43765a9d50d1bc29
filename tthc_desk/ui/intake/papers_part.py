"""The papers of the dossier: handed in, only shown, looked up."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.procedure import PaperDuty, Procedure, RequiredDocument
from tthc_desk.domain.text_input import ADDRESS_LIMIT
from tthc_desk.ui.intake.card import Card
from tthc_desk.ui.intake.form_draft import DraftPaper
from tthc_desk.ui.shared.check_list import CheckItem, CheckList, CheckListModel
from tthc_desk.ui.shared.controls import Role, column, label
from tthc_desk.ui.shared.fields import LineField
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import Gap

_COUNT_CHARS = 5.5
_MOST_ROWS = 7
_NO_COUNTS = (0, 0, 0)
_TICKED = (1, 0, 0)


class PapersPart(Card):
    """Tick list of what is handed in, and below it what is only shown or looked up.

    Signals:
        edited: a tick, a count or a line changed.
    """

    edited = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._required: dict[str, RequiredDocument] = {}
        self._before: tuple[CheckItem, ...] = ()
        titles = (self.tr("Giấy tờ nộp"), self.tr("Chính"), self.tr("C.thực"), self.tr("Sao"))
        self.list = CheckList(kit, name=self.tr("Giấy tờ nộp"), titles=titles)
        self._about = label("", Role.NOTE, wraps=True)
        self._shown_only = label("", Role.NOTE, wraps=True)
        self._error = label("", Role.ERROR, wraps=True)
        self.other = LineField(ADDRESS_LIMIT, hint=self.tr("Thêm giấy tờ khác rồi nhấn Enter"))
        self._build(kit)
        self._connect()
        self.take(None)

    @property
    def first_field(self) -> QWidget:
        """Give the list, or the line for other papers where it is empty."""
        return self.list if self.list.items() else self.other

    def take(self, procedure: Procedure | None) -> None:
        """Show the papers of a procedure, ticked as most dossiers have them."""
        documents = procedure.documents if procedure else ()
        handed_in = [d for d in documents if d.duty is PaperDuty.SUBMIT]
        self._required = {_line_name(d): d for d in handed_in}
        self._set_items([_item(d) for d in handed_in])
        self._show_others(documents)
        self.clear_error()
        if procedure is None:
            self.other.clear()

    def documents(self) -> list[dict[str, Any]]:
        """Give what is ticked, as a request takes it."""
        return [
            dict(
                zip(
                    ("name", "originals", "certified", "copies"),
                    (self._paper_name(item.name), *item.counts),
                    strict=True,
                )
            )
            for item in self.list.items()
            if item.checked
        ]

    def draft(self) -> tuple[DraftPaper, ...]:
        """Give the lines as they stand."""
        return tuple(DraftPaper(i.name, i.checked, i.counts) for i in self.list.items())

    def restore(self, papers: tuple[DraftPaper, ...]) -> None:
        """Let the lines stand as they did."""
        self._set_items([CheckItem(p.name, p.checked, p.counts) for p in papers])

    def show_error(self, text: str) -> None:
        """Write a sentence under the list and put the focus there."""
        self._error.setText(text)
        self._error.show()
        self.list.setFocus()

    def clear_error(self) -> None:
        """Take the sentence away."""
        self._error.hide()

    def _build(self, kit: Kit) -> None:
        self.list.setObjectName("documents")
        self.list.show_rows(_MOST_ROWS)
        for at in range(1, 1 + len(_NO_COUNTS)):
            self.list.setColumnWidth(at, kit.scale.chars_px(_COUNT_CHARS) + 2 * Gap.SMALL)
        self.other.setObjectName("documents.other")
        self.other.setAccessibleName(self.tr("Thêm giấy tờ khác"))
        self._error.hide()
        parts = (self.list, self._error, self._about, self._shown_only, self.other)
        self.setLayout(column(*parts, gap=Gap.TIGHT, margin=Gap.SMALL))

    def _connect(self) -> None:
        self.list.changed.connect(self._on_changed)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.other.returnPressed.connect(self._on_added)

    def _set_items(self, items: list[CheckItem]) -> None:
        self.list.set_items(items)
        self.list.setVisible(bool(items))
        self._on_current()

    def _paper_name(self, line: str) -> str:
        required = self._required.get(line)
        return required.name if required else line

    def _show_others(self, documents: tuple[RequiredDocument, ...]) -> None:
        shown = [d.name for d in documents if d.duty is PaperDuty.PRESENT]
        looked_up = [d.name for d in documents if d.duty is PaperDuty.LOOK_UP]
        lines = []
        if shown:
            lines.append(self.tr("Chỉ xuất trình: {}").format("; ".join(shown)))
        if looked_up:
            lines.append(self.tr("Cán bộ tra cứu: {}").format("; ".join(looked_up)))
        self._shown_only.setText("\n".join(lines))
        self._shown_only.setVisible(bool(lines))

    @Slot()
    def _on_changed(self) -> None:
        before, self._before = self._before, self.list.items()
        for row, (old, new) in enumerate(zip(before, self._before, strict=False)):
            if new.name == old.name and new.checked and not old.checked:
                self._take_usual_counts(row, new)
        self.edited.emit()

    def _take_usual_counts(self, row: int, ticked: CheckItem) -> None:
        """Count a paper that was just ticked as the catalogue does, not as one original."""
        required, model = self._required.get(ticked.name), self.list.model()
        usual = _counts(required) if required else _NO_COUNTS
        if ticked.counts == _TICKED and any(usual) and isinstance(model, CheckListModel):
            model.change(row, replace(ticked, counts=usual))

    @Slot()
    def _on_added(self) -> None:
        name = self.other.value()
        if not name:
            return
        added = CheckItem(name, checked=True, counts=(1, 0, 0))
        self._set_items([*self.list.items(), added])
        self.other.clear()

    @Slot()
    def _on_current(self, current: QModelIndex | None = None) -> None:
        del current
        at = self.list.currentIndex().row()
        items = self.list.items()
        name = items[at].name if 0 <= at < len(items) else ""
        required = self._required.get(name)
        lines = [name] if name and self.list.is_cut(at) else []
        if required and required.note:
            lines.append(self.tr("Lưu ý: {}").format(required.note))
        self._about.setText("\n".join(lines))
        self._about.setVisible(bool(lines))


def _line_name(document: RequiredDocument) -> str:
    return f"{document.case}: {document.name}" if document.case else document.name


def _item(document: RequiredDocument) -> CheckItem:
    usual = not document.case
    return CheckItem(_line_name(document), usual, _counts(document) if usual else _NO_COUNTS)


def _counts(document: RequiredDocument) -> tuple[int, int, int]:
    return (document.originals, document.certified, document.copies)
