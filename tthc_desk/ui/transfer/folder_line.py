"""The line that says where files are written, and what stands there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from tthc_desk.ui.shared.controls import ActionButton, Role, dress, label, row
from tthc_desk.ui.shared.file_dialog import FileDialog
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tasks import Lane
from tthc_desk.ui.transfer.period_words import Said
from tthc_desk.ui.transfer.services import Place, TransferServices

_LITTLE_BYTES = 20_000_000
"""Below this a year's files and papers may not fit."""


class FolderLine(QWidget):
    """Shows the folder that is remembered, and asks for another one.

    Args:
        choose, show: the screen's actions, for the buttons.

    Signals:
        looked: what stands there is known anew.
    """

    looked = Signal()

    def __init__(self, kit: Kit, choose: QAction, show: QAction) -> None:
        super().__init__()
        self._kit = kit
        self._services: TransferServices | None = None
        self._place: Place | None = None
        self._go_on: Callable[[Place], object] | None = None
        self._chooser: FileDialog | None = None
        self._path = label("", Role.STRONG)
        self._path.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._note = label("")
        caption = label(self.tr("Ghi vào"), Role.LABEL)
        buttons = (ActionButton(choose, Role.QUIET), ActionButton(show, Role.QUIET))
        line = row(caption, self._path, self._note, *buttons)
        line.setStretch(1, 1)
        self.setLayout(line)
        self._tell()

    @property
    def place(self) -> Place | None:
        """Give where files go, as it was when it was last looked at; None when never chosen."""
        return self._place

    @property
    def can_show(self) -> bool:
        """Say whether the folder is there to be opened."""
        return self._place is not None and self._place.exists

    @property
    def text(self) -> str:
        """Give the folder and what is said of it."""
        return f"{self._path.toolTip()} {self._note.text()}".strip()

    def set_services(self, services: TransferServices) -> None:
        """Take the use cases."""
        self._services = services
        self.look()

    @Slot()
    def look(self) -> None:
        """Look again what stands at the folder: a stick comes and goes."""
        if self._kit.remembered.send_folder:
            self._look_at(Path(self._kit.remembered.send_folder))

    def give_place(self, go_on: Callable[[Place], object]) -> None:
        """Go on with the folder; where nobody chose one yet, ask first."""
        if self._place is not None:
            go_on(self._place)
        else:
            self._ask(go_on)

    def ask(self) -> None:
        """Ask for another folder."""
        self._ask(None)

    def show_folder(self) -> None:
        """Open the folder in the system's own window."""
        if self._services is not None and self._place is not None:
            self._services.out.show(self._place.folder)

    def _ask(self, go_on: Callable[[Place], object] | None) -> None:
        self._go_on = go_on
        chooser = FileDialog(self, self.tr("Chọn thư mục nhận tệp (thẻ nhớ, ổ cứng)"))
        chooser.take_folders()
        chooser.setDirectory(self._kit.remembered.send_folder)
        chooser.fileSelected.connect(self.choose)
        self._chooser = chooser
        chooser.open()

    @Slot(str)
    def choose(self, folder: str) -> None:
        """Remember a folder and write there from now on."""
        self._kit.remembered.send_folder = folder
        if self._services is not None:
            place, path = self._services.out.place, Path(folder)
            self._kit.tasks.run(lambda: place(path), self._on_chosen, lane=Lane.PAPER)

    def _look_at(self, folder: Path) -> None:
        services = self._services
        if services is not None:
            self._kit.tasks.run(
                lambda: services.out.place(folder),
                self._on_looked,
                lane=Lane.PAPER,
                latest="transfer-place",
            )

    def _on_looked(self, place: Place) -> None:
        if str(place.folder) == str(Path(self._kit.remembered.send_folder)):
            self._place = place
            self._tell()
            self.looked.emit()

    def _on_chosen(self, place: Place) -> None:
        self._on_looked(place)
        go_on, self._go_on = self._go_on, None
        if go_on is not None:
            go_on(place)

    def _tell(self) -> None:
        place = self._place
        self._path.setToolTip(str(place.folder) if place else "")
        said = self._words(place)
        self._note.setText(said.text)
        dress(self._note, tone=said.tone.value)
        self._elide()

    def _words(self, place: Place | None) -> Said:
        if place is None:
            return Said(self.tr("Chưa chọn nơi ghi."), Tone.INFO)
        if not place.exists:
            return Said(self.tr("✕ Không thấy: cắm lại ổ hoặc chọn nơi khác."), Tone.ERROR)
        parts = [self.tr("Ổ rút được") if place.is_removable else self.tr("Ổ của máy này")]
        if place.free_bytes is not None:
            size = QLocale("vi_VN").formattedDataSize(
                place.free_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat
            )
            parts.append(self.tr("còn trống {size}").format(size=size))
            if place.free_bytes < _LITTLE_BYTES:
                return Said("▲ " + ", ".join(parts), Tone.WARNING)
        return Said(", ".join(parts), Tone.DONE if place.is_removable else Tone.INFO)

    def _elide(self) -> None:
        width, metrics = self._path.width(), self._path.fontMetrics()
        full = self._path.toolTip()
        self._path.setText(metrics.elidedText(full, Qt.TextElideMode.ElideMiddle, width))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()
