"""Receiving totals files: each is taken, known already, kept as evidence, or refused by name."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.totals import Chain, Span, Totals
from tthc_desk.domain.totals_chain import ChainFile, ChainState, KeyLife, Standing
from tthc_desk.usecases.chain_settling import lives, settle
from tthc_desk.usecases.district import moment_after
from tthc_desk.usecases.district_ports import DistrictStore, DistrictUnit, KeyLine, RefusalLine
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Clock, NewEvent
from tthc_desk.usecases.totals_lines import field_lines, file_line
from tthc_desk.usecases.totals_ports import SealedTotals, TotalsFormat

LIMIT = 1_000_000
"""No totals file has more bytes; who reads from a disk reads one more at most."""

_BATCH_FILES, _BATCH_BYTES = 200, 4_000_000
_CLOCKS_APART = timedelta(days=1)
_NAME_LIMIT = 120
# As the program names them, also when copied twice: "TOTALS_00625_…_3 (1).json".
_OUR_NAME = re.compile(r"TOTALS_[0-9]{5}_.{0,60}\.json", re.IGNORECASE)


class Outcome(StrEnum):
    """What became of a file that was offered."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    EVIDENCE = "evidence"
    REFUSED = "refused"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Offered:
    """A file as it was found.

    Args:
        data: at most `LIMIT` + 1 bytes of it; or why it could not be read.
        companion: the sheet or the paper that lies beside a totals file.
    """

    name: str
    data: bytes | DeskError
    companion: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """The answer to one file.

    Args:
        error: why it is not counted; None when it is taken or was known.
        hash: SHA-256 of the payload; empty unless the signature held. So is what follows.
        standing: what the chain makes of it.
    """

    name: str
    outcome: Outcome
    error: DeskError | None = None
    hash: str = ""
    ward_code: str = ""
    ward_name: str = ""
    chain: Chain | None = None
    span: Span | None = None
    seq: int = 0
    key_id: str = ""
    standing: Standing | None = None

    @property
    def code(self) -> Code | None:
        """Give the code of the refusal."""
        return self.error.code if self.error else None


_Place: TypeAlias = tuple[str, Chain]


class Consolidation:
    """Takes the files of wards in; what counts depends on the set of files, not on the order."""

    def __init__(self, store: DistrictStore, clock: Clock, form: TotalsFormat) -> None:
        self._store = store
        self._clock = clock
        self._form = form

    def import_file(self, name: str, data: bytes, actor: Actor) -> Received:
        """Take one file in; see `import_files`."""
        (answer,) = self.import_files([Offered(name, data)], actor)
        return answer

    def import_files(
        self, files: Iterable[Offered], actor: Actor, progress: Progress | None = None
    ) -> Iterator[Received]:
        """Take files in, some hundred in one transaction; answers come after its commit.

        Args:
            progress: told (files done, 0) after each transaction; answers False to stop.

        Raises:
            DeskError: CLOCK, DISK_FULL, IO and the like; files are refused in their answers.
        """
        done = 0
        for batch in _batches(files):
            answers = self._import_batch(batch, actor)
            done += len(answers)
            yield from answers
            if progress is not None and not progress(done, 0):
                return

    def _import_batch(self, batch: list[Offered], actor: Actor) -> list[Received]:
        with self._store.write() as unit:
            now = moment_after(self._clock.now(), unit.last_event_at())
            intake = _Intake(unit, self._form, actor, now)
            answers = [intake.take(offered) for offered in batch]
            states = {place: settle(unit, *place) for place in intake.touched}
            if intake.wrote:
                unit.commit()
        return [_settled(answer, states, intake.lives) for answer in answers]


def _batches(files: Iterable[Offered]) -> Iterator[list[Offered]]:
    """Gather files: so many that a commit costs little, so few that memory stays flat."""
    batch, size = list[Offered](), 0
    for offered in files:
        batch.append(offered)
        size += len(offered.data) if isinstance(offered.data, bytes) else 0
        if len(batch) >= _BATCH_FILES or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Intake:
    """The files of one transaction."""

    def __init__(
        self, unit: DistrictUnit, form: TotalsFormat, actor: Actor, now: datetime
    ) -> None:
        self._unit = unit
        self._form = form
        self._actor = actor
        self._now = now
        self._keys = {key.key_id: key for key in unit.keys()}
        self._names = {ward.code: ward.name for ward in unit.wards()}
        self.lives = lives(self._keys.values())
        self.touched: set[_Place] = set()
        self.wrote = False

    def take(self, offered: Offered) -> Received:
        """Take one file in, or refuse it."""
        if offered.companion:
            return Received(offered.name, Outcome.SKIPPED, DeskError(Code.NOT_TOTALS))
        if isinstance(offered.data, DeskError):
            return Received(offered.name, Outcome.REFUSED, offered.data)
        reading = _Reading(offered.name, offered.data)
        try:
            reading.read(self._form, self._keys)
            return self._keep(reading)
        except DeskError as error:
            return self._refuse(reading, error)

    def _keep(self, reading: "_Reading") -> Received:
        assert reading.sealed is not None  # noqa: S101 — `read` has raised otherwise
        sealed, totals = reading.sealed, reading.sealed.totals
        known = self._unit.standing(sealed.hash)
        answer = self._answer(reading.name, sealed)
        if known is not None:
            return replace(answer, outcome=Outcome.UNCHANGED, standing=known)
        self._refuse_future(totals)
        seq = self._append(EventKind.TOTALS_RECEIVED, totals.ward_code, _file_facts(sealed))
        line = file_line(sealed, seq, local_day(self._now))
        self._unit.save_file(line, field_lines(totals.rows), reading.data)
        self.touched.add((totals.ward_code, totals.chain))
        return answer

    def _refuse_future(self, totals: Totals) -> None:
        """Refuse what this clock says cannot be; a key that is not valid is told first.

        Raises:
            DeskError: FUTURE.
        """
        life = self.lives[totals.key_id]
        if not life.allows(local_day(totals.as_of), _NEWEST):
            return
        ahead = totals.as_of > self._now + _CLOCKS_APART
        if totals.span.last > local_day(self._now) or ahead:
            raise DeskError(
                Code.FUTURE, to_day=totals.span.last, span=totals.span, chain=totals.chain
            )

    def _answer(self, name: str, sealed: SealedTotals) -> Received:
        totals = sealed.totals
        return Received(
            name=name,
            outcome=Outcome.ACCEPTED,
            hash=sealed.hash,
            ward_code=totals.ward_code,
            ward_name=self._names[totals.ward_code],
            chain=totals.chain,
            span=totals.span,
            seq=totals.seq,
            key_id=totals.key_id,
        )
