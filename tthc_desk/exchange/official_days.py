"""Days as other systems write them into a list: real ones, text, numbers of a spreadsheet."""

import re
from datetime import date, datetime

from openpyxl.utils.datetime import from_excel

FIRST_YEAR, LAST_YEAR = 2000, 2199
_CLOCK = r"(?:[01]?[0-9]|2[0-3])[:h][0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?"
# Day before month, as everywhere in Vietnam; a month first is never guessed.
_DAY_FIRST = re.compile(
    rf"(?:{_CLOCK} ?[,-]? ?)?(?P<d>[0-9]{{1,2}})(?P<s>[/.-])(?P<m>[0-9]{{1,2}})(?P=s)"
    rf"(?P<y>[0-9]{{4}})(?:,? {_CLOCK})?"
)
_YEAR_FIRST = re.compile(
    rf"(?P<y>[0-9]{{4}})-(?P<m>[0-9]{{1,2}})-(?P<d>[0-9]{{1,2}})"
    rf"(?:[T ]{_CLOCK}(?:Z|[+-][0-9]{{2}}:?[0-9]{{2}})?)?"
)
_LETTERS = 40


def day_of(value: object, epoch: datetime | None = None) -> date | None:
    """Read the calendar day of a cell; None for what is no day of the years 2000 to 2199.

    Args:
        epoch: from when a workbook counts its days; without it a number is no day.
    """
    if isinstance(value, datetime):
        found: date | None = value.date()
    elif isinstance(value, date):
        found = value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = _counted_day(value, epoch)
    else:
        found = _written_day(str(value))
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def _counted_day(value: float, epoch: datetime | None) -> date | None:
    try:
        found = from_excel(value, epoch) if epoch and abs(value) < 1e6 else None
    except (ValueError, OverflowError, TypeError):
        return None
    # Less than a day is a time of day.
    return found.date() if isinstance(found, datetime) else None


def _written_day(text: str) -> date | None:
    words = " ".join(text.replace("'", " ").split())[:_LETTERS]
    match = _DAY_FIRST.fullmatch(words) or _YEAR_FIRST.fullmatch(words)
    if match is None:
        return None
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
