"""What the catalogue says of an administrative procedure: term, fees, papers, competence."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Channel(StrEnum):
    """How a dossier arrives (Nghị định 118/2025, Art 15; national codes 1, 3, 2)."""

    IN_PERSON = "in_person"
    POST = "post"
    ONLINE = "online"


class TermUnit(StrEnum):
    """What a processing time is counted in; catalogues hold all of them."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WORKING_HOURS = "working_hours"
    SAME_DAY = "same_day"
    NONE = "none"


class DeadlineMode(StrEnum):
    """What a supplement does to the clock: Nghị định 118/2025 Art 19(5), or as before it."""

    RESTART = "restart"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Term:
    """A processing time.

    Args:
        unit: what is counted.
        amount: how many; 0 for SAME_DAY and NONE.
        fifteen_mark: SAME_DAY only: received after 15:00 the result is due the next working day.
    """

    unit: TermUnit
    amount: int = 0
    fifteen_mark: bool = False


class Certainty(StrEnum):
    """How sure the source of a catalogue row is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class FeeBasis(StrEnum):
    """What an amount is multiplied with."""

    CASE = "case"  # per dossier, deal, signature case
    COPY = "copy"  # per copy issued
    PAGE = "page"  # per page of the original, per copy (certification of copies)


@dataclass(frozen=True, slots=True)
class FeeRule:
    """One amount the citizen pays, in whole đồng.

    Args:
        kind: "charge" (phí) or "fee" (lệ phí).
        basis: what it is multiplied with.
        amount_dong: per unit; for PAGE the first `first_pages` pages.
        channel: only for dossiers of this channel; None for all.
        first_pages: PAGE only: pages at the first amount.
        further_dong: PAGE only: amount of each further page.
        cap_dong: PAGE only: most that one copy costs; None for no cap.
    """

    kind: str
    basis: FeeBasis
    amount_dong: int
    channel: Channel | None = None
    first_pages: int = 0
    further_dong: int = 0
    cap_dong: int | None = None


class PaperDuty(StrEnum):
    """What the citizen has to do with a required document."""

    SUBMIT = "submit"  # giấy tờ phải nộp
    PRESENT = "present"  # giấy tờ phải xuất trình
    LOOK_UP = "look_up"  # staff read it in a data base


@dataclass(frozen=True, slots=True)
class RequiredDocument:
    """One line of the papers list (thành phần hồ sơ).

    Args:
        case: name of the case it belongs to ("Trường hợp"), empty for every case.
    """

    name: str
    duty: PaperDuty
    originals: int = 0
    copies: int = 0
    certified: int = 0
    case: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WorkflowStep:
    """What one unit has of a procedure's term, in its internal workflow (quy trình nội bộ).

    Args:
        hundredths: days (hours, where the term counts hours) times 100, so that halves are exact.
    """

    unit: str
    hundredths: int


@dataclass(frozen=True, slots=True)
class Procedure:
    """One version of a procedure, in force from `valid_from` until the day before `valid_to`.

    Args:
        code: national code `d.nnnnnn`.
        terms: channel → term; a missing channel means the source does not say
            and the officer must be asked.
        fees: None: the source does not say, the officer must be asked; empty: free of charge.
        exemption: exempt groups, word for word, empty if none is named.
        counted: False for dossiers taken for the police or another agency (not in II.06a).
        certification: True for chứng thực, with its page calculator and quick mode.
        result_code: code of the result paper `KQ.Gnn.nnnnnn`, empty when not known.
        question: what the source leaves open, shown to the officer; empty if nothing.
        keys: letters a clerk types for it without marks, such as "ks"; several by a space.
        steps: of its internal workflow, in order; empty when none is known.
    """

    code: str
    name: str
    short_name: str
    field: str
    agency: str
    terms: dict[Channel, Term]
    fees: tuple[FeeRule, ...] | None
    documents: tuple[RequiredDocument, ...]
    deadline_mode: DeadlineMode
    valid_from: date
    valid_to: date | None
    result_name: str
    result_code: str
    exemption: str
    legal_basis: str
    decision: str
    source: str
    certainty: Certainty
    counted: bool = True
    certification: bool = False
    question: str = ""
    keys: str = ""
    steps: tuple[WorkflowStep, ...] = ()
