"""Citizens and bodies that hand in dossiers, checked by one validator for every way in."""

import re
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.identity_card import EARLIEST_DAY, CardReading
from tthc_desk.domain.personal_number import (
    IdentityWarning,
    IdKind,
    Sex,
    check_other_number,
    check_personal_number,
    kind_of,
)
from tthc_desk.domain.text_input import ADDRESS_LIMIT, clean_line, digits_only, typed_day
from tthc_desk.domain.vietnamese import fold

__all__ = [
    "ApplicantType",
    "IdKind",
    "IdentityWarning",
    "Person",
    "PersonFields",
    "Sex",
    "differences",
    "fields_from_card",
    "person_from",
    "phone",
    "sex_of",
]

EMAIL_LIMIT = 254
_ID_LIMIT = 30
_SEX_WORDS = {"nam": Sex.MALE, "male": Sex.MALE, "nu": Sex.FEMALE, "female": Sex.FEMALE}
_PHONE = re.compile("0[35789][0-9]{8}|02[0-9]{8,9}|(1900|1800)[0-9]{4}([0-9]{2})?")
_COUNTRY_CODE = re.compile(r"(\+84|0084|84)0?")
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@([A-Za-z0-9-]+\.)+[A-Za-z0-9-]{2,}")


class ApplicantType(StrEnum):
    """Who a dossier is of (loại đối tượng)."""

    CITIZEN = "citizen"
    ORGANISATION = "organisation"
    HOUSEHOLD_BUSINESS = "household_business"

    @property
    def national_code(self) -> int:
        """Number of the type in the national code list."""
        return list(ApplicantType).index(self)


@dataclass(frozen=True, slots=True)
class PersonFields:
    """A person as typed, imported or scanned; nothing checked yet, None where not given."""

    id_number: object = None
    name: object = None
    birth_date: object = None
    sex: object = None
    address: object = None
    phone: object = None
    email: object = None
    ward_code: object = None
    id_kind: IdKind | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person, or a body under its tax code, as kept.

    Args:
        id_number: without spaces; empty only if `id_kind` is NONE.
        ward_code: five digits of the national list; empty if not known.
        phone: digits beginning with 0, 1800 or 1900; empty if none.
    """

    id_number: str
    id_kind: IdKind
    name: str
    birth_date: date | None = None
    sex: Sex | None = None
    address: str = ""
    ward_code: str = ""
    phone: str = ""
    email: str = ""


def person_from(
    given: PersonFields, today: date, who: str = "submitter"
) -> tuple[Person, tuple[IdentityWarning, ...]]:
    """Check a person, whatever way the data came.

    The kind of paper is told by the shape of the number, unless it is named.

    Args:
        given: the fields as they came.
        today: business day.
        who: role in the dossier; an error names its field "submitter.birth_date".

    Raises:
        DeskError: REQUIRED, TEXT, TEXT_LENGTH, ID_NUMBER, DATE, BIRTH_DATE, CHOICE (sex), PHONE
            or FORMAT (e-mail, ward code), with the field.
    """
    number, kind = _id_number(given, f"{who}.id_number")
    person = Person(
        id_number=number,
        id_kind=kind,
        name=_name(given.name, f"{who}.name"),
        birth_date=_birth_date(given.birth_date, today, f"{who}.birth_date"),
        sex=sex_of(given.sex, f"{who}.sex"),
        address=clean_line(given.address, f"{who}.address", ADDRESS_LIMIT),
        ward_code=_ward_code(given.ward_code, f"{who}.ward_code"),
        phone=phone(given.phone, f"{who}.phone"),
        email=_email(given.email, f"{who}.email"),
    )
    return person, _warnings(person, today, f"{who}.id_number")


def fields_from_card(reading: CardReading) -> PersonFields:
    """Put what a card says into the fields of a person."""
    return PersonFields(
        id_number=reading.id_number,
        name=reading.name,
        birth_date=reading.birth_date,
        sex=reading.sex,
        address=reading.address,
        id_kind=IdKind.PERSONAL,
    )


def sex_of(value: object, field: str) -> Sex | None:
    """Read a sex: a `Sex`, "male", "female", "Nam", "Nữ", "Nu" in any case; None if empty.

    Raises:
        DeskError: CHOICE for anything else.
    """
    word = fold(clean_line(value, field))
    if word and word not in _SEX_WORDS:
        raise DeskError(Code.CHOICE, field)
    return _SEX_WORDS.get(word)


def phone(value: object, field: str) -> str:
    """Write a Vietnamese telephone number as digits; empty stays empty, it never blocks.

    Spaces, dots, hyphens and brackets are dropped, +84, 0084 and 84 become 0.

    Raises:
        DeskError: PHONE if it is no mobile, land-line (with area code) or 1800/1900 number.
    """
    digits = re.sub("[ .()-]", "", clean_line(value, field))
    country = _COUNTRY_CODE.match(digits)
    number = "0" + digits[country.end() :] if country else digits
    if number and not _PHONE.fullmatch(number):
        raise DeskError(Code.PHONE, field)
    return number


def differences(old: Person, new: Person) -> tuple[str, ...]:
    """Name the fields in which a person differs from an earlier visit.

    A field left empty this time says nothing and is not named.
    """
    return tuple(
        field.name
        for field in fields(Person)
        if getattr(new, field.name) and getattr(old, field.name) != getattr(new, field.name)
    )


def _id_number(given: PersonFields, field: str) -> tuple[str, IdKind]:
    if given.id_kind is IdKind.NONE:
        if clean_line(given.id_number, field, _ID_LIMIT):
            raise DeskError(Code.ID_NUMBER, field)
        return "", IdKind.NONE
    typed = clean_line(given.id_number, field, _ID_LIMIT, required=True)
    number = typed.replace(" ", "").upper()
    kind = given.id_kind or kind_of(number)
    # Without a named kind a number that fits nothing is a slip of the hand.
    if given.id_kind is None and kind is IdKind.OTHER:
        raise DeskError(Code.ID_NUMBER, field)
    return number, kind


def _warnings(person: Person, today: date, field: str) -> tuple[IdentityWarning, ...]:
    if person.id_kind is IdKind.PERSONAL:
        return check_personal_number(person.id_number, person.sex, person.birth_date, field)
    return check_other_number(person.id_number, person.id_kind, today, field)


def _name(value: object, field: str) -> str:
    name = clean_line(value, field, required=True)
    if not any(char.isalpha() for char in name):
        raise DeskError(Code.TEXT, field, at=1, reason="letters")
    return name


def _birth_date(value: object, today: date, field: str) -> date | None:
    if value is None or value == "":
        return None
    day = typed_day(value, field)
    if not EARLIEST_DAY <= day <= today:
        raise DeskError(Code.BIRTH_DATE, field, low=EARLIEST_DAY, high=today)
    return day


def _ward_code(value: object, field: str) -> str:
    code = clean_line(value, field)
    if code and not (len(code) == 5 and digits_only(code)):
        raise DeskError(Code.FORMAT, field)
    return code


def _email(value: object, field: str) -> str:
    email = clean_line(value, field, EMAIL_LIMIT)
    if email and not _EMAIL.fullmatch(email):
        raise DeskError(Code.FORMAT, field)
    return email
