"""What a dossier would cost and when it would be due, as far as the form tells so far."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from tthc_desk.domain import fees
from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.fees import FeeResult
from tthc_desk.domain.procedure import Channel, FeeBasis, Procedure
from tthc_desk.domain.text_input import whole_number

if TYPE_CHECKING:  # loaded with the use cases, after the screen was painted
    from tthc_desk.domain.deadlines import Deadline
    from tthc_desk.usecases.intake_request import IntakeRequest, PersonInput
    from tthc_desk.usecases.rules import RuleBook
    from tthc_desk.usecases.warnings import Warned

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Outlook:
    """The near future of a dossier.

    Args:
        deadline: None while the term is not known, or the calendar of its year is missing.
        due_error: why there is no deadline.
        cost: None while an amount or a quantity is missing.
        asks_term, asks_fees: the catalogue does not say, the officer must.
        by_page, by_copy: what the amounts are multiplied with.
    """

    deadline: "Deadline | None"
    due_error: DeskError | None
    cost: FeeResult | None
    asks_term: bool
    asks_fees: bool
    by_page: bool
    by_copy: bool
    warnings: "tuple[Warned, ...]"


def look_ahead(
    procedure: Procedure, request: "IntakeRequest", book: "RuleBook", now: datetime
) -> Outlook:
    """Work out what can be known of a request; never refuses."""
    from tthc_desk.usecases import intake_checks as checks

    channel = Channel(str(request.channel)) if request.channel else Channel.IN_PERSON
    rules = fees.applicable(procedure, channel)
    bases = {rule.basis for rule in rules or ()}

    def deadline() -> "Deadline":
        return checks.find_deadline(
            checks.find_term(procedure, channel, request.term), procedure, book, now
        )

    def cost() -> FeeResult:
        pages = whole_number(request.pages, "pages", 0, fees.MAX_PAGES)
        copies = whole_number(request.copies, "copies", 0, fees.MAX_COPIES)
        return checks.find_cost(request, procedure, channel, pages, copies)

    due, due_error = _tried(deadline)
    doubts, _ = _tried(lambda: checks.day_warnings(request, book, due, now))
    return Outlook(
        deadline=due,
        due_error=due_error,
        cost=_tried(cost)[0],
        asks_term=procedure.terms.get(channel) is None,
        asks_fees=rules is None,
        by_page=FeeBasis.PAGE in bases,
        by_copy=FeeBasis.COPY in bases,
        warnings=doubts or (),
    )


def person_warnings(given: "PersonInput", today: date, who: str) -> "tuple[Warned, ...]":
    """Name what is odd about a person; nothing while the fields are not complete."""
    from tthc_desk.usecases.intake_checks import check_person

    checked, _ = _tried(lambda: check_person(given, today, who, nameless=True))
    return checked[1] if checked else ()


def _tried(work: Callable[[], _T]) -> tuple[_T | None, DeskError | None]:
    try:
        return work(), None
    except DeskError as error:
        return None, error
