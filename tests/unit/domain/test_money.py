"""Amounts: read strictly, written with dots and in words."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.money import MAX_DONG, dong, dong_text, in_words

AMOUNTS = st.integers(0, MAX_DONG)
DIGIT_WORDS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "lăm": 5, "sáu": 6,
    "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
SCALES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}


def read_words(words: str) -> int:
    """Read an amount in words, knowing nothing of how it was written."""
    total = group = digit = 0
    for word in words.removesuffix(" đồng").split():
        if word in DIGIT_WORDS:
            digit = DIGIT_WORDS[word]
        elif word == "trăm":
            group, digit = digit * 100, 0
        elif word in ("mười", "mươi"):
            group, digit = group + (10 if word == "mười" else digit * 10), 0
        elif word in SCALES:
            total, group, digit = total + (group + digit) * SCALES[word], 0, 0
        else:
            assert word == "linh"
    return total + group + digit


@pytest.mark.parametrize(
    ("value", "amount"),
    [(0, 0), ("0", 0), ("5000", 5000), ("150.000", 150_000), ("1.001.001", 1_001_001),
     (MAX_DONG, MAX_DONG), ("999.999.999.999", MAX_DONG)]
)  # fmt: skip
def test_amounts_are_read(value: object, amount: int) -> None:
    assert dong(value, "charge_dong") == amount


@pytest.mark.parametrize(
    "value",
    [
        "abc",
        "1.5",
        "-1",
        -1,
        True,
        False,
        "1e3",
        10**20,
        "1" + "0" * 20,
        "５０００",
        "5０００",
        "5_000",
        " 5000",
        "5000 ",
        "5000\n",
        "1,000",
        "1.00",
        "1000.000",
        "0.150",
        "00",
        "005",
        ".500",
        "1..000",
        "+5",
        "²",
        "٥٠٠٠",
        "",
        None,
        1.0,
        5000.0,
        float("nan"),
        MAX_DONG + 1,
        "1.000.000.000.000",
        [5],
        "9" * 5000,
        "150.000đ",
        "0x10",
    ],
    ids=lambda value: ascii(value)[:20],
)
def test_other_amounts_are_refused(value: object) -> None:
    with pytest.raises(DeskError) as refusal:
        dong(value, "charge_dong")
    assert (refusal.value.code, refusal.value.field) == (Code.MONEY, "charge_dong")


@given(AMOUNTS)
def test_what_is_written_with_dots_is_read_back(amount: int) -> None:
    assert dong(dong_text(amount), "x") == dong(str(amount), "x") == amount


@given(st.text(max_size=8))
def test_any_text_is_an_amount_in_range_or_refused(text: str) -> None:
    try:
        amount = dong(text, "x")
    except DeskError:
        return
    assert text in (str(amount), dong_text(amount))


def test_amounts_are_written_with_dots() -> None:
    assert dong_text(1_001_001) == "1.001.001"
    assert dong_text(0) == "0"
    assert dong_text(-2_000) == "-2.000"
    assert dong_text(150_000, unit=True) == "150.000 đồng"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "không đồng"),
        (5, "năm đồng"),
        (10, "mười đồng"),
        (15, "mười lăm đồng"),
        (20, "hai mươi đồng"),
        (21, "hai mươi mốt đồng"),
        (24, "hai mươi bốn đồng"),
        (25, "hai mươi lăm đồng"),
        (11, "mười một đồng"),
        (100, "một trăm đồng"),
        (105, "một trăm linh năm đồng"),
        (110, "một trăm mười đồng"),
        (111, "một trăm mười một đồng"),
        (2_000, "hai nghìn đồng"),
        (200_000, "hai trăm nghìn đồng"),
        (1_000_000, "một triệu đồng"),
        (1_000_001, "một triệu không trăm linh một đồng"),
        (1_001_001, "một triệu không trăm linh một nghìn không trăm linh một đồng"),
        (1_010_050, "một triệu không trăm mười nghìn không trăm năm mươi đồng"),
        (3_000_500_000, "ba tỷ năm trăm nghìn đồng"),
    ],
)
def test_amounts_are_said_as_accountants_say_them(amount: int, words: str) -> None:
    assert in_words(amount) == words


@given(AMOUNTS)
@example(MAX_DONG)
@example(1_000_001)
@example(1_001_000)
def test_an_independent_reader_reads_the_amount_back_from_the_words(amount: int) -> None:
    assert read_words(in_words(amount)) == amount


@pytest.mark.parametrize("amount", [-1, MAX_DONG + 1])
def test_an_amount_out_of_range_has_no_words(amount: int) -> None:
    with pytest.raises(ValueError, match="range"):
        in_words(amount)
