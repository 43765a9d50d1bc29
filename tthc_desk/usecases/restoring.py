"""Going on after a backup was put back: no number that was given out is given out again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.domain.numbering import typed_slip
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.backup_facts import Manifest, SeriesEnd
from tthc_desk.usecases.lost_work import LostEvent
from tthc_desk.usecases.numbers_since import (
    LISTS,
    GivenNumbers,
    NumbersSince,
    SkippedNumbers,
    slip_names,
)
from tthc_desk.usecases.ports import NewEvent, Store, WriteUnit
from tthc_desk.usecases.rules import Rules

__all__ = ["IssuedSince", "ReadNumber", "Restored", "Restoring", "SkippedNumbers"]

_LIST = re.compile(r"([A-Z]{2})([0-9]{4})-([0-9]{1,7})")
_NO_SLIP = re.compile("^0+(?= ?/)")


@dataclass(frozen=True, slots=True)
class IssuedSince:
    """What a person says was given out after the backup.

    Args:
        last_numbers: the last ones, as they stand on papers; every series not among them is left
            out by a margin.
        last_serial: of the register; None: as many further as dossiers may be missing.
        none: nothing was.
        unknown: nobody knows; one of the three must be said where the replaced book is silent.
    """

    last_numbers: tuple[str, ...] = ()
    last_serial: int | None = None
    none: bool = False
    unknown: bool = False

    @property
    def is_said(self) -> bool:
        """Whether exactly one of the three was said."""
        return self._said == 1

    @property
    def is_contradictory(self) -> bool:
        """Whether more than one of the three was said."""
        return self._said > 1

    @property
    def _said(self) -> int:
        typed = bool(self.last_numbers) or self.last_serial is not None
        return (typed, self.none, self.unknown).count(True)


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number as a person typed it, and what it would do.

    Args:
        end: what it was read as; None when it cannot be taken, `problem` says why.
        skipped: numbers left out because of it; None when all up to it are known.
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
        lost: what the state before knows and the restored book does not; None where nobody can
            say.
        has_signed: the ward had a signing key, which no backup holds.
    """

    folder: Path
    backup: Manifest
    skipped: tuple[SkippedNumbers, ...]
    kept: Path | None
    backups: Path | None
    lost: tuple[LostEvent, ...] | None = None
    has_signed: bool = False


class Restoring:
    """Writes into a book made of a backup what happened to it.

    Args:
        given: what the book it replaces says; an empty one knows nothing.
    """

    def __init__(
        self, store: Store, rules: Rules, backup: Manifest, given: GivenNumbers | None = None
    ) -> None:
        self._store = store
        self._rules = rules
        self._backup = backup
        self._given = given or GivenNumbers()

    def understood(
        self, typed: Iterable[str], last_serial: int | None = None
    ) -> tuple[ReadNumber, ...]:
        """Say of each number what it is read as and what it would skip; nothing is written.

        Args:
            last_serial: of the register; its answer comes last.
        """
        with self._store.write() as unit:
            since = self._since(unit)
            read = [self._understood(since, text) for text in typed]
            if last_serial is not None:
                read.append(_weighed(since, str(last_serial), since.serial(last_serial)))
        return tuple(read)

    def planned(self, issued: IssuedSince) -> tuple[SkippedNumbers, ...]:
        """Say all that would be skipped; nothing is written.

        Raises:
            DeskError: as `go_on`.
        """
        with self._store.write() as unit:
            return self._skipped(unit, issued)

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

    def go_on(self, issued: IssuedSince, actor: Actor) -> tuple[SkippedNumbers, ...]:
        """Let every counter go on behind the numbers given out since the backup.

        Raises:
            DeskError: FORMAT of a number that is none; DATE, COUNT of one that cannot be the last;
                CLOCK.
        """
        with self._store.write() as unit:
            skipped = self._skipped(unit, issued)
            for one in skipped:
                while unit.next_number(one.series, one.period) < one.last:
                    pass
            unit.append(self._event(unit, skipped, actor))
            unit.commit()
        return skipped

    def _since(self, unit: WriteUnit) -> NumbersSince:
        book, today = self._rules.book(), self._rules.today()
        return NumbersSince(unit, book, today, self._backup, self._given)

    def _skipped(self, unit: WriteUnit, issued: IssuedSince) -> tuple[SkippedNumbers, ...]:
        ends = tuple(map(self._read, issued.last_numbers))
        rest = not (self._given.whole or issued.none)
        return self._since(unit).targets(ends, issued.last_serial, rest=rest)

    def _understood(self, since: NumbersSince, text: str) -> ReadNumber:
        try:
            return _weighed(since, text, self._read(text))
        except DeskError as error:
            return ReadNumber(text, None, problem=error)

    def _read(self, typed: str) -> SeriesEnd:
        book, text = self._rules.book(), " ".join(typed.split()).upper()
        own = book.pattern.read(text)
        if own is not None and own.agency_code == book.ward.agency_code and not own.desk:
            return SeriesEnd("dossier", own.day.isoformat(), own.serial)
        found = _LIST.fullmatch(text)
        if found and f"list/{found[1]}" in LISTS:
            return SeriesEnd(f"list/{found[1]}", found[2], int(found[3]))
        # "00/HDHT" says that none was given out yet.
        counted = _NO_SLIP.sub("1", text, count=1)
        slip = typed_slip(counted)
        serial, _, symbol = slip.number.partition("/") if slip else ("", "", "")
        name = slip_names(book.ward).get(symbol)
        if slip is None or name is None:
            raise DeskError(Code.FORMAT, "last_number", reason="last_number", value=typed.strip())
        year = slip.year or self._rules.today().year
        return SeriesEnd(f"slip/{name}", str(year), int(serial) if counted == text else 0)

    def _event(self, unit: WriteUnit, skipped: Iterable[SkippedNumbers], actor: Actor) -> NewEvent:
        numbers: list[Json] = [
            {"series": s.series, "period": s.period, "first": s.first, "last": s.last}
            for s in skipped
        ]
        data: dict[str, Json] = {
            "backup_made_at": self._backup.made_at.isoformat(),
            "chain_length": self._backup.facts.chain_length,
            "chain_head": self._backup.facts.chain_head,
            "skipped": numbers,
        }
        now = self._rules.moment(unit.last_event_at())
        return NewEvent.by(actor, now, "restore", EventKind.BOOK_RESTORED, data)


def _weighed(since: NumbersSince, text: str, end: SeriesEnd) -> ReadNumber:
    try:
        return ReadNumber(text, end, since.weigh(end))
    except DeskError as error:
        return ReadNumber(text, None, problem=error)
