"""What keeps a ward's rules up to date: the catalogue, the calendar of a year, the check."""

from collections.abc import Iterator, Sequence
from datetime import date

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.usecases.catalogue import (
    CatalogueDifference,
    applied,
    difference,
    plan,
    taken_over,
    version_of,
)
from tthc_desk.usecases.catalogue_reading import CatalogueReading
from tthc_desk.usecases.ports import Finding, NewEvent, Progress, Store, WriteUnit
from tthc_desk.usecases.rules import Rules


class Upkeep:
    """Changes rules all or nothing, with an event that says so."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self._rules = rules

    def catalogue_difference(
        self, reading: CatalogueReading, from_day: date | None = None
    ) -> CatalogueDifference:
        """Say what taking a catalogue file over would change.

        Args:
            from_day: first day of changed versions; today by default.
        """
        day = from_day or self._rules.today()
        current = self._store.queries.procedures()
        incoming = taken_over(reading.procedures(), current, reading.carried, day)
        return difference(current, incoming, day)

    def apply_catalogue(self, change: CatalogueDifference, actor: Actor) -> int:
        """Write a difference, all or nothing; give how many versions were written.

        Raises:
            DeskError: CONFLICT when a version of the same first day stands there.
        """
        accepted = plan(change)
        with self._store.write() as unit:
            before = {version_of(p): p for p in unit.procedures()}
            after = applied(before.values(), accepted)
            changed = tuple(p for p in after if before.get(version_of(p)) != p)
            if changed:
                unit.replace_procedures(changed)
                self._note(unit, EventKind.CATALOGUE_CHANGED, "catalogue", _codes(changed), actor)
                unit.commit()
        return len(changed)

    def save_year(self, year: YearCalendar, actor: Actor) -> None:
        """Keep the calendar of a year, confirmed or not."""
        with self._store.write() as unit:
            unit.save_year(year)
            data: dict[str, Json] = {"confirmed": year.confirmed, "days": len(year.days)}
            self._note(unit, EventKind.CALENDAR_CONFIRMED, str(year.year), data, actor)
            unit.commit()

    def verify(self, progress: Progress | None = None) -> Iterator[Finding]:
        """Check the whole data folder."""
        return self._store.verify(progress)

    def _note(
        self,
        unit: WriteUnit,
        kind: EventKind,
        subject: str,
        data: dict[str, Json],
        actor: Actor,
    ) -> None:
        now = self._rules.moment(unit.last_event_at())
        unit.append(NewEvent.by(actor, now, subject, kind, data))


def require_training(store: Store) -> None:
    """Refuse anything invented outside a training ward.

    Raises:
        DeskError: TRAINING_ONLY.
    """
    if not store.queries.ward().training:
        raise DeskError(Code.TRAINING_ONLY)


def _codes(procedures: Sequence[Procedure]) -> dict[str, Json]:
    return {"versions": [f"{p.code} {p.valid_from.isoformat()}" for p in procedures]}
