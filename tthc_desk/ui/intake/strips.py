"""What stands above the form: the number just given, a choice to make, warnings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, dress, label, row
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import SMALL_ICON_PX, Colour, Gap


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice that waits without stopping anybody.

    Args:
        verb: what Ctrl+Enter does, by `take`.
        other: what the second button does, by `take_other`; empty for none.
    """

    text: str
    verb: str
    take: Callable[[], object]
    other: str = ""
    take_other: Callable[[], object] | None = None


class OfferStrip(QWidget):
    """Shows one offer; Ctrl+Enter takes it, Esc puts it away."""

    def __init__(self) -> None:
        super().__init__()
        self._offer: Offer | None = None
        self._text = label("", wraps=True)
        self._take: QPushButton = button("", self.take)
        self._other: QPushButton = button("", self.take_other, Role.QUIET)
        self._take.setAccessibleName(self.tr("Làm theo gợi ý"))
        self._other.setAccessibleName(self.tr("Không làm theo gợi ý"))
        _dress_strip(self, Tone.INFO)
        layout = row(self._text, self._take, self._other, margin=Gap.SMALL)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.hide()

    @property
    def text(self) -> str:
        """Give what is offered, empty if nothing is."""
        return self._offer.text if self._offer else ""

    def show_offer(self, offer: Offer) -> None:
        """Offer something in the place of what was offered before."""
        self._offer = offer
        self._text.setText(offer.text)
        self._take.setText(f"{offer.verb}   {Act.DECIDE.key_text}")
        self._take.setAccessibleName(offer.verb)
        self._other.setText(offer.other)
        self._other.setAccessibleName(offer.other)
        self._other.setVisible(bool(offer.other))
        self.show()

    def put_away(self) -> bool:
        """Drop the offer; False when there was none."""
        had = self._offer is not None
        self._offer = None
        self.hide()
        return had

    @Slot()
    def take(self) -> bool:
        """Do what is offered; False when nothing is."""
        offer = self._offer
        self.put_away()
        if offer:
            offer.take()
        return offer is not None

    @Slot()
    def take_other(self) -> None:
        """Do the second thing offered."""
        offer = self._offer
        self.put_away()
        if offer and offer.take_other:
            offer.take_other()


class WarningStrip(QWidget):
    """Sentences to look at; they stop nothing."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._texts: tuple[str, ...] = ()
        self._shape = QLabel()
        self._text = label("", wraps=True)
        dress(self._text, tone=Tone.WARNING.value)
        _dress_strip(self, Tone.WARNING)
        layout = row(self._shape, self._text, margin=Gap.SMALL)
        layout.setStretch(1, 1)
        layout.setAlignment(self._shape, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """Give the sentences shown."""
        return self._texts

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show these sentences in the place of those before."""
        wanted = tuple(dict.fromkeys(texts))
        if wanted == self._texts:
            return
        self._texts = wanted
        ratio = self.devicePixelRatioF()
        icons = self._kit.icons
        self._shape.setPixmap(icons.pixmap(IconName.WARNING, Colour.AMBER, SMALL_ICON_PX, ratio))
        self._text.setText("\n".join(wanted))
        self.setVisible(bool(wanted))


class ResultStrip(QWidget):
    """The number just given, big enough to be read out."""

    def __init__(self) -> None:
        super().__init__()
        self._number = label("", Role.TITLE)
        self._number.setAccessibleName(self.tr("Số vừa cấp"))
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text = label("", Role.HEADING, wraps=True)
        self._keys = label("", Role.NOTE)
        _dress_strip(self, Tone.DONE)
        words = column(self._text, self._keys, gap=Gap.NONE)
        layout = row(self._number, words, gap=Gap.LARGE, margin=Gap.SMALL)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    def show_result(self, number: str, text: str, keys: str) -> None:
        """Show a number, what was done, and the keys that go on from there."""
        self._number.setText(number)
        self._text.setText(text)
        self._keys.setText(keys)
        self._keys.setVisible(bool(keys))
        self.show()


def _dress_strip(strip: QWidget, tone: Tone) -> None:
    strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    dress(strip, role=Role.MESSAGE.value, tone=tone.value)
