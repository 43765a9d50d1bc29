"""Sending the totals of a period to the superior: what was sent, what is missing, a signed file."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tthc_desk import __version__
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.totals import NO_HASH, Chain, Span, Totals, period_at, periods
from tthc_desk.usecases.intake_checks import check_request_id
from tthc_desk.usecases.ports import NewEvent, Queries, Store, WriteUnit
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.signing_keys import KeyState, SigningKeys, require_supervisor
from tthc_desk.usecases.totals_figures import TotalsFigures, broken_sentences, figures_of
from tthc_desk.usecases.totals_ports import (
    ExportLine,
    KeyRing,
    Signer,
    SigningKeyLine,
    TotalsFormat,
)

PROGRAM = f"tthc-desk {__version__}"
_HASH = re.compile("[0-9a-f]{64}")
_PART_OF_HASH = re.compile("[0-9a-f]{8,64}")


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
        self._files = files
        self._keys = SigningKeys(store, rules, keys, files)

    # --- what was sent

    def calendar(self, chain: Chain, first: date, last: date) -> tuple[PeriodLine, ...]:
        """List the periods of a chain that hold a day between two, in order.

        Periods before the ward's first day at the counter are left out.
        """
        with self._store.queries.snapshot() as queries:
            start = queries.first_day()
            if start is None:
                return ()
            made, public = queries.exports(chain), _public(queries)
            return tuple(
                self._line(queries, chain, span, _of_span(made, span), public)
                for span in periods(chain, max(first, start), last)
            )

    def preview(self, chain: Chain, span: Span) -> TotalsPreview:
        """Count a period and say what stands in the way of its export.

        Raises:
            DeskError: PERIOD when it is no period of the chain or before the first day.
        """
        _check_shape(chain, span)
        with self._store.queries.snapshot() as queries:
            _check_start(queries, span)
            figures, made = figures_of(queries, span), queries.exports(chain)
            return TotalsPreview(
                line=self._line(queries, chain, span, _of_span(made, span), _public(queries)),
                as_of=self._rules.moment(None),
                figures=figures,
                broken=broken_sentences(queries, span, figures.rows),
                gaps=gaps_before(chain, span, made),
            )

    def standing(self, chain: Chain, first: date, last: date) -> ExportLine:
        """Give the file that stands for a period, to be sent once more whatever changed since.

        Raises:
            DeskError: PERIOD.
        """
        span = _check_shape(chain, Span(first, last))
        found = _of_span(self._store.queries.exports(chain), span)
        if not found:
            raise DeskError(Code.PERIOD, reason="not_sent")
        return found[-1]

    def gaps(self, line: ExportLine) -> tuple[Span, ...]:
        """Give the periods for which nothing had been sent when a later one was."""
        made = self._store.queries.exports(line.chain)
        return gaps_before(line.chain, line.span, [m for m in made if m.event_seq <= line.event_seq])

    def totals(self, line: ExportLine) -> Totals:
        """Read what a file of this ward says.

        Raises:
            DeskError: SIGNATURE and what else a damaged book can show.
        """
        return self._files.read(line.file, _public(self._store.queries)[line.key_id]).totals

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
                file a restored book no longer knows, all 64.

        Raises:
            DeskError: SUPERVISOR; PERIOD; SENT (hash: the file to be amended) when the figures
                changed since; AMEND; IDENTITY (words: what does not add up); SIGNING_KEY;
                FORMAT "request_id". Nothing is saved then.
        """
        asked = check_request_id(request_id)
        require_supervisor(actor)
        span = _check_shape(chain, Span(first, last))
        answered = self._answered(asked, self._store.queries)
        if answered:
            return answered
        self._check_period(self._store.queries, span)
        signer = self._keys.signer(actor)
        with self._store.write(asked) as unit:
            line = self._answered(asked, unit) or self._made(unit, chain, span, actor, amend, signer)
            ...
        return line

    # --- the key

    def key_state(self) -> KeyState:
        """Say whether this machine can sign, and with what."""
        return self._keys.state()

    def make_key(self, actor: Actor) -> SigningKeyLine:
        """Make a new signing key.

        Raises:
            DeskError: see `SigningKeys.make`.
        """
        return self._keys.make(actor)

    def key_file(self) -> tuple[str, bytes]:
        """Write the file the key in use is enrolled by: its name and its bytes.

        Raises:
            DeskError: SIGNING_KEY when there is none.
        """
        return self._keys.file()
