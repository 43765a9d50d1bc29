"""The page on which the ward pack is chosen and read."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from tthc_desk.ui.first_start.pack_rows import ward_line
from tthc_desk.ui.first_start.pack_view import PackView
from tthc_desk.ui.first_start.page import Draft, Page
from tthc_desk.ui.first_start.services import FirstStartServices, FoundPack
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, dress, label, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.usecases.pack_content import OpenedPack

_ROWS = 3


class PackPage(Page):
    """Lists the packs that were found; the chosen one is shown in full."""

    def __init__(self, kit: Kit, services: FirstStartServices, draft: Draft) -> None:
        super().__init__(kit, services, draft)
        self._chooser: QFileDialog | None = None
        self._is_reading = False
        self._was_sought = False
        self.found = self._make_list()
        self.content = PackView(kit)
        self._state = label("", Role.STRONG, wraps=True)
        choose = button(self.tr("Chọn tệp khác") + f"   {Act.NEW.key_text}", self.ask_file)
        again = button(self.tr("Tìm lại") + f"   {Act.REFRESH.key_text}", self.seek, Role.QUIET)
        head = row(self.found, column(choose, again, None))
        head.setStretch(0, 1)
        layout = column(head, self._state, self.content)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    @property
    @override
    def title(self) -> str:
        return self.tr("Gói cấu hình của phường")

    @property
    @override
    def reason(self) -> str:
        return self.tr(
            "Gói mang tên phường, cán bộ, thủ tục, mức thu và lịch. Xem có đúng phường mình không; "
            "sai chỗ nào thì xin gói khác."
        )

    @property
    @override
    def missing(self) -> str:
        if self._is_reading:
            return self.tr("Đang đọc gói…")
        return "" if self.draft.opened else self.tr("Chọn gói của phường.")

    @property
    def state(self) -> str:
        """Give the sentence on the pack that was chosen."""
        return self._state.text()

    @override
    def arrive(self) -> None:
        if not self._was_sought:
            self.seek()

    @override
    def first_focus(self) -> QWidget:
        return self.found

    @override
    def carry_out(self, act: Act) -> bool:
        if act is Act.NEW:
            self.ask_file()
        elif act is Act.REFRESH:
            self.seek()
        else:
            return self.content.take(act)
        return True

    @Slot()
    def seek(self) -> None:
        """Look for packs where they are put."""
        self._was_sought = True
        self.found.set_empty_text(self.tr("Đang tìm gói…"))
        self.kit.tasks.run(self.services.find_packs, self._on_found, latest="first-packs")

    @Slot()
    def ask_file(self) -> None:
        """Ask for a file in a window of its own."""
        chooser = QFileDialog(self, self.tr("Chọn gói cấu hình"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilter(self.tr("Gói cấu hình phường (*.tthcpack)"))
        chooser.setDirectory(self.kit.remembered.save_folder)
        chooser.fileSelected.connect(self._on_file)
        self._chooser = chooser
        chooser.open()

    def read(self, path: Path) -> None:
        """Read a pack in full."""
        self._is_reading = True
        self.changed.emit()
        work = partial(self.services.open_pack, path)
        self.draft.change(pack=str(path))
        self.kit.tasks.run(work, self.show_pack, self._on_refused, latest="first-pack")

    def show_pack(self, opened: OpenedPack) -> None:
        """Show a pack that was read."""
        self._is_reading = False
        self.draft.opened = opened
        self.content.show_pack(opened)
        self._say(ward_line(opened, self.kit.now().date()), Tone.DONE)
        self.changed.emit()

    def _on_refused(self, error: Exception) -> None:
        self._is_reading = False
        self.draft.opened = None
        self.content.show_pack(None)
        self._say(self.kit.messages.words_of(error), Tone.ERROR)
        self.changed.emit()

    def _say(self, text: str, tone: Tone) -> None:
        self._state.setText(text)
        dress(self._state, tone=tone.value)

    def _on_found(self, found: tuple[FoundPack, ...]) -> None:
        self.found.set_empty_text(
            self.tr("Chưa thấy gói nào. Cắm USB có tệp PHUONG_….tthcpack rồi nhấn F5.")
        )
        self.found.records_model.set_records(found)
        paths = [str(one.path) for one in found]
        wanted = self.draft.choices.pack
        if wanted and wanted not in paths:
            self.read(Path(wanted))
        elif found and (wanted or len(found) == 1):
            self.found.select_row(paths.index(wanted) if wanted else 0)
        self.changed.emit()

    @Slot(object)
    def _on_current(self, found: FoundPack | None) -> None:
        if found is not None:
            self.read(found.path)

    @Slot(str)
    def _on_file(self, path: str) -> None:
        self.found.clearSelection()
        self.read(Path(path))
        self.found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_list(self) -> RecordView:
        columns = (
            Column[FoundPack](self.tr("Phường"), self._ward_of, strong=True, chars=26),
            Column[FoundPack](self.tr("Lập lúc"), self._made_at, chars=16),
            Column[FoundPack](self.tr("Tệp"), _file_words, tip=lambda f: str(f.path)),
        )
        made = RecordView(
            self.kit, RecordTableModel[FoundPack](columns), name=self.tr("Các gói tìm thấy")
        )
        made.setFixedHeight(self.kit.scale.row_px * (_ROWS + 1) + 2)
        made.current_changed.connect(self._on_current)
        return made

    def _ward_of(self, found: FoundPack) -> str:
        if found.pack is None:
            return self.tr("✕ không đọc được")
        return f"{found.pack.ward_name} ({found.pack.ward_code})"

    def _made_at(self, found: FoundPack) -> str:
        return formats.moment(found.pack.made_at) if found.pack else ""


def _file_words(found: FoundPack) -> str:
    return f"{found.path.name}  ({found.path.parent})"
