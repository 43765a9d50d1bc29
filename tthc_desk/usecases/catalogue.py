"""What a new catalogue would change in the ward's procedures, and the versions to write for it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Procedure
from tthc_desk.usecases.catalogue_merge import KeptFields, loses

# The days a version holds are its place in time, not something it says of the procedure.
_PLACE = frozenset({"valid_from", "valid_to"})
# Where a row was read is shown beside a change, but is none by itself.
_PROVENANCE = frozenset({"source", "certainty"})


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """What tells one version of a procedure from every other."""

    code: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a procedure that would read otherwise.

    Args:
        loses: it would say less than before.
    """

    name: str
    old: object
    new: object
    loses: bool = False


@dataclass(frozen=True, slots=True)
class ProcedureChange:
    """A version that would follow another one.

    Args:
        old: as in force on the first day of `new`.
        fields: in the order of `Procedure`, never empty.
    """

    old: Procedure
    new: Procedure
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Closure:
    """A version that would end, and its last day in force."""

    procedure: Procedure
    last_day: date


@dataclass(frozen=True, slots=True)
class CatalogueDifference:
    """All that would change, for a person to read before accepting it.

    Args:
        closed: versions that end and are followed by none.
        unchanged: versions in force that say the same.
        absent: versions, in force or to come, that the new catalogue does not speak of; kept.
        conflicts: versions that differ from one beginning on the very same day.
        kept: what stays as the ward has it although the file says less.
    """

    added: tuple[Procedure, ...]
    changed: tuple[ProcedureChange, ...]
    closed: tuple[Closure, ...]
    unchanged: tuple[Procedure, ...]
    absent: tuple[Procedure, ...]
    conflicts: tuple[ProcedureChange, ...]
    kept: tuple[KeptFields, ...] = ()


@dataclass(frozen=True, slots=True)
class CataloguePlan:
    """What to write in one transaction: last days first, then the new versions."""

    close: tuple[tuple[Version, date], ...]
    open: tuple[Procedure, ...]


def version_of(procedure: Procedure) -> Version:
    """Name the version a procedure record is."""
    return Version(procedure.code, procedure.valid_from)


def in_force(procedure: Procedure, day: date) -> bool:
    """Tell whether a version holds for dossiers received on a day."""
    return procedure.valid_from <= day and (procedure.valid_to is None or day <= procedure.valid_to)


def version_on(procedures: Iterable[Procedure], code: str, day: date) -> Procedure:
    """Find the version of a procedure a dossier received on a day is bound to.

    Raises:
        DeskError: PROCEDURE when the catalogue has none of that code for that day.
    """
    for procedure in procedures:
        if procedure.code == code and in_force(procedure, day):
            return procedure
    raise DeskError(Code.PROCEDURE, field="procedure", value=code, day=day)


def difference(
    current: Sequence[Procedure],
    incoming: Sequence[Procedure],
    from_day: date,
    *,
    complete: bool = False,
) -> CatalogueDifference:
    """Compare a catalogue with the ward's from a day on; days before it are never touched.

    Args:
        current: every version the ward has.
        incoming: versions of the new catalogue, of one code never two for one day; what they
            say of days before `from_day` is left aside.
        from_day: first day of the new catalogue.
        complete: the new catalogue names every procedure: what it lacks ends.
    """
    sorting = _Sorting(current)
    for version in sorted(incoming, key=version_of):
        if version.valid_to is None or version.valid_to >= from_day:
            sorting.take(replace(version, valid_from=max(version.valid_from, from_day)))
    sorting.leave({version.code for version in incoming}, from_day, complete=complete)
    return sorting.result()


def plan(change: CatalogueDifference) -> CataloguePlan:
    """Turn a difference into the versions to write, all or none.

    Raises:
        DeskError: CONFLICT, with the codes, when a version of the same first day stands there:
            what was in force that day is not replaced; another first day has to be chosen.
    """
    if change.conflicts:
        codes = tuple(conflict.new.code for conflict in change.conflicts)
        raise DeskError(Code.CONFLICT, field="valid_from", codes=codes)
    ends = [(version_of(c.procedure), c.last_day) for c in change.closed]
    ends += [(version_of(c.old), _day_before(c.new.valid_from)) for c in change.changed]
    opened = (*change.added, *(changed.new for changed in change.changed))
    return CataloguePlan(tuple(sorted(ends)), tuple(sorted(opened, key=version_of)))


