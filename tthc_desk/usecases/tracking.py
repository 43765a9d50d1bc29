"""Finding dossiers and looking into one."""

from dataclasses import dataclass

from tthc_desk.domain.dossier import Dossier, Queue
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.moves import Action, legal_moves
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.lines import (
    DossierId,
    DossierLine,
    DossierPage,
    PaperLine,
    PersonLine,
    QueueCounts,
    TimelineLine,
)
from tthc_desk.usecases.ports import Alert, Queries, Store
from tthc_desk.usecases.rules import Rules

PAGE = 50


@dataclass(frozen=True, slots=True)
class DossierDetail:
    """Everything the detail of one dossier shows.

    Args:
        moves: what this officer may do now.
        owed_dong: what is still to be paid, phí and lệ phí.
    """

    line: DossierLine
    dossier: Dossier
    timeline: tuple[TimelineLine, ...]
    papers: tuple[PaperLine, ...]
    moves: tuple[Action, ...]
    owed_dong: int


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
        """Give a page of dossiers: exact numbers first, then newest first."""
        return self._queries.find(
            query, queue=queue, alert=alert, day=self._rules.today(), after=after, limit=limit
        )

    def counts(self) -> QueueCounts:
        """Count the queues and alerts of today."""
        return self._queries.counts(self._rules.today())

    def detail(self, number: str, actor: Actor) -> DossierDetail:
        """Look into one dossier.

        Raises:
            DeskError: NOT_FOUND.
        """
        queries = self._queries
        line = queries.line(number)
        dossier = queries.dossier(number)
        if line is None or dossier is None:
            raise DeskError(Code.NOT_FOUND, "number")
        return DossierDetail(
            line=line,
            dossier=dossier,
            timeline=queries.timeline(line.number),
            papers=queries.papers_of(line.number),
            moves=legal_moves(dossier, actor, self._rules.today()),
            owed_dong=dossier.charge_due_dong + dossier.fee_due_dong,
        )

    def person(self, id_number: str) -> PersonLine | None:
        """Give what is known of a person from earlier visits."""
        return self._queries.person(id_number)

    def open_dossiers_of(self, id_number: str) -> tuple[DossierLine, ...]:
        """Give a person's dossiers that are open or wait to be collected, newest first."""
        return self._queries.open_dossiers_of(id_number)

    @property
    def _queries(self) -> Queries:
        return self._store.queries
