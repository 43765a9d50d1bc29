"""The last page: what will be made, and that the ward is ready."""

from PySide6.QtCore import Signal
from typing_extensions import override

from tthc_desk.ui.first_start.fact_grid import FactGrid
from tthc_desk.ui.first_start.page import Draft, Page
from tthc_desk.ui.first_start.services import LATER, YES, FirstStartServices, Made
from tthc_desk.ui.shared.controls import column, dress, label, panel
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import Gap


class SummaryPage(Page):
    """Shows every choice; makes the ward; says what is left to do.

    Signals:
        made: the ward stands.
        refused: it was not made; an exception.
    """

    made = Signal()
    refused = Signal(object)

    def __init__(self, kit: Kit, services: FirstStartServices, draft: Draft) -> None:
        super().__init__(kit, services, draft)
        self._ward: Made | None = None
        self._is_busy = False
        self._facts_shown = FactGrid(8)
        self._after = label("", wraps=True)
        card = panel()
        card.setLayout(column(self._facts_shown, margin=Gap.LARGE))
        self.setLayout(column(card, self._after, None, gap=Gap.MEDIUM))

    @property
    def ward(self) -> Made | None:
        """Give the ward that was made, None before."""
        return self._ward

    @property
    @override
    def title(self) -> str:
        return self.tr("Phường đã sẵn sàng") if self._ward else self.tr("Xem lại và lập sổ")

    @property
    @override
    def reason(self) -> str:
        if self._ward:
            return self.tr("Sổ đã lập và kiểm tra mở được. Chọn tên mình rồi vào làm việc.")
        return self.tr("Chưa có gì được lập. Sai chỗ nào thì quay lại chỗ đó (Esc).")

    @property
    @override
    def going(self) -> str:
        return self.tr("Vào làm việc") if self._ward else self.tr("Lập sổ của phường")

    @property
    @override
    def missing(self) -> str:
        return self.tr("Đang lập sổ…") if self._is_busy else ""

    @override
    def arrive(self) -> None:
        self._facts_shown.show_facts(self._facts())

    def make(self) -> None:
        """Make the ward from what was chosen."""
        if self._is_busy or self._ward is not None:
            return
        self._is_busy = True
        self.changed.emit()
        opened, choices = self.draft.pack, self.draft.choices
        self.kit.tasks.run(
            lambda: self.services.make(opened, choices), self._on_made, self._on_refused
        )

    def _on_made(self, made: Made) -> None:
        self._is_busy = False
        self._ward = made
        left = self._left(made)
        self._after.setText("\n".join(left))
        dress(self._after, tone=Tone.WARNING.value)
        self.made.emit()

    def _on_refused(self, error: Exception) -> None:
        self._is_busy = False
        self.refused.emit(error)
        self.changed.emit()

    def _facts(self) -> tuple[tuple[str, str], ...]:
        choices, ward = self.draft.choices, self.draft.pack.content.ward
        kind = self.tr(" – TẬP HUẤN") if ward.training else ""
        later = self.tr("để sau")
        tested = {YES: self.tr("đã thử, dùng được"), LATER: later}
        calendar = {YES: self.tr("xác nhận năm {year}"), LATER: later}[choices.calendar or LATER]
        return (
            (self.tr("Phường"), f"{ward.name} ({ward.code}){kind}"),
            (self.tr("Khóa ký gói"), self.tr("{key}, đã đối chiếu").format(key=self._key)),
            (self.tr("Thư mục dữ liệu"), choices.folder),
            (self.tr("Người phụ trách"), ward.name_of(choices.leader)),
            (self.tr("Máy in"), tested.get(choices.printer, later)),
            (self.tr("Máy quét"), tested.get(choices.scanner, later)),
            (self.tr("Bản sao lưu"), later if choices.backup == LATER else choices.backup),
            (self.tr("Lịch làm việc"), calendar.format(year=self.kit.now().year)),
        )

    @property
    def _key(self) -> str:
        return self.draft.pack.pack.key_id

    def _left(self, made: Made) -> list[str]:
        """Say what is still to be done."""
        choices, left = self.draft.choices, []
        if made.problem is not None:
            left.append(self.kit.messages.words_of(made.problem))
        if choices.calendar == LATER:
            left.append(self.tr("▲ Còn phải xác nhận lịch năm nay: F8, Lịch năm."))
        if choices.backup == LATER:
            left.append(self.tr("▲ Chưa có nơi để bản sao lưu: chọn ở F8."))
        key = self.tr("▲ Chép tệp khóa {file} cất riêng; mất khóa là mất dữ liệu.")
        left.append(key.format(file=made.folder / "ward.key"))
        return left