def applied(current: Iterable[Procedure], accepted: CataloguePlan) -> tuple[Procedure, ...]:
    """List the versions there are once a plan is written."""
    ends: Mapping[Version, date] = dict(accepted.close)
    kept = (
        replace(version, valid_to=ends.get(version_of(version), version.valid_to))
        for version in current
    )
    return tuple(sorted((*kept, *accepted.open), key=version_of))


class _Sorting:
    """Sorts incoming versions, each against what is in force on its first day."""

    def __init__(self, current: Sequence[Procedure]) -> None:
        self._standing = list(current)
        self._added: list[Procedure] = []
        self._changed: list[ProcedureChange] = []
        self._closed: list[Closure] = []
        self._unchanged: list[Procedure] = []
        self._absent: list[Procedure] = []
        self._conflicts: list[ProcedureChange] = []

    def take(self, new: Procedure) -> None:
        new = self._before_the_next(new)
        old = self._held_on(new.code, new.valid_from)
        if old is None:
            self._added.append(new)
            self._standing.append(new)
            return
        changes = _field_changes(old, new)
        if not changes:
            self._keep(old, new)
        elif old.valid_from == new.valid_from:
            self._conflicts.append(ProcedureChange(old, new, changes))
        else:
            self._follow(ProcedureChange(old, new, changes))

    def leave(self, named: Collection[str], from_day: date, *, complete: bool) -> None:
        for version in self._standing:
            ended = version.valid_to is not None and version.valid_to < from_day
            if version.code in named or ended:
                continue
            # A version that begins on that day or later has no day to end on.
            if complete and version.valid_from < from_day:
                self._closed.append(Closure(version, _day_before(from_day)))
            else:
                self._absent.append(version)

    def result(self) -> CatalogueDifference:
        return CatalogueDifference(
            tuple(self._added),
            tuple(self._changed),
            tuple(self._closed),
            tuple(self._unchanged),
            tuple(self._absent),
            tuple(self._conflicts),
        )

    def _held_on(self, code: str, day: date) -> Procedure | None:
        return next((v for v in self._standing if v.code == code and in_force(v, day)), None)

    def _before_the_next(self, new: Procedure) -> Procedure:
        """End a version where a later one of the ward already begins."""
        later = [v.valid_from for v in self._standing if v.code == new.code]
        begins = min((day for day in later if day > new.valid_from), default=None)
        if begins is None or (new.valid_to is not None and new.valid_to < begins):
            return new
        return replace(new, valid_to=_day_before(begins))

    def _keep(self, old: Procedure, new: Procedure) -> None:
        if new.valid_to is not None and (old.valid_to is None or new.valid_to < old.valid_to):
            self._closed.append(Closure(old, new.valid_to))
            return
        self._unchanged.append(old)
        if old.valid_to is not None and new.valid_to != old.valid_to:
            self.take(replace(new, valid_from=old.valid_to + timedelta(days=1)))

    def _follow(self, change: ProcedureChange) -> None:
        self._changed.append(change)
        ended = replace(change.old, valid_to=_day_before(change.new.valid_from))
        self._standing.remove(change.old)
        self._standing += [ended, change.new]


def _field_changes(old: Procedure, new: Procedure) -> tuple[FieldChange, ...]:
    pairs = ((f.name, getattr(old, f.name), getattr(new, f.name)) for f in fields(Procedure))
    changes = tuple(
        FieldChange(name, was, now, loses(name, old, new))
        for name, was, now in pairs
        if name not in _PLACE and was != now
    )
    return () if _PROVENANCE.issuperset(change.name for change in changes) else changes


def _day_before(day: date) -> date:
    return day - timedelta(days=1)
