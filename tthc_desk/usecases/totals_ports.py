"""What sending and receiving totals needs from the outside, as protocols."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from tthc_desk.domain.totals import Chain, Span, Totals, TotalsNotes, TotalsRow


@dataclass(frozen=True, slots=True)
class WardKeyFile:
    """A ward's public signing key as it travels.

    Args:
        key_id: first 16 hexadecimal digits of the SHA-256 of `public`.
        public: 32 bytes, Ed25519.
        replaces: key id of the key used before; empty for the first.
    """

    ward_code: str
    ward_name: str
    key_id: str
    public: bytes
    made_at: datetime
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class SealedTotals:
    """A totals file whose signature held: its content and the hash of its payload."""

    totals: Totals
    hash: str


class TotalsFormat(Protocol):
    """Writes and reads the signed files; the only place that knows their text."""

    def seal(self, totals: Totals, sign: Callable[[bytes], bytes]) -> tuple[bytes, str]:
        """Write a totals file.

        Args:
            sign: signs a message with the key of `totals.key_id`; 64 bytes.

        Returns:
            The file and the SHA-256 of its payload, hexadecimal. Equal totals give equal bytes.
        """
        ...

    def key_of(self, data: bytes) -> str:
        """Name the key a totals file says it is signed with, before anything of it is believed.

        Raises:
            DeskError: FILE_SIZE, NOT_TOTALS, TRUNCATED, FILE_TYPE, JSON_DUPLICATE, JSON_NUMBER,
                JSON_DEPTH.
        """
        ...

    def read(self, data: bytes, public: bytes) -> SealedTotals:
        """Check the signature, then read.

        Raises:
            DeskError: those of `key_of`, SIGNATURE, TOTALS when the figures contradict
                themselves.
        """
        ...

    def seal_key(self, key: WardKeyFile, sign: Callable[[bytes], bytes]) -> bytes:
        """Write a public-key file; signed by the key itself, which proves who holds it."""
        ...

    def read_key(self, data: bytes) -> WardKeyFile:
        """Read a public-key file and check that its own signature holds.

        Raises:
            DeskError: those of `key_of`, SIGNATURE.
        """
        ...


@dataclass(frozen=True, slots=True)
class LastSigned:
    """The newest file a key has signed.

    Args:
        event_seq: of the TOTALS_EXPORTED event the file was made with.
        hash: SHA-256 of its payload.
    """

    event_seq: int
    hash: str


class Signer(Protocol):
    """A ward's private key, which never leaves its machine."""

    @property
    def last(self) -> LastSigned | None:
        """Give the newest file this key is known to have signed; None of none."""
        ...

    @property
    def key_id(self) -> str:
        """Give the first 16 hexadecimal digits of the SHA-256 of the public key."""
        ...

    @property
    def public(self) -> bytes:
        """Give the public key, 32 bytes."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Sign; 64 bytes."""
        ...


class KeyRing(Protocol):
    """Where the private key of a machine lies."""

    def signer(self) -> Signer | None:
        """Give the key of this machine and this ward; None when there is none to be used.

        Raises:
            DeskError: SIGNING_KEY when the file is there and is damaged or of another ward.
        """
        ...

    def make(self) -> Signer:
        """Make a key and keep it, readable by the owner only; an older one is put aside."""
        ...

    def remembering(self, last: LastSigned) -> AbstractContextManager[None]:
        """Keep with the key what it signed last, once the block has ended well.

        What can fail is done before the block, so that a commit in it is not left alone. Nobody
        else may make or mark a key meanwhile: the caller holds a write unit.

        Raises:
            DeskError: READONLY, DISK_FULL, IO; the key is as it was then.
        """
        ...


@dataclass(frozen=True, slots=True)
class SigningKeyLine:
    """A key this ward has signed with, oldest first by `made_seq`."""

    key_id: str
    public: bytes
    made_at: datetime
    made_seq: int
    officer: str


@dataclass(frozen=True, slots=True)
class ExportLine:
    """A totals file a ward has made.

    Args:
        hash: SHA-256 of the payload; so are `prev` and `replaces`.
        event_seq: the TOTALS_EXPORTED event it was made with.
        file: the whole signed file, so that sending again gives the same bytes.
    """

    hash: str
    chain: Chain
    span: Span
    seq: int
    key_id: str
    prev: str
    replaces: str
    as_of: datetime
    officer: str
    event_seq: int
    file: bytes


class ExportUnit(Protocol):
    """What a write unit does for exports."""

    def save_signing_key(self, line: SigningKeyLine) -> None:
        """Keep the public half of a key of this ward."""
        ...

    def save_export(self, line: ExportLine) -> None:
        """Keep a file that was made."""
        ...


class ExportQueries(Protocol):
    """What a ward has sent, and what it would send."""

    def totals_rows(
        self, first: date, last: date, as_of: datetime | None = None
    ) -> tuple[TotalsRow, ...]:
        """Give the rows of a period by field and procedure, with what was collected."""
        ...

    def totals_notes(self, first: date, last: date, as_of: datetime | None = None) -> TotalsNotes:
        """Count what stands in no column of a period."""
        ...

    def open_after(self, day: date) -> int:
        """Count the dossiers that are open at the end of a day: (11) of a period it ends."""
        ...

    def first_day(self) -> date | None:
        """Give the first day anything of a report was counted in; None of an empty book."""
        ...

    def changed_from(self, seq: int) -> date | None:
        """Give the first day that corrections after an event may have changed; None of none."""
        ...

    def exports(self, chain: Chain | None = None) -> tuple[ExportLine, ...]:
        """Give the files made, in the order they were made."""
        ...

    def signing_keys(self) -> tuple[SigningKeyLine, ...]:
        """Give the keys this ward has signed with, oldest first."""
        ...
