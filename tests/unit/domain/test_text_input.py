"""What fields take and refuse."""

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.text_input import (
    clean_block,
    clean_line,
    digits_only,
    typed_day,
    unfit_place,
    whole_number,
)

HIDDEN = [
    "\x00", "\x1b", "\t", "\n", "\r", "\x7f", "\x85", "\u00ad", "\u061c", "\u200b", "\u200c",
    "\u200d", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2060", "\u2066",
    "\u2069", "\ufeff", "\ufffd", "\ufffe", "\ue000", "\ud800", "\U0010ffff", "\U000e0041",
    "\u0378",
]  # fmt: skip


def test_a_line_is_composed_trimmed_and_single_spaced() -> None:
    spread = unicodedata.normalize("NFD", "  Nguyễn\u00a0 Văn   Thử ")
    assert clean_line(spread, "name") == "Nguyễn Văn Thử"


@pytest.mark.parametrize("text", ["A < B", "</para>", '<font size="100000">', "R&D", "№ 5; 30°"])
def test_markup_and_signs_are_kept_as_typed(text: str) -> None:
    assert clean_line(text, "name") == text


@pytest.mark.parametrize("char", HIDDEN, ids=ascii)
def test_characters_no_paper_can_carry_are_refused_with_their_place(char: str) -> None:
    with pytest.raises(DeskError) as refusal:
        clean_line(f"Thử{char}Nghiệm", "name")
    assert (refusal.value.code, refusal.value.field) == (Code.TEXT, "name")
    assert refusal.value.facts == {"at": 4}


@pytest.mark.parametrize("char", ["😀", "☎", "✅", "🇻", "A\ufe0f", "1\u20e3"])
def test_emoji_are_refused(char: str) -> None:
    with pytest.raises(DeskError) as refusal:
        clean_line(char, "name")
    assert refusal.value.code is Code.TEXT


def test_letters_of_minority_languages_pass_and_piles_of_marks_do_not() -> None:
    assert clean_line("Y Bơ\u0306n Ê\u0306ban", "name")
    with pytest.raises(DeskError):
        clean_line("x\u0306\u0306\u0306", "name")
    with pytest.raises(DeskError):
        clean_line("\u0306a", "name")


def test_a_line_too_long_is_refused_with_the_limit() -> None:
    assert clean_line("â" * 200, "name") == "â" * 200
    with pytest.raises(DeskError) as refusal:
        clean_line("a" * 20_000, "name")
    assert refusal.value.code is Code.TEXT_LENGTH
    assert refusal.value.facts == {"limit": 200, "length": 20_000}


@pytest.mark.parametrize("value", [None, "", "   "])
def test_an_empty_line_is_refused_only_where_one_is_required(value: str | None) -> None:
    assert clean_line(value, "address") == ""
    with pytest.raises(DeskError) as refusal:
        clean_line(value, "address", required=True)
    assert refusal.value.code is Code.REQUIRED


@pytest.mark.parametrize("value", [5, True, 1.5, ["a"], b"a"])
def test_only_text_is_text(value: object) -> None:
    with pytest.raises(DeskError) as refusal:
        clean_line(value, "name")
    assert refusal.value.code is Code.TEXT
    assert refusal.value.facts == {"reason": "type"}


@pytest.mark.parametrize("value", [19900205, 1.5, ["1990-02-05"], {}])
def test_a_day_that_is_no_text_is_told_apart_from_one_that_does_not_exist(value: object) -> None:
    with pytest.raises(DeskError) as wrong_type:
        typed_day(value, "birth_date")
    with pytest.raises(DeskError) as no_day:
        typed_day("31/02/1990", "birth_date")
    assert wrong_type.value.facts == {"reason": "type"}
    assert no_day.value.facts == {}


@given(st.text(max_size=60))
def test_a_cleaned_line_is_clean_and_a_refusal_does_not_carry_it(text: str) -> None:
    try:
        line = clean_line(text, "name", 50)
    except DeskError as refusal:
        said = f"{refusal!r} {refusal.facts}"
        assert len(text) < 3 or text not in said
        return
    assert clean_line(line, "name", 50) == line
    assert unicodedata.is_normalized("NFC", line)
    assert len(line) <= 50
    assert not unfit_place(line)


def test_a_block_keeps_its_lines() -> None:
    assert clean_block("\r\n một \r\n\r\nhai  ba\n\n", "note") == "một\n\nhai ba"


def test_a_block_names_the_line_of_a_refused_character() -> None:
    with pytest.raises(DeskError) as refusal:
        clean_block("một\nha\x00i", "note")
    assert refusal.value.facts == {"at": 3, "line": 2}


def test_a_block_has_a_limit_and_may_be_required() -> None:
    with pytest.raises(DeskError) as long:
        clean_block("a\n" * 10, "note", 5)
    with pytest.raises(DeskError) as empty:
        clean_block(" \n ", "note", required=True)
    assert [long.value.code, empty.value.code] == [Code.TEXT_LENGTH, Code.REQUIRED]


def test_only_ascii_digits_are_digits() -> None:
    assert digits_only("0123456789")
    assert not any(map(digits_only, ["", "5²", "５", "٣", "1 2", "-1", "1\n"]))


@pytest.mark.parametrize("value", [1, "1", "100", 100])
def test_counts_are_read_from_numbers_and_digits(value: object) -> None:
    assert whole_number(value, "pages", 1, 100) == int(str(value))


@pytest.mark.parametrize(
    "value", [0, 101, "0", "101", "05", "-1", "+1", " 5", "5 ", "5\n", "1.0", "1e1", "1_0", "５",
              "1０", "²", "", None, True, 5.0, "9" * 5000]
)  # fmt: skip
def test_other_counts_are_refused_with_the_range(value: object) -> None:
    with pytest.raises(DeskError) as refusal:
        whole_number(value, "pages", 1, 100)
    assert (refusal.value.code, refusal.value.field) == (Code.COUNT, "pages")
    assert refusal.value.facts == {"low": 1, "high": 100}


@pytest.mark.parametrize(
    "value", [date(1990, 2, 5), "1990-02-05", "05/02/1990", "5/2/1990", " 05/02/1990 "]
)
def test_days_are_read_as_files_and_people_write_them(value: object) -> None:
    assert typed_day(value, "birth_date") == date(1990, 2, 5)


@pytest.mark.parametrize(
    "value",
    ["31/02/1990", "1990-13-01", "05-02-1990", "05/02/90", "5.2.1990", "０5/02/1990", "", None,
     19900205, "0000-01-01", datetime(1990, 2, 5)]  # noqa: DTZ001
)  # fmt: skip
def test_other_days_are_refused(value: object) -> None:
    with pytest.raises(DeskError) as refusal:
        typed_day(value, "birth_date")
    assert (refusal.value.code, refusal.value.field) == (Code.DATE, "birth_date")
