"""Behind which numbers a restored book goes on: every number that was given out, known or not."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tthc_desk.domain.day_closing import business_day
from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.usecases.backup_facts import Manifest, SeriesEnd
from tthc_desk.usecases.ports import WriteUnit
from tthc_desk.usecases.rules import RuleBook
from tthc_desk.usecases.ward import LETTER_SYMBOLS, Ward

MOST_SKIPPED = 20_000
"""How far behind the last known number a typed one may lie."""
DAY_MARGIN, SERIES_MARGIN, LATE_MARGIN = 1_000, 500, 100
"""Numbers left out where nobody knows the last one: of the dossiers of a day the counter was open;
of a yearly series; of a day off or one before the backup, to which receipts written by hand are
added later. More than any ward gives out; decided for this program."""
LATE_DAYS = 31
LISTS = ("list/BG", "list/KQ")
_DAY = timedelta(1)

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class GivenNumbers:
    """What the book that is being replaced says of the numbers it gave out.

    Args:
        ends: the last number of every series and period, as far as they could be read.
        whole: it goes on from the backup and every counter was read: nobody need be asked.
        left_out: up to where earlier restorings in this folder went on; papers may end before it.
    """

    ends: tuple[SeriesEnd, ...] = ()
    whole: bool = False
    left_out: tuple[SeriesEnd, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedNumbers:
    """Numbers of a series that stand, or may stand, on papers given out after the backup."""

    series: str
    period: str
    first: int
    last: int


class NumbersSince:
    """Weighs what is known of the numbers given out after a backup; takes none itself."""

    def __init__(
        self, unit: WriteUnit, book: RuleBook, today: date, backup: Manifest, given: GivenNumbers
    ) -> None:
        self._unit = unit
        self._ward = book.ward
        self._today = today
        self._backup = backup
        self._given = {_key(end): end.value for end in given.ends}
        self._is_whole = given.whole
        self._left_out_before = {_key(end): end.value for end in given.left_out}
        self._calendar = book.calendar
        self._first = local_day(backup.made_at)
        # After a closing the numbers are those of the next day the counter opens.
        self._last = max(self._first, business_day(today, today, lambda: book.calendar))

    def held(self, series: str, period: str) -> int:
        """Give the last number that is known for certain, by the backup or the replaced book."""
        return max(self._unit.last_number(series, period), self._given.get((series, period), 0))

    def weigh(self, end: SeriesEnd) -> SkippedNumbers | None:
        """Say what a number a person typed leaves out; None when all up to it are known.

        Raises:
            DeskError: DATE of a day before the backup or ahead; COUNT when more is known to have
                been given out, or when nobody can have gone that far.
        """
        self._check_period(end)
        held = self.held(end.series, end.period)
        if end.value < held:
            raise DeskError(
                Code.COUNT, "last_number", reason="given_out", value=end.value, held=held
            )
        high = max(held, self._left_out_before.get(_key(end), 0)) + MOST_SKIPPED
        if end.value > high:
            raise DeskError(Code.COUNT, "last_number", low=held, high=high)
        return SkippedNumbers(*_key(end), held + 1, end.value) if end.value > held else None

    def serial(self, value: int) -> SeriesEnd:
        """Give a number of the register, which is that of this year."""
        return SeriesEnd("serial", str(self._today.year), value)

    def targets(
        self, typed: Sequence[SeriesEnd], last_serial: int | None, *, rest: bool
    ) -> tuple[SkippedNumbers, ...]:
        """Say what is left out: what the replaced book gave out, what was typed, and the rest.

        Args:
            rest: series nobody named may have gone on, too: they are left out by a margin.

        Raises:
            DeskError: as `weigh`.
        """
        found = {
            key: max(self._given.get(key, 0), self._left_out_before.get(key, 0))
            for key in (*self._given, *self._left_out_before)
        }
        for end in typed:
            self.weigh(end)
            found[_key(end)] = max(end.value, found.get(_key(end), 0))
        serials = self._typed_serial(found, last_serial)
        counted = dict(found)
        if rest:
            answered = set(map(_key, typed))
            for key, margin in self._open_series():
                if key not in answered:
                    found[key] = max(self.held(*key), found.get(key, 0)) + margin
                    # The others have few dossiers, which the register counts together.
                    counted |= {key: found[key]} if margin == DAY_MARGIN else {}
        years = {period[:4] for series, period in found if series in ("dossier", "serial")}
        found |= self._serials(counted, years, DAY_MARGIN if rest else 0) | serials
        # The register's last, as one reads them.
        ordered = sorted(found.items(), key=lambda item: item[0][0] == "serial")
        skipped = (self._left_out(key, value) for key, value in ordered)
        return tuple(one for one in skipped if one is not None)

    def _left_out(self, key: _Key, value: int) -> SkippedNumbers | None:
        inside = self._unit.last_number(*key)
        return SkippedNumbers(*key, inside + 1, value) if value > inside else None

    def _typed_serial(self, certain: dict[_Key, int], last_serial: int | None) -> dict[_Key, int]:
        if last_serial is None:
            return {}
        typed = self.serial(last_serial)
        self.weigh(typed)
        behind = self._serial_behind(certain, typed.period)
        return {_key(typed): max(last_serial, behind, certain.get(_key(typed), 0))}

    def _serials(
        self, found: dict[_Key, int], years: Iterable[str], margin: int
    ) -> dict[_Key, int]:
        """Let the register go on behind as many dossiers as may be missing."""
        ends: dict[_Key, int] = {}
        for year in years:
            key = ("serial", year)
            behind = self._serial_behind(found, year) + margin
            ends[key] = max(behind, self.held(*key), found.get(key, 0))
        return ends

    def _serial_behind(self, ends: dict[_Key, int], year: str) -> int:
        """Give the serial that the last of a year's dossiers can have had."""
        if self._is_whole:
            return self._serial_since(self.held, ends, year)
        # Counted from the backup, and from where an earlier restoring here went on.
        inside = self._unit.last_number
        return max(
            self._serial_since(inside, ends, year),
            self._serial_since(
                lambda *key: max(inside(*key), self._left_out_before.get(key, 0)), ends, year
            ),
        )

    def _serial_since(
        self, known: Callable[[str, str], int], ends: dict[_Key, int], year: str
    ) -> int:
        more = (
            max(value - known(series, period), 0)
            for (series, period), value in ends.items()
            if series == "dossier" and period.startswith(year)
        )
        return known("serial", year) + sum(more)

    def _open_series(self) -> Iterator[tuple[_Key, int]]:
        """List what may have gone on after the backup, with how much is left out of it."""
        day = self._first - LATE_DAYS * _DAY
        while day <= self._last:
            is_usual = self._first <= day <= self._today and self._is_open(day)
            yield ("dossier", day.isoformat()), DAY_MARGIN if is_usual else LATE_MARGIN
            day += _DAY
        for year in range(self._first.year, self._last.year + 1):
            for series in self._yearly():
                yield (series, str(year)), SERIES_MARGIN

    def _is_open(self, day: date) -> bool:
        """Tell whether the counter opens on a day; of a year without a calendar each day counts."""
        return day.year not in self._calendar.years or self._calendar.day(day).reception_open

    def _yearly(self) -> Iterable[str]:
        used = (end.series for end in self._backup.facts.numbers if "/" in end.series)
        letters = (f"slip/{name}" for name in slip_names(self._ward).values())
        return dict.fromkeys((*LISTS, *letters, *used))

    def _check_period(self, end: SeriesEnd) -> None:
        if end.series == "dossier":
            inside = self._first <= date.fromisoformat(end.period) <= self._last
        else:
            inside = self._first.year <= int(end.period) <= self._last.year
        if not inside:
            raise DeskError(
                Code.DATE, "last_number", reason="since_backup", start=self._first, last=self._last
            )


def slip_names(ward: Ward) -> dict[str, str]:
    """Give the names of the series of slips and letters by what can be typed for them."""
    series = {kind: ward.series_of(kind) for kind in LETTER_SYMBOLS}
    names = [one.symbol or kind.value for kind, one in series.items()]
    return {name.upper(): name for name in (*LETTER_SYMBOLS.values(), *names) if name}


def _key(end: SeriesEnd) -> _Key:
    return end.series, end.period
