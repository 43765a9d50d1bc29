"""Periods of reports, by name."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_MONTHS_OF_QUARTER = 3


class Preset(Enum):
    """Periods often asked for."""

    THIS_MONTH = auto()
    LAST_MONTH = auto()
    THIS_QUARTER = auto()
    LAST_QUARTER = auto()
    THIS_YEAR = auto()
    LAST_YEAR = auto()


_WORDS = {
    Preset.THIS_MONTH: QT_TRANSLATE_NOOP("periods", "Tháng này"),
    Preset.LAST_MONTH: QT_TRANSLATE_NOOP("periods", "Tháng trước"),
    Preset.THIS_QUARTER: QT_TRANSLATE_NOOP("periods", "Quý này"),
    Preset.LAST_QUARTER: QT_TRANSLATE_NOOP("periods", "Quý trước"),
    Preset.THIS_YEAR: QT_TRANSLATE_NOOP("periods", "Năm nay"),
    Preset.LAST_YEAR: QT_TRANSLATE_NOOP("periods", "Năm trước"),
}
_LENGTHS = {
    Preset.THIS_MONTH: 1,
    Preset.LAST_MONTH: 1,
    Preset.THIS_QUARTER: _MONTHS_OF_QUARTER,
    Preset.LAST_QUARTER: _MONTHS_OF_QUARTER,
    Preset.THIS_YEAR: 12,
    Preset.LAST_YEAR: 12,
}
_BEFORE = frozenset({Preset.LAST_MONTH, Preset.LAST_QUARTER, Preset.LAST_YEAR})


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both in it."""

    first: date
    last: date


def period(preset: Preset, today: date) -> Period:
    """Give the days of a period; one that runs ends with its own last day."""
    months = _LENGTHS[preset]
    start = date(today.year, (today.month - 1) // months * months + 1, 1)
    if preset in _BEFORE:
        start = _months_later(start, -months)
    return Period(start, _months_later(start, months) - timedelta(days=1))


def preset_word(preset: Preset) -> str:
    """Name a period."""
    return QCoreApplication.translate("periods", str(_WORDS[preset]))


def _months_later(first: date, months: int) -> date:
    years, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(years, month + 1, 1)
