"""Who is at the counter: cards that are scanned, earlier visits, and what is odd about them."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.identity_card import CardReading, parse_card_qr
from tthc_desk.domain.mrz import MrzReading, parse_mrz
from tthc_desk.domain.personal_number import Sex
from tthc_desk.ui.intake.form_body import FormBody
from tthc_desk.ui.intake.outlook import person_warnings
from tthc_desk.ui.intake.person_form import PersonForm
from tthc_desk.ui.intake.reception import ask_visit
from tthc_desk.ui.intake.services import IntakeServices
from tthc_desk.ui.intake.strips import Offer, OfferStrip
from tthc_desk.ui.intake.visits import Visit, differing, earlier_values, visit_notices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.scan_reading import Scan, ScanKind
from tthc_desk.usecases.warnings import Warned

Reading = CardReading | MrzReading


class PersonDesk(QObject):
    """Fills the two person forms from cards and earlier visits.

    Signals:
        changed: what is known of a person changed; read `warnings`.
    """

    changed = Signal()

    def __init__(self, kit: Kit, body: FormBody, offers: OfferStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._body = body
        self._offers = offers
        self._services: IntakeServices | None = None
        self._visits: dict[str, Visit] = {}
        self._unasked: dict[str, str] = {}
        body.number_given.connect(self._ask)

    def set_services(self, services: IntakeServices) -> None:
        """Begin to ask; numbers that were given before are asked now."""
        self._services = services
        for who, number in self._unasked.items():
            self._ask(who, number)
        self._unasked.clear()

    def take_scan(self, scan: Scan) -> bool:
        """Put a scanned card into the form; False for any other scan."""
        if scan.kind not in (ScanKind.CARD, ScanKind.MRZ):
            return False
        try:
            reading = self._read(scan)
        except DeskError as error:
            self._body.procedure.box.hide_list()
            self._kit.messages.failed(error)
            return True
        self._take(reading)
        return True

    def warnings(self, procedure: str) -> tuple[Warned, ...]:
        """Name what should be looked at about the persons in the form."""
        from tthc_desk.usecases.intake_request import PersonInput

        found: tuple[Warned, ...] = ()
        for form in self._forms():
            visit = self._visits.get(form.who)
            if visit and visit.id_number == form.number:
                found += visit_notices(visit, procedure)
            given = PersonInput(**form.request_values())
            found += person_warnings(given, self._kit.now().date(), form.who)
        return found

    def forget(self) -> None:
        """Begin with another citizen."""
        self._visits.clear()
        self._unasked.clear()

    def _forms(self) -> tuple[PersonForm, ...]:
        body = self._body
        return (body.submitter, body.owner) if body.with_owner.isChecked() else (body.submitter,)

    def _read(self, scan: Scan) -> Reading:
        today = self._kit.now().date()
        if scan.kind is ScanKind.CARD:
            return parse_card_qr(scan.text, today, "submitter.qr")
        return parse_mrz(scan.text, today, "submitter.mrz")

    def _take(self, reading: Reading) -> None:
        form = self._form_for(reading)
        if form is None:
            self._offer_other_person(reading)
            return
        self._fill(form, reading)

    def _form_for(self, reading: Reading) -> PersonForm | None:
        """Choose the form a card belongs into; None when only the officer can say."""
        body = self._body
        if body.with_owner.isChecked():
            in_owner = body.owner.isAncestorOf(QApplication.focusWidget() or body)
            return body.owner if in_owner or body.submitter.number else body.submitter
        taken = body.submitter.number if body.submitter.text("submitter.name") else ""
        return body.submitter if taken in ("", reading.id_number) else None

    def _offer_other_person(self, reading: Reading) -> None:
        self._offers.show_offer(
            Offer(
                text=self.tr(
                    "Thẻ vừa quét (số …{tail}) khác người nộp đang nhập. Chưa thay gì."
                ).format(tail=reading.id_number[-4:]),
                verb=self.tr("Là chủ hồ sơ"),
                take=partial(self._take_as_owner, reading),
                other=self.tr("Thay người nộp"),
                take_other=partial(self._fill, self._body.submitter, reading),
            )
        )

    def _take_as_owner(self, reading: Reading) -> None:
        self._body.with_owner.setChecked(True)
        self._fill(self._body.owner, reading)

    def _fill(self, form: PersonForm, reading: Reading) -> None:
        if isinstance(reading, CardReading):
            form.take_card(reading)
        else:
            form.take_mrz(reading)
        self._body.procedure.box.settle()
        self._body.go_on()

    @Slot(str, str)
    def _ask(self, who: str, number: str) -> None:
        services = self._services
        if services is None:
            self._unasked[who] = number
            return
        self._kit.tasks.run(
            lambda: ask_visit(services, who, number), self._on_visit, latest=f"intake-{who}"
        )

    def _on_visit(self, visit: Visit) -> None:
        form = self._body.owner if visit.who == "owner" else self._body.submitter
        if form.number != visit.id_number:
            return
        self._visits[visit.who] = visit
        if visit.person:
            self._compare(form, visit, earlier_values(visit.person))
        self.changed.emit()

    def _compare(self, form: PersonForm, visit: Visit, earlier: Mapping[str, str]) -> None:
        differs = differing(form.person(), earlier)
        form.fill(earlier, only_empty=True)
        if differs and visit.person:
            self._offer_earlier(form, visit, {name: earlier[name] for name in differs})

    def _offer_earlier(self, form: PersonForm, visit: Visit, earlier: dict[str, str]) -> None:
        if visit.person is None:
            return
        from tthc_desk.usecases.field_words import part_label

        words = "; ".join(
            f"{part_label(f'{visit.who}.{name}')}: {self._shown(name, earlier[name])}"
            for name in earlier
        )
        self._offers.show_offer(
            Offer(
                text=self.tr("Lần trước ({day}) ghi khác: {words}").format(
                    day=formats.day(visit.person.last_seen.date()), words=words
                ),
                verb=self.tr("Dùng như lần trước"),
                take=partial(form.fill, earlier),
                other=self.tr("Giữ như đang nhập"),
            )
        )

    def _shown(self, name: str, text: str) -> str:
        if name == "sex":
            return self.tr("Nam") if text == Sex.MALE else self.tr("Nữ")
        return formats.day(date.fromisoformat(text)) if name == "birth_date" else text
