"""Numbers of dossiers and slips."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.numbering import (
    EMERGENCY_PATTERN,
    OWN_PATTERN,
    NumberPattern,
    OwnNumber,
    SlipSeries,
    TypedSlip,
    agency_code,
    is_official_code,
    official_code,
    typed_slip,
)

OWN = NumberPattern.parse(OWN_PATTERN)
EMERGENCY = NumberPattern.parse(EMERGENCY_PATTERN)
DAY = date(2026, 11, 22)
DAYS = st.dates(date(2000, 1, 1), date(2068, 12, 31))
AGENCIES = st.sampled_from(["H26.55.242", "000.00.01.H26", "H55.242", "H15.50.05.13"])


@pytest.mark.parametrize(
    ("serial", "number"),
    [
        (1, "H26.55-261122-T0001"),
        (9_999, "H26.55-261122-T9999"),
        (10_000, "H26.55-261122-T10000"),
        (99_999, "H26.55-261122-T99999"),
    ],
)
def test_own_numbers_have_four_digits_and_five_on_overflow(serial: int, number: str) -> None:
    assert OWN.format("H26.55", DAY, serial) == number


def test_emergency_numbers_name_the_desk() -> None:
    assert EMERGENCY.format("H26.55", DAY, 7, "2") == "H26.55-261122-K2007"
    assert EMERGENCY.format("H26.55", DAY, 1_000, "B") == "H26.55-261122-KB1000"
    assert (EMERGENCY.per_desk, OWN.per_desk) == (True, False)


@given(AGENCIES, DAYS, st.integers(1, 99_999))
def test_an_own_number_is_read_back(agency: str, day: date, serial: int) -> None:
    number = OWN.format(agency, day, serial)
    assert OWN.read(number) == OwnNumber(agency, day, serial)
    assert EMERGENCY.read(number) is None
    assert not is_official_code(number)


@given(AGENCIES, DAYS, st.integers(1, 9_999), st.sampled_from("123456789ABZ"))
def test_an_emergency_number_is_read_back(agency: str, day: date, serial: int, desk: str) -> None:
    number = EMERGENCY.format(agency, day, serial, desk)
    assert EMERGENCY.read(number) == OwnNumber(agency, day, serial, desk)
    assert OWN.read(number) is None


@pytest.mark.parametrize(
    "number",
    ["", "H26.55-261122-0001", "H26.55-261122-T001", "H26.55-261122-T0000", "H26.55-261122-T00001",
     "H26.55-261122-T100000", "H26.55-260231-T0001", "H26-261122-T0001", "h26.55-261122-T0001",
     "H26.55-261122-T0001 ", "H26.55-261122-T0001\n", "H26.55-261122-T٠٠٠1", "xH26.55-261122-T0001"]
)  # fmt: skip
def test_other_texts_are_no_own_numbers(number: str) -> None:
    assert OWN.read(number) is None


@pytest.mark.parametrize("serial", [0, -1, 100_000])
def test_a_running_number_without_a_place_is_an_error(serial: int) -> None:
    with pytest.raises(ValueError, match="range"):
        OWN.format("H26.55", DAY, serial)


@pytest.mark.parametrize("desk", ["", "0", "12", "q"])
def test_a_desk_without_a_place_is_an_error(desk: str) -> None:
    with pytest.raises(ValueError, match="desk"):
        EMERGENCY.format("H26.55", DAY, 1, desk)


@pytest.mark.parametrize(
    "text",
    [
        OWN_PATTERN,
        EMERGENCY_PATTERN,
        "{agency_code}-T.{yymmdd}.{nnnnn}",
        "{agency_code}-T{yymmdd}{nnnn}",
    ],
)
def test_patterns_of_a_profile_are_read(text: str) -> None:
    pattern = NumberPattern.parse(text)
    number = pattern.format("H26.55", DAY, 12, "1")
    read = pattern.read(number)
    assert read is not None
    assert read.serial == 12


@pytest.mark.parametrize(
    "text",
    [
        "",
        "T0001",
        "{agency_code}",
        "{agency_code}-{yymmdd}",
        "{agency_code}-T{nnnn}",
        "{yymmdd}-T{nnnn}",
        "{agency_code}{yymmdd}-T{nnnn}",
        "{agency_code}-{yymmdd}-T{nnnn}-",
        "{agency_code}-{nnnn}-T{yymmdd}",
        "{agency_code}-{yymmdd}-T{nn}",
        "{agency_code}-{yymmdd}-T{nnnnnnn}",
        "{agency_code}-{yymmdd}-t{nnnn}",
        "{agency_code}-{yymmdd}-T/{nnnn}",
        "{agency_code}-{yymmdd}-T {nnnn}",
        "{agency_code}-{yymmdd}-T{nnnn",
        "{agency_code}-{yymmdd}{yymmdd}-T{nnnn}",
        "{agency_code}-{yymmdd}-T{x}{nnnn}",
        "{agency_code}-{desk}{desk}{yymmdd}-T{nnnn}",
        "{agency_code.__class__}-{yymmdd}-T{nnnn}",
        "{agency_code}-{yymmdd}-{nnnn}",
        "{agency_code}-{yymmdd}-{nnn}",
        "{agency_code}-{yymmdd}-{nnnnnn}",
    ],
)
def test_patterns_that_cannot_be_read_back_or_look_official_are_refused(text: str) -> None:
    with pytest.raises(DeskError) as refusal:
        NumberPattern.parse(text)
    assert (refusal.value.code, refusal.value.field) == (Code.FORMAT, "number_pattern")


@pytest.mark.parametrize(
    ("serial", "number"), [(1, "01/HDHT"), (7, "07/HDHT"), (10, "10/HDHT"), (1234, "1234/HDHT")]
)
def test_slip_numbers_below_ten_have_a_zero(serial: int, number: str) -> None:
    assert SlipSeries("HDHT").format(serial) == number


@given(st.integers(1, 9_999_999), st.sampled_from(["HDHT", "TCTN", "PXL", "ĐN-UBND", ""]))
def test_a_slip_number_is_read_back_in_its_series_only(serial: int, symbol: str) -> None:
    number = SlipSeries(symbol).format(serial)
    assert SlipSeries(symbol).read(number) == serial
    assert SlipSeries("KHAC").read(number) is None


@pytest.mark.parametrize("number", ["7/HDHT", "007/HDHT", "00/HDHT", "07", "07/hdht", "07/HDHT "])
def test_other_texts_are_no_slip_numbers(number: str) -> None:
    assert SlipSeries("HDHT").read(number) is None


def test_each_year_has_its_own_book() -> None:
    series = SlipSeries("PXL")
    assert series.book(date(2026, 12, 31)) != series.book(date(2027, 1, 1))
    assert series.book(DAY) != SlipSeries("TCTN").book(DAY)
    with pytest.raises(ValueError, match="begins"):
        series.format(0)


@pytest.mark.parametrize("symbol", ["hdht", "HD HT", "HD/HT", "-HD", "A" * 11])
def test_a_series_has_a_symbol_of_capitals(symbol: str) -> None:
    with pytest.raises(DeskError) as refusal:
        SlipSeries(symbol)
    assert refusal.value.code is Code.FORMAT


@pytest.mark.parametrize(
    "code",
    ["000.A0.01.H26-210212-9090", "000.00.01.H26-260930-0012", "H15.50.05.13-261008-0975",
     "H55.242-260101-0001", "G12.01-260101-120001", "G12.01-260101-1200001"]
)  # fmt: skip
def test_official_codes_of_all_layouts_are_known(code: str) -> None:
    assert is_official_code(code)
    assert official_code(f" {code.lower()} ") == code


@pytest.mark.parametrize(
    "code",
    [
        "H26-260930-0012",
        "H26.1-260930-012",
        "H26.1-26093-0012",
        "H26.1-260930-00120001",
        "H26.1.2.3.4.5.6-260930-0012",
        "H260.1234-260930-0012",
        "H26.1-260930-T0012",
        "H26.1-26０930-0012",
    ],
)
def test_other_codes_are_refused(code: str) -> None:
    with pytest.raises(DeskError) as refusal:
        official_code(code)
    assert refusal.value.code is Code.FORMAT


def test_an_official_code_may_be_missing() -> None:
    assert official_code(None) == official_code(" ") == ""


def test_agency_codes_are_checked() -> None:
    assert agency_code(" h26.55.242 ") == "H26.55.242"
    for value, code in (("", Code.REQUIRED), ("H26", Code.FORMAT), ("H26_1", Code.FORMAT)):
        with pytest.raises(DeskError) as refusal:
            agency_code(value)
        assert refusal.value.code is code


@given(
    serial=st.integers(1, 9_999_999),
    symbol=st.from_regex("[A-ZĐ]{1,10}(-[A-ZĐ]{1,10}){0,2}", fullmatch=True),
    year=st.integers(1000, 9999),
)
def test_a_slip_is_read_back_as_it_is_written_in_any_case_and_year(
    serial: int, symbol: str, year: int
) -> None:
    number = SlipSeries(symbol).format(serial)
    assert typed_slip(number) == typed_slip(number.lower()) == TypedSlip(number, None)
    assert typed_slip(f"{number}-{year}") == typed_slip(f"{number} / {year}")
    assert typed_slip(f"{number}-{year}") == TypedSlip(number, year)


@pytest.mark.parametrize(
    "text",
    ["", "01", "TCTN", "01/", "/TCTN", "00/TCTN", "01/TCTN-25", "01/26", "01/TCTN x",
     "BG2026-0001", "H26.1-260302-T0001"],
)  # fmt: skip
def test_other_texts_are_no_slip(text: str) -> None:
    assert typed_slip(text) is None
