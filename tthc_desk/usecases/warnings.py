"""What an officer should look at without being stopped."""

from dataclasses import dataclass
from enum import StrEnum


class Notice(StrEnum):
    """Every warning of the counter; its Vietnamese text stands in `usecases.messages`."""

    SEX_DIFFERS = "sex_differs"
    YEAR_DIFFERS = "year_differs"
    PROVINCE_UNKNOWN = "province_unknown"
    SEX_WITHOUT_MARKS = "sex_without_marks"
    OLD_CARD_EXPIRED = "old_card_expired"
    PASSPORT_PATTERN = "passport_pattern"
    PERSON_DIFFERS = "person_differs"
    SAME_OPEN = "same_open"
    RESULT_WAITING = "result_waiting"
    CALENDAR_UNCONFIRMED = "calendar_unconfirmed"
    NO_RECEPTION = "no_reception"
    SECOND_SUPPLEMENT = "second_supplement"


@dataclass(frozen=True, slots=True)
class Warned:
    """A notice with what its text is worded with.

    Args:
        field: input field it is about, empty if none.
        facts: name → word, in the order of the text.
    """

    notice: Notice
    field: str = ""
    facts: tuple[tuple[str, str], ...] = ()
