"""The figures of a period before they are signed: what they are, and whether they add up."""

from dataclasses import dataclass, replace
from datetime import timedelta

from tthc_desk.domain.tally import add_up
from tthc_desk.domain.totals import Span, SummedRows, Totals, TotalsNotes, TotalsRow, broken_rows
from tthc_desk.usecases.identities import CountedPeriod, broken_identities
from tthc_desk.usecases.ports import Queries


@dataclass(frozen=True, slots=True)
class TotalsFigures(SummedRows):
    """What a file of a period would say now, but for its place in the chain."""

    rows: tuple[TotalsRow, ...]
    notes: TotalsNotes

    def same_as(self, sent: Totals) -> bool:
        """Say whether a file says the same, in figures and notes; names may be worded anew."""
        return _bare(self.rows) == _bare(sent.rows) and self.notes == sent.notes

    def counts_as(self, sent: Totals) -> bool:
        """Say whether a file counts the same; days that were closed since change no figure."""
        return replace(self, notes=replace(self.notes, unclosed_days=0)).same_as(
            replace(sent, notes=replace(sent.notes, unclosed_days=0))
        )


def figures_of(queries: Queries, span: Span) -> TotalsFigures:
    """Count a period as known now."""
    rows = queries.totals_rows(span.first, span.last)
    return TotalsFigures(rows, queries.totals_notes(span.first, span.last))


def broken_sentences(queries: Queries, span: Span, rows: tuple[TotalsRow, ...]) -> tuple[str, ...]:
    """Name what does not add up in a period and the dossiers it comes from; usually nothing.

    The sums are compared by themselves first: folding every dossier of the period takes long,
    and only finds the dossiers of what the sums show.
    """
    if _adds_up(queries, span, rows):
        return ()
    return broken_identities(queries, CountedPeriod(span.first, span.last)) or broken_rows(rows)


def _adds_up(queries: Queries, span: Span, rows: tuple[TotalsRow, ...]) -> bool:
    """Compare the rows with themselves, with the day before, and with the days one by one.

    Source: Biểu số II.06a/VPCP/KSTT: (3)=(7)+(11); (6) is the (11) of the period before.
    """
    total, before = add_up(rows), span.first - timedelta(1)
    left = queries.open_after(before)
    days = queries.day_counts(span.first, span.last)
    return (
        not broken_rows(rows)
        and total.c6 == left + sum(row.opening for row in rows)
        and total.c4 + total.c5 == sum(received for _, received, _ in days)
        and total.c7 == sum(finished for _, _, finished in days)
    )


def _bare(rows: tuple[TotalsRow, ...]) -> tuple[TotalsRow, ...]:
    return tuple(replace(row, procedure_name="") for row in rows)
