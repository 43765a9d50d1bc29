"""The page on which the backup is found or chosen."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from tthc_desk.ui.first_start.restoring.backup_rows import backup_columns
from tthc_desk.ui.first_start.restoring.restore_page import RestoreDraft, RestorePage
from tthc_desk.ui.first_start.restoring.services import FoundBackup, RestoreServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, dress, label, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView


class BackupChoicePage(RestorePage):
    """Lists the backups that were found, newest first."""

    def __init__(self, kit: Kit, services: RestoreServices, draft: RestoreDraft) -> None:
        super().__init__(kit, services, draft)
        self._chooser: QFileDialog | None = None
        self._was_sought = self._is_seeking = False
        self._wanted = services.file
        self.list = RecordView(
            kit,
            RecordTableModel[FoundBackup](backup_columns()),
            name=self.tr("Các bản sao lưu tìm thấy"),
        )
        self.list.current_changed.connect(self._on_current)
        self._state = label("", Role.STRONG, wraps=True)
        file = button(self.tr("Chọn tệp") + f"   {Act.NEW.key_text}", self.ask_file)
        folder = button(self.tr("Chọn thư mục") + f"   {Act.PART_1.key_text}", self.ask_folder)
        again = button(self.tr("Tìm lại") + f"   {Act.REFRESH.key_text}", self.seek, Role.QUIET)
        layout = column(self.list, self._state, row(file, folder, again, None))
        layout.setStretch(0, 1)
        self.setLayout(layout)

    @property
    @override
    def title(self) -> str:
        return self.tr("Chọn bản sao lưu")

    @property
    @override
    def reason(self) -> str:
        return self.tr(
            "Cắm USB hoặc ổ đĩa có bản sao (tệp ….backup). Nên lấy bản mới nhất mở được: "
            "những gì ghi sau bản sao thì không có trong đó. Bản sao chỉ được đọc, không bị đổi."
        )

    @property
    @override
    def missing(self) -> str:
        if self._is_seeking:
            return self.tr("Đang tìm…")
        found = self.draft.found
        if found is None:
            return self.tr("Chọn một bản sao lưu.")
        return self.tr("Chọn bản khác.") if found.problem else ""

    @property
    def state(self) -> str:
        """Give the sentence on the backup that was chosen."""
        return self._state.text()

    @override
    def arrive(self) -> None:
        if self._was_sought:
            return
        if self._wanted is not None:
            self.look_in(str(self._wanted.parent))
        else:
            self.seek()

    @override
    def first_focus(self) -> QWidget:
        return self.list

    @override
    def carry_out(self, act: Act) -> bool:
        work = {Act.NEW: self.ask_file, Act.PART_1: self.ask_folder, Act.REFRESH: self.seek}
        if act in work:
            work[act]()
        return act in work

    @Slot()
    def seek(self) -> None:
        """Look for backups where they usually lie."""
        self._begin()
        tasks = self.kit.tasks
        tasks.run(self.services.find, self._on_found, self._on_refused, latest="restore-find")

    @Slot(str)
    def look_in(self, path: str) -> None:
        """Look in a folder or at a file that was chosen."""
        self._begin()
        services, chosen = self.services, Path(path)
        self.kit.tasks.run(
            lambda: services.look_in(chosen),
            self._on_found,
            self._on_refused,
            latest="restore-find",
        )

    @Slot()
    def ask_file(self) -> None:
        """Ask for a file in a window of its own."""
        chooser = QFileDialog(self, self.tr("Chọn bản sao lưu"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilter(self.tr("Bản sao lưu (*.backup)"))
        self._open(chooser)

    @Slot()
    def ask_folder(self) -> None:
        """Ask for a folder in a window of its own."""
        chooser = QFileDialog(self, self.tr("Chọn thư mục có bản sao lưu"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(chooser)

    def _open(self, chooser: QFileDialog) -> None:
        chooser.fileSelected.connect(self.look_in)
        self._chooser = chooser
        chooser.open()

    def _begin(self) -> None:
        self._was_sought = self._is_seeking = True
        self.draft.found = None
        self._say("", Tone.INFO)
        self.list.records_model.set_records(())
        self.list.set_empty_text(self.tr("Đang tìm bản sao lưu…"))
        self.changed.emit()

    def _on_found(self, found: tuple[FoundBackup, ...]) -> None:
        self._is_seeking = False
        self.list.set_empty_text(
            self.tr(
                "Chưa thấy bản sao lưu nào. Cắm USB rồi nhấn F5, hoặc chọn tệp, chọn thư mục "
                "có tệp ….backup."
            )
        )
        self.list.records_model.set_records(found)
        paths = [one.path for one in found]
        wanted = self._wanted.resolve() if self._wanted else None
        if wanted in paths:
            self.list.select_row(paths.index(wanted))
        elif found and (len(found) == 1 or found[0].problem is None):
            self.list.select_row(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_refused(self, error: Exception) -> None:
        self._on_found(())
        self._say(self.kit.messages.words_of(error), Tone.ERROR)

    @Slot(object)
    def _on_current(self, found: FoundBackup | None) -> None:
        self.draft.found = found
        if found is None:
            self._say("", Tone.INFO)
        elif found.problem is not None:
            self._say(self.kit.messages.words_of(found.problem), Tone.ERROR)
        else:
            self._say_of_sound(found)
        self.changed.emit()

    def _say_of_sound(self, found: FoundBackup) -> None:
        newest = self.list.records_model.record(0)
        if newest != found and newest.manifest and newest.problem is None:
            text = self.tr("▲ Có bản mới hơn, lúc {at}: dùng bản này thì mất nhiều hơn.")
            self._say(text.format(at=formats.moment(newest.manifest.made_at)), Tone.WARNING)
        elif found.key is None:
            self._say(self.tr("▲ Chưa thấy tệp khóa của bản này; chọn ở bước sau."), Tone.WARNING)
        else:
            self._say(self.tr("✓ Đã thấy tệp khóa: {key}").format(key=found.key), Tone.DONE)

    def _say(self, text: str, tone: Tone) -> None:
        self._state.setText(text)
        dress(self._state, tone=tone.value)
