"""What an officer says along with a closing: cash, second officer, reason."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.domain.day_closing import Drawer
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.ui.closing.cash_form import CashForm
from tthc_desk.ui.closing.cash_line import CashLine
from tthc_desk.ui.closing.day_state import DayState
from tthc_desk.ui.shared.controls import column, panel
from tthc_desk.ui.shared.fields import Choice, ChoiceField, LineField, MoneyField
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.steps.clear_scroll import ClearScroll
from tthc_desk.usecases.cash_count import REASON_LIMIT
from tthc_desk.usecases.closing import ClosingInput

_FEWEST_LINES = 2
"""So many drawers are in sight in the smallest window; what has no room is scrolled."""
_OF_CASH = ("cash", "opening_cash", "handed_in")


class CloseForm(QWidget):
    """The fields of a closing; they are kept while the same day is read again."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._shown: object = None
        self._drawers: tuple[Drawer, ...] | None = None
        self.cash = CashForm(kit)
        self.second = ChoiceField()
        self.reason = LineField(REASON_LIMIT, self.tr("Bắt buộc khi tiền chênh lệch"))
        self.form = Form(columns=2)
        self.form.add(self.tr("Người thứ hai"), self.second, name="second")
        self.form.add(self.tr("Lý do"), self.reason, name="reason")
        self._area = _Drawers(self.tr("Tiền mặt trong ngày"))
        self._area.put(self.cash)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        surface = panel()
        parts = (self._area, self.cash.total, self.form)
        surface.setLayout(column(*parts, margin=Gap.SMALL))
        self.setLayout(column(surface))
        self._fit()

    def show_state(self, state: DayState, actor: Actor) -> None:
        """Ask for what the closing of a day needs."""
        asked = (state.day, actor.officer.login)
        is_same = asked == self._shown
        if not is_same or state.drawers != self._drawers:
            self.cash.show_drawers(state.drawers, state.ward, keep=is_same)
            self._fit()
        self._drawers = state.drawers
        if not is_same:
            self._shown = asked
            self._ask_anew(state, actor)

    def _ask_anew(self, state: DayState, actor: Actor) -> None:
        self.clear_errors()
        others = [o for o in state.ward.officers if o.login != actor.officer.login]
        nobody = Choice("", self.tr("Không có"))
        self.second.set_choices([nobody, *(Choice(o.login, o.name) for o in others)])
        self.reason.set_value("")

    def given(self) -> ClosingInput:
        """Read the fields.

        Raises:
            DeskError: MONEY, with the cursor in its field.
        """
        self.clear_errors()
        counted: dict[str, object] = {}
        opening: dict[str, object] = {}
        handed_in: dict[str, object] = {}
        for line in self.cash.lines:
            login = line.drawer.login
            for field, into in (
                (line.counted, counted),
                (line.opening, opening),
                (line.handed_in, handed_in),
            ):
                amount = _amount(field)
                if amount is not None:
                    into[login] = amount
            if opening.get(login) == line.drawer.opening_dong:
                opening.pop(login)
        return ClosingInput(counted, opening, handed_in, self.second.value(), self.reason.value())

    def refuse(self, error: Exception) -> None:
        """Say why a closing was refused, where it belongs, and put the cursor there."""
        if not isinstance(error, DeskError) or error.field not in _OF_CASH:
            self.form.refuse(error, self._kit.messages)
            return
        # The bar has room for the whole sentence; the cursor shows the place.
        self._kit.messages.failed(error)
        if error.code is Code.CASH_COUNT:
            self.cash.take_focus()
        elif error.code is Code.MONEY and self.cash.lines:
            _field_of(self.cash.lines, error.field).setFocus()

    def clear_errors(self) -> None:
        """Take all error lines away."""
        self.form.clear_errors()

    def _fit(self) -> None:
        self._area.setMinimumHeight(self.cash.high_px(_FEWEST_LINES))
        self._area.setMaximumHeight(self.cash.high_px(len(self.cash.lines)))

    def take_focus(self) -> bool:
        """Go to the first field that must be filled; False when none must."""
        return self.cash.take_focus()


class _Drawers(ClearScroll):
    """The drawers, all of them where there is room."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.maximumHeight())


def _amount(field: MoneyField) -> int | None:
    try:
        return field.value()
    except DeskError:
        field.setFocus()
        raise


def _field_of(lines: tuple[CashLine, ...], name: str) -> MoneyField:
    """Find the field that is wrong: the one with the focus when several could be."""
    fields = [getattr(line, "counted" if name == "cash" else name, line.opening) for line in lines]
    return next((field for field in fields if field.hasFocus()), fields[0])
