"""A test ward that sends totals: its dossiers, its clock, its key."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.helpers.wards import OFFICER, SUPERVISOR, WARD, Counter, FixedClock, moment, new_store
from tthc_desk.app.wiring import Desk, wire
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.totals import Chain, Span, period_at
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.store import open_store
from tthc_desk.usecases.totals_export import PeriodState
from tthc_desk.usecases.totals_ports import ExportLine

AUGUST = Span(date(2026, 8, 1), date(2026, 8, 31))
SEPTEMBER = Span(date(2026, 9, 1), date(2026, 9, 30))
OCTOBER = Span(date(2026, 10, 1), date(2026, 10, 31))
NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 30))
SUNDAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Sender:
    """The wired ward with a few dossiers of three months."""

    desk: Desk
    counter: Counter
    clock: FixedClock

    @property
    def supervisor(self) -> Actor:
        """Seat who answers for the figures."""
        return WARD.actor(SUPERVISOR)

    @property
    def officer(self) -> Actor:
        """Seat who does not."""
        return WARD.actor(OFFICER)

    def send(
        self, span: Span, chain: Chain = Chain.MONTHLY, amend: str | None = None
    ) -> ExportLine:
        """Export a period."""
        days = (span.first, span.last)
        return self.desk.totals.export(chain, *days, self.supervisor, amend=amend)

    def correct(self, span: Span) -> str:
        """Add a dossier to a period that is over, as a late entry does."""
        entered = self.clock.now().date()
        day = span.first.isoformat()
        at = moment(span.first).isoformat()
        late = {"received_day": day, "received_at": at, "entered_late": True}
        return self.counter.receive(entered, **late).number  # type: ignore[arg-type]

    def states(self, chain: Chain = Chain.MONTHLY) -> list[PeriodState]:
        """Give where the periods of three months stand."""
        lines = self.desk.totals.calendar(chain, SEPTEMBER.first, NOVEMBER.last)
        return [line.state for line in lines]

    @property
    def folder(self) -> Path:
        """Name the data folder."""
        return self.desk.store.folder

    def sound(self) -> bool:
        """Say whether the whole file holds."""
        return [*self.desk.store.verify()] == []


@contextmanager
def sending_ward(folder: Path) -> Iterator[Sender]:
    """Make a ward, let it work for three months, open it on a Sunday of the third."""
    with new_store(folder) as store:
        counter = Counter(store)
        for span in (SEPTEMBER, OCTOBER, NOVEMBER):
            _work(counter, span)
    with reopened(folder) as sender:
        yield sender


@contextmanager
def reopened(folder: Path) -> Iterator[Sender]:
    """Open the data folder of a ward."""
    clock = FixedClock(moment(SUNDAY))
    with open_store(folder, clock) as store:
        yield Sender(wire(store, clock), Counter(store), clock)


def restored(folder: Path, to: Path) -> Path:
    """Copy what a backup holds: the book and its key, not the key that signs."""
    to.mkdir()
    for name in (DATABASE, KEY):
        shutil.copy(folder / name, to / name)
    return to


def _work(counter: Counter, span: Span) -> None:
    monday = period_at(Chain.WEEKLY, span.first.replace(day=9)).first
    number = counter.receive(monday, monday.replace(day=monday.day + 7)).number
    counter.act(number, monday, EventKind.PAID, method="cash", charge_dong=20_000, fee_dong=5_000)
    counter.act(number, monday.replace(day=monday.day + 3), EventKind.FINISHED)
    counter.receive(monday, monday.replace(day=monday.day + 9), field="Đất đai")
