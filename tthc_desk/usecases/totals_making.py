"""Making the signed file of a period inside one transaction: figures, place in the chain, event."""

import re
from dataclasses import dataclass

from tthc_desk import __version__
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.totals import NO_HASH, Chain, Span, Totals
from tthc_desk.usecases.ports import NewEvent, Queries, Store, WriteUnit
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.totals_figures import TotalsFigures, broken_sentences, figures_of
from tthc_desk.usecases.totals_periods import of_span
from tthc_desk.usecases.totals_ports import ExportLine, Signer, TotalsFormat

PROGRAM = f"tthc-desk {__version__}"
_HASH = re.compile("[0-9a-f]{64}")
_BEGIN_OF_HASH = re.compile("[0-9a-f]{8,64}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file somebody asks for.

    Args:
        amend: what was typed of the hash of the file to be replaced.
    """

    chain: Chain
    span: Span
    actor: Actor
    amend: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a file stands among those made before it."""

    seq: int
    prev: str
    replaces: str


class TotalsMaking:
    """Decides what a file holds; the unit it is given keeps every other writer out."""

    def __init__(self, store: Store, rules: Rules, files: TotalsFormat) -> None:
        self._store = store
        self._rules = rules
        self._files = files

    def unchanged_or_made(self, unit: WriteUnit, wanted: Wanted, signer: Signer) -> ExportLine:
        """Give the file of a period: the one already made when nothing changed, else a new one.

        Raises:
            DeskError: SENT, AMEND, IDENTITY, FILE_SIZE.
        """
        # No other process can write while the unit is open: what is read here still holds.
        queries, span = self._store.queries, wanted.span
        figures, made = figures_of(queries, span), queries.exports()
        chained = tuple(line for line in made if line.chain is wanted.chain)
        sent = of_span(chained, span)
        replaces = NO_HASH
        if wanted.amend is not None:
            replaces = self._replaced(wanted.amend, made, sent, figures)
        elif sent:
            self._check_unchanged(sent[-1], figures)
            return sent[-1]
        broken = broken_sentences(queries, span, figures.rows)
        if broken:
            raise DeskError(Code.IDENTITY, reason="export", words=" ".join(broken))
        place = _place(chained, signer.key_id, replaces)
        return self._make(unit, wanted, figures, place, signer)

    def totals(self, line: ExportLine, queries: Queries | None = None) -> Totals:
        """Read what a file of this ward says.

        Args:
            queries: the snapshot the file was found in, if there is one.

        Raises:
            DeskError: SIGNATURE, and what else a damaged book can show.
        """
        known = (queries or self._store.queries).signing_keys()
        keys = {key.key_id: key.public for key in known}
        return self._files.read(line.file, keys[line.key_id]).totals

    def _check_unchanged(self, line: ExportLine, figures: TotalsFigures) -> None:
        if not figures.counts_as(self.totals(line)):
            first, last = line.span.first, line.span.last
            raise DeskError(Code.SENT, from_day=first, to_day=last, hash=line.hash)

    def _replaced(
        self,
        typed: str,
        made: tuple[ExportLine, ...],
        sent: tuple[ExportLine, ...],
        figures: TotalsFigures,
    ) -> str:
        """Find the file an amendment takes the place of; give its hash."""
        digits = "".join(typed.split()).lower()
        begins = _BEGIN_OF_HASH.fullmatch(digits) is not None
        found = [line for line in made if begins and line.hash.startswith(digits)]
        if not found and _HASH.fullmatch(digits):
            # Sent before this book was restored from a backup, which does not know of it.
            return digits
        if len(found) != 1:
            raise DeskError(Code.AMEND, "amend", reason="unknown", hash=typed)
        (line,) = found
        if line not in sent:
            raise DeskError(Code.AMEND, "amend", reason="other_period", hash=typed)
        if line != sent[-1]:
            raise DeskError(Code.AMEND, "amend", reason="replaced", hash=typed, last=sent[-1].hash)
        if figures.same_as(self.totals(line)):
            raise DeskError(Code.AMEND, "amend", reason="same")
        return line.hash

    def _make(
        self,
        unit: WriteUnit,
        wanted: Wanted,
        figures: TotalsFigures,
        place: _Place,
        signer: Signer,
    ) -> ExportLine:
        totals = self._totals(unit, wanted, figures, place, signer.key_id)
        file, digest = self._files.seal(totals, signer.sign)
        kind, data = EventKind.TOTALS_EXPORTED, _facts(totals, digest)
        event = unit.append(NewEvent.by(wanted.actor, totals.as_of, totals.file_name, kind, data))
        line = ExportLine(
            hash=digest,
            chain=totals.chain,
            span=totals.span,
            seq=totals.seq,
            key_id=totals.key_id,
            prev=totals.prev,
            replaces=totals.replaces,
            as_of=event.at,
            officer=event.officer,
            event_seq=event.seq,
            file=file,
        )
        unit.save_export(line)
        return line

    def _totals(
        self, unit: WriteUnit, wanted: Wanted, figures: TotalsFigures, place: _Place, key_id: str
    ) -> Totals:
        ward = self._rules.book(unit).ward
        head, length = self._store.queries.chain_head()
        return Totals(
            ward_code=ward.code,
            ward_name=ward.name,
            key_id=key_id,
            chain=wanted.chain,
            span=wanted.span,
            seq=place.seq,
            prev=place.prev,
            replaces=place.replaces,
            as_of=self._rules.moment(unit.last_event_at()),
            audit_head=head.hex(),
            audit_length=length,
            program=PROGRAM,
            rows=figures.rows,
            notes=figures.notes,
        )


def _place(chained: tuple[ExportLine, ...], key_id: str, replaces: str) -> _Place:
    """Put a file behind those of its chain; `chained` is in the order they were made."""
    of_key = [line.seq for line in chained if line.key_id == key_id]
    prev = chained[-1].hash if chained else NO_HASH
    return _Place(max(of_key, default=0) + 1, prev, replaces)


def _facts(totals: Totals, digest: str) -> dict[str, Json]:
    return {
        "chain": totals.chain.value,
        "from": totals.span.first.isoformat(),
        "to": totals.span.last.isoformat(),
        "key_id": totals.key_id,
        "seq": totals.seq,
        "prev": totals.prev,
        "replaces": totals.replaces,
        "sha256": digest,
    }
