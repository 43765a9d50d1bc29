"""The report over all wards: whole files of one chain added up, what is missing said beside."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.report_periods import named_period
from tthc_desk.domain.tally import Measures, add_up
from tthc_desk.domain.totals import Chain, Span, period_at, periods
from tthc_desk.domain.vietnamese import percent_text
from tthc_desk.usecases.consolidated_words import break_words, dispute_words, gap_words, note_words
from tthc_desk.usecases.day_tally import name_order
from tthc_desk.usecases.district_gaps import gaps_by_ward
from tthc_desk.usecases.district_ports import (
    DistrictQueries,
    DistrictStore,
    WardLine,
    WardTotals,
)
from tthc_desk.usecases.owed import OwedDays, WorkDays, days_off, owed_days
from tthc_desk.usecases.ports import Clock
from tthc_desk.usecases.report_facts import ReportHead, Row06a
from tthc_desk.usecases.totals_facts import ConsolidatedFacts, WardRow
from tthc_desk.usecases.totals_words import CHAIN_WORDS

_COARSE_FIRST = (Chain.MONTHLY, Chain.WEEKLY, Chain.DAILY)
_FIRST_YEAR, _LAST_YEAR = 2000, 2199
_HEAD_DIGITS = 16
_NO_FIELD = "Chưa ghi lĩnh vực"
_FIELDS_BROKEN = "Cộng theo lĩnh vực khác cộng theo phường: hãy chạy tthc-desk district verify."


class ConsolidatedReports:
    """Adds the files of all wards up."""

    def __init__(self, store: DistrictStore, clock: Clock, works_on: WorkDays) -> None:
        self._store = store
        self._clock = clock
        self._works_on = works_on

    def facts(
        self, first: date, last: date, actor: Actor, chain: Chain | None = None
    ) -> ConsolidatedFacts:
        """Gather the report of a period.

        Args:
            chain: None: the coarsest one the wards owe whose periods make the period up.

        Raises:
            DeskError: DATE; PERIOD with reason not_whole.
        """
        _check_days(first, last)
        now = self._clock.now()
        with self._store.queries.snapshot() as seen:
            district = seen.district()
            kind = chain or _fitting(district.chains, first, last)
            spans = _whole_periods(kind, first, last)
            gathering = _Gathering(seen, kind, spans, days_off(kind, spans, self._works_on))
            head = ReportHead(
                letterhead=district.letterhead,
                first=first,
                last=last,
                as_of=now,
                officer_name=actor.officer.name,
                broken=gathering.broken(),
                chain_head=seen.chain_head()[0].hex()[:_HEAD_DIGITS],
            )
            return gathering.facts(head)


def _check_days(first: date, last: date) -> None:
    low, high = date(_FIRST_YEAR, 1, 1), date(_LAST_YEAR, 12, 31)
    if not low <= first <= high:
        raise DeskError(Code.DATE, "from", low=low, high=high)
    if not first <= last <= high:
        raise DeskError(Code.DATE, "to", low=first, high=high)


def _fitting(owed: Sequence[Chain], first: date, last: date) -> Chain:
    chains = [chain for chain in _COARSE_FIRST if chain in owed]
    return next((chain for chain in chains if _is_whole(chain, first, last)), chains[0])


def _is_whole(chain: Chain, first: date, last: date) -> bool:
    return period_at(chain, first).first == first and period_at(chain, last).last == last


def _whole_periods(chain: Chain, first: date, last: date) -> tuple[Span, ...]:
    """Give the periods a report is made of.

    Raises:
        DeskError: PERIOD with the days that would be whole.
    """
    if not _is_whole(chain, first, last):
        raise DeskError(
            Code.PERIOD,
            reason="not_whole",
            chain=CHAIN_WORDS[chain],
            from_day=period_at(chain, first).first,
            to_day=period_at(chain, last).last,
        )
    return tuple(periods(chain, first, last))


@dataclass(frozen=True, slots=True)
class _Owing:
    """A ward that owes something of the period or sent it, and what came of it.

    Args:
        beside: how many of its files are of days off, which no one owes.
    """

    ward: WardLine
    owed: Sequence[Span]
    totals: WardTotals | None
    beside: int

    @property
    def is_complete(self) -> bool:
        """Say whether a file counts for every period it owes."""
        return self.totals is not None and self.totals.files - self.beside == len(self.owed)


class _Gathering:
    """What one state of the book knows of a period."""

    def __init__(
        self,
        seen: DistrictQueries,
        chain: Chain,
        spans: tuple[Span, ...],
        off: frozenset[date],
    ) -> None:
        self._seen = seen
        self._chain = chain
        self._owable = tuple(span for span in spans if span.first not in off)
        self._off = off
        self._days = (spans[0].first, spans[-1].last)
        self._names = {ward.code: ward.name for ward in seen.wards()}
        owing = sorted(self._owing(), key=lambda one: (name_order(one.ward.name), one.ward.code))
        self._complete = [one for one in owing if one.is_complete]
        self._incomplete = [one for one in owing if not one.is_complete]
        without = [one.ward.code for one in self._incomplete]
        self._fields = seen.field_totals(chain, *self._days, without)
        self._months = seen.period_totals(chain, *self._days, without)
        self._whole = [one.totals for one in self._complete if one.totals]
        self._total = add_up(totals.measures for totals in self._whole)

    def _owing(self) -> Iterator[_Owing]:
        wards = self._seen.wards()
        days = owed_days(wards, self._seen.counted_days(self._chain))
        beside = self._seen.counted_on(self._chain, self._off) if self._off else {}
        totals = {t.ward_code: t for t in self._seen.ward_totals(self._chain, *self._days)}
        for ward in wards:
            owed = _owed(self._owable, days[ward.code])
            if owed or ward.code in totals:
                yield _Owing(ward, owed, totals.get(ward.code), beside.get(ward.code, 0))

    def broken(self) -> tuple[str, ...]:
        """Name what does not agree: a report with any of it is a draft."""
        complete = {one.ward.code for one in self._complete}
        found = self._seen.breaks(self._chain, *self._days)
        sentences = [break_words(self._names[b.ward_code], b) for b in found
                     if b.ward_code in complete]  # fmt: skip
        agrees = add_up(measures for _, measures in self._fields) == self._total
        return (*sentences, *(() if agrees else (_FIELDS_BROKEN,)))

    def facts(self, head: ReportHead) -> ConsolidatedFacts:
        """Put the report together."""
        total, whole, disputes = self._total, self._whole, tuple(self._disputes())
        return ConsolidatedFacts(
            head=head,
            chain=self._chain,
            period_text=named_period(*self._days).text,
            wards=tuple(_row(one) for one in self._complete),
            incomplete=self._incomplete_rows(),
            fields=_field_rows(self._fields),
            total=_row06a("Tổng số", total),
            charge_dong=sum(totals.charge_dong for totals in whole),
            fee_dong=sum(totals.fee_dong for totals in whole),
            expected=len(self._complete) + len(self._incomplete),
            gaps=self._gaps(),
            notes=(*note_words(totals.notes for totals in whole), *disputes),
            percent=percent_text(total.c7, total.c3),
            months=self._months,
            disputes=disputes,
        )

    def _incomplete_rows(self) -> tuple[WardRow, ...]:
        if not self._incomplete:
            return ()
        came = self._seen.counted_periods(self._chain, *self._days)
        return tuple(_row(one, came.get(one.ward.code, frozenset())) for one in self._incomplete)

    def _gaps(self) -> tuple[str, ...]:
        return tuple(
            gap_words(self._names[ward], gap)
            for ward, gaps in gaps_by_ward(self._seen, self._chain).items()
            for gap in gaps
        )

    def _disputes(self) -> Iterator[str]:
        found: Mapping[str, int] = self._seen.disputes(self._chain, *self._days)
        for ward in sorted(found, key=lambda code: name_order(self._names[code])):
            yield dispute_words(self._names[ward], found[ward])


def _owed(spans: Sequence[Span], days: OwedDays) -> Sequence[Span]:
    begin = bisect_left(spans, days.first, key=lambda span: span.last)
    if days.last is None:
        return spans[begin:]
    return spans[begin : bisect_right(spans, days.last, key=lambda span: span.first)]


def _row(one: _Owing, came: frozenset[date] | None = None) -> WardRow:
    totals = one.totals
    missing = () if came is None else tuple(s for s in one.owed if s.first not in came)
    return WardRow(
        code=one.ward.code,
        row=_row06a(one.ward.name, totals.measures if totals else Measures()),
        charge_dong=totals.charge_dong if totals else 0,
        fee_dong=totals.fee_dong if totals else 0,
        missing=missing,
        has_first=not missing or one.owed[0] not in missing,
        has_last=not missing or one.owed[-1] not in missing,
    )


def _field_rows(fields: Sequence[tuple[str, Measures]]) -> tuple[Row06a, ...]:
    ordered = sorted(fields, key=lambda field: name_order(field[0]))
    return tuple(_row06a(name or _NO_FIELD, measures) for name, measures in ordered)


def _row06a(name: str, m: Measures) -> Row06a:
    return Row06a(name, (m.c3, m.c4, m.c5, m.c6, m.c7, m.c8, m.c9, m.c10, m.c11, m.c12, m.c13))
