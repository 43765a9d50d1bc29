"""The QR code of the citizen identity card: one scan, all of it valid or none of it used."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.personal_number import (
    IdentityWarning,
    Sex,
    check_personal_number,
)
from tthc_desk.domain.text_input import (
    ADDRESS_LIMIT,
    NAME_LIMIT,
    clean_line,
    digits_only,
    unfit_place,
)
from tthc_desk.domain.vietnamese import fold, nfc

EARLIEST_DAY = date(1900, 1, 1)
"""Decided for this program: an older birth date is a slip of the reader."""

# The largest QR code holds 2,953 bytes.
_SCAN_LIMIT = 3_000
_FIELDS = 7
_DAY = re.compile("([0-9]{2})([0-9]{2})([0-9]{4})")
_START = re.compile(r"[ \t\r\n]*[0-9]{12}\|")
_NAME_SIGNS = frozenset(" '’.-")


@dataclass(frozen=True, slots=True)
class CardReading:
    """What a card says; the raw scan is not kept.

    Args:
        id_number: twelve digits.
        old_number: number of an earlier card, 9 or 12 digits; empty if none.
        address: where the person lives by the card (nơi thường trú, nơi cư trú).
        extra: fields after the seventh in their order, empty ones too; their meaning on the
            card of July 2024 is not published.
    """

    id_number: str
    old_number: str
    name: str
    birth_date: date
    sex: Sex
    address: str
    issue_date: date
    extra: tuple[str, ...] = ()
    warnings: tuple[IdentityWarning, ...] = ()


def looks_like_card(raw: str) -> bool:
    """Tell a card from other scans by its beginning, also where it is damaged further on."""
    return _START.match(raw) is not None


def parse_card_qr(raw: object, today: date, field: str = "qr") -> CardReading:
    """Read the seven fields of a card, and what follows them.

    number | old number | name | birth ddMMyyyy | sex | address | issue ddMMyyyy [| more …]

    Args:
        raw: what the scanner sent, with or without a line end.
        today: business day; later birth and issue dates are refused.
        field: input field an error names.

    Raises:
        DeskError: QR_UNICODE (part) if the scanner lost letters; QR (part: which field of the
            reading, or "length", "fields", "characters") if anything does not parse.
    """
    parts = _split(raw, field)
    number, old_number = parts[0], parts[1]
    _require(_digits(number, 12), "id_number", field)
    _require(not old_number or _digits(old_number, 9, 12), "old_number", field)
    birth_date = _day(parts[3], "birth_date", today, field)
    sex, sex_warnings = _sex(parts[4], field)
    issue_date = _day(parts[6], "issue_date", today, field)
    _require(birth_date <= issue_date, "issue_date", field)
    return CardReading(
        id_number=number,
        old_number=old_number,
        name=_name(parts[2], field),
        birth_date=birth_date,
        sex=sex,
        address=_line(parts[5], "address", ADDRESS_LIMIT, field),
        issue_date=issue_date,
        extra=tuple(parts[_FIELDS:]),
        warnings=(*check_personal_number(number, sex, birth_date), *sex_warnings),
    )


def _split(raw: object, field: str) -> list[str]:
    if not isinstance(raw, str) or len(raw) > _SCAN_LIMIT:
        raise _refusal("length", field)
    text = nfc(raw).strip(" \t\r\n")
    if "\ufffd" in text:
        raise DeskError(Code.QR_UNICODE, field, part="characters")
    _require(not unfit_place(text), "characters", field)
    parts = [" ".join(part.split()) for part in text.split("|")]
    _require(len(parts) >= _FIELDS, "fields", field)
    return parts


def _day(text: str, part: str, today: date, field: str) -> date:
    match = _DAY.fullmatch(text)
    if match is None:
        raise _refusal(part, field)
    try:
        day = date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        raise _refusal(part, field) from None
    _require(EARLIEST_DAY <= day <= today, part, field)
    return day


def _sex(text: str, field: str) -> tuple[Sex, tuple[IdentityWarning, ...]]:
    folded = fold(text)
    _require(folded in ("nam", "nu"), "sex", field)
    if folded == "nam":
        return Sex.MALE, ()
    marked = text.lower() == "nữ"
    return Sex.FEMALE, () if marked else (IdentityWarning.SEX_WITHOUT_MARKS,)


def _name(text: str, field: str) -> str:
    if "?" in text:  # what scanners without Unicode put for a letter they cannot send
        raise DeskError(Code.QR_UNICODE, field, part="name")
    name = _line(text, "name", NAME_LIMIT, field)
    fit = all(char in _NAME_SIGNS or unicodedata.category(char)[0] in "LM" for char in name)
    _require(fit and any(char.isalpha() for char in name), "name", field)
    return name


def _line(text: str, part: str, limit: int, field: str) -> str:
    try:
        return clean_line(text, part, limit, required=True)
    except DeskError:
        raise _refusal(part, field) from None


def _digits(text: str, *lengths: int) -> bool:
    return len(text) in lengths and digits_only(text)


def _require(holds: bool, part: str, field: str) -> None:
    if not holds:
        raise _refusal(part, field)


def _refusal(part: str, field: str) -> DeskError:
    return DeskError(Code.QR, field, part=part)
