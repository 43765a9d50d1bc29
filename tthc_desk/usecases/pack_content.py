"""What a ward pack carries, once signed and once understood, and what was found in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.fingerprint import fingerprint, key_id
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.usecases.catalogue_reading import CatalogueReading
from tthc_desk.usecases.ward import Ward

CLOCK_SLACK = timedelta(minutes=15)
"""Two machines never agree to the minute."""


@dataclass(frozen=True, slots=True)
class WardPack:
    """A ward pack as it travels.

    Args:
        public: the key it is signed with, 32 bytes, Ed25519.
        files: (name, text) of the folder it was made from, by name.
        logo: PNG; empty when there is none.
    """

    ward_code: str
    ward_name: str
    made_at: datetime
    program: str
    public: bytes
    files: tuple[tuple[str, str], ...]
    logo: bytes = b""

    def is_ahead_of(self, now: datetime) -> bool:
        """Say whether it was made later than a clock shows: then that clock is wrong."""
        return self.made_at > now + CLOCK_SLACK

    @property
    def key_id(self) -> str:
        """Name the key it is signed with."""
        return key_id(self.public)

    @property
    def fingerprint(self) -> str:
        """Write the fingerprint of that key as people compare it, eight groups."""
        return fingerprint(self.public)


@dataclass(frozen=True, slots=True)
class SealedPack:
    """A pack whose signature held: its content and the SHA-256 of its payload."""

    pack: WardPack
    hash: str


class Level(StrEnum):
    """Whether a finding keeps a pack from being made."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class PackFinding:
    """One thing to look at in a pack folder.

    Args:
        error: with `in_file` and `line` among its facts, as every refusal is worded.
    """

    level: Level
    error: DeskError

    @property
    def file(self) -> str:
        """Name the file it stands in."""
        return str(self.error.facts["in_file"])

    @property
    def line(self) -> int:
        """Give the line of that file, from 1."""
        return int(str(self.error.facts["line"]))


@dataclass(frozen=True, slots=True)
class PackContent:
    """What the files of a pack say.

    Args:
        ward: the profile, with officers, the wording of forms and the name of the logo.
        years: those the pack brings a calendar of.
        words_forms: it words a text of a form; the ward keeps its own words otherwise.
        logo: PNG; empty when there is none.
    """

    ward: Ward
    catalogue: CatalogueReading
    years: tuple[YearCalendar, ...]
    words_forms: bool
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class OpenedPack:
    """A pack that was read in full: who signed it, what it says, what to look at."""

    sealed: SealedPack
    content: PackContent
    warnings: tuple[PackFinding, ...] = ()

    @property
    def pack(self) -> WardPack:
        """Give the pack as it travels."""
        return self.sealed.pack
