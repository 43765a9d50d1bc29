"""The top of the window: search line, training mark, who sits where, the day."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from tthc_desk.domain.officers import Actor
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, column, dress, label, row
from tthc_desk.ui.shared.icons import Icons
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.search_box import SearchBox
from tthc_desk.ui.shared.tokens import Gap, TypeScale

_TICK_MS = 15_000
_SEARCH_CHARS = 64
_OFFICER_CHARS = 34


class TopBar(QWidget):
    """Always there, whatever screen is shown.

    Args:
        now: the present moment in Vietnam.
    """

    def __init__(self, icons: Icons, scale: TypeScale, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._actor: Actor | None = None
        self.search = SearchBox(icons)
        self.search.setMaximumWidth(scale.chars_px(_SEARCH_CHARS))
        self._training = label(self.tr("TẬP HUẤN"), Role.TRAINING)
        self._training.hide()
        self._standing = label("", Role.STRONG)
        dress(self._standing, tone=Tone.WARNING.value)
        self._standing.hide()
        self._officer = label("", Role.STRONG)
        self._place = label("", Role.NOTE)
        self._build(scale)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()
        self._on_tick()

    def show_training(self, training: bool) -> None:
        """Mark that only invented persons are in this ward."""
        self._training.setVisible(training)

    def show_standing(self, text: str) -> None:
        """Keep a warning in sight; empty takes it away."""
        self._standing.setText(text)
        self._standing.setVisible(bool(text))

    def show_actor(self, actor: Actor | None) -> None:
        """Show who acts."""
        self._actor = actor
        self._on_tick()

    def _build(self, scale: TypeScale) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress(self, role=Role.TOP.value)
        self.setFixedHeight(scale.bar_px)
        for one in (self._officer, self._place):
            one.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            one.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        who = QWidget()
        who.setLayout(column(None, self._officer, self._place, None, gap=Gap.NONE))
        who.setFixedWidth(scale.chars_px(_OFFICER_CHARS))
        layout = row(self.search, self._training, self._standing, None, who, gap=Gap.MEDIUM)
        layout.setContentsMargins(Gap.MEDIUM, 0, Gap.MEDIUM, 0)
        layout.setStretch(0, 4)
        layout.setAlignment(self._training, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)

    @Slot()
    def _on_tick(self) -> None:
        now = self._now()
        name = self._actor.officer.name if self._actor else self.tr("Chưa có cán bộ")
        self._officer.setText(name)
        parts = [self._actor.desk] if self._actor and self._actor.desk else []
        parts += [formats.day_with_weekday(now.date()), formats.clock(now)]
        self._place.setText(" · ".join(parts))
