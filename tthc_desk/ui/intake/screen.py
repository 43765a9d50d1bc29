"""The intake screen: takes dossiers in, keyboard first."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from typing_extensions import override

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.procedure import Procedure
from tthc_desk.ui.intake.acceptance import answer_words, result_words
from tthc_desk.ui.intake.draft_keeper import DraftKeeper
from tthc_desk.ui.intake.foot import Foot
from tthc_desk.ui.intake.form_body import FormBody
from tthc_desk.ui.intake.kept_work import KeptWorkDesk
from tthc_desk.ui.intake.outlook import Outlook, look_ahead
from tthc_desk.ui.intake.person_desk import PersonDesk
from tthc_desk.ui.intake.reception import (
    InForce,
    KeptWork,
    Opening,
    open_desk,
    read_rules,
    version_now,
)
from tthc_desk.ui.intake.saver import Saver
from tthc_desk.ui.intake.services import IntakeServices
from tthc_desk.ui.intake.strips import OfferStrip, ResultStrip, WarningStrip
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import column
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.scan_reading import Scan
from tthc_desk.ui.shared.screen import Screen
from tthc_desk.ui.shared.tokens import Gap

if TYPE_CHECKING:
    from tthc_desk.usecases.intake import IntakeAnswer

_REFRESH_MS = 20_000
"""The clock moves the due date: after 15:00, say."""


class IntakeScreen(Screen[IntakeServices]):
    """One dossier after the other; the form is usable before the data folder is open.

    Signals:
        print_requested: a `PrintRequest` for what was just issued.
        accepted: the `IntakeAnswer` of what was saved.
    """

    print_requested = Signal(object)
    accepted = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._services: IntakeServices | None = None
        self._in_force: InForce | None = None
        self._keeps_person = False
        self._last: IntakeAnswer | None = None
        self._last_person: dict[str, str] = {}
        self._build()
        self._connect()

    @override
    def on_ready(self, services: IntakeServices) -> None:
        self._services = services
        self._people.set_services(services)
        actor = self.kit.session.actor
        if actor:
            self.on_actor(actor)
        else:
            self._read_rules()

    @override
    def on_actor(self, actor: Actor) -> None:
        services = self._services
        if services is not None and actor.desk != self._drafts.desk:
            self.kit.tasks.run(lambda: open_desk(services, actor.desk), self._on_opened)

    @override
    def on_shown(self) -> None:
        self._read_rules()
        focus = QApplication.focusWidget()
        if focus is None or not self.body.isAncestorOf(focus):
            self.body.procedure.box.setFocus()

    @override
    def on_scan(self, scan: Scan) -> bool:
        return self._people.take_scan(scan)

    @override
    def may_leave(self) -> bool:
        self._drafts.flush()
        return not self._saver.is_saving

    def _build(self) -> None:
        self.offers, self.warnings, self.result = (
            OfferStrip(),
            WarningStrip(self.kit),
            ResultStrip(),
        )
        self.body = FormBody(self.kit, self)
        self._saver = Saver(self.kit, self)
        self._people = PersonDesk(self.kit, self.body, self.offers, self)
        self._drafts = DraftKeeper(self.kit, self._draft_text, self)
        self._kept = KeptWorkDesk(self.body, self.offers, self._discard, self)
        self._offer_keys()
        self.foot = Foot(self._accept, (self._turn_away, self._same_person))
        strips = column(self.result, self.offers, self.warnings, gap=Gap.TIGHT)
        layout = column(strips, self.body, self.foot, gap=Gap.SMALL, margin=Gap.SMALL)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _offer_keys(self) -> None:
        tr = self.tr
        self._accept: QAction = self.offer(Act.ACCEPT, self._on_accept, tr("Chấp nhận và in"))
        self._same_person = self.offer(Act.SAME_PERSON, self._on_same_person, tr("Tiếp người này"))
        self._preview = self.offer(Act.PREVIEW, self._on_preview, tr("Xem giấy vừa lập"))
        self.offer(Act.DECIDE, self.offers.take, tr("Làm theo gợi ý"))
        self.offer(Act.PART_1, self._on_part_1, tr("Thủ tục"))
        self.offer(Act.PART_2, self._on_part_2, tr("Người nộp"))
        self.offer(Act.PART_3, self._on_part_3, tr("Giấy tờ"))
        self.offer(Act.PART_4, self._on_part_4, tr("Phí, lệ phí"))
        self._turn_away = self.offer(Act.PART_5, self._on_turn_away, tr("Không nhận…"))
        self.offer(Act.NEW, self._on_new, tr("Bỏ nội dung đang nhập"))
        self.offer(Act.BACK, self._on_back, tr("Đóng danh sách, gợi ý"))
        self._preview.setEnabled(False)

    def _connect(self) -> None:
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(0)
        self._refresh.timeout.connect(self._show_outlook)
        self._clock = QTimer(self)
        self._clock.setInterval(_REFRESH_MS)
        self._clock.timeout.connect(self._show_outlook)
        self._clock.start()
        self.body.edited.connect(self._on_edited)
        self.body.procedure_chosen.connect(self._on_chosen)
        self._people.changed.connect(self._on_edited)
        self._kept.restored.connect(self._on_restored)
        self.kit.session.actor_changed.connect(self._on_actor_changed)
        self._saver.saved.connect(self._on_saved)
        self._saver.refused.connect(self._on_refused)

    @Slot(object)
    def _on_actor_changed(self, actor: Actor | None) -> None:
        # Another officer must not call the last citizen back.
        if actor is None:
            self._last_person = {}
            self._name_keys()

    @Slot()
    def _on_edited(self) -> None:
        self._drafts.touch()
        self._name_keys()
        self._refresh.start()

    @Slot(object)
    def _on_chosen(self, procedure: Procedure | None) -> None:
        if procedure:
            self.result.hide()
        # At once: where the focus goes next depends on what must be asked.
        self._show_outlook()

    @Slot()
    def _show_outlook(self) -> None:
        procedure, outlook = self.body.chosen, self._outlook()
        self.body.procedure.set_channel(self.body.details.channel)
        self.body.show_outlook(outlook)
        self.foot.show_outlook(outlook)
        self._show_warnings(procedure, outlook)
        self._name_keys()

    def _show_warnings(self, procedure: Procedure | None, outlook: Outlook | None) -> None:
        if self._services is None:
            return
        from tthc_desk.usecases.messages import notice_text

        warned = self._people.warnings(procedure.code if procedure else "")
        warned += outlook.warnings if outlook else ()
        self.warnings.show_texts([notice_text(each) for each in warned])

    def _outlook(self) -> Outlook | None:
        procedure = self.body.chosen
        if procedure is None or self._in_force is None:
            return None
        from tthc_desk.usecases.intake_request import intake_request

        request = intake_request(self.body.request_values())
        return look_ahead(procedure, request, self._in_force.book, self.kit.now())

    def _name_keys(self) -> None:
        tr, saving, turns_away = self.tr, self._saver.is_saving, self.body.turns_away
        has_text = bool(self.body.procedure.box.value())
        self._accept.setText(tr("Ghi và in phiếu") if turns_away else tr("Chấp nhận và in"))
        self._accept.setEnabled(not saving)
        self._turn_away.setText(tr("Vẫn nhận") if turns_away else tr("Không nhận…"))
        self._same_person.setText(tr("Nhận, tiếp người này") if has_text else tr("Tiếp người này"))
        knows = has_text or bool(self._last_person)
        self._same_person.setEnabled(knows and not turns_away and not saving)
        self.foot.show_turning_away(turns_away)

    def _read_rules(self) -> None:
        services = self._services
        known = self._in_force
        if services is not None:
            self.kit.tasks.run(
                lambda: read_rules(services, known), self._on_rules, latest="intake-rules"
            )

    def _on_rules(self, in_force: InForce) -> None:
        if in_force is not self._in_force:
            self._in_force = in_force
            self.body.procedure.box.set_finder(in_force.finder)
            self._renew_chosen(in_force)
        self._show_outlook()

    def _renew_chosen(self, in_force: InForce) -> None:
        """Go on with the version that is in force now: the dossier is saved under that one."""
        held = self.body.chosen
        if held is None:
            return
        now = version_now(in_force, held.code)
        if now is None:
            text = self.tr("Thủ tục “{name}” không còn hiệu lực. Hãy chọn thủ tục khác.")
            self.kit.messages.warning(text.format(name=held.short_name))
        elif self.body.renew(now):
            text = self.tr("Thủ tục “{name}” vừa đổi. Hãy xem lại giấy tờ, phí và ngày hẹn.")
            self.kit.messages.warning(text.format(name=now.short_name))

    def _on_opened(self, opening: Opening) -> None:
        self._on_rules(opening.in_force)
        if opening.work:
            self._kept.take_up(opening.work)
        if self._services is not None:
            kept = opening.work.kept.text if opening.work else ""
            self._drafts.begin(self._services.drafts, opening.desk, kept)

    @Slot(object)
    def _on_restored(self, work: KeptWork) -> None:
        self._saver.restore(work.form.attempt)
        self._on_edited()

    def _draft_text(self) -> str:
        if self.body.is_empty:
            return self._kept.waiting_text
        return replace(self.body.draft(), attempt=self._saver.last).text()

    @Slot()
    def _on_accept(self) -> None:
        self._save(keeps_person=False)

    @Slot()
    def _on_same_person(self) -> None:
        if self.body.procedure.box.value():
            self._save(keeps_person=True)
        elif self._last_person:
            self._bring_back_person()

    def _save(self, *, keeps_person: bool) -> None:
        services = self._services
        if services is None or self._in_force is None:
            self.kit.messages.warning(
                self.tr("Chương trình đang mở dữ liệu, chưa lưu gì. Chờ giây lát rồi nhấn lại F9.")
            )
            return
        self.body.clear_errors()
        self.body.procedure.box.settle()
        self._keeps_person = keeps_person
        values = self.body.request_values()
        attempt = self._saver.begin(values)
        self._saver.save(services, values, attempt, self._draft_text())
        self._name_keys()

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self._name_keys()
        text = self.kit.messages.words_of(error)
        if isinstance(error, DeskError) and self.body.show_refusal(error, text):
            self.kit.messages.clear()
            return
        self.kit.messages.failed(error)

    @Slot(object)
    def _on_saved(self, answer: "IntakeAnswer") -> None:
        self._last, self._last_person = answer, self.body.submitter.person()
        self._clear()
        self._preview.setEnabled(bool(answer.papers))
        self._say(answer)
        if self._keeps_person:
            self._bring_back_person()
        if answer.papers:
            self.print_requested.emit(PrintRequest(answer.papers, preview=answer.repeated))
        self.accepted.emit(answer)
        self._drafts.clear()
        self._show_outlook()

    def _say(self, answer: "IntakeAnswer") -> None:
        text = answer_words(answer)
        keys = "" if self._keeps_person else self.tr("Ctrl+D: nhận tiếp hồ sơ của người này")
        self.result.show_result(answer.number, result_words(answer), keys)
        self.kit.messages.done(text)

    def _bring_back_person(self) -> None:
        self.body.submitter.fill(self._last_person)
        self.body.procedure.box.setFocus()

    def _clear(self) -> None:
        self.offers.put_away()
        self._kept.drop()
        self._people.forget()
        self._saver.forget()
        self.body.reset()
        self.body.procedure.box.setFocus()

    @Slot()
    def _on_preview(self) -> None:
        if self._last and self._last.papers:
            self.print_requested.emit(PrintRequest(self._last.papers, preview=True))

    @Slot()
    def _on_part_1(self) -> None:
        self._focus(self.body.procedure.box)

    @Slot()
    def _on_part_2(self) -> None:
        self._focus(self.body.submitter.first_field)

    @Slot()
    def _on_part_3(self) -> None:
        self._focus(self.body.papers.first_field)

    @Slot()
    def _on_part_4(self) -> None:
        self._focus(self.body.fees.first_field)

    def _focus(self, field: QWidget) -> None:
        self.body.focus_on(field)
        if isinstance(field, QLineEdit):
            field.selectAll()

    @Slot()
    def _on_turn_away(self) -> None:
        self.body.set_turning_away(not self.body.turns_away)
        self._show_outlook()
        self.body.go_on()

    @Slot()
    def _on_back(self) -> None:
        if self.body.procedure.box.hide_list() or self.offers.put_away():
            return
        if self.body.turns_away:
            self._on_turn_away()

    @Slot()
    def _on_new(self) -> None:
        if self.body.is_empty:
            return
        stay = self.tr("Giữ lại")
        self.kit.messages.ask(
            Question(
                text=self.tr("Bỏ nội dung đang nhập?"),
                detail=self.tr("Bản nháp cũng bị xóa. Hồ sơ đã tiếp nhận không đổi."),
                verbs=(self._discard_verb, stay),
                safe=stay,
            ),
            self._on_new_answer,
        )

    @property
    def _discard_verb(self) -> str:
        return self.tr("Bỏ nội dung")

    def _on_new_answer(self, verb: str) -> None:
        if verb == self._discard_verb:
            self._discard()

    def _discard(self) -> None:
        self._clear()
        self.result.hide()
        self._drafts.clear()
        self._show_outlook()
        self.kit.messages.info(self.tr("Đã bỏ nội dung đang nhập và bản nháp."))
