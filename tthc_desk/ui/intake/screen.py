"""The intake screen: takes dossiers in, keyboard first."""

import json
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from typing_extensions import override

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.procedure import Procedure
from tthc_desk.ui.intake.acceptance import answer_words
from tthc_desk.ui.intake.attempts import Attempt, Attempts
from tthc_desk.ui.intake.draft_keeper import DraftKeeper
from tthc_desk.ui.intake.foot import Foot
from tthc_desk.ui.intake.form_body import FormBody
from tthc_desk.ui.intake.outlook import Outlook, look_ahead
from tthc_desk.ui.intake.person_desk import PersonDesk
from tthc_desk.ui.intake.reception import InForce, KeptWork, Opening, open_desk, read_rules
from tthc_desk.ui.intake.services import IntakeServices
from tthc_desk.ui.intake.strips import Offer, OfferStrip, ResultStrip, WarningStrip
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import column
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.scan_reading import Scan
from tthc_desk.ui.shared.screen import Screen
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.intake import IntakeAnswer
from tthc_desk.usecases.intake_request import intake_request
from tthc_desk.usecases.messages import notice_text

_REFRESH_MS = 20_000
_UNCLEAR = frozenset({Code.IO, Code.DISK_FULL, Code.UNKNOWN_OUTCOME, Code.LOCKED})
"""Refusals after which it is not certain that nothing was saved."""


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
        self._attempts = Attempts()
        self._is_saving = False
        self._keeps_person = False
        self._last: IntakeAnswer | None = None
        self._last_person: dict[str, str] = {}
        self._set_aside: KeptWork | None = None
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
        if services is None or actor.desk == self._drafts.desk:
            return
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
        return not self._is_saving

    def _build(self) -> None:
        self.offers, self.warnings, self.result = (
            OfferStrip(),
            WarningStrip(self.kit),
            ResultStrip(),
        )
        self.body = FormBody(self.kit, self)
        self._people = PersonDesk(self.kit, self.body, self.offers, self)
        self._drafts = DraftKeeper(self.kit, self._draft_text, self)
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
        self.offer(Act.DECIDE, self.offers.take, tr("Chọn điều đang gợi ý"))
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

    # The form as the clerk changes it.

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
        warned = self._people.warnings(procedure.code if procedure else "")
        self.warnings.show_texts(
            [notice_text(w) for w in (*warned, *(outlook.warnings if outlook else ()))]
        )
        self._name_keys()

    def _outlook(self) -> Outlook | None:
        procedure = self.body.chosen
        if procedure is None or self._in_force is None:
            return None
        request = intake_request(self.body.request_values())
        return look_ahead(procedure, request, self._in_force.book, self.kit.now())

    def _name_keys(self) -> None:
        turns_away = self.body.turns_away
        if turns_away:
            self._accept.setText(self.tr("Ghi vào sổ"))
        else:
            self._accept.setText(self.tr("Chấp nhận và in"))
        self.foot.show_turning_away(turns_away)
        self._turn_away.setText(self.tr("Vẫn nhận") if turns_away else self.tr("Không nhận…"))
        has_text = bool(self.body.procedure.box.value())
        if has_text:
            self._same_person.setText(self.tr("Nhận, tiếp người này"))
        else:
            self._same_person.setText(self.tr("Tiếp người này"))
        is_possible = (has_text or bool(self._last_person)) and not turns_away
        self._same_person.setEnabled(is_possible and not self._is_saving)

    # Opening: rules, drafts.

    def _read_rules(self) -> None:
        services = self._services
        if services is None:
            return
        self.kit.tasks.run(lambda: read_rules(services), self._on_rules, latest="intake-rules")

    def _on_rules(self, in_force: InForce) -> None:
        self._in_force = in_force
        self.body.procedure.box.set_finder(in_force.finder)
        self._show_outlook()

    def _on_opened(self, opening: Opening) -> None:
        self._on_rules(opening.in_force)
        services, work = self._services, opening.work
        if services is None:
            return
        kept = work.kept.text if work else ""
        if work and self.body.is_empty:
            self._restore(work)
            self._offer_kept(work, self.tr("Khôi phục bản nháp lúc {}."), "")
        elif work:
            self._set_aside = work
            self._offer_kept(work, self.tr("Có bản nháp lúc {}."), self.tr("Lấy bản nháp"))
        self._drafts.begin(services.drafts, opening.desk, kept)

    def _restore(self, work: KeptWork) -> None:
        self.body.restore(work.form, work.procedure)
        self._attempts.restore(work.form.attempt)
        self._on_edited()

    def _offer_kept(self, work: KeptWork, text: str, verb: str) -> None:
        self.offers.show_offer(
            Offer(
                text=text.format(formats.moment(work.kept.saved_at)),
                verb=verb or self.tr("Làm tiếp"),
                take=self._take_set_aside if verb else self._go_on,
                other=self.tr("Bỏ bản nháp") if not verb else self.tr("Không dùng"),
                take_other=self._discard if not verb else self._drop_set_aside,
            )
        )

    def _take_set_aside(self) -> None:
        work, self._set_aside = self._set_aside, None
        if work:
            self._restore(work)

    def _drop_set_aside(self) -> None:
        self._set_aside = None

    def _go_on(self) -> None:
        """Keep what was filled back; the cursor is where it was."""

    def _draft_text(self) -> str:
        if self.body.is_empty:
            return self._set_aside.kept.text if self._set_aside else ""
        return replace(self.body.draft(), attempt=self._attempts.last).text()

    # Saving.

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
        if self._is_saving:
            return
        if services is None or self._in_force is None:
            self.kit.messages.warning(
                self.tr("Chương trình đang mở dữ liệu, chưa lưu gì. Chờ giây lát rồi nhấn lại F9.")
            )
            return
        self.body.clear_errors()
        self.body.procedure.box.settle()
        self._show_outlook()
        self._begin_saving(keeps_person=keeps_person)
        attempt = self._begin_attempt()
        values = {**self.body.request_values(), "request_id": attempt.request_id}
        text, actor = self._draft_text(), self.kit.session.present_actor

        def work() -> IntakeAnswer:
            # First the draft with the id: after a crash the retry still means this dossier.
            services.drafts.save(actor.desk, text)
            return services.intake.take_in(intake_request(values), actor)

        self.kit.tasks.run(work, self._on_saved, self._on_refused)

    def _begin_attempt(self) -> Attempt:
        state = json.dumps(self.body.request_values(), ensure_ascii=False, sort_keys=True)
        return self._attempts.begin(state)

    def _begin_saving(self, *, keeps_person: bool) -> None:
        self._keeps_person = keeps_person
        self._set_saving(True)

    def _set_saving(self, saving: bool) -> None:
        self._is_saving = saving
        self._accept.setEnabled(not saving)
        self._name_keys()

    def _on_refused(self, error: Exception) -> None:
        self._set_saving(False)
        if isinstance(error, DeskError) and error.code not in _UNCLEAR:
            self._attempts.refused()
        text = self.kit.messages.words_of(error)
        if isinstance(error, DeskError) and self.body.show_refusal(error, text):
            self.kit.messages.clear()
            return
        self.kit.messages.failed(error)

    def _on_saved(self, answer: IntakeAnswer) -> None:
        self._set_saving(False)
        person = self.body.submitter.person()
        self._clear()
        self._last, self._last_person = answer, person
        self._preview.setEnabled(bool(answer.papers))
        self._drafts.clear()
        self._say(answer)
        if self._keeps_person:
            self._bring_back_person()
        if answer.papers:
            self.print_requested.emit(PrintRequest(answer.papers, preview=answer.repeated))
        self.accepted.emit(answer)
        self._show_outlook()

    def _say(self, answer: IntakeAnswer) -> None:
        text = answer_words(answer)
        keys = self.tr("Ctrl+D nhận tiếp hồ sơ của người này") if not self._keeps_person else ""
        self.result.show_result(answer.number, text, keys)
        self.kit.messages.done(text)

    def _bring_back_person(self) -> None:
        self.body.submitter.fill(self._last_person)
        self.body.procedure.box.setFocus()

    def _clear(self) -> None:
        self.offers.put_away()
        self._people.forget()
        self._attempts.forget()
        self.body.reset()
        self.body.procedure.box.setFocus()

    # Other keys.

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
        self._focus(self.body.papers.list)

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
        if self.body.turns_away:
            self._focus(self.body.turn_away.first_field)
        else:
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
        self._discard_verb = self.tr("Bỏ nội dung")
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

    def _on_new_answer(self, verb: str) -> None:
        if verb == self._discard_verb:
            self._discard()

    def _discard(self) -> None:
        self._set_aside = None
        self._clear()
        self.result.hide()
        self._drafts.flush()
        self._show_outlook()
        self.kit.messages.info(self.tr("Đã bỏ nội dung đang nhập và bản nháp."))
