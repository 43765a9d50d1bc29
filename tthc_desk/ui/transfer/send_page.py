"""The first page and its keys: a period is exported, amended, sent again, its note printed."""

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QHideEvent
from typing_extensions import override

from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import column
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.paper_output import Output, PaperOutput
from tthc_desk.ui.transfer.folder_line import FolderLine
from tthc_desk.ui.transfer.page import TransferPage, Verb
from tthc_desk.ui.transfer.period_panel import PeriodPanel
from tthc_desk.ui.transfer.send_part import SendPart
from tthc_desk.ui.transfer.send_step import Offer, Step, offer_of
from tthc_desk.ui.transfer.send_work import SendWork
from tthc_desk.ui.transfer.services import Place, TransferServices
from tthc_desk.usecases.signing_keys import KeyCondition


class SendPage(TransferPage):
    """What was sent, what is missing, and what can be done about the chosen period.

    Args:
        look, print_now: the screen's actions on the note, for the buttons beside the period.
    """

    def __init__(self, kit: Kit, folder: FolderLine, look: QAction, print_now: QAction) -> None:
        super().__init__()
        self._kit = kit
        self._folder = folder
        self._services: TransferServices | None = None
        self._step = Step.NOTHING
        self.work = SendWork(kit, self)
        self._output = PaperOutput(kit, self)
        self.part = SendPart(kit, PeriodPanel(kit.scale, look, print_now, self.replace))
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
        offer, facts = self._offer, self.part.facts
        has_file = facts is not None and bool(facts.preview.line.exports)
        verbs = {
            Act.ACCEPT: Verb(offer.verb, offer.is_open and not self.is_busy),
            Act.PREVIEW: Verb(self.tr("Xem phiếu gửi"), has_file),
            Act.DECIDE: Verb(self.tr("In phiếu gửi"), has_file),
        }
        if offer.step is Step.AMEND:
            verbs[Act.SAME_PERSON] = Verb(self.tr("Gửi lại tệp cũ"), not self.is_busy)
        return verbs

    @override
    def carry_out(self, act: Act) -> None:
        if act in (Act.ACCEPT, Act.SAME_PERSON):
            self._step = self._offer.step if act is Act.ACCEPT else Step.AGAIN
            self._folder.give_place(self._begin)
            return
        output = self._note()
        if output is not None and act is Act.PREVIEW:
            self._output.look(output)
        elif output is not None:
            self._output.print_now(output)

    @Slot()
    def replace(self) -> None:
        """Export in the place of a file that the book, being restored, no longer knows."""
        self._folder.give_place(self._ask_replaced)

    @override
    def reload(self) -> None:
        self.part.reload()

    @override
    def take_focus(self) -> None:
        self.part.take_focus()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.part.stop()

    @property
    def _offer(self) -> Offer:
        key = self.part.key
        condition = key.condition if key else None
        return offer_of(self.part.facts, self._kit.session.actor, condition)

    @Slot()
    @override
    def follow(self) -> None:
        self.part.unwritten = self.work.unwritten
        offer = self._offer
        self.part.show_offer(offer, may_replace=self._may_replace(offer))
        self.changed.emit()

    def _may_replace(self, offer: Offer) -> bool:
        """Say whether the book may have forgotten a file: its key was made anew."""
        key = self.part.key
        anew = key is not None and (len(key.keys) > 1 or key.condition is KeyCondition.LOST)
        return anew and offer.is_open and not self.is_busy

    def _begin(self, place: Place) -> None:
        facts, key = self.part.facts, self.part.key
        if facts is not None and key is not None:
            self.work.begin(facts, self._step, place, key.condition)

    def _ask_replaced(self, place: Place) -> None:
        facts, key = self.part.facts, self.part.key
        if facts is not None and key is not None:
            self.work.ask_replaced(facts, place, key.condition)

    @Slot()
    def _on_ended(self) -> None:
        self.follow()
        self._folder.look()
        self.part.reload()

    def _note(self) -> Output | None:
        services, facts = self._services, self.part.facts
        made = facts.preview.line.export if facts else None
        if services is None or made is None:
            return None
        return Output(
            kind="transfer-note",
            title=self.tr("phiếu gửi tệp số liệu"),
            file_name=f"phieu-gui-{made.span.first:%Y%m%d}-{made.span.last:%Y%m%d}",
            pdf=lambda _: services.out.pdf(services.papers().note(made)),
        )
