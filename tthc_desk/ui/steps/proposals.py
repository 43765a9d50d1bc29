"""What a step's form proposes before anything is typed; a person decides always."""

from datetime import date, timedelta

from tthc_desk.domain.dossier import Dossier, Status, local_day
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.watched_days import SUPPLEMENT_DAYS


def is_past_completing(dossier: Dossier, today: date) -> bool:
    """Say whether a supplement that was asked for should have been brought by now.

    Source: Nghị định 118/2025/NĐ-CP Art 19(5): 15 days from the notice.
    """
    asked = [e for e in dossier.standing if e.kind is EventKind.SUPPLEMENT_REQUESTED]
    if dossier.status is not Status.SUPPLEMENT or not asked:
        return False
    return today > local_day(asked[-1].at) + timedelta(days=SUPPLEMENT_DAYS)
