"""What the printed sheet of the key that signs ward packs says."""

from dataclasses import dataclass
from datetime import datetime

from tthc_desk.usecases.paper_facts import Letterhead


@dataclass(frozen=True, slots=True)
class PackKeySheetFacts:
    """The sheet every ward holds beside the screen before it takes a pack over.

    Args:
        letterhead: of the body whose IT signs the packs.
        fingerprint: eight groups of four hexadecimal digits.
        made_at: of the sheet; the key does not know when it was made.
    """

    letterhead: Letterhead
    key_id: str
    fingerprint: str
    made_at: datetime
