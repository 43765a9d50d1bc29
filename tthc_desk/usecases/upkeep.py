"""What keeps a ward's rules up to date: the catalogue, the calendar of a year, the check."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeAlias

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.usecases.catalogue import (
    CatalogueDifference,
    applied,
    difference,
    in_force,
    plan,
    version_of,
)
from tthc_desk.usecases.catalogue_merge import merged
from tthc_desk.usecases.catalogue_reading import CatalogueReading
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Finding, NewEvent, Store, WriteUnit
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.rules_digest import calendar_digest, catalogue_digest

Wording: TypeAlias = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""(kind of paper, its (key, text) pairs)."""


class Upkeep:
    """Changes rules all or nothing, with an event that says so."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self._rules = rules

    def catalogue_difference(
        self,
        reading: CatalogueReading,
        from_day: date | None = None,
        *,
        overwrite: bool = False,
    ) -> CatalogueDifference:
        """Say what taking a catalogue file over would change, and what would be kept.

        Args:
            from_day: first day of changed versions; today by default.
            overwrite: take what says less than ours too; an empty cell still erases nothing.
        """
        day = from_day or self._rules.today()
        current = self._store.queries.procedures()
        held = {version.code: version for version in current if in_force(version, day)}
        news = (item for item in reading.news() if not _is_over(item.version, day))
        taken = merged(news, held, overwrite=overwrite)
        return replace(difference(current, taken.versions, day), kept=taken.kept)

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
                data = _codes(changed) | {"sha256": catalogue_digest(unit.procedures())}
                self._note(unit, EventKind.CATALOGUE_CHANGED, "catalogue", data, actor)
                unit.commit()
        return len(changed)

    def save_year(
        self, year: YearCalendar, actor: Actor, *, seen: YearCalendar | None = None
    ) -> None:
        """Keep the calendar of a year, confirmed or not.

        Args:
            seen: the year as the person had it before their eyes; None: it does not matter.

        Raises:
            DeskError: CONFLICT when the year is not as it was seen.
        """
        with self._store.write() as unit:
            # Nobody else can write while the unit is open: the other years stand as they are.
            standing = self._store.queries.calendar().years
            if seen is not None and standing.get(year.year, seen) != seen:
                raise self._changed_meanwhile(year.year)
            years = {**standing, year.year: year}
            unit.save_year(year)
            now = self._rules.moment(unit.last_event_at())
            note_year(unit, year, years.values(), actor, now)
            unit.commit()

    def save_wording(self, wording: Wording, actor: Actor) -> None:
        """Take the ward's own wording of its forms over; papers issued before keep theirs.

        Raises:
            DeskError: SUPERVISOR.
        """
        if not actor.is_supervisor:
            raise DeskError(Code.SUPERVISOR, action="forms")
        ward = replace(self._rules.book().ward, wording=wording)
        with self._store.write() as unit:
            unit.save_ward(ward)
            data: dict[str, Json] = {"papers": [kind for kind, _ in wording]}
            self._note(unit, EventKind.FORMS_CHANGED, "forms", data, actor)
            unit.commit()

    def verify(self, progress: Progress | None = None) -> Iterator[Finding]:
        """Check the whole data folder."""
        return self._store.verify(progress)

    def _changed_meanwhile(self, year: int) -> DeskError:
        last = self._store.queries.timeline(str(year))[-1]
        name = self._rules.book().ward.name_of(last.officer)
        return DeskError(Code.CONFLICT, officer=name, at=last.at, kind=last.kind, year=year)

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


def note_year(
    unit: WriteUnit, year: YearCalendar, years: Iterable[YearCalendar], actor: Actor, now: datetime
) -> None:
    """Record who kept the calendar of a year, and whether it was confirmed.

    Args:
        years: all calendars as they stand with it.
    """
    data: dict[str, Json] = {
        "confirmed": year.confirmed,
        "days": len(year.days),
        "sha256": calendar_digest(years),
    }
    unit.append(NewEvent.by(actor, now, str(year.year), EventKind.CALENDAR_CONFIRMED, data))


def require_training(store: Store) -> None:
    """Refuse anything invented outside a training ward.

    Raises:
        DeskError: TRAINING_ONLY.
    """
    if not store.queries.ward().training:
        raise DeskError(Code.TRAINING_ONLY)


def _is_over(version: Procedure, day: date) -> bool:
    return version.valid_to is not None and version.valid_to < day


def _codes(procedures: Sequence[Procedure]) -> dict[str, Json]:
    return {"versions": [f"{p.code} {p.valid_from.isoformat()}" for p in procedures]}
