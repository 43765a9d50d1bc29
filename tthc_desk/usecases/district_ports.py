"""What receiving totals needs from the outside, as protocols, and the lines it reads."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tthc_desk.domain.errors import Code
from tthc_desk.domain.events import Event, Json
from tthc_desk.domain.tally import Measures
from tthc_desk.domain.totals import Chain, Span, TotalsNotes
from tthc_desk.domain.totals_chain import ChainFile, KeyLife, Standing
from tthc_desk.usecases.district import District
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Finding, NewEvent


@dataclass(frozen=True, slots=True)
class WardLine:
    """An enrolled ward.

    Args:
        since, until: first and last day it owes totals; until None: further on.
        is_since_given: a person gave the first day; otherwise it is the first one of the month
            of its enrolment, and earlier files of any ward come before it.
    """

    code: str
    name: str
    since: date
    until: date | None = None
    is_since_given: bool = True


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key a ward signs or signed with.

    Args:
        life: from when to when it signs; its place is that among the ward's keys as made.
        public: 32 bytes, Ed25519.
        replaces: id of the key it took the place of; empty for a first one.
        reason: why it was revoked; empty while it is not.
    """

    life: KeyLife
    ward_code: str
    public: bytes
    made_at: datetime
    replaces: str = ""
    reason: str = ""

    @property
    def key_id(self) -> str:
        """Give the first 16 hexadecimal digits of the SHA-256 of the public key."""
        return self.life.key_id

    @property
    def is_open(self) -> bool:
        """Say whether it is the one the ward signs with."""
        return self.life.valid_to is None and self.life.revoked_seq is None


@dataclass(frozen=True, slots=True)
class FileLine:
    """A totals file whose signature held, with what it counts.

    Args:
        file: its place in the chain; `file.came_seq` is the event that received it.
        measures: all rows added up.
        received_day: the superior's day it came on.
    """

    file: ChainFile
    ward_code: str
    chain: Chain
    standing: Standing
    measures: Measures
    charge_dong: int
    fee_dong: int
    notes: TotalsNotes
    audit_head: str
    program: str
    received_day: date


@dataclass(frozen=True, slots=True)
class FieldLine:
    """What one file counts in one field."""

    field: str
    measures: Measures
    opening: int
    charge_dong: int
    fee_dong: int


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """A file that was not taken, as its event says.

    Args:
        seq: its TOTALS_REFUSED event.
        name: of the file as it was given.
        sha256: of its bytes, 64 hexadecimal digits.
        facts: what the sentence of the code is worded with, as text.
        ward_code: whose key signed it; empty unless the signature held. So are `chain`, `span`.
    """

    seq: int
    name: str
    sha256: str
    code: Code
    facts: Mapping[str, Json]
    at: datetime
    ward_code: str = ""
    chain: Chain | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class WardTotals:
    """The counted files of one ward and chain within a period, added up.

    Args:
        first, last: first day of the first file, last day of the last one.
        files: how many they are; they are whole if no period between is missing.
        measures: (6) of the first and opening balances of the later ones, (12) and (13) of the
            last, the other columns summed.
    """

    ward_code: str
    first: date
    last: date
    files: int
    measures: Measures
    charge_dong: int
    fee_dong: int
    notes: TotalsNotes


@dataclass(frozen=True, slots=True)
class WardBreak:
    """Two counted periods of a ward that follow one another and do not agree: (11) and (6)."""

    ward_code: str
    before: Span
    after: Span
    left: int
    carried: int


class DistrictUnit(Protocol):
    """One transaction of the writing side; leaving without `commit` rolls back."""

    def commit(self) -> None:
        """Make everything of this unit durable.

        Raises:
            DeskError: DISK_FULL, IO, READONLY, UNKNOWN_OUTCOME.
        """
        ...

    def last_event_at(self) -> datetime | None:
        """Give the moment of the newest event."""
        ...

    def append(self, event: NewEvent) -> Event:
        """Write an event at the end of the chain."""
        ...

    def save_setting(self, name: str, text: str) -> None:
        """Keep a setting that is no part of the profile."""
        ...

    def wards(self) -> tuple[WardLine, ...]:
        """Give the enrolled wards by code."""
        ...

    def ward_keys(self, ward_code: str | None = None) -> tuple[KeyLine, ...]:
        """Give the keys, of each ward in the order they were made."""
        ...

    def ward(self, code: str) -> WardLine | None:
        """Give an enrolled ward."""
        ...

    def ward_key(self, key_id: str) -> KeyLine | None:
        """Give an enrolled key."""
        ...

    def save_ward(self, ward: WardLine) -> None:
        """Keep a ward; one with the same code is replaced."""
        ...

    def save_key(self, key: KeyLine) -> None:
        """Keep a key; one with the same id is replaced."""
        ...

    def standing(self, digest: str) -> Standing | None:
        """Say what became of a file with this payload hash; None if it is not there."""
        ...

    def save_file(self, line: FileLine, fields: Sequence[FieldLine], envelope: bytes) -> None:
        """Keep a file whole, with its rows added up by field."""
        ...

    def chain_files(self, ward_code: str, chain: Chain) -> tuple[ChainFile, ...]:
        """Give every file of a ward's chain, whatever its standing."""
        ...

    def save_standings(
        self, ward_code: str, chain: Chain, standings: Mapping[str, Standing]
    ) -> None:
        """Write what became of a chain's files, by payload hash; only what changed is touched."""
        ...

    def was_refused(self, sha256: str, name: str, code: Code) -> bool:
        """Say whether this very file was refused under this name and for this reason before."""
        ...

    def save_refusal(self, line: RefusalLine, evidence: bytes | None) -> None:
        """Keep a refusal; `evidence` is the file where it proves something."""
        ...


