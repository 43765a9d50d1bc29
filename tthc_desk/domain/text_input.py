"""What a person or a file may write into a field: text, whole numbers, days."""

import re
import unicodedata
from datetime import date, datetime

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.vietnamese import nfc

NAME_LIMIT = 200
ADDRESS_LIMIT = 500
BLOCK_LIMIT = 4000

# Control, invisible and bidi, surrogate, private and unassigned characters, line separators.
_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_EMOJI = re.compile("[\u2600-\u27bf\u20e3\ufe00-\ufe0f\U0001f000-\U0001faff]")
# Languages of Vietnam put at most two marks on a letter beside those NFC joins to it.
_MARKS_IN_A_ROW = 2
_WHOLE = re.compile("0|[1-9][0-9]{0,17}")
_DAYS = (
    re.compile("(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})"),
    re.compile("(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})"),
)


def clean_line(value: object, field: str, limit: int = NAME_LIMIT, required: bool = False) -> str:
    """Write a typed line in NFC, trimmed, with single spaces.

    Markup characters pass: papers escape them. Emoji do not: no font of a paper has them.

    Args:
        value: the text; None is an empty line.
        field: input field an error names.
        limit: most characters of the cleaned line.
        required: whether an empty line is refused.

    Raises:
        DeskError: REQUIRED if it is empty and must not be; TEXT_LENGTH (limit, length);
            TEXT (at: 1-based place in the NFC text) for a character no paper can carry,
            TEXT (reason: "type") for what is no text at all.
    """
    text = _text(value, field)
    place = unfit_place(text)
    if place:
        raise DeskError(Code.TEXT, field, at=place)
    line = " ".join(text.split())
    if len(line) > limit:
        raise DeskError(Code.TEXT_LENGTH, field, limit=limit, length=len(line))
    if required and not line:
        raise DeskError(Code.REQUIRED, field)
    return line


def clean_block(value: object, field: str, limit: int = BLOCK_LIMIT, required: bool = False) -> str:
    r"""Clean a text of several lines, each as `clean_line` does; lines end in "\n".

    Empty lines at both ends are dropped.

    Raises:
        DeskError: as `clean_line`; `line` is the 1-based line of a refused character.
    """
    lines = re.split("\r\n|\r|\n", _text(value, field))
    cleaned = []
    for number, line in enumerate(lines, start=1):
        place = unfit_place(line)
        if place:
            raise DeskError(Code.TEXT, field, at=place, line=number)
        cleaned.append(" ".join(line.split()))
    text = "\n".join(cleaned).strip("\n")
    if len(text) > limit:
        raise DeskError(Code.TEXT_LENGTH, field, limit=limit, length=len(text))
    if required and not text:
        raise DeskError(Code.REQUIRED, field)
    return text


def unfit_place(text: str) -> int:
    """Find the first character that no field takes; 1-based, 0 if there is none."""
    marks = _MARKS_IN_A_ROW  # so a text cannot begin with a mark
    for place, char in enumerate(text, start=1):
        category = unicodedata.category(char)
        marks = marks + 1 if category.startswith("M") else 0
        if category in _REFUSED_CATEGORIES or char == "\ufffd" or marks > _MARKS_IN_A_ROW:
            return place
        if _EMOJI.match(char):
            return place
    return 0


def digits_only(text: str) -> bool:
    """Tell whether the text is one or more of the digits 0–9 and nothing else."""
    return re.fullmatch("[0-9]+", text) is not None


def whole_number(value: object, field: str, low: int, high: int) -> int:
    """Read a count: an int, or ASCII digits without sign, spaces or leading zeros.

    Raises:
        DeskError: COUNT (low, high) for anything else, or out of the range.
    """
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        value = int(value)
    if type(value) is not int or not low <= value <= high:
        raise DeskError(Code.COUNT, field, low=low, high=high)
    return value


def typed_day(value: object, field: str) -> date:
    """Read a day: a `date`, "1990-02-15" or "15/02/1990" (also "15/2/1990").

    Raises:
        DeskError: DATE for anything else, also for a day the calendar does not have;
            `reason` is "type" for what is no text at all.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if value is not None and not isinstance(value, str):
        raise DeskError(Code.DATE, field, reason="type")
    text = (value or "").strip(" ")
    for pattern in _DAYS:
        match = pattern.fullmatch(text)
        if match:
            return _day(match, field)
    raise DeskError(Code.DATE, field)


def _day(match: re.Match[str], field: str) -> date:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        raise DeskError(Code.DATE, field) from None


def _text(value: object, field: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise DeskError(Code.TEXT, field, reason="type")
    return nfc(value)
