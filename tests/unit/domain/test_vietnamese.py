"""Letters, names and dates."""

import unicodedata
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.domain.vietnamese import (
    day_text,
    fold,
    fold_tokens,
    long_date,
    name_sort_key,
    nfc,
    percent_text,
    weekday_name,
)

LETTERS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậ ĐẾỬỢ", max_size=30)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đức", "duc"),
        ("Ðức", "duc"),  # written with the Icelandic letter
        ("  NGUYỄN\t Thị   Hường ", "nguyen thi huong"),
        ("Ư Ơ Ă Â Ê Ô", "u o a a e o"),
        ("Tổ 5, Mỹ Đình 2", "to 5, my dinh 2"),
    ],
)
def test_fold_strips_marks_and_bars(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_fold_is_the_same_for_both_unicode_forms_and_stable(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(nfc(text))
    assert fold(fold(text)) == fold(text)


@given(LETTERS)
def test_folded_vietnamese_is_plain_ascii(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text) == fold(text.upper())


def test_tokens_are_words_without_punctuation() -> None:
    assert fold_tokens('Số 5/2, "Đường" Lê-Đức_Thọ') == (
        "so",
        "5",
        "2",
        "duong",
        "le",
        "duc",
        "tho",
    )
    assert fold_tokens("… ") == ()


def in_order(*names: str) -> bool:
    keys = [name_sort_key(name) for name in names]
    return all(first < second for first, second in pairwise(keys))


def test_names_go_by_given_name_then_middle_names_then_surname() -> None:
    assert in_order("Vũ Thị An", "Bùi Văn An", "Đỗ Văn An", "Lê Văn An", "An Thị Bình")


def test_a_name_without_middle_name_goes_before_those_with_one() -> None:
    assert in_order("Lê Cường", "Bùi Anh Cường", "Lê Văn Cường")


def test_letters_go_by_the_vietnamese_alphabet() -> None:
    assert in_order(*"aăâbcdđeêghiklmnoôơpqrstuưvxy")


def test_tones_go_in_dictionary_order_after_the_letters() -> None:
    assert in_order("Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mai", "Mă", "Mặ", "Mâ")


def test_all_of_one_given_name_stand_together_whatever_the_surname() -> None:
    assert in_order("Vũ Hà", "Bùi Hạ")
    assert in_order("Vũ Hoa", "Bùi Hoà", "Vũ Hòa")


def test_the_place_of_the_tone_mark_does_not_matter() -> None:
    assert name_sort_key("Lê Hòa") == name_sort_key("LÊ HOÀ")


@given(LETTERS)
def test_the_sort_key_is_the_same_for_both_unicode_forms_and_cases(name: str) -> None:
    key = name_sort_key(name)
    assert key == name_sort_key(unicodedata.normalize("NFD", name)) == name_sort_key(name.upper())
    assert key.isascii()


@given(st.text(max_size=20))
def test_any_text_has_a_sort_key(text: str) -> None:
    assert name_sort_key(text)


def test_days_are_named_and_written() -> None:
    sunday = date(2026, 11, 22)
    assert weekday_name(sunday) == "Chủ nhật"
    assert weekday_name(date(2026, 11, 23)) == "thứ Hai"
    assert weekday_name(date(2026, 11, 28)) == "thứ Bảy"
    assert day_text(date(2026, 3, 5)) == "05/03/2026"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 9, 10), "ngày 10 tháng 9 năm 2026"),
        (date(2026, 12, 1), "ngày 01 tháng 12 năm 2026"),
    ],
)
def test_dates_of_official_papers_have_zeros_as_the_decree_says(day: date, text: str) -> None:
    assert long_date(day) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (98_424, 98_840, "99,57%"),
        (99_999, 100_000, "99,99%"),
        (999_999, 1_000_000, "99,99%"),
        (7, 7, "100,00%"),
        (1, 3, "33,33%"),
        (2, 3, "66,66%"),
        (0, 5, "0,00%"),
        (1, 1000, "0,10%"),
        (0, 0, "–"),
    ],
)
def test_shares_are_cut(part: int, whole: int, text: str) -> None:
    assert percent_text(part, whole) == text


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_nobody_reads_one_hundred_unless_it_is_all(part: int, whole: int) -> None:
    part = min(part, whole)
    assert (percent_text(part, whole) == "100,00%") == (part == whole)


def test_a_negative_share_is_an_error() -> None:
    with pytest.raises(ValueError, match="negative"):
        percent_text(-1, 5)
