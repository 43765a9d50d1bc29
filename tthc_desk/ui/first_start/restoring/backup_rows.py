"""Backups and numbers as people read them."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.errors import Code
from tthc_desk.ui.first_start.restoring.services import FoundBackup
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.record_table import Column
from tthc_desk.usecases.backup_facts import SeriesEnd
from tthc_desk.usecases.restoring import ReadNumber, SkippedNumbers

_SERIES_SHOWN = 4


def _tr(text: str) -> str:
    return QCoreApplication.translate("restoring", text)


def backup_columns() -> tuple[Column[FoundBackup], ...]:
    """Give the columns of a list of backups."""
    return (
        Column[FoundBackup](_tr("Lúc"), _made_at, chars=16, strong=True),
        Column[FoundBackup](_tr("Phường"), _ward, chars=20),
        Column[FoundBackup](_tr("Sự kiện"), _events, chars=8, is_number=True),
        Column[FoundBackup](_tr("Chương trình"), _program, chars=12),
        Column[FoundBackup](_tr("Mở được không"), opening_words, chars=20),
        Column[FoundBackup](_tr("Tệp"), lambda f: f.path.name, tip=lambda f: str(f.path)),
    )


def opening_words(found: FoundBackup) -> str:
    """Say whether a backup can be opened."""
    if found.problem is None:
        return _tr("✓ mở được") if found.key else _tr("▲ còn thiếu tệp khóa")
    if found.problem.code is Code.NEWER_SCHEMA:
        return _tr("✕ cần bản mới hơn")
    if found.problem.code is Code.NO_WARD:
        return _tr("✕ sổ của cấp trên")
    return _tr("✕ hỏng")


def series_words(series: str, period: str) -> str:
    """Name a series of numbers and the day or year it counts in."""
    kind, _, name = series.partition("/")
    if kind == "dossier":
        return _tr("Hồ sơ ngày {day}").format(day=formats.day(date.fromisoformat(period)))
    if kind == "list":
        return _tr("Danh sách bàn giao {name} {year}").format(name=name, year=period)
    if kind == "slip":
        return _tr("Phiếu, văn bản {name} {year}").format(name=name, year=period)
    return _tr("Số thứ tự trong sổ theo dõi {year}").format(year=period)


def end_row(end: SeriesEnd) -> tuple[str, str]:
    """Write the last number of a series: (which series, number)."""
    kind, _, name = end.series.partition("/")
    written = formats.count(end.value)
    if kind == "list":
        written = f"{name}{end.period}-{end.value:04}"
    elif kind == "slip":
        written = f"{end.value:02}/{name}"
    return series_words(end.series, end.period), written


def span_words(skipped: SkippedNumbers) -> str:
    """Write the numbers that are left out."""
    if skipped.first == skipped.last:
        return formats.count(skipped.first)
    return f"{formats.count(skipped.first)}–{formats.count(skipped.last)}"


def skipped_words(skipped: Sequence[SkippedNumbers]) -> str:
    """Write what is left out in one line; of many series the first ones, and the register's."""
    register = [one for one in skipped if one.series == "serial"]
    others = [one for one in skipped if one.series != "serial"]
    parts = [_series_span(one) for one in others[:_SERIES_SHOWN]]
    more = len(others) - _SERIES_SHOWN
    if more > 0:
        parts.append(_tr("{count} dãy số khác").format(count=formats.count(more)))
    return "; ".join((*parts, *map(_series_span, register)))


def _series_span(one: SkippedNumbers) -> str:
    return f"{series_words(one.series, one.period)}: {span_words(one)}"


def read_words(read: ReadNumber) -> str:
    """Say what a typed number was read as."""
    if read.end is None:
        return _tr("✕ không hiểu được")
    return "✓ " + series_words(read.end.series, read.end.period)


def skip_words(read: ReadNumber) -> str:
    """Say what a typed number leaves out."""
    if read.end is None:
        return "–"
    return span_words(read.skipped) if read.skipped else _tr("đã có trong bản sao")


def age_words(made_at: datetime, now: datetime) -> str:
    """Say how old a backup is."""
    days = (now.date() - made_at.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return _tr("hôm nay")
    return _tr("{days} ngày trước").format(days=formats.count(days))


def _made_at(found: FoundBackup) -> str:
    return formats.moment(found.manifest.made_at) if found.manifest else "–"


def _ward(found: FoundBackup) -> str:
    if found.manifest is None:
        return "–"
    return f"{found.manifest.facts.ward_name} ({found.manifest.facts.ward_code})"


def _events(found: FoundBackup) -> str:
    return formats.count(found.manifest.facts.chain_length) if found.manifest else "–"


def _program(found: FoundBackup) -> str:
    return found.manifest.program if found.manifest else "–"