class DistrictQueries(Protocol):
    """The reading side; each call sees one snapshot."""

    def district(self) -> District:
        """Give the profile."""
        ...

    def setting(self, name: str) -> str | None:
        """Give a setting kept by `save_setting`."""
        ...

    def first_received(self) -> date | None:
        """Give the day the first file that was kept came on."""
        ...

    def wards(self) -> tuple[WardLine, ...]:
        """Give the enrolled wards by code."""
        ...

    def ward_keys(self, ward_code: str | None = None) -> tuple[KeyLine, ...]:
        """Give the keys, of each ward in the order they were made."""
        ...

    def ward(self, code: str) -> WardLine | None:
        """Give an enrolled ward."""
        ...

    def ward_key(self, key_id: str) -> KeyLine | None:
        """Give an enrolled key."""
        ...

    def files(
        self,
        chain: Chain,
        ward_code: str | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> tuple[FileLine, ...]:
        """Give the files of a chain by ward, period and arrival; of periods within two days."""
        ...

    def chain_files(self, chain: Chain, ward_code: str) -> tuple[ChainFile, ...]:
        """Give every file of a ward's chain, whatever its standing."""
        ...

    def envelope(self, digest: str) -> bytes | None:
        """Give a file as it came, by its payload hash."""
        ...

    def refusals(self, limit: int = 200) -> tuple[RefusalLine, ...]:
        """Give the files that were not taken, newest first."""
        ...

    def counted_days(self, chain: Chain) -> dict[str, Span]:
        """Give ward → days from its first to its last counted file of a chain."""
        ...

    def counted_periods(self, chain: Chain, first: date, last: date) -> dict[str, frozenset[date]]:
        """Give ward → first days of the periods within a period of which a file counts."""
        ...

    def ward_totals(self, chain: Chain, first: date, last: date) -> tuple[WardTotals, ...]:
        """Add the counted files within a period up, ward by ward."""
        ...

    def field_totals(
        self, chain: Chain, first: date, last: date, without: Collection[str] = ()
    ) -> tuple[tuple[str, Measures], ...]:
        """Add the counted files within a period up by (field, measures), as `WardTotals` does.

        Args:
            without: codes of wards to leave out.
        """
        ...

    def period_totals(
        self, chain: Chain, first: date, last: date, without: Collection[str] = ()
    ) -> tuple[tuple[date, int, int], ...]:
        """Count (first day, received, finished) of every period of a chain within a period."""
        ...

    def breaks(self, chain: Chain, first: date, last: date) -> tuple[WardBreak, ...]:
        """Find neighbouring counted files within a period that do not agree."""
        ...

    def disputes(self, chain: Chain, first: date, last: date) -> dict[str, int]:
        """Count, by ward, the files of a period kept as evidence: disputed, or of no valid key."""
        ...

    def counted_on(self, chain: Chain, days: Collection[date]) -> dict[str, int]:
        """Count, by ward, the files of a chain that begin on one of some days and count."""
        ...

    def wards_with_gaps(self, chain: Chain) -> tuple[str, ...]:
        """Name the wards of which a numbered file of a chain may never have come."""
        ...

    def snapshot(self) -> AbstractContextManager["DistrictQueries"]:
        """Answer several questions from one state of the file."""
        ...

    def chain_head(self) -> tuple[bytes, int]:
        """Give hash and seq of the newest event."""
        ...


class DistrictStore(Protocol):
    """A superior authority's data folder, open."""

    def write(self) -> AbstractContextManager[DistrictUnit]:
        """Open a write unit."""
        ...

    @property
    def queries(self) -> DistrictQueries:
        """Give the reading side."""
        ...

    def verify(self, progress: Progress | None = None) -> Iterator[Finding]:
        """Check the whole file: pages, chain, every signature, the rows beside the files."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...
