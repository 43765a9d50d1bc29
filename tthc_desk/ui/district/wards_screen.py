"""Wards and their keys: enrolling, changing and revoking a key."""

from collections import defaultdict
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from tthc_desk.domain.vietnamese import fold
from tthc_desk.ui.district.enrol_page import EnrolPage, KeyOffer
from tthc_desk.ui.district.key_pane import KeyPane
from tthc_desk.ui.district.revoke_dialog import RevokeDialog
from tthc_desk.ui.district.services import DistrictServices
from tthc_desk.ui.district.ward_columns import WardKeys, ward_columns, ward_list
from tthc_desk.ui.district.words import short_names
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import ActionButton, Role, column, label, row
from tthc_desk.ui.shared.fields import LineField
from tthc_desk.ui.shared.file_dialog import FileDialog
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.paper_output import Output, PaperOutput
from tthc_desk.ui.shared.record_table import RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.screen import Screen
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.day_tally import name_order
from tthc_desk.usecases.district_ports import KeyLine

_NAME_CHARS, _PANE_CHARS = 26, 50
_LIST, _ENROL = range(2)


class WardsScreen(Screen[DistrictServices]):
    """Shows who sends totals and with which key."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._services: DistrictServices | None = None
        self._wards: tuple[WardKeys, ...] = ()
        self._chooser: QFileDialog | None = None
        self._kept = ""
        self.dialog: RevokeDialog | None = None
        self.output = PaperOutput(kit, self)
        self._offer_acts()
        self._build()
        self._connect()
        self._show_page(_LIST)

    @override
    def on_ready(self, services: DistrictServices) -> None:
        self._services = services
        self.output.set_writer(services.papers.write)

    @override
    def on_shown(self) -> None:
        if self._stack.currentIndex() == _ENROL:
            self.enrol.take_focus()
            return
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def reload(self) -> None:
        """Read wards and keys anew; the cursor stays on its ward."""
        if self._services is not None:
            work = partial(_read, self._services)
            self.kit.tasks.run(work, self._on_wards, latest="district-wards")

    def read(self, path: Path) -> None:
        """Read a key file and show it for comparison."""
        services = self._services
        if services is None:
            return

        def work() -> KeyOffer:
            data = services.read_key(path)
            return KeyOffer(data, path.name, services.enrolment.look(data))

        self.kit.tasks.run(work, self._on_offer)

    def _offer_acts(self) -> None:
        self._new = self.offer(Act.NEW, self._on_new, self.tr("Đăng ký khóa từ tệp"))
        self._revoke = self.offer(Act.UNDO_STEP, self._on_revoke, self.tr("Thu hồi khóa"))
        self._save = self.offer(Act.SAVE_TABLE, self._on_save, self.tr("Lưu Excel"))
        self._go = self.offer(Act.ACCEPT, self._on_enrol, self.tr("Đăng ký"))
        self._back = self.offer(Act.BACK, self._on_back, self.tr("Quay lại"))
        self.offer(Act.REFRESH, self.reload)
        self.offer(Act.SEARCH, self._on_search, self.tr("Tìm phường"))

    def _build(self) -> None:
        self.name = LineField(hint=self.tr("tên hoặc mã"))
        self.name.setAccessibleName(self.tr("Tìm phường"))
        self.name.setMaximumWidth(self.kit.scale.chars_px(_NAME_CHARS))
        self._count = label("", Role.STRONG)
        self.table = RecordView(
            self.kit,
            RecordTableModel[WardKeys](ward_columns()),
            name=self.tr("Phường"),
            sortable=False,
        )
        self.pane = KeyPane(self.kit, self._revoke)
        self.pane.setMinimumWidth(self.kit.scale.chars_px(_PANE_CHARS))
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.table)
        halves.addWidget(self.pane)
        halves.setStretchFactor(0, 1)
        tools = (ActionButton(self._save, Role.QUIET), ActionButton(self._new, Role.PRIMARY))
        page = QWidget()
        layout = column(row(self.name, self._count, None, *tools), halves)
        layout.setStretch(1, 1)
        page.setLayout(layout)
        self.enrol = EnrolPage(self.kit, self._go, self._back)
        self._stack = QStackedWidget()
        for one in (page, self.enrol):
            self._stack.addWidget(one)
        self.setLayout(column(self._stack, margin=Gap.MEDIUM))

    def _connect(self) -> None:
        self.name.textChanged.connect(self._on_narrowed)
        self.name.returnPressed.connect(self.table.setFocus)
        self.table.current_changed.connect(self._on_ward)
        self.pane.chosen.connect(self._follow)
        self.enrol.changed.connect(self._follow)

    def _show_page(self, page: int) -> None:
        self._stack.setCurrentIndex(page)
        enrolling = page == _ENROL
        for action in (self._go, self._back):
            action.setVisible(enrolling)
        for action in (self._new, self._revoke, self._save):
            action.setVisible(not enrolling)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        key = self.pane.key
        self._revoke.setEnabled(key is not None and key.life.revoked_seq is None)
        self._new.setEnabled(self._services is not None)
        self._save.setEnabled(bool(self._wards))
        self._go.setEnabled(self.enrol.may_enrol)

    def _on_wards(self, wards: tuple[WardKeys, ...]) -> None:
        self._wards = wards
        text = self.tr("{count} phường").format(count=formats.count(len(wards)))
        self._count.setText(text if wards else "")
        empty = self.tr("Không có phường nào như vậy. Xóa chữ ở ô tìm.")
        if not wards:
            empty = self.tr(
                "Chưa đăng ký phường nào. Bấm Ctrl+N, chọn tệp khóa KHOA_….json của phường rồi "
                "đối chiếu với phiếu khóa có chữ ký."
            )
        self.table.set_empty_text(empty)
        self._narrow()

    def _narrow(self) -> None:
        current, wanted = self._kept or self._current_code(), fold(self.name.value())
        self._kept = ""
        shown = [one for one in self._wards if wanted in f"{fold(one.ward.name)} {one.ward.code}"]
        self.table.records_model.set_records(shown)
        at = next((n for n, one in enumerate(shown) if one.ward.code == current), 0)
        self.table.select_row(at)
        if not shown:
            self.pane.show_ward(None)
        self._follow()

    def _current_code(self) -> str:
        return self.pane.ward.ward.code if self.pane.ward else ""

    @Slot()
    def _on_narrowed(self) -> None:
        self._narrow()

    @Slot(object)
    def _on_ward(self, ward: WardKeys | None) -> None:
        if ward is not None:
            self.pane.show_ward(ward)

    @Slot()
    def _on_search(self) -> None:
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    @Slot()
    def _on_new(self) -> None:
        chooser = FileDialog(self, self.tr("Chọn tệp khóa của phường"))
        chooser.setNameFilters([self.tr("Tệp khóa (KHOA_*.json)"), self.tr("Mọi tệp (*)")])
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setDirectory(self.kit.remembered.send_folder)
        chooser.fileSelected.connect(self._on_file)
        self._chooser = chooser
        chooser.open()

    @Slot(str)
    def _on_file(self, path: str) -> None:
        self.kit.remembered.send_folder = str(Path(path).parent)
        self.read(Path(path))

    def _on_offer(self, offer: KeyOffer) -> None:
        self.kit.messages.clear()
        self.enrol.show_offer(offer)
        self._show_page(_ENROL)
        self.enrol.take_focus()

    @Slot()
    def _on_enrol(self) -> None:
        services, offer, actor = self._services, self.enrol.offer, self.kit.session.actor
        wish = self.enrol.wish()
        if services is None or offer is None or actor is None or wish is None:
            return
        self._go.setEnabled(False)
        work = partial(services.enrolment.enrol, offer.data, wish, actor)
        self.kit.tasks.run(work, self._on_enrolled, self._on_not_enrolled)

    def _on_enrolled(self, key: KeyLine) -> None:
        offer = self.enrol.offer
        view = offer.view if offer else None
        name = (view.other_name or view.file.ward_name) if view else key.ward_code
        text = self.tr("Đã đăng ký khóa {key} của {ward}. Tệp ký bằng khóa này được nhận từ nay.")
        self.kit.messages.done(text.format(key=key.key_id, ward=name))
        self._kept = key.ward_code
        self._leave()

    def _on_not_enrolled(self, error: Exception) -> None:
        self.enrol.refuse(error)
        self._follow()

    @Slot()
    def _on_back(self) -> None:
        self._leave()

    def _leave(self) -> None:
        self._show_page(_LIST)
        self.name.clear()
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_revoke(self) -> None:
        key, ward = self.pane.key, self.pane.ward
        if key is None or ward is None:
            return
        self.dialog = RevokeDialog(self.kit, key, ward.ward.name, self)
        self.dialog.agreed.connect(self._on_agreed)
        self.dialog.open()

    @Slot(str, object, str)
    def _on_agreed(self, key_id: str, day: date, reason: str) -> None:
        services, actor = self._services, self.kit.session.actor
        if services is not None and actor is not None:
            work = partial(services.enrolment.revoke, key_id, day, reason, actor)
            self.kit.tasks.run(work, self._on_revoked)

    def _on_revoked(self, key: KeyLine) -> None:
        text = self.tr("Đã thu hồi khóa {key}; tệp ký từ {day} không được tính.")
        day = formats.day(key.life.revoked_from)
        self.kit.messages.done(text.format(key=key.key_id, day=day))
        self.reload()

    @Slot()
    def _on_save(self) -> None:
        services = self._services
        if services is None or not self._wards:
            return
        made = ward_list(self._wards)
        output = Output(
            kind="district-wards",
            title=made.name,
            file_name=f"phuong-va-khoa-{self.kit.now():%Y%m%d}",
            table=partial(services.papers.plain_list, made),
        )
        self.output.ask_file(output, as_table=True)


def _read(services: DistrictServices) -> tuple[WardKeys, ...]:
    keys = defaultdict[str, list[KeyLine]](list)
    all_keys = services.enrolment.keys()
    for key in all_keys:
        keys[key.ward_code].append(key)
    wards = sorted(services.enrolment.wards(), key=lambda ward: name_order(ward.name))
    names = short_names(ward.name for ward in wards)
    return tuple(WardKeys(ward, tuple(keys[ward.code]), names[ward.name]) for ward in wards)
