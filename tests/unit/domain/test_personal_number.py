"""The numbers of identity papers."""

from datetime import date

import pytest

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.personal_number import (
    PROVINCES,
    IdentityWarning,
    IdKind,
    Sex,
    check_other_number,
    check_personal_number,
    kind_of,
    personal_birth_year,
    personal_sex,
)
from tthc_desk.domain.vietnamese import nfc

BORN = date(1990, 2, 15)
TODAY = date(2026, 11, 22)


def test_the_63_provinces_of_before_july_2025_are_known() -> None:
    assert len(PROVINCES) == len(set(PROVINCES.values())) == 63
    assert (PROVINCES["001"], PROVINCES["079"], PROVINCES["096"]) == (
        "Hà Nội",
        "Hồ Chí Minh",
        "Cà Mau",
    )
    assert all(name == nfc(name) for name in PROVINCES.values())


@pytest.mark.parametrize(
    ("number", "sex", "year"),
    [
        ("001090000001", Sex.MALE, 1990),
        ("001190000005", Sex.FEMALE, 1990),
        ("001205000005", Sex.MALE, 2005),
        ("040308000006", Sex.FEMALE, 2008),
        ("001400000000", Sex.MALE, 2100),
    ],
)
def test_the_number_says_sex_and_year_of_birth(number: str, sex: Sex, year: int) -> None:
    assert (personal_sex(number), personal_birth_year(number)) == (sex, year)
    assert check_personal_number(number, sex, date(year, 5, 5)) == ()


@pytest.mark.parametrize(
    ("number", "warning"),
    [
        ("001190000001", IdentityWarning.SEX_DIFFERS),
        ("001091000001", IdentityWarning.YEAR_DIFFERS),
        ("003090000001", IdentityWarning.PROVINCE_UNKNOWN),
    ],
)
def test_what_disagrees_is_warned_of_and_allowed(number: str, warning: IdentityWarning) -> None:
    assert check_personal_number(number, Sex.MALE, BORN) == (warning,)


def test_what_is_not_known_cannot_disagree() -> None:
    assert check_personal_number("001190000001", None, None) == ()


@pytest.mark.parametrize(
    "number", ["", "00109000000", "0010900000011", "00109000000a", "００1090000001"]
)
def test_a_number_must_have_twelve_digits(number: str) -> None:
    with pytest.raises(DeskError) as refusal:
        check_personal_number(number, None, None, "owner.id_number")
    assert (refusal.value.code, refusal.value.field) == (Code.ID_NUMBER, "owner.id_number")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("001090000001", IdKind.PERSONAL),
        ("010000001", IdKind.OLD_CARD),
        ("B1234567", IdKind.PASSPORT),
        ("0010900000", IdKind.OTHER),
        ("X12345678", IdKind.OTHER),
    ],
)
def test_the_shape_of_a_number_tells_its_paper(number: str, kind: IdKind) -> None:
    assert kind_of(number) is kind


def test_old_cards_are_warned_of_from_2025() -> None:
    expired = (IdentityWarning.OLD_CARD_EXPIRED,)
    assert check_other_number("010000001", IdKind.OLD_CARD, date(2025, 1, 1), "x") == expired
    assert check_other_number("010000001", IdKind.OLD_CARD, date(2024, 12, 31), "x") == ()


def test_passports_of_other_shape_are_warned_of() -> None:
    strange = (IdentityWarning.PASSPORT_PATTERN,)
    assert check_other_number("C1234567", IdKind.PASSPORT, TODAY, "x") == ()
    assert check_other_number("AB123456X", IdKind.PASSPORT, TODAY, "x") == strange


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("01000000", IdKind.OLD_CARD),
        ("B-123456", IdKind.PASSPORT),
        ("123", IdKind.TAX_CODE),
        ("0101234567-1", IdKind.TAX_CODE),
    ],
)
def test_a_number_no_paper_of_its_kind_has_is_refused(number: str, kind: IdKind) -> None:
    with pytest.raises(DeskError) as refusal:
        check_other_number(number, kind, TODAY, "x")
    assert refusal.value.code is Code.ID_NUMBER


@pytest.mark.parametrize("number", ["0101234567", "0101234567-001", "001090000001"])
def test_tax_codes_have_ten_digits_a_branch_or_the_personal_number(number: str) -> None:
    assert check_other_number(number, IdKind.TAX_CODE, TODAY, "x") == ()
