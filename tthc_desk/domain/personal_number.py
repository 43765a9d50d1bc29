"""The numbers of identity papers: what the twelve digits say, and what is odd about them."""

import re
from datetime import date
from enum import StrEnum

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.text_input import digits_only


class Sex(StrEnum):
    """Sex as an identity card states it."""

    MALE = "male"
    FEMALE = "female"


class IdKind(StrEnum):
    """Which number a person or body is known by."""

    PERSONAL = "personal"  # số định danh cá nhân, 12 digits
    OLD_CARD = "old_card"  # chứng minh nhân dân, 9 digits
    PASSPORT = "passport"
    TAX_CODE = "tax_code"  # mã số thuế, mã số doanh nghiệp
    OTHER = "other"
    NONE = "none"  # a newborn, a deceased person without papers


class IdentityWarning(StrEnum):
    """What an officer should look at; none of them stops the dossier."""

    SEX_DIFFERS = "sex_differs"  # the number says the other sex
    YEAR_DIFFERS = "year_differs"  # the number says another year of birth
    PROVINCE_UNKNOWN = "province_unknown"  # not one of the 63 provinces: born abroad, or mistyped
    SEX_WITHOUT_MARKS = "sex_without_marks"  # "Nu" for "Nữ": the scanner may lose marks
    OLD_CARD_EXPIRED = "old_card_expired"  # valid until 31/12/2024 at most
    PASSPORT_PATTERN = "passport_pattern"  # not as Vietnamese passports are numbered


PROVINCES = {
    "001": "Hà Nội",
    "002": "Hà Giang",
    "004": "Cao Bằng",
    "006": "Bắc Kạn",
    "008": "Tuyên Quang",
    "010": "Lào Cai",
    "011": "Điện Biên",
    "012": "Lai Châu",
    "014": "Sơn La",
    "015": "Yên Bái",
    "017": "Hòa Bình",
    "019": "Thái Nguyên",
    "020": "Lạng Sơn",
    "022": "Quảng Ninh",
    "024": "Bắc Giang",
    "025": "Phú Thọ",
    "026": "Vĩnh Phúc",
    "027": "Bắc Ninh",
    "030": "Hải Dương",
    "031": "Hải Phòng",
    "033": "Hưng Yên",
    "034": "Thái Bình",
    "035": "Hà Nam",
    "036": "Nam Định",
    "037": "Ninh Bình",
    "038": "Thanh Hóa",
    "040": "Nghệ An",
    "042": "Hà Tĩnh",
    "044": "Quảng Bình",
    "045": "Quảng Trị",
    "046": "Thừa Thiên Huế",
    "048": "Đà Nẵng",
    "049": "Quảng Nam",
    "051": "Quảng Ngãi",
    "052": "Bình Định",
    "054": "Phú Yên",
    "056": "Khánh Hòa",
    "058": "Ninh Thuận",
    "060": "Bình Thuận",
    "062": "Kon Tum",
    "064": "Gia Lai",
    "066": "Đắk Lắk",
    "067": "Đắk Nông",
    "068": "Lâm Đồng",
    "070": "Bình Phước",
    "072": "Tây Ninh",
    "074": "Bình Dương",
    "075": "Đồng Nai",
    "077": "Bà Rịa - Vũng Tàu",
    "079": "Hồ Chí Minh",
    "080": "Long An",
    "082": "Tiền Giang",
    "083": "Bến Tre",
    "084": "Trà Vinh",
    "086": "Vĩnh Long",
    "087": "Đồng Tháp",
    "089": "An Giang",
    "091": "Kiên Giang",
    "092": "Cần Thơ",
    "093": "Hậu Giang",
    "094": "Sóc Trăng",
    "095": "Bạc Liêu",
    "096": "Cà Mau",
}
"""Code → province of birth registration, the 63 provinces of before 1 July 2025.

Source: Thông tư 07/2016/TT-BCA, Phụ lục 1. Numbers once given keep their code.
"""

_LAST_DAY_OF_OLD_CARDS = date(2024, 12, 31)
_PASSPORT = re.compile("[A-Z][0-9]{7}")
_PASSPORT_ANY = re.compile("[A-Z0-9]{5,20}")
_TAX_CODE = re.compile("[0-9]{10}(-[0-9]{3})?|[0-9]{12}")


def personal_birth_year(number: str) -> int:
    """Read the year of birth out of twelve digits (century digit, two digits of the year)."""
    return 1900 + 100 * (int(number[3]) // 2) + int(number[4:6])


def personal_sex(number: str) -> Sex:
    """Read the sex out of twelve digits: an even fourth digit is male."""
    return Sex.FEMALE if int(number[3]) % 2 else Sex.MALE


def check_personal_number(
    number: str, sex: Sex | None, birth_date: date | None, field: str = "id_number"
) -> tuple[IdentityWarning, ...]:
    """Compare a personal number with the sex and birth date it goes with.

    A number never changes when sex or birth date are corrected, so they may differ.

    Raises:
        DeskError: ID_NUMBER if it is not twelve digits.

    Source:
        Nghị định 137/2015/NĐ-CP Art 13: three digits of place, one of century and sex, two of year.
    """
    if not (len(number) == 12 and digits_only(number)):
        raise DeskError(Code.ID_NUMBER, field)
    findings = {
        IdentityWarning.SEX_DIFFERS: sex is not None and sex is not personal_sex(number),
        IdentityWarning.YEAR_DIFFERS: birth_date is not None
        and birth_date.year != personal_birth_year(number),
        IdentityWarning.PROVINCE_UNKNOWN: number[:3] not in PROVINCES,
    }
    return tuple(warning for warning, found in findings.items() if found)


def kind_of(number: str) -> IdKind:
    """Tell by its shape which paper a number is of; OTHER where no shape fits.

    Ten digits are not taken for a tax code: more often two digits of a card are missing.
    """
    if digits_only(number) and len(number) in (9, 12):
        return IdKind.PERSONAL if len(number) == 12 else IdKind.OLD_CARD
    return IdKind.PASSPORT if _PASSPORT.fullmatch(number) else IdKind.OTHER


def check_other_number(
    number: str, kind: IdKind, today: date, field: str
) -> tuple[IdentityWarning, ...]:
    """Check the number of a paper that is not the twelve-digit card.

    Raises:
        DeskError: ID_NUMBER if no paper of the kind can have the number.
    """
    shapes = {
        IdKind.OLD_CARD: digits_only(number) and len(number) == 9,
        IdKind.PASSPORT: _PASSPORT_ANY.fullmatch(number) is not None,
        IdKind.TAX_CODE: _TAX_CODE.fullmatch(number) is not None,
    }
    if not shapes.get(kind, True):
        raise DeskError(Code.ID_NUMBER, field)
    if kind is IdKind.OLD_CARD and today > _LAST_DAY_OF_OLD_CARDS:
        return (IdentityWarning.OLD_CARD_EXPIRED,)
    if kind is IdKind.PASSPORT and not _PASSPORT.fullmatch(number):
        return (IdentityWarning.PASSPORT_PATTERN,)
    return ()
