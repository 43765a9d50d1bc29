"""Sending totals to the superior: what was sent, what is missing, the signed file of a period."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.totals import Chain, Span, Totals, periods
from tthc_desk.usecases.intake_checks import check_request_id
from tthc_desk.usecases.ports import Queries, Store
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.signing_keys import (
    KeyCondition,
    KeyState,
    SigningKeys,
    require_supervisor,
)
from tthc_desk.usecases.totals_figures import TotalsFigures, broken_sentences, figures_of
from tthc_desk.usecases.totals_making import TotalsMaking, Wanted
from tthc_desk.usecases.totals_periods import (
    PeriodLine,
    PeriodState,
    check_shape,
    gaps_before,
    of_span,
)
from tthc_desk.usecases.totals_ports import ExportLine, KeyRing, SigningKeyLine, TotalsFormat

__all__ = [
    "KeyCondition",
    "KeyState",
    "PeriodLine",
    "PeriodState",
    "TotalsExport",
    "TotalsFigures",
    "TotalsPreview",
]


@dataclass(frozen=True, slots=True)
class TotalsPreview:
    """What the export of a period would hold now.

    Args:
        broken: sentences that name what does not add up; nothing can be exported then.
        gaps: periods of the chain before it for which nothing was sent.
    """

    line: PeriodLine
    as_of: datetime
    figures: TotalsFigures
    broken: tuple[str, ...]
    gaps: tuple[Span, ...]


class TotalsExport:
    """Makes the signed files of a ward; each stays in the book, to be sent again as it was."""

    def __init__(self, store: Store, rules: Rules, keys: KeyRing, files: TotalsFormat) -> None:
        self._store = store
        self._rules = rules
        self._keys = SigningKeys(store, rules, keys, files)
        self._making = TotalsMaking(store, rules, files)

    # --- what was sent

    def calendar(self, chain: Chain, first: date, last: date) -> tuple[PeriodLine, ...]:
        """List the periods of a chain that hold a day between two, in order.

        Periods before the ward's first day at the counter are left out, so are days off of the
        daily chain on which nothing was done and for which nothing was sent.
        """
        with self._store.queries.snapshot() as queries:
            start = queries.first_day()
            if start is None:
                return ()
            made, begin = queries.exports(chain), max(first, start)
            idle = self._idle(queries, chain, begin, last)
            sent = ((span, of_span(made, span)) for span in periods(chain, begin, last))
            return tuple(
                self._line(queries, chain, span, lines)
                for span, lines in sent
                if lines or span not in idle
            )

    def preview(self, chain: Chain, span: Span) -> TotalsPreview:
        """Count a period and say what stands in the way of its export.

        Raises:
            DeskError: PERIOD when it is no period of the chain or before the first day.
        """
        check_shape(chain, span)
        with self._store.queries.snapshot() as queries:
            self._check_start(queries, span)
            figures, made = figures_of(queries, span), queries.exports(chain)
            return TotalsPreview(
                line=self._line(queries, chain, span, of_span(made, span), figures),
                as_of=self._rules.moment(None),
                figures=figures,
                broken=broken_sentences(queries, span, figures.rows),
                gaps=self._gaps(queries, chain, span, made),
            )

    def standing(self, chain: Chain, first: date, last: date) -> ExportLine:
        """Give the file that stands for a period, to be sent once more whatever changed since.

        Raises:
            DeskError: PERIOD when there is none; those of `SigningKeys.let_out`.
        """
        span = check_shape(chain, Span(first, last))
        found = of_span(self._store.queries.exports(chain), span)
        if not found:
            raise DeskError(Code.PERIOD, reason="not_sent")
        return self._keys.let_out(found[-1])

    def totals(self, line: ExportLine) -> Totals:
        """Read what a file of this ward says.

        Raises:
            DeskError: SIGNATURE, and what else a damaged book can show.
        """
        return self._making.totals(line)

    def gaps(self, line: ExportLine) -> tuple[Span, ...]:
        """Give the periods before that of a file for which nothing was sent when it was made."""
        with self._store.queries.snapshot() as queries:
            made = [o for o in queries.exports(line.chain) if o.event_seq <= line.event_seq]
            return self._gaps(queries, line.chain, line.span, made, line.as_of)

    def _gaps(
        self,
        queries: Queries,
        chain: Chain,
        span: Span,
        made: Sequence[ExportLine],
        as_of: datetime | None = None,
    ) -> tuple[Span, ...]:
        found = gaps_before(chain, span, made)
        if not found:
            return ()
        idle = self._idle(queries, chain, found[0].first, found[-1].last, as_of)
        return tuple(gap for gap in found if gap not in idle)

    def _idle(
        self,
        queries: Queries,
        chain: Chain,
        first: date,
        last: date,
        as_of: datetime | None = None,
    ) -> frozenset[Span]:
        """Give the days off of a daily chain on which nothing was done; nobody misses them.

        Args:
            as_of: what was entered later is not known yet; None: all is.
        """
        if chain is not Chain.DAILY or last < first:
            return frozenset()
        done = set(queries.worked_days(first - timedelta(1), last))
        done |= {day for day, *counts in queries.day_counts(first, last, as_of) if any(counts)}
        days = (span for span in periods(chain, first, last) if span.first not in done)
        return frozenset(span for span in days if not self._works_on(span.first))

    def _works_on(self, day: date) -> bool:
        """Say whether the office works on a day; of a year without a calendar each day counts."""
        calendar = self._rules.book().calendar
        return day.year not in calendar.years or calendar.is_working(day)

    def _line(
        self,
        queries: Queries,
        chain: Chain,
        span: Span,
        sent: tuple[ExportLine, ...],
        figures: TotalsFigures | None = None,
    ) -> PeriodLine:
        if not sent:
            state = PeriodState.MISSING if self._is_over(queries, span) else PeriodState.NOT_OVER
            return PeriodLine(chain, span, state)
        if figures or _may_differ(queries, sent[-1]):
            known = figures or figures_of(queries, span)
            if not known.counts_as(self._making.totals(sent[-1], queries)):
                return PeriodLine(chain, span, PeriodState.CHANGED, sent)
        state = PeriodState.AMENDED if sent[-1].replaces else PeriodState.SENT
        return PeriodLine(chain, span, state, sent)

    # --- sending

    def export(
        self,
        chain: Chain,
        first: date,
        last: date,
        actor: Actor,
        *,
        amend: str | None = None,
        request_id: object = None,
    ) -> ExportLine:
        """Make the signed file of a period; an unchanged period gives the file it gave before.

        Args:
            amend: hash of the file to be replaced, or its first digits, eight at least; of a
                file that a restored book no longer knows, all 64.

        Raises:
            DeskError: SUPERVISOR; PERIOD; SENT (hash: the file to be amended) when the figures
                changed since; AMEND; IDENTITY (words: what does not add up); SIGNING_KEY;
                FORMAT "request_id". No file is made then, at most the key it would be signed with.
                Those of `SigningKeys.let_out`.
        """
        asked = check_request_id(request_id)
        require_supervisor(actor)
        span = check_shape(chain, Span(first, last))
        answered = self._answered(self._store.queries.answer_of(asked))
        if answered:
            return self._keys.let_out(answered)
        self._check_period(span)
        signer = self._keys.signer(actor)
        with self._store.write(asked) as unit:
            line = self._answered(unit.answer_of(asked))
            if line is None:
                wanted = Wanted(chain, span, actor, amend)
                line = self._making.unchanged_or_made(unit, wanted, signer)
                unit.remember(asked, json.dumps({"exported": line.hash}))
                with self._keys.noting(line):
                    unit.commit()
        return self._keys.let_out(line)

    def _answered(self, answer: str | None) -> ExportLine | None:
        """Find the file a request was answered with."""
        if answer is None:
            return None
        digest = json.loads(answer).get("exported")
        found = [line for line in self._store.queries.exports() if line.hash == digest]
        if not found:
            # The id belongs to something else that was carried out.
            raise DeskError(Code.FORMAT, "request_id")
        return found[0]

    def _check_period(self, span: Span) -> None:
        with self._store.queries.snapshot() as queries:
            self._check_start(queries, span)
            if not self._is_over(queries, span):
                raise DeskError(Code.PERIOD, reason="not_over", to_day=span.last)

    def _check_start(self, queries: Queries, span: Span) -> None:
        start = queries.first_day() or self._rules.today()
        if span.last < start:
            raise DeskError(Code.PERIOD, reason="before_start", start=start)

    def _is_over(self, queries: Queries, span: Span) -> bool:
        """Say whether its last day is past, or closed already."""
        today = self._rules.today()
        if span.last != today:
            return span.last < today
        closing = queries.last_closing()
        return closing is not None and closing.day >= today

    # --- the key

    def key_state(self) -> KeyState:
        """Say whether this machine can sign, and with what."""
        return self._keys.state()

    def make_key(self, actor: Actor) -> SigningKeyLine:
        """Make a new signing key; the superior must enrol it before it counts.

        Raises:
            DeskError: SUPERVISOR; READONLY, DISK_FULL, IO when its file cannot be written.
        """
        return self._keys.make(actor)

    def key_file(self) -> tuple[str, bytes]:
        """Write the file the key in use is enrolled by: its name and its bytes.

        Raises:
            DeskError: SIGNING_KEY when there is none.
        """
        return self._keys.file()


def _may_differ(queries: Queries, line: ExportLine) -> bool:
    """Say whether anything since a file was made can have changed its period.

    Counting every period that was sent would take a long book seconds.
    """
    changed = queries.changed_from(line.event_seq)
    corrected = changed is not None and changed <= line.span.last
    # Made on its last day: the day may have been opened again.
    return corrected or local_day(line.as_of) <= line.span.last
