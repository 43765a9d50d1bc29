"""Who stands at the counter for a result: compared with the owner and the submitter."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from tthc_desk.domain.dossier import Dossier
from tthc_desk.domain.identity_card import looks_like_card, parse_card_qr
from tthc_desk.domain.mrz import looks_like_mrz, parse_mrz
from tthc_desk.domain.vietnamese import fold


class Match(Enum):
    """Whom a scanned card belongs to."""

    OWNER = auto()
    SUBMITTER = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Collector:
    """A scanned person compared with a dossier.

    Args:
        name: as the dossier keeps it where the card matches, else as the card says; empty for
            a machine-readable zone, which carries no marks.
        by_number: identity numbers agree; False: only the name agrees, the dossier has no number.
    """

    name: str
    id_number: str
    match: Match
    by_number: bool = True


def read_collector(scanned: str, dossier: Dossier, today: date) -> Collector | None:
    """Read a card and compare it; None when the text is no card.

    Raises:
        DeskError: QR or MRZ for a damaged card.
    """
    if looks_like_card(scanned):
        card = parse_card_qr(scanned, today)
        return compared(card.name, card.id_number, dossier)
    if looks_like_mrz(scanned):
        return compared("", parse_mrz(scanned, today).id_number, dossier)
    return None


def compared(name: str, id_number: str, dossier: Dossier) -> Collector:
    """Compare a person with the owner first, then with the submitter."""
    for who, match in (("owner", Match.OWNER), ("submitter", Match.SUBMITTER)):
        kept = dossier.facts[who]
        if kept["id_number"] == id_number:
            return Collector(str(kept["name"]), id_number, match)
        if not kept["id_number"] and name and fold(str(kept["name"])) == fold(name):
            return Collector(str(kept["name"]), id_number, match, by_number=False)
    return Collector(name, id_number, Match.OTHER)
