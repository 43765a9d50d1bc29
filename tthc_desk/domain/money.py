"""Amounts of money: whole đồng, read strictly, written with dots and in words."""

import re

from tthc_desk.domain.errors import Code, DeskError

MAX_DONG = 999_999_999_999
"""Highest amount of one entry or total: just below a thousand tỷ, decided for this program."""

_PLAIN = re.compile("0|[1-9][0-9]{0,14}")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3}){1,4}")
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu", "tỷ")


def dong(value: object, field: str) -> int:
    """Read an amount: an int, or ASCII digits, plain or with a dot every three ("150.000").

    No sign, space, decimal, exponent, underscore, leading zero or other digit.

    Raises:
        DeskError: MONEY (high: the most allowed) for anything else, or out of 0…MAX_DONG.
    """
    if isinstance(value, str) and (_PLAIN.fullmatch(value) or _GROUPED.fullmatch(value)):
        value = int(value.replace(".", ""))
    if type(value) is not int or not 0 <= value <= MAX_DONG:
        raise DeskError(Code.MONEY, field, high=MAX_DONG)
    return value


def dong_text(amount_dong: int, *, unit: bool = False) -> str:
    """Write an amount with dots ("1.001.001"), with `unit` followed by " đồng".

    A difference may be negative.
    """
    text = f"{amount_dong:,}".replace(",", ".")
    return f"{text} đồng" if unit else text


def in_words(amount_dong: int) -> str:
    """Write an amount in words as an accountant does, in lower case, ending in "đồng".

    A group below a higher one says its hundreds ("không trăm linh một"), a group of zeros is
    left out. Decided for this program: "nghìn", "linh", "bốn" also after "mươi".

    Raises:
        ValueError: if the amount is not in 0…MAX_DONG.
    """
    if not 0 <= amount_dong <= MAX_DONG:
        raise ValueError("amount out of range")
    if amount_dong == 0:
        return "không đồng"
    words: list[str] = []
    for power in range(len(_GROUPS) - 1, -1, -1):
        group = amount_dong // 1000**power % 1000
        if group:
            words += [*_group_words(group, full=bool(words)), _GROUPS[power]]
    return " ".join(word for word in [*words, "đồng"] if word)


def _group_words(group: int, *, full: bool) -> list[str]:
    """Say a number of 1…999; `full` says the hundreds even if there are none."""
    hundreds, rest = divmod(group, 100)
    if not hundreds and not full:
        return _tens_words(rest, after_hundreds=False)
    return [_DIGITS[hundreds], "trăm", *_tens_words(rest, after_hundreds=True)]


def _tens_words(rest: int, *, after_hundreds: bool) -> list[str]:
    tens, unit = divmod(rest, 10)
    if tens == 0:
        return _lone_unit(unit, after_hundreds=after_hundreds)
    spoken = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if unit == 1 and tens > 1:
        return [*spoken, "mốt"]
    if unit == 5:
        return [*spoken, "lăm"]
    return [*spoken, _DIGITS[unit]] if unit else spoken


def _lone_unit(unit: int, *, after_hundreds: bool) -> list[str]:
    if unit == 0:
        return []
    return ["linh", _DIGITS[unit]] if after_hundreds else [_DIGITS[unit]]
