"""The four places of the window, by the keys the first places of every rail have."""

from dataclasses import dataclass
from datetime import date

from tthc_desk.domain.totals import Chain
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.screen import OpenRequest

# One table gives every key of the program; what it calls them in a ward's window is not used.
BOARD, RECEIPT, REPORT, WARDS = Act.INTAKE, Act.TRACKING, Act.HANDOVER, Act.CLOSING


@dataclass(frozen=True, slots=True)
class Place:
    """A ward's period on the board; first None: its newest."""

    ward_code: str
    chain: Chain
    first: date | None = None

    @property
    def request(self) -> OpenRequest:
        """Give what asks the window to show it."""
        day = self.first.isoformat() if self.first else ""
        return OpenRequest(BOARD, f"{self.ward_code} {self.chain.value} {day}")


def place_of(subject: str) -> Place:
    """Read the subject of a request made by `Place.request`."""
    code, chain, day = subject.split(" ")
    return Place(code, Chain(chain), date.fromisoformat(day) if day else None)
