"""The periods of a chain as a ward sees them: what was sent, what is missing, what changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.totals import Chain, Span, period_at, periods
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.usecases.totals_ports import ExportLine
from tthc_desk.usecases.totals_words import CHAIN_WORDS

_DAY = timedelta(1)


class PeriodState(StrEnum):
    """Where a period of a chain stands.

    `CHANGED`: it was sent, and a correction since then changed its figures.
    """

    NOT_OVER = "not_over"
    MISSING = "missing"
    SENT = "sent"
    AMENDED = "amended"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A period of the calendar of what was sent.

    Args:
        exports: every file made for it, amendments too, oldest first.
    """

    chain: Chain
    span: Span
    state: PeriodState
    exports: tuple[ExportLine, ...] = ()

    @property
    def export(self) -> ExportLine | None:
        """Give the file that stands for it."""
        return self.exports[-1] if self.exports else None


def check_shape(chain: Chain, span: Span) -> Span:
    """Refuse days that are not exactly one period of a chain.

    Raises:
        DeskError: PERIOD (from_day, to_day: the period that holds the first day).
    """
    whole = period_at(chain, span.first)
    if span != whole:
        raise DeskError(
            Code.PERIOD,
            reason="shape",
            chain=CHAIN_WORDS[chain],
            from_day=whole.first,
            to_day=whole.last,
        )
    return span


def period_text(chain: Chain, span: Span) -> str:
    """Name a period as papers do: "Tháng 10 năm 2026", "Ngày 05/10/2026"."""
    if chain is Chain.MONTHLY:
        return f"Tháng {span.first.month} năm {span.first.year}"
    if chain is Chain.WEEKLY:
        return f"Tuần {day_text(span.first)} – {day_text(span.last)}"
    return f"Ngày {day_text(span.first)}"


def of_span(made: Iterable[ExportLine], span: Span) -> tuple[ExportLine, ...]:
    """Choose the files of one period."""
    return tuple(line for line in made if line.span == span)


def gaps_before(chain: Chain, span: Span, made: Sequence[ExportLine]) -> tuple[Span, ...]:
    """Give the periods of a chain nothing was sent for, from its first file to a period.

    Args:
        made: the files of the chain.
    """
    sent = {line.span for line in made}
    if not sent:
        return ()
    begin = min(sent).first
    return tuple(one for one in periods(chain, begin, span.first - _DAY) if one not in sent)
