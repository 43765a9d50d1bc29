"""Comparing the ward's dossiers with the official system's list, and taking its codes over."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tthc_desk.domain.dossier import Dossier, local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.moves import Action
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.intake_checks import check_request_id
from tthc_desk.usecases.official_export import check_days
from tthc_desk.usecases.official_list import OfficialList, OfficialRow
from tthc_desk.usecases.official_pairs import (
    Candidate,
    HereDossier,
    Official,
    Reconciled,
    here_dossier,
)
from tthc_desk.usecases.official_screen import OfficialScreen
from tthc_desk.usecases.official_screens import OfficialScreens
from tthc_desk.usecases.ports import Queries, Store
from tthc_desk.usecases.processing import Processing
from tthc_desk.usecases.reconciliation import is_of_period, reconcile
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.selections import Pick, Selection

REASON = "Đối chiếu với danh sách của hệ thống chính thức"
_MOST_DAYS_OFF = timedelta(days=20)
"""What comes in after a closing is counted on the next working day; Tết is between at most."""
_NEAR = timedelta(days=2)
"""A row may mean a dossier of the next day, and that one a row of the day after."""
_TELL_EVERY = 200
_OF_ONE_DOSSIER = frozenset(
    {Code.TAKEN, Code.FORMAT, Code.CONFLICT, Code.NOT_FOUND, Code.MOVE, Code.TEXT, Code.TEXT_LENGTH}
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides of a period.

    Args:
        first, last: the days of reception that were compared.
        here_count: the ward's dossiers received on them, voids left out.
        left_out: rows of the file received on other days and matched with nothing.
        agency_code: the part that all numbers of the ward begin with.
    """

    official: OfficialList
    screen: OfficialScreen
    first: date
    last: date
    as_of: datetime
    here_count: int
    found: Reconciled
    left_out: int
    agency_code: str


@dataclass(frozen=True, slots=True)
class CodeToTake:
    """An official code a person has confirmed for a dossier."""

    number: str
    code: str


@dataclass(frozen=True, slots=True)
class TakenCode:
    """What became of a code.

    Args:
        error: why it was not written; None when it stands.
    """

    number: str
    code: str
    error: DeskError | None = None


class OfficialComparison:
    """Compares without writing; writes codes only as a person confirms them."""

    def __init__(
        self, store: Store, rules: Rules, processing: Processing, screens: OfficialScreens
    ) -> None:
        self._store = store
        self._rules = rules
        self._processing = processing
        self._screens = screens

    def compare(
        self,
        official: OfficialList,
        days: tuple[date, date] | None = None,
        progress: Progress | None = None,
    ) -> Comparison:
        """Put the dossiers received on some days beside the list.

        Args:
            days: first and last day of reception; those of the list by default.

        Raises:
            DeskError: REQUIRED "from" when neither says a day; DATE; CANCELLED.
        """
        period = days or official.period
        if period is None:
            raise DeskError(Code.REQUIRED, "from")
        check_days(period)
        with self._store.queries.snapshot() as queries:
            near = tuple(_received(queries, period, progress))
            rows = [row for row in official.rows if is_of_period(row, period)]
            named = tuple(_named_elsewhere(queries, rows, near, progress))
        screen = self._screens.screen()
        side = Official(official.rows, official.carried, screen, period)
        here = [one for one in near if period[0] <= one.received <= period[1]]
        found = reconcile(here, (*near, *named), side)
        return Comparison(
            official=official,
            screen=screen,
            first=period[0],
            last=period[1],
            as_of=self._rules.moment(None),
            here_count=len(here),
            found=found,
            left_out=len(official.rows) - _placed(found),
            agency_code=self._rules.book().ward.agency_code,
        )

    def take_codes(
        self, codes: Sequence[CodeToTake], actor: Actor, progress: Progress | None = None
    ) -> tuple[TakenCode, ...]:
        """Write confirmed codes, each dossier by itself as an event of its own.

        Returns:
            What became of each. Where the work was stopped, or the machine failed (the last
            one says how), those after it are missing and nothing of them is written.

        Raises:
            DeskError: SUPERVISOR.
        """
        if not actor.is_supervisor:
            raise DeskError(Code.SUPERVISOR, action=Action.CORRECT)
        taken: list[TakenCode] = []
        for at, one in enumerate(codes):
            if progress and not progress(at, len(codes)):
                break
            error = self._refusal_of(one, actor)
            taken.append(TakenCode(one.number, one.code, error))
            if error is not None and error.code not in _OF_ONE_DOSSIER:
                break
        return tuple(taken)

    def _refusal_of(self, one: CodeToTake, actor: Actor) -> DeskError | None:
        try:
            self._take(one, actor)
        except DeskError as error:
            return error
        return None

    def _take(self, one: CodeToTake, actor: Actor) -> None:
        asked = check_request_id(None)
        with self._store.write(asked) as unit:
            dossier = unit.dossier(one.number)
            if dossier is None:
                raise DeskError(Code.NOT_FOUND, "number")
            held = str(dossier.facts["official_code"])
            if held == one.code:
                return
            if held:
                last = unit.history(dossier.number)[-1]
                name = self._rules.book(unit).ward.name_of(last.officer)
                raise DeskError(Code.CONFLICT, officer=name, at=last.at, kind=last.kind)
            given = ActionInput(reason=REASON, changes={"official_code": one.code})
            # The citizen's paper stays as it is: nothing that was promised has changed.
            self._processing.enter(unit, dossier, Action.CORRECT, given, actor, asked, papers=False)
            unit.commit()


def sure_codes(candidates: Iterable[Candidate]) -> tuple[CodeToTake, ...]:
    """Give the codes that may be taken over all together."""
    return tuple(CodeToTake(c.here.number, c.there.code) for c in candidates if c.is_sure)


def _received(
    queries: Queries, period: tuple[date, date], progress: Progress | None
) -> Iterator[HereDossier]:
    """Give the standing dossiers received on the days of a period or near it, by their true day."""
    first, last = period[0] - _NEAR, period[1] + _NEAR
    chosen = Selection(Pick.REGISTERED, first, last + _MOST_DAYS_OFF)
    for dossier in queries.dossiers(chosen, progress=progress):
        if not dossier.voided and first <= local_day(dossier.received_at) <= last:
            yield here_dossier(dossier)


def _named_elsewhere(
    queries: Queries,
    rows: Sequence[OfficialRow],
    here: Iterable[HereDossier],
    progress: Progress | None,
) -> Iterator[HereDossier]:
    """Give the dossiers of other days that a row names by code or number."""
    known = {name.upper() for one in here for name in (one.number, one.official_code)}
    for at, row in enumerate(rows):
        if progress and at % _TELL_EVERY == 0 and not progress(at, len(rows)):
            raise DeskError(Code.CANCELLED, done=at)
        for name in {row.code, row.own_number} - known - {""}:
            dossier = _standing(queries, name)
            if dossier is not None and dossier.number.upper() not in known:
                known.add(dossier.number.upper())
                yield here_dossier(dossier)


def _standing(queries: Queries, name: str) -> Dossier | None:
    line = queries.line(name)
    return queries.dossier(line.number) if line and not line.voided else None


def _placed(found: Reconciled) -> int:
    """Count the rows that stand somewhere in a comparison."""
    return sum(
        (
            len(found.equal),
            len(found.different),
            len(found.only_there),
            len({one.there.line for one in found.candidates}),
        )
    )
