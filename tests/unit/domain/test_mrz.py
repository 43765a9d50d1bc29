"""The machine-readable lines; the person is invented for tests."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.mrz import MrzReading, check_digit, looks_like_mrz, parse_mrz
from tthc_desk.domain.personal_number import IdentityWarning, Sex

TODAY = date(2026, 11, 22)
FIRST = "IDVNM1900000059001190000005<<0"
SECOND = "9002155F3002153VNM<<<<<<<<<<<0"
THIRD = "NGUYEN<<THI<THU<NGHIEM<<<<<<<<"
EXPECTED = MrzReading("001190000005", date(1990, 2, 15), Sex.FEMALE)


def lines(number: str, birth: str, sex: str, expiry: str = "300215") -> str:
    """Compose the lines of a card, as its issuer would."""
    document = number[3:]
    first = f"IDVNM{document}{check_digit(document)}{number}<<0"
    dates = f"{birth}{check_digit(birth)}", f"{expiry}{check_digit(expiry)}"
    rest = "<" * 11
    composite = check_digit(first[5:] + dates[0] + dates[1] + rest)
    return f"{first}{dates[0]}{sex}{dates[1]}VNM{rest}{composite}{THIRD}"


@pytest.mark.parametrize("between", ["", "\n", "\r\n", "\r", "\t"])
@pytest.mark.parametrize("ending", ["", "\r\n"])
def test_the_lines_are_read_however_the_scanner_parts_them(between: str, ending: str) -> None:
    raw = between.join([FIRST, SECOND, THIRD]) + ending
    assert parse_mrz(raw, TODAY) == EXPECTED
    assert parse_mrz(raw.lower(), TODAY) == EXPECTED
    assert looks_like_mrz(raw)


def test_the_lines_composed_here_are_those_of_the_sample() -> None:
    assert lines("001190000005", "900215", "F") == FIRST + SECOND + THIRD


def test_the_check_digit_is_that_of_the_standard() -> None:
    assert check_digit("520727") == 3  # example of ICAO Doc 9303-3
    assert check_digit("AB2134<<<") == 5


@pytest.mark.parametrize(
    ("number", "birth", "sex", "day"),
    [
        ("001058000007", "580202", "M", date(1958, 2, 2)),
        ("040308000006", "080909", "F", date(2008, 9, 9)),
        ("001214000009", "141020", "M", date(2014, 10, 20)),
    ],
)
def test_the_century_comes_from_the_number(number: str, birth: str, sex: str, day: date) -> None:
    reading = parse_mrz(lines(number, birth, sex), TODAY)
    assert (reading.id_number, reading.birth_date, reading.warnings) == (number, day, ())


def test_a_card_without_expiry_is_read() -> None:
    assert parse_mrz(lines("001058000007", "580202", "M", "<<<<<<"), TODAY).sex is Sex.MALE


def test_disagreement_with_the_number_is_a_warning() -> None:
    reading = parse_mrz(lines("001190000005", "910215", "M"), TODAY)
    assert reading.warnings == (IdentityWarning.SEX_DIFFERS, IdentityWarning.YEAR_DIFFERS)


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ("", "length"),
        (FIRST + SECOND, "length"),
        (FIRST + SECOND + THIRD + "<", "length"),
        ("x" * 100_000, "length"),
        (FIRST + SECOND + THIRD[:-1] + "\x00", "length"),
        ("IDUTO" + FIRST[5:] + SECOND + THIRD, "id_number"),
        (FIRST[:15] + "A01190000005<<0" + SECOND + THIRD, "id_number"),
        (FIRST[:14] + "8" + FIRST[15:] + SECOND + THIRD, "id_number"),
        (FIRST[:20] + "1" + FIRST[21:] + SECOND + THIRD, "id_number"),
        (FIRST + "9002154" + SECOND[7:] + THIRD, "birth_date"),
        (FIRST + SECOND[:7] + "X" + SECOND[8:] + THIRD, "sex"),
        (FIRST + SECOND[:14] + "4" + SECOND[15:] + THIRD, "expiry"),
        (FIRST + SECOND[:29] + "1" + THIRD, "composite"),
        (lines("001190000005", "900231", "F"), "birth_date"),
        (lines("001190000005", "90<<<<", "F"), "birth_date"),
        (lines("001326000005", "261123", "F"), "birth_date"),
    ],
)
def test_lines_that_do_not_hold_are_refused(raw: str, part: str) -> None:
    with pytest.raises(DeskError) as refusal:
        parse_mrz(raw, TODAY)
    assert (refusal.value.code, refusal.value.facts) == (Code.MRZ, {"part": part})


@given(st.sampled_from([*range(5, 15), *range(30, 37), *range(38, 45), 59]), st.integers(1, 9))
def test_no_single_wrong_digit_passes(place: int, step: int) -> None:
    raw = FIRST + SECOND + THIRD
    wrong = str((int(raw[place]) + step) % 10)
    with pytest.raises(DeskError):
        parse_mrz(raw[:place] + wrong + raw[place + 1 :], TODAY)


@given(st.text(max_size=100))
def test_any_text_is_read_or_refused(raw: str) -> None:
    with pytest.raises(DeskError) as refusal:
        parse_mrz(raw, TODAY)
    assert refusal.value.code is Code.MRZ
