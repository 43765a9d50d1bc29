"""The rows of a correction: what stands now, to be typed over."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.dossier import Dossier
from tthc_desk.domain.fees import MAX_COPIES, MAX_PAGES
from tthc_desk.domain.procedure import TermUnit
from tthc_desk.domain.text_input import ADDRESS_LIMIT
from tthc_desk.ui.shared.fields import (
    BlockField,
    Choice,
    ChoiceField,
    DateField,
    LineField,
    MoneyField,
    NumberField,
)
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.usecases.correction import same_person
from tthc_desk.usecases.result_input import MOST_COPIES

_CONTEXT = "correction"
_LONGEST_TERM = 400
_BOTH, _OWNER, _SUBMITTER = "both", "owner", "submitter"
_WITHOUT_AMOUNT = (TermUnit.SAME_DAY.value, f"{TermUnit.SAME_DAY.value} 15h", TermUnit.NONE.value)
_WORDS = {
    _OWNER: QT_TRANSLATE_NOOP("correction", "Chủ hồ sơ"),
    _SUBMITTER: QT_TRANSLATE_NOOP("correction", "Người nộp"),
    "whose": QT_TRANSLATE_NOOP("correction", "Sửa cho"),
    "id_number": QT_TRANSLATE_NOOP("correction", "– số định danh"),
    "birth_date": QT_TRANSLATE_NOOP("correction", "– ngày sinh"),
    "address": QT_TRANSLATE_NOOP("correction", "– địa chỉ"),
    "phone": QT_TRANSLATE_NOOP("correction", "– điện thoại"),
    "procedure": QT_TRANSLATE_NOOP("correction", "Mã thủ tục"),
    "term": QT_TRANSLATE_NOOP("correction", "Thời hạn"),
    "term_unit": QT_TRANSLATE_NOOP("correction", "Tính theo"),
    "charge_dong": QT_TRANSLATE_NOOP("correction", "Phí (đồng)"),
    "fee_dong": QT_TRANSLATE_NOOP("correction", "Lệ phí (đồng)"),
    "pages": QT_TRANSLATE_NOOP("correction", "Số trang"),
    "asked_copies": QT_TRANSLATE_NOOP("correction", "Số bản yêu cầu"),
    "electronic_copies": QT_TRANSLATE_NOOP("correction", "Số bản điện tử"),
    "result_number": QT_TRANSLATE_NOOP("correction", "Số kết quả"),
    "result_date": QT_TRANSLATE_NOOP("correction", "Ngày ký"),
    "signer": QT_TRANSLATE_NOOP("correction", "Người ký"),
    "summary": QT_TRANSLATE_NOOP("correction", "Trích yếu"),
    "copies": QT_TRANSLATE_NOOP("correction", "Số bản kết quả"),
    "official_code": QT_TRANSLATE_NOOP("correction", "Mã hồ sơ quốc gia"),
    "result_place": QT_TRANSLATE_NOOP("correction", "Nơi trả kết quả"),
    "note": QT_TRANSLATE_NOOP("correction", "Nội dung yêu cầu"),
}
_PARTS = ("id_number", "birth_date", "address", "phone")
_WHOSE = {
    _BOTH: QT_TRANSLATE_NOOP("correction", "cả chủ hồ sơ và người nộp"),
    _OWNER: QT_TRANSLATE_NOOP("correction", "chỉ chủ hồ sơ"),
    _SUBMITTER: QT_TRANSLATE_NOOP("correction", "chỉ người nộp"),
}
_UNITS = {
    TermUnit.WORKING_DAYS.value: QT_TRANSLATE_NOOP("correction", "ngày làm việc"),
    TermUnit.CALENDAR_DAYS.value: QT_TRANSLATE_NOOP("correction", "ngày"),
    TermUnit.WORKING_HOURS.value: QT_TRANSLATE_NOOP("correction", "giờ làm việc"),
    _WITHOUT_AMOUNT[0]: QT_TRANSLATE_NOOP("correction", "trong ngày"),
    _WITHOUT_AMOUNT[1]: QT_TRANSLATE_NOOP("correction", "trong ngày, mốc 15 giờ"),
    _WITHOUT_AMOUNT[2]: QT_TRANSLATE_NOOP("correction", "không quy định"),
}
# Shown only when the procedure asks for it: field of the refusal → rows that answer it.
_TERM, _MONEY = ("term", "term_unit"), ("charge_dong", "fee_dong")
_COUNTS = ("pages", "asked_copies", "electronic_copies")
_ANSWERS = {
    "term": _TERM,
    "fees": _MONEY,
    "charge_dong": _MONEY,
    "fee_dong": _MONEY,
    "pages": _COUNTS,
    "asked_copies": _COUNTS,
    "electronic_copies": _COUNTS,
}


class CorrectionRows:
    """Rows put into a form for one dossier; gives what differs from before."""

    def __init__(self, form: Form, dossier: Dossier) -> None:
        self._form = form
        self._before: dict[str, object] = {}
        self._one = same_person(dossier)
        self._people(dossier.facts)
        self._procedure(dossier.facts)
        if dossier.result is not None:
            self._result(dossier.result)
        self._rest(dossier.facts)

    @property
    def first_field(self) -> QWidget:
        """Give the field typing begins in."""
        return self._form.field("owner_name")

    def changes(self) -> dict[str, object]:
        """Give field → what was typed over it, as the use case takes them.

        Raises:
            DeskError: with its field, for a text that cannot be a day, a number or an amount.
        """
        typed = {name: value_of(self._form.field(name)) for name in self._before}
        changed = {name: value for name, value in typed.items() if value != self._before[name]}
        if changed.keys() & set(_COUNTS):
            # They are taken with the procedure they belong to, also where it stays.
            changed["procedure"] = typed["procedure"]
        return self._of_one(_with_term(changed, typed))

    def place_of(self, field: str) -> str:
        """Name the row a refusal belongs to; rows that answer it come into sight."""
        rows = _ANSWERS.get(field, ())
        for name in rows:
            self._form.set_row_visible(name, True)
        if self._one and field.startswith(_SUBMITTER):
            return field.replace(_SUBMITTER, _OWNER, 1)
        return rows[0] if rows else field

    def _of_one(self, changed: dict[str, object]) -> dict[str, object]:
        """Say which of two equal persons is meant; without a word both are."""
        whose = value_of(self._form.field("whose")) if self._one else _BOTH
        if whose == _BOTH:
            return changed
        other = _SUBMITTER if whose == _OWNER else _OWNER
        told: dict[str, object] = {}
        for name, value in changed.items():
            part = name.removeprefix(f"{_OWNER}_")
            if part == name:
                told[name] = value
            else:
                told |= {f"{whose}_{part}": value, f"{other}_{part}": self._before[name]}
        return told

    def _add(self, name: str, field: QWidget, who: str = "") -> None:
        """Add a row; what belongs to a person is read out with who it is."""
        text = _word(name)
        self._form.add(text, field, name=f"{who}_{name}" if who else name)
        if who:
            field.setAccessibleName(f"{_word(who)} {text}")

    def _keep(self, name: str, field: QWidget, who: str = "") -> None:
        self._add(name, field, who)
        self._before[field.objectName()] = value_of(field)

    def _line(self, name: str, value: object, who: str = "") -> None:
        field = LineField(ADDRESS_LIMIT)
        field.set_value(str(value or ""))
        self._keep(name, field, who)

    def _day(self, name: str, value: str | None, who: str = "") -> None:
        field = DateField()
        field.set_value(date.fromisoformat(value) if value else None)
        self._keep(name, field, who)

    def _count(self, name: str, value: int, high: int) -> None:
        field = NumberField(0, high)
        field.set_value(value)
        self._keep(name, field)

    def _people(self, facts: Mapping[str, Any]) -> None:
        self._person(_OWNER, facts[_OWNER])
        if self._one:
            self._add("whose", ChoiceField(_choices(_WHOSE)))
        else:
            self._person(_SUBMITTER, facts[_SUBMITTER])

    def _person(self, who: str, person: Mapping[str, Any]) -> None:
        name = LineField()
        name.set_value(str(person["name"]))
        self._form.add(_word(who), name, name=f"{who}_name")
        self._before[name.objectName()] = name.value()
        for part in _PARTS:
            make = self._day if part == "birth_date" else self._line
            make(part, person[part], who)

    def _procedure(self, facts: Mapping[str, Any]) -> None:
        self._line("procedure", facts["procedure"])
        self._count("term", 0, _LONGEST_TERM)
        self._keep("term_unit", ChoiceField(_choices(_UNITS)))
        for name in _MONEY:
            self._keep(name, MoneyField())
        self._count("pages", facts["pages"], MAX_PAGES)
        self._count("asked_copies", facts["copies"], MAX_COPIES)
        self._count("electronic_copies", facts.get("electronic_copies", 0), MAX_COPIES)
        for name in (*_TERM, *_MONEY, *_COUNTS):
            shown = name in _COUNTS and facts["certification"]
            self._form.set_row_visible(name, shown)

    def _result(self, result: Mapping[str, Any]) -> None:
        self._line("result_number", result.get("result_number"))
        self._day("result_date", result.get("result_date"))
        self._line("signer", result.get("signer"))
        self._line("summary", result.get("summary"))
        self._count("copies", int(result.get("copies") or 0), MOST_COPIES)

    def _rest(self, facts: Mapping[str, Any]) -> None:
        for name in ("official_code", "result_place", "note"):
            self._line(name, facts[name])


def value_of(field: QWidget) -> object:
    """Read a field of any kind; a day that was not given is an empty text.

    Raises:
        DeskError: with its field, for a text that cannot be a day, a number or an amount.
    """
    if isinstance(field, DateField):
        return field.value() or ""
    if isinstance(field, LineField | BlockField | ChoiceField | MoneyField | NumberField):
        return field.value()
    raise TypeError(type(field).__name__)


def _with_term(changed: dict[str, object], typed: Mapping[str, object]) -> dict[str, object]:
    """Write the answer to the question of the term as the use case reads it."""
    if not changed.keys() & set(_TERM):
        return changed
    rest = {name: value for name, value in changed.items() if name not in _TERM}
    unit, amount = str(typed["term_unit"]), typed["term"]
    return {**rest, "term": unit if unit in _WITHOUT_AMOUNT else f"{amount} {unit}"}


def _word(name: str) -> str:
    return QCoreApplication.translate(_CONTEXT, _WORDS[name])


def _choices(words: Mapping[str, str]) -> list[Choice]:
    return [
        Choice(value, QCoreApplication.translate(_CONTEXT, text)) for value, text in words.items()
    ]
