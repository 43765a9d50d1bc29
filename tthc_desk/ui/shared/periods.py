"""Periods of reports, by the names an officer chooses them by."""

from datetime import date, timedelta
from enum import Enum, auto

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tthc_desk.domain.report_periods import PeriodKind, ReportPeriod, period_at, period_before


class Preset(Enum):
    """Periods often asked for; FREE leaves the days to the officer."""

    TODAY = auto()
    THIS_WEEK = auto()
    THIS_MONTH = auto()
    LAST_MONTH = auto()
    THIS_QUARTER = auto()
    LAST_QUARTER = auto()
    THIS_YEAR = auto()
    LAST_YEAR = auto()
    THIS_QUARTER_15 = auto()
    LAST_QUARTER_15 = auto()
    THIS_YEAR_15 = auto()
    FREE = auto()


_WORDS = {
    Preset.TODAY: QT_TRANSLATE_NOOP("periods", "Hôm nay"),
    Preset.THIS_WEEK: QT_TRANSLATE_NOOP("periods", "Tuần này"),
    Preset.THIS_MONTH: QT_TRANSLATE_NOOP("periods", "Tháng này"),
    Preset.LAST_MONTH: QT_TRANSLATE_NOOP("periods", "Tháng trước"),
    Preset.THIS_QUARTER: QT_TRANSLATE_NOOP("periods", "Quý này"),
    Preset.LAST_QUARTER: QT_TRANSLATE_NOOP("periods", "Quý trước"),
    Preset.THIS_YEAR: QT_TRANSLATE_NOOP("periods", "Năm nay"),
    Preset.LAST_YEAR: QT_TRANSLATE_NOOP("periods", "Năm trước"),
    Preset.THIS_QUARTER_15: QT_TRANSLATE_NOOP("periods", "Quý này, 15→14"),
    Preset.LAST_QUARTER_15: QT_TRANSLATE_NOOP("periods", "Quý trước, 15→14"),
    Preset.THIS_YEAR_15: QT_TRANSLATE_NOOP("periods", "Năm nay, 15→14"),
    Preset.FREE: QT_TRANSLATE_NOOP("periods", "Ngày tự chọn"),
}
_KINDS = {
    Preset.THIS_MONTH: PeriodKind.MONTH,
    Preset.LAST_MONTH: PeriodKind.MONTH,
    Preset.THIS_QUARTER: PeriodKind.QUARTER,
    Preset.LAST_QUARTER: PeriodKind.QUARTER,
    Preset.THIS_YEAR: PeriodKind.YEAR,
    Preset.LAST_YEAR: PeriodKind.YEAR,
    Preset.THIS_QUARTER_15: PeriodKind.QUARTER_15,
    Preset.LAST_QUARTER_15: PeriodKind.QUARTER_15,
    Preset.THIS_YEAR_15: PeriodKind.YEAR_15,
}
_BEFORE = frozenset(
    {Preset.LAST_MONTH, Preset.LAST_QUARTER, Preset.LAST_YEAR, Preset.LAST_QUARTER_15}
)


def period(preset: Preset, today: date) -> ReportPeriod:
    """Give the days of a period; one that runs ends with its own last day.

    Raises:
        KeyError: for FREE.
    """
    if preset is Preset.TODAY:
        return ReportPeriod(today, today)
    if preset is Preset.THIS_WEEK:
        monday = today - timedelta(today.weekday())
        return ReportPeriod(monday, monday + timedelta(6))
    found = period_at(_KINDS[preset], today)
    return period_before(found) if preset in _BEFORE else found


def remembered_preset(name: str, other: Preset) -> Preset:
    """Give the period of a remembered name, another when there is none of it."""
    return Preset[name] if name in Preset.__members__ else other


def preset_word(preset: Preset) -> str:
    """Name a period."""
    return QCoreApplication.translate("periods", str(_WORDS[preset]))
