"""Going on after a backup was put back: no number that was given out is given out again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.domain.numbering import SlipSeries, typed_slip
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.backup_facts import Manifest, SeriesEnd
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.ports import NewEvent, Store, WriteUnit
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.ward import LETTER_SYMBOLS, Ward

MOST_SKIPPED = 20_000
_LIST = re.compile(r"([A-Z]{2})([0-9]{4})-0*([1-9][0-9]{0,6})")
_LISTS = frozenset({"BG", "KQ"})


@dataclass(frozen=True, slots=True)
class IssuedSince:
    """What a person says was given out after the backup.

    Args:
        last_numbers: the last ones, as they stand on papers.
        last_serial: of the register; None: as many further as dossiers are missing.
        none: nothing was; one of the two must be said.
    """

    last_numbers: tuple[str, ...] = ()
    last_serial: int | None = None
    none: bool = False

    @property
    def is_said(self) -> bool:
        """Whether exactly one of the two was said."""
        return (bool(self.last_numbers) or self.last_serial is not None) != self.none


@dataclass(frozen=True, slots=True)
class SkippedNumbers:
    """Numbers of a series that stand on papers given out after the backup."""

    series: str
    period: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number as a person typed it, and what it would do.

    Args:
        end: what it was read as; None when it cannot be taken, `problem` says why.
        skipped: numbers left out because of it; None when the backup has them all.
    """

    text: str
    end: SeriesEnd | None
    skipped: SkippedNumbers | None = None
    problem: DeskError | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """A book that was put back.

    Args:
        kept: where the state before lies; None when there was none.
        backups: folder for backups that the book names and that is there.
    """

    folder: Path
    backup: Manifest
    skipped: tuple[SkippedNumbers, ...]
    kept: Path | None
    backups: Path | None


class Restoring:
    """Writes into a book made of a backup what happened to it."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self._rules = rules

    def last_numbers(self, typed: Iterable[str]) -> tuple[SeriesEnd, ...]:
        """Read the last numbers given out: of dossiers, lists, slips and letters.

        Raises:
            DeskError: FORMAT with the text that is none of them.
        """
        return tuple(map(self._read, typed))

    def understood(
        self, typed: Iterable[str], last_serial: int | None = None
    ) -> tuple[ReadNumber, ...]:
        """Say of each number what it is read as and what it would skip; nothing is written.

        Args:
            last_serial: of the register; its answer comes last.
        """
        with self._store.write() as unit:
            read = [self._understood(unit, text) for text in typed]
            if last_serial is not None:
                end = SeriesEnd("serial", str(self._rules.today().year), last_serial)
                read.append(_weighed(unit, str(last_serial), end))
        return tuple(read)

    def as_written(self, end: SeriesEnd) -> str:
        """Write the last number of a series as it stands on papers."""
        kind, _, name = end.series.partition("/")
        if kind == "dossier":
            book = self._rules.book()
            day = date.fromisoformat(end.period)
            return book.pattern.format(book.ward.agency_code, day, end.value)
        if kind == "list":
            return f"{name}{end.period}-{end.value:04}"
        return f"{end.value:02}/{name}-{end.period}" if name else str(end.value)

    def go_on(
        self,
        backup: Manifest,
        ends: Sequence[SeriesEnd],
        actor: Actor,
        last_serial: int | None = None,
    ) -> tuple[SkippedNumbers, ...]:
        """Let every counter go on behind the numbers given out since the backup.

        Args:
            ends: the last number of each series and day.
            last_serial: of the register; None: as many further as dossiers are missing.

        Raises:
            DeskError: COUNT when a number is further away than anyone can have gone; CLOCK.
        """
        with self._store.write() as unit:
            skipped = [found for end in ends if (found := _skip(unit, end))]
            lost = sum(s.last - s.first + 1 for s in skipped if s.series == "dossier")
            skipped += _skip_serial(unit, self._rules.today(), lost, last_serial)
            unit.append(self._event(unit, backup, skipped, actor))
            unit.commit()
        return tuple(skipped)

    def _understood(self, unit: WriteUnit, text: str) -> ReadNumber:
        try:
            return _weighed(unit, text, self._read(text))
        except DeskError as error:
            return ReadNumber(text, None, problem=error)

    def _read(self, typed: str) -> SeriesEnd:
        book, text = self._rules.book(), " ".join(typed.split()).upper()
        own = book.pattern.read(text)
        if own is not None and own.agency_code == book.ward.agency_code and not own.desk:
            return SeriesEnd("dossier", own.day.isoformat(), own.serial)
        found = _LIST.fullmatch(text)
        if found and found[1] in _LISTS:
            return SeriesEnd(f"list/{found[1]}", found[2], int(found[3]))
        slip = typed_slip(text)
        serial, _, symbol = slip.number.partition("/") if slip else ("", "", "")
        name = _slip_names(book.ward).get(symbol)
        if slip is None or name is None:
            raise DeskError(Code.FORMAT, "last_number", reason="last_number", value=typed.strip())
        year = slip.year or self._rules.today().year
        return SeriesEnd(f"slip/{name}", str(year), int(serial))

    def _event(
        self, unit: WriteUnit, backup: Manifest, skipped: Iterable[SkippedNumbers], actor: Actor
    ) -> NewEvent:
        numbers: list[Json] = [
            {"series": s.series, "period": s.period, "first": s.first, "last": s.last}
            for s in skipped
        ]
        data: dict[str, Json] = {
            "backup_made_at": backup.made_at.isoformat(),
            "chain_length": backup.facts.chain_length,
            "chain_head": backup.facts.chain_head,
            "skipped": numbers,
        }
        now = self._rules.moment(unit.last_event_at())
        return NewEvent.by(actor, now, "restore", EventKind.BOOK_RESTORED, data)


def _slip_names(ward: Ward) -> dict[str, str]:
    """Give the names of the series of slips and letters by what can be typed for them."""
    series: dict[PaperKind, SlipSeries] = {kind: ward.series_of(kind) for kind in LETTER_SYMBOLS}
    names = [one.symbol or kind.value for kind, one in series.items()]
    return {name.upper(): name for name in (*LETTER_SYMBOLS.values(), *names) if name}


def _weighed(unit: WriteUnit, text: str, end: SeriesEnd) -> ReadNumber:
    try:
        return ReadNumber(text, end, _missing(unit, end))
    except DeskError as error:
        return ReadNumber(text, None, problem=error)


def _missing(unit: WriteUnit, end: SeriesEnd) -> SkippedNumbers | None:
    """Find the numbers of a series up to its end; None when all are there already."""
    held = unit.last_number(end.series, end.period)
    if end.value <= held:
        return None
    if end.value - held > MOST_SKIPPED:
        raise DeskError(Code.COUNT, "last_number", low=held, high=held + MOST_SKIPPED)
    return SkippedNumbers(end.series, end.period, held + 1, end.value)


def _skip(unit: WriteUnit, end: SeriesEnd) -> SkippedNumbers | None:
    """Take the numbers of a series up to its end; None when it is there already."""
    missing = _missing(unit, end)
    if missing is not None:
        while unit.next_number(end.series, end.period) < end.value:
            pass
    return missing


def _skip_serial(
    unit: WriteUnit, today: date, lost: int, last_serial: int | None
) -> list[SkippedNumbers]:
    year = str(today.year)
    last = last_serial or unit.last_number("serial", year) + lost
    found = _skip(unit, SeriesEnd("serial", year, last))
    return [found] if found else []
