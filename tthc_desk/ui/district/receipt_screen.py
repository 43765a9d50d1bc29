"""Taking files in: chosen or dropped, each with what became of it and why."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog
from typing_extensions import override

from tthc_desk.ui.district.places import Place
from tthc_desk.ui.district.receipt_columns import (
    NOT_TAKEN,
    receipt_columns,
    receipt_list,
    receipt_sentence,
)
from tthc_desk.ui.district.receipt_counts import ReceiptCounts
from tthc_desk.ui.district.receipt_work import ReceiptWork, Taken
from tthc_desk.ui.district.services import DistrictServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import ActionButton, Role, column, label, panel, row
from tthc_desk.ui.shared.file_dialog import FileDialog
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.paper_output import Output, PaperOutput
from tthc_desk.ui.shared.record_table import RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.screen import Screen
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.consolidation import Received


class ReceiptScreen(Screen[DistrictServices]):
    """Files in, answers out."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._services: DistrictServices | None = None
        self._answers: tuple[Received, ...] = ()
        self._chooser: FileDialog | None = None
        self.work = ReceiptWork(kit, self)
        self.output = PaperOutput(kit, self)
        self.setAcceptDrops(True)
        self._offer_acts()
        self._build()
        self._connect()

    @override
    def on_ready(self, services: DistrictServices) -> None:
        self._services = services
        self.work.set_services(services)
        self.output.set_writer(services.papers.write)
        self._follow()

    @override
    def on_shown(self) -> None:
        target = self.table if self._answers else self._folder_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def on_open(self, subject: str) -> None:
        """Take a file in.

        Args:
            subject: its path.
        """
        if self.work.is_busy:
            text = self.tr("Đang nhận tệp khác, chưa nhận {name}. Nhận xong hãy mở lại tệp này.")
            self.kit.messages.warning(text.format(name=Path(subject).name))
        else:
            self.take([Path(subject)])

    @override
    def may_leave(self) -> bool:
        return not self.work.is_busy

    def take(self, places: list[Path]) -> None:
        """Take files and folders in."""
        self.work.take(places)
        self._follow()

    def _offer_acts(self) -> None:
        self._files = self.offer(Act.NEW, self._on_files, self.tr("Chọn tệp"))
        self._folder = self.offer(Act.ACCEPT, self._on_folder, self.tr("Nhận cả thư mục"))
        self._save = self.offer(Act.SAVE_TABLE, self._on_save, self.tr("Lưu Excel"))
        self._filter = self.offer(Act.PART_1, self._on_filter, self.tr("Chỉ tệp không nhận"))

    def _build(self) -> None:
        self._folder_button = ActionButton(self._folder, Role.PRIMARY)
        self.only_refused = QCheckBox(f"{self._filter.text()}   {Act.PART_1.key_text}")
        self.only_refused.setAccessibleName(self._filter.text())
        self.counts = ReceiptCounts(self.kit)
        self.table = RecordView(
            self.kit,
            RecordTableModel[Received](receipt_columns(self.kit.messages.words_of)),
            name=self.tr("Tệp vừa nhận"),
        )
        self._why = label("", wraps=True)
        self._why.setAccessibleName(self.tr("Vì sao"))
        self._why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card = panel()
        card.setLayout(column(self._why, margin=Gap.SMALL))
        self._card = card
        top = row(
            self.only_refused,
            None,
            ActionButton(self._save, Role.QUIET),
            ActionButton(self._files),
            self._folder_button,
        )
        layout = column(top, self.counts, self.table, card, margin=Gap.MEDIUM)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._show_rows()

    def _connect(self) -> None:
        self.work.taken.connect(self._on_taken)
        self.work.ended.connect(self._follow)
        self.only_refused.toggled.connect(self._on_narrowed)
        self.table.current_changed.connect(self._on_current)
        self.table.activated_record.connect(self._on_activated)

    @Slot()
    def _follow(self) -> None:
        ready = self._services is not None and not self.work.is_busy
        for action in (self._files, self._folder):
            action.setEnabled(ready)
        self._save.setEnabled(ready and bool(self._answers))
        self.table.set_empty_text(self._empty_text())

    def _empty_text(self) -> str:
        if self.work.is_busy:
            return self.tr("Đang nhận tệp…")
        if self._answers:
            return self.tr("Mọi tệp số liệu đều đã nhận.")
        return self.tr(
            "Kéo thả tệp hoặc cả thư mục vào đây, hay cắm USB rồi bấm F9.\n"
            "Nhận lại tệp cũ không làm đổi số liệu; tệp lạ lẫn trong thư mục được bỏ qua."
        )

    def _show_rows(self) -> None:
        only = self.only_refused.isChecked()
        shown = [one for one in self._answers if not only or one.outcome in NOT_TAKEN]
        self.table.records_model.set_records(shown)
        self.table.select_row(0)
        self._card.setVisible(bool(shown))

    @Slot(object)
    def _on_taken(self, taken: Taken) -> None:
        self._answers = taken.answers
        self.counts.show_answers(taken.answers)
        refused = sum(one.outcome in NOT_TAKEN for one in taken.answers)
        self.only_refused.setChecked(refused > 0)
        self._show_rows()
        self._say(taken, refused)
        self._follow()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, taken: Taken, refused: int) -> None:
        seen = formats.count(len(taken.answers))
        messages = self.kit.messages
        if taken.left:
            text = self.tr("Đã dừng: đã xem {seen} tệp và giữ kết quả, còn {left} tệp chưa xem.")
            messages.warning(text.format(seen=seen, left=formats.count(taken.left)))
        elif refused:
            text = self.tr("Đã xem {seen} tệp, {refused} tệp không được tính: xem lý do từng tệp.")
            messages.warning(text.format(seen=seen, refused=formats.count(refused)))
        elif taken.answers:
            messages.done(self.tr("Đã xem {seen} tệp, không tệp nào bị từ chối.").format(seen=seen))
        else:
            messages.warning(self.tr("Không có tệp nào ở nơi đã chọn."))

    @Slot()
    def _on_narrowed(self) -> None:
        self._show_rows()

    @Slot()
    def _on_filter(self) -> None:
        self.only_refused.toggle()

    @Slot(object)
    def _on_current(self, line: Received | None) -> None:
        self._card.setVisible(line is not None)
        if line is not None:
            where = line.path or line.name
            sentence = receipt_sentence(line, self.kit.messages.words_of)
            self._why.setText(f"{where}\n{sentence}")

    @Slot(object)
    def _on_activated(self, line: Received) -> None:
        """Enter: show the ward's period on the board."""
        if line.ward_code and line.chain and line.span:
            place = Place(line.ward_code, line.chain, line.span.first)
            self.open_requested.emit(place.request)

    @Slot()
    def _on_files(self) -> None:
        chooser = self._chooser_of(self.tr("Chọn tệp số liệu"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.setNameFilters(
            [self.tr("Tệp số liệu (*.json)"), self.tr("Mọi tệp (*)")],
        )
        chooser.filesSelected.connect(self._on_chosen)
        chooser.open()

    @Slot()
    def _on_folder(self) -> None:
        chooser = self._chooser_of(self.tr("Chọn thư mục có tệp số liệu"))
        chooser.take_folders()
        chooser.filesSelected.connect(self._on_chosen)
        chooser.open()

    def _chooser_of(self, title: str) -> FileDialog:
        self._chooser = FileDialog(self, title)
        self._chooser.setDirectory(self.kit.remembered.send_folder)
        return self._chooser

    @Slot(list)
    def _on_chosen(self, paths: list[str]) -> None:
        if paths:
            self.kit.remembered.send_folder = str(Path(paths[0]).parent)
        self.take([Path(path) for path in paths])

    @Slot()
    def _on_save(self) -> None:
        services = self._services
        if services is None or not self._answers:
            return
        made = receipt_list(self._answers, self.kit.messages.words_of)
        now = self.kit.now()
        output = Output(
            kind="district-receipt",
            title=made.name,
            file_name=f"nhan-tep-{now:%Y%m%d-%H%M}",
            table=partial(services.papers.plain_list, made),
        )
        self.output.ask_file(output, as_table=True)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.work.is_busy and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.take([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()
