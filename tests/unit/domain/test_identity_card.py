"""The QR code of the card: all of it or nothing. Every person here is invented for tests."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.identity_card import looks_like_card, parse_card_qr
from tthc_desk.domain.personal_number import IdentityWarning, Sex

TODAY = date(2026, 11, 22)
PARTS = [
    "001090000001",
    "010000001",
    "Nguyễn Văn Thử",
    "15021990",
    "Nam",
    "Tổ dân phố 5, Cầu Diễn, Nam Từ Liêm, Hà Nội",
    "10052021",
]
PLAIN = "|".join(PARTS)
ACCEPTED = [
    PLAIN,
    "001190000005||Nguyễn Thị Thử Nghiệm|15021990|Nữ"
    "|Tổ dân phố 3, Mễ Trì, Nam Từ Liêm, Hà Nội|11052021",
    "036075000003|160000003|Trần Đình Mẫu|01011975|Nam|Xóm 4, Hải Thử, Hải Hậu, Nam Định|22122021",
    "038165000004|170000004|Lê Thị Giả Định|31121965|Nữ"
    "|Thôn Đông, Quảng Mẫu, Quảng Xương, Thanh Hóa|05032022",
    "040308000006||Hoàng Ngọc Ánh Mẫu|09092008|Nữ|Khối 7, Thị trấn Mẫu, Nghi Lộc, Nghệ An|01082023",
    "001058000007|001058000007|Đỗ Văn Cũ|02021958|Nam|Tổ 9, Phú Đô, Nam Từ Liêm, Hà Nội|19072021",
    "079199000008|025000008|Nguyễn Phạm Hoàng Thảo Nguyên Thử|07071999|Nữ"
    "|Căn hộ 12.05, Chung cư Mẫu A/B, Phường 1, Quận 3, TP. Hồ Chí Minh|30062024",
]
YEAR_APART = (
    "001205000005||Phạm Gia Ví Dụ|29022004|Nam"
    "|Số 1, ngõ 2, đường Thử, Đại Mỗ, Nam Từ Liêm, Hà Nội|03032022"
)
NEW_CARD = (
    "001214000009||Vũ Minh Bé|20102014|Nam|Tổ dân phố 1, Tây Mỗ, Hà Nội|15092025"
    "|Vũ Văn Cha Mẫu|Lê Thị Mẹ Mẫu||"
)
NO_UNICODE = (
    "001185000010|012000010|Nguy\ufffdn Th\ufffd L\ufffdi|31021985|Nu"
    "|T\ufffd 2, Trung V\ufffdn, Nam T\ufffd Li\ufffdm, H\ufffd N\ufffdi|10102021"
)


def card(**changed: str) -> str:
    names = ["number", "old", "name", "birth", "sex", "address", "issue"]
    return "|".join(changed.get(name, part) for name, part in zip(names, PARTS, strict=True))


def refusal_of(raw: object) -> DeskError:
    with pytest.raises(DeskError) as refusal:
        parse_card_qr(raw, TODAY)
    return refusal.value


def test_a_card_is_read_field_by_field() -> None:
    reading = parse_card_qr(PLAIN, TODAY)
    assert reading.id_number == "001090000001"
    assert reading.old_number == "010000001"
    assert reading.name == "Nguyễn Văn Thử"
    assert reading.birth_date == date(1990, 2, 15)
    assert reading.sex is Sex.MALE
    assert reading.address == "Tổ dân phố 5, Cầu Diễn, Nam Từ Liêm, Hà Nội"
    assert reading.issue_date == date(2021, 5, 10)
    assert reading.extra == ()


@pytest.mark.parametrize("raw", ACCEPTED)
def test_usual_cards_are_accepted_without_a_warning(raw: str) -> None:
    reading = parse_card_qr(raw, TODAY)
    written = [
        reading.id_number,
        reading.old_number,
        reading.name,
        f"{reading.birth_date:%d%m%Y}",
        "Nam" if reading.sex is Sex.MALE else "Nữ",
        reading.address,
        f"{reading.issue_date:%d%m%Y}",
    ]
    assert "|".join(written) == raw
    assert reading.warnings == ()


def test_a_number_of_another_year_than_the_birth_date_is_accepted_with_a_warning() -> None:
    reading = parse_card_qr(YEAR_APART, TODAY)
    assert reading.birth_date == date(2004, 2, 29)
    assert reading.warnings == (IdentityWarning.YEAR_DIFFERS,)


def test_fields_after_the_seventh_are_kept_apart() -> None:
    reading = parse_card_qr(NEW_CARD, TODAY)
    assert reading.name == "Vũ Minh Bé"
    assert reading.extra == ("Vũ Văn Cha Mẫu", "Lê Thị Mẹ Mẫu", "", "")


def test_a_scanner_without_unicode_is_named_as_the_cause() -> None:
    assert refusal_of(NO_UNICODE).code is Code.QR_UNICODE
    assert refusal_of(card(name="Nguy?n V?n Th?")).code is Code.QR_UNICODE


def test_what_is_wrong_beside_the_lost_letters_is_refused_too() -> None:
    plain = card(name="Nguyen Van Loi", sex="Nu", birth="31021985")
    assert refusal_of(plain).facts == {"part": "birth_date"}


@pytest.mark.parametrize("ending", ["\r", "\n", "\r\n", "\t", "  ", "\r\n\r\n"])
def test_the_line_end_of_a_scanner_is_dropped(ending: str) -> None:
    assert parse_card_qr(PLAIN + ending, TODAY) == parse_card_qr(PLAIN, TODAY)


@pytest.mark.parametrize("sex", ["Nam", "nam", "NAM"])
def test_a_sex_in_any_case_is_read(sex: str) -> None:
    assert parse_card_qr(card(sex=sex), TODAY).warnings == ()


def test_a_female_sex_without_its_mark_is_accepted_with_a_warning() -> None:
    reading = parse_card_qr(card(number="001190000001", sex="Nu"), TODAY)
    assert reading.sex is Sex.FEMALE
    assert reading.warnings == (IdentityWarning.SEX_WITHOUT_MARKS,)
    assert parse_card_qr(card(number="001190000001", sex="nữ"), TODAY).warnings == ()


def test_a_decomposed_card_reads_like_a_composed_one() -> None:
    assert parse_card_qr(unicodedata.normalize("NFD", PLAIN), TODAY) == parse_card_qr(PLAIN, TODAY)


def test_spaces_around_fields_are_dropped() -> None:
    assert parse_card_qr(PLAIN.replace("|", " | "), TODAY) == parse_card_qr(PLAIN, TODAY)


@pytest.mark.parametrize("name", ["H'Hen Niê Thử", "Y Bơ\u0306n-Thử", "K’ Thử Jr."])
def test_names_of_all_peoples_are_read(name: str) -> None:
    assert parse_card_qr(card(name=name), TODAY).name == name


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ("", "fields"),
        ("|" * 6, "id_number"),
        ("H26.1-261122-T0001", "fields"),
        ("https://example.org/?id=001090000001", "fields"),
        ("SELECT * FROM person; DROP TABLE person;--", "fields"),
        ("|".join(PARTS[:6]), "fields"),
        (PLAIN.replace("|", ";"), "fields"),
        (card(number=""), "id_number"),
        (card(number="00109000001"), "id_number"),
        (card(number="0010900000012"), "id_number"),
        (card(number="00109000000A"), "id_number"),
        (card(number="00109000000²"), "id_number"),
        (card(number="００1090000001"), "id_number"),
        (card(number="010000001"), "id_number"),
        (card(old="12345678"), "old_number"),
        (card(old="0100000012"), "old_number"),
        (card(old="01000000X"), "old_number"),
        (card(name=""), "name"),
        (card(name="  "), "name"),
        (card(name="'; DROP TABLE person;--"), "name"),
        (card(name="https://example.org"), "name"),
        (card(name="Nguyễn <b>"), "name"),
        (card(name="Nguyễn 2"), "name"),
        (card(name="..."), "name"),
        (card(name="N" * 201), "name"),
        (card(birth=""), "birth_date"),
        (card(birth="31021990"), "birth_date"),
        (card(birth="29022023"), "birth_date"),
        (card(birth="00021990"), "birth_date"),
        (card(birth="15131990"), "birth_date"),
        (card(birth="15/02/1990"), "birth_date"),
        (card(birth="150290"), "birth_date"),
        (card(birth="1990"), "birth_date"),
        (card(birth="1502199٠"), "birth_date"),
        (card(birth="15021899"), "birth_date"),
        (card(birth="23112026", issue="23112026"), "birth_date"),
        (card(sex=""), "sex"),
        (card(sex="Khác"), "sex"),
        (card(sex="M"), "sex"),
        (card(address=""), "address"),
        (card(address="A" * 501), "address"),
        (card(issue=""), "issue_date"),
        (card(issue="31042021"), "issue_date"),
        (card(issue="23112026"), "issue_date"),
        (card(issue="14021990"), "issue_date"),
        (card(address="A" * 100_000), "length"),
        (PLAIN + "|" * 3_000, "length"),
        (card(name="Nguyễn\x00Thử"), "characters"),
        (card(name="Nguyễn\x1bThử"), "characters"),
        (card(address="Hà\nNội"), "characters"),
        (card(address="Hà\u202eNội"), "characters"),
        (card(name="Thử 😀"), "characters"),
        (PLAIN + "|\x00", "characters"),
        (PLAIN + "|\ud800", "characters"),
        (None, "length"),
        (5, "length"),
        (PLAIN.encode(), "length"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_a_scan_of_which_anything_does_not_parse_is_refused(raw: object, part: str) -> None:
    refusal = refusal_of(raw)
    assert (refusal.code, refusal.field) == (Code.QR, "qr")
    assert refusal.facts == {"part": part}


def test_a_birth_date_of_today_and_of_1900_are_the_bounds() -> None:
    today, first = "22112026", "01011900"
    assert parse_card_qr(card(birth=today, issue=today), TODAY).birth_date == TODAY
    assert parse_card_qr(card(birth=first), TODAY).birth_date == date(1900, 1, 1)


@given(st.text(max_size=80) | st.lists(st.text(max_size=12), min_size=7).map("|".join))
def test_any_other_scan_is_refused_with_no_word_of_it(raw: str) -> None:
    refusal = refusal_of(raw)
    assert refusal.code in (Code.QR, Code.QR_UNICODE)
    assert set(refusal.facts) == {"part"}


@given(st.integers(0, 6), st.text(max_size=12).filter(lambda text: "|" not in text))
def test_one_changed_field_is_refused_or_changes_that_field_alone(place: int, text: str) -> None:
    parts = [*PARTS[:place], text, *PARTS[place + 1 :]]
    try:
        reading = parse_card_qr("|".join(parts), TODAY)
    except DeskError:
        return
    plain = parse_card_qr(PLAIN, TODAY)
    names = ("id_number", "old_number", "name", "birth_date", "sex", "address", "issue_date")
    others = [name for index, name in enumerate(names) if index != place]
    assert all(getattr(reading, name) == getattr(plain, name) for name in others)


def test_a_card_is_told_from_other_scans_by_its_beginning() -> None:
    assert all(map(looks_like_card, [*ACCEPTED, NO_UNICODE, "\r\n" + PLAIN, "001090000001|"]))
    others = ["", "001090000001", "H26.1-261122-T0001", "https://example.org|", "|" + PLAIN]
    assert not any(map(looks_like_card, others))
