"""What was typed is shown as typed, or with a visible mark."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.paper_samples import EVERY_LETTER
from tthc_desk.documents.fonts import Face, letters
from tthc_desk.documents.lettering import (
    Run,
    break_lines,
    line_width,
    text,
    unprintable,
)

_ANY = st.text(st.characters(codec="utf-8"), max_size=300)


def _joined(words: str, size: float, width: float) -> list[str]:
    lines = break_lines([Run(words)], size, width)
    return ["".join(run.words for run in line) for line in lines]


@pytest.mark.parametrize("letters_", [EVERY_LETTER, EVERY_LETTER.upper()])
def test_every_vietnamese_letter_is_printed_as_it_is_in_either_form(letters_: str) -> None:
    assert text(letters_) == letters_
    assert text(unicodedata.normalize("NFD", letters_)) == letters_
    assert unprintable(letters_) == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("A < B", "A < B"),
        ("</para><b>x", "</para><b>x"),
        ("a\x00b\x1bc", "a□b□c"),
        ("Nguyễn\u202eVăn", "Nguyễn□Văn"),
        ("khoảng\u200bkhông", "khoảng□không"),
        ("😀", "□"),
        ("\u05d0\u0627", "□□"),
        ("漢", "□"),
        ("hai\ndòng\tvà\u00a0nữa", "hai dòng và nữa"),
        ("\ud800", "□"),
    ],
)
def test_what_has_no_letter_is_shown_as_a_mark_and_nothing_is_markup(
    typed: str, shown: str
) -> None:
    assert text(typed) == shown


def test_replaced_characters_are_named_once_in_order() -> None:
    assert unprintable("a😀b漢😀\x00") == "😀漢\x00"


@given(_ANY)
def test_text_keeps_every_printable_letter_and_marks_each_other_one(typed: str) -> None:
    composed = unicodedata.normalize("NFC", typed)
    shown = text(typed)
    assert len(shown) == len(composed)
    assert all(ord(char) in letters() for char in shown)
    changed = {old for old, new in zip(composed, shown, strict=True) if old != new}
    assert {char for char in changed if not char.isspace()} <= set(unprintable(typed))
    assert text(shown) == shown


@given(_ANY, st.floats(20, 400))
def test_lines_fit_their_width_and_lose_nothing_but_spaces(typed: str, width: float) -> None:
    lines = break_lines([Run(typed), Run(" tiếp ", Face.BOLD)], 10, width)
    assert all(line_width(line, 10) <= width + 0.001 for line in lines)
    kept = "".join(run.words for line in lines for run in line)
    assert kept.replace(" ", "") == text(typed + " tiếp ").replace(" ", "")


def test_a_word_wider_than_the_line_is_broken_between_letters() -> None:
    pieces = _joined("Ỗ" * 200, 10, 100)
    assert len(pieces) > 5
    assert "".join(pieces) == "Ỗ" * 200


def test_a_number_too_wide_for_its_column_is_broken_behind_a_hyphen() -> None:
    assert _joined("000.00.15.H26-261120-T0007", 10, 110)[0].endswith("-")


def test_runs_of_different_typefaces_share_a_line() -> None:
    (line,) = break_lines([Run("Người nộp: "), Run("Trần Thị Thử", Face.BOLD)], 10, 400)
    assert [run.face for run in line] == [Face.REGULAR, Face.BOLD]
