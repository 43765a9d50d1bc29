"""What is known of a backup: what it holds, when and why it was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class BackupReason(StrEnum):
    """Why a backup was made. Stored: never renamed."""

    ASKED = "asked"
    CLOSING = "closing"
    EXIT = "exit"
    UPGRADE = "upgrade"


@dataclass(frozen=True, slots=True)
class SeriesEnd:
    """The last number a counter gave: of a day ("dossier"), of a year ("serial", "slip/…")."""

    series: str
    period: str
    value: int


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What a book holds at one moment; nothing of a person.

    Args:
        chain_head: 64 hexadecimal digits of the newest event's hash.
        counts: table → its rows.
        numbers: the newest period of every series.
    """

    schema: int
    ward_code: str
    ward_name: str
    chain_length: int
    chain_head: str
    counts: Mapping[str, int]
    charge_dong: int
    fee_dong: int
    numbers: tuple[SeriesEnd, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was found in the copy when it was checked.

    Args:
        program: version that made it.
        size: bytes of the copy, without the manifest behind it.
        sha256: 64 hexadecimal digits, of the copy.
    """

    facts: BookFacts
    made_at: datetime
    program: str
    reason: BackupReason
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup as a list shows it.

    Args:
        manifest: None when it is damaged or sealed with another key.
    """

    path: Path
    size: int
    manifest: Manifest | None
