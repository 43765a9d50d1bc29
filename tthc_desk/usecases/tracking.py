"""Finding dossiers and looking into one."""

from dataclasses import dataclass
from datetime import date

from tthc_desk.domain.dossier import Dossier, Queue
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.moves import Action, check_move, legal_moves, undoable
from tthc_desk.domain.numbering import TypedSlip, typed_slip
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.watched_days import WatchedDays, watched_days
from tthc_desk.usecases.lines import (
    DossierId,
    DossierLine,
    DossierPage,
    PaperLine,
    PersonLine,
    QueueCounts,
    SlipLine,
    TimelineLine,
)
from tthc_desk.usecases.ports import Alert, Queries, Store
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.visits import open_notices
from tthc_desk.usecases.warnings import Warned
from tthc_desk.usecases.workflow import Workflow, dossier_workflow

PAGE = 50


@dataclass(frozen=True, slots=True)
class DossierDetail:
    """Everything the detail of one dossier shows.

    Args:
        moves: what this officer may do now.
        no_undo: why nothing can be undone; None when something can.
        workflow: None when its procedure had none.
        owed_dong: what is still to be paid, phí and lệ phí.
    """

    line: DossierLine
    dossier: Dossier
    timeline: tuple[TimelineLine, ...]
    papers: tuple[PaperLine, ...]
    moves: tuple[Action, ...]
    owed_dong: int
    no_undo: DeskError | None = None
    workflow: Workflow | None = None


class Tracking:
    """Reads; never writes."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self._rules = rules

    def find(
        self,
        query: str = "",
        *,
        queue: Queue | None = None,
        alert: Alert | None = None,
        after: DossierId | None = None,
        limit: int = PAGE,
    ) -> DossierPage:
        """Give a page of dossiers: exact numbers first, then newest first.

        A letter's number ("03/PXL") finds the dossiers it is about.
        """
        letter = typed_slip(query)
        if letter is not None:
            return self._of_letter(letter)
        return self._queries.find(
            query, queue=queue, alert=alert, days=self._watched(), after=after, limit=limit
        )

    def _of_letter(self, letter: TypedSlip) -> DossierPage:
        numbers = self._queries.letters(letter.number, letter.year)
        lines = (self._queries.line(number) for number in numbers)
        return DossierPage(tuple(line for line in lines if line), None)

    def counts(self) -> QueueCounts:
        """Count the queues and alerts of today."""
        return self._queries.counts(self._watched())

    def detail(self, number: str, actor: Actor) -> DossierDetail:
        """Look into one dossier.

        Raises:
            DeskError: NOT_FOUND.
        """
        queries = self._queries
        letter = typed_slip(number)
        if letter is not None:
            number = next(iter(queries.letters(letter.number, letter.year)), number)
        line = queries.line(number)
        dossier = queries.dossier(number)
        if line is None or dossier is None:
            raise DeskError(Code.NOT_FOUND, "number")
        business_day = queries.business_day(self._rules.moment(None), dossier.number)
        return DossierDetail(
            line=line,
            dossier=dossier,
            timeline=queries.timeline(line.number),
            papers=queries.papers_of(line.number),
            moves=legal_moves(dossier, actor, self._rules.today(), business_day),
            owed_dong=dossier.charge_due_dong + dossier.fee_due_dong,
            no_undo=self._no_undo(dossier, actor, business_day),
            workflow=dossier_workflow(dossier, self._rules.book()),
        )

    def _no_undo(self, dossier: Dossier, actor: Actor, day: date) -> DeskError | None:
        try:
            check_move(dossier, Action.UNDO, actor)
            undoable(dossier, actor, day)
        except DeskError as error:
            other = self._rules.book().ward.officer_ever(str(error.facts.get("officer")))
            if other is not None:
                error.facts["officer"] = other.name
            return error
        return None

    def slips(self, query: str) -> tuple[SlipLine, ...]:
        """Give the refusals and guidances at the counter a typed number names, newest first.

        Numbers begin anew each year; "01/TCTN-2025" names the year. Nothing for other queries.
        """
        typed = typed_slip(query)
        return self._queries.slips(typed.number, typed.year) if typed else ()

    def person(self, id_number: str) -> PersonLine | None:
        """Give what is known of a person from earlier visits."""
        return self._queries.person(id_number)

    def open_dossiers_of(self, id_number: str) -> tuple[DossierLine, ...]:
        """Give a person's dossiers that are open or wait to be collected, newest first."""
        return self._queries.open_dossiers_of(id_number)

    def visit_warnings(self, number: str) -> tuple[Warned, ...]:
        """Tell what else of the same person is open, or waits to be collected.

        Args:
            number: of the dossier just received.
        """
        dossier = self._queries.dossier(number)
        person = dossier.facts["submitter"]["id_number"] if dossier else ""
        if dossier is None or not person:
            return ()
        others = [o for o in self.open_dossiers_of(person) if o.number != dossier.number]
        return open_notices(others, dossier.facts["procedure"], "submitter.id_number")

    def _watched(self) -> WatchedDays:
        return watched_days(self._rules.today(), self._rules.book().calendar)

    @property
    def _queries(self) -> Queries:
        return self._store.queries
