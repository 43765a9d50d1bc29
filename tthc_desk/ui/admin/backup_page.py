"""The page of backups: whether the last one is recent, where they go, whether they hold."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.admin.services import AdminServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, dress, label, row
from tthc_desk.ui.shared.file_dialog import FileDialog
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question, Tone
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tasks import Lane, Report
from tthc_desk.usecases.backup_facts import BackupLine, BackupReason
from tthc_desk.usecases.backups import BackupState, BackupTone
from tthc_desk.usecases.ports import Finding


@dataclass(frozen=True, slots=True)
class _Shown:
    """The state and the list; `problem` says why there is no list."""

    state: BackupState
    lines: tuple[BackupLine, ...]
    problem: DeskError | None = None


@dataclass(frozen=True, slots=True)
class _Tried:
    line: BackupLine
    findings: tuple[Finding, ...]


class BackupPage(QWidget):
    """Makes, lists and tries out backups.

    Signals:
        changed: a backup was made, or another folder was chosen.
        restore_wanted: the ward is to be closed and this backup (Path) put in its place.
    """

    changed = Signal()
    restore_wanted = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._services: AdminServices | None = None
        self._chooser: FileDialog | None = None
        self._is_busy = False
        self._wanted: Path | None = None
        self._going = ""
        self._build()

    @property
    def is_busy(self) -> bool:
        """Say whether a backup is being made or tried out."""
        return self._is_busy

    @property
    def state_text(self) -> str:
        """Give the sentence on the last checked backup."""
        return self._state.text()

    @property
    def state_tone(self) -> str:
        """Give how serious that sentence is."""
        return str(self._state.property("tone"))

    @property
    def folder_text(self) -> str:
        """Give the sentence on where backups go."""
        return self._folder.text()

    def set_services(self, services: AdminServices) -> None:
        """Take the use cases."""
        self._services = services

    @property
    def hindrance(self) -> str:
        """Say why whoever sits here may not put a backup back; empty for a supervisor."""
        actor = self._kit.session.actor
        if actor is None or actor.is_supervisor:
            return ""
        return self._kit.messages.words_of(DeskError(Code.SUPERVISOR))

    @Slot()
    def reload(self) -> None:
        """Read state and list anew."""
        services = self._services
        if services is not None:
            self._kit.tasks.run(lambda: _read(services), self._show, latest="admin-backups")

    def take_focus(self) -> None:
        """Put the focus where work begins."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def make(self) -> None:
        """Make a backup now; where no folder was chosen yet, ask for one."""
        services = self._services
        if services is None or self._is_busy:
            return
        if services.backups.folder() is None:
            self.ask_folder()
            return
        self._is_busy = True

        def work(report: Report) -> BackupLine | None:
            return services.backups.make_own(BackupReason.ASKED, report)

        title, lane = self.tr("Đang sao lưu sổ"), Lane.BACKUP
        self._kit.tasks.run_long(title, work, self._on_made, self._on_refused, lane=lane)

    @Slot()
    def try_out(self) -> None:
        """Open a copy of what is in the chosen backup and check all of it."""
        services, line = self._services, self.list.current_record()
        if services is None or self._is_busy or not isinstance(line, BackupLine):
            return
        self._is_busy = True

        def work(report: Report) -> _Tried:
            return _Tried(line, services.backups.examine(line.path, report))

        title, lane = self.tr("Đang kiểm tra bản sao lưu"), Lane.BACKUP
        self._kit.tasks.run_long(title, work, self._on_tried, self._on_refused, lane=lane)

    @Slot()
    def ask_folder(self) -> None:
        """Ask where backups go."""
        chooser = FileDialog(self, self.tr("Chọn thư mục nhận bản sao lưu (tốt nhất là ổ khác)"))
        chooser.take_folders()
        chooser.fileSelected.connect(self.choose)
        self._chooser = chooser
        chooser.open()

    @Slot(str)
    def choose(self, folder: str) -> None:
        """Let backups go to a folder from now on."""
        services = self._services
        if services is None:
            return

        def work() -> Path:
            return services.backups.set_folder(Path(folder), services.facts().folder)

        self._kit.tasks.run(work, self._on_chosen)

    @Slot()
    def ask_restore(self) -> None:
        """Ask whether the chosen backup is to take the place of the book; only supervisors may."""
        line, actor = self.list.current_record(), self._kit.session.actor
        if self._is_busy or not isinstance(line, BackupLine) or line.manifest is None:
            self._kit.messages.warning(self.tr("Chọn trong danh sách một bản sao dùng được."))
            return
        if actor is None or self.hindrance:
            return
        self._wanted, self._going = line.path, self.tr("Đóng sổ và đặt lại")
        text = self.tr("Đóng sổ và đặt lại từ bản sao lưu lúc {at}?")
        stay = self.tr("Giữ sổ này")
        detail = self.tr(
            "Sổ đang dùng được cất nguyên vẹn, nhưng việc ghi sau lúc đó không có trong bản sao. "
            "Tiếp theo phải ghi các số đã cấp từ lúc ấy; đến bước cuối mới thay, dừng giữa chừng "
            "thì sổ này mở lại như cũ."
        )
        at = formats.moment(line.manifest.made_at)
        question = Question(text.format(at=at), (self._going, stay), stay, detail)
        self._kit.messages.ask(question, self._on_restore_answer)

    def _on_restore_answer(self, verb: str) -> None:
        if verb == self._going:
            self.restore_wanted.emit(self._wanted)

    def _build(self) -> None:
        self._state = label("", Role.STRONG, wraps=True)
        self._folder = label("", wraps=True)
        note = label(
            self.tr(
                "Chốt sổ xong và khi đóng chương trình, sổ được sao lưu vào đây và đối chiếu. "
                "Bản sao được mã hóa, không kèm tệp khóa: giữ một bản tệp khóa ở nơi khác. "
                "Đặt lại sổ từ một bản: chọn bản đó rồi nhấn {key} (người phụ trách)."
            ).format(key=Act.DECIDE.key_text),
            Role.NOTE,
            wraps=True,
        )
        chosen = row(self._folder, button(self.tr("Chọn thư mục"), self.ask_folder, Role.QUIET))
        chosen.setStretch(0, 1)
        self.list = RecordView(
            self._kit,
            RecordTableModel[BackupLine](self._columns()),
            name=self.tr("Các bản sao lưu"),
            empty_text=self.tr("Chưa có bản sao lưu nào trong thư mục này."),
        )
        self._trial = button(self.tr("Kiểm tra bản sao"), self.try_out, Role.QUIET)
        text = self.tr("Đặt lại sổ từ bản này") + f"   {Act.DECIDE.key_text}"
        self._restore = button(text, self.ask_restore, Role.QUIET)
        foot = row(None, self._restore, self._trial)
        layout = column(self._state, chosen, note, self.list, foot)
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def _columns(self) -> tuple[Column[BackupLine], ...]:
        return (
            Column[BackupLine](self.tr("Lúc"), _moment, 18),
            Column[BackupLine](self.tr("Vì sao"), self._reason, 18),
            Column[BackupLine](self.tr("Sự kiện"), _events, 10, is_number=True),
            Column[BackupLine](self.tr("Dung lượng"), _size, 11, is_number=True),
            Column[BackupLine](self.tr("Bản chương trình"), _program, 16),
            Column[BackupLine](self.tr("Tệp"), lambda line: line.path.name, 0),
        )

    def _reason(self, line: BackupLine) -> str:
        if line.manifest is None:
            return self.tr("▲ Không dùng được")
        words = {
            BackupReason.ASKED: self.tr("Làm theo yêu cầu"),
            BackupReason.CLOSING: self.tr("Chốt sổ"),
            BackupReason.EXIT: self.tr("Đóng chương trình"),
            BackupReason.UPGRADE: self.tr("Trước nâng cấp"),
        }
        return words[line.manifest.reason]

    def _show(self, shown: _Shown) -> None:
        text = self._state_words(shown)
        self._state.setText(text)
        tone = Tone.DONE if text.startswith("✓") else Tone.WARNING
        dress(self._state, tone=tone.value)
        self._folder.setText(self._folder_words(shown))
        dress(self._folder, tone=Tone.WARNING.value if shown.problem else "")
        self.list.records_model.set_records(shown.lines)
        self._trial.setEnabled(bool(shown.lines))
        self._restore.setEnabled(bool(shown.lines) and not self.hindrance)
        self._restore.setToolTip(self.hindrance)

    def _state_words(self, shown: _Shown) -> str:
        state = shown.state
        if state.last is None:
            return self.tr("▲ Sổ này chưa có bản sao lưu nào được đối chiếu.")
        at = formats.moment(state.last.made_at)
        if state.tone is BackupTone.OVERDUE:
            text = self.tr("▲ {days} ngày làm việc chưa sao lưu; bản đối chiếu gần nhất lúc {at}.")
            return text.format(days=state.working_days, at=at)
        if shown.problem is not None:
            text = self.tr("▲ Bản đối chiếu gần nhất lúc {at}, nhưng nơi để bản sao không mở được.")
            return text.format(at=at)
        if _is_gone(shown):
            text = self.tr(
                "▲ Bản đối chiếu lúc {at} không còn trong thư mục. Hãy sao lưu ngay (F9)."
            )
            return text.format(at=at)
        if state.folder is None:
            return self.tr("▲ Bản đối chiếu gần nhất lúc {at}; chưa chọn nơi tự sao lưu.").format(
                at=at
            )
        return self.tr("✓ Bản sao lưu đã đối chiếu gần nhất lúc {at}.").format(at=at)

    def _folder_words(self, shown: _Shown) -> str:
        if shown.problem is not None and shown.problem.code is Code.FOLDER:
            text = self.tr("✕ Không mở được thư mục {folder}. Cắm lại ổ đĩa rồi nhấn F5, ")
            text += self.tr("hoặc chọn thư mục khác.")
            return text.format(folder=shown.state.folder)
        if shown.problem is not None:
            return self._kit.messages.words_of(shown.problem)
        if shown.state.folder is None:
            return self.tr("Chưa chọn thư mục: chương trình không tự sao lưu.")
        return self.tr("Nơi nhận: {folder}").format(folder=shown.state.folder)

    def _on_made(self, line: BackupLine | None) -> None:
        self._is_busy = False
        if line is not None:
            text = self.tr("Đã sao lưu và đối chiếu với sổ: {file}")
            self._kit.messages.done(text.format(file=line.path.name))
        self.reload()
        self.changed.emit()

    def _on_tried(self, tried: _Tried) -> None:
        self._is_busy = False
        name = tried.line.path.name
        if tried.findings:
            text = self.tr("{file}: kiểm tra thấy {count} điểm sai. Hãy dùng bản khác.")
            self._kit.messages.error(text.format(file=name, count=len(tried.findings)))
        else:
            text = self.tr("{file} mở được và nguyên vẹn: khôi phục được từ bản này.")
            self._kit.messages.done(text.format(file=name))

    def _on_chosen(self, folder: Path) -> None:
        self._kit.messages.done(self.tr("Từ nay sao lưu vào {folder}").format(folder=folder))
        self.reload()
        self.changed.emit()

    def _on_refused(self, error: Exception) -> None:
        self._is_busy = False
        self._kit.messages.failed(error)
        self.reload()


def _read(services: AdminServices) -> _Shown:
    state = services.backups.state()
    try:
        return _Shown(state, services.backups.listed())
    except DeskError as error:
        return _Shown(state, (), error)


def _is_gone(shown: _Shown) -> bool:
    """Say whether the last checked backup was made into the folder and is no longer there."""
    last = shown.state.last
    sound = {line.path.name for line in shown.lines if line.manifest is not None}
    here = last is not None and last.file.parent == shown.state.folder
    return here and last is not None and last.file.name not in sound


def _moment(line: BackupLine) -> str:
    return formats.moment(line.manifest.made_at) if line.manifest else "–"


def _events(line: BackupLine) -> str:
    return formats.count(line.manifest.facts.chain_length) if line.manifest else "–"


def _program(line: BackupLine) -> str:
    return line.manifest.program if line.manifest else "–"


def _size(line: BackupLine) -> str:
    form = QLocale.DataSizeFormat.DataSizeSIFormat
    return QLocale("vi_VN").formattedDataSize(line.size, 1, form)
