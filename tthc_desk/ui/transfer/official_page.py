"""The page of the official system and its keys; what is compared stands in `comparison_page`."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from typing_extensions import override

from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import column
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.transfer.comparison_page import ComparisonPage
from tthc_desk.ui.transfer.page import TransferPage, Verb
from tthc_desk.ui.transfer.services import TransferServices


class OfficialPage(TransferPage):
    """Gives the comparison its keys.

    Signals:
        open_wanted: number of a dossier, or what to look for (str).
    """

    open_wanted = Signal(str)
    uses_folder = False
    has_own_buttons = True

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.comparison = ComparisonPage(kit)
        self.comparison.open_wanted.connect(self.open_wanted)
        self.comparison.changed.connect(self.changed)
        self.setLayout(column(self.comparison))

    @override
    def set_services(self, services: TransferServices) -> None:
        self.comparison.set_services(services.comparison)

    @override
    def follow(self) -> None:
        self.comparison.follow()

    @property
    @override
    def is_busy(self) -> bool:
        return self.comparison.is_busy

    @override
    def verbs(self) -> Mapping[Act, Verb]:
        page = self.comparison
        return {
            Act.ACCEPT: Verb(self.tr("Ghi mã đã chọn"), page.can_take),
            Act.NEW: Verb(self.tr("Chọn danh sách"), not page.is_busy),
            Act.REFRESH: Verb(self.tr("Đối chiếu lại"), not page.is_busy),
            Act.PREVIEW: Verb(self.tr("Xem bảng đối chiếu"), page.can_save),
            Act.SAVE_TABLE: Verb(self.tr("Lưu bảng đối chiếu"), page.can_save),
        }

    @override
    def carry_out(self, act: Act) -> None:
        page = self.comparison
        {
            Act.ACCEPT: page.take_ticked,
            Act.NEW: page.ask_file,
            Act.REFRESH: page.compare_again,
            Act.PREVIEW: page.look_at_report,
            Act.SAVE_TABLE: page.save_report,
        }[act]()

    @override
    def take_focus(self) -> None:
        self.comparison.take_focus()
