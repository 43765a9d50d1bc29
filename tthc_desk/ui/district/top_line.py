"""The top of the window: whose book it is, training mark, who sits here, the day."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.officers import Officer
from tthc_desk.ui.district.words import titled
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, dress, label, row
from tthc_desk.ui.shared.fields import Choice, ChoiceField
from tthc_desk.ui.shared.tokens import Gap, TypeScale
from tthc_desk.usecases.district import District

_TICK_MS = 15_000
_OFFICER_CHARS = 26


class TopLine(QWidget):
    """Always there, whatever is shown.

    Args:
        now: the present moment in Vietnam.
        note: stands before the day.

    Signals:
        officer_chosen: the `Officer` who works from now on.
    """

    officer_chosen = Signal(object)

    def __init__(self, scale: TypeScale, now: Callable[[], datetime], note: QWidget) -> None:
        super().__init__()
        self._now = now
        self._note = note
        self._name = label(self.tr("Tổng hợp số liệu Một cửa"), Role.TITLE)
        # A long name is cut rather than making the window wider than the screen.
        self._name.setMinimumWidth(1)
        self._training = label(self.tr("TẬP HUẤN"), Role.TRAINING)
        self._training.hide()
        self._day = label("", Role.NOTE)
        self._officers = ChoiceField()
        self._officers.setAccessibleName(self.tr("Cán bộ"))
        self._officers.setMinimumWidth(scale.chars_px(_OFFICER_CHARS))
        self._officers.hide()
        self._officers.activated.connect(self._on_officer)
        self._build(scale)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()
        self._on_tick()

    def show_district(self, district: District, login: str) -> Officer:
        """Show whose book it is; give who works now: who did last, else the first one."""
        self._name.setText(self.tr("{name} – Tổng hợp số liệu").format(name=titled(district.name)))
        self._training.setVisible(district.training)
        self._officers.set_choices([Choice(one.login, one.name) for one in district.officers])
        self._officers.set_value(login)
        self._known = {one.login: one for one in district.officers}
        self._officers.show()
        return self._known[self._officers.value()]

    def _build(self, scale: TypeScale) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress(self, role=Role.TOP.value)
        self.setFixedHeight(scale.bar_px)
        layout = row(
            *(self._name, self._training, None, self._note, self._day, self._officers),
            gap=Gap.MEDIUM,
        )
        layout.setContentsMargins(Gap.MEDIUM, 0, Gap.MEDIUM, 0)
        for part in (self._training, self._note, self._officers):
            layout.setAlignment(part, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)

    @Slot()
    def _on_tick(self) -> None:
        now = self._now()
        self._day.setText(f"{formats.day_with_weekday(now.date())} · {formats.clock(now)}")

    @Slot()
    def _on_officer(self) -> None:
        self.officer_chosen.emit(self._known[self._officers.value()])
