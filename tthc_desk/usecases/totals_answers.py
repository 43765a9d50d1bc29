"""A file that is offered to a superior authority, and the answer to it."""

from dataclasses import dataclass
from enum import StrEnum

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.totals import Chain, Span
from tthc_desk.domain.totals_chain import Standing

LIMIT = 1_000_000
"""No totals file has more bytes; who reads from a disk reads one more at most."""


class Outcome(StrEnum):
    """What became of a file that was offered; skipped: it does not give itself out as ours."""

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
        path: where it lies, for the answer.
        asked: a person named this very file; one found in a folder may be anything.
    """

    name: str
    data: bytes | DeskError
    path: str = ""
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Received:
    """The answer to one file.

    Args:
        error: why it is not counted; None when it is taken, and when it was known and counts.
        hash: SHA-256 of the payload; empty unless the signature held. So is what follows.
        standing: what the chain makes of it.
    """

    name: str
    outcome: Outcome
    path: str = ""
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
