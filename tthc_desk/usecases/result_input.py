"""What is said of a result, checked the same way when it is given and when it is corrected."""

from collections.abc import Mapping
from datetime import date

from tthc_desk.domain.dossier import Dossier, local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Json
from tthc_desk.domain.text_input import clean_line, typed_day, whole_number

RESULT_FIELDS = ("result_number", "result_date", "signer", "summary", "copies")
MOST_COPIES = 1000
_LIMITS = {"result_number": 80, "signer": 100, "summary": 300}


def result_facts(given: Mapping[str, object], dossier: Dossier, today: date) -> dict[str, Json]:
    """Check what was said of a dossier's result.

    Args:
        given: some of `RESULT_FIELDS`.

    Raises:
        DeskError: DATE for a day before the reception or ahead, COUNT, TEXT, TEXT_LENGTH.
    """
    return {name: _fact(name, value, dossier, today) for name, value in given.items()}


def _fact(name: str, value: object, dossier: Dossier, today: date) -> Json:
    if name == "copies":
        return whole_number(value, name, 0, MOST_COPIES)
    if name != "result_date":
        return clean_line(value, name, _LIMITS[name])
    signed, received = typed_day(value, name), local_day(dossier.received_at)
    if not received <= signed <= today:
        raise DeskError(Code.DATE, name, low=received, high=today)
    return signed.isoformat()
