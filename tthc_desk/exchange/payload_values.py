"""The values a signed payload may hold; each reader raises TypeError or ValueError."""

import re
from datetime import date, datetime
from functools import lru_cache

from tthc_desk.domain.totals import NO_HASH

KEY_ID = re.compile("[0-9a-f]{16}")
WARD_CODE = re.compile("[0-9]{5}")
HASH = re.compile("[0-9a-f]{64}")

_YEARS = range(2000, 3000)
_LONGEST = 4000
# Control characters, halves of a pair that are no character, separators of lines.
_NO_LINE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")


def count(value: object, least: int = 0) -> int:
    """Read a count of at least some size; true and false are none."""
    if type(value) is not int or value < least:
        raise ValueError("no count")
    return value


def dong(value: object) -> int:
    """Read whole đồng, negative when more was given back than taken."""
    if type(value) is not int:
        raise TypeError("no whole đồng")
    return value


@lru_cache(maxsize=1024)
def line(value: object) -> str:
    """Read a line of text, not empty; the same names stand in file after file."""
    if not isinstance(value, str):
        raise TypeError("no text")
    if not 0 < len(value) <= _LONGEST or _NO_LINE.search(value):
        raise ValueError("no line of text")
    return value


def matching(pattern: re.Pattern[str], value: str) -> str:
    """Read a text of one form, the whole of it."""
    if pattern.fullmatch(value) is None:
        raise ValueError("not of this form")
    return value


def or_none(pattern: re.Pattern[str], value: str) -> str:
    """Read a text of one form, or the empty one that stands for none."""
    return NO_HASH if value == NO_HASH else matching(pattern, value)


def day(value: str) -> date:
    """Read a day, written as ISO 8601; years out of reach would overflow a calendar."""
    found = date.fromisoformat(value)
    if found.year not in _YEARS:
        raise ValueError("no day of reports")
    return found


def moment(value: str) -> datetime:
    """Read a moment with its offset, written as ISO 8601."""
    found = datetime.fromisoformat(value)
    if found.year not in _YEARS or found.tzinfo is None:
        raise ValueError("no moment of reports")
    return found
