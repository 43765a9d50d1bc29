"""The page of the first start: a data folder made from a profile file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from tthc_desk.ui.district.services import Founding
from tthc_desk.ui.district.words import chain_word
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, dress, label, panel, row
from tthc_desk.ui.shared.file_dialog import FileDialog
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.district import District


class FoundingPage(QWidget):
    """Shows what a profile says before anything is made of it.

    Signals:
        founded: the data folder was made.
    """

    founded = Signal()

    def __init__(self, kit: Kit, founding: Founding) -> None:
        super().__init__()
        self._kit = kit
        self._founding = founding
        self._district: District | None = None
        self._chooser: QFileDialog | None = None
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(Gap.MEDIUM)
        self._facts.setVerticalSpacing(Gap.TIGHT)
        self._facts.setColumnStretch(1, 1)
        self._state = label("", wraps=True)
        self._shown: list[QWidget] = []
        self._build()

    @property
    def state(self) -> str:
        """Give the sentence on the profile that was read."""
        return self._state.text()

    def take_focus(self) -> None:
        """Put the focus where work begins."""
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def carry_out(self, act: Act) -> None:
        """Take a key: Ctrl+N chooses the file, F9 makes the book."""
        if act is Act.NEW:
            self.ask_file()
        elif act is Act.ACCEPT and self._make.isEnabled():
            self.make()

    def ask_file(self) -> None:
        """Ask which profile to read."""
        chooser = self._chooser_of(self.tr("Chọn hồ sơ đơn vị"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self._on_file)
        chooser.open()

    def read(self, path: Path) -> None:
        """Read a profile and show what it says."""
        self._kit.tasks.run(partial(self._founding.read, path), self._on_read, self._on_refused)

    def make(self) -> None:
        """Make the data folder."""
        district = self._district
        if district is None:
            return
        self._make.setEnabled(False)
        self._kit.tasks.run(
            partial(self._founding.found, district), self._on_made, self._on_refused
        )

    def _build(self) -> None:
        title = label(self.tr("Lập sổ tổng hợp"), Role.TITLE)
        where = self.tr(
            "Chưa có sổ ở thư mục {folder}. Sổ giữ số liệu các phường gửi lên, "
            "không có dữ liệu của công dân."
        )
        intro = label(where.format(folder=self._founding.folder), wraps=True)
        how = label(
            self.tr(
                "Hồ sơ đơn vị là một tệp .toml: tên, mã, dòng tiêu đề trên báo cáo, cán bộ, kỳ gửi "
                "số liệu. Lưu tệp mẫu, sửa bằng trình soạn thảo văn bản, rồi chọn lại tệp ấy."
            ),
            Role.NOTE,
            wraps=True,
        )
        self._choose = button(self.tr("Chọn hồ sơ đơn vị   Ctrl+N"), self._on_choose)
        sample = button(self.tr("Lưu tệp mẫu"), self._on_sample, Role.QUIET)
        self._make = button(self.tr("Lập sổ   F9"), self._on_make, Role.PRIMARY)
        self._make.setEnabled(False)
        buttons = row(self._choose, sample, None, self._make)
        card = panel()
        body = column(title, intro, how, buttons, self._state, gap=Gap.MEDIUM, margin=Gap.LARGE)
        body.addLayout(self._facts)
        card.setLayout(body)
        self.setLayout(column(card, None, margin=Gap.LARGE))

    def _chooser_of(self, title: str) -> QFileDialog:
        chooser = FileDialog(self, title)
        chooser.setNameFilter(self.tr("Hồ sơ đơn vị (*.toml)"))
        chooser.setDirectory(self._kit.remembered.save_folder)
        self._chooser = chooser
        return chooser

    @Slot()
    def _on_choose(self) -> None:
        self.ask_file()

    @Slot()
    def _on_make(self) -> None:
        self.make()

    @Slot()
    def _on_sample(self) -> None:
        chooser = self._chooser_of(self.tr("Lưu tệp mẫu"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("toml")
        chooser.selectFile("ho-so-don-vi.toml")
        chooser.fileSelected.connect(self._on_sample_place)
        chooser.open()

    @Slot(str)
    def _on_sample_place(self, path: str) -> None:
        self.save_sample(Path(path))

    def save_sample(self, path: Path) -> None:
        """Write the shipped profile to begin with."""
        founding = self._founding

        def work() -> str:
            founding.write(founding.sample, path)
            return str(path)

        self._kit.tasks.run(work, self._on_sample_saved)

    def _on_sample_saved(self, path: str) -> None:
        self._kit.messages.done(self.tr("Đã lưu {path}").format(path=path))

    @Slot(str)
    def _on_file(self, path: str) -> None:
        self._kit.remembered.save_folder = str(Path(path).parent)
        self.read(Path(path))

    def _on_read(self, district: District) -> None:
        self._district = district
        self._say(self.tr("Đã đọc hồ sơ. Xem lại rồi bấm Lập sổ (F9)."), Tone.DONE)
        self._show_facts(district)
        self._make.setEnabled(True)
        self._make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, error: Exception) -> None:
        self._district = None
        self._make.setEnabled(False)
        self._show_facts(None)
        self._say(self._kit.messages.words_of(error), Tone.ERROR)
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_made(self, _: None) -> None:
        self.founded.emit()

    def _say(self, text: str, tone: Tone) -> None:
        self._state.setText(text)
        dress(self._state, tone=tone.value)

    def _show_facts(self, district: District | None) -> None:
        for old in self._shown:
            self._facts.removeWidget(old)
            old.deleteLater()
        self._shown = []
        for at, (title, text) in enumerate(self._lines(district) if district else ()):
            pair = (label(title, Role.LABEL), label(text, wraps=True))
            for place, widget in enumerate(pair):
                self._facts.addWidget(widget, at, place)
            self._shown += pair

    def _lines(self, district: District) -> tuple[tuple[str, str], ...]:
        days = district.due_days
        late = self.tr("không xét trễ hạn")
        if days is not None:
            late = self.tr("trễ sau {days} ngày từ ngày cuối kỳ").format(days=days)
        return (
            (self.tr("Đơn vị"), f"{district.name} ({district.code})"),
            (self.tr("Tiêu đề báo cáo"), f"{district.superior} / {district.unit}"),
            (self.tr("Nơi lập"), district.place),
            (self.tr("Cán bộ"), ", ".join(f"{o.name} ({o.login})" for o in district.officers)),
            (self.tr("Kỳ gửi"), ", ".join(map(chain_word, district.chains)) + f"; {late}"),
            (self.tr("Tập huấn"), self.tr("có") if district.training else self.tr("không")),
        )
