"""What a ward pack changes in the ward's procedures: of those it carries it is the whole truth."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, timedelta

from tthc_desk.domain.procedure import Procedure
from tthc_desk.usecases.catalogue import (
    CatalogueDifference,
    Closure,
    FieldChange,
    ProcedureChange,
    Version,
    plan,
    version_of,
)
from tthc_desk.usecases.catalogue_merge import loses

_ONE_DAY = timedelta(days=1)
# The days a version holds are its place in time, not something it says of the procedure.
_PLACE = frozenset({"valid_from", "valid_to"})


def pack_catalogue(
    current: Iterable[Procedure], brought: Iterable[Procedure], from_day: date, today: date
) -> CatalogueDifference:
    """Compare the procedures of a pack with the ward's from a day on.

    On every day from then on a procedure of the pack says what the pack says of that day, and
    is closed where the pack has no version of it. Procedures the pack does not have stay.

    Args:
        brought: versions of the pack, of one code never two for one day.
        today: a version that begins later binds no dossier yet and is written anew.
    """
    sorting = _Sorting(from_day, today)
    own = [one for one in current if not _is_over(one, from_day)]
    packed: dict[str, list[Procedure]] = {}
    for version in sorted(brought, key=version_of):
        packed.setdefault(version.code, []).append(version)
    for code, versions in packed.items():
        sorting.take([one for one in own if one.code == code], versions)
    return sorting.result(tuple(one for one in own if one.code not in packed))


def with_pack(
    current: Iterable[Procedure], change: CatalogueDifference
) -> dict[Version, Procedure]:
    """Give the versions there are once a difference is written.

    Raises:
        DeskError: CONFLICT, see `usecases.catalogue.plan`.
    """
    standing = {version_of(one): one for one in current}
    for version, last_day in plan(change).close:
        standing[version] = replace(standing[version], valid_to=last_day)
    for opened in (*change.added, *(one.new for one in change.changed)):
        standing[version_of(opened)] = opened
    return standing


def way_out(conflicts: Iterable[ProcedureChange], from_day: date) -> date:
    """Give the first day from which nothing of these stands in the way any more."""
    return max((from_day, *(one.old.valid_from for one in conflicts))) + _ONE_DAY


class _Sorting:
    """Sorts what is in force from a day on, procedure by procedure."""

    def __init__(self, from_day: date, today: date) -> None:
        self._from_day = from_day
        self._today = today
        self._added: list[Procedure] = []
        self._changed: list[ProcedureChange] = []
        self._closed: list[Closure] = []
        self._unchanged: list[Procedure] = []
        self._conflicts: list[ProcedureChange] = []

    def take(self, own: list[Procedure], packed: list[Procedure]) -> None:
        """Sort the versions of one procedure.

        Args:
            own: the ward's, in force on the first day or later.
        """
        starts = sorted(max(one.valid_from, self._from_day) for one in own)
        pieces = {
            piece.valid_from: piece
            for version in packed
            if not _is_over(version, self._from_day)
            for piece in _cut(version, self._from_day, starts)
        }
        for held in own:
            piece = pieces.pop(max(held.valid_from, self._from_day), None)
            if piece is None:
                self._end(held)
            elif changes := _field_changes(held, piece):
                self._replace(ProcedureChange(held, piece, changes))
            else:
                self._keep(held, piece)
        self._added += pieces.values()

    def result(self, absent: tuple[Procedure, ...]) -> CatalogueDifference:
        return CatalogueDifference(
            tuple(self._added),
            tuple(self._changed),
            tuple(self._closed),
            tuple(self._unchanged),
            absent,
            tuple(self._conflicts),
        )

    def _end(self, held: Procedure) -> None:
        """Close a version on the day before the first one; there has to be such a day."""
        last_day = self._from_day - _ONE_DAY
        if held.valid_from <= last_day:
            self._closed.append(Closure(held, last_day))
            return
        ended = replace(held, valid_to=last_day)
        change = FieldChange("valid_to", held.valid_to, last_day)
        self._conflicts.append(ProcedureChange(held, ended, (change,)))

    def _replace(self, change: ProcedureChange) -> None:
        begins = change.new.valid_from
        # Dossiers received today may be bound to a version that begins today.
        if change.old.valid_from == begins <= self._today:
            self._conflicts.append(change)
        else:
            self._changed.append(change)

    def _keep(self, held: Procedure, piece: Procedure) -> None:
        end = piece.valid_to
        if end is not None and (held.valid_to is None or end < held.valid_to):
            self._closed.append(Closure(held, end))
            return
        self._unchanged.append(held)
        if held.valid_to is not None and held.valid_to != end:
            self._added.append(replace(piece, valid_from=held.valid_to + _ONE_DAY))


def _cut(version: Procedure, from_day: date, starts: list[date]) -> Iterable[Procedure]:
    """Cut a version of a pack where one of the ward's begins, which then says the same."""
    begins = max(version.valid_from, from_day)
    for start in starts:
        if begins < start and (version.valid_to is None or start <= version.valid_to):
            yield replace(version, valid_from=begins, valid_to=start - _ONE_DAY)
            begins = start
    yield replace(version, valid_from=begins)


def _field_changes(old: Procedure, new: Procedure) -> tuple[FieldChange, ...]:
    pairs = ((f.name, getattr(old, f.name), getattr(new, f.name)) for f in fields(Procedure))
    return tuple(
        FieldChange(name, was, now, loses(name, old, new))
        for name, was, now in pairs
        if name not in _PLACE and was != now
    )


def _is_over(version: Procedure, day: date) -> bool:
    return version.valid_to is not None and version.valid_to < day
