"""What the program says no with: a code and facts, worded only at the border."""

from enum import StrEnum
from functools import partial
from typing import Any


class Code(StrEnum):
    """Every refusal the program knows; its Vietnamese text stands in `usecases.messages`.

    A stable part of the command line (`{"error": {"code": …}}`): never renamed.
    """

    # input of a person or a file
    REQUIRED = "E_REQUIRED"
    TEXT = "E_TEXT"
    TEXT_LENGTH = "E_TEXT_LENGTH"
    MONEY = "E_MONEY"
    COUNT = "E_COUNT"
    DATE = "E_DATE"
    BIRTH_DATE = "E_BIRTH_DATE"
    ID_NUMBER = "E_ID_NUMBER"
    PHONE = "E_PHONE"
    QR = "E_QR"
    QR_UNICODE = "E_QR_UNICODE"
    MRZ = "E_MRZ"
    CHOICE = "E_CHOICE"
    FORMAT = "E_FORMAT"
    UNKNOWN_FIELD = "E_UNKNOWN_FIELD"
    # rules of the counter
    PROCEDURE = "E_PROCEDURE"
    TERM_UNKNOWN = "E_TERM_UNKNOWN"
    FEE_UNKNOWN = "E_FEE_UNKNOWN"
    MOVE = "E_MOVE"
    REASON = "E_REASON"
    SUPERVISOR = "E_SUPERVISOR"
    ONCE = "E_ONCE"
    OVERDUE = "E_OVERDUE"
    NOT_OVERDUE = "E_NOT_OVERDUE"
    UNPAID = "E_UNPAID"
    UNDO = "E_UNDO"
    CONFLICT = "E_CONFLICT"
    NOT_FOUND = "E_NOT_FOUND"
    CALENDAR = "E_CALENDAR"
    DAY_CLOSED = "E_DAY_CLOSED"
    DAY_ORDER = "E_DAY_ORDER"
    CASH_COUNT = "E_CASH_COUNT"
    SECOND = "E_SECOND"
    REGISTER = "E_REGISTER"
    CLOCK = "E_CLOCK"
    BATCH = "E_BATCH"
    PAPER = "E_PAPER"
    OFFICER = "E_OFFICER"
    TAKEN = "E_TAKEN"
    TRAINING_ONLY = "E_TRAINING_ONLY"
    IDENTITY = "E_IDENTITY"
    CANCELLED = "E_CANCELLED"
    # totals that travel
    PERIOD = "E_PERIOD"
    SENT = "E_SENT"
    AMEND = "E_AMEND"
    SIGNING_KEY = "E_SIGNING_KEY"
    READ_BACK = "E_READ_BACK"
    NOT_TOTALS = "E_NOT_TOTALS"
    FILE_SIZE = "E_FILE_SIZE"
    FILE_TYPE = "E_FILE_TYPE"
    TRUNCATED = "E_TRUNCATED"
    JSON_DUPLICATE = "E_JSON_DUPLICATE"
    JSON_NUMBER = "E_JSON_NUMBER"
    JSON_DEPTH = "E_JSON_DEPTH"
    SIGNATURE = "E_BAD_SIGNATURE"
    KEY_UNKNOWN = "E_UNKNOWN_KEY"
    KEY_REVOKED = "E_REVOKED_KEY"
    KEY_PERIOD = "E_KEY_PERIOD"
    OTHER_WARD = "E_OTHER_WARD"
    FINGERPRINT = "E_FINGERPRINT"
    FUTURE = "E_FUTURE"
    OVERLAP = "E_OVERLAP"
    FORK = "E_FORK"
    UNLINKED = "E_UNLINKED"
    TOTALS = "E_TOTALS"
    NO_DISTRICT = "E_NO_DISTRICT"
    # ward packs
    PACK = "E_PACK"
    PACK_FILE = "E_PACK_FILE"
    PACK_KEY = "E_PACK_KEY"
    # the machine
    FOLDER = "E_FOLDER"
    FOLDER_NOT_EMPTY = "E_FOLDER_NOT_EMPTY"
    NO_WARD = "E_NO_WARD"
    NETWORK_SHARE = "E_NETWORK_SHARE"
    LOCKED = "E_LOCKED"
    READONLY = "E_READONLY"
    DISK_FULL = "E_DISK_FULL"
    IO = "E_IO"
    CORRUPT = "E_CORRUPT"
    NOT_OURS = "E_NOT_OURS"
    NEWER_SCHEMA = "E_NEWER_SCHEMA"
    KEY = "E_KEY"
    DRIVER = "E_DRIVER"
    PRINTER = "E_PRINTER"
    DISPLAY = "E_DISPLAY"
    PROFILE = "E_PROFILE"
    FORM_TEXT = "E_FORM_TEXT"
    CHAIN = "E_CHAIN"
    UNKNOWN_OUTCOME = "E_UNKNOWN_OUTCOME"


class DeskError(Exception):
    """A refusal with its facts; never carries a person's data in its text.

    Args:
        code: which refusal.
        field: name of the input field it is about, as in a line of `receive`
            ("submitter.birth_date"), or None.
        facts: values the message is worded with (counts, days, numbers, limits).
    """

    def __init__(self, code: Code, field: str | None = None, **facts: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.field = field
        self.facts = facts

    def __reduce__(self) -> tuple[Any, ...]:
        """Reach another process whole; exceptions otherwise lose what was given by name."""
        return partial(DeskError, self.code, self.field, **self.facts), ()
