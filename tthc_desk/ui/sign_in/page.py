"""The page on which an officer says who they are and at which desk they sit."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.domain.officers import Actor, Officer
from tthc_desk.domain.vietnamese import fold
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, button, column, label, panel, row
from tthc_desk.ui.shared.fields import Choice, ChoiceField
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Gap

_WIDTH_CHARS = 88
_TENTH = 10
"""The officer the key 0 is for; the ones after have the first letter of their name."""


class SignInPage(QWidget):
    """Choose by arrow keys, by number, or by the first letter of the given name; then Enter.

    Signals:
        signed_in: the `Actor`.
    """

    signed_in = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._officers: tuple[Officer, ...] = ()
        self._build()

    def offer(
        self, officers: Sequence[Officer], desks: Sequence[str], officer: str = "", desk: str = ""
    ) -> None:
        """Show who may sit here.

        Args:
            officer: login proposed first.
            desk: desk proposed first.
        """
        self._officers = tuple(officers)
        self._model.set_records(tuple(enumerate(self._officers, start=1)))
        self._desks.set_choices([Choice(name, name) for name in desks])
        self._desks.set_value(desk)
        logins = [one.login for one in self._officers]
        self._view.select_row(logins.index(officer) if officer in logins else 0)
        self._view.setFocus()

    def choose(self, login: str) -> None:
        """Make an officer the chosen one."""
        for at, one in enumerate(self._officers):
            if one.login == login:
                self._view.select_row(at)

    @property
    def chosen(self) -> Officer | None:
        """Give the officer of the current row."""
        record = self._view.current_record()
        return record[1] if record else None

    def _build(self) -> None:
        self._model = RecordTableModel[tuple[int, Officer]](self._columns())
        self._view = RecordView(
            self._kit,
            self._model,
            name=self.tr("Cán bộ"),
            empty_text=self.tr("Đang mở dữ liệu…"),
        )
        self._view.activated_record.connect(self._on_enter)
        self._desks = ChoiceField()
        caption = label(self.tr("Quầy"), Role.LABEL)
        caption.setBuddy(self._desks)
        self._desks.setAccessibleName(self.tr("Quầy"))
        enter = button(self.tr("Vào làm việc   Enter"), self._on_enter, Role.PRIMARY)
        card = panel()
        card.setMaximumWidth(self._kit.scale.chars_px(_WIDTH_CHARS))
        title = label(self.tr("Ai đang ngồi tại quầy?"), Role.TITLE)
        hint = self.tr("Chọn bằng mũi tên, phím số hoặc chữ đầu của tên, rồi nhấn Enter.")
        foot = row(caption, self._desks, None, enter)
        parts = (title, label(hint, Role.NOTE, wraps=True), self._view, foot)
        card.setLayout(column(*parts, gap=Gap.MEDIUM, margin=Gap.LARGE))
        middle = row(None, card, None, margin=Gap.LARGE)
        for at, share in enumerate((0, 1, 0)):
            middle.setStretch(at, share)
        self.setLayout(middle)

    def _columns(self) -> list[Column[tuple[int, Officer]]]:
        return [
            Column(self.tr("Phím"), _number, chars=4, is_number=True),
            Column(self.tr("Họ tên"), lambda pair: pair[1].name, strong=True),
            Column(self.tr("Vai trò"), lambda pair: formats.role_word(pair[1].role), chars=22),
            Column(self.tr("Bộ phận"), lambda pair: pair[1].unit, chars=18),
        ]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isdigit() and (int(typed) or _TENTH) <= len(self._officers):
            self._view.select_row((int(typed) or _TENTH) - 1)
        elif typed.isalpha():
            self._view.select_row(self._next_by_letter(fold(typed)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        else:
            super().keyPressEvent(event)

    def _next_by_letter(self, letter: str) -> int:
        """Find the next officer whose given name begins with a letter, round and round."""
        now = max(0, self._view.currentIndex().row())
        count = len(self._officers)
        for step in range(1, count + 1):
            at = (now + step) % count
            if _initial(self._officers[at]) == letter:
                return at
        return now

    @Slot()
    def _on_enter(self) -> None:
        officer, desk = self.chosen, self._desks.value()
        if officer is not None and desk is not None:
            self.signed_in.emit(Actor(officer, desk))


def _number(pair: tuple[int, Officer]) -> str:
    number, officer = pair
    return str(number % _TENTH) if number <= _TENTH else _initial(officer).upper()


def _initial(officer: Officer) -> str:
    return fold(officer.name).split(" ")[-1][:1]
