"""Vietnamese letters, names and dates: one form to keep, one to search by, one to sort by."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_RANKS = {letter: chr(ord("0") + rank) for rank, letter in enumerate("0123456789" + _ALPHABET)}
# Eth and the African D look like Đ and reach us from old fonts and foreign keyboards.
_BARRED_D = str.maketrans("đðɖ", "ddd")
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def nfc(text: str) -> str:
    """Write the text in the one Unicode form this program keeps and compares."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Reduce a text to what is searched: no marks, đ as d, lower case, single spaces.

    The same for NFC and NFD; folding twice changes nothing.
    """
    decomposed = unicodedata.normalize("NFD", text.lower())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(nfc(bare.translate(_BARRED_D)).split())


def fold_tokens(text: str) -> tuple[str, ...]:
    """Split a text into its folded words; punctuation separates and is dropped."""
    return tuple(re.findall(r"[^\W_]+", fold(text)))


def name_sort_key(full_name: str) -> str:
    """Make the key by which a Vietnamese list of names is in order.

    Given name (the last word) first, then the middle names, then the surname. Each word goes by
    its letters (a ă â b c d đ e ê …), then by its tone (ngang, huyền, hỏi, ngã, sắc, nặng),
    wherever the tone mark was put: Hòa and Hoà are the same.

    Returns:
        A text whose plain code-point order is the order of the list, fit for a column.
    """
    words = nfc(full_name.lower()).split()
    ordered = words[-1:] + words[1:-1]
    surname = words[:1] if len(words) > 1 else []
    return "".join(_word_key(word) for word in ordered) + "!" + "".join(map(_word_key, surname))


def weekday_name(day: date) -> str:
    """Name the day of the week ("thứ Hai" … "Chủ nhật")."""
    return _WEEKDAYS[day.weekday()]


def day_text(day: date) -> str:
    """Write a day as dd/MM/yyyy."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def long_date(day: date) -> str:
    """Write a day as on an official paper ("ngày 05 tháng 02 năm 2026").

    Source:
        Nghị định 30/2020/NĐ-CP, Phụ lục I: a zero before days below 10 and months 1 and 2.
    """
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def percent_text(part: int, whole: int) -> str:
    """Write a share as "99,57%", cut to two decimals; "–" of nothing.

    Cut, never rounded up: 100,00% stands only where part and whole are equal.

    Raises:
        ValueError: if a number is negative.
    """
    if part < 0 or whole < 0:
        raise ValueError("a share has no negative numbers")
    if whole == 0:
        return "–"
    percent, hundredths = divmod(part * 10_000 // whole, 100)
    return f"{percent},{hundredths:02}%"


@lru_cache(maxsize=4096)
def _word_key(word: str) -> str:
    """Make letters, a space, tones, a space; a space is below every letter."""
    letters, tones = [], []
    for char in word:
        letter, tone = _letter_and_tone(char)
        letters.append(_RANKS.get(letter, letter if letter > "z" else ""))
        tones.append(tone)
    return "".join(letters) + " " + ("".join(tones) or "0") + " "


def _letter_and_tone(char: str) -> tuple[str, str]:
    """Part a letter from its tone ("ế" → "ê", "4"); a foreign mark is dropped."""
    marks = unicodedata.normalize("NFD", char)
    tone = "".join(_TONES.get(mark, "") for mark in marks)
    letter = nfc("".join(mark for mark in marks if mark not in _TONES))
    if letter in _RANKS:
        return letter, tone
    return fold(letter), tone
