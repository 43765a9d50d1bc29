"""The one validator of persons. Every person here is invented for tests."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.identity_card import parse_card_qr
from tthc_desk.domain.people import (
    ApplicantType,
    IdentityWarning,
    IdKind,
    Person,
    PersonFields,
    Sex,
    differences,
    fields_from_card,
    person_from,
    phone,
    sex_of,
)

TODAY = date(2026, 11, 22)
GIVEN = PersonFields(
    id_number="001 190 000 005",
    name="  Nguyễn Thị   Thử Nghiệm ",
    birth_date="15/02/1990",
    sex="nữ",
    address="Tổ dân phố 3, Mễ Trì",
    phone="+84 912.345.678",
    email="thu.nghiem@example.org",
    ward_code="00631",
)
KEPT = Person(
    id_number="001190000005",
    id_kind=IdKind.PERSONAL,
    name="Nguyễn Thị Thử Nghiệm",
    birth_date=date(1990, 2, 15),
    sex=Sex.FEMALE,
    address="Tổ dân phố 3, Mễ Trì",
    ward_code="00631",
    phone="0912345678",
    email="thu.nghiem@example.org",
)


def refusal_of(given: PersonFields, who: str = "submitter") -> tuple[Code, str | None]:
    with pytest.raises(DeskError) as refusal:
        person_from(given, TODAY, who)
    return refusal.value.code, refusal.value.field


def test_a_person_is_kept_in_one_form() -> None:
    assert person_from(GIVEN, TODAY) == (KEPT, ())


def test_a_kept_person_passes_again_unchanged() -> None:
    again = PersonFields(**{name: getattr(KEPT, name) for name in PersonFields.__slots__})
    assert person_from(again, TODAY) == (KEPT, ())


def test_number_and_name_are_enough() -> None:
    person, warnings = person_from(PersonFields("001190000005", "Trần Thị Thử Nghiệm"), TODAY)
    assert (person.birth_date, person.sex, person.phone, warnings) == (None, None, "", ())


def test_a_scanned_card_gives_the_person_it_names() -> None:
    raw = "001190000005||Nguyễn Thị Thử Nghiệm|15021990|Nữ|Tổ dân phố 3, Mễ Trì|11052021"
    scanned = replace(fields_from_card(parse_card_qr(raw, TODAY)), phone="0912345678")
    person, warnings = person_from(scanned, TODAY)
    assert person == replace(KEPT, ward_code="", email="")
    assert warnings == ()


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"id_number": None}, Code.REQUIRED, "id_number"),
        ({"id_number": "00119000000"}, Code.ID_NUMBER, "id_number"),
        ({"id_number": "0011900000"}, Code.ID_NUMBER, "id_number"),
        ({"id_number": "00119000000²"}, Code.ID_NUMBER, "id_number"),
        ({"id_number": 1190000005}, Code.TEXT, "id_number"),
        ({"id_number": "001190000005", "id_kind": IdKind.OLD_CARD}, Code.ID_NUMBER, "id_number"),
        ({"id_number": "010000001", "id_kind": IdKind.PERSONAL}, Code.ID_NUMBER, "id_number"),
        ({"id_number": "1", "id_kind": IdKind.NONE}, Code.ID_NUMBER, "id_number"),
        ({"name": ""}, Code.REQUIRED, "name"),
        ({"name": "123"}, Code.TEXT, "name"),
        ({"name": "Thử\u202e"}, Code.TEXT, "name"),
        ({"name": "A" * 201}, Code.TEXT_LENGTH, "name"),
        ({"birth_date": "31/02/1990"}, Code.DATE, "birth_date"),
        ({"birth_date": "1990"}, Code.DATE, "birth_date"),
        ({"birth_date": "23/11/2026"}, Code.BIRTH_DATE, "birth_date"),
        ({"birth_date": "1899-12-31"}, Code.BIRTH_DATE, "birth_date"),
        ({"sex": "other"}, Code.CHOICE, "sex"),
        ({"address": "A" * 501}, Code.TEXT_LENGTH, "address"),
        ({"phone": "12345"}, Code.PHONE, "phone"),
        ({"ward_code": "631"}, Code.FORMAT, "ward_code"),
        ({"email": "thu@"}, Code.FORMAT, "email"),
    ],
    ids=str,
)
def test_what_is_wrong_is_refused_with_its_field(
    changed: dict[str, object], code: Code, field: str
) -> None:
    fields = {name: getattr(GIVEN, name) for name in PersonFields.__slots__} | changed
    assert refusal_of(PersonFields(**fields)) == (code, f"submitter.{field}")


def test_a_refusal_names_the_role() -> None:
    assert refusal_of(replace(GIVEN, name=""), "owner") == (Code.REQUIRED, "owner.name")


def test_doubts_about_the_number_are_warnings() -> None:
    _, warnings = person_from(replace(GIVEN, sex="male", birth_date="1991-02-15"), TODAY)
    assert warnings == (IdentityWarning.SEX_DIFFERS, IdentityWarning.YEAR_DIFFERS)


def test_other_papers_are_told_by_their_number() -> None:
    old, old_warnings = person_from(replace(GIVEN, id_number="010 000 001"), TODAY)
    passport, none = person_from(replace(GIVEN, id_number="b1234567"), TODAY)
    assert (old.id_kind, old_warnings) == (IdKind.OLD_CARD, (IdentityWarning.OLD_CARD_EXPIRED,))
    assert (passport.id_kind, passport.id_number, none) == (IdKind.PASSPORT, "B1234567", ())


def test_a_named_kind_takes_numbers_of_any_shape() -> None:
    foreign = replace(GIVEN, id_number="AB 123456X", id_kind=IdKind.PASSPORT)
    person, warnings = person_from(foreign, TODAY)
    assert (person.id_number, warnings) == ("AB123456X", (IdentityWarning.PASSPORT_PATTERN,))
    other, _ = person_from(replace(GIVEN, id_number="QN-12/34", id_kind=IdKind.OTHER), TODAY)
    assert other.id_number == "QN-12/34"


def test_a_body_is_known_by_its_tax_code() -> None:
    body = PersonFields("0101234567-001", "Công ty Thử & Nghiệm <3>", id_kind=IdKind.TAX_CODE)
    person, warnings = person_from(body, TODAY)
    assert (person.name, person.id_kind, warnings) == (body.name, IdKind.TAX_CODE, ())


def test_someone_without_papers_is_entered_on_purpose_only() -> None:
    person, _ = person_from(PersonFields(name="Bé Thử", id_kind=IdKind.NONE), TODAY)
    assert (person.id_number, person.id_kind) == ("", IdKind.NONE)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912345678", "0912345678"),
        ("+84912345678", "0912345678"),
        ("84 912 345 678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("+84 (0)912-345-678", "0912345678"),
        ("024.3837.2950", "02438372950"),
        ("+84 24 3837 2950", "02438372950"),
        ("0213 387 6543", "02133876543"),
        ("1900 1234", "19001234"),
        ("1800123456", "1800123456"),
        ("", ""),
        (None, ""),
    ],
)
def test_telephone_numbers_are_written_in_one_form(typed: str | None, kept: str) -> None:
    assert phone(typed, "phone") == kept
    assert phone(kept, "phone") == kept


@pytest.mark.parametrize(
    "typed",
    ["113", "012345678", "0612345678", "09123456789", "091234567", "912345678", "+81312345678",
     "３912345678", "091234567²", "0912345678 / 0987654321", "không có", "190012345", "02412345"]
)  # fmt: skip
def test_other_telephone_numbers_are_refused(typed: str) -> None:
    with pytest.raises(DeskError) as refusal:
        phone(typed, "phone")
    assert refusal.value.code is Code.PHONE


@given(st.text("0123456789+ .()-", max_size=16))
def test_a_telephone_number_is_refused_or_stable(typed: str) -> None:
    try:
        kept = phone(typed, "phone")
    except DeskError:
        return
    assert phone(kept, "phone") == kept


@pytest.mark.parametrize("word", ["female", "FEMALE", "Nữ", "nữ", "Nu", Sex.FEMALE])
def test_sexes_are_read_in_either_language(word: str) -> None:
    assert sex_of(word, "sex") is Sex.FEMALE
    assert sex_of("Nam", "sex") is Sex.MALE
    assert sex_of(None, "sex") is None


def test_differences_name_what_is_new_this_time() -> None:
    moved = replace(KEPT, address="Tổ 1, Tây Mỗ", phone="0987654321")
    assert differences(KEPT, moved) == ("address", "phone")
    assert differences(KEPT, KEPT) == ()


def test_what_is_not_said_this_time_is_no_difference() -> None:
    assert differences(KEPT, replace(KEPT, phone="", email="", ward_code="", sex=None)) == ()
    assert differences(replace(KEPT, phone=""), KEPT) == ("phone",)


def test_applicant_types_have_the_national_codes() -> None:
    codes = {kind.value: kind.national_code for kind in ApplicantType}
    assert codes == {"citizen": 0, "organisation": 1, "household_business": 2}
