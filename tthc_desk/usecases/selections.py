"""Which dossiers of a period are meant: those of a list, and those behind a figure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Pick(StrEnum):
    """Dossiers of a period, as known at a moment; words of the command line.

    `C3` to `C13` are the columns of form II.06a by their number. All picks hold counted
    dossiers only, but `REGISTERED`, `PAID`, `NOT_COUNTED` and the moneys.
    """

    C3 = "3"
    C4 = "4"
    C5 = "5"
    C6 = "6"
    C7 = "7"
    C8 = "8"
    C9 = "9"
    C10 = "10"
    C11 = "11"
    C12 = "12"
    C13 = "13"
    # received in the period, by channel
    RECEIVED = "received"
    IN_PERSON = "in_person"
    POST = "post"
    ONLINE = "online"
    OPENING = "opening"
    # what was done with them in the period
    DELIVERED = "delivered"
    SUPPLEMENTS = "supplements"
    WITHDRAWN = "withdrawn"
    # open at the end of the period, by what is left of the term
    DUE_LATER = "later"
    DUE_SOON = "soon"
    DUE_TODAY = "today"
    DUE_PAST = "late"
    WAITING = "waiting"
    # money taken or given back in the period
    PAID = "paid"
    CASH = "cash"
    TRANSFER = "transfer"
    CHARGE = "charge"
    FEE = "fee"
    # certifications received in the period: all, and those a figure of their count is made of
    CERTIFICATIONS = "certifications"
    CERTIFIED_PAGES = "certified_pages"
    CERTIFIED_PAPER = "certified_paper"
    CERTIFIED_ELECTRONIC = "certified_electronic"
    CERTIFIED_PAID = "certified_paid"
    # lists
    REGISTERED = "registered"
    NOT_COUNTED = "not_counted"
    OVERDUE = "overdue"
    UNCOLLECTED = "uncollected"


@dataclass(frozen=True, slots=True)
class Selection:
    """Some dossiers of a period.

    Args:
        last: the moment that counts is the end of this day for what is open, overdue or
            waits to be collected.
        field: only of this lĩnh vực.
        procedure_name: only of procedures of this name.
    """

    pick: Pick
    first: date
    last: date
    field: str | None = None
    procedure_name: str | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Dossiers of which the stored rows say otherwise than their events; own numbers, sorted.

    Args:
        counted: they stand in other columns, or under another field or procedure.
        paid: other money was taken in the period.
    """

    counted: tuple[str, ...] = ()
    paid: tuple[str, ...] = ()
