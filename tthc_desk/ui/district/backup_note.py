"""The last backup, said at the top of the window; pressing it makes one."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QPushButton

from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, dress
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tasks import Lane, Report, Ticket
from tthc_desk.usecases.backup_facts import BackupLine, BackupReason
from tthc_desk.usecases.backups import Backups, BackupState, BackupTone


class BackupNote(QPushButton):
    """Says when the book was last backed up; hidden while it is not open."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._backups: Backups | None = None
        self._data_folder = Path()
        self._chooser: QFileDialog | None = None
        self._running: Ticket | None = None
        self._is_busy = False
        self.setAutoDefault(False)
        self.setAccessibleName(self.tr("Sao lưu sổ"))
        self.hide()
        self.clicked.connect(self.make)

    def serve(self, backups: Backups, data_folder: Path) -> None:
        """Take the use cases of the book that was opened."""
        self._backups, self._data_folder = backups, data_folder
        self.look()

    @Slot()
    def look(self) -> None:
        """Read how the book stands with its backups."""
        if self._backups is not None:
            self._kit.tasks.run(self._backups.state, self._show, latest="backup-state")

    @Slot()
    def make(self) -> None:
        """Make a backup now; where no folder was chosen yet, ask for one."""
        backups = self._backups
        if backups is None or self._is_busy:
            return
        if backups.folder() is None:
            self._ask_folder()
            return

        def work(report: Report) -> BackupLine | None:
            return backups.make_own(BackupReason.ASKED, report)

        title, lane = self.tr("Đang sao lưu sổ"), Lane.BACKUP
        tasks, self._is_busy = self._kit.tasks, True
        self._running = tasks.run_long(title, work, self._on_made, self._on_refused, lane=lane)

    @Slot(str)
    def choose(self, folder: str) -> None:
        """Let backups go to a folder from now on, and make the first one."""
        backups = self._backups
        if backups is not None:
            self._kit.tasks.run(
                lambda: backups.set_folder(Path(folder), self._data_folder),
                lambda _: self.make(),
            )

    @Slot()
    def stop(self) -> None:
        """Stop what runs: the window is gone, and its end makes a backup anyway."""
        if self._is_busy and self._running is not None:
            self._kit.tasks.cancel(self._running)

    def _ask_folder(self) -> None:
        chooser = QFileDialog(self, self.tr("Chọn thư mục nhận bản sao lưu (tốt nhất là ổ khác)"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(self.choose)
        self._chooser = chooser
        chooser.open()

    def _show(self, state: BackupState) -> None:
        is_good = state.tone is BackupTone.GOOD and state.last is not None
        mark = "✓" if is_good else "▲"
        if state.last is None:
            self.setText(self.tr("▲ Chưa sao lưu"))
        else:
            day = formats.day(state.last.made_at.date())
            self.setText(self.tr("{mark} Sao lưu {day}").format(mark=mark, day=day))
        dress(self, role=Role.QUIET.value, tone="" if is_good else Tone.WARNING.value)
        place = state.folder or self.tr("chưa chọn thư mục")
        tip = self.tr("Bấm để sao lưu sổ ngay. Nơi nhận: {place}")
        self.setToolTip(tip.format(place=place))
        self.show()

    def _on_made(self, line: BackupLine | None) -> None:
        self._is_busy = False
        if line is not None:
            text = self.tr("Đã sao lưu và đối chiếu với sổ: {file}")
            self._kit.messages.done(text.format(file=line.path.name))
        self.look()

    def _on_refused(self, error: Exception) -> None:
        self._is_busy = False
        self._kit.messages.failed(error)
        self.look()
