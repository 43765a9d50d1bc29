"""A folder that is typed or chosen, looked at after every change."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from tthc_desk.ui.first_start.services import Place
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import button, column, dress, label, row
from tthc_desk.ui.shared.fields import LineField
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import Gap

LITTLE_BYTES = 2_000_000_000
"""Room below which a place is doubted; decided for this program."""
_LONGEST = 240
_PAUSE_MS = 150


class PlaceField(QWidget):
    """A path with what is known of it below.

    Args:
        name: of the field, for people and in errors.
        look: finds out about a typed path; called in a lane.

    Signals:
        looked: a `Place` was found out about, or the text changed and nothing is known.
    """

    looked = Signal()

    def __init__(self, kit: Kit, name: str, look: Callable[[str], Place]) -> None:
        super().__init__()
        self._kit = kit
        self._look = look
        self._place: Place | None = None
        self._chooser: QFileDialog | None = None
        self.path = LineField(limit=_LONGEST)
        self.path.setObjectName("place")
        self.path.setAccessibleName(name)
        self.choose = button(f"{self._asked()}   {Act.NEW.key_text}", self.ask)
        self._facts = label("", wraps=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        line = row(self.path, self.choose)
        line.setStretch(0, 1)
        self.setLayout(column(line, self._facts, gap=Gap.SMALL))
        self.path.textChanged.connect(self._on_text)

    @property
    def place(self) -> Place | None:
        """Give what is known of the path as it stands; None while it is looked at."""
        return self._place

    @property
    def facts(self) -> str:
        """Give the sentence below the path."""
        return self._facts.text()

    def show_path(self, path: str) -> None:
        """Show a path and look at it at once."""
        self.path.set_value(path)
        self._pause.stop()
        self._on_pause()

    def look_again(self) -> None:
        """Look at the path as it stands."""
        self._on_pause()

    def say(self, text: str, tone: Tone) -> None:
        """Say something of the place."""
        self._facts.setText(text)
        dress(self._facts, tone=tone.value)
        dress(self.path, wrong=tone is Tone.ERROR)
        self.path.setAccessibleDescription(text)

    @Slot()
    def ask(self) -> None:
        """Ask for it in a window of its own."""
        chooser = QFileDialog(self, self._asked())
        self._set_up(chooser)
        chooser.fileSelected.connect(self._on_chosen)
        self._chooser = chooser
        chooser.open()

    def _asked(self) -> str:
        """Say what is chosen."""
        return self.tr("Chọn thư mục")

    def _set_up(self, chooser: QFileDialog) -> None:
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        self.show_path(path)
        self.path.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_text(self, _: str) -> None:
        self._place = None
        self._pause.start()
        self.looked.emit()

    @Slot()
    def _on_pause(self) -> None:
        text = self.path.value()
        self._place = None
        if not text:
            self.say("", Tone.INFO)
            self.looked.emit()
            return
        self._kit.tasks.run(lambda: self._look(text), self._on_looked, latest="first-place")

    def _on_looked(self, place: Place) -> None:
        if self._pause.isActive():
            return  # typed on meanwhile
        self._place = place
        if place.problem is not None:
            self.say(self._kit.messages.words_of(place.problem), Tone.ERROR)
        else:
            tone = Tone.WARNING if is_little(place) else Tone.DONE
            self.say(room_words(self, place), tone)
        self.looked.emit()


class FileField(PlaceField):
    """The same for a file; `look` gives a `Place` that holds its path."""

    @override
    def _asked(self) -> str:
        return self.tr("Chọn tệp")

    @override
    def _set_up(self, chooser: QFileDialog) -> None:
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)


def is_little(place: Place) -> bool:
    """Say whether there is little room left."""
    return place.free_bytes is not None and place.free_bytes < LITTLE_BYTES


def room_words(widget: QWidget, place: Place) -> str:
    """Say how much room there is."""
    if place.free_bytes is None:
        return widget.tr("✓ Dùng được; không đo được chỗ trống.")
    size = QLocale("vi_VN").formattedDataSize(
        place.free_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat
    )
    if is_little(place):
        return widget.tr("▲ Dùng được, nhưng chỉ còn trống {size}.").format(size=size)
    return widget.tr("✓ Dùng được, còn trống {size}.").format(size=size)
