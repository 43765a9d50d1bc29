"""The page of the signing key and its keys: made, carried away, its sheet printed."""

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from typing_extensions import override

from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import column
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.paper_output import Output, PaperOutput
from tthc_desk.ui.transfer.folder_line import FolderLine
from tthc_desk.ui.transfer.key_part import KeyPart
from tthc_desk.ui.transfer.key_work import KeyWork
from tthc_desk.ui.transfer.page import TransferPage, Verb
from tthc_desk.ui.transfer.send_step import supervisor_only
from tthc_desk.ui.transfer.services import TransferServices


class KeyPage(TransferPage):
    """The key in use, and what the superior needs of it.

    Args:
        look, print_now: the screen's actions on the sheet, for the buttons beside the key.
    """

    def __init__(self, kit: Kit, folder: FolderLine, look: QAction, print_now: QAction) -> None:
        super().__init__()
        self._kit = kit
        self._folder = folder
        self._services: TransferServices | None = None
        self.work = KeyWork(kit, self)
        self._output = PaperOutput(kit, self)
        self.part = KeyPart(kit, look, print_now, self._make)
        self.setLayout(column(self.part))
        self.part.shown_changed.connect(self.follow)
        self.work.began.connect(self.follow)
        self.work.ended.connect(self._on_ended)

    @override
    def set_services(self, services: TransferServices) -> None:
        self._services = services
        self._output.set_writer(services.out.write)
        self.work.set_services(services)
        self.part.set_services(services)

    @property
    @override
    def is_busy(self) -> bool:
        return self.work.is_busy

    @override
    def verbs(self) -> Mapping[Act, Verb]:
        is_known = self.part.shown is not None and not self.is_busy
        may_go = is_known and (self.part.is_ready or not self._hindrance)
        name = self.tr("Lưu tệp khóa") if self.part.is_ready else self.tr("Lập khóa")
        return {
            Act.ACCEPT: Verb(name, may_go),
            Act.PREVIEW: Verb(self.tr("Xem phiếu khóa"), self.part.is_ready),
            Act.DECIDE: Verb(self.tr("In phiếu khóa"), self.part.is_ready),
        }

    @override
    def carry_out(self, act: Act) -> None:
        output = self._sheet()
        if act is Act.ACCEPT and self.part.is_ready:
            self._folder.give_place(self.work.save)
        elif act is Act.ACCEPT:
            self._make()
        elif output is not None and act is Act.PREVIEW:
            self._output.look(output)
        elif output is not None:
            self._output.print_now(output)

    @override
    def reload(self) -> None:
        self.part.reload()

    @override
    def take_focus(self) -> None:
        self.part.take_focus()

    @property
    def _hindrance(self) -> str:
        actor = self._kit.session.actor
        return "" if actor is not None and actor.is_supervisor else supervisor_only()

    @Slot()
    def _make(self) -> None:
        if self.part.shown is not None:
            self.work.ask(self.part.shown.condition)

    @Slot()
    @override
    def follow(self) -> None:
        self.part.show_hindrance(self._hindrance)
        self.changed.emit()

    @Slot()
    def _on_ended(self) -> None:
        self.follow()
        self._folder.look()
        self.part.reload()

    def _sheet(self) -> Output | None:
        services = self._services
        if services is None:
            return None
        return Output(
            kind="key-sheet",
            title=self.tr("phiếu khóa ký số liệu"),
            file_name="phieu-khoa-ky",
            pdf=lambda _: services.out.pdf(services.papers().key_sheet()),
        )
