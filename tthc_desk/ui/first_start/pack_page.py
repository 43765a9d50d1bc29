"""The page on which the ward pack is chosen and read."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.ui.first_start.pack_rows import ward_line
from tthc_desk.ui.first_start.pack_view import PackView
from tthc_desk.ui.first_start.page import Draft, Page
from tthc_desk.ui.first_start.services import FirstStartServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, column, dress, label, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.logo_picture import LogoPicture
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.pack_chooser import FoundPack, PackChooser
from tthc_desk.usecases.pack_content import OpenedPack

_ROWS = 3


class PackPage(Page):
    """Lists the packs that were found; the chosen one is shown in full."""

    def __init__(self, kit: Kit, services: FirstStartServices, draft: Draft) -> None:
        super().__init__(kit, services, draft)
        self._is_reading = False
        self._was_sought = False
        self.chooser = PackChooser(kit, rows=_ROWS)
        self.chooser.set_finder(services.find_packs, services.stick)
        self.content = PackView(kit)
        self._state = label("", Role.STRONG, wraps=True)
        self._logo = LogoPicture(kit.scale, self.tr("Logo trong gói"))
        head = row(self.chooser, column(self._logo, None))
        head.setStretch(0, 1)
        layout = column(head, self._state, self.content)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.chooser.found.connect(self._on_found)
        self.chooser.file_chosen.connect(self.read)
        self.chooser.list.current_changed.connect(self._on_current)

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
        if self._is_early:
            return self.tr("Chỉnh ngày giờ của máy rồi nhấn F5.")
        return "" if self.draft.opened else self.tr("Chọn gói của phường.")

    @property
    def _is_early(self) -> bool:
        opened = self.draft.opened
        return opened is not None and opened.pack.is_ahead_of(self.kit.now())

    @property
    @override
    def keys(self) -> tuple[tuple[str, str], ...]:
        own = ((Act.NEW, self.tr("Chọn tệp khác")), (Act.REFRESH, self.tr("Tìm lại")))
        return (*((act.key_text, text) for act, text in own), *self.content.keys)

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
        return self.chooser.list

    @override
    def carry_out(self, act: Act) -> bool:
        if act is Act.NEW:
            self.chooser.ask_file()
        elif act is Act.REFRESH:
            self.seek()
        else:
            return self.content.take(act)
        return True

    @Slot()
    def seek(self) -> None:
        """Look for packs where they are put."""
        self._was_sought = True
        self.chooser.seek()

    @Slot(object)
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
        self._logo.show_logo(opened.content.logo)
        self._say(*self._verdict(opened))
        self.changed.emit()

    def _verdict(self, opened: OpenedPack) -> tuple[str, Tone]:
        line, now = ward_line(opened, self.kit.now().date()), self.kit.now()
        if self._is_early:
            text = self.tr(
                "▲ Gói lập lúc {made}, mà đồng hồ máy này chỉ {now}: máy có thể hết pin đồng hồ."
            )
            made = formats.moment(opened.pack.made_at)
            return text.format(made=made, now=formats.moment(now)), Tone.WARNING
        if opened.content.ward.training:
            text = self.tr("▲ Gói TẬP HUẤN, không dùng cho hồ sơ thật: {line}")
            return text.format(line=line), Tone.WARNING
        return line, Tone.DONE

    def _on_refused(self, error: Exception) -> None:
        self._is_reading = False
        self.draft.opened = None
        self.content.show_pack(None)
        self._logo.show_logo(b"")
        self._say(self.kit.messages.words_of(error), Tone.ERROR)
        self.changed.emit()

    def _say(self, text: str, tone: Tone) -> None:
        self._state.setText(text)
        dress(self._state, tone=tone.value)

    @Slot(object)
    def _on_found(self, found: tuple[FoundPack, ...]) -> None:
        paths = [str(one.path) for one in found]
        wanted = self.draft.choices.pack
        if wanted and wanted not in paths:
            self.read(Path(wanted))
        elif found and (wanted or len(found) == 1):
            # Read anew even when it is chosen already: the clock may have been set meanwhile.
            self.chooser.list.select_row(paths.index(wanted) if wanted else 0)
        self.changed.emit()

    @Slot(object)
    def _on_current(self, found: FoundPack | None) -> None:
        if found is not None:
            self.read(found.path)
