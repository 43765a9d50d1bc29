"""Lists and reports of a period, and the dossiers behind each figure."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from tthc_desk.domain.dossier import Dossier, local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.vietnamese import name_sort_key
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.identities import CountedPeriod, broken_identities
from tthc_desk.usecases.lines import DossierId, DossierLine, DossierPage
from tthc_desk.usecases.listing_lines import (
    METHOD_WORDS,
    NO_CAUSE,
    collection_lines,
    overdue_line,
    register_line,
    uncollected_line,
)
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.period_figures import (
    certification_facts,
    period_chart_facts,
    report_06a_facts,
)
from tthc_desk.usecases.ports import Queries, Store
from tthc_desk.usecases.report_facts import (
    CashierPart,
    CertificationFacts,
    CollectionFacts,
    CollectionLine,
    OverdueFacts,
    OverdueLine,
    PeriodChartFacts,
    RegisterFacts,
    Report06aFacts,
    ReportFacts,
    ReportHead,
    UncollectedFacts,
)
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.selections import Pick, Selection
from tthc_desk.usecases.ward import Ward
from tthc_desk.usecases.words import CAUSE_WORDS

EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
"""Days a calendar can have; every day of a period is named in its charts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for.

    Args:
        as_of: as known at this moment; None for now.
        progress: told (looked at, of) of each part of the work; False stops it.
    """

    first: date
    last: date
    actor: Actor
    as_of: datetime | None = None
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class _Opened:
    """One state of the file with the head of the list that is made from it."""

    queries: Queries
    head: ReportHead
    ward: Ward
    asked: Asked

    def dossiers(self, pick: Pick) -> Iterator[Dossier]:
        asked = self.asked
        chosen = Selection(pick, asked.first, asked.last)
        return self.queries.dossiers(chosen, asked.as_of, asked.progress)

    @property
    def seen_on(self) -> date:
        return min(self.asked.last, local_day(self.head.as_of))


class Listings:
    """Reads; never writes. Every list is made from one state of the file and checked."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self._rules = rules

    def facts(self, kind: PaperKind, asked: Asked) -> ReportFacts:
        """Gather the facts of a list or report by its kind.

        Raises:
            DeskError: DATE when the period ends before it begins, CANCELLED.
            KeyError: for a kind that is no list of a period.
        """
        made: dict[PaperKind, Callable[[Asked], ReportFacts]] = {
            PaperKind.REGISTER: self.register,
            PaperKind.COLLECTION_STATEMENT: self.collection,
            PaperKind.OVERDUE_LIST: self.overdue,
            PaperKind.UNCOLLECTED_LIST: self.uncollected,
            PaperKind.REPORT_06A: self.report_06a,
            PaperKind.CERTIFICATION_COUNT: self.certifications,
        }
        return made[kind](asked)

    def register(self, asked: Asked) -> RegisterFacts:
        """Gather Sổ theo dõi hồ sơ: received in the period, voids and others' too, by serial."""
        with self._opened(PaperKind.REGISTER, asked) as opened:
            found = [
                (str(dossier.facts["book"]), register_line(dossier, opened.ward))
                for dossier in opened.dossiers(Pick.REGISTERED)
            ]
        found.sort(key=lambda pair: (pair[1].received_day, pair[0], pair[1].serial))
        return RegisterFacts(opened.head, tuple(line for _, line in found))

    def collection(self, asked: Asked) -> CollectionFacts:
        """Gather what each cashier took in the period, in the order in which it was taken."""
        taken: dict[str, list[tuple[int, CollectionLine]]] = {}
        with self._opened(PaperKind.COLLECTION_STATEMENT, asked) as opened:
            for dossier in opened.dossiers(Pick.PAID):
                for paid, line in collection_lines(dossier, asked.first, asked.last):
                    taken.setdefault(paid.officer, []).append((paid.seq, line))
        parts = (
            _cashier_part(opened.ward.name_of(login), lines)
            for login, lines in sorted(taken.items())
        )
        return CollectionFacts(
            opened.head, tuple(sorted(parts, key=lambda part: name_sort_key(part.cashier)))
        )

    def overdue(self, asked: Asked) -> OverdueFacts:
        """Gather what is late and open at the end of the period or was finished late in it."""
        with self._opened(PaperKind.OVERDUE_LIST, asked) as opened:
            found = (
                overdue_line(dossier, opened.ward, asked.last, opened.seen_on)
                for dossier in opened.dossiers(Pick.OVERDUE)
            )
            lines = sorted((x for x in found if x), key=lambda x: (x.due_day, x.number))
        return OverdueFacts(opened.head, tuple(lines), _by_cause(lines))

    def uncollected(self, asked: Asked) -> UncollectedFacts:
        """Gather the results that wait at the end of the last day, the longest waiting first."""
        with self._opened(PaperKind.UNCOLLECTED_LIST, asked) as opened:
            day = opened.seen_on
            lines = [uncollected_line(d, day) for d in opened.dossiers(Pick.UNCOLLECTED)]
        lines.sort(key=lambda line: (line.finished_day, name_sort_key(line.owner_name)))
        return UncollectedFacts(opened.head, tuple(lines))

    def report_06a(self, asked: Asked) -> Report06aFacts:
        """Gather form II.06a, a row for each lĩnh vực."""
        with self._opened(PaperKind.REPORT_06A, asked) as opened:
            return report_06a_facts(opened.queries, opened.head, opened.ward, asked.as_of)

    def certifications(self, asked: Asked) -> CertificationFacts:
        """Count the certifications received in the period by procedure."""
        with self._opened(PaperKind.CERTIFICATION_COUNT, asked) as opened:
            return certification_facts(opened.head, opened.dossiers(Pick.CERTIFICATIONS))

    def charts(self, asked: Asked) -> PeriodChartFacts:
        """Gather what the charts of a period are drawn from."""
        with self._opened(PaperKind.PERIOD_CHARTS, asked) as opened:
            return period_chart_facts(opened.queries, opened.head, asked.as_of)

    def behind(
        self, selection: Selection, as_of: datetime | None = None, progress: Progress | None = None
    ) -> tuple[DossierLine, ...]:
        """Give all dossiers behind a figure, newest first, as many as the figure says.

        The lines say how a dossier stands now, so that it can be opened and acted upon.

        Raises:
            DeskError: DATE, CANCELLED.
        """
        _check_days(selection.first, selection.last)
        queries = self._store.queries
        return queries.dossier_page(selection, as_of, limit=None, progress=progress).lines

    def behind_page(
        self,
        selection: Selection,
        as_of: datetime | None = None,
        *,
        after: DossierId | None = None,
        limit: int = 50,
    ) -> DossierPage:
        """Give the dossiers behind a figure page by page.

        Raises:
            DeskError: DATE.
        """
        _check_days(selection.first, selection.last)
        return self._store.queries.dossier_page(selection, as_of, after=after, limit=limit)

    def broken(
        self,
        first: date,
        last: date,
        as_of: datetime | None = None,
        progress: Progress | None = None,
    ) -> tuple[str, ...]:
        """Check a period; each sentence names something that does not add up.

        Raises:
            DeskError: DATE, CANCELLED.
        """
        _check_days(first, last)
        with self._store.queries.snapshot() as queries:
            return broken_identities(queries, CountedPeriod(first, last, as_of), progress)

    @contextmanager
    def _opened(self, kind: PaperKind, asked: Asked) -> Iterator[_Opened]:
        _check_days(asked.first, asked.last)
        ward = self._rules.book().ward
        with self._store.queries.snapshot() as queries:
            period = CountedPeriod(asked.first, asked.last, asked.as_of)
            chain = queries.day_figures(asked.last, asked.as_of).chain_head
            head = ReportHead(
                letterhead=ward.letterhead_for(kind),
                first=asked.first,
                last=asked.last,
                as_of=asked.as_of or self._rules.moment(None),
                officer_name=asked.actor.officer.name,
                broken=broken_identities(queries, period, asked.progress),
                chain_head=chain.hex()[:16],
            )
            yield _Opened(queries, head, ward, asked)


def _check_days(first: date, last: date) -> None:
    if not EARLIEST <= first <= LATEST:
        raise DeskError(Code.DATE, "from", low=EARLIEST, high=LATEST)
    if not first <= last <= LATEST:
        raise DeskError(Code.DATE, "to", low=first, high=LATEST)


def _cashier_part(cashier: str, taken: list[tuple[int, CollectionLine]]) -> CashierPart:
    lines = tuple(line for _, line in sorted(taken, key=lambda pair: pair[0]))
    sums = Counter[str]()
    for line in lines:
        sums[line.method] += line.charge_dong + line.fee_dong
    return CashierPart(cashier, lines, sums[METHOD_WORDS["cash"]], sums[METHOD_WORDS["transfer"]])


def _by_cause(lines: list[OverdueLine]) -> tuple[tuple[str, int], ...]:
    counted = Counter(line.cause or NO_CAUSE for line in lines)
    return tuple(
        (word, counted[word]) for word in (*CAUSE_WORDS.values(), NO_CAUSE) if counted[word]
    )
