"""The list of ward packs that were found, and the window in which another file is chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from tthc_desk.domain.errors import DeskError
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, row
from tthc_desk.ui.shared.file_dialog import FileDialog
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.usecases.pack_content import WardPack


@dataclass(frozen=True, slots=True)
class FoundPack:
    """A file that may be a ward pack.

    Args:
        pack: None when it cannot be read; `problem` says why.
    """

    path: Path
    pack: WardPack | None
    problem: DeskError | None = None


class PackChooser(QWidget):
    """Looks for packs where they are put, and takes a file from anywhere else.

    Args:
        more: columns beside ward, moment and file.
        rows: how many are seen at once; 0 for as many as there is room.
        has_buttons: False where the screen has its own for choosing a file.

    Signals:
        found: the packs (tuple of `FoundPack`) that stand in the list now.
        file_chosen: a file (Path) from the window of files.
    """

    found = Signal(object)
    file_chosen = Signal(object)

    def __init__(
        self,
        kit: Kit,
        more: Sequence[Column[FoundPack]] = (),
        *,
        rows: int = 0,
        has_buttons: bool = True,
    ) -> None:
        super().__init__()
        self._kit = kit
        self._find: Callable[[], tuple[FoundPack, ...]] | None = None
        self._stick: Callable[[], str] | None = None
        self._dialog: QFileDialog | None = None
        self._rows = rows
        self.list = self._make_list(more)
        self._keep_height(rows)
        layout = row(self.list)
        layout.setStretch(0, 1)
        if has_buttons:
            choose = button(self.tr("Chọn tệp khác") + f"   {Act.NEW.key_text}", self.ask_file)
            again = button(self.tr("Tìm lại") + f"   {Act.REFRESH.key_text}", self.seek, Role.QUIET)
            layout.addLayout(column(choose, again, None))
        self.setLayout(layout)
        self.setFocusProxy(self.list)

    def set_finder(
        self, find: Callable[[], tuple[FoundPack, ...]], stick: Callable[[], str]
    ) -> None:
        """Take what looks for packs, and for a stick; both run in the lane.

        Args:
            stick: names the folder of a stick, empty for none.
        """
        self._find, self._stick = find, stick

    @Slot()
    def seek(self) -> None:
        """Look for packs where they are put."""
        if self._find is not None:
            self.list.set_empty_text(self.tr("Đang tìm gói…"))
            self._kit.tasks.run(self._find, self._on_found, latest="packs")

    @Slot()
    def ask_file(self) -> None:
        """Ask for a file in a window of its own, at the stick where one is plugged in."""
        if self._stick is not None:
            self._kit.tasks.run(self._stick, self._ask_file_at, latest="packs-stick")

    def _ask_file_at(self, stick: str) -> None:
        folder = stick or self._kit.remembered.save_folder
        dialog = FileDialog(self, self.tr("Chọn gói cấu hình"), folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Gói cấu hình phường (*.tthcpack)"))
        dialog.fileSelected.connect(self._on_file)
        self._dialog = dialog
        dialog.open()

    @Slot(str)
    def _on_file(self, path: str) -> None:
        self.list.clearSelection()
        self.file_chosen.emit(Path(path))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_found(self, found: tuple[FoundPack, ...]) -> None:
        self.list.set_empty_text(
            self.tr("Chưa thấy gói nào. Cắm USB có tệp PHUONG_….tthcpack rồi nhấn F5.")
        )
        self.list.records_model.set_records(found)
        self._keep_height(min(self._rows, len(found)) or self._rows)
        self.found.emit(found)

    def _keep_height(self, rows: int) -> None:
        if rows:
            self.list.setFixedHeight(self._kit.scale.row_px * (rows + 1) + 2)

    def _make_list(self, more: Sequence[Column[FoundPack]]) -> RecordView:
        columns = (
            Column[FoundPack](
                self.tr("Phường"), self._ward_of, strong=True, chars=26, tip=self._ward_of
            ),
            Column[FoundPack](self.tr("Lập lúc"), _made_at, chars=16),
            *more,
            Column[FoundPack](self.tr("Tệp"), _file_words, tip=_file_words),
        )
        model = RecordTableModel[FoundPack](columns)
        made = RecordView(self._kit, model, name=self.tr("Các gói tìm thấy"))
        # The stick stands at the beginning of a path, the name at its end.
        made.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        return made

    def _ward_of(self, found: FoundPack) -> str:
        if found.pack is None:
            return self.tr("✕ không đọc được")
        return f"{found.pack.ward_name} ({found.pack.ward_code})"


def _made_at(found: FoundPack) -> str:
    return formats.moment(found.pack.made_at) if found.pack else ""


def _file_words(found: FoundPack) -> str:
    return str(found.path)
