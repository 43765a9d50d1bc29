"""The person at the counter, typed or scanned."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.identity_card import CardReading
from tthc_desk.domain.mrz import MrzReading
from tthc_desk.domain.people import EMAIL_LIMIT
from tthc_desk.domain.personal_number import IdKind, Sex
from tthc_desk.domain.text_input import ADDRESS_LIMIT
from tthc_desk.ui.intake.intake_form import IntakeForm
from tthc_desk.ui.shared.fields import Choice, ChoiceField, DateField, LineField

_NUMBER_LIMIT = 30
_PERSONAL_DIGITS = 12


class PersonForm(IntakeForm):
    """Submitter or owner.

    Args:
        who: "submitter" or "owner"; the fields are named "submitter.name" …

    Signals:
        number_given: another complete number stands in the form; carries `who` and it.
    """

    number_given = Signal(str, str)

    def __init__(self, who: str) -> None:
        super().__init__(columns=2)
        self.who = who
        self._asked = ""
        self._build()
        self._number.textChanged.connect(self._on_number)
        self._number.editingFinished.connect(self._on_number_left)

    @property
    def number(self) -> str:
        """Give the identity number without spaces."""
        return self._number.value().replace(" ", "")

    @property
    def first_field(self) -> QWidget:
        """Give the field typing begins in."""
        return self._number

    @property
    def first_empty(self) -> QWidget | None:
        """Give the first field still needed, None when number and name are there."""
        if not self.number and not self._lives_without_number:
            return self._number
        name = self.field(f"{self.who}.name")
        return None if self.text(f"{self.who}.name") else name

    def person(self) -> dict[str, str]:
        """Read the fields by their bare names."""
        names = [field.objectName() for field in self.fields]
        return {name.removeprefix(f"{self.who}."): self.text(name) for name in names}

    def request_values(self) -> dict[str, Any]:
        """Read the fields as a request takes them."""
        return {name: value or None for name, value in self.person().items()}

    def fill(self, values: Mapping[str, str], *, only_empty: bool = False) -> None:
        """Write into the fields of these bare names."""
        now = self.person()
        self.put(
            {
                f"{self.who}.{name}": text
                for name, text in values.items()
                if text and not (only_empty and now.get(name))
            }
        )

    def take_card(self, card: CardReading) -> None:
        """Put a card's person in the place of who stood there."""
        self._make_room(card.id_number)
        self.fill(
            {
                "name": card.name,
                "birth_date": card.birth_date.isoformat(),
                "sex": card.sex.value,
                "address": card.address,
            }
        )
        self.fill({"id_number": card.id_number})

    def take_mrz(self, mrz: MrzReading) -> None:
        """Put what the lines of a card tell in the place of who stood there."""
        self._make_room(mrz.id_number)
        self.fill({"birth_date": mrz.birth_date.isoformat(), "sex": mrz.sex.value})
        self.fill({"id_number": mrz.id_number})

    def reset(self) -> None:
        """Empty the form."""
        self._asked = ""
        super().reset()

    @property
    def _lives_without_number(self) -> bool:
        return self.text(f"{self.who}.id_kind") == IdKind.NONE.value or self.who == "owner"

    def _make_room(self, number: str) -> None:
        # The same card read twice keeps the phone that was typed between.
        if self.number != number:
            self.reset()

    def _build(self) -> None:
        who = self.who
        self._number = LineField(_NUMBER_LIMIT)
        optional = who == "owner"
        self.add(self.tr("Số định danh"), self._number, name=f"{who}.id_number",
                 required=not optional)  # fmt: skip
        kind = self.add(self.tr("Loại số"), ChoiceField(self._kinds()), name=f"{who}.id_kind")
        self.add(self.tr("Họ và tên"), LineField(), name=f"{who}.name", required=True, span=2)
        self.add(self.tr("Ngày sinh"), DateField(), name=f"{who}.birth_date")
        self.add(self.tr("Giới tính"), ChoiceField(self._sexes()), name=f"{who}.sex")
        address = LineField(ADDRESS_LIMIT)
        self.add(self.tr("Địa chỉ"), address, name=f"{who}.address", span=2)
        self.add(self.tr("Điện thoại"), LineField(_NUMBER_LIMIT), name=f"{who}.phone")
        mail = self.add(self.tr("Email"), LineField(EMAIL_LIMIT), name=f"{who}.email")
        # Seldom touched, so it comes after what every person has.
        QWidget.setTabOrder(self._number, self.field(f"{who}.name"))
        QWidget.setTabOrder(mail, kind)

    def _kinds(self) -> list[Choice]:
        return [
            Choice("", self.tr("Tự nhận biết")),
            Choice(IdKind.PERSONAL.value, self.tr("Số định danh")),
            Choice(IdKind.OLD_CARD.value, self.tr("CMND 9 số")),
            Choice(IdKind.PASSPORT.value, self.tr("Hộ chiếu")),
            Choice(IdKind.TAX_CODE.value, self.tr("Mã số thuế")),
            Choice(IdKind.OTHER.value, self.tr("Giấy tờ khác")),
            Choice(IdKind.NONE.value, self.tr("Chưa có số")),
        ]

    def _sexes(self) -> list[Choice]:
        return [
            Choice("", "–"),
            Choice(Sex.MALE.value, self.tr("Nam")),
            Choice(Sex.FEMALE.value, self.tr("Nữ")),
        ]

    @Slot(str)
    def _on_number(self, _: str) -> None:
        number = self.number
        if len(number) == _PERSONAL_DIGITS and number.isascii() and number.isdigit():
            self._ask(number)

    @Slot()
    def _on_number_left(self) -> None:
        if self.number:
            self._ask(self.number)

    def _ask(self, number: str) -> None:
        if number != self._asked:
            self._asked = number
            self.number_given.emit(self.who, number)
