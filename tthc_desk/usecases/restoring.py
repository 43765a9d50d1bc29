"""Going on after a backup was put back: no number that was given out is given out again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.domain.numbering import typed_slip
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.backup_facts import Manifest, SeriesEnd
from tthc_desk.usecases.ports import NewEvent, Store, WriteUnit
from tthc_desk.usecases.rules import Rules

MOST_SKIPPED = 20_000
_LIST = re.compile(r"([A-Z]{2})([0-9]{4})-0*([1-9][0-9]{0,6})")


@dataclass(frozen=True, slots=True)
class SkippedNumbers:
    """Numbers of a series that stand on papers given out after the backup."""

    series: str
    period: str
    first: int
    last: int


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
        return tuple(self._read(" ".join(text.split()).upper()) for text in typed)

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

    def _read(self, text: str) -> SeriesEnd:
        book = self._rules.book()
        own = book.pattern.read(text)
        if own is not None and own.agency_code == book.ward.agency_code and not own.desk:
            return SeriesEnd("dossier", own.day.isoformat(), own.serial)
        found = _LIST.fullmatch(text)
        if found:
            return SeriesEnd(f"list/{found[1]}", found[2], int(found[3]))
        slip = typed_slip(text)
        if slip is None:
            raise DeskError(Code.FORMAT, "last_number", reason="last_number", value=text)
        serial, symbol = slip.number.split("/")
        year = slip.year or self._rules.today().year
        return SeriesEnd(f"slip/{symbol}", str(year), int(serial))

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


def _skip(unit: WriteUnit, end: SeriesEnd) -> SkippedNumbers | None:
    """Take the numbers of a series up to its end; None when it is there already."""
    held = unit.last_number(end.series, end.period)
    if end.value <= held:
        return None
    if end.value - held > MOST_SKIPPED:
        raise DeskError(Code.COUNT, "last_number", low=held, high=held + MOST_SKIPPED)
    while unit.next_number(end.series, end.period) < end.value:
        pass
    return SkippedNumbers(end.series, end.period, held + 1, end.value)


def _skip_serial(
    unit: WriteUnit, today: date, lost: int, last_serial: int | None
) -> list[SkippedNumbers]:
    year = str(today.year)
    last = last_serial or unit.last_number("serial", year) + lost
    found = _skip(unit, SeriesEnd("serial", year, last))
    return [found] if found else []
