"""The page on which the place of the data is chosen, and the backup is laid ready there."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.ui.first_start.place_field import PlaceField, room_words
from tthc_desk.ui.first_start.restoring.restore_page import RestoreDraft, RestorePage
from tthc_desk.ui.first_start.restoring.services import ReadyBook, RestoreServices
from tthc_desk.ui.first_start.services import Place
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, column, label, panel
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tasks import Ticket
from tthc_desk.ui.shared.tokens import Gap


class TargetPage(RestorePage):
    """Proposes the platform's place, or names the one whose book is replaced.

    Signals:
        ready: the backup lies beside its place, checked whole.
    """

    ready = Signal()

    def __init__(self, kit: Kit, services: RestoreServices, draft: RestoreDraft) -> None:
        super().__init__(kit, services, draft)
        self._running: Ticket | None = None
        name = self.tr("Thư mục dữ liệu")
        self.field = PlaceField(kit, name, services.check_place)
        self.field.setEnabled(not services.is_fixed)
        self.field.looked.connect(self._on_looked)
        card = panel()
        note = self.tr(
            "Tiếp theo, bản sao được chép vào đây và kiểm tra trọn vẹn; sổ đang có, nếu có, chưa "
            "bị đụng đến. Đến bước cuối mới đặt vào chỗ của sổ. Không dùng được: ổ mạng, thư mục "
            "đồng bộ như OneDrive, thư mục có tệp khác."
        )
        parts = (label(name, Role.HEADING), self.field, label(note, Role.NOTE, wraps=True))
        card.setLayout(column(*parts, gap=Gap.MEDIUM, margin=Gap.LARGE))
        self.setLayout(column(card, None))
        self._was_proposed = False

    @property
    @override
    def title(self) -> str:
        return self.tr("Nơi đặt dữ liệu")

    @property
    @override
    def reason(self) -> str:
        if self.services.lost is not None:
            text = self.tr(
                "Không thấy {lost}. Nếu đó là ổ đĩa chưa cắm: cắm vào rồi mở lại chương trình, sổ "
                "vẫn còn. Chỉ đặt ở nơi khác khi ổ ấy đã hỏng hoặc mất."
            )
            return text.format(lost=self.services.lost)
        if self.services.is_fixed:
            return self.tr(
                "Sổ của phường đang nằm ở thư mục này; bản sao được đặt lại vào đúng chỗ."
            )
        return self.tr("Mọi hồ sơ của phường nằm trong một thư mục trên ổ đĩa của máy này.")

    @property
    @override
    def going(self) -> str:
        return self.tr("Chép và kiểm tra bản sao")

    @property
    @override
    def missing(self) -> str:
        if self._running is not None:
            return self.tr("Đang chép và kiểm tra bản sao… Esc để dừng.")
        place = self.field.place
        if place is None:
            path = self.field.path.value()
            return self.tr("Đang xem thư mục…") if path else self.tr("Ghi hoặc chọn thư mục.")
        if place.problem is None and not self._lacks_room(place):
            return ""
        return (
            self.tr("Giải phóng chỗ trống rồi nhấn F5.")
            if self._is_stuck(place)
            else (self.tr("Chọn thư mục khác."))
        )

    @override
    def arrive(self) -> None:
        if self._was_proposed:
            self.field.look_again()
        else:
            self._was_proposed = True
            self.field.show_path(str(self.services.folder))

    @override
    def first_focus(self) -> QWidget | None:
        return self.field.path if self.field.isEnabled() else None

    @override
    def carry_out(self, act: Act) -> bool:
        if act is Act.REFRESH:
            self.field.look_again()
        elif act is Act.NEW and self.field.isEnabled():
            self.field.ask()
        else:
            return False
        return True

    @override
    def stop(self) -> bool:
        if self._running is None:
            return False
        self.kit.tasks.cancel(self._running)
        return True

    def lay_ready(self) -> None:
        """Copy the backup beside its place and check it."""
        place = self.field.place
        if place is None or self._running is not None:
            return
        self.draft.folder = place.folder
        services, source = self.services, self.draft.source
        title = self.tr("Đang chép và kiểm tra bản sao")
        self._running = self.kit.tasks.run_long(
            title, lambda report: services.lay_ready(source, report), self._on_ready, self._on_error
        )
        self.changed.emit()

    def _on_ready(self, ready: ReadyBook) -> None:
        self._running = None
        self.draft.ready = ready
        self.ready.emit()

    def _on_error(self, error: Exception) -> None:
        self._running = None
        self.draft.ready = None
        self.kit.messages.failed(error)
        self.field.look_again()
        self.changed.emit()

    @Slot()
    def _on_looked(self) -> None:
        place = self.field.place
        if place is not None and place.problem is None:
            self._say_of(place)
        self.changed.emit()

    def _say_of(self, place: Place) -> None:
        if self._lacks_room(place):
            text = self.tr("✕ Không đủ chỗ cho bản sao. {room}")
            room = room_words(self.field, place).lstrip("✓▲ ")
            self.field.say(text.format(room=room), Tone.ERROR)
        elif place.holds_book:
            text = self.tr(
                "▲ Ở đây đang có sổ. Khi đặt bản sao vào, toàn bộ sổ ấy được cất nguyên trong "
                "{kept}."
            )
            kept = Path(place.folder) / self.services.kept
            self.field.say(text.format(kept=kept), Tone.WARNING)

    def _lacks_room(self, place: Place) -> bool:
        manifest = self.draft.manifest
        return bool(manifest and place.free_bytes is not None and place.free_bytes < manifest.size)

    def _is_stuck(self, place: Place) -> bool:
        return self.services.is_fixed and self._lacks_room(place)
