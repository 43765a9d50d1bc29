"""What is read for the form from the database: the rules in force, a draft, a person."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.procedure import Procedure
from tthc_desk.ui.intake.form_draft import FormDraft, read_draft
from tthc_desk.ui.intake.services import IntakeServices
from tthc_desk.ui.intake.visits import Visit

if TYPE_CHECKING:
    from tthc_desk.usecases.ports import Draft
    from tthc_desk.usecases.procedure_finder import ProcedureFinder
    from tthc_desk.usecases.rules import RuleBook


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules of a day and the search over their procedures."""

    day: date
    book: "RuleBook"
    finder: "ProcedureFinder"


@dataclass(frozen=True, slots=True)
class KeptWork:
    """A draft found in the database.

    Args:
        kept: as stored.
        procedure: the one it was begun with, None if none is in force under its code.
    """

    kept: "Draft"
    form: FormDraft
    procedure: Procedure | None


@dataclass(frozen=True, slots=True)
class Opening:
    """What the form begins with at a desk."""

    desk: str
    in_force: InForce
    work: KeptWork | None


def read_rules(services: IntakeServices, known: InForce | None = None) -> InForce:
    """Read the rules of today.

    Args:
        known: what was read before; given back when nothing has changed since, for counting
            how often each procedure is used takes long in a full ward.
    """
    today, book = services.rules.today(), services.rules.book()
    if known and known.day == today and known.book is book:
        return known
    return InForce(today, book, services.finder())


def open_desk(services: IntakeServices, desk: str) -> Opening:
    """Read the rules and the desk's draft."""
    in_force = read_rules(services)
    kept = services.drafts.load(desk)
    form = read_draft(kept.text) if kept else None
    if kept is None or form is None:
        return Opening(desk, in_force, None)
    return Opening(desk, in_force, KeptWork(kept, form, version_now(in_force, form.procedure)))


def ask_visit(services: IntakeServices, who: str, id_number: str) -> Visit:
    """Read what the ward knows of a person."""
    tracking = services.tracking
    found = tracking.open_dossiers_of(id_number)
    return Visit(who, id_number, tracking.person(id_number), found)


def version_now(rules: InForce, code: str) -> Procedure | None:
    """Give the version of a procedure in force that day, None if there is none."""
    try:
        return rules.book.procedure(code, rules.day)
    except DeskError:
        return None
