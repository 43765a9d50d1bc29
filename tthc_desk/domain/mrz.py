"""The three machine-readable lines on the back of the card (ICAO 9303, TD1)."""

import re
from dataclasses import dataclass
from datetime import date

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.personal_number import (
    IdentityWarning,
    Sex,
    check_personal_number,
    personal_birth_year,
)

_LINE = 30
_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE}
_LETTERS = re.compile("[A-Z0-9<]{90}")
_START = re.compile(r"[ \t\r\n]*IDVNM[0-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MrzReading:
    """What the lines are trusted for; their names lack all marks and are left out."""

    id_number: str
    birth_date: date
    sex: Sex
    warnings: tuple[IdentityWarning, ...] = ()


def looks_like_mrz(raw: str) -> bool:
    """Tell the lines of a Vietnamese card from other scans by their beginning."""
    return _START.match(raw) is not None


def parse_mrz(raw: str, today: date, field: str = "mrz") -> MrzReading:
    """Read the three lines, with or without line ends between them.

    The century of birth comes from the twelve-digit number, since the lines have two digits.

    Raises:
        DeskError: MRZ (part: "length", "id_number", "birth_date", "expiry", "sex" or
            "composite") for a wrong check digit or anything else that does not parse.

    Source:
        ICAO Doc 9303-5 for places and check digits.
    """
    first, second = _lines(raw, field)
    document, number = first[5:14], first[15:27]
    _require(first.startswith("IDVNM") and re.fullmatch("[0-9]{12}", number), "id_number", field)
    _require(document == number[3:] and _fits(document, first[14]), "id_number", field)
    _require(_fits(second[:6], second[6]), "birth_date", field)
    _require(_fits(second[8:14], second[14]), "expiry", field)
    _require(second[7] in _SEXES, "sex", field)
    _require(
        _fits(first[5:] + second[:7] + second[8:15] + second[18:29], second[29]), "composite", field
    )
    birth_date, sex = _birth_date(second[:6], number, today, field), _SEXES[second[7]]
    return MrzReading(number, birth_date, sex, check_personal_number(number, sex, birth_date))


def check_digit(text: str) -> int:
    """Compute the digit over digits, capitals and "<", weights 7, 3, 1."""
    values = (0 if char == "<" else int(char, 36) for char in text)
    return sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10


def _lines(raw: str, field: str) -> tuple[str, str]:
    text = re.sub("[ \t\r\n]", "", raw[:200]).upper()
    _require(len(raw) <= 200 and _LETTERS.fullmatch(text), "length", field)
    return text[:_LINE], text[_LINE : 2 * _LINE]


def _fits(text: str, digit: str) -> bool:
    return digit == str(check_digit(text))


def _birth_date(text: str, number: str, today: date, field: str) -> date:
    _require(re.fullmatch("[0-9]{6}", text), "birth_date", field)
    century = personal_birth_year(number) // 100 * 100
    try:
        day = date(century + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError:
        raise DeskError(Code.MRZ, field, part="birth_date") from None
    _require(day <= today, "birth_date", field)
    return day


def _require(holds: object, part: str, field: str) -> None:
    if not holds:
        raise DeskError(Code.MRZ, field, part=part)
