"""The calendars of a pack: `lich-<year>.csv`, and which of them a person has confirmed."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tthc_desk.app.calendar_doubts import missing_words
from tthc_desk.app.options import FIRST_YEAR, LAST_YEAR
from tthc_desk.app.pack_findings import PackFindings
from tthc_desk.app.pack_header import PROFILE
from tthc_desk.app.pack_profile import line_of
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.exchange.holiday_calendar import sift_calendar

SECTION, KEY = "calendar", "confirmed"
_FILE = re.compile(r"lich-([0-9]{4})\.csv")


def calendar_file(year: int) -> str:
    """Name the file of a year."""
    return f"lich-{year}.csv"


def confirmed_years(section: object, text: str, findings: PackFindings) -> frozenset[int]:
    """Read `[calendar] confirmed = [2026]`; a pack without the section confirms none.

    Args:
        section: as the profile has it; None when it has none.
        text: of the profile, for the lines.
    """
    if section is None:
        return frozenset()
    if not isinstance(section, Mapping):
        findings.refuse(PROFILE, line_of(text, SECTION), "calendar_confirmed")
        return frozenset()
    for key in section:
        if key != KEY:
            unknown = DeskError(Code.UNKNOWN_FIELD, f"{SECTION}.{key}"[:60], words=(KEY,))
            findings.add(PROFILE, unknown, line_of(text, f"{SECTION}.{key}"))
    years: Any = section.get(KEY, [])
    if not isinstance(years, list) or not all(_is_year(year) for year in years):
        findings.refuse(PROFILE, line_of(text, f"{SECTION}.{KEY}"), "calendar_confirmed")
        return frozenset()
    return frozenset(years)


def _is_year(year: object) -> bool:
    return type(year) is int and FIRST_YEAR <= year <= LAST_YEAR


def read_years(
    texts: Mapping[str, str],
    confirmed: frozenset[int] | None,
    asked: int | None,
    findings: PackFindings,
) -> tuple[YearCalendar, ...]:
    """Read every calendar of a pack; that of the year asked for must be there and confirmed.

    Args:
        confirmed: None where the profile cannot be read.
    """
    files = {int(found[1]): name for name in texts if (found := _FILE.fullmatch(name))}
    line = line_of(texts.get(PROFILE, ""), f"{SECTION}.{KEY}")
    if asked is not None and asked not in files:
        findings.refuse(calendar_file(asked), 1, "calendar_none", year=asked)
    elif asked is not None and confirmed is not None and asked not in confirmed:
        findings.refuse(PROFILE, line, "calendar_unconfirmed", year=asked)
    sure = confirmed or frozenset()
    for year in sorted(sure - files.keys()):
        findings.refuse(PROFILE, line, "calendar_no_file", year=year, name=calendar_file(year))
    for year in sorted(files.keys() - sure):
        if asked is not None and year > asked and confirmed is not None:
            findings.warn(files[year], 1, "calendar_later", year=year)
    read = (_year(files[y], texts, y, y in sure, findings) for y in sorted(files))
    return tuple(year for year in read if year is not None)


def _year(
    name: str, texts: Mapping[str, str], year: int, confirmed: bool, findings: PackFindings
) -> YearCalendar | None:
    found, errors = None, tuple[DeskError, ...]()
    with findings.reading(name):
        found, errors = sift_calendar(texts[name].encode())
        for error in errors:
            findings.add(name, error)
    if found is None:
        return None
    if found.year != year:
        findings.refuse(name, 2, "calendar_name", year=found.year)
        return None
    # Days that could not be read may be the ones that seem to be missing.
    missing = () if errors else missing_words(found)
    if missing:
        # Confirmed all the same: somebody holds the notice of that year in hand.
        tell = findings.warn if confirmed else findings.refuse
        tell(name, 1, "calendar_missing", year=year, missing="; ".join(missing))
    return replace(found, confirmed=confirmed)
