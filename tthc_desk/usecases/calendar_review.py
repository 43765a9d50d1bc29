"""Open dossiers whose date a changed calendar would move; a person decides each, a date binds."""

from dataclasses import dataclass
from datetime import datetime

from tthc_desk.domain.dossier import Dossier
from tthc_desk.domain.moves import Action
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.dossier_clock import calendar_shift
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Store
from tthc_desk.usecases.processing import ActionAnswer, Processing
from tthc_desk.usecases.rules import RuleBook, Rules


@dataclass(frozen=True, slots=True)
class DueShift:
    """One open dossier whose printed date is not the one the calendar gives now."""

    number: str
    procedure_name: str
    owner_name: str
    printed_due: datetime
    new_due: datetime
    version: int


class CalendarReview:
    """Lists the dates a confirmed calendar would move, and notes what was decided."""

    def __init__(self, store: Store, rules: Rules, processing: Processing) -> None:
        self._store = store
        self._rules = rules
        self._processing = processing

    def affected(self, progress: Progress | None = None) -> tuple[DueShift, ...]:
        """List open dossiers whose day would change, the nearest printed date first.

        Dates named by a person stay, and what was decided once is not asked again until the
        calendar changes again.
        """
        book = self._rules.book()
        numbers = self._store.queries.running_numbers()
        found = []
        for place, number in enumerate(numbers):
            dossier = self._store.queries.dossier(number)
            shift = _shift(dossier, book) if dossier else None
            found += [shift] if shift else []
            if progress and place % 100 == 99 and not progress(place + 1, len(numbers)):
                break
        return tuple(sorted(found, key=lambda s: (s.printed_due, s.number)))

    def decide(
        self,
        shift: DueShift,
        actor: Actor,
        *,
        move: bool,
        reason: str = "",
        request_id: object = None,
    ) -> ActionAnswer:
        """Keep the printed date, or take the calendar's and issue a new receipt that says why.

        Raises:
            DeskError: MOVE when there is nothing to decide any more; see `Processing.act`.
        """
        return self._processing.act(
            shift.number,
            Action.DECIDE_DATE,
            ActionInput(reason=reason, move=move),
            actor,
            request_id=request_id,
            seen_version=shift.version,
        )


def _shift(dossier: Dossier, book: RuleBook) -> DueShift | None:
    new_due = calendar_shift(dossier, book)
    if new_due is None or dossier.due_at is None:
        return None
    facts = dossier.facts
    return DueShift(
        dossier.number,
        facts["procedure_name"],
        facts["owner"]["name"],
        dossier.due_at,
        new_due,
        dossier.version,
    )
